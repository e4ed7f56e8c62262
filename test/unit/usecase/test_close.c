/* test/unit/usecase/test_close.c - today's yes, a client's own device, stops that meet trouble, and
 * what is kept afterwards.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "core/visit/blunt.h"
#include "usecase/close.h"
#include "usecase/supervise.h"

static size_t count_of(uint16_t action)
{
    size_t n = 0;

    for (size_t i = 0; i < v.reply.now.known.file.chain.count; i++)
        n += v.reply.now.known.file.chain.at[i].entry->action == action;
    return n;
}

/* --- today ----------------------------------------------------------------------------------- */

/* Each answer names the very words that were shown, by their hash. */
static void test_today_words(void)
{
    const struct file_chain *chain = &v.reply.now.known.file.chain;
    size_t named = 0;

    for (size_t i = 0; i < chain->count; i++) {
        const struct today_said_content *c = chain->at[i].content;

        if (chain->at[i].entry->action != ACTION_TODAY_SAID || c == NULL)
            continue;
        named += c->words.len > 0 && ledger_names_text(chain->at[i].entry, c->words);
    }
    tap_case("each answer is an entry that names its exact words", named == 2);
}

static void test_today(void)
{
    enum today answers[] = {TODAY_YES, TODAY_NO};
    struct say_today in = {.request = ask_as(v.half), .answers = answers, .n_answers = 2};
    const enum today *said;

    in.request.hand.keyring = v.desk;
    tap_case("nobody but the client says what is all right today",
             say_today(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
    in.request.hand.keyring = v.half;
    fault_clear(&h.why);
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today");
    need(say_today(&h.practice, &h.arena, &in, &v.reply, &h.why), "today again");
    tap_case("the same answers again count once", count_of(ACTION_LIMIT) == 1);
    need(today_said(&v.reply.now, &h.arena, &said, &h.why), "said");
    tap_case("what was said is read back from the records",
             said[0] == TODAY_YES && said[1] == TODAY_NO);
    test_today_words();
}

static void test_ready(void)
{
    struct say_ready in = {.request = ask_as(v.half)};

    in.request.seen = 0;
    need(say_ready(&h.practice, &h.arena, &in, &v.reply, &h.why), "ready");
    tap_case("a read-back of a list that has changed since is refused",
             v.reply.answer == ROOM_REFUSED && v.reply.raise == RAISE_UNSEEN);
    in.request = ask_as(v.half);
    need(say_ready(&h.practice, &h.arena, &in, &v.reply, &h.why), "ready");
    tap_case("read back, ready and nothing new are the client's own",
             words_have(v.reply.now.room.attested, SPAN("client:ready")) &&
                 words_have(v.reply.now.room.attested, SPAN("client:read_back")) &&
                 count_of(ACTION_NOTHING_NEW_SAID) == 1);
}

static void test_no_rehearsal(void)
{
    need(look(), "look");
    need(judge_capacity(JUDGED_OK), "capacity");
    need(press_as(v.half, BUTTON_GOOD), "good");
    need(step_to(1), "step before the stop was tried");
    tap_case("nobody is touched before the stop was tried",
             v.reply.answer == ROOM_REFUSED && v.reply.refusal != NULL &&
                 words_have(v.reply.refusal->reasons, SPAN("NOT_REHEARSED")));
    size_t refused = count_of(ACTION_ACT_REFUSED);

    need(step_to(1), "once more");
    tap_case("and the try is an entry, once",
             refused == 1 && count_of(ACTION_ACT_REFUSED) == refused);
}

static void test_no_today(void)
{
    get_going();
    need(step_to(2), "step");
    tap_case("what is a no today is denied today, whatever was agreed",
             v.reply.answer == ROOM_REFUSED && v.reply.refusal->reasons.count > 0);
    need(step_to(1), "step");
    tap_case("and what is a yes goes on", v.reply.answer == ROOM_TAKEN);
}

/* --- a stop that meets trouble ------------------------------------------------------------------
 */

/* The page of an earlier pause comes out of the browser's memory, and its pause is pressed again.
 */
static void test_pause_without_records(void)
{
    struct arena small;
    static unsigned char block[64 << 10];
    struct send_signal in = {
        .request = ask_as(v.half), .button = BUTTON_PAUSE, .how = GIVEN_SHARED_DEVICE};
    struct room_reply reply;

    for (int i = 0; i < 2; i++) {
        arena_init(&small, block, sizeof block);
        fault_clear(&h.why);
        need(send_signal(&h.practice, &small, &in, &reply, &h.why), "bare pause");
        need(look(), "look");
        tap_case(i == 0 ? "a pause is written even where the records can't be read"
                        : "and again from the same page, after a Good",
                 reply.answer == ROOM_TAKEN && v.reply.now.room.state == ROOM_PAUSED);
        need(press_as(v.half, BUTTON_GOOD), "good");
    }
}

static void test_stop_without_records(void)
{
    struct arena small;
    static unsigned char block[64 << 10];
    struct send_signal in = {
        .request = ask_as(v.half), .button = BUTTON_STOP, .how = GIVEN_SHARED_DEVICE};
    struct room_reply reply;

    arena_init(&small, block, sizeof block);
    fault_clear(&h.why);
    enum status st = send_signal(&h.practice, &small, &in, &reply, &h.why);

    need(look(), "look");
    tap_case("a stop is written even where the records can't be read",
             st == HF_OK && reply.answer == ROOM_TAKEN && v.reply.now.room.was_stopped);
    tap_case("and whoever looks next records the end that it was",
             v.reply.now.room.state == ROOM_ENDED && count_of(ACTION_SESSION_ENDED) == 1);
    in.button = BUTTON_GOOD;
    in.request = ask_as(v.half);
    arena_init(&small, block, sizeof block);
    fault_clear(&h.why);
    tap_case("and a Good is not", send_signal(&h.practice, &small, &in, &reply, &h.why) != HF_OK);
}

/* --- afterwards ------------------------------------------------------------------------------ */

static void test_client_closes(void)
{
    struct client_closes in = {
        .request = ask_as(v.half), .different = HONEST_YES, .different_words = SPAN("colder")};

    fault_clear(&h.why);
    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "client closes");
    need(client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why), "again");
    tap_case("what the client says was different is an incident at once, and once",
             count_of(ACTION_CLIENT_CLOSED) == 1 && count_of(ACTION_INCIDENT_NOTED) == 1);
    in.request = ask_as(v.desk);
    tap_case("nobody answers it for the client",
             client_closes(&h.practice, &h.arena, &in, &v.reply, &h.why) == HF_INVALID);
}

