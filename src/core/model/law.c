/* core/model/law.c - loads the rows on what is lawful, and judges a region by them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/law.h"

#include "core/model/pack_inside.h"

enum { MAX_WORDS = 64 };

static const char *const list_names[] = {"professions", "places",      "regions", "access",
                                         "but",         "also_places", "allows",  "denies",
                                         "intents",     "conditions",  NULL};
static const struct pack_element head_elements[] = {{"description", "review"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"id", "id"}, {"description", "says"}, {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "rows",     head_elements,
                                        row_elements,     list_names, false};

struct loading {
    struct packing p;
    struct law *law;
};

/* --- loading --------------------------------------------------------------------------------- */

static struct law_words load_words(struct packing *p, const struct json *root, const char *name)
{
    static const char *const members[] = {"id", "name", NULL};
    const struct json *list = pick_list(&p->pick, root, name);
    uint32_t count = list != NULL ? list->count : 0;
    struct law_word *at = pick_alloc(&p->pick, count, sizeof *at);
    struct law_words words = {at, 0};

    packing_require(p, count > 0 && count <= MAX_WORDS, "needs 1 to 64 words of each kind");
    for (const struct json *c = json_first(list); c != NULL && at != NULL; c = c->next) {
        pick_only(&p->pick, c, members);
        p->row = pick_text(&p->pick, c, "id");
        packing_require(p, law_word_find(words, p->row) == NULL, "given twice");
        at[words.count++] = (struct law_word){p->row, pick_text(&p->pick, c, "name")};
    }
    return words;
}

static void check_regions(struct packing *p, struct words regions)
{
    for (size_t i = 0; i < regions.count; i++)
        packing_require(p, atlas_find(p->atlas, regions.at[i]) != ATLAS_NONE,
                        "names a region that the atlas does not have");
}

static bool is_below_one(const struct atlas *atlas, uint32_t region, struct words above)
{
    for (size_t i = 0; i < above.count; i++)
        if (atlas_is_below(atlas, region, atlas_find(atlas, above.at[i])))
            return true;
    return false;
}

/* Spelled out once: a set is asked for every region of every plan. */
static void spell_out(struct packing *p, struct law_set *set)
{
    bool *has = pick_alloc(&p->pick, p->atlas->n_regions, sizeof *has);

    for (uint32_t i = 0; i < p->atlas->n_regions && has != NULL; i++) {
        enum access access = p->atlas->regions[i].internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL;

        has[i] = is_below_one(p->atlas, i, set->regions) && !is_below_one(p->atlas, i, set->but) &&
                 (set->access.count == 0 || words_have(set->access, access_word(access)));
    }
    set->has = has;
}

static void load_set(struct packing *p, const struct json *json, struct law_set *set)
{
    static const char *const members[] = {"regions", "access", "but", NULL};

    pick_only(&p->pick, json, members);
    p->row = json->name;
    *set = (struct law_set){.name = json->name,
                            .regions = packing_words(p, json, "regions", NULL),
                            .access = packing_words(p, json, "access", NULL),
                            .but = packing_words(p, json, "but", NULL)};
    check_regions(p, set->regions);
    check_regions(p, set->but);
    packing_require(p, set->regions.count > 0, "names no region");
    for (size_t i = 0; i < set->access.count; i++)
        packing_require(p, access_of(set->access.at[i]) != ACCESS_UNKNOWN,
                        "access is external or internal");
    if (p->pick.status == HF_OK)
        spell_out(p, set);
}

static void load_sets(struct loading *l, const struct json *root)
{
    const struct json *object = pick_object(&l->p.pick, root, "sets");
    uint32_t count = object != NULL ? object->count : 0;
    struct law_set *sets = pick_alloc(&l->p.pick, count, sizeof *sets);

    packing_require(&l->p, count <= LAW_MAX_SETS, "more than 32 sets of regions");
    l->law->sets = sets;
    for (const struct json *c = json_first(object); c != NULL && sets != NULL; c = c->next)
        load_set(&l->p, c, &sets[l->law->n_sets++]);
}

