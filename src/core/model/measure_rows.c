/* core/model/measure_rows.c - what scores mean: bands, cuts, changes, alarms and holds.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/measure_inside.h"

bool measure_take_number(struct span *rest, int64_t *ret)
{
    size_t n = 0;

    while (n < rest->len && rest->at[n] >= '0' && rest->at[n] <= '9')
        n++;
    bool ok = n > 0 && span_to_int64(span_head(*rest, n), ret);
    *rest = span_skip(*rest, n);
    return ok;
}

bool measure_take_mark(struct span *rest, char mark)
{
    if (rest->len == 0 || rest->at[0] != mark)
        return false;
    *rest = span_skip(*rest, 1);
    return true;
}

/* A text of digits with at most two after the point, in hundredths; 0 to 10,000. */
static int64_t load_hundredths(struct packing *p, const struct json *row, const char *name)
{
    struct span rest = pick_text(&p->pick, row, name);
    int64_t whole = 0, part = 0;
    bool ok = measure_take_number(&rest, &whole) && whole <= 10000;

    if (ok && measure_take_mark(&rest, '.')) {
        size_t digits = rest.len;
        ok = digits <= 2 && measure_take_number(&rest, &part);
        part *= digits == 1 ? 10 : 1;
    }
    packing_require(p, ok && rest.len == 0, "a value is digits, with at most two after the point");
    return ok ? whole * 100 + part : 0;
}

static uint32_t load_scale_of(struct packing *p, const struct json *row, const struct measure *m)
{
    uint32_t at = measure_scale_find(m, pick_text(&p->pick, row, "scale"));

    packing_require(p, at != UINT32_MAX, "names a scale that the measure does not have");
    return at;
}

static uint32_t count_of(struct packing *p, const struct json *list)
{
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count <= MEASURE_MAX_ROWS, "a list of more than 24 rows");
    return p->pick.status == HF_OK ? count : 0;
}

static void load_bands(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {"scale", "from", "word", NULL};
    const struct json *list = pick_list_if(&p->pick, row, "bands");
    struct measure_band *bands = pick_alloc(&p->pick, count_of(p, list), sizeof *bands);

    m->bands = bands;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        struct measure_band *band = &bands[m->n_bands];

        pick_only(&p->pick, c, members);
        *band = (struct measure_band){.scale = load_scale_of(p, c, m),
                                      .from_hundredths = load_hundredths(p, c, "from"),
                                      .word = pick_text_if(&p->pick, c, "word")};
        packing_require(p,
                        m->n_bands == 0 || band[-1].scale != band->scale ||
                            band[-1].from_hundredths < band->from_hundredths,
                        "bands of a scale rise");
        m->n_bands++;
    }
}

static void load_cuts(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {"scale", "side", "at", "who", "means", "findings", NULL};
    const struct json *list = pick_list_if(&p->pick, row, "cuts");
    struct measure_cut *cuts = pick_alloc(&p->pick, count_of(p, list), sizeof *cuts);

    m->cuts = cuts;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        struct span side = pick_text(&p->pick, c, "side");

        pick_only(&p->pick, c, members);
        packing_require(p, span_is(side, "least") || span_is(side, "most"),
                        "side is least or most");
        cuts[m->n_cuts++] = (struct measure_cut){.scale = load_scale_of(p, c, m),
                                                 .at_most = span_is(side, "most"),
                                                 .at_hundredths = load_hundredths(p, c, "at"),
                                                 .who = pick_text_if(&p->pick, c, "who"),
                                                 .means = pick_text_if(&p->pick, c, "means"),
                                                 .findings = packing_words(p, c, "findings", NULL)};
    }
}

static enum measure_kind kind_of(struct span word)
{
    static const char *const words[] = {"", "noise", "important", "reliable"};

    for (size_t i = CHANGE_NOISE; i <= CHANGE_RELIABLE; i++)
        if (span_is(word, words[i]))
            return (enum measure_kind)i;
    return CHANGE_UNKNOWN;
}