static void test_close(void)
{
    struct step_said done = stroke_of("mid_back");
    struct close_session in = {.hand = hand_of(h.ana, 1),
                               .session = v.session,
                               .assessment = SPAN("calmer"),
                               .different = HONEST_YES,
                               .done = &done};
    struct session_record r;
    struct incident_list incidents;

    fault_clear(&h.why);
    tap_case("a yes without words is sent back",
             close_session(&h.practice, &h.arena, &in, &r, &h.why) == HF_INVALID);
    in.different_words = SPAN("went on to the middle");
    fault_clear(&h.why);
    need(close_session(&h.practice, &h.arena, &in, &r, &h.why), "close");
    tap_case("the note is signed and the session over",
             r.closed != NULL && r.session.room.state == ROOM_ENDED);
    need(close_session(&h.practice, &h.arena, &in, &r, &h.why), "close again");
    in.hand.request = fresh();
    tap_case("it is signed once",
             close_session(&h.practice, &h.arena, &in, &r, &h.why) == HF_CONFLICT);
    fault_clear(&h.why);
    need(view_incidents(&h.practice, &h.arena, h.ana, &incidents, &h.why), "incidents");
    bool with_reasons = false;

    for (size_t i = 0; i < incidents.count; i++)
        with_reasons |= incidents.at[i].done != NULL && incidents.at[i].done->reasons.count > 0;
    tap_case("what was done though denied is an incident with the reasons of then", with_reasons);
}

static void test_passes_end(const struct start_session_reply *begun)
{
    tap_case("close-out ends both room passes",
             open_pass(begun->passes.desk) == NULL && open_pass(begun->passes.client) == NULL);
    struct room_request in = ask_as(v.half);

    fault_clear(&h.why);
    struct send_signal press = {.request = in, .button = BUTTON_GOOD, .how = GIVEN_SHARED_DEVICE};
    enum status st = send_signal(&h.practice, &h.arena, &press, &v.reply, &h.why);

    tap_case("and their keys say nothing any more", st != HF_OK || v.reply.answer != ROOM_TAKEN);
}

static void test_correction(void)
{
    struct correct_record in = {hand_of(h.ana, 1), v.session, SPAN("It was the left side.")};
    struct session_record r;

    fault_clear(&h.why);
    need(correct_record(&h.practice, &h.arena, &in, &r, &h.why), "correct");
    need(correct_record(&h.practice, &h.arena, &in, &r, &h.why), "correct again");
    size_t n = 0;

    for (size_t i = 0; i < r.session.known.file.chain.count; i++)
        n += r.session.known.file.chain.at[i].entry->action == ACTION_CORRECTION;
    tap_case("a correction stands beside the note, once", n == 1);
    in.words = SPAN("It was the left side, and colder.");
    need(correct_record(&h.practice, &h.arena, &in, &r, &h.why), "correct otherwise");
    tap_case("and other words from the same page are another",
             r.session.known.file.chain.at[r.session.known.file.chain.count - 1].entry->action ==
                 ACTION_CORRECTION);
    need(view_session_record(&h.practice, &h.arena, h.robin, v.session, &r, &h.why), "own record");
    tap_case("the client reads the same record", r.closed != NULL && r.soap.n_seen > 0);
}

/* --- supervision ----------------------------------------------------------------------------- */

