/* From records to facts: one rule, one test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

static void test_yes__is_a_grant_that_ends_after_90_days(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    struct facts facts = facts_now();
    const struct event *event = &facts.events[facts.event_count - 1];

    CHECK_INT(event->kind, EVENT_GRANT);
    CHECK_INT(event->until.utc_s - event->at_s, 90 * DAY);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_yes__never_lasts_longer_than_180_days(void)
{
    world_begin();
    house(ACTION_POLICY_SET, NOBODY, KEEP(policy_set_content, .grant_s = 400 * (int64_t)DAY));
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    struct facts facts = facts_now();
    const struct event *event = &facts.events[facts.event_count - 1];

    CHECK_INT(event->until.utc_s - event->at_s, 180 * DAY);
}

static void test_not_decided__is_no(void)
{
    world_begin();
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "NO_GRANT");
}

static void test_no__is_a_limit_by_the_client(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_LEFT},
                   .deny = true));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "LIMIT:e10");
    CHECK_TEXT(plan_answer("low_back", SIDE_RIGHT), "conditional");
}

static void test_talk_first__is_a_maybe(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_MAYBE, NOBODY,
              KEEP(revoke_content, .scope = {.region = SPAN("low_back"), .side = SIDE_BOTH}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "MAYBE:e10");
}

static void ask_grant(void)
{
    struct span *asked = arena_new(&w.arena, struct span);

    *asked = SPAN("client:asked");
    by_client(PROOF_SHARED_DEVICE, ACTION_GRANT, GRANT_1,
              KEEP(grant_content,
                   .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, THERAPEUTIC),
                   .max_pressure = 6, .conditions = {asked, 1}));
}

static struct entry *attest(struct id128 actor, uint8_t roles, const char *condition, uint8_t state,
                            struct given_said given)
{
    return put_entry(
        false, actor, roles, PROOF_SHARED_DEVICE, ACTION_ATTEST, SESSION,
        KEEP(attest_content, .condition = span_of(condition), .state = state, .given = given));
}

static void step_at(const char *region, uint8_t side)
{
    by_ana(ACTION_STEP_BEGUN, SESSION,
           KEEP(step_begun_content, .number = 1,
                .step = {.region = span_of(region), .side = side, .access = ACCESS_EXTERNAL}));
}

static void live_with_asking(void)
{
    world_begin();
    ask_grant();
    w.now_s = NOON - 60;
    start_session();
    green();
}

static void test_ask_each_time__waits_for_the_clients_answer(void)
{
    live_with_asking();
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
    attest(CLIENT, ROLE_CLIENT, "client:asked/low_back/L", STATE_ON,
           (struct given_said){.seen = w.seq});
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
}

static void test_ask_each_time__is_over_at_the_end_of_the_step(void)
{
    live_with_asking();
    attest(CLIENT, ROLE_CLIENT, "client:asked/low_back/L", STATE_ON,
           (struct given_said){.seen = w.seq});
    step_at("low_back", SIDE_LEFT);
    by_ana(ACTION_STEP_ENDED, SESSION, KEEP(step_ended_content, .number = 1));
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_asked__may_be_said_aloud_and_heard_by_somebody(void)
{
    live_with_asking();
    attest(ANA, ROLE_PRACTITIONER, "client:asked/low_back/L", STATE_ON,
           (struct given_said){.how = GIVEN_ALOUD, .heard_by = ANA, .seen = w.seq});
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
}

static void test_asked__by_the_practitioner_without_a_witness_is_nothing(void)
{
    live_with_asking();
    attest(ANA, ROLE_PRACTITIONER, "client:asked/low_back/L", STATE_ON,
           (struct given_said){.how = GIVEN_OWN_DEVICE, .seen = w.seq});
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void asked(const char *condition)
{
    attest(CLIENT, ROLE_CLIENT, condition, STATE_ON, (struct given_said){.seen = w.seq});
}

static void test_asked__holds_for_its_place_and_no_other(void)
{
    live_with_asking();
    asked("client:asked/low_back/L");
    CHECK_TEXT(live_answer("low_back", SIDE_RIGHT), "conditional");
    CHECK_TEXT(live_answer("low_back", SIDE_BOTH), "conditional");
}

static void test_asked__of_both_sides_is_not_a_yes_to_one(void)
{
    live_with_asking();
    asked("client:asked/low_back/B");
    CHECK_TEXT(live_answer("low_back", SIDE_BOTH), "permit");
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_asked__about_the_inside_is_no_yes_to_the_outside(void)
{
    live_with_asking();
    asked("client:asked/low_back/L/internal");
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_asked__without_a_place_is_a_yes_to_nothing(void)
{
    live_with_asking();
    asked("client:asked");
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_asked__before_a_step_is_over_with_it_wherever_that_was(void)
{
    live_with_asking();
    asked("client:asked/low_back/L");
    step_at("foot", SIDE_LEFT);
    by_ana(ACTION_STEP_ENDED, SESSION, KEEP(step_ended_content, .number = 1));
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_asked__during_a_step_about_the_next_one_stands_for_that(void)
{
    live_with_asking();
    asked("client:asked/low_back/R");
    step_at("low_back", SIDE_RIGHT);
    asked("client:asked/low_back/L");
    by_ana(ACTION_STEP_ENDED, SESSION, KEEP(step_ended_content, .number = 1));
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
    CHECK_TEXT(live_answer("low_back", SIDE_RIGHT), "conditional");
    step_at("low_back", SIDE_LEFT);
    by_ana(ACTION_STEP_ENDED, SESSION, KEEP(step_ended_content, .number = 2));
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "conditional");
}

static size_t events_of(enum event_kind kind)
{
    struct facts facts = facts_now();
    size_t n = 0;

    for (size_t i = 0; i < facts.event_count; i++)
        n += facts.events[i].kind == kind;
    return n;
}

static void test_ready__comes_only_from_the_clients_own_side(void)
{
    live_with_asking();
    attest(ANA, ROLE_PRACTITIONER, "client:ready", STATE_ON,
           (struct given_said){.how = GIVEN_ALOUD, .heard_by = ANA, .seen = w.seq});
    attest(ANA, ROLE_PRACTITIONER, "client:read_back", STATE_ON,
           (struct given_said){.how = GIVEN_SIGN, .heard_by = ANA, .seen = w.seq});
    CHECK_INT(events_of(EVENT_ATTEST), 0);
    attest(CLIENT, ROLE_CLIENT, "client:ready", STATE_ON, (struct given_said){.seen = w.seq});
    CHECK_INT(events_of(EVENT_ATTEST), 1);
}

/* The last attestation, in whose role decide() hears it; "" when there is none. */
static struct span attested_as(void)
{
    struct facts facts = facts_now();
    struct span role = SPAN("");

