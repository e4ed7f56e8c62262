/* core/model/measure_pack.c - loads packs/measures.json; whatever it does not know it refuses.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/measure.h"

#include "core/model/measure_inside.h"

static const char *const list_names[] = {"items",    "reverse", "codes",   "scales", "adds",
                                         "bands",    "cuts",    "changes", "alarms", "holds",
                                         "findings", "sources", NULL};
static const struct pack_element head_elements[] = {{"description", "review"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"id", "id"}, {"title", "title"}, {"description", "about"}, {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "measures", head_elements,
                                        row_elements,     list_names, false};

/* "1-9", "3,5,10-12": numbers from 1 to `most`, rising, each once. */
static uint32_t read_numbers(struct span text, int64_t most, uint8_t into[MEASURE_MAX_ITEMS])
{
    uint32_t count = 0;
    int64_t from = 0, to = 0, last = 0;

    do {
        if (!measure_take_number(&text, &from) || from <= last)
            return 0;
        to = from;
        if (measure_take_mark(&text, '-') && (!measure_take_number(&text, &to) || to < from))
            return 0;
        if (to > most)
            return 0;
        for (last = from; last <= to; last++)
            into[count++] = (uint8_t)last;
        last = to;
    } while (measure_take_mark(&text, ','));
    return text.len == 0 ? count : 0;
}

static void load_run(struct packing *p, const struct json *json, struct measure_item *items,
                     struct measure *m)
{
    static const char *const members[] = {"count", "least", "most", NULL};

    pick_only(&p->pick, json, members);
    int64_t count = pick_int(&p->pick, json, "count", 1, MEASURE_MAX_ITEMS);
    struct measure_item item = {.least = pick_int(&p->pick, json, "least", 0, 1),
                                .most = pick_int(&p->pick, json, "most", 1, 100)};

    packing_require(p, m->n_items + count <= MEASURE_MAX_ITEMS && item.least < item.most,
                    "more than 64 items, or an empty range");
    for (int64_t i = 0; p->pick.status == HF_OK && i < count; i++)
        items[m->n_items++] = item;
}

static void load_reversed(struct packing *p, const struct json *row, struct measure_item *items,
                          const struct measure *m)
{
    const struct json *list = pick_list_if(&p->pick, row, "reverse");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        int64_t n = 0;
        bool ok = json_int64(c, &n) && n >= 1 && n <= m->n_items;

        packing_require(p, ok && !items[n - 1].reversed, "reverses no item, or one twice");
        if (p->pick.status == HF_OK)
            items[n - 1].reversed = true;
    }
}

/* All of them or none: a code that is left out would let another question take its place. */
static void load_codes(struct packing *p, const struct json *row, struct measure *m)
{
    struct words codes = packing_words(p, row, "codes", NULL);

    packing_require(p, codes.count == 0 || codes.count == m->n_items,
                    "codes are one for each item");
    m->codes = codes.count == 0 ? NULL : codes.at;
}

static void load_items(struct packing *p, const struct json *row, struct measure *m)
{
    const struct json *list = pick_list(&p->pick, row, "items");
    struct measure_item *items = pick_alloc(&p->pick, MEASURE_MAX_ITEMS, sizeof *items);

    m->items = items;
    for (const struct json *c = json_first(list); c != NULL && items != NULL; c = c->next)
        load_run(p, c, items, m);
    if (items != NULL)
        load_reversed(p, row, items, m);
    load_codes(p, row, m);
}

static void load_sum(struct packing *p, const struct json *json, const struct measure *m,
                     struct measure_scale *scale)
{
    uint8_t *items = pick_alloc(&p->pick, MEASURE_MAX_ITEMS, sizeof *items);
    struct span rule = pick_text(&p->pick, json, "rule");

    if (items == NULL)
        return;
    scale->items = items;
    scale->n_items = read_numbers(pick_text(&p->pick, json, "of"), m->n_items, items);
    scale->mean = span_is(rule, "mean");
    packing_require(p, scale->n_items > 0, "items are numbers of its own, rising: 1-9 or 3,5,10");
    packing_require(p, scale->mean || span_is(rule, "sum"), "rule is sum or mean");
}

static void load_adds(struct packing *p, const struct json *json, const struct measure *m,
                      struct measure_scale *scale)
{
    struct words names = packing_words(p, json, "adds", NULL);
    uint8_t *adds = pick_alloc(&p->pick, names.count, sizeof *adds);

    for (size_t i = 0; adds != NULL && i < names.count; i++) {
        uint32_t at = measure_scale_find(m, names.at[i]);

        packing_require(p, at != UINT32_MAX, "adds a scale that does not stand before it");
        adds[i] = (uint8_t)at;
    }
    scale->adds = adds;
    scale->n_adds = (uint32_t)names.count;
}

static void load_scale(struct packing *p, const struct json *json, struct measure *m,
                       struct measure_scale *scale)
{
    static const char *const members[] = {"id", "of", "rule", "times", "over", "adds", NULL};
    struct span id = pick_text(&p->pick, json, "id");

