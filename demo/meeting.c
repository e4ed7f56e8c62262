/* demo/meeting.c - see meeting.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "meeting.h"

#include "core/visit/asked.h"

#include <string.h>

enum {
    DESK = 1,
    TABLET = 2,
    OWN = 3,
    MISSING_MOST = 8,
    WORD_MOST = FACTS_WORD_MAX + 1,
    STEPS_MOST = 64,
    ASKED_S = 100
};

static struct room_request ask(struct meeting *m, struct keyring *by)
{
    uint8_t device = by == m->half && m->said->own_device ? OWN : TABLET;

    return (struct room_request){
        .hand = place_hand(m->place, by, device), .session = m->session, .seen = m->seen};
}

/* What the room answered is on both screens now. */
static enum status taken(struct meeting *m, enum status st, const char *what)
{
    if (st != HF_OK)
        return st;
    m->seen = m->reply.now.room.seen;
    return m->reply.answer == ROOM_TAKEN
               ? HF_OK
               : fault_set(&m->place->why, HF_CONFLICT, "the room refused: %s (%d, %d)", what,
                           (int)m->reply.answer, (int)m->reply.raise);
}

static uint8_t how(const struct meeting *m)
{
    return m->said->own_device ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE;
}

/* --- beginning ------------------------------------------------------------------------------- */

static enum status enter_with_own_device(struct meeting *m)
{
    struct enter_room in = {.hand = place_hand(m->place, m->visitor->own, OWN),
                            .session = m->session};
    struct room_passes passes;
    enum status st =
        enter_room(&m->place->practice, &m->place->arena, &in, &passes, &m->place->why);

    if (st != HF_OK)
        return st;
    st = place_enter(m->place, passes.client, &m->half);
    vault_wipe(&passes, sizeof passes);
    return st;
}

static enum status take_passes(struct meeting *m, struct room_passes *passes)
{
    enum status st = place_enter(m->place, passes->desk, &m->desk);

    if (st == HF_OK)
        st = m->said->own_device ? enter_with_own_device(m)
                                 : place_enter(m->place, passes->client, &m->half);
    vault_wipe(passes, sizeof *passes);
    return st;
}

static enum status look(struct meeting *m)
{
    struct room_request in = ask(m, m->desk);
    struct practice *practice = &m->place->practice;
    enum status st = taken(
        m, look_at_room(practice, &m->place->arena, &in, &m->reply, &m->place->why), "a look");

    if (st == HF_OK && m->reply.now.plan != NULL)
        m->n_steps = (uint32_t)m->reply.now.plan->steps.count;
    return st;
}

enum status meeting_enter(struct meeting *m, struct room_passes *passes)
{
    enum status st = take_passes(m, passes);

    return st == HF_OK ? look(m) : st;
}

enum status meeting_begin(struct place *place, struct visitor *visitor,
                          const struct meeting_said *said, struct meeting *ret)
{
    enum status st = place_ready(place, visitor->practitioner, DESK);

    *ret = (struct meeting){.place = place, .visitor = visitor, .said = said};
    if (st != HF_OK)
        return st;
    struct start_session in = {.hand = place_hand(place, visitor->practitioner, DESK),
                               .client = visitor->id,
                               .mode = SESSION_STEPS,
                               .client_device = said->own_device};
    struct start_session_reply reply;

    st = start_session(&place->practice, &place->arena, &in, &reply, &place->why);
    if (st != HF_OK)
        return st;
    if (reply.check.answer != START_MAY)
        return fault_set(&place->why, HF_CONFLICT, "no session may begin (%d)",
                         (int)reply.check.answer);
    ret->session = reply.session;
    return meeting_enter(ret, &reply.passes);
}

void meeting_end(struct meeting *m)
{
    keyring_close(m->desk);
    keyring_close(m->half);
    m->desk = m->half = NULL;
}

/* --- before hands-on ------------------------------------------------------------------------- */

enum status meeting_press(struct meeting *m, struct keyring *by, enum room_button button)
{
    struct send_signal in = {.request = ask(m, by), .button = button, .how = how(m)};

    return taken(m,
                 send_signal(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
                 "a button");
}

static enum status rehearse(struct meeting *m)
{
    struct room_request in = ask(m, m->half);

