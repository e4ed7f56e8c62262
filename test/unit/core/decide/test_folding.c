/* Folding by hand-made logs: what random ones seldom meet, because it takes a long log, a body of
 * many places, or a word that only one list has.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pair.h"

enum { PLACES = 100, EACH_KIND = 25, LATER = 20 };

/* --- room ------------------------------------------------------------------------------------ */

/* A body of many places, each of two sides. */
static void make_wide_body(void)
{
    struct region *regions = arena_array(&world_arena, struct region, PLACES + 1);

    assert(regions != NULL);
    regions[0] = (struct region){.id = region_ids[0]};
    for (size_t i = 0; i < PLACES; i++)
        regions[i + 1] =
            (struct region){.id = numbered('r', i), .parent = regions[0].id, .paired = true};
    one.w.facts.regions = regions;
    one.w.facts.region_count = PLACES + 1;
    one.w.act.region = regions[0].id;
}

/* Grants, limits and revokes in turn, each with a place and words that no other has. */
static void make_wide_log(size_t count)
{
    static const enum event_kind kinds[] = {EVENT_GRANT, EVENT_LIMIT, EVENT_REVOKE};
    struct event e = scoped(EVENT_GRANT);

    repeat_event(&e, count);
    for (size_t i = 0; i < count; i++) {
        struct event *own = &one.w.facts.events[i];
        struct span *words = arena_array(&world_arena, struct span, 3);

        assert(words != NULL);
        words[0] = numbered('t', i);
        words[1] = numbered('p', i);
        words[2] = numbered('c', i);
        own->kind = kinds[i % 3];
        own->scope.region = one.w.facts.regions[i + 1].id;
        own->scope.techniques = (struct words){&words[0], 1};
        own->scope.practitioners = (struct words){&words[1], 1};
        if (own->kind != EVENT_REVOKE)
            own->effect.conditions = (struct words){&words[2], 1};
    }
}

static void check_right(struct folded *folded)
{
    CHECK(folded_is_right(folded, one.w.now_s));
    CHECK(same_as_plain(&one, folded));
}

static void test_folded__a_log_of_many_places_and_words_has_room(void)
{
    make_plain_pair();
    make_wide_body();
    make_wide_log(3 * EACH_KIND);
    check_right(fold_facts());
}

static void test_folded__what_was_said_to_come_has_room(void)
{
    make_plain_pair();
    make_wide_body();
    make_wide_log(3 * EACH_KIND + LATER);
    const struct ground *ground = NULL;

    check_facts();
    CHECK_INT(ground_new(&one.w.facts, &world_arena, &ground, NULL), HF_OK);
    one.ground = ground;
    one.w.facts.event_count -= LATER;
    struct folded *folded = fold_now(&one, LATER);

    check_right(folded);
    one.w.facts.event_count += LATER;
    folded_advance(folded, one.w.now_s);
    check_right(folded);
}

static size_t memory_of(enum event_kind kind)
{
    struct event e = scoped(kind);

    make_plain_pair();
    repeat_event(&e, 2);
    check_facts();
    size_t mark = arena_mark(&world_arena);

    (void)fold_now(&one, 0);
    return arena_mark(&world_arena) - mark;
}

static void test_folded__a_revoke_takes_no_more_room_than_a_limit(void)
{
    CHECK(memory_of(EVENT_REVOKE) <= memory_of(EVENT_LIMIT));
}

/* --- findings -------------------------------------------------------------------------------- */

static struct event finding_on(struct span finding, int64_t at_s)
{
    return (struct event){.id = SPAN("x"),
                          .at_s = at_s,
                          .kind = EVENT_FINDING,
                          .by = the_client,
                          .subject = finding,
                          .value = SPAN("on")};
}

static void test_folded__a_finding_said_again_takes_no_more_slots(void)
{
    struct event e = finding_on(findings[0], 0);

    make_plain_pair();
    one.w.rules[0].finding = one.w.rules[1].finding = findings[0];
    repeat_event(&e, MASK_SLOTS + 6);
    check_right(fold_facts());
}

static void test_folded__a_limit_is_not_taken_for_the_rule_of_its_number(void)
{
    make_plain_pair();
    struct event e = scoped(EVENT_LIMIT);

    one.w.rules[0].finding = findings[0];
    one.w.rules[0].effect = (struct effect){.deny = true};
    repeat_event(&e, 2);
    one.w.facts.events[1] = finding_on(findings[0], 0);
    check_right(fold_facts());
}

/* The world's own log, with two findings more; the rule of the first asks for nothing new. */
static void append_findings(int64_t first_s, int64_t unknown_s)
{
    struct event *more = &one.w.events[one.w.facts.event_count];

    for (size_t i = 0; i < MOST_RULES; i++)
        one.w.rules[i].effect = (struct effect){.has_max_pressure = true, .max_pressure = 10};
    more[0] = finding_on(findings[0], first_s);
    more[1] = finding_on(SPAN("nobody-knows"), unknown_s);
    more[1].id = SPAN("y");
    one.w.facts.event_count += 2;
}

static void test_folded__an_unknown_finding_is_forgotten_with_its_event(void)
{
    make_plain_pair();
    int64_t now_s = one.w.now_s;

    append_findings(now_s, now_s + 3);
    one.w.now_s = now_s + 3;
    struct folded *folded = fold_facts();

    check_right(folded);
    one.w.now_s = now_s;
    folded_advance(folded, now_s);
    check_right(folded);
}