static const struct law_set *set_find(const struct law *law, struct span name)
{
    for (size_t i = 0; i < law->n_sets; i++)
        if (span_equal(law->sets[i].name, name))
            return &law->sets[i];
    return NULL;
}

static bool is_place(const struct law *law, struct span place)
{
    return span_is(place, "any") || span_is(place, "US") ||
           law_word_find(law->places, place) != NULL;
}

static void check_row(struct loading *l, const struct law_row *row)
{
    struct words lists[] = {row->allows, row->bars};

    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i].count; j++)
            packing_require(&l->p, set_find(l->law, lists[i].at[j]) != NULL,
                            "names regions that the pack does not have");
    packing_require(&l->p, is_place(l->law, row->place),
                    "names a place that the pack does not have");
    for (size_t i = 0; i < row->also_places.count; i++)
        packing_require(&l->p, is_place(l->law, row->also_places.at[i]),
                        "names a place that the pack does not have");
    for (size_t i = 0; i < row->professions.count; i++)
        packing_require(&l->p, law_word_find(l->law->professions, row->professions.at[i]) != NULL,
                        "names a profession that the pack does not have");
    packing_require(&l->p, row->professions.count > 0 && row->intents.count > 0,
                    "is for nobody, or for no intent");
}

static void load_row(struct loading *l, const struct json *json, struct law_row *row)
{
    static const char *const members[] = {"id",          "row",        "place",  "also_places",
                                          "professions", "says",       "allows", "denies",
                                          "intents",     "conditions", "paper",  "source",
                                          "mark",        "checked_on", "review", NULL};
    struct packing *p = &l->p;

    p->row = SPAN("a row");
    pick_only(&p->pick, json, members);
    p->row = row->id = pick_text(&p->pick, json, "id");
    packing_require(p, pick_is_word(row->id) && law_find(l->law, row->id) == NULL,
                    "id must be a word, given once");
    row->row = pick_text(&p->pick, json, "row");
    row->place = pick_text(&p->pick, json, "place");
    row->also_places = packing_words(p, json, "also_places", NULL);
    row->professions = packing_words(p, json, "professions", NULL);
    row->allows = packing_words(p, json, "allows", NULL);
    row->bars = packing_words(p, json, "denies", NULL);
    row->intents = packing_words(p, json, "intents", &p->lexicon->intents);
    row->conditions = packing_words(p, json, "conditions", NULL);
    row->paper = pick_text_if(&p->pick, json, "paper");
    row->says = pick_text(&p->pick, json, "says");
    row->source = pick_text(&p->pick, json, "source");
    row->mark = pick_text(&p->pick, json, "mark");
    row->checked_on = pick_text(&p->pick, json, "checked_on");
    row->review = pick_text(&p->pick, json, "review");
    check_row(l, row);
}

static void load_rows(struct loading *l, const struct json *root)
{
    const struct json *list = pick_list(&l->p.pick, root, "rows");
    uint32_t count = list != NULL ? list->count : 0;
    struct law_row *rows = pick_alloc(&l->p.pick, count, sizeof *rows);

    packing_require(&l->p, count > 0 && count <= LAW_MAX_ROWS, "needs 1 to 128 rows");
    l->law->rows = rows;
    for (const struct json *c = json_first(list); c != NULL && rows != NULL; c = c->next) {
        load_row(l, c, &rows[l->law->n_rows]);
        l->law->n_rows++;
    }
}

enum status law_load(struct span json, const struct atlas *atlas, const struct lexicon *lexicon,
                     struct arena *arena, const struct law **ret, struct fault *why)
{
    static const char *const members[] = {"id",      "url",    "version",     "date",   "status",
                                          "title",   "review", "professions", "places", "sets",
                                          "sources", "rows",   NULL};
    struct loading l = {.p = {.atlas = atlas, .lexicon = lexicon}};
    const struct json *root = packing_begin(&l.p, json, &shape, arena, why);

