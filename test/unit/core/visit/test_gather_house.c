/* From records to facts: what the house says, and what nobody can read.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gathered.h"

static void only_stated(struct id128 id, const char *region, struct words access,
                        struct words intents)
{
    world_begin();
    w.n_practice = 2;
    credential(id, region, access, intents);
}

static void test_credential__stated_alone_counts_for_external_work(void)
{
    only_stated(CRED_1, "body", EXTERNAL, THERAPEUTIC);
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_credential__stated_alone_opens_nothing_internal(void)
{
    only_stated(CRED_2, "anal_canal", EITHER, THERAPEUTIC);
    internal_grant(PROOF_OWN_DEVICE);
    CHECK_TEXT(answer_to(inside()), "OUT_OF_SCOPE");
    certify(CRED_2);
    CHECK_TEXT(answer_to(inside()), "conditional");
}

static void test_credential__certified_by_oneself_is_only_stated(void)
{
    only_stated(CRED_2, "anal_canal", EITHER, THERAPEUTIC);
    internal_grant(PROOF_OWN_DEVICE);
    put_entry(true, ANA, ROLE_PRACTITIONER | ROLE_OWNER, PROOF_PASSKEY, ACTION_CREDENTIAL_CERTIFIED,
              CRED_2, KEEP(credential_certified_content, .credential = CRED_2));
    CHECK_TEXT(answer_to(inside()), "OUT_OF_SCOPE");
}

static void test_credential__register_entry_with_a_date_counts(void)
{
    struct credential_stated_content *c = NULL;

    only_stated(CRED_2, "anal_canal", EITHER, THERAPEUTIC);
    c = arena_new(&w.arena, struct credential_stated_content);
    memcpy(c, w.practice[2].content, sizeof *c);
    w.practice[2].content = c;
    internal_grant(PROOF_OWN_DEVICE);
    c->register_entry = SPAN("PT-4711");
    CHECK_TEXT(answer_to(inside()), "OUT_OF_SCOPE");
    c->register_seen = (struct moment){true, NOON - DAY};
    CHECK_TEXT(answer_to(inside()), "conditional");
}

static void test_credential__revoked_counts_no_longer(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    house(ACTION_CREDENTIAL_REVOKED, CRED_1,
          KEEP(credential_revoked_content, .credential = CRED_1));
    CHECK(span_starts(plan_answer("low_back", SIDE_LEFT), SPAN("CRED_REVOKED:")));
}

static void test_credential__nobody_states_for_somebody_else(void)
{
    world_begin();
    w.n_practice = 2;
    put_entry(true, DOCTOR, ROLE_PRACTITIONER, PROOF_OWN_DEVICE, ACTION_CREDENTIAL_STATED, CRED_1,
              KEEP(credential_stated_content, .practitioner = ANA,
                   .scopes = {KEEP(scope_said, .region = SPAN("body"), .side = SIDE_BOTH,
                                   .techniques = STAR, .access = EXTERNAL, .intents = THERAPEUTIC),
                              1}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "NO_GRANT UNKNOWN_PRACTITIONER");
}

static void test_policy__looser_than_a_floor_is_the_floor(void)
{
    world_begin();
    house(ACTION_POLICY_SET, NOBODY,
          KEEP(policy_set_content, .reflect_internal_s = 60, .reflect_sensual_s = 0,
               .stop_cooldown_s = 1, .checkin_s = 99999, .checkin_sensitive_s = 99999,
               .screening_max_age_s = 999 * (int64_t)DAY, .yellow_pressure = 10));
    struct policy p = facts_now().policy;

    CHECK_INT(p.reflect_internal_s, DAY);
    CHECK_INT(p.reflect_sensual_s, DAY);
    CHECK_INT(p.stop_cooldown_s, 43200);
    CHECK_INT(p.checkin_s, 1800);
    CHECK_INT(p.screening_max_age_s, 90 * DAY);
    CHECK_INT(p.yellow_pressure, 4);
}

static void test_policy__tighter_is_as_the_house_says(void)
{
    world_begin();
    house(ACTION_POLICY_SET, NOBODY,
          KEEP(policy_set_content, .reflect_internal_s = 3 * DAY, .reflect_sensual_s = DAY,
               .stop_cooldown_s = 72000, .checkin_s = 600, .checkin_sensitive_s = 120,
               .screening_max_age_s = DAY, .yellow_pressure = 1));
    struct policy p = facts_now().policy;

    CHECK_INT(p.reflect_internal_s, 3 * DAY);
    CHECK_INT(p.checkin_s, 600);
    CHECK_INT(p.checkin_sensitive_s, 120);
    CHECK_INT(p.yellow_pressure, 1);
}

/* Statements 9 and 10 hold only so: T of S17 is the shorter of the two. */
static void test_policy__silence_is_never_longer_where_more_is_at_stake(void)
{
    world_begin();
    by_ana(ACTION_STEP_BEGUN, OTHER_SESSION,
           KEEP(step_begun_content, .step = {.access = ACCESS_INTERNAL}));
    start_session();
    house(ACTION_POLICY_SET, NOBODY,
          KEEP(policy_set_content, .checkin_s = 200, .checkin_sensitive_s = 300));
    CHECK_INT(facts_now().policy.checkin_s, 200);
    CHECK_INT(facts_now().policy.checkin_sensitive_s, 200);
}

