/* core/model/policy_pack.c - the numbers of the policy with their floors, and the shipped denies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

enum { MAX_VALUES = 64, MAX_HOUSE = 128, YEAR_S = 366 * 86400 };

static const char *const list_names[] = {"clearance_by", "values",     "techniques", "access",
                                         "intents",      "conditions", NULL};
static const struct pack_element head_elements[] = {{NULL, NULL}};
static const struct pack_element row_elements[] = {
    {"id", "id"}, {"description", "why"}, {NULL, NULL}};
static const struct pack_shape shape = {"PlanDefinition", "house",    head_elements,
                                        row_elements,     list_names, false};

/* --- loading --------------------------------------------------------------------------------- */

static void load_value(struct packing *p, const struct json *json, struct policy_value *value)
{
    static const char *const members[] = {"id",        "shipped", "floor", "floor_is",
                                          "with_wish", "why",     NULL};

    pick_only(&p->pick, json, members);
    p->row = value->id = pick_text(&p->pick, json, "id");
    value->shipped = pick_int(&p->pick, json, "shipped", 0, YEAR_S);
    value->floor = value->with_wish = pick_int(&p->pick, json, "floor", 0, YEAR_S);
    if (json_member(json, "with_wish") != NULL)
        value->with_wish = pick_int(&p->pick, json, "with_wish", 0, YEAR_S);
    struct span floor_is = pick_text(&p->pick, json, "floor_is");
    value->floor_is_least = span_is(floor_is, "least");
    packing_require(p, value->floor_is_least || span_is(floor_is, "most"),
                    "floor_is must be least or most");
    packing_require(p, policy_may_be(value, value->shipped), "is shipped beyond its own floor");
    (void)pick_text(&p->pick, json, "why"); /* for readers of the file */
}

static void load_values(struct packing *p, const struct json *root, struct house_policy *policy)
{
    const struct json *list = pick_list(&p->pick, root, "values");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count <= MAX_VALUES, "more than 64 values");
    struct policy_value *values = pick_alloc(&p->pick, count, sizeof *values);
    policy->values = values;
    for (const struct json *c = json_first(list); c != NULL && values != NULL; c = c->next) {
        load_value(p, c, &values[policy->n_values]);
        packing_require(p, policy_find(policy, values[policy->n_values].id) == NULL, "given twice");
        policy->n_values++;
    }
}

static enum house_when load_when(struct packing *p, const struct json *json)
{
    struct span word = pick_text(&p->pick, json, "when");

    if (span_is(word, "clinical"))
        return HOUSE_CLINICAL;
    if (span_is(word, "after_therapeutic"))
        return HOUSE_AFTER_THERAPEUTIC;
    packing_require(p, span_is(word, "always"), "when is always, clinical or after_therapeutic");
    return HOUSE_ALWAYS;
}

static void load_house_rule(struct packing *p, const struct json *json, struct house_rule *house)
{
    static const char *const members[] = {
        "id",         "region", "side", "techniques", "access",  "intents", "deny", "maxPressure",
        "conditions", "when",   "why",  "row",        "sources", "mark",    NULL};

    pick_only(&p->pick, json, members);
    p->row = house->rule.id = pick_text(&p->pick, json, "id");
    house->rule.scope = packing_scope(p, json);
    house->rule.effect = packing_effect(p, json);
    house->when = load_when(p, json);
    packing_require(p, pick_is_word(house->rule.id), "id must be a word of 1 to 64 characters");
    house->why = pick_text(&p->pick, json, "why");
    house->row = pick_text_if(&p->pick, json, "row");
    if (house->row.len > 0) {
        house->sources = packing_cites(p, json);
        house->mark = packing_mark(p, json);
    }
}

static void load_house(struct packing *p, const struct json *root, struct house_policy *policy)
{
    const struct json *list = pick_list(&p->pick, root, "house");
    uint32_t count = list != NULL ? list->count : 0;

    packing_require(p, count <= MAX_HOUSE, "more than 128 house rules");
    struct house_rule *house = pick_alloc(&p->pick, count, sizeof *house);
    policy->house = house;
    for (const struct json *c = json_first(list); c != NULL && house != NULL; c = c->next)
        load_house_rule(p, c, &house[policy->n_house++]);
}

static bool denies(const struct house_policy *policy, struct span region)
{
    for (uint32_t i = 0; i < policy->n_house; i++) {
        const struct rule *rule = &policy->house[i].rule;

        if (policy->house[i].when == HOUSE_ALWAYS && rule->effect.deny &&
            span_equal(rule->scope.region, region) && rule->scope.side == SIDE_BOTH &&
            rule->scope.techniques.count + rule->scope.access.count + rule->scope.intents.count ==
                0)
            return true;
    }
    return false;
}

