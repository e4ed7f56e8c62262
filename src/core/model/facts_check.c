/* core/model/facts_check.c - facts that were checked once can be decided on without a fault.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/facts.h"

/* Where in the facts we are, for the fault: "practitioners[1].credentials", 3 */
struct checker {
    struct facts *facts;
    struct arena *arena;
    struct fault *why;
    const char *list;
    size_t index;
};

static enum status refuse(struct checker *c, const char *what)
{
    return fault_set(c->why, HF_INVALID, "%s, facts.%s[%zu]", what, c->list, c->index);
}

static enum status refuse_list(struct checker *c, const char *what)
{
    return fault_set(c->why, HF_INVALID, "%s, facts.%s", what, c->list);
}

static bool are_words(struct words list, bool star_too)
{
    if (list.count > FACTS_MAX_WORDS)
        return false;
    for (size_t i = 0; i < list.count; i++) {
        if (!fact_is_word(list.at[i]) && !(star_too && span_is(list.at[i], "*")))
            return false;
    }
    return true;
}

/* A set of ids in scratch memory: open addressing, at most half full. */
struct id_set {
    struct span *slots;
    size_t mask;
};

static bool id_set_init(struct id_set *set, struct arena *arena, size_t count)
{
    size_t slots = 8;

    while (slots < 2 * count)
        slots *= 2;
    set->slots = arena_array(arena, struct span, slots);
    set->mask = slots - 1;
    return set->slots != NULL;
}

/* False if it was there already. FNV-1a; a chosen collision costs time within the limits only. */
static bool id_set_add(struct id_set *set, struct span id)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < id.len; i++)
        hash = (hash ^ (unsigned char)id.at[i]) * 16777619u;
    size_t at = hash & set->mask;

    for (; set->slots[at].len > 0; at = (at + 1) & set->mask) {
        if (span_equal(set->slots[at], id))
            return false;
    }
    set->slots[at] = id;
    return true;
}

/* One list of things with ids: `items` with `stride` bytes each, the id first in each. */
struct id_list {
    const void *items;
    size_t count, stride, limit;
};

static enum status check_ids(struct checker *c, const char *name, struct id_list list)
{
    struct id_set set;
    size_t mark = arena_mark(c->arena);

    c->list = name;
    if (list.count > list.limit)
        return refuse_list(c, "too many");
    if (!id_set_init(&set, c->arena, list.count))
        return fault_set(c->why, HF_FAILED, "request memory is spent");
    for (c->index = 0; c->index < list.count; c->index++) {
        const char *item = (const char *)list.items + c->index * list.stride;
        struct span id = *(const struct span *)(const void *)item;

        if (!fact_is_word(id))
            return refuse(c, "an id that is no word");
        if (!id_set_add(&set, id))
            return refuse(c, "an id that stands twice");
    }
    arena_rewind(c->arena, mark);
    return HF_OK;
}

static enum status check_scope(struct checker *c, struct scope *scope)
{
    if (scope->region.len > 0 && !fact_is_word(scope->region))
        return refuse(c, "a region that is no word");
    if (!are_words(scope->techniques, true) || !are_words(scope->access, true) ||
        !are_words(scope->intents, true) || !are_words(scope->practitioners, true))
        return refuse(c, "a list in the scope that is too long or holds no words");
    scope->place = facts_place_of(c->facts, scope->region);
    return HF_OK;
}

static enum status check_effect(struct checker *c, const struct effect *effect)
{
    if (effect->has_max_pressure && (effect->max_pressure < 0 || effect->max_pressure > 10))
        return refuse(c, "maxPressure outside 0..10");
    if (!are_words(effect->conditions, false))
        return refuse(c, "a list of conditions that is too long or holds no words");
    return HF_OK;
}

static enum status place_region(struct checker *c, struct region *region)
{
    int32_t parent = facts_place_of(c->facts, region->parent);

    region->parent_place = parent;
    region->is_leaf = true;
    region->holds_a_paired_leaf = false;
    region->is_intimate = region->intimate;
    if (region->parent.len == 0)
        return c->index == 0 ? HF_OK : refuse(c, "a second root");
    if (parent == FACTS_NO_PLACE || (size_t)parent >= c->index)
        return refuse(c, "a parent that does not stand before its child");
    region->is_intimate = region->intimate || c->facts->regions[parent].is_intimate;
    c->facts->regions[parent].is_leaf = false;
    return HF_OK;
}

/* Children stand after their parents, so one walk from the end sees every leaf first. */
static void carry_pairs_up(struct facts *facts)
{
    for (size_t i = facts->region_count; i-- > 0;) {
        struct region *region = &facts->regions[i];

        if (region->is_leaf && region->paired)
            region->holds_a_paired_leaf = true;
        if (region->holds_a_paired_leaf && region->parent_place != FACTS_NO_PLACE)
            facts->regions[region->parent_place].holds_a_paired_leaf = true;
    }
}

