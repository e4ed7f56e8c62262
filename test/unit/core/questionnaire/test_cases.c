/* Forms as data: reads test/cases/questionnaire and holds what comes out against what is written.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate.h"
#include "core/questionnaire/score.h"
#include "core/questionnaire/validate.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 20, MAX_FINDS = 20, MAX_TEXT = 1 << 16 };

struct test_case {
    struct span name, form, item, status, calculated, dropped, score;
    struct span finds[MAX_FINDS], loads[MAX_FINDS];
    uint32_t n_finds, n_loads;
    bool lenient, has_item;
};

static alignas(max_align_t) unsigned char block[32 << 20];
static struct arena arena;
static struct fault why;
static char text[MAX_TEXT];

/* --- reading --------------------------------------------------------------------------------- */

static void read_line(struct test_case *t, struct span line)
{
    const struct {
        const char *name;
        struct span *to;
    } rows[] = {{"name", &t->name},
                {"form", &t->form},
                {"item", &t->item},
                {"status", &t->status},
                {"score", &t->score},
                {"calculated", &t->calculated},
                {"dropped", &t->dropped},
                {"find", &t->finds[t->n_finds]},
                {"load", &t->loads[t->n_loads]}};
    struct span name = span_cut(&line, ':');

    line = span_trim(line);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (span_is(name, rows[i].name))
            *rows[i].to = line;
    t->lenient |= span_is(name, "lenient");
    t->has_item |= span_is(name, "item");
    t->n_finds += span_is(name, "find");
    t->n_loads += span_is(name, "load");
}

/* --- making ---------------------------------------------------------------------------------- */

static struct span format_form(struct span members)
{
    int len = snprintf(text, sizeof text,
                       "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"version\":\"1\","
                       "\"status\":\"active\",%.*s}",
                       SPAN_ARGS(members));

    return arena_copy(&arena, span_at(text, (size_t)len));
}

static struct span format_response(struct span items, struct span status)
{
    int len = snprintf(text, sizeof text,
                       "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:f|1\","
                       "\"status\":\"%.*s\"%s%.*s%s}",
                       SPAN_ARGS(status), items.len > 0 ? ",\"item\":[" : "", SPAN_ARGS(items),
                       items.len > 0 ? "]" : "");

    return arena_copy(&arena, span_at(text, (size_t)len));
}

static bool is_told(const struct issue *issue, struct span line)
{
    int len = snprintf(text, sizeof text, "%.*s %.*s %.*s",
                       SPAN_ARGS(issue_severity_word(issue->severity)),
                       SPAN_ARGS(issue_code_word(issue->code)), SPAN_ARGS(issue->where));

    if (span_equal(span_at(text, (size_t)len), line))
        return true;
    printf("#   got  %s: %.*s\n#   want %.*s\n", text, SPAN_ARGS(issue->text), SPAN_ARGS(line));
    return false;
}

static bool is_report(const struct report *report, const struct span *lines, uint32_t n)
{
    bool same = true;
    uint32_t at = 0;

    for (const struct issue *i = report->first; i != NULL; i = i->next) {
        if (i->severity == ISSUE_INFORMATION)
            continue;
        same = is_told(i, at < n ? lines[at] : SPAN("nothing")) && same;
        at++;
    }
    for (; at < n; at++) {
        printf("#   not found: %.*s\n", SPAN_ARGS(lines[at]));
        same = false;
    }
    return same;
}

/* --- one case -------------------------------------------------------------------------------- */

static bool is_written(const struct response *response, struct span items, struct span status)
{
    struct span got = SPAN(""), want = format_response(items, status);

    if (response_write(response, &arena, &got, &why) == HF_OK && span_equal(got, want))
        return true;
    printf("#   got  %.*s\n#   want %.*s\n", SPAN_ARGS(got), SPAN_ARGS(want));
    return false;
}

static bool is_score(struct response *response, struct calculation *calculation, struct span want)
{
    const struct score *scores = NULL;
    struct enabled enabled;
    uint32_t n = 0;

    if (!enabled_init(&enabled, response, calculation, &arena) ||
        response_score(response, &enabled, &arena, &scores, &n, &why) != HF_OK)
        return false;
    int len = scores->missing > 0
                  ? snprintf(text, sizeof text, "%.*s missing %u", SPAN_ARGS(scores->sum),
                             scores->missing)
                  : snprintf(text, sizeof text, "%.*s complete", SPAN_ARGS(scores->sum));

    if (span_equal(span_at(text, (size_t)len), want))
        return true;
    printf("#   got  %s\n", text);
    return false;
}

static bool calculate(struct calculation *calculation)
{
    struct report report;

    report_init(&report, &arena);
    return calculation_begin(calculation, &report, &why) == HF_OK &&
           calculation_run(calculation, &report, &why) == HF_OK && report.count == 0;
}

static bool answer(const struct test_case *t, const struct questionnaire *form)
{
    static const struct calculation_world world = {.now_us = 1795000000000000};
    struct span status = t->status.len > 0 ? t->status : SPAN("completed");
    struct calculation *calculation = NULL;
    struct response *response = NULL;
    struct report report;
    uint32_t dropped;
    bool ok =
        response_read(format_response(t->item, status), form, &arena, &response, &why) == HF_OK;

    report_init(&report, &arena);
    ok = ok && (calculation = calculation_new(response, &world, &arena)) != NULL;
    if (!ok)
        return false;
    if (t->calculated.len > 0)
        return calculate(calculation) && is_written(response, t->calculated, status);
    if (t->dropped.len > 0)
        return enabled_drop(response, calculation, &arena, &dropped, &why) == HF_OK &&
               is_written(response, t->dropped, status);
    if (t->score.len > 0)
        return is_score(response, calculation, t->score);
    return response_validate(response, calculation, &arena, &report, &why) == HF_OK &&
           is_report(&report, t->finds, t->n_finds) && is_written(response, t->item, status);
}

static bool passes(const struct test_case *t)
{
    const struct questionnaire *form = NULL;
    struct report report;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    report_init(&report, &arena);
    enum status st =
        questionnaire_load(format_form(t->form), t->lenient ? LOAD_LENIENT : LOAD_STRICT, NULL,
                           &arena, &report, &form, &why);

    if (t->has_item && st == HF_OK)
        return answer(t, form);
    if (!t->has_item && st != HF_FAILED)
        return is_report(&report, t->loads, t->n_loads) && (st == HF_OK) == (report.errors == 0);
    printf("#   %s\n", why.text);
    return false;
}

static void run_case(const struct test_case *t)
{
    char name[200];

    if (t->name.len == 0)
        return;
    (void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(t->name));
    tap_case(name, passes(t));
}

static void run_file(struct span all)
{
    struct test_case t = {.n_finds = 0};

    while (all.len > 0) {
        struct span line = span_cut(&all, '\n');

        if (line.len > 0) {
            read_line(&t, line);
            continue;
        }
        run_case(&t);
        t = (struct test_case){.n_finds = 0};
    }
    run_case(&t);
}

int main(int argc, char **argv)
{
    static char bytes[MAX_FILE];

    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        size_t len = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);

        if (file != NULL)
            fclose(file);
        tap_case(argv[i], len > 0);
        run_file(span_at(bytes, len));
    }
    return tap_end();
}