    for (size_t i = 0; i < facts.event_count; i++)
        if (facts.events[i].kind == EVENT_ATTEST)
            role = facts.events[i].by.role;
    return role;
}

static void session_with(const char *companion)
{
    static struct span name;

    world_begin();
    name = span_of(companion);
    by_ana(ACTION_SESSION_STARTED, SESSION,
           KEEP(session_started_content, .practitioner = ANA, .intent = INTENT_THERAPEUTIC,
                .present = {&name, name.len > 0}));
}

static void test_companion__is_the_clients_word_for_whom_they_named_before(void)
{
    session_with("");
    attest(CLIENT, ROLE_CLIENT, "chaperone", STATE_ON, (struct given_said){.seen = w.seq});
    CHECK_TEXT(attested_as(), "");
    session_with("Kim");
    attest(CLIENT, ROLE_CLIENT, "chaperone", STATE_ON, (struct given_said){.seen = w.seq});
    CHECK_TEXT(attested_as(), "chaperone");
}

static void test_companion__is_nobody_elses_word_and_no_old_screens(void)
{
    session_with("Kim");
    attest(ANA, ROLE_PRACTITIONER, "chaperone", STATE_ON, (struct given_said){.seen = w.seq});
    CHECK_TEXT(attested_as(), "practitioner");
    session_with("Kim");
    int64_t seen = w.seq;

    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    attest(CLIENT, ROLE_CLIENT, "chaperone", STATE_ON, (struct given_said){.seen = seen});
    CHECK_TEXT(attested_as(), "");
}

/* --- signals --------------------------------------------------------------------------------- */

static void live_on_the_back(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON - 60;
    start_session();
    green();
}

static void test_green__by_the_client_permits(void)
{
    live_on_the_back();
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
}

