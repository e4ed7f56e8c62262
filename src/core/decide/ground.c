/* core/decide/ground.c - house rules and credentials laid out cell by cell.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/ground.h"

#include "core/decide/workspace.h"

static enum status spent(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

/* --- effects --------------------------------------------------------------------------------- */

void effects_init(struct effects *effects, size_t room, struct arena *arena)
{
    *effects = (struct effects){.conditions = arena_array(arena, uint64_t, room)};
}

void effects_clear(struct effects *effects)
{
    *effects = (struct effects){.conditions = effects->conditions};
}

bool effects_put(struct effects *effects, struct vocabulary *conditions, size_t slot,
                 const struct effect *effect)
{
    uint64_t bit = mask_bit(slot);

    if (!vocabulary_add_all(conditions, effect->conditions))
        return false;
    effects->conditions[slot] = vocabulary_mask(conditions, effect->conditions);
    if (effect->conditions.count > 0)
        effects->with_conditions |= bit;
    if (effect_denies(effect))
        effects->denying |= bit;
    for (int64_t p = 1; p < PRESSURES; p++) {
        if (effect->has_max_pressure && effect->max_pressure < p)
            effects->below[p] |= bit;
    }
    return true;
}

/* --- building -------------------------------------------------------------------------------- */

struct building {
    struct ground *ground;
    struct arena *arena;
    bool fits;
};

/* Words of credentials' practitioners are not looked at (S4). */
static void add_words(struct building *b, const struct scope *scope, bool with_practitioners)
{
    struct scope_words *words = &b->ground->words;

    b->fits &= vocabulary_add_all(&words->techniques, scope->techniques);
    if (with_practitioners)
        b->fits &= vocabulary_add_all(&words->practitioners, scope->practitioners);
}

static void build_words(struct building *b)
{
    struct scope_words *words = &b->ground->words;
    const struct facts *f = b->ground->facts;

    vocabulary_init(&words->techniques, NULL, GROUND_WORDS_MOST, b->arena);
    vocabulary_init(&words->practitioners, NULL, GROUND_WORDS_MOST, b->arena);
    for (size_t i = 0; i < f->policy.house_count; i++)
        add_words(b, &f->policy.house[i].scope, true);
    for (size_t i = 0; i < f->practitioner_count; i++) {
        for (size_t k = 0; k < f->practitioners[i].credential_count; k++)
            add_words(b, &f->practitioners[i].credentials[k].scope, false);
        (void)vocabulary_add(&words->practitioners, f->practitioners[i].id); /* found sooner */
    }
    words->techniques.room = words->techniques.count;
    words->practitioners.room = words->practitioners.count;
}

static void put_bits(const struct body *body, struct cell_set set, uint64_t *by_cell, uint64_t bit)
{
    for (size_t c = set.first; c < set.end; c++) {
        if (cell_set_has(set, body, c))
            by_cell[c] |= bit;
    }
}

static void init_arrays(struct building *b)
{
    struct ground *g = b->ground;
    const struct facts *f = g->facts;

    g->house_by_cell = arena_array(b->arena, uint64_t, g->body.count);
    g->keyrings = arena_array(b->arena, struct keyring, f->practitioner_count);
    family_init(&g->house, &g->words, b->arena);
    effects_init(&g->house_effects, f->policy.house_count, b->arena);
    vocabulary_init(&g->conditions, NULL, MASK_SLOTS, b->arena);
}

static void build_house(struct building *b)
{
    struct ground *g = b->ground;
    const struct policy *policy = &g->facts->policy;

    b->fits &= policy->house_count <= MASK_SLOTS;
    for (size_t i = 0; b->fits && i < policy->house_count; i++) {
        const struct rule *rule = &policy->house[i];

        put_bits(&g->body, body_wide(&g->body, rule->scope.place, rule->scope.side),
                 g->house_by_cell, mask_bit(i));
        (void)family_forbid(&g->house, &g->words, i, &rule->scope); /* its words are known */
        b->fits = effects_put(&g->house_effects, &g->conditions, i, &rule->effect);
    }
}

static void build_keyring(struct building *b, const struct practitioner *p, struct keyring *ring)
{
    struct ground *g = b->ground;

    *ring = (struct keyring){.practitioner = p,
                             .by_cell = arena_array(b->arena, uint64_t, g->body.count)};
    family_init(&ring->family, &g->words, b->arena);
    b->fits &= p->credential_count <= MASK_SLOTS;
    for (size_t i = 0; !b->arena->spent && b->fits && i < p->credential_count; i++) {
        const struct scope *scope = &p->credentials[i].scope;

        put_bits(&g->body, body_allowed(&g->body, g->facts, scope), ring->by_cell, mask_bit(i));
        (void)family_allow(&ring->family, &g->words, i, scope, false); /* its words are known */
    }
}

enum status ground_new(const struct facts *facts, struct arena *arena, const struct ground **ret,
                       struct fault *why)
{
    struct building b = {arena_new(arena, struct ground), arena, true};

    if (b.ground == NULL)
        return spent(why);
    b.ground->facts = facts;
    enum status st = body_init(&b.ground->body, facts, arena, why);

    if (st != HF_OK)
        return st;
    build_words(&b);
    init_arrays(&b);
    if (arena->spent)
        return spent(why);
    build_house(&b);
    for (size_t i = 0; i < facts->practitioner_count; i++)
        build_keyring(&b, &facts->practitioners[i], &b.ground->keyrings[i]);
    if (arena->spent)
        return spent(why);
    *ret = b.fits ? b.ground : NULL;
    return HF_OK;
}

/* --- asking ---------------------------------------------------------------------------------- */

static const struct keyring *find_keyring(const struct ground *g, struct span practitioner)
{
    for (size_t i = 0; i < g->facts->practitioner_count; i++) {
        if (span_equal(g->facts->practitioners[i].id, practitioner))
            return &g->keyrings[i];
    }
    return NULL;
}

void ground_ask(const struct ground *g, const struct act *act, struct asked *ret)
{
    struct asked a = {.ground = g,
                      .act = act,
                      .place = facts_place_of(g->facts, act->region),
                      .technique = word_ask(&g->words.techniques, act->technique),
                      .practitioner = word_ask(&g->words.practitioners, act->practitioner),
                      .keyring = find_keyring(g, act->practitioner)};
    struct scope_asked scope = {word_number(&a.technique), word_number(&a.practitioner),
                                act->access, act->intent};

    a.footprint = body_narrow(&g->body, g->facts, a.place, act->side);
    a.house = family_matches(&g->house, &scope);
    if (a.keyring != NULL) {
        a.keys[false] = family_covers(&a.keyring->family, &scope, false, false);
        a.keys[true] = family_covers(&a.keyring->family, &scope, true, false);
    }
    *ret = a;
}
