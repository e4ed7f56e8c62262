/* core/decide/folding_room.c - how much memory a log's masks take, and taking it once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/folding.h"

enum { ROWS_BESIDE = 8 };

/* How many words of each list `facts` may name, no more than have room. */
struct rooms {
    size_t grants, narrowings, restrictions, scopes, techniques, practitioners, conditions;
};

static size_t at_most(size_t n, size_t most)
{
    return n < most ? n : most;
}

/* Distinct words, counted in memory that is given back. */
struct counter {
    struct scope_words words;
    struct vocabulary conditions;
};

static void counter_init(struct counter *c, struct arena *arena)
{
    vocabulary_init(&c->words.techniques, NULL, GROUND_WORDS_MOST, arena);
    vocabulary_init(&c->words.practitioners, NULL, GROUND_WORDS_MOST, arena);
    vocabulary_init(&c->conditions, NULL, MASK_SLOTS, arena);
}

/* What is beyond the room will be found when it is put in. */
static void count_scope(struct counter *c, const struct scope *scope, const struct effect *effect)
{
    (void)vocabulary_add_all(&c->words.techniques, scope->techniques);
    (void)vocabulary_add_all(&c->words.practitioners, scope->practitioners);
    (void)vocabulary_add_all(&c->conditions, effect->conditions);
}

static void count_finding(struct counter *c, struct rooms *rooms, const struct facts *facts,
                          struct span finding)
{
    for (size_t i = 0; i < facts->rule_count; i++) {
        if (!span_equal(facts->rules[i].finding, finding))
            continue;
        rooms->restrictions++;
        count_scope(c, &facts->rules[i].scope, &facts->rules[i].effect);
    }
}

static void count_event(struct counter *c, struct rooms *rooms, const struct facts *facts,
                        const struct event *e)
{
    rooms->grants += e->kind == EVENT_GRANT;
    rooms->narrowings += e->kind == EVENT_REVOKE || e->kind == EVENT_MAYBE;
    rooms->restrictions += e->kind == EVENT_LIMIT;
    if (e->kind == EVENT_FINDING)
        count_finding(c, rooms, facts, e->subject);
    if (e->kind == EVENT_GRANT || e->kind == EVENT_LIMIT || e->kind == EVENT_REVOKE ||
        e->kind == EVENT_MAYBE)
        count_scope(c, &e->scope, &e->effect);
}

/* With a few words to spare where events are to come. */
static struct rooms count_rooms(const struct facts *facts, size_t spare, struct arena *arena)
{
    size_t mark = arena_mark(arena);
    struct rooms rooms = {.grants = 0};
    struct counter c;

    counter_init(&c, arena);
    for (size_t i = 0; i < facts->event_count; i++)
        count_event(&c, &rooms, facts, &facts->events[i]);
    arena_rewind(arena, mark);
    return (struct rooms){
        .grants = at_most(rooms.grants + spare, MASK_SLOTS),
        .narrowings = at_most(rooms.narrowings + spare, MASK_SLOTS),
        .restrictions = at_most(rooms.restrictions + spare, MASK_SLOTS),
        .scopes = rooms.grants + rooms.narrowings + rooms.restrictions + spare,
        .techniques = at_most(c.words.techniques.count + spare, GROUND_WORDS_MOST),
        .practitioners = at_most(c.words.practitioners.count + spare, GROUND_WORDS_MOST),
        .conditions = at_most(c.conditions.count + spare, MASK_SLOTS)};
}

/* Regions lie in one another, so a scope mostly makes one row more; sides and intimate places make
 * a few besides. Where that is not enough the plain form answers. */
static void init_rows(struct folded *f, const struct rooms *rooms, struct arena *arena)
{
    size_t rows = rooms->scopes + rooms->scopes / 2 + ROWS_BESIDE;

    f->row_room = at_most(at_most(f->ground->body.count, rows), ROWS_MOST);
    f->rows = arena_array(arena, struct row, f->row_room);
    f->row_sizes = arena_array(arena, uint16_t, f->row_room);
    f->row_of = arena_array(arena, uint8_t, f->ground->body.count);
}

static void init_slots(struct folded *f, const struct rooms *rooms, struct arena *arena)
{
    f->grant_room = rooms->grants;
    f->narrowing_room = rooms->narrowings;
    f->restriction_room = rooms->restrictions;
    f->grants = arena_array(arena, struct grant_slot, rooms->grants);
    f->narrowings = arena_array(arena, struct narrowing_slot, rooms->narrowings);
    f->restrictions = arena_array(arena, struct restriction_slot, rooms->restrictions);
    effects_init(&f->grant_effects, rooms->grants, arena);
    effects_init(&f->restriction_effects, rooms->restrictions, arena);
}

static void init_words(struct folded *f, const struct rooms *rooms, struct arena *arena)
{
    const struct scope_words *shared = &f->ground->words;

    vocabulary_init(&f->words.techniques, &shared->techniques, rooms->techniques, arena);
    vocabulary_init(&f->words.practitioners, &shared->practitioners, rooms->practitioners, arena);
    vocabulary_init(&f->conditions, NULL, rooms->conditions, arena);
    family_init(&f->grant_family, &f->words, arena);
    family_init(&f->narrowing_family, &f->words, arena);
    family_init(&f->restriction_family, &f->words, arena);
}

enum status folded_new(const struct ground *ground, const struct facts *facts, size_t spare,
                       int64_t now_s, struct arena *arena, struct folded **ret, struct fault *why)
{
    struct folded *f = arena_new(arena, struct folded);

    if (f == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    struct rooms rooms = count_rooms(facts, spare, arena);

    *f = (struct folded){.ground = ground,
                         .facts = facts,
                         .event_room = facts->event_count + spare,
                         .adult_at = facts->adult_at};
    init_rows(f, &rooms, arena);
    init_slots(f, &rooms, arena);
    init_words(f, &rooms, arena);
    enum status st = fold_init(&f->fold, facts, spare, arena, why);

    if (st != HF_OK) /* a spent arena stays spent */
        return st;
    folded_clear(f, now_s);
    folded_advance(f, now_s);
    *ret = f;
    return HF_OK;
}

enum status folded_of(const struct facts *facts, int64_t now_s, struct arena *arena,
                      struct folded **ret, struct fault *why)
{
    const struct ground *ground = NULL;
    enum status st = ground_new(facts, arena, &ground, why);

    if (st != HF_OK || ground != NULL)
        return st == HF_OK ? folded_new(ground, facts, 0, now_s, arena, ret, why) : st;
    *ret = NULL;
    return HF_OK;
}
