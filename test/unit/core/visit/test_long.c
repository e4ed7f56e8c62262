/* A client of many years: the log is long, and what was agreed lately is all that counts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define WORLD_ENTRIES 33000
#define WORLD_BYTES   (64 << 20)
#include "world.h"

enum { MANY = 20000 };

static const struct signal_content well = {
    .value = SAID_GREEN,
    .cause = CAUSE_BUTTON,
    .given = {.how = GIVEN_SHARED_DEVICE, .seen = INT64_MAX}};

/* Sessions of 200 signs each, a minute apart, the last of them over. */
static void visit_for_years(size_t entries)
{
    int64_t end_s = w.now_s;

    for (size_t i = 0; i < entries; i++) {
        w.now_s = end_s - (int64_t)(entries - i) * 60;
        if (i % 200 == 0)
            start_session();
        else if (i % 200 == 199)
            by_ana(ACTION_SESSION_ENDED, SESSION, NULL);
        else
            put_entry(false, CLIENT, ROLE_CLIENT, PROOF_SHARED_DEVICE, ACTION_SIGNAL, SESSION,
                      &well);
    }
    w.now_s = end_s;
}

static void test_twenty_thousand_entries__leave_the_answer_as_it_was(void)
{
    world_begin();
    w.now_s = NOON - 3600;
    visit_for_years(MANY);
    CHECK(w.n_entries > MANY);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "NO_GRANT");
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    CHECK_TEXT(plan_answer("low_back", SIDE_LEFT), "conditional");
}

static void test_twenty_thousand_entries__the_room_goes_on_and_stops(void)
{
    world_begin();
    w.now_s = NOON - 3600;
    grant(GRANT_1, "low_back", SIDE_LEFT, PROOF_SHARED_DEVICE);
    visit_for_years(MANY);
    w.now_s = NOON - 60;
    start_session();
    green();
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "permit");
    signal_as(ANA, ROLE_PRACTITIONER, SAID_STOP, 0);
    CHECK_TEXT(live_answer("low_back", SIDE_LEFT), "SIGNAL_STOP");
}

static void test_more_events_than_facts_may_hold__are_no_facts(void)
{
    struct facts facts;
    struct fault why;

    world_begin();
    visit_for_years(FACTS_MAX_EVENTS);
    struct gathering in = gathering_now();

    fault_clear(&why);
    CHECK_INT(facts_gather(&in, &w.arena, &facts, &why), HF_INVALID);
}

int main(void)
{
    RUN(test_twenty_thousand_entries__leave_the_answer_as_it_was);
    RUN(test_twenty_thousand_entries__the_room_goes_on_and_stops);
    RUN(test_more_events_than_facts_may_hold__are_no_facts);
    return tap_end();
}
