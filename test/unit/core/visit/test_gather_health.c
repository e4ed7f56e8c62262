/* From records to facts: age, findings, who looked and who may clear.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gathered.h"

static struct moment adult_after(const struct identity_set_content *c, bool by_the_client)
{
    world_begin();
    w.n_entries = 0;
    if (by_the_client)
        by_client(PROOF_OWN_DEVICE, ACTION_IDENTITY_SET, NOBODY, c);
    else
        by_ana(ACTION_IDENTITY_SET, NOBODY, c);
    return facts_now().adult_at;
}

static void test_age__stated_only_is_unverified(void)
{
    struct identity_set_content c = {.born = SPAN("1990-05-17"), .age_evidence = AGE_STATED};

    CHECK(!adult_after(&c, false).known);
}

static void test_age__by_a_document_that_the_practice_saw(void)
{
    struct identity_set_content c = {.born = SPAN("1990-05-17"), .age_evidence = AGE_DOCUMENT_SEEN};

    CHECK(adult_after(&c, false).known);
    CHECK_INT(adult_after(&c, false).utc_s, 1210982400);
}

static void test_age__the_client_alone_can_not_verify(void)
{
    struct identity_set_content c = {.born = SPAN("1990-05-17"), .age_evidence = AGE_DOCUMENT_SEEN};

    CHECK(!adult_after(&c, true).known);
}

static void test_age__the_date_of_birth_wins_over_an_earlier_day(void)
{
    struct identity_set_content c = {.born = SPAN("2015-05-17"),
                                     .adult_at = {.known = true, .utc_s = 0},
                                     .age_evidence = AGE_DOCUMENT_SEEN};

    CHECK(adult_after(&c, false).utc_s > NOON);
}

static void test_age__in_doubt_is_unverified_again(void)
{
    world_begin();
    put_entry(false, CHAP, ROLE_CHAPERONE, PROOF_SHARED_DEVICE, ACTION_IDENTITY_SET, NOBODY,
              KEEP(identity_set_content, .age_evidence = AGE_IN_DOUBT));
    CHECK(!facts_now().adult_at.known);
}

static void test_age__an_identity_that_can_not_be_read_is_unverified(void)
{
    world_begin();
    by_ana(ACTION_IDENTITY_SET, NOBODY, NULL);
    CHECK(!facts_now().adult_at.known);
}

static void test_finding__on_by_anybody(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    finding(CLIENT, ROLE_CLIENT, "fever", STATE_ON);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "CONTRA:fever PREDATES:e9");
}

static void test_finding__off_by_the_practitioner_is_nothing(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    finding(CLIENT, ROLE_CLIENT, "surgery", STATE_ON);
    finding(ANA, ROLE_PRACTITIONER, "surgery", STATE_OFF);
    CHECK_TEXT(answer_to(anus()), "CONTRA:surgery");
    finding(DOCTOR, ROLE_CLINICIAN, "surgery", STATE_OFF);
    CHECK_TEXT(answer_to(anus()), "conditional");
}

static void test_clinician__is_never_the_practitioner_of_the_act(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    finding(CLIENT, ROLE_CLIENT, "surgery", STATE_ON);
    finding(ANA, ROLE_PRACTITIONER | ROLE_CLINICIAN, "surgery", STATE_OFF);
    CHECK_TEXT(answer_to(anus()), "CONTRA:surgery");
}

static void clearance(struct id128 actor, uint8_t roles, struct clearance_given_content c)
{
    put_entry(false, actor, roles, PROOF_OWN_DEVICE, ACTION_CLEARANCE_GIVEN, NOBODY,
              KEEP(clearance_given_content, .rule = c.rule, .until = c.until,
                   .letter_by = c.letter_by, .letter_date = c.letter_date));
}

static void practitioner_may_clear(void)
{
    struct span *roles = arena_array(&w.arena, struct span, 2);

    roles[0] = SPAN("practitioner");
    roles[1] = SPAN("receptionist");
    house(ACTION_POLICY_SET, NOBODY,
          KEEP(policy_set_content, .reflect_internal_s = DAY, .reflect_sensual_s = DAY,
               .stop_cooldown_s = 72000, .checkin_s = 1200, .checkin_sensitive_s = 300,
               .screening_max_age_s = 30 * DAY, .grant_s = 90 * DAY, .yellow_pressure = 3,
               .clearance_by = {roles, 2}));
}

static void cleared_after_surgery(bool house_allows, struct clearance_given_content c)
{
    world_begin();
    if (house_allows)
        practitioner_may_clear();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    finding(CLIENT, ROLE_CLIENT, "surgery", STATE_ON);
    clearance(ANA, ROLE_PRACTITIONER, c);
}

static void test_clearance__by_the_practitioner_only_where_the_house_says_so(void)
{
    struct clearance_given_content letter = {.rule = SPAN("surgery"),
                                             .until = {true, NOON + 30 * DAY},
                                             .letter_by = SPAN("Dr. Weiss"),
                                             .letter_date = SPAN("2026-11-01")};

    cleared_after_surgery(false, letter);
    CHECK_TEXT(answer_to(anus()), "CONTRA:surgery");
    cleared_after_surgery(true, letter);
    CHECK_TEXT(answer_to(anus()), "conditional");
}

static void test_clearance__by_the_practitioner_is_a_letter_with_writer_date_and_end(void)
{
    cleared_after_surgery(true,
                          (struct clearance_given_content){.rule = SPAN("surgery"),
                                                           .letter_by = SPAN("Dr. Weiss"),
                                                           .letter_date = SPAN("2026-11-01")});
    CHECK_TEXT(answer_to(anus()), "CONTRA:surgery");
    cleared_after_surgery(true, (struct clearance_given_content){.rule = SPAN("surgery"),
                                                                 .until = {true, NOON + DAY}});
    CHECK_TEXT(answer_to(anus()), "CONTRA:surgery");
}

static void test_policy__only_two_roles_can_clear(void)
{
    world_begin();
    practitioner_may_clear();
    CHECK_INT(facts_now().policy.clearance_by.count, 1);
    CHECK_TEXT(facts_now().policy.clearance_by.at[0], "practitioner");
}

static void test_screening__answers_after_the_review_wait_for_a_person(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_INTAKE_ANSWERED, NOBODY,
              KEEP(intake_content, .version = SPAN("1")));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_MISSING");
}

static void test_screening__refer_on_is_no_permission(void)
{
    world_begin();
    w.n_entries = 1;
    by_ana(ACTION_SCREENING_REVIEWED, NOBODY, KEEP(screening_reviewed_content, .refer_on = true));
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_MISSING");
}

static void test_screening__nothing_new_renews_it(void)
{
    world_begin();
    w.entries[1].utc_us = (NOON - 40 * (int64_t)DAY) * 1000000;
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_STALE");
    by_client(PROOF_SHARED_DEVICE, ACTION_NOTHING_NEW_SAID, NOBODY,
              KEEP(nothing_new_said_content, .question = SPAN("Anything new?")));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_screening__nothing_new_never_takes_its_place(void)
{
    world_begin();
    w.n_entries = 1;
    by_client(PROOF_SHARED_DEVICE, ACTION_NOTHING_NEW_SAID, NOBODY,
              KEEP(nothing_new_said_content, .question = SPAN("Anything new?")));
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "SCREENING_MISSING");
}

static void test_screening__a_reviewed_finding_that_was_never_set_is_there(void)
{
    struct review_said *one = NULL;

    world_begin();
    one = KEEP(review_said, .finding = SPAN("fever"), .verdict = REVIEW_ACCEPTED);
    by_ana(ACTION_SCREENING_REVIEWED, NOBODY,
           KEEP(screening_reviewed_content, .findings = {one, 1}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "CONTRA:fever NO_GRANT");
}

int main(void)
{
    RUN(test_age__stated_only_is_unverified);
    RUN(test_age__by_a_document_that_the_practice_saw);
    RUN(test_age__the_client_alone_can_not_verify);
    RUN(test_age__the_date_of_birth_wins_over_an_earlier_day);
    RUN(test_age__in_doubt_is_unverified_again);
    RUN(test_age__an_identity_that_can_not_be_read_is_unverified);
    RUN(test_finding__on_by_anybody);
    RUN(test_finding__off_by_the_practitioner_is_nothing);
    RUN(test_clinician__is_never_the_practitioner_of_the_act);
    RUN(test_clearance__by_the_practitioner_only_where_the_house_says_so);
    RUN(test_clearance__by_the_practitioner_is_a_letter_with_writer_date_and_end);
    RUN(test_policy__only_two_roles_can_clear);
    RUN(test_screening__answers_after_the_review_wait_for_a_person);
    RUN(test_screening__refer_on_is_no_permission);
    RUN(test_screening__nothing_new_renews_it);
    RUN(test_screening__nothing_new_never_takes_its_place);
    RUN(test_screening__a_reviewed_finding_that_was_never_set_is_there);
    return tap_end();
}
