/* core/model/modality_pack.c - ways of working: claims with their grade, steps within their bounds.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

enum { MAX_CLAIMS = 32, MAX_MINUTES = 60 };

static const char *const list_names[] = {"also_called", "credentials", "composes", "claims",
                                         "sources",     "conditions",  NULL};
static const struct pack_element head_elements[] = {{"description", "what"}, {NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"id", "id"}, {"description", "words"}, {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "steps",    head_elements,
                                        row_elements,     list_names, false};

static void load_claim(struct packing *p, const struct json *json, struct pack_claim *claim)
{
    static const char *const members[] = {"text", "about", "grade", "sources", "mark", NULL};

    p->row = SPAN("a claim");
    pick_only(&p->pick, json, members);
    *claim = packing_claim(p, json);
}

static void load_claims(struct packing *p, const struct json *root, struct modality *pack)
{
    const struct json *list = pick_list(&p->pick, root, "claims");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count <= MAX_CLAIMS, "more than 32 claims");
    struct pack_claim *claims = pick_alloc(&p->pick, count, sizeof *claims);
    pack->claims = claims;
    for (const struct json *c = json_first(list); c != NULL && claims != NULL; c = c->next)
        load_claim(p, c, &claims[pack->n_claims++]);
}

static struct act load_act(struct packing *p, const struct json *json)
{
    return (struct act){.region = pick_text(&p->pick, json, "region"),
                        .side = side_of(pick_text(&p->pick, json, "side")),
                        .technique = pick_text(&p->pick, json, "technique"),
                        .access = access_of(pick_text(&p->pick, json, "access")),
                        .intent = intent_of(pick_text(&p->pick, json, "intent")),
                        .pressure = pick_int(&p->pick, json, "pressure", 0, 10),
                        .duration_s = 60 * pick_int(&p->pick, json, "minutes", 1, MAX_MINUTES)};
}

/* A step of a pack is a proposal; still it may only propose what can ever be agreed to. */
static void check_act(struct packing *p, const struct act *act)
{
    const struct lexicon_word *technique = lexicon_find(p->lexicon->techniques, act->technique);
    uint32_t region = atlas_find(p->atlas, act->region);

    packing_require(p, act->side != SIDE_UNKNOWN && act->intent != INTENT_UNKNOWN,
                    "side or intent is no word of ours");
    packing_require(p, technique != NULL, "technique is not in words.json");
    packing_require(p, region != ATLAS_NONE, "names a region that the atlas does not have");
    if (p->pick.status != HF_OK)
        return;
    packing_require(p, atlas_is_target(p->atlas, region, act->access),
                    "region is no leaf, never a target, or of the other access");
    packing_require(p, act->pressure <= technique->pressure, "presses harder than its technique");
    packing_require(p, technique->internal || act->access == ACCESS_EXTERNAL,
                    "technique is not for inside the body");
}

static bool is_sensitive(const struct packing *p, const struct act *act)
{
    uint32_t region = atlas_find(p->atlas, act->region);

    return act->access == ACCESS_INTERNAL || act->intent == INTENT_SENSUAL ||
           p->atlas->regions[region].intimate;
}

static void load_step(struct packing *p, const struct json *json, struct pack_step *step,
                      bool first_visit)
{
    static const char *const members[] = {"id",        "words",      "region", "side",
                                          "technique", "access",     "intent", "pressure",
                                          "minutes",   "conditions", NULL};

    pick_only(&p->pick, json, members);
    p->row = step->id = pick_text(&p->pick, json, "id");
    step->words = pick_text(&p->pick, json, "words");
    step->act = load_act(p, json);
    step->conditions = packing_words(p, json, "conditions", &p->lexicon->conditions);
    check_act(p, &step->act);
    if (p->pick.status != HF_OK || !is_sensitive(p, &step->act))
        return;
    packing_require(p, !first_visit, "a first visit has nothing intimate, internal or sensual");
    packing_require(p,
                    step->act.access == ACCESS_EXTERNAL ||
                        (words_have(step->conditions, SPAN("gloves")) &&
                         words_have(step->conditions, SPAN("client:asked"))),
                    "an internal step needs gloves and to be asked each time");
}

