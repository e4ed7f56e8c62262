/* A client's choices: words to events, exact words, what needs the own device.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/visit/choice.h"

static struct chosen chosen;

static struct choice choice_of(const char *region, uint8_t answer)
{
    return (struct choice){.region = span_of(region),
                           .side = SIDE_LEFT,
                           .access = ACCESS_EXTERNAL,
                           .intent = INTENT_THERAPEUTIC,
                           .answer = answer,
                           .dots = 3,
                           .techniques = HANDS,
                           .where = SPAN("Low back, left"),
                           .how = SPAN("steady pressure")};
}

static struct gathering in;

static struct choosing choosing_of(const struct choice *choices, size_t count, uint8_t proof)
{
    in = gathering_now();
    return (struct choosing){.in = &in,
                             .practitioner = ANA,
                             .practitioner_name = SPAN("Ana"),
                             .choices = choices,
                             .count = count,
                             .given = {.how = GIVEN_SHARED_DEVICE},
                             .proof = proof,
                             .language = SPAN("en"),
                             .now_s = NOON,
                             .until = SPAN("15 April")};
}

static void choose(const struct choice *choices, size_t count, uint8_t proof)
{
    struct choosing choosing = choosing_of(choices, count, proof);
    struct fault why;

    fault_clear(&why);
    if (choice_record(&choosing, &w.arena, &chosen, &why) != HF_OK)
        tap_note(__FILE__, __LINE__, why.text);
}

static void choose_one(const char *region, uint8_t answer, uint8_t proof)
{
    struct choice *choice = arena_new(&w.arena, struct choice);

    *choice = choice_of(region, answer);
    choose(choice, 1, proof);
}

/* As the use case would: everything into the ledger, fresh objects where none is given. */
static void record_all(uint8_t proof)
{
    for (size_t i = 0; i < chosen.record.count; i++) {
        const struct to_record *r = &chosen.record.at[i];
        struct id128 object = {{100, (uint8_t)w.seq}};

        by_client(proof, r->action, object, r->content);
    }
}