static void test_policy__by_anybody_but_the_owner_is_nothing(void)
{
    world_begin();
    put_entry(true, ANA, ROLE_PRACTITIONER, PROOF_PASSKEY, ACTION_POLICY_SET, NOBODY,
              KEEP(policy_set_content, .checkin_s = 60));
    CHECK_INT(facts_now().policy.checkin_s, 1200);
}

static void waive(uint8_t proof, uint8_t state)
{
    by_client(proof, ACTION_WAIT_WAIVED, NOBODY, KEEP(wait_waived_content, .state = state));
}

static void test_policy__waiting_before_internal_work_ends_only_by_the_clients_wish(void)
{
    world_begin();
    waive(PROOF_SHARED_DEVICE, STATE_ON);
    CHECK_INT(facts_now().policy.reflect_internal_s, DAY);
    waive(PROOF_OWN_DEVICE, STATE_ON);
    CHECK_INT(facts_now().policy.reflect_internal_s, 0);
    CHECK_INT(facts_now().policy.reflect_sensual_s, DAY);
    waive(PROOF_SHARED_DEVICE, STATE_OFF);
    CHECK_INT(facts_now().policy.reflect_internal_s, DAY);
}

static void test_policy__first_internal_session_asks_more_often(void)
{
    world_begin();
    CHECK_INT(facts_now().policy.checkin_sensitive_s, 180);
    by_ana(ACTION_STEP_BEGUN, OTHER_SESSION,
           KEEP(step_begun_content, .step = {.access = ACCESS_INTERNAL}));
    start_session();
    CHECK_INT(facts_now().policy.checkin_sensitive_s, 300);
}

static void test_house__never_a_target_is_denied(void)
{
    world_begin();
    grant(GRANT_1, "stoma", SIDE_BOTH, PROOF_OWN_DEVICE);
    CHECK_TEXT(plan_answer("stoma", SIDE_BOTH), "HOUSE:never.stoma");
}

static struct act sensual_back(void)
{
    struct act act = act_on("low_back", SIDE_LEFT);

    act.intent = INTENT_SENSUAL;
    return act;
}

static void sensual_grant(void)
{
    by_client(PROOF_OWN_DEVICE, ACTION_GRANT, GRANT_1,
              KEEP(grant_content, .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, INTENTS),
                   .max_pressure = 6));
}

static void test_house__therapeutic_to_sensual_with_the_same_practitioner_is_barred(void)
{
    world_begin();
    sensual_grant();
    CHECK_TEXT(answer_to(sensual_back()), "conditional");
    start_session();
    CHECK_TEXT(answer_to(sensual_back()), "HOUSE:therapeutic_to_sensual");
}

static void test_house__a_start_that_cannot_be_read_was_one_with_anybody(void)
{
    world_begin();
    sensual_grant();
    by_ana(ACTION_SESSION_STARTED, SESSION, NULL);
    by_ana(ACTION_SESSION_ENDED, SESSION, KEEP(session_ended_content, .how = END_PLANNED));
    CHECK_TEXT(answer_to(sensual_back()), "HOUSE:therapeutic_to_sensual");
}