    l.law = pick_alloc(&l.p.pick, 1, sizeof *l.law);
    if (l.law == NULL)
        return l.p.pick.status;
    pick_only(&l.p.pick, root, members);
    l.law->head = packing_head(&l.p, root);
    l.law->professions = load_words(&l.p, root, "professions");
    l.law->places = load_words(&l.p, root, "places");
    load_sets(&l, root);
    load_rows(&l, root);
    if (l.p.pick.status == HF_OK)
        *ret = l.law;
    return l.p.pick.status;
}

/* --- looking --------------------------------------------------------------------------------- */

const struct law_word *law_word_find(struct law_words words, struct span id)
{
    for (size_t i = 0; i < words.count; i++)
        if (span_equal(words.at[i].id, id))
            return &words.at[i];
    return NULL;
}

const struct law_row *law_find(const struct law *law, struct span id)
{
    for (size_t i = 0; i < law->n_rows; i++)
        if (span_equal(law->rows[i].id, id))
            return &law->rows[i];
    return NULL;
}

static bool names_region(const struct law *law, struct words names, uint32_t region)
{
    for (size_t i = 0; i < names.count; i++)
        if (set_find(law, names.at[i])->has[region])
            return true;
    return false;
}

/* "US" is everywhere in "US-WA". */
static bool is_there(const struct law_row *row, struct span place)
{
    return span_is(row->place, "any") || span_equal(row->place, place) ||
           words_have(row->also_places, place) ||
           (row->place.len == 2 && span_starts(place, row->place));
}

/* Somebody who said nothing is read as everybody: only the row for all applies. */
static bool is_about(const struct law_row *row, const struct law_case *who)
{
    if (who->profession.len == 0)
        return span_is(row->place, "any") && row->allows.count > 0;
    return is_there(row, who->place) && words_have(row->professions, who->profession);
}

static bool is_enough(const struct law_row *row, const struct law_case *who)
{
    bool plain = span_is(row->place, "any") || (span_is(row->mark, "V") && row->paper.len == 0);

    return plain || who->has_papers;
}

/* How near a row is: one of another intent, one for everywhere, one for a place, and one that names
 * the region there. */
enum { NEAR_NOTHING, NEAR_OTHER_INTENT, NEAR_ANY, NEAR_PLACE, NEAR_ANY_NAMED, NEAR_PLACE_NAMED };

static int nearness(const struct law_row *row, bool for_intent, bool names)
{
    bool any = span_is(row->place, "any");

    if (!for_intent)
        return NEAR_OTHER_INTENT;
    if (names)
        return any ? NEAR_ANY_NAMED : NEAR_PLACE_NAMED;
    return any ? NEAR_ANY : NEAR_PLACE;
}

/* A row that bars wins; else the nearest speaks, and of two as near the one that allows. */
struct law_answer law_judge(const struct law *law, const struct law_case *who, uint32_t region,
                            enum intent intent)
{
    struct law_answer answer = {.row = &law->rows[0]};
    int near = NEAR_NOTHING;

    for (size_t i = 0; i < law->n_rows; i++) {
        const struct law_row *row = &law->rows[i];
        bool counts = is_about(row, who),
             for_intent = words_have(row->intents, intent_word(intent));

        if (counts && for_intent && names_region(law, row->bars, region))
            return (struct law_answer){false, row, false};
        bool names = for_intent && names_region(law, row->allows, region);
        bool enough = names && is_enough(row, who);
        int this_near = nearness(row, for_intent, names);

        if (!counts || this_near < near ||
            (this_near == near && !(enough && !answer.lawful) && near != NEAR_ANY))
            continue;
        near = this_near;
        answer = (struct law_answer){enough, row, names && !enough};
    }
    return answer;
}
