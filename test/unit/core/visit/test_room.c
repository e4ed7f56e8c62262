/* The room: lights, silence, buttons. One fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/visit/raise.h"
#include "core/visit/room.h"

static struct room room_at(int64_t now_s)
{
    struct gathering in = gathering_now();
    struct facts facts = facts_now();
    struct room room = {.state = ROOM_NONE};
    struct fault why;

    fault_clear(&why);
    if (room_fold(&in, &facts, SESSION, now_s, &w.arena, &room, &why) != HF_OK)
        tap_note(__FILE__, __LINE__, why.text);
    return room;
}

/* Open since a minute, Good at NOON, a step on the lower back. */
static void in_session(void)
{
    world_begin();
    grant(GRANT_1, "low_back", SIDE_BOTH, PROOF_SHARED_DEVICE);
    w.now_s = NOON - 60;
    start_session();
    w.now_s = NOON;
    green();
    by_ana(ACTION_STEP_BEGUN, SESSION,
           KEEP(step_begun_content, .number = 1,
                .step = {.region = SPAN("low_back"),
                         .technique = SPAN("press"),
                         .side = SIDE_LEFT,
                         .access = ACCESS_EXTERNAL,
                         .intent = INTENT_THERAPEUTIC,
                         .pressure = 6,
                         .duration_s = 600}));
}

static void silence(uint8_t value)
{
    put_entry(false, SERVICE, ROLE_SERVICE, PROOF_MACHINE, ACTION_SIGNAL, SESSION,
              KEEP(signal_content, .value = value, .cause = CAUSE_NO_ANSWER));
}

static void test_room__before_the_first_good(void)
{
    world_begin();
    w.now_s = NOON;
    start_session();
    CHECK_INT(room_at(NOON).state, ROOM_BEFORE);
    CHECK_INT(room_due(&(struct room){.state = ROOM_BEFORE}, NOON + DAY), ROOM_DUE_NOTHING);
}

static void test_room__no_session_is_none(void)
{
    world_begin();
    CHECK_INT(room_at(NOON).state, ROOM_NONE);
}

static void test_room__good_with_a_step_shows_ceiling_and_permit(void)
{
    in_session();
    struct room room = room_at(NOON);

    CHECK_INT(room.state, ROOM_GOOD);
    CHECK_INT(room.verdict, VERDICT_PERMIT);
    CHECK_INT(room.ceiling, 6);
    CHECK(room.has_step && !room.is_inside);
    CHECK_INT(room.check_in_s, NOON + 1200);
    CHECK_INT(room.seen, w.seq);
}

static void test_room__the_light_is_the_more_careful_of_two(void)
{
    in_session();
    signal_as(ANA, ROLE_PRACTITIONER, SAID_YELLOW, 0);
    struct room room = room_at(NOON);

    CHECK_INT(room.client.signal, SIGNAL_GREEN);
    CHECK_INT(room.desk.signal, SIGNAL_YELLOW);
    CHECK_INT(room.light, SIGNAL_YELLOW);
    CHECK_INT(room.state, ROOM_STILL);
}

static void test_room__stopped_never_resumes(void)
{
    in_session();
    signal_as(CLIENT, ROLE_CLIENT, SAID_STOP, 0);
    green();
    CHECK_INT(room_at(NOON).state, ROOM_STOPPED);
    by_ana(ACTION_SESSION_ENDED, SESSION, KEEP(session_ended_content, .how = END_STOPPED));
    CHECK_INT(room_at(NOON).state, ROOM_ENDED);
    CHECK(room_at(NOON).was_stopped);
}

static void test_room__session_in_the_cooldown_is_not_open(void)
{
    in_session();
    signal_as(CLIENT, ROLE_CLIENT, SAID_STOP, 0);
    by_ana(ACTION_SESSION_ENDED, SESSION, KEEP(session_ended_content, .how = END_STOPPED));
    by_ana(ACTION_SESSION_STARTED, OTHER_SESSION,
           KEEP(session_started_content, .practitioner = ANA, .intent = INTENT_THERAPEUTIC));
    struct gathering in = gathering_now();
    struct facts facts = facts_now();
    struct room room;
    struct fault why;

    fault_clear(&why);
    CHECK(room_fold(&in, &facts, OTHER_SESSION, NOON, &w.arena, &room, &why) == HF_OK);
    CHECK_INT(room.state, ROOM_NONE);
}