static void load_steps(struct packing *p, const struct json *root, struct modality *pack)
{
    const struct json *list = pick_list(&p->pick, root, "steps");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count > 0 && count <= PACK_MAX_STEPS, "needs 1 to 64 steps");
    struct pack_step *steps = pick_alloc(&p->pick, count, sizeof *steps);
    pack->steps = steps;
    for (const struct json *c = json_first(list); c != NULL && steps != NULL; c = c->next)
        load_step(p, c, &steps[pack->n_steps++], pack->first_visit);
}

static bool is_sensual(const struct modality *pack)
{
    for (uint32_t i = 0; i < pack->n_steps; i++)
        if (pack->steps[i].act.intent == INTENT_SENSUAL)
            return true;
    return false;
}

static bool load_profile(struct packing *p, const struct json *root)
{
    struct span word = pick_text_if(&p->pick, root, "profile");

    packing_require(p, word.len == 0 || span_is(word, "bodywork"),
                    "profile is bodywork or not said");
    return word.len > 0;
}

enum status modality_load(struct span json, const struct atlas *atlas,
                          const struct lexicon *lexicon, struct arena *arena,
                          const struct modality **ret, struct fault *why)
{
    static const char *const members[] = {
        "id",     "url",         "version",     "date",        "status",   "title",
        "what",   "also_called", "first_visit", "credentials", "composes", "profile",
        "review", "sources",     "claims",      "steps",       NULL};
    struct packing p = {.atlas = atlas, .lexicon = lexicon};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct modality *pack = pick_alloc(&p.pick, 1, sizeof *pack);

    if (pack == NULL)
        return p.pick.status;
    pick_only(&p.pick, root, members);
    pack->head = packing_head(&p, root);
    pack->what = pick_text(&p.pick, root, "what");
    pack->first_visit = pick_bool_if(&p.pick, root, "first_visit");
    pack->also_called = packing_words(&p, root, "also_called", NULL);
    pack->credentials = packing_words(&p, root, "credentials", NULL);
    packing_require(&p, pack->credentials.count > 0, "presupposes no credential");
    pack->composes = packing_words(&p, root, "composes", NULL);
    pack->bodywork_only = load_profile(&p, root);
    p.sources = pack->sources = packing_sources(&p, root);
    load_claims(&p, root, pack);
    load_steps(&p, root, pack);
    packing_require(&p, pack->bodywork_only || !is_sensual(pack),
                    "a sensual step is for the bodywork profile alone");
    if (p.pick.status == HF_OK)
        *ret = pack;
    return p.pick.status;
}

/* --- ways that compose others ---------------------------------------------------------------- */

struct composing {
    struct pack_step *steps;
    size_t count, room;
    enum intent intent;
};

static bool is_there(const struct composing *c, const struct act *act)
{
    for (size_t i = 0; i < c->count; i++)
        if (span_equal(c->steps[i].act.region, act->region) &&
            span_equal(c->steps[i].act.technique, act->technique))
            return true;
    return false;
}

static void compose(struct composing *c, const struct modality *part)
{
    for (uint32_t i = 0; i < part->n_steps; i++) {
        if (is_there(c, &part->steps[i].act))
            continue;
        c->steps[c->count] = part->steps[i];
        c->steps[c->count++].act.intent = c->intent;
    }
}

static size_t most_steps(const struct modality *way, const struct modality *const *all,
                         size_t count)
{
    size_t most = way->n_steps;

    for (size_t i = 0; i < count; i++)
        most += words_have(way->composes, all[i]->head.id) ? all[i]->n_steps : 0;
    return most;
}

const struct pack_step *modality_steps(const struct modality *way,
                                       const struct modality *const *all, size_t count,
                                       struct arena *arena, size_t *ret_count)
{
    struct composing c = {.room = most_steps(way, all, count), .intent = way->steps[0].act.intent};

    *ret_count = 0;
    c.steps = arena_array(arena, struct pack_step, c.room);
    if (c.steps == NULL)
        return NULL;
    for (uint32_t i = 0; i + 1 < way->n_steps; i++)
        c.steps[c.count++] = way->steps[i];
    for (size_t i = 0; i < count; i++)
        if (words_have(way->composes, all[i]->head.id))
            compose(&c, all[i]);
    c.steps[c.count++] = way->steps[way->n_steps - 1];
    *ret_count = c.count;
    return c.steps;
}
