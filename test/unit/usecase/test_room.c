/* test/unit/usecase/test_room.c - one visit through its use cases: what it permits, refuses, and
 * how often an act counts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

static enum room_phase state(void)
{
    return v.reply.now.room.state;
}

static size_t count_of(uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < v.reply.now.known.file.chain.count; i++)
        n += v.reply.now.known.file.chain.at[i].entry->action == action;
    return n;
}

static void ends(void)
{
    keyring_close(v.desk);
    keyring_close(v.half);
    v.desk = v.half = NULL;
}

/* --- beginning ------------------------------------------------------------------------------- */

static void test_start(void)
{
    struct start_session_reply begun;

    need(start(false, &begun), "start");
    tap_case("nothing begins without an agreed plan", begun.check.answer == START_NO_PLAN);
    visit_prepare();
    agree_plan_of("low_back", "abdomen");
    need(start(false, &begun), "start");
    tap_case("a plan with a step that is denied now does not begin",
             begun.check.answer == START_DENIED);
    tap_case("and it says which step", begun.check.check.denied == 1);
    agree_plan_of("low_back", "mid_back");
    struct start_session in = {
        .hand = hand_of(h.ana, 1), .client = h.client, .mode = SESSION_STEPS};

    need(start_session(&h.practice, &h.arena, &in, &begun, &h.why), "start");
    tap_case("an agreed plan that is allowed begins", begun.check.answer == START_MAY);
    enter(&begun);
    tap_case("the tablet gets the desk's pass and the client's half",
             v.desk != NULL && v.half != NULL);
    tap_case("the client's half on the shared tablet has proof 1",
             keyring_who(v.half)->proof == PROOF_SHARED_DEVICE);
    struct session_id first = begun.session;

    need(start_session(&h.practice, &h.arena, &in, &begun, &h.why), "start again");
    tap_case("the same request again finds the same session",
             begun.check.answer == START_MAY && id_equal(begun.session.id, first.id));
    need(start(false, &begun), "start another");
    tap_case("a second session does not begin while one is open", begun.check.answer == START_OPEN);
    need(look(), "look");
    tap_case("one session was begun", count_of(ACTION_SESSION_STARTED) == 1);
    tap_case("the client's first Good is awaited", state() == ROOM_BEFORE);
}

/* --- steps ----------------------------------------------------------------------------------- */

static void test_step_waits(void)
{
    need(step_to(STEP_NEXT), "step");
    tap_case("no step begins before the first Good, and every reason is named",
             v.reply.answer == ROOM_REFUSED && v.reply.refusal->reasons.count > 0);
    tap_case("the refusal is an entry", count_of(ACTION_ACT_REFUSED) == 2);
    need(step_to(STEP_NEXT), "step again");
    tap_case("the same refusal is recorded once", count_of(ACTION_ACT_REFUSED) == 2);
    need(judge_capacity(JUDGED_OK), "capacity");
    struct send_signal nobodys = {.request = ask_as(v.desk),
                                  .button = BUTTON_GOOD,
                                  .how = GIVEN_SHARED_DEVICE,
                                  .by_somebody = true};

    need(send_signal(&h.practice, &h.arena, &nobodys, &v.reply, &h.why), "good by somebody");
    tap_case("only a stop is nobody's in particular: a Good from between both is the desk's",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_NOT_THE_CLIENTS);
    need(press_as(v.desk, BUTTON_GOOD), "good by the desk");
    tap_case("nobody but the client says good",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_NOT_THE_CLIENTS);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("the client's Good lets the room go on", state() == ROOM_GOOD);
    need(step_to(STEP_NEXT), "step that nobody was asked about");
    tap_case("silence refuses: without a yes of today a step waits until it is asked",
             v.reply.answer == ROOM_REFUSED && words_have(v.reply.missing, SPAN("client:asked")));
    need(answer_today(TODAY_YES), "today");
    struct begin_step in = {.request = ask_as(v.desk), .number = STEP_NEXT};

    need(begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why), "step");
    tap_case("what is permitted now begins",
             v.reply.answer == ROOM_TAKEN && v.reply.now.room.step_number == 1);
    need(begin_step(&h.practice, &h.arena, &in, &v.reply, &h.why), "the same tap again");
    tap_case("the same tap again begins nothing", count_of(ACTION_STEP_BEGUN) == 1);
    need(step_to(9) == HF_INVALID ? HF_OK : HF_FAILED, "no step 9");
    need(look(), "look");
    need(step_to(STEP_NEXT), "next");
    tap_case("the next step ends the one before",
             v.reply.now.room.step_number == 2 && count_of(ACTION_STEP_ENDED) == 1);
    struct room_request end = ask_as(v.desk);

    need(end_step(&h.practice, &h.arena, &end, &v.reply, &h.why), "end of step");
    tap_case("a step can end without another", !v.reply.now.room.has_step);
}