static void test_room__relayed_good_is_shown_as_relayed(void)
{
    in_session();
    put_entry(false, ANA, ROLE_PRACTITIONER, PROOF_SHARED_DEVICE, ACTION_SIGNAL, SESSION,
              KEEP(signal_content, .value = SAID_GREEN, .cause = CAUSE_WORDS,
                   .given = {.how = GIVEN_ALOUD, .heard_by = ANA, .seen = w.seq}));
    CHECK(room_at(NOON).client.is_relayed);
}

/* --- silence --------------------------------------------------------------------------------- */

static void prompt(void)
{
    put_entry(false, SERVICE, ROLE_SERVICE, PROOF_MACHINE, ACTION_CHECK_IN_PROMPTED, SESSION,
              KEEP(check_in_prompted_content, .number = 1));
}

static enum room_due due_at(int64_t now_s)
{
    struct room room = room_at(now_s);

    return room_due(&room, now_s);
}

static void test_silence__prompts_a_minute_before(void)
{
    in_session();
    CHECK_INT(due_at(NOON + 1139), ROOM_DUE_NOTHING);
    CHECK_INT(due_at(NOON + 1140), ROOM_DUE_PROMPT);
}

static void test_silence__three_prompts_and_no_more(void)
{
    in_session();
    prompt();
    CHECK_INT(due_at(NOON + 1140), ROOM_DUE_NOTHING);
    CHECK_INT(due_at(NOON + 1160), ROOM_DUE_PROMPT);
    prompt();
    CHECK_INT(due_at(NOON + 1160), ROOM_DUE_NOTHING);
    CHECK_INT(due_at(NOON + 1180), ROOM_DUE_PROMPT);
    prompt();
    CHECK_INT(due_at(NOON + 1199), ROOM_DUE_NOTHING);
}

static void test_silence__becomes_a_pause(void)
{
    in_session();
    CHECK_INT(due_at(NOON + 1200), ROOM_DUE_PAUSE);
}

static void test_silence__a_pause_without_an_answer_becomes_a_stop(void)
{
    in_session();
    w.now_s = NOON + 1200;
    silence(SAID_RED);
    CHECK_INT(due_at(NOON + 1289), ROOM_DUE_NOTHING);
    CHECK_INT(due_at(NOON + 1290), ROOM_DUE_STOP);
}

static void test_silence__a_pause_by_the_practitioner_does_not_break_it(void)
{
    in_session();
    w.now_s = NOON + 1200;
    silence(SAID_RED);
    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    CHECK_INT(due_at(NOON + 1290), ROOM_DUE_STOP);
}

static void test_silence__a_pause_that_somebody_asked_for_has_no_clock(void)
{
    in_session();
    signal_as(CLIENT, ROLE_CLIENT, SAID_RED, 0);
    CHECK_INT(due_at(NOON + DAY), ROOM_DUE_NOTHING);
}

static void test_silence__nobody_there_to_note_the_pause_is_a_stop(void)
{
    in_session();
    CHECK_INT(due_at(NOON + 1290), ROOM_DUE_STOP);
}

static void test_silence__a_good_begins_the_time_again(void)
{
    in_session();
    prompt();
    w.now_s = NOON + 1150;
    green();
    CHECK_INT(due_at(NOON + 1200), ROOM_DUE_NOTHING);
    CHECK_INT(room_at(NOON + 1200).prompts, 0);
}

static void test_silence__is_shorter_where_it_is_intimate(void)
{
    in_session();
    by_ana(ACTION_STEP_BEGUN, SESSION,
           KEEP(step_begun_content, .number = 2,
                .step = {.region = SPAN("pelvis"),
                         .technique = SPAN("press"),
                         .side = SIDE_BOTH,
                         .access = ACCESS_EXTERNAL,
                         .intent = INTENT_THERAPEUTIC}));
    CHECK_INT(room_at(NOON).good_lasts_s, 180);
}

