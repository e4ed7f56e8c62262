/* Replays test/cases/measure: answers by number and the scores worked out by hand.
 *
 *     score ID | ANSWERS | SCALE=VALUE[/BAND] ... [alarm=ITEM]
 *         ANSWERS: numbers, "-" for none, "3x2" for three times 2
 *         VALUE: as printed with two places, or -N when item N is missing; BAND: where it begins,
 * or "none" cut ID SCALE VALUE | INDEX of the cuts that are met, or "none" change ID SCALE BEFORE
 * AFTER DAYS | same|better|worse [met=N,N] [known] [hold] [soon] reliable BEFORE AFTER SD R |
 * yes|no INDEX
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/change.h"
#include "knowledge/knowledge.h"

#include "tap.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdlib.h>

static alignas(max_align_t) unsigned char block[KNOWLEDGE_BYTES];
static struct knowledge know;

/* Which edges of each measure the table has stood on, and just beside. */
struct edges {
    uint32_t bands_on, bands_below, cuts_on, cuts_beside, changes_met, changes_not;
};
static struct edges edges[MEASURE_MAX];

static struct edges *edges_of(const struct measure *m)
{
    return &edges[m - know.measures->at];
}

/* 0: on it; 1: at most two points on that side of it; -1: neither. */
static int beside(int64_t value, int64_t edge, bool below)
{
    int64_t off = below ? edge - value : value - edge;

    if (off == 0)
        return 0;
    return off > 0 && off <= 200 ? 1 : -1;
}

struct line {
    char got[600];
    size_t len;
};

static void say(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct line *line, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int n = vsnprintf(line->got + line->len, sizeof line->got - line->len, format, args);
    va_end(args);
    line->len += n > 0 ? (size_t)n : 0;
}

static struct span word(struct span *rest)
{
    *rest = span_trim(*rest);
    return span_cut(rest, ' ');
}

static int64_t hundredths(struct span text)
{
    bool minus = text.len > 0 && text.at[0] == '-';
    int64_t whole = 0, part = 0;

    text = minus ? span_skip(text, 1) : text;
    struct span first = span_cut(&text, '.');
    (void)span_to_int64(first, &whole); /* a case that is wrong fails by its result */
    (void)span_to_int64(text, &part);   /* absent: 0 */
    int64_t n = whole * 100 + (text.len == 1 ? part * 10 : part);
    return minus ? -n : n;
}

static struct fraction value(struct span text)
{
    return (struct fraction){hundredths(text), 100};
}

static void put_hundredths(struct line *line, int64_t n)
{
    say(line, "%s%" PRId64 ".%02" PRId64, n < 0 ? "-" : "", imaxabs(n) / 100, imaxabs(n) % 100);
}

static uint32_t read_answers(struct span rest, int64_t *answers)
{
    uint32_t count = 0;

    for (rest = span_trim(rest); rest.len > 0; rest = span_trim(rest)) {
        struct span second = word(&rest);
        bool many = memchr(second.at, 'x', second.len) != NULL;
        struct span first = many ? span_cut(&second, 'x') : SPAN("1");
        int64_t times = 1, n = MEASURE_MISSING;

        (void)span_to_int64(first, &times); /* one, unless it says more */
        (void)span_to_int64(second, &n);    /* "-": missing */
        for (; times > 0 && count < MEASURE_MAX_ITEMS; times--)
            answers[count++] = n;
    }
    return count;
}

static void put_score(struct line *line, const struct measure *m, uint32_t scale,
                      const struct measure_score *score)
{
    say(line, "%s%.*s=", scale > 0 ? " " : "", SPAN_ARGS(m->scales[scale].id));
    if (!score->given) {
        say(line, "-%u", score->missing);
        return;
    }
    const struct measure_band *band = measure_band_of(m, scale, score->value);
    bool banded = false;

    for (uint32_t i = 0; i < m->n_bands; i++) {
        int at = beside(fraction_hundredths(score->value), m->bands[i].from_hundredths, true);

        if (m->bands[i].scale != scale)
            continue;
        bool steps_over = m->scales[scale].times == 2 &&
                          fraction_hundredths(score->value) == m->bands[i].from_hundredths + 100;

        edges_of(m)->bands_on |= at == 0 || steps_over ? 1u << i : 0; /* sums that are doubled */
        edges_of(m)->bands_below |= at == 1 ? 1u << i : 0;
    }

    put_hundredths(line, fraction_hundredths(score->value));
    for (uint32_t i = 0; i < m->n_bands; i++)
        banded |= m->bands[i].scale == scale;
    if (banded && band == NULL)
        say(line, "/none");
    if (band != NULL)
        say(line, "/%" PRId64, band->from_hundredths / 100);
}

static void run_score(const struct measure *m, struct span answers_text, struct line *line)
{
    int64_t answers[MEASURE_MAX_ITEMS];
    struct measure_result result;
    struct fault why = {0};

    if (read_answers(answers_text, answers) != m->n_items) {
        say(line, "not %u answers", m->n_items);
        return;
    }
    if (measure_score(m, answers, &result, &why) != HF_OK) {
        say(line, "%s", why.text);
        return;
    }
    for (uint32_t i = 0; i < m->n_scales; i++)
        put_score(line, m, i, &result.of[i]);
    if (result.alarm)
        say(line, " alarm=%u", result.alarm_item);
}

