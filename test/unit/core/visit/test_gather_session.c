/* From records to facts: what was asked, answered and signalled while hands work.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gathered.h"

static void step_at(const char *region, uint8_t side)
{
    by_ana(ACTION_STEP_BEGUN, SESSION,
           KEEP(step_begun_content, .number = 1,
                .step = {.region = span_of(region), .side = side, .access = ACCESS_EXTERNAL}));
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

int main(void)
{
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
    return tap_end();
}