    return taken(
        m, rehearse_stop(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
        "the rehearsal");
}

static enum status judge(struct meeting *m)
{
    struct say_capacity in = {ask(m, m->desk), JUDGED_OK};

    return taken(
        m, say_capacity(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
        "capacity");
}

static enum status today(struct meeting *m)
{
    enum today answers[STEPS_MOST];
    struct say_today in = {.request = ask(m, m->half), .answers = answers, .n_answers = m->n_steps};

    for (uint32_t i = 0; i < m->n_steps && i < STEPS_MOST; i++)
        answers[i] = TODAY_YES;
    return taken(m,
                 say_today(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
                 "today's answers");
}

static enum status be_ready(struct meeting *m)
{
    struct say_ready in = {.request = ask(m, m->half)};

    return taken(m,
                 say_ready(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
                 "ready");
}

enum status meeting_get_ready(struct meeting *m)
{
    enum status st = rehearse(m);

    place_later(m->place, 2 * MINUTE_S);
    if (st == HF_OK)
        st = judge(m);
    if (st == HF_OK)
        st = today(m);
    place_later(m->place, MINUTE_S);
    if (st == HF_OK)
        st = be_ready(m);
    return st == HF_OK ? meeting_press(m, m->half, BUTTON_GOOD) : st;
}

/* --- a step ---------------------------------------------------------------------------------- */

struct missing {
    char words[MISSING_MOST][WORD_MOST];
    size_t count;
};

/* Whoever is asked is asked about the place. */
static struct span place_word(struct meeting *m, struct span word, uint32_t number)
{
    const struct plan_drafted_content *plan = m->reply.now.plan;

    return span_equal(word, CONDITION_ASKED)
               ? asked_word(&plan->steps.at[number - 1], &m->place->arena)
               : word;
}

/* The reply goes with the next request. */
static struct missing copy_missing(struct meeting *m, uint32_t number)
{
    const struct room_reply *reply = &m->reply;
    struct missing missing = {.count = 0};

    for (size_t i = 0; i < reply->missing.count && i < MISSING_MOST; i++) {
        struct span word = span_head(place_word(m, reply->missing.at[i], number), WORD_MOST - 1);

        memcpy(missing.words[missing.count++], word.at, word.len);
    }
    return missing;
}

/* The client's own conditions are attested by the client, the others by the desk. */
static enum status meet(struct meeting *m, const char *condition)
{
    bool is_clients = span_starts(span_of(condition), SPAN("client:"));
    struct attest in = {ask(m, is_clients ? m->half : m->desk), span_of(condition), STATE_ON,
                        is_clients ? how(m) : 0};

    place_later(m->place, 10);
    return taken(m, attest(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
                 condition);
}

static enum status try_step(struct meeting *m, uint32_t number)
{
    struct begin_step in = {.request = ask(m, m->desk), .number = number};
    enum status st =
        begin_step(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why);

    if (st == HF_OK)
        m->seen = m->reply.now.room.seen;
    return st;
}

/* The client is asked before each place; a Good of a plain one is too old for a sensitive one. */
static enum status begin(struct meeting *m, uint32_t number)
{
    enum status st = number == 1 ? HF_OK : meeting_press(m, m->half, BUTTON_GOOD);
    struct missing missing = {.count = 0};

    if (st == HF_OK)
        st = try_step(m, number);
    if (st == HF_OK)
        missing = copy_missing(m, number);
    for (size_t i = 0; i < missing.count && st == HF_OK; i++)
        st = meet(m, missing.words[i]);
    if (st == HF_OK && missing.count > 0)
        st = try_step(m, number);
    return taken(m, st, "a step");
}

static enum status mark(struct meeting *m, uint8_t when, uint8_t value)
{
    char region[WORD_MOST] = "";
    struct span at = span_head(m->reply.now.room.step.region, sizeof region - 1);
    uint8_t side = m->reply.now.room.step.side;

    memcpy(region, at.at, at.len);
    struct mark_tension in = {ask(m, m->half), span_of(region), side, when, value};

    return taken(
        m, mark_tension(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
        "tension");
}

/* The client says Good well before the last one runs out: the room asks a minute before. */
static enum status stay_good(struct meeting *m)
{
    int64_t left_s = m->reply.now.room.check_in_s - place_now_s(m->place);