static void run_cut(const struct measure *m, struct span rest, struct line *line)
{
    uint32_t scale = measure_scale_find(m, word(&rest));
    struct fraction v = value(word(&rest));

    for (uint32_t i = 0; i < m->n_cuts; i++) {
        int at = beside(fraction_hundredths(v), m->cuts[i].at_hundredths, !m->cuts[i].at_most);

        if (m->cuts[i].scale != scale)
            continue;
        edges_of(m)->cuts_on |= at == 0 ? 1u << i : 0;
        edges_of(m)->cuts_beside |= at == 1 ? 1u << i : 0;
    }
    for (uint32_t i = 0; i < m->n_cuts; i++)
        if (m->cuts[i].scale == scale && measure_cut_met(&m->cuts[i], v))
            say(line, "%s%u", line->len > 0 ? "," : "", i);
    if (line->len == 0)
        say(line, "none");
}

static void put_met(struct line *line, uint32_t reached)
{
    const char *before = " met=";

    for (uint32_t i = 0; i < 32; i++)
        if ((reached >> i & 1) != 0) {
            say(line, "%s%u", before, i);
            before = ",";
        }
}

static void run_change(const struct measure *m, struct span rest, struct line *line)
{
    static const char *const ways[] = {"same", "better", "worse"};
    uint32_t scale = measure_scale_find(m, word(&rest));
    struct fraction before = value(word(&rest)), after = value(word(&rest));
    struct measure_shift shift;
    struct fault why = {0};
    int64_t days = 0;

    (void)span_to_int64(word(&rest), &days); /* a case that is wrong fails by its result */
    if (measure_change(m, scale, before, after, days, &shift, &why) != HF_OK) {
        say(line, "%s", why.text);
        return;
    }
    for (uint32_t i = 0; i < m->n_changes; i++)
        if (m->changes[i].scale == scale) {
            bool met = (shift.reached >> i & 1) != 0;

            edges_of(m)->changes_met |= met ? 1u << i : 0;
            edges_of(m)->changes_not |= met ? 0 : 1u << i;
        }
    say(line, "%s", ways[shift.way]);
    put_met(line, shift.reached);
    say(line, "%s%s%s", shift.known ? " known" : "", shift.holds ? " hold" : "",
        shift.too_soon ? " soon" : "");
}

static void run_reliable(struct span rest, struct line *line)
{
    struct fraction before = value(word(&rest)), after = value(word(&rest));
    struct measure_sample sample = {.sd_hundredths = hundredths(word(&rest))};

    sample.r_thousandths = hundredths(word(&rest)) * 10;
    say(line, "%s ", measure_is_reliable(before, after, sample) ? "yes" : "no");
    put_hundredths(line, measure_index_hundredths(before, after, sample));
}

static void run_line(struct span text)
{
    struct line line = {{0}, 0};
    struct span rest = text, head = span_trim(span_cut(&rest, '|'));
    struct span kind = word(&head);
    const struct measure *m =
        span_is(kind, "reliable") ? NULL : measures_find(know.measures, word(&head));
    struct span answers = span_is(kind, "score") ? span_cut(&rest, '|') : (struct span){"", 0};
    char name[700];

    if (span_is(kind, "reliable"))
        run_reliable(head, &line);
    else if (m == NULL)
        say(&line, "no such measure");
    else if (span_is(kind, "score"))
        run_score(m, answers, &line);
    else if (span_is(kind, "cut"))
        run_cut(m, head, &line);
    else
        run_change(m, head, &line);
    bool passed = span_is(span_trim(rest), line.got);
    (void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(span_trim(text)));
    if (!passed)
        printf("# got %s\n", line.got);
    tap_case(name, passed);
}

static uint32_t first(uint32_t n)
{
    return (uint32_t)((UINT64_C(1) << n) - 1);
}

/* A band that begins with the scale has nothing below it. */
static uint32_t lowest_bands(const struct measure *m)
{
    uint32_t lowest = 0;

    for (uint32_t i = 0; i < m->n_bands; i++) {
        int64_t answers[MEASURE_MAX_ITEMS];
        struct measure_result least;
        struct fault why = {0};

        for (uint32_t k = 0; k < m->n_items; k++)
            answers[k] = m->items[k].reversed ? m->items[k].most : m->items[k].least;
        if (measure_score(m, answers, &least, &why) == HF_OK &&
            fraction_compare(least.of[m->bands[i].scale].value, m->bands[i].from_hundredths) >= 0)
            lowest |= 1u << i;
    }
    return lowest;
}

/* The table is whole: a threshold that nobody worked out by hand fails here. */
static void check_edges(const struct measure *m)
{
    const struct edges *e = edges_of(m);
    char name[120];

    (void)snprintf(name, sizeof name, "%.*s: the table has both sides of every edge",
                   SPAN_ARGS(m->id));
    tap_case(name, e->bands_on == first(m->n_bands) &&
                       (e->bands_below | lowest_bands(m)) == first(m->n_bands) &&
                       e->cuts_on == first(m->n_cuts) && e->cuts_beside == first(m->n_cuts) &&
                       e->changes_met == first(m->n_changes) &&
                       e->changes_not == first(m->n_changes));
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct fault why = {0};
    char text[800];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;

    arena_init(&arena, block, sizeof block);
    if (file == NULL || knowledge_load(&arena, &know, &why) != HF_OK) {
        printf("Bail out! %s\n", file == NULL ? "no file of cases" : why.text);
        return 1;
    }
    while (fgets(text, sizeof text, file) != NULL)
        if (text[0] != '#' && text[0] != '\n')
            run_line(span_of(text));
    (void)fclose(file); /* only read */
    for (uint32_t i = 0; i < know.measures->count; i++)
        check_edges(&know.measures->at[i]);
    return tap_end();
}