static void test_choice__yes_is_a_grant_with_dots_times_two(void)
{
    world_begin();
    choose_one("low_back", CHOICE_YES, PROOF_SHARED_DEVICE);
    const struct grant_content *c = chosen.record.at[0].content;

    CHECK_INT(chosen.record.count, 1);
    CHECK_INT(chosen.record.at[0].action, ACTION_GRANT);
    CHECK_INT(c->max_pressure, 6);
    CHECK_INT(c->until.utc_s, NOON + 90 * DAY);
    CHECK_INT(chosen.raises, 1);
    record_all(PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_choice__no_dots_is_the_lightest(void)
{
    struct choice choice = choice_of("low_back", CHOICE_YES);

    world_begin();
    choice.dots = 0;
    choose(&choice, 1, PROOF_SHARED_DEVICE);
    CHECK_INT(((const struct grant_content *)chosen.record.at[0].content)->max_pressure, 2);
}

static void test_choice__ask_is_a_grant_on_condition(void)
{
    world_begin();
    choose_one("low_back", CHOICE_ASK, PROOF_SHARED_DEVICE);
    const struct grant_content *c = chosen.record.at[0].content;

    CHECK(words_have(c->conditions, SPAN("client:asked")));
}

static void test_choice__no_is_a_limit_that_means_the_inside_too(void)
{
    world_begin();
    choose_one("anus", CHOICE_NO, PROOF_SHARED_DEVICE);
    const struct limit_content *c = chosen.record.at[0].content;

    CHECK_INT(chosen.record.at[0].action, ACTION_LIMIT);
    CHECK(c->deny && c->scope.access.count == 0);
    CHECK_INT(chosen.narrows, 1);
}

static void test_choice__no_to_the_inside_leaves_the_outside(void)
{
    struct choice choice = choice_of("anus", CHOICE_NO);

    world_begin();
    choice.access = ACCESS_INTERNAL;
    choose(&choice, 1, PROOF_SHARED_DEVICE);
    const struct limit_content *c = chosen.record.at[0].content;

    CHECK_INT(c->scope.access.count, 1);
    CHECK_TEXT(c->scope.access.at[0], "internal");
}

static void test_choice__talk_first_is_a_maybe(void)
{
    world_begin();
    choose_one("low_back", CHOICE_TALK, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.at[0].action, ACTION_MAYBE);
}

static void test_choice__not_decided_is_nothing(void)
{
    world_begin();
    choose_one("low_back", CHOICE_NONE, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 0);
    CHECK_INT(chosen.text.len, 0);
}

static void test_choice__a_yes_that_becomes_undecided_is_revoked(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    choose_one("low_back", CHOICE_NONE, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.at[0].action, ACTION_REVOKE);
    record_all(PROOF_SHARED_DEVICE);
    CHECK(span_starts(plan_answer("low_back", SIDE_LEFT), SPAN("REVOKED:")));
    choose_one("low_back", CHOICE_NONE, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 0);
}

static void test_choice__a_new_yes_replaces_the_old_one(void)
{
    world_begin();
    choose_one("low_back", CHOICE_YES, PROOF_SHARED_DEVICE);
    record_all(PROOF_SHARED_DEVICE);
    struct choice firmer = choice_of("low_back", CHOICE_YES);

    firmer.dots = 5;
    choose(&firmer, 1, PROOF_SHARED_DEVICE);
    record_all(PROOF_SHARED_DEVICE);
    struct act act = act_on("low_back", SIDE_LEFT);

    act.pressure = 10;
    CHECK_TEXT(answer_to(act), "conditional");
}

static void test_choice__a_yes_takes_the_own_no_back(void)
{
    world_begin();
    choose_one("low_back", CHOICE_NO, PROOF_SHARED_DEVICE);
    record_all(PROOF_SHARED_DEVICE);
    CHECK(span_starts(plan_answer("low_back", SIDE_LEFT), SPAN("LIMIT:")));
    choose_one("low_back", CHOICE_YES, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.at[0].action, ACTION_LIFT);
    record_all(PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_choice__a_second_no_is_not_recorded_again(void)
{
    world_begin();
    choose_one("low_back", CHOICE_NO, PROOF_SHARED_DEVICE);
    record_all(PROOF_SHARED_DEVICE);
    choose_one("low_back", CHOICE_NO, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 0);
}

static struct entry *last_limit(void)
{
    for (size_t i = w.n_entries; i > 0; i--)
        if (w.entries[i - 1].action == ACTION_LIMIT)
            return &w.entries[i - 1];
    return NULL;
}

static void test_choice__a_lift_by_somebody_else_takes_no_no_back(void)
{
    world_begin();
    choose_one("low_back", CHOICE_NO, PROOF_SHARED_DEVICE);
    record_all(PROOF_SHARED_DEVICE);
    by_ana(ACTION_LIFT, (struct id128){{77}}, KEEP(lift_content, .target = last_limit()->object));
    choose_one("low_back", CHOICE_NO, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 0); /* it stands, as decide() reads it */
    choose_one("low_back", CHOICE_YES, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.at[0].action, ACTION_LIFT);
    record_all(PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_choice__intimate_yes_on_a_shared_device_is_held(void)
{
    world_begin();
    choose_one("anus", CHOICE_YES, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 0);
    CHECK_INT(chosen.held_count, 1);
    CHECK(chosen.held[0]);
    choose_one("anus", CHOICE_YES, PROOF_OWN_DEVICE);
    CHECK_INT(chosen.record.count, 1);
}

static void test_choice__intimate_no_on_a_shared_device_is_recorded(void)
{
    world_begin();
    choose_one("anus", CHOICE_NO, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.count, 1);
}

static void test_choice__narrowing_is_recorded_first(void)
{
    struct choice both[] = {choice_of("spine", CHOICE_YES), choice_of("low_back", CHOICE_NO)};

    world_begin();
    choose(both, 2, PROOF_SHARED_DEVICE);
    CHECK_INT(chosen.record.at[0].action, ACTION_LIMIT);
    CHECK_INT(chosen.record.at[1].action, ACTION_GRANT);
}

static void test_choice__text_holds_the_exact_words_of_every_record(void)
{
    struct choice both[] = {choice_of("low_back", CHOICE_YES), choice_of("spine", CHOICE_NO)};

    world_begin();
    both[1].where = SPAN("Spine");
    choose(both, 2, PROOF_SHARED_DEVICE);
    CHECK_TEXT(chosen.text,
               "Spine: no.\nLow back, left, from outside: yes. steady pressure. Pressure at most 3 "
               "of 5. With Ana. My yes counts until 15 April. I can change it or stop at any "
               "time.\n");
    CHECK_TEXT(((const struct limit_content *)chosen.record.at[0].content)->words, "Spine: no.");
}

static void test_choice__no_to_all_is_one_limit_on_the_body(void)
{
    struct choosing choosing;
    struct fault why;

    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    choosing = choosing_of(NULL, 0, PROOF_SHARED_DEVICE);
    fault_clear(&why);
    CHECK(choice_no_to_all(&choosing, &w.arena, &chosen, &why) == HF_OK);
    CHECK_INT(chosen.record.count, 1);
    record_all(PROOF_SHARED_DEVICE);
    CHECK(span_starts(plan_answer("low_back", SIDE_LEFT), SPAN("LIMIT:")));
}

static void test_choice__every_record_can_be_written(void)
{
    struct choice all[] = {choice_of("low_back", CHOICE_ASK), choice_of("spine", CHOICE_NO),
                           choice_of("stoma", CHOICE_TALK)};
    struct span bytes;
    struct fault why;

    world_begin();
    choose(all, 3, PROOF_SHARED_DEVICE);
    fault_clear(&why);
    CHECK_INT(chosen.record.count, 3);
    for (size_t i = 0; i < chosen.record.count; i++)
        CHECK(content_encode(chosen.record.at[i].action, chosen.record.at[i].content, &w.arena,
                             &bytes, &why) == HF_OK);
}

static void test_choice__every_budget_fails_cleanly_or_is_enough(void)
{
    static alignas(max_align_t) unsigned char small[1 << 18];
    struct choice both[] = {choice_of("low_back", CHOICE_YES), choice_of("spine", CHOICE_NO)};
    struct choosing choosing;
    enum status st = HF_FAILED;

    world_begin();
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    choosing = choosing_of(both, 2, PROOF_SHARED_DEVICE);
    for (size_t size = 0; st != HF_OK && size < sizeof small; size += 32) {
        struct chosen ret = {.raises = 4711};
        struct arena arena;
        struct fault why;

        fault_clear(&why);
        arena_init(&arena, small, size);
        st = choice_record(&choosing, &arena, &ret, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && ret.raises == 4711));
    }
    CHECK(st == HF_OK);
}

int main(void)
{
    RUN(test_choice__yes_is_a_grant_with_dots_times_two);
    RUN(test_choice__no_dots_is_the_lightest);
    RUN(test_choice__ask_is_a_grant_on_condition);
    RUN(test_choice__no_is_a_limit_that_means_the_inside_too);
    RUN(test_choice__no_to_the_inside_leaves_the_outside);
    RUN(test_choice__talk_first_is_a_maybe);
    RUN(test_choice__not_decided_is_nothing);
    RUN(test_choice__a_yes_that_becomes_undecided_is_revoked);
    RUN(test_choice__a_new_yes_replaces_the_old_one);
    RUN(test_choice__a_yes_takes_the_own_no_back);
    RUN(test_choice__a_second_no_is_not_recorded_again);
    RUN(test_choice__a_lift_by_somebody_else_takes_no_no_back);
    RUN(test_choice__intimate_yes_on_a_shared_device_is_held);
    RUN(test_choice__intimate_no_on_a_shared_device_is_recorded);
    RUN(test_choice__narrowing_is_recorded_first);
    RUN(test_choice__text_holds_the_exact_words_of_every_record);
    RUN(test_choice__no_to_all_is_one_limit_on_the_body);
    RUN(test_choice__every_record_can_be_written);
    RUN(test_choice__every_budget_fails_cleanly_or_is_enough);
    return tap_end();
}
