/* The folded form against the plain one: the same answer to every question, however the log came
 * to be folded. `test_decide_folded CASES` asks so many; without it as many as a check has time
 * for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pair.h"

enum { CASES = 100000, ACTS = 6 };

/* The same act in one respect another. */
static void vary_act(struct tape *tape, struct world *w, const struct act *act)
{
    struct act as_it_was = *act;

    draw_act(tape, w);
    struct act drawn = w->act;

    w->act = as_it_was;
    switch (tape_below(tape, 8)) {
    case 0:
        w->act.region = drawn.region;
        break;
    case 1:
        w->act.side = drawn.side;
        break;
    case 2:
        w->act.technique = tape_chance(tape, 60) ? SPAN("t3") : drawn.technique;
        break;
    case 3:
        w->act.access = drawn.access;
        break;
    case 4:
        w->act.intent = drawn.intent;
        break;
    case 5:
        w->act.mode = drawn.mode;
        break;
    case 6:
        w->act.practitioner = tape_chance(tape, 60) ? SPAN("p3") : drawn.practitioner;
        break;
    default:
        w->act.pressure = drawn.pressure;
        w->act.duration_s = drawn.duration_s;
        break;
    }
}

static bool ask_both(struct tape *tape, struct pair *p)
{
    struct act act = p->w.act;
    bool same = true;

    for (int i = 0; i < ACTS; i++) {
        same &= same_as_plain(p, p->whole) && same_as_plain(p, p->stepped);
        vary_act(tape, &p->w, &act);
    }
    p->w.act = act;
    return same;
}

/* As a page does that lives while the log grows: at each event's own time, or a little later. */
static void fold_by_steps(struct tape *tape, struct pair *p)
{
    size_t count = p->w.facts.event_count, begin = tape_below(tape, count + 1);
    int64_t now_s = p->w.now_s;

    p->w.facts.event_count = begin;
    p->w.now_s = begin > 0 ? p->w.events[begin - 1].at_s : 0;
    p->stepped = fold_now(p, count - begin);
    while (p->w.facts.event_count < count) {
        const struct event *e = &p->w.events[p->w.facts.event_count++];

        folded_advance(p->stepped, e->at_s < now_s && !tape_chance(tape, 20) ? e->at_s : now_s);
    }
    p->w.now_s = now_s;
    folded_advance(p->stepped, now_s);
}

/* Without a new fold the masks are right up to the boundary, and the plain form answers beyond. */
static bool hold_while_time_passes(struct tape *tape, struct pair *p)
{
    bool same = true;

    for (int i = 0; i < 3; i++) {
        if (p->w.now_s < INT64_MAX - 9)
            p->w.now_s += 1 + (int64_t)tape_below(tape, 8);
        if (tape_chance(tape, 100))
            folded_advance(p->stepped, p->w.now_s);
        same &= ask_both(tape, p);
    }
    return same;
}

/* Every world here fits at once; only the last moment of all has no time after it. */
static bool is_right_now(const struct pair *p, const struct folded *folded)
{
    return folded_is_right(folded, p->w.now_s) || p->w.now_s == INT64_MAX;
}

static bool folded_says_what_plain_says(struct tape *tape)
{
    struct pair p;

    make_pair(tape, &p);
    p.whole = fold_now(&p, 0);
    fold_by_steps(tape, &p);
    return is_right_now(&p, p.whole) && ask_both(tape, &p) && hold_while_time_passes(tape, &p);
}

static void show_pair(struct tape *tape)
{
    struct pair p;

    make_pair(tape, &p);
    printf("# now %" PRId64 ", %zu events, region %.*s\n", p.w.now_s, p.w.facts.event_count,
           SPAN_ARGS(p.w.act.region));
}

/* --- what does not fit ----------------------------------------------------------------------- */

/* A whole log by the masks, one more by the plain form; the answer is right in both. */
static void check_room_for_64(const struct event *e)
{
    make_plain_pair();
    struct event copy = *e;

    repeat_event(&copy, MASK_SLOTS);
    one.whole = fold_facts();
    CHECK(folded_is_right(one.whole, one.w.now_s));
    CHECK(same_as_plain(&one, one.whole));
    repeat_event(&copy, MASK_SLOTS + 1);
    one.whole = fold_facts();
    CHECK(!folded_is_right(one.whole, one.w.now_s));
    CHECK(same_as_plain(&one, one.whole));
}

