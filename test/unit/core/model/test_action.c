/* The register of actions: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/model/action.h"

static void test_actions__numbers_and_names_are_given_once(void)
{
    for (size_t i = 1; i < action_count; i++)
        CHECK(actions[i - 1].number < actions[i].number);
    for (size_t i = 0; i < action_count; i++)
        CHECK(action_find_name(span_of(actions[i].name)) == &actions[i]);
}

static void test_actions__every_row_is_full(void)
{
    for (size_t i = 0; i < action_count; i++) {
        CHECK(actions[i].signers != 0);
        CHECK(compartment_name(actions[i].compartment).len > 0);
        CHECK(actions[i].chain >= CHAIN_PRACTICE && actions[i].chain <= CHAIN_EITHER);
        CHECK(actions[i].name != NULL && actions[i].meaning != NULL);
    }
}

static void test_actions__practice_compartment_is_for_the_practice_chain_alone(void)
{
    for (size_t i = 0; i < action_count; i++)
        if (actions[i].compartment != COMPARTMENT_OPEN)
            CHECK((actions[i].chain == CHAIN_PRACTICE) ==
                  (actions[i].compartment == COMPARTMENT_PRACTICE));
}

static void test_actions__anybody_may_narrow_consent(void)
{
    const uint16_t narrowing[] = {ACTION_LIMIT, ACTION_REVOKE, ACTION_MAYBE, ACTION_SESSION_ENDED,
                                  ACTION_SIGNAL};

    for (size_t i = 0; i < sizeof narrowing / sizeof *narrowing; i++) {
        CHECK(action_may_sign(narrowing[i], ROLE_CHAPERONE, PROOF_SHARED_DEVICE));
        CHECK(action_may_sign(narrowing[i], ROLE_SERVICE, PROOF_MACHINE));
    }
}

static void test_actions__only_the_client_signs_a_grant(void)
{
    uint8_t others =
        ROLE_PRACTITIONER | ROLE_OWNER | ROLE_CLINICIAN | ROLE_CHAPERONE | ROLE_SERVICE;

    CHECK(action_may_sign(ACTION_GRANT, ROLE_CLIENT, PROOF_SHARED_DEVICE));
    CHECK(!action_may_sign(ACTION_GRANT, others, PROOF_PASSKEY));
}

static void test_actions__machine_signs_nothing_that_only_raises(void)
{
    for (size_t i = 0; i < action_count; i++)
        if (actions[i].direction == DIRECTION_RAISES)
            CHECK((actions[i].signers & ROLE_SERVICE) == 0 && actions[i].least_proof > 0);
}

static void test_actions__statements_about_keys_and_what_is_gone_alone_are_open(void)
{
    for (size_t i = 0; i < action_count; i++) {
        uint16_t n = actions[i].number;
        bool is_gone =
            n == ACTION_RECORDS_ERASED || n == ACTION_ERASED_AGAIN || n == ACTION_OLDER_TAKEN;

        CHECK((n <= ACTION_KEYS_LAST || is_gone) == action_is_statement(n));
        CHECK(action_is_statement(n) == (actions[i].compartment == COMPARTMENT_OPEN));
    }
}

static void test_actions__only_an_owner_at_an_own_device_erases(void)
{
    uint8_t others = ROLE_CLIENT | ROLE_PRACTITIONER | ROLE_CLINICIAN | ROLE_CHAPERONE;

    CHECK(action_may_sign(ACTION_RECORDS_ERASED, ROLE_OWNER, PROOF_OWN_DEVICE));
    CHECK(!action_may_sign(ACTION_RECORDS_ERASED, ROLE_OWNER, PROOF_SHARED_DEVICE));
    CHECK(!action_may_sign(ACTION_RECORDS_ERASED, others | ROLE_SERVICE, PROOF_PASSKEY));
    CHECK_INT(action_find(ACTION_RECORDS_ERASED)->delegates, 0);
}

static void test_actions__every_pass_can_stop(void)
{
    const struct action *signal = action_find(ACTION_SIGNAL);

    CHECK_INT(signal->delegates, 1 << DELEGATE_HANDOVER | 1 << DELEGATE_ROOM | 1 << DELEGATE_LINK);
}

static void test_actions__room_pass_can_not_grant(void)
{
    CHECK((action_find(ACTION_GRANT)->delegates & 1 << DELEGATE_ROOM) == 0);
    CHECK((action_find(ACTION_LIFT)->delegates & 1 << DELEGATE_ROOM) == 0);
}

static void test_action_may_sign__unknown_number_by_nobody(void)
{
    CHECK(!action_may_sign(0, 0xff, PROOF_PASSKEY));
    CHECK(!action_may_sign(65535, 0xff, PROOF_PASSKEY));
}

static void test_action_may_sign__unknown_proof_is_none(void)
{
    CHECK(!action_may_sign(ACTION_LIMIT, ROLE_CLIENT, 4));
}

static void test_action_may_sign__less_proof_is_refused(void)
{
    CHECK(!action_may_sign(ACTION_POLICY_SET, ROLE_OWNER, PROOF_SHARED_DEVICE));
    CHECK(action_may_sign(ACTION_POLICY_SET, ROLE_OWNER, PROOF_OWN_DEVICE));
}

static void test_action_find__finds_every_row_and_nothing_between(void)
{
    for (size_t i = 0; i < action_count; i++) {
        CHECK(action_find(actions[i].number) == &actions[i]);
        CHECK(i == 0 || actions[i].number > actions[i - 1].number);
    }
    CHECK(action_find(0) == NULL && action_find(31) == NULL && action_find(65535) == NULL);
}

int main(void)
{
    RUN(test_action_find__finds_every_row_and_nothing_between);
    RUN(test_actions__numbers_and_names_are_given_once);
    RUN(test_actions__every_row_is_full);
    RUN(test_actions__practice_compartment_is_for_the_practice_chain_alone);
    RUN(test_actions__anybody_may_narrow_consent);
    RUN(test_actions__only_the_client_signs_a_grant);
    RUN(test_actions__machine_signs_nothing_that_only_raises);
    RUN(test_actions__statements_about_keys_and_what_is_gone_alone_are_open);
    RUN(test_actions__only_an_owner_at_an_own_device_erases);
    RUN(test_actions__every_pass_can_stop);
    RUN(test_actions__room_pass_can_not_grant);
    RUN(test_action_may_sign__unknown_number_by_nobody);
    RUN(test_action_may_sign__unknown_proof_is_none);
    RUN(test_action_may_sign__less_proof_is_refused);
    return tap_end();
}
