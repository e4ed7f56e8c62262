/* core/model/pack_inside.c - heads, sources, marks and scopes: alike in every pack.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

static const struct json_limits file_limits = {1 << 20, 12, 60000};

enum { MAX_LIST = 64 };

const struct json *packing_begin(struct packing *p, struct span json,
                                 const struct pack_shape *shape, struct arena *arena,
                                 struct fault *why)
{
    const struct json *root = NULL;

    p->row = SPAN("pack");
    p->sources = (struct pack_sources){0};
    pick_init(&p->pick, arena, why);
    p->pick.status = json_parse(json, &file_limits, arena, &root, why);
    if (p->pick.status != HF_OK || shape == NULL)
        return root;
    root = packing_resource(p, root, shape);
    packing_require(p, json_member(root, "review") != NULL, "does not say who has reviewed it");
    return root;
}

void packing_require(struct packing *p, bool holds, const char *what)
{
    if (!holds && p->pick.status == HF_OK)
        p->pick.status = fault_set(p->pick.why, HF_INVALID, "%.*s: %s",
                                   SPAN_ARGS(span_head(p->row, FACTS_WORD_MAX)), what);
}

struct pack_head packing_head(struct packing *p, const struct json *root)
{
    struct pack_head head = {.id = pick_text(&p->pick, root, "id"),
                             .url = pick_text(&p->pick, root, "url"),
                             .version = pick_text(&p->pick, root, "version"),
                             .date = pick_text(&p->pick, root, "date"),
                             .status = pick_text(&p->pick, root, "status"),
                             .title = pick_text(&p->pick, root, "title"),
                             .review = pick_text_if(&p->pick, root, "review")};

    packing_require(p, pick_is_word(head.id) && pick_is_word(head.version),
                    "id and version must be words of 1 to 64 characters");
    return head;
}

static bool has_source(const struct pack_source *sources, uint32_t count, struct span id)
{
    for (uint32_t i = 0; i < count; i++)
        if (span_equal(sources[i].id, id))
            return true;
    return false;
}

static void load_source(struct packing *p, const struct json *row, struct pack_source *sources,
                        uint32_t at)
{
    static const char *const members[] = {"id", "citation", "type", NULL};

    pick_only(&p->pick, row, members);
    sources[at] = (struct pack_source){.id = pick_text(&p->pick, row, "id"),
                                       .citation = pick_text(&p->pick, row, "citation"),
                                       .type = pick_text(&p->pick, row, "type")};
    p->row = sources[at].id;
    packing_require(p, !has_source(sources, at, sources[at].id), "source given twice");
}

struct pack_sources packing_sources(struct packing *p, const struct json *root)
{
    const struct json *list = pick_list(&p->pick, root, "sources");
    uint32_t count = list != NULL ? list->count : 0, n = 0;

    packing_require(p, count <= PACK_MAX_SOURCES, "too many sources");
    struct pack_source *sources = pick_alloc(&p->pick, count, sizeof *sources);
    for (const struct json *c = json_first(list); c != NULL && sources != NULL; c = c->next)
        load_source(p, c, sources, n++);
    return (struct pack_sources){sources, n};
}

struct words packing_cites(struct packing *p, const struct json *row)
{
    struct words cites = packing_words(p, row, "sources", NULL);

    packing_require(p, cites.count > 0, "has no source");
    for (size_t i = 0; i < cites.count; i++)
        packing_require(p, has_source(p->sources.at, p->sources.count, cites.at[i]),
                        "names a source that the pack does not list");
    return cites;
}

enum pack_mark packing_mark(struct packing *p, const struct json *row)
{
    static const struct {
        const char *word;
        enum pack_mark mark;
    } marks[] = {
        {"V", MARK_READ}, {"S", MARK_SECOND}, {"K", MARK_KNOWLEDGE}, {"U", MARK_UNCERTAIN}};
    struct span word = json_text(json_member(row, "mark"));

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (span_is(word, marks[i].word))
            return marks[i].mark;
    packing_require(p, false, "has no mark of V, S, K or U");
    return MARK_UNKNOWN;
}

void packing_common(struct packing *p, const struct json *root)
{
    (void)packing_head(p, root); /* checked; nobody asks a vocabulary for its title */
    p->sources = packing_sources(p, root);
    (void)packing_mark(p, root);
    packing_require(p, p->sources.count > 0, "has no source");
}

static enum pack_about packing_about(struct packing *p, const struct json *row)
{
    static const char *const words[ABOUT_COUNT] = {"fact", "expect", "risk", "benefit"};
    struct span word = pick_text(&p->pick, row, "about");

    for (int i = 0; i < ABOUT_COUNT; i++)
        if (span_is(word, words[i]))
            return (enum pack_about)i;
    packing_require(p, false, "is about none of fact, expect, risk, benefit");
    return ABOUT_FACT;
}

struct pack_claim packing_claim(struct packing *p, const struct json *row)
{
    static const char *const grades[] = {"good", "limited", "none", "against", "traditional"};
    struct pack_claim claim = {.text = pick_text(&p->pick, row, "text"),
                               .grade = pick_text(&p->pick, row, "grade"),
                               .about = packing_about(p, row),
                               .sources = packing_cites(p, row),
                               .mark = packing_mark(p, row)};
    bool known = false;

    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        known |= span_is(claim.grade, grades[i]);
    packing_require(p, known, "grade is none of the five");
    return claim;
}

struct words packing_words(struct packing *p, const struct json *row, const char *name,
                           const struct lexicon_list *known)
{
    uint32_t count = 0;
    const struct span *texts = pick_texts_if(&p->pick, row, name, MAX_LIST, &count);

    for (uint32_t i = 0; i < count; i++)
        packing_require(p, known == NULL || lexicon_find(*known, texts[i]) != NULL,
                        "a word that words.json does not know");
    return (struct words){texts, count};
}

static enum side load_side(struct packing *p, const struct json *row)
{
    struct span word = pick_text_if(&p->pick, row, "side");

    packing_require(p, word.len == 0 || side_of(word) != SIDE_UNKNOWN, "side is L, R or B");
    return word.len == 0 ? SIDE_BOTH : side_of(word);
}

struct scope packing_scope(struct packing *p, const struct json *row)
{
    struct scope scope = {.region = pick_text(&p->pick, row, "region"),
                          .side = load_side(p, row),
                          .techniques =
                              packing_words(p, row, "techniques", &p->lexicon->techniques),
                          .access = packing_words(p, row, "access", NULL),
                          .intents = packing_words(p, row, "intents", &p->lexicon->intents),
                          .place = FACTS_NO_PLACE};

    packing_require(p, atlas_find(p->atlas, scope.region) != ATLAS_NONE,
                    "names a region that the atlas does not have");
    for (size_t i = 0; i < scope.access.count; i++)
        packing_require(p, access_of(scope.access.at[i]) != ACCESS_UNKNOWN,
                        "access is external or internal");
    return scope;
}

struct effect packing_effect(struct packing *p, const struct json *row)
{
    struct effect effect = {.deny = pick_bool_if(&p->pick, row, "deny"),
                            .has_max_pressure = json_member(row, "maxPressure") != NULL,
                            .conditions =
                                packing_words(p, row, "conditions", &p->lexicon->conditions)};

    if (effect.has_max_pressure)
        effect.max_pressure = pick_int(&p->pick, row, "maxPressure", 0, 10);
    packing_require(p, effect.deny || effect.has_max_pressure || effect.conditions.count > 0,
                    "an effect must deny, limit or ask for something");
    return effect;
}
