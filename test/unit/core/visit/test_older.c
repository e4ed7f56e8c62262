/* The practice goes on from an older copy: nothing of before is a yes, and a new one counts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

static void go_on_from_older(bool in_practice)
{
    put_entry(in_practice, SERVICE, ROLE_SERVICE, PROOF_MACHINE, ACTION_OLDER_TAKEN, CLIENT, NULL);
}

static void test_older_taken__every_yes_of_before_is_taken_back(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    go_on_from_older(false);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "REVOKED:e10");
    CHECK_TEXT(plan_answer("low_back", SIDE_RIGHT), "REVOKED:e10");
}

static void test_older_taken__a_no_of_before_stands(void)
{
    world_begin();
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_LEFT},
                   .deny = true));
    go_on_from_older(false);
    grant(GRANT_2, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "LIMIT:e9");
}

static void test_older_taken__a_yes_given_again_counts(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    go_on_from_older(false);
    grant(GRANT_2, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_older_taken__a_running_session_is_over_for_every_touch(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON - 30;
    start_session();
    green();
    go_on_from_older(false);
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "REVOKED:e13");
}

static void test_older_taken__answers_are_reviewed_anew(void)
{
    world_begin();
    go_on_from_older(true);
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_MISSING");
    by_client(PROOF_SHARED_DEVICE, ACTION_NOTHING_NEW_SAID, NOBODY,
              KEEP(nothing_new_said_content, .question = SPAN("Anything new?")));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_MISSING");
    by_ana(ACTION_SCREENING_REVIEWED, NOBODY, KEEP(screening_reviewed_content, .refer_on = false));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

int main(void)
{
    RUN(test_older_taken__every_yes_of_before_is_taken_back);
    RUN(test_older_taken__a_no_of_before_stands);
    RUN(test_older_taken__a_yes_given_again_counts);
    RUN(test_older_taken__a_running_session_is_over_for_every_touch);
    RUN(test_older_taken__answers_are_reviewed_anew);
    return tap_end();
}