/* packs/README.md: every region that is never a target has a shipped deny of its own. */
static void check_never(struct packing *p, const struct house_policy *policy)
{
    for (uint32_t i = 0; i < p->atlas->n_regions && p->pick.status == HF_OK; i++) {
        p->row = p->atlas->regions[i].id;
        packing_require(p, !p->atlas->regions[i].never || denies(policy, p->row),
                        "is never a target and has no house deny");
    }
}

enum status policy_load(struct span json, const struct atlas *atlas, const struct lexicon *lexicon,
                        struct arena *arena, const struct house_policy **ret, struct fault *why)
{
    static const char *const members[] = {"id",           "url",    "version", "date",
                                          "status",       "title",  "review",  "sources",
                                          "clearance_by", "values", "house",   NULL};
    struct packing p = {.atlas = atlas, .lexicon = lexicon};
    const struct json *root = packing_begin(&p, json, &shape, arena, why);
    struct house_policy *policy = pick_alloc(&p.pick, 1, sizeof *policy);

    if (policy == NULL)
        return p.pick.status;
    pick_only(&p.pick, root, members);
    policy->head = packing_head(&p, root);
    p.sources = policy->sources = packing_sources(&p, root);
    policy->clearance_by = packing_words(&p, root, "clearance_by", NULL);
    load_values(&p, root, policy);
    load_house(&p, root, policy);
    check_never(&p, policy);
    if (p.pick.status == HF_OK)
        *ret = policy;
    return p.pick.status;
}

/* --- looking --------------------------------------------------------------------------------- */

const struct policy_value *policy_find(const struct house_policy *policy, struct span id)
{
    for (uint32_t i = 0; i < policy->n_values; i++)
        if (span_equal(policy->values[i].id, id))
            return &policy->values[i];
    return NULL;
}

bool policy_may_be(const struct policy_value *value, int64_t wanted)
{
    if (wanted < 0)
        return false;
    return value->floor_is_least ? wanted >= value->floor : wanted <= value->floor;
}

/* --- as decide() takes it -------------------------------------------------------------------- */

/* A value that is missing would loosen: the pack is then refused, never defaulted. */
static int64_t shipped(const struct house_policy *policy, const char *id, bool *missing)
{
    const struct policy_value *value = policy_find(policy, span_of(id));

    *missing |= value == NULL;
    return value != NULL ? value->shipped : 0;
}

static bool is_in_force(const struct house_rule *house, bool clinical, struct words served)
{
    if (house->when == HOUSE_CLINICAL)
        return clinical;
    return house->when == HOUSE_ALWAYS || served.count > 0;
}

static size_t fill_house(const struct house_policy *policy, bool clinical, struct words served,
                         struct rule *rules)
{
    size_t n = 0;

    for (uint32_t i = 0; i < policy->n_house; i++) {
        if (!is_in_force(&policy->house[i], clinical, served))
            continue;
        rules[n] = policy->house[i].rule;
        if (policy->house[i].when == HOUSE_AFTER_THERAPEUTIC)
            rules[n].scope.practitioners = served;
        n++;
    }
    return n;
}

enum status policy_facts(const struct house_policy *policy, bool clinical, struct words served,
                         struct arena *arena, struct policy *ret, struct fault *why)
{
    bool missing = false;
    struct rule *house = arena_array(arena, struct rule, policy->n_house);
    struct policy facts = {.reflect_internal_s = shipped(policy, "reflect_internal_s", &missing),
                           .reflect_sensual_s = shipped(policy, "reflect_sensual_s", &missing),
                           .stop_cooldown_s = shipped(policy, "stop_cooldown_s", &missing),
                           .checkin_s = shipped(policy, "checkin_s", &missing),
                           .checkin_sensitive_s = shipped(policy, "checkin_sensitive_s", &missing),
                           .screening_max_age_s = shipped(policy, "screening_max_age_s", &missing),
                           .yellow_pressure = shipped(policy, "yellow_pressure", &missing),
                           .clearance_by = policy->clearance_by,
                           .house = house};

    if (missing)
        return fault_set(why, HF_INVALID, "policy: a value that decide() needs is missing");
    if (house == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    facts.house_count = fill_house(policy, clinical, served, house);
    *ret = facts;
    return HF_OK;
}