static void test_folded__the_65th_of_a_kind_is_for_the_plain_form(void)
{
    static const enum event_kind kinds[] = {EVENT_GRANT, EVENT_LIMIT, EVENT_REVOKE, EVENT_MAYBE};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct event e = scoped(kinds[i]);

        check_room_for_64(&e);
    }
}

/* One list of a scope or an effect is longer than there is room; a rehearsal comes after it. */
static void check_too_many_words(enum event_kind kind, int list)
{
    struct event e = scoped(kind);

    make_plain_pair();
    if (list == 0)
        e.scope.techniques = many_words('t', GROUND_WORDS_MOST + 1);
    if (list == 1)
        e.scope.practitioners = many_words('p', GROUND_WORDS_MOST + 1);
    if (list == 2)
        e.effect.conditions = many_words('c', MASK_SLOTS + 1);
    repeat_event(&e, 2);
    one.whole = fold_facts();
    CHECK(folded_is_right(one.whole, one.w.now_s) == (kind == EVENT_REVOKE && list == 2));
    CHECK(same_as_plain(&one, one.whole));
}

static void test_folded__a_log_of_too_many_words_is_for_the_plain_form(void)
{
    static const enum event_kind kinds[] = {EVENT_GRANT, EVENT_LIMIT, EVENT_REVOKE};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        for (int list = 0; list < 3; list++)
            check_too_many_words(kinds[i], list);
    }
}

static void test_word_ask__looks_at_no_byte_beyond_the_word(void)
{
    CHECK_INT(word_ask(NULL, span_at("t1x", 2)).name, word_ask(NULL, span_at("t1y", 2)).name);
}

/* Two words with one hash (FNV-1a, 32 bits) are still two words. */
static void test_folded__words_of_one_hash_are_told_apart(void)
{
    static const struct span both[] = {S("declinate"), S("macallums")};
    struct event e = scoped(EVENT_GRANT);

    CHECK_INT(word_ask(NULL, both[0]).name, word_ask(NULL, both[1]).name);
    for (size_t i = 0; i < 4; i++) {
        make_plain_pair();
        e.scope.techniques = (struct words){&both[i / 2], 1};
        repeat_event(&e, 1);
        one.w.act.technique = both[i % 2];
        one.whole = fold_facts();
        CHECK(folded_is_right(one.whole, one.w.now_s));
        CHECK(same_as_plain(&one, one.whole));
    }
}

/* 128 places, each with its own scope, and the left told from the right: more than 255 rows. */
static void test_folded__a_body_cut_in_too_many_parts_is_for_the_plain_form(void)
{
    enum { PLACES = 2 * MASK_SLOTS };
    struct event e = scoped(EVENT_GRANT);

    make_plain_pair();
    struct region *regions = arena_array(&world_arena, struct region, PLACES + 1);

    assert(regions != NULL);
    regions[0] = (struct region){.id = region_ids[0]};
    repeat_event(&e, PLACES + 1);
    for (size_t i = 0; i < PLACES; i++) {
        struct event *own = &one.w.facts.events[i];

        regions[i + 1] =
            (struct region){.id = numbered('r', i), .parent = regions[0].id, .paired = true};
        own->kind = i < MASK_SLOTS ? EVENT_GRANT : EVENT_LIMIT;
        own->scope.region = regions[i + 1].id;
    }
    one.w.facts.events[PLACES].kind = EVENT_REVOKE;
    one.w.facts.events[PLACES].scope.side = SIDE_LEFT;
    one.w.facts.regions = regions;
    one.w.facts.region_count = PLACES + 1;
    one.w.act.region = regions[0].id;
    one.whole = fold_facts();
    CHECK(!folded_is_right(one.whole, one.w.now_s));
    CHECK(same_as_plain(&one, one.whole));
    one.w.facts.event_count = PLACES;
    one.whole = fold_facts();
    CHECK(folded_is_right(one.whole, one.w.now_s));
    CHECK(same_as_plain(&one, one.whole));
}

static void check_ground(bool fits)
{
    one.whole = fold_facts();
    CHECK((one.whole != NULL) == fits);
    struct decision plain, fast;

    decide(&one.w.facts, &one.w.act, one.w.now_s, one.plain_space, &plain);
    folded_decide(one.whole, &one.w.facts, &one.w.act, one.w.now_s, one.folded_space, &fast);
    CHECK(same_decision(&plain, &fast));
}