/* A finding of so many rules, said twice. */
static struct folded *fold_a_finding_of(size_t rules)
{
    struct event e = finding_on(findings[0], 0);

    make_plain_pair();
    one.w.facts.rules = many_house_rules(rules);
    one.w.facts.rule_count = rules;
    for (size_t i = 0; i < rules; i++)
        one.w.facts.rules[i].finding = findings[0];
    repeat_event(&e, 2);
    return fold_facts();
}

static void test_folded__a_finding_of_64_rules_said_twice_has_room(void)
{
    check_right(fold_a_finding_of(MASK_SLOTS));
}

static void test_folded__a_finding_of_65_rules_is_for_the_plain_form(void)
{
    struct folded *folded = fold_a_finding_of(MASK_SLOTS + 1);

    CHECK(!folded_is_right(folded, one.w.now_s));
    CHECK(same_as_plain(&one, folded));
}

/* --- cells ----------------------------------------------------------------------------------- */

/* Nothing lies on either cell; that one of them is intimate is all that tells them apart. */
static void test_folded__a_cell_like_another_but_intimate_is_looked_at(void)
{
    make_plain_pair();
    one.w.regions[0] = (struct region){.id = region_ids[0]};
    one.w.regions[1] = (struct region){.id = region_ids[1], .parent = region_ids[0]};
    one.w.regions[2] =
        (struct region){.id = region_ids[2], .parent = region_ids[0], .intimate = true};
    one.w.facts.region_count = 3;
    one.w.act.region = region_ids[0];
    one.w.act.practitioner = SPAN("nobody");
    for (size_t i = 0; i < one.w.facts.event_count; i++) {
        struct event *e = &one.w.events[i];

        if (e->kind == EVENT_GRANT)
            *e = (struct event){.id = e->id, .at_s = e->at_s, .kind = EVENT_REHEARSAL, .by = e->by};
        if (e->kind == EVENT_SIGNAL)
            e->value = SPAN("yellow");
    }
    check_right(fold_facts());
}

/* --- time ------------------------------------------------------------------------------------ */

static void test_folded__a_wait_of_a_second_is_a_wait(void)
{
    struct event e = scoped(EVENT_GRANT);

    make_plain_pair();
    e.at_s = one.w.now_s;
    repeat_event(&e, 1);
    one.w.act.intent = INTENT_SENSUAL;
    one.w.facts.policy.reflect_sensual_s = 1;
    check_right(fold_facts());
}

static void test_folded__stays_right_for_earlier_while_nothing_is_appended(void)
{
    make_plain_pair();
    struct folded *folded = fold_facts();
    int64_t now_s = one.w.now_s;

    folded_advance(folded, now_s + 5);
    CHECK(folded_is_right(folded, now_s));
    CHECK(folded_is_right(folded, now_s + 5));
}

/* --- the ground ------------------------------------------------------------------------------ */

static void check_ground_says_what_plain_says(void)
{
    struct folded *folded = fold_facts();

    CHECK(folded != NULL);
    check_right(folded);
}

static void test_ground__every_practitioner_has_their_own_words(void)
{
    static const struct span own[] = {S("t9")};
    struct event e = scoped(EVENT_GRANT);

    make_plain_pair();
    one.w.keys[1][0].scope.techniques = e.scope.techniques = (struct words){own, 1};
    repeat_event(&e, 1);
    one.w.act.practitioner = practitioner_ids[1];
    one.w.act.technique = own[0];
    check_ground_says_what_plain_says();
}

static void test_ground__knows_nobody_beyond_its_list(void)
{
    make_plain_pair();
    one.w.facts.practitioner_count = 1;
    one.w.act.practitioner = practitioner_ids[1];
    check_ground_says_what_plain_says();
}

static void test_body__has_a_cell_for_each_side_and_one_for_a_middle(void)
{
    const struct ground *ground = NULL;

    make_plain_pair();
    one.w.regions[0] = (struct region){.id = region_ids[0]};
    one.w.regions[1] = (struct region){region_ids[1], .parent = region_ids[0], .paired = true};
    one.w.regions[2] = (struct region){region_ids[2], .parent = region_ids[0]};
    one.w.facts.region_count = 3;
    check_facts();
    CHECK_INT(ground_new(&one.w.facts, &world_arena, &ground, NULL), HF_OK);
    CHECK_INT(ground->body.count, 3);
}

int main(void)
{
    RUN(test_folded__a_log_of_many_places_and_words_has_room);
    RUN(test_folded__what_was_said_to_come_has_room);
    RUN(test_folded__a_revoke_takes_no_more_room_than_a_limit);
    RUN(test_folded__a_finding_said_again_takes_no_more_slots);
    RUN(test_folded__a_limit_is_not_taken_for_the_rule_of_its_number);
    RUN(test_folded__an_unknown_finding_is_forgotten_with_its_event);
    RUN(test_folded__a_finding_of_64_rules_said_twice_has_room);
    RUN(test_folded__a_finding_of_65_rules_is_for_the_plain_form);
    RUN(test_folded__a_cell_like_another_but_intimate_is_looked_at);
    RUN(test_folded__a_wait_of_a_second_is_a_wait);
    RUN(test_folded__stays_right_for_earlier_while_nothing_is_appended);
    RUN(test_ground__every_practitioner_has_their_own_words);
    RUN(test_ground__knows_nobody_beyond_its_list);
    RUN(test_body__has_a_cell_for_each_side_and_one_for_a_middle);
    return tap_end();
}
