/* What I said yes to, and what is free now.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/visit/agreed.h"
#include "core/visit/envelope.h"

static struct agreed agreed_now(void)
{
    struct facts facts = facts_now();
    struct agreed agreed = {.count = 0};
    struct fault why;

    fault_clear(&why);
    CHECK(agreed_find(&facts, &world_atlas, NOON, &w.arena, &agreed, &why) == HF_OK);
    return agreed;
}

static struct entry *say_limit(const char *region, uint8_t side)
{
    return by_client(
        PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
        KEEP(limit_content, .scope = {.region = span_of(region), .side = side}, .deny = true));
}

static void test_agreed__nothing_said_is_nothing_shown(void)
{
    world_begin();
    CHECK_INT(agreed_now().count, 0);
}

static void test_agreed__both_sides_alike_are_one_row(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    struct agreed agreed = agreed_now();

    CHECK_INT(agreed.count, 1);
    CHECK_INT(agreed.yes, 1);
    CHECK_TEXT(agreed.rows[0].region, "low_back");
    CHECK_INT(agreed.rows[0].side, SIDE_BOTH);
    CHECK_INT(agreed.rows[0].ceiling, 6);
    CHECK_INT(agreed.rows[0].until.utc_s, NOON + 88 * DAY);
    CHECK_TEXT(agreed.rows[0].by_role, "client");
}

static void test_agreed__sides_that_differ_are_two_rows(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    say_limit("low_back", SIDE_LEFT);
    struct agreed agreed = agreed_now();

    CHECK_INT(agreed.count, 2);
    CHECK_INT(agreed.rows[0].answer, CHOICE_NO);
    CHECK_INT(agreed.rows[0].side, SIDE_LEFT);
    CHECK_INT(agreed.rows[1].answer, CHOICE_YES);
}

static void test_agreed__a_no_on_the_way_covers_what_lies_behind(void)
{
    world_begin();
    say_limit("anus", SIDE_BOTH);
    struct agreed agreed = agreed_now();

    CHECK_INT(agreed.no, 2); /* the outside and the canal behind it */
}

static void test_agreed__talk_first_after_a_yes(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_MAYBE, NOBODY,
              KEEP(revoke_content, .scope = {.region = SPAN("back"), .side = SIDE_BOTH}));
    CHECK_INT(agreed_now().yes, 0);
    CHECK(agreed_now().talk > 0);
}

static void test_agreed__revoked_is_not_decided(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_REVOKE, NOBODY,
              KEEP(revoke_content, .scope = {.region = SPAN("spine"), .side = SIDE_BOTH}));
    CHECK_INT(agreed_now().count, 0);
}

static void test_agreed__a_void_yes_is_not_shown(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_INT(agreed_now().count, 0);
}

static void test_agreed__an_expired_yes_is_not_shown(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE)->utc_us =
        (NOON - 91 * (int64_t)DAY) * 1000000;
    CHECK_INT(agreed_now().count, 0);
}

static void test_agreed__lifted_no_is_not_shown(void)
{
    world_begin();
    say_limit("spine", SIDE_BOTH);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIFT, NOBODY, KEEP(lift_content, .target = LIMIT_1));
    CHECK_INT(agreed_now().count, 0);
}

/* --- envelope -------------------------------------------------------------------------------- */

static struct envelope free_now(void)
{
    struct facts facts = facts_now();
    struct envelope_question question = {.practitioner = entry_id_word(ANA, &w.arena),
                                         .intent = INTENT_THERAPEUTIC,
                                         .mode = MODE_PLAN,
                                         .techniques = HANDS,
                                         .now_s = NOON};
    struct envelope envelope = {.count = 0};
    struct fault why;

    fault_clear(&why);
    CHECK(envelope_find(&facts, &question, &w.arena, &envelope, &why) == HF_OK);
    return envelope;
}

static void test_envelope__a_larger_yes_is_spelled_out_by_leaf_and_technique(void)
{
    world_begin();
    grant(GRANT_1, "back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    struct envelope envelope = free_now();

    CHECK_INT(envelope.count, 4);
    CHECK_TEXT(envelope.rows[0].region, "low_back");
    CHECK_INT(envelope.rows[0].side, SIDE_BOTH);
    CHECK_INT(envelope.rows[0].ceiling, 6);
    CHECK_INT(envelope.rows[0].verdict, VERDICT_CONDITIONAL);
    CHECK(envelope.rows[0].missing.count > 0);
}

static void test_envelope__one_side_that_is_denied_leaves_the_other(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    say_limit("low_back", SIDE_LEFT);
    struct envelope envelope = free_now();

    CHECK_INT(envelope.count, 2);
    CHECK_INT(envelope.rows[0].side, SIDE_RIGHT);
}

static void test_envelope__what_is_denied_is_not_in_it(void)
{
    world_begin();
    grant(GRANT_1, "stoma", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_INT(free_now().count, 0);
}

static void test_envelope__the_same_twice_is_one_row(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE);
    grant(GRANT_2, "back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_INT(free_now().count, 4);
}

int main(void)
{
    RUN(test_agreed__nothing_said_is_nothing_shown);
    RUN(test_agreed__both_sides_alike_are_one_row);
    RUN(test_agreed__sides_that_differ_are_two_rows);
    RUN(test_agreed__a_no_on_the_way_covers_what_lies_behind);
    RUN(test_agreed__talk_first_after_a_yes);
    RUN(test_agreed__revoked_is_not_decided);
    RUN(test_agreed__a_void_yes_is_not_shown);
    RUN(test_agreed__an_expired_yes_is_not_shown);
    RUN(test_agreed__lifted_no_is_not_shown);
    RUN(test_envelope__a_larger_yes_is_spelled_out_by_leaf_and_technique);
    RUN(test_envelope__one_side_that_is_denied_leaves_the_other);
    RUN(test_envelope__what_is_denied_is_not_in_it);
    RUN(test_envelope__the_same_twice_is_one_row);
    return tap_end();
}