    pick_only(&p->pick, json, members);
    packing_require(p, measure_scale_find(m, id) == UINT32_MAX, "a scale given twice");
    *scale = (struct measure_scale){.times = 1, .over = 1};
    if (json_member(json, "times") != NULL)
        scale->times = pick_int(&p->pick, json, "times", 1, 100);
    if (json_member(json, "over") != NULL)
        scale->over = pick_int(&p->pick, json, "over", 1, 100);
    if (json_member(json, "adds") != NULL)
        load_adds(p, json, m, scale);
    else
        load_sum(p, json, m, scale);
    scale->id = id;
    m->n_scales++;
}

static void load_scales(struct packing *p, const struct json *row, struct measure *m)
{
    const struct json *list = pick_list(&p->pick, row, "scales");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count > 0 && count <= MEASURE_MAX_SCALES, "needs 1 to 12 scales");
    struct measure_scale *scales = pick_alloc(&p->pick, count, sizeof *scales);
    m->scales = scales;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK; c = c->next)
        load_scale(p, c, m, &scales[m->n_scales]);
}

static enum measure_text text_of(struct span word)
{
    static const char *const words[] = {"", "ours", "may_ship", "ask", "optional", "slots"};

    for (size_t i = TEXT_OURS; i <= TEXT_SLOTS; i++)
        if (span_is(word, words[i]))
            return (enum measure_text)i;
    return TEXT_UNKNOWN;
}

static void load_loinc(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {"panel", "total", NULL};
    const struct json *loinc = json_member(row, "loinc");

    if (loinc == NULL)
        return;
    pick_only(&p->pick, loinc, members);
    m->loinc_panel = pick_text_if(&p->pick, loinc, "panel");
    m->loinc_total = pick_text_if(&p->pick, loinc, "total");
}

static void load_head(struct packing *p, const struct json *row, struct measure *m)
{
    struct span better = pick_text(&p->pick, row, "better");

    m->title = pick_text(&p->pick, row, "title");
    m->licence = pick_text(&p->pick, row, "licence");
    m->about = pick_text(&p->pick, row, "about");
    m->text = text_of(pick_text(&p->pick, row, "text"));
    m->higher_is_better = span_is(better, "higher");
    m->not_for_change = pick_bool_if(&p->pick, row, "not_for_change");
    m->gate = pick_bool_if(&p->pick, row, "gate");
    if (json_member(row, "recall_days") != NULL)
        m->recall_days = pick_int(&p->pick, row, "recall_days", 1, 365);
    packing_require(p, m->text != TEXT_UNKNOWN, "text is ours, may_ship, ask, optional or slots");
    packing_require(p, m->higher_is_better || span_is(better, "lower"),
                    "better is higher or lower");
    load_loinc(p, row, m);
}

static void load_measure(struct packing *p, const struct json *row, struct measure *m)
{
    static const char *const members[] = {
        "id",    "title",   "text",   "licence", "loinc", "better", "recall_days", "not_for_change",
        "items", "gate",    "scales", "reverse", "bands", "cuts",   "changes",     "alarms",
        "holds", "sources", "mark",   "review",  "about", "codes",  NULL};

    p->row = m->id = pick_text(&p->pick, row, "id");
    pick_only(&p->pick, row, members);
    packing_require(p, pick_is_word(m->id), "id must be a word of 1 to 64 characters");
    load_head(p, row, m);
    load_items(p, row, m);
    load_scales(p, row, m);
    measure_load_rows(p, row, m);
    m->sources = packing_cites(p, row);
    m->mark = packing_mark(p, row);
    m->review = pick_text(&p->pick, row, "review");
}

static void check_holds(struct packing *p, const struct measures *pack)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < pack->count; i++)
        n += pack->at[i].n_holds;
    packing_require(p, n <= MEASURE_MAX_HOLDS, "more than 32 holds in all");
}

static void load_measures(struct packing *p, const struct json *root, struct measures *pack)
{
    const struct json *list = pick_list(&p->pick, root, "measures");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count > 0 && count <= MEASURE_MAX, "needs 1 to 64 measures");
    struct measure *at = pick_alloc(&p->pick, count, sizeof *at);
    pack->at = at;
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        packing_require(p, measures_find(pack, json_text(json_member(c, "id"))) == NULL,
                        "a measure given twice");
        load_measure(p, c, &at[pack->count]);
        pack->count++;
    }
    check_holds(p, pack);
}

const struct measure *measures_find(const struct measures *pack, struct span id)
{
    for (uint32_t i = 0; i < pack->count; i++)
        if (span_equal(pack->at[i].id, id))
            return &pack->at[i];
    return NULL;
}

uint32_t measure_scale_find(const struct measure *measure, struct span id)
{
    for (uint32_t i = 0; i < measure->n_scales; i++)
        if (span_equal(measure->scales[i].id, id))
            return i;
    return UINT32_MAX;
}

enum status measures_load(struct span json, struct arena *arena, const struct measures **ret,
                          struct fault *why)
{
    static const char *const members[] = {"id",    "url",    "version", "date",     "status",
                                          "title", "review", "sources", "measures", NULL};
    struct packing p = {.atlas = NULL};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct measures *pack = pick_alloc(&p.pick, 1, sizeof *pack);

    if (pack == NULL)
        return p.pick.status;
    pick_only(&p.pick, root, members);
    pack->head = packing_head(&p, root);
    p.sources = pack->sources = packing_sources(&p, root);
    load_measures(&p, root, pack);
    if (p.pick.status == HF_OK)
        *ret = pack;
    return p.pick.status;
}