static void test_supervision_copy(void)
{
    struct supervise in = {.hand = hand_of(h.ana, 1), .client = h.client, .session = v.session};
    struct supervise_draft draft;
    struct client_file file;

    fault_clear(&h.why);
    need(view_supervise(&h.practice, &h.arena, h.ana, h.client, v.session, &draft, &h.why),
         "draft");
    const struct span name = SPAN("Robin");
    const size_t end = draft.text.len < 6 ? 0 : draft.text.len - 6;

    tap_case("the draft holds the note", span_is(span_skip(draft.text, end), "calmer"));
    tap_case("and neither the name nor a day", blunt_is_clean(draft.text, &name, 1));
    tap_case("but the number of the session", draft.number == 1 && draft.weeks == 0);
    in.text = draft.text;
    tap_case("a copy that nobody says they have read stays here",
             supervise(&h.practice, &h.arena, &in, &h.why) == HF_INVALID);
    in.read = true;
    in.text = SPAN("robin was calmer");
    fault_clear(&h.why);
    tap_case("one with the client's name in it stays here, too",
             supervise(&h.practice, &h.arena, &in, &h.why) == HF_INVALID);
    in.text = SPAN("was calmer, since 2019");
    fault_clear(&h.why);
    tap_case("and one with a year", supervise(&h.practice, &h.arena, &in, &h.why) == HF_INVALID);
    in.text = SPAN("The client was calmer.");
    fault_clear(&h.why);
    need(supervise(&h.practice, &h.arena, &in, &h.why), "copy");
    need(supervise(&h.practice, &h.arena, &in, &h.why), "copy again");
    need(view_client(&h.practice, &h.arena, h.robin, h.client, &file, &h.why), "own record");
    const struct supervision_copied_content *said =
        file_chain_last(file.chain, ACTION_SUPERVISION_COPIED, NULL);

    tap_case("the client's record keeps what went out, as it went",
             said != NULL && span_is(said->text, "The client was calmer."));
}

/* --- an own device --------------------------------------------------------------------------- */

static void test_own_device(void)
{
    struct start_session_reply begun;
    struct room_passes passes;

    later_s(DAY_S + 60);
    agree_to("back");
    agree_plan_of("low_back", "spine_upper");
    need(start(true, &begun), "start");
    tap_case("with an own device the tablet has no client's half",
             begun.check.answer == START_MAY && begun.passes.client[0] == '\0');
    if (begun.check.answer != START_MAY)
        return;
    v.session = begun.session;
    struct enter_room in = {.hand = hand_of(h.robin, 3), .session = v.session};

    need(enter_room(&h.practice, &h.arena, &in, &passes, &h.why), "enter");
    keyring_close(v.desk);
    keyring_close(v.half);
    v.desk = open_pass(begun.passes.desk);
    v.half = open_pass(passes.client);
    tap_case("the client's own device is certified by the client, with proof 2",
             passes.desk[0] == '\0' && keyring_who(v.half)->proof == PROOF_OWN_DEVICE);
    get_going();
    struct room_request lost = ask_as(v.desk);

    need(device_lost(&h.practice, &h.arena, &lost, &v.reply, &h.why), "lost");
    tap_case("when it is not heard any more, hands hold still",
             v.reply.now.room.state == ROOM_STILL);
    struct say_ready again = {
        .request = ask_as(v.half), .something_new = true, .words = SPAN("a fever")};

    need(say_ready(&h.practice, &h.arena, &again, &v.reply, &h.why), "something new");
    tap_case("something new ends the session", v.reply.now.room.state == ROOM_ENDED);
    need(start(false, &begun), "start");
    tap_case("and none begins before it was looked at", begun.check.answer == START_SOMETHING_NEW);
}

/* The desk signs first; the client is asked all the same. */
static void test_signing_asks_nobody_else(void)
{
    struct close_session in = {
        .hand = hand_of(h.ana, 1), .session = v.session, .different = HONEST_NO};
    struct client_closes said = {
        .request = ask_as(h.robin), .different = HONEST_YES, .different_words = SPAN("too cold")};
    struct session_record r;

    fault_clear(&h.why);
    need(close_session(&h.practice, &h.arena, &in, &r, &h.why), "close");
    tap_case("a note that is signed answers nothing for the client", r.client_closed == NULL);
    need(client_closes(&h.practice, &h.arena, &said, &v.reply, &h.why), "client closes");
    need(view_session_record(&h.practice, &h.arena, h.ana, v.session, &r, &h.why), "record");
    tap_case("and the client answers afterwards, on their own page",
             r.closed != NULL && r.client_closed != NULL &&
                 r.client_closed->different == HONEST_YES);
}

int main(void)
{
    struct start_session_reply begun;

    house_make();
    visit_prepare();
    need(start(false, &begun), "start");
    enter(&begun);
    need(look(), "look");
    test_today();
    test_ready();
    test_no_rehearsal();
    test_no_today();
    test_pause_without_records();
    test_stop_without_records();
    test_client_closes();
    test_close();
    test_passes_end(&begun);
    test_correction();
    test_supervision_copy();
    test_own_device();
    test_signing_asks_nobody_else();
    visit_end();
    house_end();
    return tap_end();
}