static void test_ground__the_65th_house_rule_is_for_the_plain_form(void)
{
    for (size_t more = 0; more < 2; more++) {
        make_plain_pair();
        one.w.facts.policy.house = many_house_rules(MASK_SLOTS + more);
        one.w.facts.policy.house_count = MASK_SLOTS + more;
        check_ground(more == 0);
    }
}

static void test_ground__too_many_words_of_the_house_are_for_the_plain_form(void)
{
    for (size_t more = 0; more < 2; more++) {
        for (int list = 0; list < 3; list++) {
            make_plain_pair();
            struct rule *rule = many_house_rules(1);

            one.w.facts.policy.house = rule;
            one.w.facts.policy.house_count = 1;
            if (list == 0)
                rule->scope.techniques = many_words('t', GROUND_WORDS_MOST - 2 + 3 * more);
            if (list == 1)
                rule->scope.practitioners = many_words('p', GROUND_WORDS_MOST + more);
            if (list == 2)
                rule->effect.conditions = many_words('c', MASK_SLOTS + more);
            check_ground(more == 0);
        }
    }
}

static void test_ground__the_65th_credential_is_for_the_plain_form(void)
{
    for (size_t more = 0; more < 2; more++) {
        make_plain_pair();
        size_t count = MASK_SLOTS + more;
        struct credential *keys = arena_array(&world_arena, struct credential, count);

        assert(keys != NULL);
        for (size_t i = 0; i < count; i++) {
            keys[i] = one.w.keys[0][0];
            keys[i].id = numbered('k', i);
        }
        one.w.practitioners[0].credentials = keys;
        one.w.practitioners[0].credential_count = count;
        check_ground(more == 0);
    }
}

static void test_ground__too_many_words_of_credentials_are_for_the_plain_form(void)
{
    make_plain_pair();
    one.w.keys[0][0].scope.techniques = many_words('t', GROUND_WORDS_MOST + 1);
    check_ground(false);
}

/* --- when it is not right -------------------------------------------------------------------- */

static void test_folded__is_wrong_for_a_log_that_grew_beyond_its_room(void)
{
    make_plain_pair();
    size_t count = one.w.facts.event_count--;

    one.whole = fold_now(&one, 0);
    one.w.facts.event_count = count;
    CHECK(!folded_is_right(one.whole, one.w.now_s));
    folded_advance(one.whole, one.w.now_s);
    CHECK(!folded_is_right(one.whole, one.w.now_s));
    CHECK(same_as_plain(&one, one.whole));
}

static void test_folded__is_wrong_before_it_was_folded_and_from_its_boundary_on(void)
{
    make_plain_pair();
    one.w.events[1].until = (struct moment){true, one.w.now_s + 5};
    one.whole = fold_now(&one, 0);
    CHECK_INT(folded_boundary(one.whole), one.w.now_s + 5);
    CHECK(!folded_is_right(one.whole, one.w.now_s - 1));
    CHECK(folded_is_right(one.whole, one.w.now_s));
    CHECK(folded_is_right(one.whole, one.w.now_s + 4));
    CHECK(!folded_is_right(one.whole, one.w.now_s + 5));
    folded_advance(one.whole, one.w.now_s + 5);
    CHECK(folded_is_right(one.whole, one.w.now_s + 5));
    CHECK_INT(folded_boundary(one.whole), INT64_MAX);
}

static void test_folded__without_masks_or_with_other_facts_the_plain_form_answers(void)
{
    struct folded_answer answer;
    struct decision plain, fast;
    struct asked asked;

    make_plain_pair();
    one.whole = fold_now(&one, 0);
    struct facts other = one.w.facts;

    other.event_count--;
    decide(&other, &one.w.act, one.w.now_s, one.plain_space, &plain);
    folded_decide(one.whole, &other, &one.w.act, one.w.now_s, one.folded_space, &fast);
    CHECK(same_decision(&plain, &fast));
    folded_decide(NULL, &other, &one.w.act, one.w.now_s, one.folded_space, &fast);
    CHECK(same_decision(&plain, &fast));
    ground_ask(one.ground, &one.w.act, &asked);
    CHECK(folded_judge(one.whole, &asked, one.w.now_s, &answer));
    asked.ground = NULL;
    CHECK(!folded_judge(one.whole, &asked, one.w.now_s, &answer));
}