static void test_silence__what_is_due_is_what_is_recorded(void)
{
    struct to_record_list list = {NULL, 0};
    struct fault why;

    in_session();
    struct room room = room_at(NOON + 1200);

    fault_clear(&why);
    CHECK(room_due_record(&room, NOON + 1200, &w.arena, &list, &why) == HF_OK);
    CHECK_INT(list.count, 1);
    const struct signal_content *c = list.at[0].content;

    CHECK_INT(list.at[0].action, ACTION_SIGNAL);
    CHECK_INT(c->value, SAID_RED);
    CHECK_INT(c->cause, CAUSE_NO_ANSWER);
    CHECK(id_equal(list.at[0].object, SESSION));
}

/* --- buttons --------------------------------------------------------------------------------- */

static struct to_record_list recorded;

static enum raise_answer press_at(int64_t now_s, struct room_press press)
{
    struct gathering in = gathering_now();
    struct room room = room_at(now_s);
    enum raise_answer answer = RAISE_MAY;
    struct fault why;

    fault_clear(&why);
    recorded = (struct to_record_list){NULL, 0};
    CHECK(room_press(&in, &room, &press, now_s, &w.arena, &answer, &recorded, &why) == HF_OK);
    return answer;
}

static struct room_press by_the_client(enum room_button button, int64_t seen)
{
    return (struct room_press){.button = button,
                               .by_client = true,
                               .roles = ROLE_CLIENT,
                               .given = {.how = GIVEN_SHARED_DEVICE, .seen = seen}};
}

static void test_good__is_a_green(void)
{
    in_session();
    CHECK_INT(press_at(NOON + 60, by_the_client(BUTTON_GOOD, w.seq)), RAISE_MAY);
    const struct signal_content *c = recorded.at[0].content;

    CHECK_INT(c->value, SAID_GREEN);
}

static void test_good__is_refused_after_a_pause_it_had_not_seen(void)
{
    in_session();
    int64_t seen = w.seq;

    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    CHECK_INT(press_at(NOON + 60, by_the_client(BUTTON_GOOD, seen)), RAISE_UNSEEN);
    CHECK_INT(recorded.count, 0);
    CHECK_INT(press_at(NOON + 60, by_the_client(BUTTON_GOOD, w.seq)), RAISE_MAY);
}

static void test_good__is_refused_after_a_limit_it_had_not_seen(void)
{
    in_session();
    int64_t seen = w.seq;

    by_client(PROOF_OWN_DEVICE, ACTION_REVOKE, NOBODY,
              KEEP(revoke_content, .scope = {.region = SPAN("spine"), .side = SIDE_BOTH}));
    CHECK_INT(press_at(NOON + 60, by_the_client(BUTTON_GOOD, seen)), RAISE_UNSEEN);
}

static void test_good__is_refused_when_the_check_in_has_expired(void)
{
    in_session();
    CHECK_INT(press_at(NOON + 1200, by_the_client(BUTTON_GOOD, w.seq)), RAISE_TOO_LATE);
    w.now_s = NOON + 1200;
    silence(SAID_RED);
    CHECK_INT(press_at(NOON + 1210, by_the_client(BUTTON_GOOD, w.seq)), RAISE_MAY);
}

static void test_good__by_the_practitioner_is_refused(void)
{
    in_session();
    CHECK_INT(
        press_at(NOON, (struct room_press){.button = BUTTON_GOOD,
                                           .roles = ROLE_PRACTITIONER,
                                           .given = {.how = GIVEN_OWN_DEVICE, .seen = w.seq}}),
        RAISE_NOT_THE_CLIENTS);
}

static void test_good__aloud_and_heard_is_passed_on(void)
{
    in_session();
    CHECK_INT(press_at(NOON,
                       (struct room_press){
                           .button = BUTTON_GOOD,
                           .roles = ROLE_PRACTITIONER,
                           .given = {.how = GIVEN_ALOUD, .heard_by = ANA, .seen = w.seq}}),
              RAISE_MAY);
    const struct signal_content *c = recorded.at[0].content;

    CHECK_INT(c->cause, CAUSE_WORDS);
}

