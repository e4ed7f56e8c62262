/* From records to facts: yes and no, and what can't be read. One rule, one test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gathered.h"

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
    RUN(test_unreadable_word_of_the_house__denies);
    RUN(test_unknown_action__denies);
    RUN(test_unreadable_limit__denies);
    RUN(test_unreadable_note__says_nothing);
    RUN(test_limit__on_a_region_that_is_no_word_matches_everything);
    RUN(test_facts__every_budget_fails_cleanly_or_is_enough);
    RUN(test_event_ids__lead_back_to_their_entry);
    return tap_end();
}