    return left_s > ASKED_S ? HF_OK : meeting_press(m, m->half, BUTTON_GOOD);
}

/* As long as the last Good lasts, at most. */
static int64_t some_of(const struct meeting *m, int64_t left_s)
{
    int64_t good_s = m->reply.now.room.check_in_s - place_now_s(m->place) - ASKED_S / 2;

    return left_s < good_s || good_s <= 0 ? left_s : good_s;
}

static enum status spend(struct meeting *m)
{
    int64_t left_s = m->reply.now.room.step.duration_s;
    enum status st = HF_OK;

    while (left_s > 0 && st == HF_OK) {
        st = stay_good(m);
        int64_t some_s = some_of(m, left_s);

        place_later(m->place, some_s);
        left_s -= some_s;
    }
    return st;
}

/* Asked at the first place and at the last: no interview. */
static enum status ask_tension(struct meeting *m, uint32_t number, uint8_t when)
{
    uint8_t before = m->said->tension, fall = (uint8_t)place_throw(m->place, 3);
    uint8_t after = before > fall ? (uint8_t)(before - fall) : 0;

    return number == 1 || number == m->n_steps
               ? mark(m, when, when == TENSION_BEFORE ? before : after)
               : HF_OK;
}

enum status meeting_step(struct meeting *m, uint32_t number)
{
    enum status st = begin(m, number);

    if (st == HF_OK)
        st = ask_tension(m, number, TENSION_BEFORE);
    if (st == HF_OK && number == m->said->less_in)
        st = meeting_press(m, m->half, BUTTON_LESS);
    if (st == HF_OK && number == m->said->stops_in)
        return meeting_press(m, m->half, BUTTON_STOP);
    if (st == HF_OK)
        st = spend(m);
    return st == HF_OK ? ask_tension(m, number, TENSION_AFTER) : st;
}

/* --- the end --------------------------------------------------------------------------------- */

static enum status say(struct meeting *m, struct keyring *by, const char *words)
{
    struct say_words in = {.request = ask(m, by), .words = span_of(words)};

    return words[0] == '\0' ? HF_OK
                            : taken(m,
                                    say_words(&m->place->practice, &m->place->arena, &in, &m->reply,
                                              &m->place->why),
                                    "words");
}

static enum status end(struct meeting *m)
{
    struct room_request in = ask(m, m->desk);

    return taken(m,
                 end_session(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
                 "the end");
}

static enum status ask_client(struct meeting *m)
{
    struct client_closes in = {.request = ask(m, m->half), .different = HONEST_NO};

    return taken(
        m, client_closes(&m->place->practice, &m->place->arena, &in, &m->reply, &m->place->why),
        "the client's answer");
}

enum status meeting_sign(struct meeting *m)
{
    struct close_session in = {.hand = place_hand(m->place, m->visitor->practitioner, DESK),
                               .session = m->session,
                               .assessment = span_of(m->said->assessment),
                               .plan = span_of(m->said->plan),
                               .different = HONEST_NO};
    struct session_record record;

    return close_session(&m->place->practice, &m->place->arena, &in, &record, &m->place->why);
}

enum status meeting_close(struct meeting *m)
{
    enum status st = m->said->stops_in == 0 ? say(m, m->half, m->said->words) : HF_OK;

    if (st == HF_OK && m->said->stops_in == 0)
        st = say(m, m->desk, m->said->seen);
    if (st == HF_OK)
        st = end(m);
    place_later(m->place, 10 * MINUTE_S);
    if (st == HF_OK)
        st = ask_client(m);
    place_later(m->place, 15 * MINUTE_S);
    return st == HF_OK ? meeting_sign(m) : st;
}

enum status meeting_hold(struct place *place, struct visitor *visitor,
                         const struct meeting_said *said)
{
    struct meeting m;
    enum status st = meeting_begin(place, visitor, said, &m);

    if (st == HF_OK)
        st = meeting_get_ready(&m);
    for (uint32_t i = 1; st == HF_OK && i <= m.n_steps; i++) {
        st = meeting_step(&m, i);
        if (i == said->stops_in)
            break;
    }
    if (st == HF_OK)
        st = meeting_close(&m);
    meeting_end(&m);
    return st;
}