static void test_green__by_the_practitioner_is_nothing(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON - 60;
    start_session();
    signal_as(ANA, ROLE_PRACTITIONER, SAID_GREEN, w.seq);
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "SIGNAL_NONE");
}

static void test_green__after_a_pause_that_its_screen_had_not_seen_is_nothing(void)
{
    live_on_the_back();
    int64_t seen = w.seq;

    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    signal_as(CLIENT, ROLE_CLIENT, SAID_GREEN, seen);
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "SIGNAL_RED");
}

static void test_green__after_a_pause_that_its_screen_had_seen_resumes(void)
{
    live_on_the_back();
    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    green();
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
}

static void test_stop__by_anybody_and_no_green_leaves_it(void)
{
    live_on_the_back();
    signal_as(SERVICE, ROLE_SERVICE, SAID_STOP, 0);
    green();
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "SIGNAL_STOP");
}

static void test_signal__not_said_counts_as_stop(void)
{
    live_on_the_back();
    signal_as(ANA, ROLE_PRACTITIONER, 0, 0);
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "SIGNAL_STOP");
}

static void test_less__ends_with_its_session(void)
{
    live_on_the_back();
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_BOTH},
                   .has_max_pressure = true, .max_pressure = 2, .session = SESSION));
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "PRESSURE:e13");
    by_ana(ACTION_SESSION_ENDED, SESSION, KEEP(session_ended_content, .how = END_PLANNED));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

/* --- proof ----------------------------------------------------------------------------------- */

static struct act anus(void)
{
    return act_on("anus_other", SIDE_BOTH);
}

static void test_grant__intimate_from_a_shared_device_is_void(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_SHARED_DEVICE);
    CHECK_TEXT(answer_to(anus()), "VOID:e9");
}

static void test_grant__intimate_from_an_own_device_counts(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    CHECK_TEXT(answer_to(anus()), "conditional");
}

static void internal_grant(uint8_t proof)
{
    by_client(proof, ACTION_GRANT, GRANT_1,
              KEEP(grant_content,
                   .scope = scope_for_ana("anal_canal", SIDE_BOTH, INTERNAL, THERAPEUTIC),
                   .max_pressure = 6));
}

static struct act inside(void)
{
    struct act act = act_on("anal_canal", SIDE_BOTH);

    act.access = ACCESS_INTERNAL;
    return act;
}

static void test_grant__internal_needs_an_own_device(void)
{
    world_begin();
    internal_grant(PROOF_SHARED_DEVICE);
    CHECK_TEXT(answer_to(inside()), "VOID:e9");
}

static void test_grant__sensual_needs_an_own_device(void)
{
    world_begin();
    by_client(PROOF_SHARED_DEVICE, ACTION_GRANT, GRANT_1,
              KEEP(grant_content, .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, INTENTS),
                   .max_pressure = 6));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "VOID:e9");
}

static void test_grant__by_the_practitioner_is_void(void)
{
    world_begin();
    by_ana(ACTION_GRANT, GRANT_1,
           KEEP(grant_content, .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, THERAPEUTIC),
                .max_pressure = 6));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "VOID:e9");
}

static void test_grant__of_another_client_is_void(void)
{
    world_begin();
    put_entry(false, DOCTOR, ROLE_CLIENT, PROOF_PASSKEY, ACTION_GRANT, GRANT_1,
              KEEP(grant_content,
                   .scope = scope_for_ana("low_back", SIDE_BOTH, EXTERNAL, THERAPEUTIC),
                   .max_pressure = 6));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "VOID:e9");
}

static void test_grant__replaces_by_the_objects_of_earlier_ones(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    struct span *old = arena_new(&w.arena, struct span);

    *old = entry_id_word(GRANT_1, &w.arena);
    by_client(PROOF_SHARED_DEVICE, ACTION_GRANT, GRANT_2,
              KEEP(grant_content, .scope = scope_for_ana("spine", SIDE_BOTH, EXTERNAL, THERAPEUTIC),
                   .max_pressure = 6, .replaces = {old, 1}));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "REPLACED:e9");
}