static void test_less__is_two_below_now_until_the_end_and_never_yellow(void)
{
    in_session();
    CHECK_INT(press_at(NOON, by_the_client(BUTTON_LESS, 0)), RAISE_MAY);
    const struct limit_content *c = recorded.at[0].content;

    CHECK_INT(recorded.count, 1);
    CHECK_INT(recorded.at[0].action, ACTION_LIMIT);
    CHECK_INT(c->max_pressure, 4);
    CHECK(id_equal(c->session, SESSION) && !c->deny);
    CHECK_TEXT(c->scope.region, "low_back");
    CHECK_INT(c->scope.side, SIDE_LEFT);
}

static void test_stop__by_the_client_leaves_a_maybe_for_the_place(void)
{
    in_session();
    press_at(NOON, by_the_client(BUTTON_STOP, 0));
    const struct signal_content *stop = recorded.at[0].content;
    const struct revoke_content *maybe = recorded.at[1].content;

    CHECK_INT(recorded.count, 3);
    CHECK_INT(stop->value, SAID_STOP);
    CHECK_INT(recorded.at[1].action, ACTION_MAYBE);
    CHECK_INT(recorded.at[2].action, ACTION_SESSION_ENDED);
    CHECK_TEXT(maybe->scope.region, "low_back");
}

static void test_stop__by_the_practitioner_leaves_no_maybe(void)
{
    in_session();
    press_at(NOON, (struct room_press){.button = BUTTON_STOP, .roles = ROLE_PRACTITIONER});
    CHECK_INT(recorded.count, 2);
    CHECK_INT(recorded.at[1].action, ACTION_SESSION_ENDED);
}

static void test_stop__ends_its_session_once(void)
{
    in_session();
    w.now_s = NOON + 60;
    signal_as(CLIENT, ROLE_CLIENT, SAID_STOP, 0);
    CHECK_INT(due_at(NOON + 61), ROOM_DUE_END);
    w.now_s = NOON + 600;
    by_ana(ACTION_SESSION_ENDED, SESSION, KEEP(session_ended_content, .how = END_STOPPED));
    CHECK_INT(due_at(NOON + 601), ROOM_DUE_NOTHING);
    CHECK_INT(room_at(NOON + 601).ended_s, NOON + 60);
    press_at(NOON + 601, by_the_client(BUTTON_STOP, 0));
    for (size_t i = 0; i < recorded.count; i++)
        CHECK(recorded.at[i].action != ACTION_SESSION_ENDED);
}

static void test_stop__by_silence_ends_by_silence(void)
{
    struct to_record_list list = {NULL, 0};
    struct fault why;

    in_session();
    struct room room = room_at(NOON + 1300);

    fault_clear(&why);
    CHECK(room_due_record(&room, NOON + 1300, &w.arena, &list, &why) == HF_OK);
    CHECK_INT(list.count, 2);
    CHECK_INT(((const struct session_ended_content *)list.at[1].content)->how, END_SILENCE);
}

static struct to_record_list due_records(int64_t now_s)
{
    struct room room = room_at(now_s);
    struct to_record_list list = {NULL, 0};
    struct fault why;

    fault_clear(&why);
    CHECK(room_due_record(&room, now_s, &w.arena, &list, &why) == HF_OK);
    return list;
}

static void test_bare_stop__leaves_the_question_that_every_stop_leaves(void)
{
    in_session();
    signal_as(ANA, ROLE_PRACTITIONER, SAID_STOP, 0);
    struct to_record_list list = due_records(NOON + 61);

    CHECK_INT(list.count, 2);
    CHECK_INT(list.at[0].action, ACTION_MAYBE);
    CHECK(span_equal(((const struct revoke_content *)list.at[0].content)->scope.region,
                     room_at(NOON + 61).step.region));
    CHECK_INT(list.at[1].action, ACTION_SESSION_ENDED);
}

static void test_stop__is_never_refused(void)
{
    in_session();
    signal_as(ANA, ROLE_PRACTITIONER, SAID_RED, 0);
    CHECK_INT(press_at(NOON + DAY, by_the_client(BUTTON_STOP, 0)), RAISE_MAY);
    CHECK(recorded.count > 0);
}

static uint8_t value_of(enum room_button button)
{
    in_session();
    press_at(NOON, (struct room_press){.button = button, .roles = ROLE_PRACTITIONER});
    return ((const struct signal_content *)recorded.at[0].content)->value;
}