static void test_folded__names_no_unknown_event_that_is_still_to_come(void)
{
    static struct event events[2];
    struct event e = scoped(EVENT_UNKNOWN);
    struct decision d;

    make_plain_pair();
    events[0] = events[1] = e;
    events[0].at_s = one.w.now_s;
    events[1].at_s = one.w.now_s + 1;
    events[1].id = SPAN("later");
    one.w.facts.events = events;
    one.w.facts.event_count = 2;
    one.whole = fold_facts();
    folded_decide(one.whole, &one.w.facts, &one.w.act, one.w.now_s, one.folded_space, &d);
    CHECK(decision_has(&d, REASON_UNKNOWN_EVENT));
    CHECK(folded_is_right(one.whole, one.w.now_s) && same_as_plain(&one, one.whole));
}

static void test_folded__a_bad_act_is_exactly_that(void)
{
    struct decision d;

    make_plain_pair();
    one.whole = fold_now(&one, 0);
    one.w.act.pressure = 11;
    folded_decide(one.whole, &one.w.facts, &one.w.act, one.w.now_s, one.folded_space, &d);
    CHECK_INT(d.reason_count, 1);
    CHECK(decision_has(&d, REASON_BAD_ACT));
}

static void test_folded_of__refuses_every_smaller_memory(void)
{
    static alignas(max_align_t) unsigned char block[1 << 16];
    enum status st = HF_FAILED;
    size_t budget = 0;

    make_plain_pair();
    one.w.facts.policy.house_count = MOST_HOUSE;
    one.w.events[0] = scoped(EVENT_LIMIT);
    check_facts();
    for (; st != HF_OK && budget < sizeof block; budget += 8) {
        struct folded *folded = NULL;
        struct arena arena;
        struct fault why;

        fault_clear(&why);
        arena_init(&arena, block, budget);
        st = folded_of(&one.w.facts, one.w.now_s, &arena, &folded, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && folded == NULL && arena.spent));
    }
    CHECK_INT(st, HF_OK);
    CHECK(budget > 1000);
}

/* --- at random ------------------------------------------------------------------------------- */

static void ask_until(int64_t cases)
{
    unsigned char bytes[TAPE_LONGEST];
    uint64_t state = tape_seed();
    bool held = true;

    while (held && counts.cases < cases) {
        size_t len = tape_fill(&state, bytes);

        held = tape_holds(folded_says_what_plain_says, bytes, len);
        if (!held)
            tape_report(folded_says_what_plain_says, show_pair, bytes, len);
    }
    printf("# %" PRId64 " cases, %" PRId64 " by the masks; deny %" PRId64 ", conditional %" PRId64
           ", permit %" PRId64 "\n",
           counts.cases, counts.by_masks, counts.verdicts[VERDICT_DENY],
           counts.verdicts[VERDICT_CONDITIONAL], counts.verdicts[VERDICT_PERMIT]);
    tap_case("the folded form answers as the plain form does", held);
    tap_case("most questions are answered by the masks", counts.by_masks > counts.cases / 2);
    for (int i = 0; i < 3; i++)
        held &= counts.verdicts[i] > cases / 100;
    tap_case("every verdict is met often", held);
}

int main(int argc, char **argv)
{
    printf("# HOLDFAST_SEED=%" PRIu64 "\n", tape_seed());
    RUN(test_folded__the_65th_of_a_kind_is_for_the_plain_form);
    RUN(test_folded__a_log_of_too_many_words_is_for_the_plain_form);
    RUN(test_word_ask__looks_at_no_byte_beyond_the_word);
    RUN(test_folded__words_of_one_hash_are_told_apart);
    RUN(test_folded__a_body_cut_in_too_many_parts_is_for_the_plain_form);
    RUN(test_ground__the_65th_house_rule_is_for_the_plain_form);
    RUN(test_ground__too_many_words_of_the_house_are_for_the_plain_form);
    RUN(test_ground__the_65th_credential_is_for_the_plain_form);
    RUN(test_ground__too_many_words_of_credentials_are_for_the_plain_form);
    RUN(test_folded__is_wrong_for_a_log_that_grew_beyond_its_room);
    RUN(test_folded__is_wrong_before_it_was_folded_and_from_its_boundary_on);
    RUN(test_folded__without_masks_or_with_other_facts_the_plain_form_answers);
    RUN(test_folded__names_no_unknown_event_that_is_still_to_come);
    RUN(test_folded__a_bad_act_is_exactly_that);
    RUN(test_folded_of__refuses_every_smaller_memory);
    ask_until(argc > 1 ? strtoll(argv[1], NULL, 10) : CASES);
    return tap_end();
}
