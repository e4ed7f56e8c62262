/* test/unit/core/decide/pair.h - one world with its log folded, and both forms asked about it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_CORE_DECIDE_PAIR_H
#define HF_TEST_UNIT_CORE_DECIDE_PAIR_H

#include "world.h"

#include "core/decide/folded.h"
#include "core/decide/ground.h"

/* How many questions were answered, by which form, and how. */
static struct {
    int64_t cases, by_masks, verdicts[3];
} counts;

/* One world, its log folded at once and folded step by step. */
struct pair {
    struct world w;
    const struct ground *ground;
    struct folded *whole, *stepped;
    struct workspace *plain_space, *folded_space;
};

static inline bool same_as_plain(struct pair *p, const struct folded *folded)
{
    struct decision plain, fast;

    decide(&p->w.facts, &p->w.act, p->w.now_s, p->plain_space, &plain);
    folded_decide(folded, &p->w.facts, &p->w.act, p->w.now_s, p->folded_space, &fast);
    counts.cases++;
    counts.by_masks += folded_is_right(folded, p->w.now_s);
    counts.verdicts[plain.verdict]++;
    return same_decision(&plain, &fast);
}

static inline struct folded *fold_now(struct pair *p, size_t spare)
{
    struct folded *folded = NULL;
    struct fault why;

    fault_clear(&why);
    enum status st =
        folded_new(p->ground, &p->w.facts, spare, p->w.now_s, &world_arena, &folded, &why);

    assert(st == HF_OK);
    return folded;
}

static inline void make_pair(struct tape *tape, struct pair *p)
{
    struct fault why;

    fault_clear(&why);
    world_make(tape, &p->w);
    if (tape_chance(tape, 30))
        world_stretch(tape, &p->w);
    enum status st = facts_check(&p->w.facts, &world_arena, &why);

    assert(st == HF_OK);
    st = ground_new(&p->w.facts, &world_arena, &p->ground, &why);
    assert(st == HF_OK && p->ground != NULL);
    p->plain_space = workspace_new(&p->w.facts, &world_arena);
    p->folded_space = workspace_new(&p->w.facts, &world_arena);
    assert(p->plain_space != NULL && p->folded_space != NULL);
}

static struct pair one;

static inline void make_plain_pair(void)
{
    make_pair(&(struct tape){.len = 0}, &one);
}

static inline void check_facts(void)
{
    struct fault why;

    fault_clear(&why);
    CHECK_INT(facts_check(&one.w.facts, &world_arena, &why), HF_OK);
    one.plain_space = workspace_new(&one.w.facts, &world_arena);
    one.folded_space = workspace_new(&one.w.facts, &world_arena);
}

/* The facts as they are now, folded; NULL when the ground does not fit. */
static inline struct folded *fold_facts(void)
{
    struct folded *folded = NULL;
    struct fault why;

    fault_clear(&why);
    check_facts();
    CHECK_INT(folded_of(&one.w.facts, one.w.now_s, &world_arena, &folded, &why), HF_OK);
    return folded;
}

static inline struct span numbered(char letter, size_t n)
{
    char *at = arena_array(&world_arena, char, 4);

    assert(at != NULL && n < 1000);
    at[0] = letter;
    at[1] = (char)('0' + n / 100);
    at[2] = (char)('0' + n / 10 % 10);
    at[3] = (char)('0' + n % 10);
    return span_at(at, 4);
}

static inline struct words many_words(char letter, size_t count)
{
    struct span *at = arena_array(&world_arena, struct span, count);

    assert(at != NULL);
    for (size_t i = 0; i < count; i++)
        at[i] = numbered(letter, i);
    return (struct words){at, count};
}

/* A log of `count` times one event. */
static inline void repeat_event(const struct event *e, size_t count)
{
    struct event *events = arena_array(&world_arena, struct event, count);

    assert(events != NULL);
    for (size_t i = 0; i < count; i++) {
        events[i] = *e;
        events[i].id = numbered('x', i);
    }
    one.w.facts.events = events;
    one.w.facts.event_count = count;
}

static inline struct event scoped(enum event_kind kind)
{
    return (struct event){.id = SPAN("x"),
                          .kind = kind,
                          .by = the_client,
                          .is_signed = true,
                          .effect = {.has_max_pressure = true, .max_pressure = 9},
                          .scope = {.region = region_ids[0],
                                    .side = SIDE_BOTH,
                                    .techniques = any_techniques[0],
                                    .access = any_access[0],
                                    .intents = any_intents[0],
                                    .practitioners = any_practitioners[0]}};
}

static inline struct rule *many_house_rules(size_t count)
{
    struct rule *house = arena_array(&world_arena, struct rule, count);

    assert(house != NULL);
    for (size_t i = 0; i < count; i++)
        house[i] = (struct rule){.id = numbered('h', i),
                                 .scope = {.region = region_ids[0], .side = SIDE_BOTH},
                                 .effect = {.has_max_pressure = true, .max_pressure = 9}};
    return house;
}

#endif