static enum status check_regions(struct checker *c)
{
    struct facts *f = c->facts;
    enum status st = check_ids(
        c, "regions",
        (struct id_list){f->regions, f->region_count, sizeof(struct region), FACTS_MAX_REGIONS});

    if (st != HF_OK)
        return st;
    if (f->region_count == 0)
        return refuse_list(c, "no root");
    for (c->index = 0; c->index < f->region_count; c->index++) {
        st = place_region(c, &f->regions[c->index]);
        if (st != HF_OK)
            return st;
    }
    carry_pairs_up(f);
    return HF_OK;
}

static enum status check_rules(struct checker *c, const char *name, struct rule *rules,
                               size_t count, bool screening)
{
    enum status st =
        check_ids(c, name, (struct id_list){rules, count, sizeof(struct rule), FACTS_MAX_RULES});

    for (c->index = 0; st == HF_OK && c->index < count; c->index++) {
        struct rule *rule = &rules[c->index];

        if (screening && !fact_is_word(rule->finding))
            return refuse(c, "a finding that is no word");
        st = check_scope(c, &rule->scope);
        if (st == HF_OK)
            st = check_effect(c, &rule->effect);
    }
    return st;
}

static enum status check_credentials(struct checker *c, struct practitioner *p)
{
    enum status st = check_ids(c, "practitioners[].credentials",
                               (struct id_list){p->credentials, p->credential_count,
                                                sizeof(struct credential), FACTS_MAX_CREDENTIALS});

    for (c->index = 0; st == HF_OK && c->index < p->credential_count; c->index++)
        st = check_scope(c, &p->credentials[c->index].scope);
    return st;
}

static enum status check_practitioners(struct checker *c)
{
    struct facts *f = c->facts;
    enum status st =
        check_ids(c, "practitioners",
                  (struct id_list){f->practitioners, f->practitioner_count,
                                   sizeof(struct practitioner), FACTS_MAX_PRACTITIONERS});

    for (size_t i = 0; st == HF_OK && i < f->practitioner_count; i++)
        st = check_credentials(c, &f->practitioners[i]);
    return st;
}

/* Which words an event of this kind must carry. */
static bool needs_subject(enum event_kind kind)
{
    return kind == EVENT_LIFT || kind == EVENT_ATTEST || kind == EVENT_FINDING ||
           kind == EVENT_CLEARANCE;
}

static bool needs_value(enum event_kind kind)
{
    return kind == EVENT_SIGNAL || kind == EVENT_CAPACITY || kind == EVENT_ATTEST ||
           kind == EVENT_FINDING;
}

static enum status check_event(struct checker *c, struct event *e)
{
    if (!fact_is_word(e->by.role) || !fact_is_word(e->by.id))
        return refuse(c, "a role or an id in by that is no word");
    if (needs_subject(e->kind) && !fact_is_word(e->subject))
        return refuse(c, "what the event is about is no word");
    if (needs_value(e->kind) && !fact_is_word(e->value))
        return refuse(c, "a value or state that is no word");
    if (e->kind == EVENT_GRANT && !e->effect.has_max_pressure)
        return refuse(c, "a grant without maxPressure");
    if (!are_words(e->replaces, false))
        return refuse(c, "a list of replaces that is too long or holds no ids");
    enum status st = check_effect(c, &e->effect);

    return st == HF_OK ? check_scope(c, &e->scope) : st;
}

static enum status check_events(struct checker *c)
{
    struct facts *f = c->facts;
    enum status st = check_ids(
        c, "events",
        (struct id_list){f->events, f->event_count, sizeof(struct event), FACTS_MAX_EVENTS});

    for (c->index = 0; st == HF_OK && c->index < f->event_count; c->index++)
        st = check_event(c, &f->events[c->index]);
    return st;
}

static enum status check_parties(struct checker *c)
{
    if (!fact_is_word(c->facts->client))
        return fault_set(c->why, HF_INVALID, "an id that is no word, facts.client");
    if (!are_words(c->facts->policy.clearance_by, false))
        return fault_set(c->why, HF_INVALID, "not words, facts.policy.clearanceBy");
    return HF_OK;
}

enum status facts_check(struct facts *facts, struct arena *arena, struct fault *why)
{
    struct checker c = {.facts = facts, .arena = arena, .why = why};
    struct policy *policy = &facts->policy;
    enum status st = check_regions(&c);

    if (st == HF_OK)
        st = check_rules(&c, "rules", facts->rules, facts->rule_count, true);
    if (st == HF_OK)
        st = check_rules(&c, "policy.house", policy->house, policy->house_count, false);
    if (st == HF_OK)
        st = check_parties(&c);
    if (st == HF_OK)
        st = check_practitioners(&c);
    if (st == HF_OK)
        st = check_events(&c);
    facts->is_checked = st == HF_OK;
    return st;
}