/* --- the client's buttons ----------------------------------------------------------------------
 */

static void test_less_and_pause(void)
{
    need(step_to(1), "step");
    need(press_as(v.half, BUTTON_LESS), "less");
    tap_case("Less takes no hands away and lowers the ceiling by two",
             state() == ROOM_GOOD && v.reply.now.room.ceiling == 2);
    struct send_signal late = {
        .request = ask_as(v.half), .button = BUTTON_GOOD, .how = GIVEN_SHARED_DEVICE};

    need(press_as(v.half, BUTTON_PAUSE), "pause");
    tap_case("Pause pauses", state() == ROOM_PAUSED);
    need(send_signal(&h.practice, &h.arena, &late, &v.reply, &h.why), "late good");
    tap_case("a Good from a screen that had not seen the pause is refused",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_UNSEEN &&
                 state() == ROOM_PAUSED);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("a Good from a screen that has seen it counts", state() == ROOM_GOOD);
}

static struct attest condition(struct keyring *keyring, const char *word, uint8_t on, uint8_t how)
{
    return (struct attest){ask_as(keyring), span_of(word), on, how};
}

static void test_conditions(void)
{
    struct attest in = condition(v.desk, "gloves", STATE_ON, 0);

    need(attest(&h.practice, &h.arena, &in, &v.reply, &h.why), "gloves");
    tap_case("the desk attests what it sees",
             words_have(v.reply.now.room.attested, SPAN("gloves")));
    in = condition(v.desk, "client:ready", STATE_ON, 0);
    need(attest(&h.practice, &h.arena, &in, &v.reply, &h.why), "ready");
    tap_case("the desk does not attest what is the client's",
             v.reply.raise == RAISE_NOT_THE_CLIENTS);
    in = condition(v.desk, "client:asked", STATE_ON, GIVEN_ALOUD);
    tap_case("a yes to being asked that names no place is refused",
             attest(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    need(look(), "look");
    in = condition(v.desk, "client:asked/low_back/B", STATE_ON, GIVEN_ALOUD);
    need(attest(&h.practice, &h.arena, &in, &v.reply, &h.why), "asked aloud");
    tap_case("being asked may be said aloud, and is kept as passed on",
             words_have(v.reply.now.room.attested, SPAN("client:asked/low_back/B")));
    need(step_to(2), "step");
    tap_case("the end of a step ends the asking",
             !words_have(v.reply.now.room.attested, SPAN("client:asked/low_back/B")));
    in = condition(v.half, "gloves", STATE_OFF, 0);
    need(attest(&h.practice, &h.arena, &in, &v.reply, &h.why), "gloves off");
    tap_case("anybody takes a condition away",
             !words_have(v.reply.now.room.attested, SPAN("gloves")));
}

static void test_all_so(void)
{
    static const struct span listed[] = {SPAN_INIT("gloves"), SPAN_INIT("draped")};
    static const struct span not_hers[] = {SPAN_INIT("client:ready")};
    static const struct span chaperone[] = {SPAN_INIT("chaperone")};
    struct attest_all in = {ask_as(v.desk), {listed, 2}, true};
    size_t before = count_of(ACTION_ATTEST), judged = count_of(ACTION_CAPACITY);

    need(attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why), "all");
    tap_case("all that was listed is so by one tap, each an entry of its own",
             count_of(ACTION_ATTEST) == before + 2 &&
                 words_have(v.reply.now.room.attested, SPAN("gloves")) &&
                 words_have(v.reply.now.room.attested, SPAN("draped")));
    tap_case("a judgement that was made is not made again", count_of(ACTION_CAPACITY) == judged);
    need(attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why), "all again");
    tap_case("the same list sent again counts once", count_of(ACTION_ATTEST) == before + 2);
    in = (struct attest_all){ask_as(v.desk), {not_hers, 1}, false};
    tap_case("what is the client's is in no such list",
             attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    in.conditions = (struct words){chaperone, 1};
    fault_clear(&h.why);
    tap_case("nor what is the chaperone's",
             attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    need(look(), "look");
    in = (struct attest_all){ask_as(v.half), {listed, 2}, true};
    fault_clear(&h.why);
    tap_case("and the client signs no list of the desk's",
             attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    need(look(), "look");
    in = (struct attest_all){ask_as(v.desk), {listed, 2}, true};
    struct attest off = condition(v.half, "gloves", STATE_OFF, 0);

    need(attest(&h.practice, &h.arena, &off, &v.reply, &h.why), "gloves off");
    need(attest_all(&h.practice, &h.arena, &in, &v.reply, &h.why), "an old list");
    tap_case("a list from a screen that has not seen what was taken back is refused",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_UNSEEN &&
                 !words_have(v.reply.now.room.attested, SPAN("gloves")));
}

static void test_marks(void)
{
    struct mark_tension in = {ask_as(v.half), SPAN("low_back"), SIDE_BOTH, TENSION_BEFORE, 7};
    struct say_words words = {.request = ask_as(v.half), .words = SPAN("quiet")};

    need(mark_tension(&h.practice, &h.arena, &in, &v.reply, &h.why), "tension");
    need(mark_tension(&h.practice, &h.arena, &in, &v.reply, &h.why), "tension again");
    tap_case("the same mark twice counts once", count_of(ACTION_TENSION_MARKED) == 1);
    in.value = 11;
    tap_case("a tension above ten is refused",
             mark_tension(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    need(look(), "look");
    need(say_words(&h.practice, &h.arena, &words, &v.reply, &h.why), "words");
    tap_case("the client's own words are kept as theirs", count_of(ACTION_FEELING_SAID) == 1);
    words = (struct say_words){.request = ask_as(v.desk), .words = SPAN("breath slows")};
    need(say_words(&h.practice, &h.arena, &words, &v.reply, &h.why), "observation");
    tap_case("nobody says a feeling for somebody else",
             count_of(ACTION_FEELING_SAID) == 1 && count_of(ACTION_OBSERVATION) == 1);
}

/* --- silence --------------------------------------------------------------------------------- */

static void test_silence(void)
{
    need(press_as(v.half, BUTTON_GOOD), "good");
    later_s(1200 - 50);
    need(look(), "look");
    tap_case("before a Good runs out the screen asks", v.reply.now.room.prompts == 1);
    later_s(51);
    struct send_signal late = {
        .request = ask_as(v.half), .button = BUTTON_GOOD, .how = GIVEN_SHARED_DEVICE};

    need(send_signal(&h.practice, &h.arena, &late, &v.reply, &h.why), "late good");
    tap_case("a Good after the check-in has run out meets the pause that silence made",
             v.reply.answer == ROOM_REFUSED && state() == ROOM_PAUSED &&
                 v.reply.now.room.by_silence);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("an answer that has seen the pause goes on", state() == ROOM_GOOD);
}

/* --- revoked elsewhere ------------------------------------------------------------------------ */

static void test_revoked_elsewhere(void)
{
    struct revoke_content all = {.scope = {.region = SPAN("back"), .side = SIDE_BOTH}};

    house_write(h.robin, ACTION_REVOKE, new_id(), &all);
    need(step_to(1), "step on an old screen");
    tap_case("what was taken back on another device is shown before anything new begins",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_UNSEEN);
    need(step_to(1), "step");
    tap_case("and the next check here is denied",
             v.reply.answer == ROOM_REFUSED && v.reply.refusal != NULL);
}

/* --- stop ------------------------------------------------------------------------------------ */

static void test_stop(void)
{
    struct send_signal in = {
        .request = ask_as(v.half), .button = BUTTON_PAUSE, .how = GIVEN_SHARED_DEVICE};

    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "pause");
    in.button = BUTTON_STOP; /* the browser's back button brings the same form again */
    in.request.seen = 0;
    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "stop");
    tap_case("a stop stops, whatever its screen had seen, and though its form was sent before",
             v.reply.now.room.was_stopped);
    tap_case("the session ends with its stop, not when the note is signed",
             state() == ROOM_ENDED && count_of(ACTION_SESSION_ENDED) == 1 &&
                 v.reply.now.room.ended_s == practice_now_s(&h.practice));
    tap_case("after the client's stop next time begins with a question",
             count_of(ACTION_MAYBE) == 1);
    need(send_signal(&h.practice, &h.arena, &in, &v.reply, &h.why), "the same stop");
    tap_case("the same stop again counts once", v.reply.answer == ROOM_TAKEN &&
                                                    count_of(ACTION_SIGNAL) > 0 &&
                                                    count_of(ACTION_MAYBE) == 1);
    need(press_as(v.half, BUTTON_GOOD), "good");
    tap_case("a stopped session never goes on",
             v.reply.answer == ROOM_OVER && v.reply.now.room.was_stopped);
    need(step_to(1), "step");
    tap_case("and begins no step", v.reply.answer == ROOM_OVER);
    need(press_as(v.desk, BUTTON_STOP), "another stop");
    tap_case("a further stop is taken all the same", v.reply.answer == ROOM_TAKEN);
    struct room_request end = ask_as(v.desk);

    need(end_session(&h.practice, &h.arena, &end, &v.reply, &h.why), "end");
    tap_case("it stays ended as it stopped", count_of(ACTION_SESSION_ENDED) == 1);
    struct start_session_reply begun;

    need(start(false, &begun), "start");
    tap_case("after a stop no other session begins until the time of rest is over",
             begun.check.answer == START_RESTING);
    later_s(DAY_S);
    need(start(false, &begun), "start");
    tap_case("and what was taken back does not begin again", begun.check.answer == START_DENIED);
}

/* --- one visit ------------------------------------------------------------------------------- */

/* A link ends every pass of the client: the room's button, too. */
static void test_link(void)
{
    struct make_link in = {.hand = hand_of(h.ana, 1), .client = h.client};
    struct link link;

    tap_case("no new link is made during a session",
             make_link(&h.practice, &h.arena, &in, &link, &h.why) == HF_CONFLICT);
    fault_clear(&h.why);
}

static void test_rehearsal(void)
{
    struct room_request in = ask_as(v.half);

    need(rehearse_stop(&h.practice, &h.arena, &in, &v.reply, &h.why), "rehearse");
    need(rehearse_stop(&h.practice, &h.arena, &in, &v.reply, &h.why), "rehearse again");
    tap_case("the stop is rehearsed, counts once and stops nothing",
             v.reply.now.room.is_rehearsed && state() == ROOM_BEFORE &&
                 count_of(ACTION_REHEARSAL) == 1);
}

int main(void)
{
    house_make();
    test_start();
    test_link();
    test_rehearsal();
    test_step_waits();
    test_less_and_pause();
    test_conditions();
    test_all_so();
    test_marks();
    test_silence();
    test_revoked_elsewhere();
    test_stop();
    ends();
    house_end();
    return tap_end();
}
