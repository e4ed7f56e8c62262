/* core/visit/gather_law.c - what is not lawful for this practitioner here, as denies of the house.
 *
 * Region by region and intent by intent; where all below a region is barred, one rule says so. The
 * id leads back to the row: "law.SP28/pelvic_outlet/therapeutic".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/gather_inside.h"

#include <string.h>

struct barring {
    const struct law *law;
    const struct atlas *atlas;
    struct law_case who;
    struct words practitioner;
    struct arena *arena;
    const struct law_row **barred_by; /* for each region; NULL: something in it is lawful */
    struct rule *rules;
    size_t count;
};

/* What was said last by the practitioner, or by an owner for her. */
static struct law_case case_of(const struct gathering *in)
{
    struct law_case who = {.has_papers = false};

    for (size_t i = 0; i < in->practice.count; i++) {
        const struct entry *e = &in->practice.at[i];
        const struct profession_said_content *c = e->content;

        if (e->action != ACTION_PROFESSION_SAID || c == NULL ||
            !id_equal(c->practitioner, in->practitioner) ||
            !action_may_sign(e->action, e->roles, e->proof) ||
            !(id_equal(e->actor, c->practitioner) || (e->roles & ROLE_OWNER) != 0))
            continue;
        who = (struct law_case){c->profession, c->place, c->papers.len > 0};
    }
    return who;
}

/* From the leaves up: children stand after their parents. */
static void find_barred(struct barring *b, enum intent intent)
{
    const struct law_row *first_below[ATLAS_MAX_REGIONS] = {NULL};
    bool is_open[ATLAS_MAX_REGIONS] = {false};

    for (uint32_t i = b->atlas->n_regions; i-- > 0;) {
        const struct atlas_region *region = &b->atlas->regions[i];

        if (region->is_leaf) {
            struct law_answer answer = law_judge(b->law, &b->who, i, intent);

            first_below[i] = answer.row;
            is_open[i] = answer.lawful;
        }
        b->barred_by[i] = is_open[i] ? NULL : first_below[i];
        if (region->parent == ATLAS_NONE)
            continue;
        is_open[region->parent] |= is_open[i];
        first_below[region->parent] = first_below[i];
    }
}

static struct span rule_id(const struct barring *b, uint32_t region, enum intent intent)
{
    struct buf out;

    buf_init(&out, b->arena, FACTS_WORD_MAX);
    buf_lit(&out, "law.");
    buf_put(&out, b->barred_by[region]->id);
    buf_byte(&out, '/');
    buf_put(&out, b->atlas->regions[region].id);
    buf_put(&out, intent == INTENT_SENSUAL ? SPAN("/s") : SPAN("/t"));
    return buf_view(&out);
}

static const struct span therapeutic = SPAN_INIT("therapeutic"), sensual = SPAN_INIT("sensual");

static void add_rules(struct barring *b, enum intent intent)
{
    struct words intents = {intent == INTENT_SENSUAL ? &sensual : &therapeutic, 1};

    find_barred(b, intent);
    for (uint32_t i = 0; i < b->atlas->n_regions; i++) {
        uint32_t parent = b->atlas->regions[i].parent;

        if (b->barred_by[i] == NULL || (parent != ATLAS_NONE && b->barred_by[parent] != NULL))
            continue;
        b->rules[b->count++] = (struct rule){.id = rule_id(b, i, intent),
                                             .scope = {.region = b->atlas->regions[i].id,
                                                       .side = SIDE_BOTH,
                                                       .intents = intents,
                                                       .practitioners = b->practitioner,
                                                       .place = FACTS_NO_PLACE},
                                             .effect = {.deny = true}};
    }
}

enum status gather_law(const struct gathering *in, struct arena *arena, struct policy *policy,
                       struct fault *why)
{
    const struct carried_packs *know = in->knowledge;
    struct span *practitioner = arena_array(arena, struct span, 1);
    struct barring b = {.law = know->law, .atlas = know->atlas, .arena = arena};

    if (know->law == NULL || id_is_zero(in->practitioner))
        return HF_OK;
    b.who = case_of(in);
    b.rules = arena_array(arena, struct rule, policy->house_count + 2 * know->atlas->n_regions);
    b.barred_by = arena_array(arena, const struct law_row *, know->atlas->n_regions);
    if (practitioner == NULL || b.rules == NULL || b.barred_by == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *practitioner = entry_id_word(in->practitioner, arena);
    b.practitioner = (struct words){practitioner, 1};
    if (policy->house_count > 0)
        memcpy(b.rules, policy->house, policy->house_count * sizeof *b.rules);
    b.count = policy->house_count;
    add_rules(&b, INTENT_THERAPEUTIC);
    add_rules(&b, INTENT_SENSUAL);
    policy->house = b.rules;
    policy->house_count = b.count;
    return arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}