static void test_lift__takes_the_clients_own_limit_away(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_BOTH},
                   .deny = true));
    by_client(PROOF_SHARED_DEVICE, ACTION_LIFT, NOBODY, KEEP(lift_content, .target = LIMIT_1));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_lift__of_an_intimate_limit_needs_an_own_device(void)
{
    world_begin();
    grant(GRANT_1, "anus", SIDE_BOTH, PROOF_OWN_DEVICE);
    by_client(
        PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
        KEEP(limit_content, .scope = {.region = SPAN("anus"), .side = SIDE_BOTH}, .deny = true));
    by_client(PROOF_SHARED_DEVICE, ACTION_LIFT, NOBODY, KEEP(lift_content, .target = LIMIT_1));
    CHECK_TEXT(answer_to(anus()), "LIMIT:e10");
    by_client(PROOF_OWN_DEVICE, ACTION_LIFT, NOBODY, KEEP(lift_content, .target = LIMIT_1));
    CHECK_TEXT(answer_to(anus()), "conditional");
}

static void test_lift__of_the_clients_limit_by_the_practitioner_is_nothing(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_BOTH},
                   .deny = true));
    by_ana(ACTION_LIFT, NOBODY, KEEP(lift_content, .target = LIMIT_1));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "LIMIT:e10");
}

/* Who set a limit takes it away (S10); from records only the client and the practitioner do. */
static void lift_ones_own(uint8_t roles, const char *answer)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    put_entry(false, ANA, roles, PROOF_PASSKEY, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("low_back"), .side = SIDE_BOTH},
                   .deny = true));
    put_entry(false, ANA, roles, PROOF_PASSKEY, ACTION_LIFT, NOBODY,
              KEEP(lift_content, .target = LIMIT_1));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), answer);
}

static void test_lift__of_their_own_limit_is_for_client_and_practitioner(void)
{
    lift_ones_own(ROLE_PRACTITIONER, "conditional");
    lift_ones_own(ROLE_CHAPERONE, "LIMIT:e10");
    lift_ones_own(ROLE_OWNER, "LIMIT:e10");
}

static void test_never__is_a_no_for_every_place_it_names(void)
{
    struct place_said *places = NULL;

    world_begin();
    places = arena_array(&w.arena, struct place_said, 2);
    places[0] = (struct place_said){SPAN("spine"), SIDE_BOTH};
    places[1] = (struct place_said){SPAN("low_back"), SIDE_LEFT};
    grant(GRANT_1, "back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_NEVER_SAID, NEVER_1,
              KEEP(never_said_content, .words = SPAN("not there"), .places = {places, 2}));
    CHECK_TEXT(plan_answer("spine", SIDE_BOTH), "LIMIT:e10");
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "LIMIT:e10.1");
    CHECK_TEXT(plan_answer("low_back", SIDE_RIGHT), "conditional");
}

static void test_never__words_alone_are_for_a_person_and_no_finding(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_NEVER_SAID, NEVER_1,
              KEEP(never_said_content, .words = SPAN("no music")));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

/* --- age ------------------------------------------------------------------------------------- */

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

/* --- health ---------------------------------------------------------------------------------- */

static void finding(struct id128 actor, uint8_t roles, const char *name, uint8_t state)
{
    put_entry(false, actor, roles, PROOF_OWN_DEVICE, ACTION_FINDING_SET, NOBODY,
              KEEP(finding_set_content, .finding = span_of(name), .state = state));
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

/* --- credentials ----------------------------------------------------------------------------- */

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

/* --- policy and knowledge -------------------------------------------------------------------- */

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

/* --- unreadable ------------------------------------------------------------------------------ */

static void test_unreadable_word_of_the_house__denies(void)
{
    static const uint16_t words[] = {ACTION_POLICY_SET, ACTION_HOUSE_RULE_SET,
                                     ACTION_CREDENTIAL_REVOKED, ACTION_PROFESSION_SAID};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        world_begin();
        grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
        house(words[i], NOBODY, NULL);
        CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:house_unreadable");
    }
}

static void test_unknown_action__denies(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_ana(4711, NOBODY, NULL);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:e10");
}

static void test_unreadable_limit__denies(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1, NULL);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "UNKNOWN_EVENT:e10");
}

static void test_unreadable_note__says_nothing(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_ana(ACTION_NOTE_WRITTEN, NOBODY, NULL);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_limit__on_a_region_that_is_no_word_matches_everything(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    by_client(PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
              KEEP(limit_content, .scope = {.region = SPAN("not a word"), .side = SIDE_BOTH},
                   .deny = true));
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "LIMIT:e10");
}