static void test_house__a_session_on_paper_counts_for_the_one_intent(void)
{
    world_begin();
    sensual_grant();
    by_ana(ACTION_PAPER_SESSION, SESSION,
           KEEP(paper_session_content, .practitioner = ANA, .intent = INTENT_THERAPEUTIC));
    CHECK_TEXT(answer_to(sensual_back()), "HOUSE:therapeutic_to_sensual");
}

static void test_house__clinical_profile_and_no_profile_offer_nothing_sensual(void)
{
    world_begin();
    w.practice[0].content = KEEP(practice_founded_content, .profile = PROFILE_CLINICAL);
    sensual_grant();
    CHECK_TEXT(answer_to(sensual_back()), "HOUSE:clinical_profile");
    w.practice[0].content = KEEP(practice_founded_content, .profile = 0);
    CHECK_TEXT(answer_to(sensual_back()), "HOUSE:clinical_profile");
}

static void own_rule(uint8_t state)
{
    house(ACTION_HOUSE_RULE_SET, NOBODY,
          KEEP(house_rule_set_content, .rule = SPAN("no spine"), .state = state,
               .scope = {.region = SPAN("spine"), .side = SIDE_BOTH}, .deny = true));
}

static void test_house__own_rule_is_put_up_and_taken_down(void)
{
    world_begin();
    grant(GRANT_1, "spine", SIDE_BOTH, PROOF_SHARED_DEVICE);
    own_rule(STATE_ON);
    CHECK_TEXT(plan_answer("spine", SIDE_BOTH), "HOUSE:own.10");
    own_rule(STATE_OFF);
    CHECK_TEXT(plan_answer("spine", SIDE_BOTH), "conditional");
}

static void test_packs__other_bytes_deny(void)
{
    static const struct pack_said others[] = {
        {SPAN_INIT("urn:rules"), SPAN_INIT("1"), SPAN_INIT("other-hash")}};

    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    house(ACTION_PACKS_ADOPTED, NOBODY,
          KEEP(packs_adopted_content, .atlas_hash = SPAN("atlas-hash"), .packs = {others, 1}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:rules_missing");
}

static void test_packs__another_atlas_denies(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    house(ACTION_PACKS_ADOPTED, NOBODY,
          KEEP(packs_adopted_content, .atlas_hash = SPAN("other"), .packs = {world_packs, 1}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:rules_missing");
}

static void test_packs__nothing_adopted_denies(void)
{
    world_begin();
    w.practice[1].action = ACTION_READER_NAMED;
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:rules_missing");
}

int main(void)
{
    RUN(test_credential__stated_alone_counts_for_external_work);
    RUN(test_credential__stated_alone_opens_nothing_internal);
    RUN(test_credential__certified_by_oneself_is_only_stated);
    RUN(test_credential__register_entry_with_a_date_counts);
    RUN(test_credential__revoked_counts_no_longer);
    RUN(test_credential__nobody_states_for_somebody_else);
    RUN(test_policy__looser_than_a_floor_is_the_floor);
    RUN(test_policy__tighter_is_as_the_house_says);
    RUN(test_policy__silence_is_never_longer_where_more_is_at_stake);
    RUN(test_policy__by_anybody_but_the_owner_is_nothing);
    RUN(test_policy__waiting_before_internal_work_ends_only_by_the_clients_wish);
    RUN(test_policy__first_internal_session_asks_more_often);
    RUN(test_house__never_a_target_is_denied);
    RUN(test_house__therapeutic_to_sensual_with_the_same_practitioner_is_barred);
    RUN(test_house__a_start_that_cannot_be_read_was_one_with_anybody);
    RUN(test_house__a_session_on_paper_counts_for_the_one_intent);
    RUN(test_house__clinical_profile_and_no_profile_offer_nothing_sensual);
    RUN(test_house__own_rule_is_put_up_and_taken_down);
    RUN(test_packs__other_bytes_deny);
    RUN(test_packs__another_atlas_denies);
    RUN(test_packs__nothing_adopted_denies);
    return tap_end();
}