static void test_buttons__each_is_its_signal(void)
{
    CHECK_INT(value_of(BUTTON_PAUSE), SAID_RED);
    CHECK_INT(value_of(BUTTON_HOLD_STILL), SAID_YELLOW);
    CHECK_INT(value_of(BUTTON_DEVICE_LOST), SAID_YELLOW);
    CHECK_INT(value_of(BUTTON_FREEZE), SAID_STOP);
}

static void test_room__every_budget_fails_cleanly_or_is_enough(void)
{
    static alignas(max_align_t) unsigned char small[1 << 18];
    struct gathering in;
    struct facts facts;
    enum status st = HF_FAILED;

    in_session();
    in = gathering_now();
    facts = facts_now();
    for (size_t size = 0; st != HF_OK && size < sizeof small; size += 64) {
        struct room room = {.step_number = 4711};
        struct arena arena;
        struct fault why;

        fault_clear(&why);
        arena_init(&arena, small, size);
        st = room_fold(&in, &facts, SESSION, NOON, &arena, &room, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && room.step_number == 4711));
    }
    CHECK(st == HF_OK);
}

static void test_raise_is_unseen__marks_answer_as_the_walk_does(void)
{
    static const uint16_t kinds[] = {ACTION_SIGNAL, ACTION_LIMIT, ACTION_PLAN_DRAFTED, 9999,
                                     ACTION_KEY_ENDED};
    struct signal_content good = {.value = SAID_GREEN};
    struct entry entries[20];
    int64_t marks[20];

    for (size_t i = 0; i < 20; i++)
        entries[i] = (struct entry){.seq = (int64_t)(3 * i),
                                    .action = kinds[i * 7 % 5],
                                    .content = i % 3 == 0 ? &good : NULL};
    raise_mark(entries, 0, 11, marks);
    raise_mark(entries, 11, 20, marks);
    for (size_t n = 0; n <= 20; n++)
        for (int64_t seen = -1; seen < 61; seen++)
            CHECK(raise_is_unseen((struct entry_list){entries, n, marks}, seen) ==
                  raise_is_unseen((struct entry_list){entries, n, NULL}, seen));
}

int main(void)
{
    RUN(test_raise_is_unseen__marks_answer_as_the_walk_does);
    RUN(test_room__before_the_first_good);
    RUN(test_room__no_session_is_none);
    RUN(test_room__good_with_a_step_shows_ceiling_and_permit);
    RUN(test_room__the_light_is_the_more_careful_of_two);
    RUN(test_room__stopped_never_resumes);
    RUN(test_room__session_in_the_cooldown_is_not_open);
    RUN(test_room__relayed_good_is_shown_as_relayed);
    RUN(test_silence__prompts_a_minute_before);
    RUN(test_silence__three_prompts_and_no_more);
    RUN(test_silence__becomes_a_pause);
    RUN(test_silence__a_pause_without_an_answer_becomes_a_stop);
    RUN(test_silence__a_pause_by_the_practitioner_does_not_break_it);
    RUN(test_silence__a_pause_that_somebody_asked_for_has_no_clock);
    RUN(test_silence__nobody_there_to_note_the_pause_is_a_stop);
    RUN(test_silence__a_good_begins_the_time_again);
    RUN(test_silence__is_shorter_where_it_is_intimate);
    RUN(test_silence__what_is_due_is_what_is_recorded);
    RUN(test_good__is_a_green);
    RUN(test_good__is_refused_after_a_pause_it_had_not_seen);
    RUN(test_good__is_refused_after_a_limit_it_had_not_seen);
    RUN(test_good__is_refused_when_the_check_in_has_expired);
    RUN(test_good__by_the_practitioner_is_refused);
    RUN(test_good__aloud_and_heard_is_passed_on);
    RUN(test_less__is_two_below_now_until_the_end_and_never_yellow);
    RUN(test_stop__by_the_client_leaves_a_maybe_for_the_place);
    RUN(test_stop__by_the_practitioner_leaves_no_maybe);
    RUN(test_stop__ends_its_session_once);
    RUN(test_stop__by_silence_ends_by_silence);
    RUN(test_bare_stop__leaves_the_question_that_every_stop_leaves);
    RUN(test_stop__is_never_refused);
    RUN(test_buttons__each_is_its_signal);
    RUN(test_room__every_budget_fails_cleanly_or_is_enough);
    return tap_end();
}