static void test_facts__every_budget_fails_cleanly_or_is_enough(void)
{
    struct gathering in;
    enum status st = HF_FAILED;
    static alignas(max_align_t) unsigned char small[1 << 18];

    live_with_asking();
    finding(CLIENT, ROLE_CLIENT, "thinner", STATE_ON);
    in = gathering_now();
    for (size_t size = 0; st != HF_OK && size < sizeof small; size += 64) {
        struct arena arena;
        struct facts facts = {.region_count = 4711};
        struct fault why;

        fault_clear(&why);
        arena_init(&arena, small, size);
        st = facts_gather(&in, &arena, &facts, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && facts.region_count == 4711));
    }
    CHECK(st == HF_OK);
}

static void test_event_ids__lead_back_to_their_entry(void)
{
    CHECK_INT(gather_seq_of(SPAN("e41")), 41);
    CHECK_INT(gather_seq_of(SPAN("e41.2")), 41);
    CHECK_INT(gather_seq_of(SPAN("fever")), 0);
    CHECK_INT(gather_seq_of(SPAN("e")), 0);
    CHECK_INT(gather_seq_of(SPAN("e-1")), 0);
}

int main(void)
{
    RUN(test_yes__is_a_grant_that_ends_after_90_days);
    RUN(test_yes__never_lasts_longer_than_180_days);
    RUN(test_not_decided__is_no);
    RUN(test_no__is_a_limit_by_the_client);
    RUN(test_talk_first__is_a_maybe);
    RUN(test_ask_each_time__waits_for_the_clients_answer);
    RUN(test_asked__holds_for_its_place_and_no_other);
    RUN(test_asked__of_both_sides_is_not_a_yes_to_one);
    RUN(test_asked__about_the_inside_is_no_yes_to_the_outside);
    RUN(test_asked__without_a_place_is_a_yes_to_nothing);
    RUN(test_asked__before_a_step_is_over_with_it_wherever_that_was);
    RUN(test_asked__during_a_step_about_the_next_one_stands_for_that);
    RUN(test_ask_each_time__is_over_at_the_end_of_the_step);
    RUN(test_asked__may_be_said_aloud_and_heard_by_somebody);
    RUN(test_companion__is_the_clients_word_for_whom_they_named_before);
    RUN(test_companion__is_nobody_elses_word_and_no_old_screens);
    RUN(test_asked__by_the_practitioner_without_a_witness_is_nothing);
    RUN(test_ready__comes_only_from_the_clients_own_side);
    RUN(test_green__by_the_client_permits);
    RUN(test_green__by_the_practitioner_is_nothing);
    RUN(test_green__after_a_pause_that_its_screen_had_not_seen_is_nothing);
    RUN(test_green__after_a_pause_that_its_screen_had_seen_resumes);
    RUN(test_stop__by_anybody_and_no_green_leaves_it);
    RUN(test_signal__not_said_counts_as_stop);
    RUN(test_less__ends_with_its_session);
    RUN(test_grant__intimate_from_a_shared_device_is_void);
    RUN(test_grant__intimate_from_an_own_device_counts);
    RUN(test_grant__internal_needs_an_own_device);
    RUN(test_grant__sensual_needs_an_own_device);
    RUN(test_grant__by_the_practitioner_is_void);
    RUN(test_grant__of_another_client_is_void);
    RUN(test_grant__replaces_by_the_objects_of_earlier_ones);
    RUN(test_lift__takes_the_clients_own_limit_away);
    RUN(test_lift__of_an_intimate_limit_needs_an_own_device);
    RUN(test_lift__of_the_clients_limit_by_the_practitioner_is_nothing);
    RUN(test_lift__of_their_own_limit_is_for_client_and_practitioner);
    RUN(test_never__is_a_no_for_every_place_it_names);
    RUN(test_never__words_alone_are_for_a_person_and_no_finding);
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
    RUN(test_unreadable_word_of_the_house__denies);
    RUN(test_unknown_action__denies);
    RUN(test_unreadable_limit__denies);
    RUN(test_unreadable_note__says_nothing);
    RUN(test_limit__on_a_region_that_is_no_word_matches_everything);
    RUN(test_facts__every_budget_fails_cleanly_or_is_enough);
    RUN(test_event_ids__lead_back_to_their_entry);
    return tap_end();
}