static void load_change(struct packing *p, const struct json *json, const struct measure *m,
                        struct measure_change *change)
{
    static const char *const members[] = {"scale", "kind", "way",     "points", "percent",
                                          "who",   "mark", "sources", NULL};
    struct span way = pick_text(&p->pick, json, "way");
    bool percent = json_member(json, "percent") != NULL;

    pick_only(&p->pick, json, members);
    *change = (struct measure_change){.scale = load_scale_of(p, json, m),
                                      .kind = kind_of(pick_text(&p->pick, json, "kind")),
                                      .fall_only = span_is(way, "fall"),
                                      .percent = percent,
                                      .by_hundredths =
                                          load_hundredths(p, json, percent ? "percent" : "points"),
                                      .who = pick_text_if(&p->pick, json, "who"),
                                      .sources = packing_cites(p, json),
                                      .mark = packing_mark(p, json)};
    packing_require(p, change->kind != CHANGE_UNKNOWN, "kind is noise, important or reliable");
    packing_require(p, change->fall_only || span_is(way, "both"), "way is both or fall");
    packing_require(p, change->by_hundredths > 0, "a change of nothing");
    packing_require(p, !percent || json_member(json, "points") == NULL,
                    "points or percent, not both");
}

static void load_changes(struct packing *p, const struct json *row, struct measure *m)
{
    const struct json *list = pick_list_if(&p->pick, row, "changes");
    struct measure_change *changes = pick_alloc(&p->pick, count_of(p, list), sizeof *changes);

    m->changes = changes;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK; c = c->next)
        load_change(p, c, m, &changes[m->n_changes++]);
    packing_require(p, !m->not_for_change || m->n_changes == 0,
                    "is not for change, and yet has a change that matters");
}

static enum measure_lead lead_of(struct span word)
{
    static const char *const words[] = {"", "crisis", "doctor", "concern", "support"};

    for (size_t i = LEAD_CRISIS; i <= LEAD_SUPPORT; i++)
        if (span_is(word, words[i]))
            return (enum measure_lead)i;
    return LEAD_UNKNOWN;
}

static void load_alarms(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {"item", "from", "lead", "findings", NULL};
    const struct json *list = pick_list_if(&p->pick, row, "alarms");
    struct measure_alarm *alarms = pick_alloc(&p->pick, count_of(p, list), sizeof *alarms);

    m->alarms = alarms;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, members);
        alarms[m->n_alarms++] =
            (struct measure_alarm){.item = (uint32_t)pick_int(&p->pick, c, "item", 1, m->n_items),
                                   .from = pick_int(&p->pick, c, "from", 0, 100),
                                   .lead = lead_of(pick_text(&p->pick, c, "lead")),
                                   .findings = packing_words(p, c, "findings", NULL)};
        packing_require(p, alarms[m->n_alarms - 1].lead != LEAD_UNKNOWN,
                        "lead is crisis, doctor, concern or support");
    }
}

static void load_holds(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {"scale", "rise", "findings", NULL};
    const struct json *list = pick_list_if(&p->pick, row, "holds");
    struct measure_hold *holds = pick_alloc(&p->pick, count_of(p, list), sizeof *holds);

    m->holds = holds;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, members);
        holds[m->n_holds++] =
            (struct measure_hold){.scale = load_scale_of(p, c, m),
                                  .rise_hundredths = load_hundredths(p, c, "rise"),
                                  .findings = packing_words(p, c, "findings", NULL)};
        packing_require(p, holds[m->n_holds - 1].findings.count > 0,
                        "a hold names no finding, so it would hold nothing");
    }
}

void measure_load_rows(struct packing *p, const struct json *row, struct measure *m)
{
    load_bands(p, row, m);
    load_cuts(p, row, m);
    load_changes(p, row, m);
    load_alarms(p, row, m);
    load_holds(p, row, m);
}
