/* core/visit/room_press.c - buttons and silence: what is to be recorded.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/room.h"

enum { MOST_AT_ONCE = 3, TWO_BELOW = 2, LIGHTEST = 2, PROMPT_EVERY_S = 20 };

/* --- silence --------------------------------------------------------------------------------- */

static enum room_due due_while_good(const struct room *room, int64_t now_s)
{
    int64_t left = room->check_in_s - now_s;

    if (left <= -ROOM_STOP_AFTER_S)
        return ROOM_DUE_STOP; /* nobody was there to note the pause: silence closes all the same */
    if (left <= 0)
        return ROOM_DUE_PAUSE;
    if (room->prompts < ROOM_PROMPTS &&
        left <= ROOM_PROMPT_BEFORE_S - room->prompts * PROMPT_EVERY_S)
        return ROOM_DUE_PROMPT;
    return ROOM_DUE_NOTHING;
}

enum room_due room_due(const struct room *room, int64_t now_s)
{
    if (room->state == ROOM_STOPPED)
        return ROOM_DUE_END;
    if (room->state == ROOM_PAUSED && room->by_silence &&
        now_s - room->paused_s >= ROOM_STOP_AFTER_S)
        return ROOM_DUE_STOP;
    if (room->state != ROOM_GOOD && room->state != ROOM_STILL)
        return ROOM_DUE_NOTHING;
    if (room->is_clock_behind)
        return ROOM_DUE_CLOCK;
    if (room->check_in_s == 0)
        return ROOM_DUE_NOTHING;
    return due_while_good(room, now_s);
}

/* --- making records -------------------------------------------------------------------------- */

struct making {
    const struct room *room;
    struct arena *arena;
    struct to_record *at;
    size_t count;
};

static bool making_init(struct making *m, const struct room *room, struct arena *arena)
{
    *m = (struct making){.room = room, .arena = arena};
    m->at = arena_array(arena, struct to_record, MOST_AT_ONCE);
    return m->at != NULL;
}

static enum status making_done(const struct making *m, struct to_record_list *ret,
                               struct fault *why)
{
    if (m->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = (struct to_record_list){m->at, m->count};
    return HF_OK;
}

static void add(struct making *m, uint16_t action, struct id128 object, const void *content)
{
    if (content != NULL)
        m->at[m->count++] = (struct to_record){action, object, content};
}

static void add_signal(struct making *m, struct signal_content said)
{
    struct signal_content *c = arena_new(m->arena, struct signal_content);

    if (c != NULL)
        *c = said;
    add(m, ACTION_SIGNAL, m->room->session, c);
}

static void add_prompt(struct making *m)
{
    struct check_in_prompted_content *c = arena_new(m->arena, struct check_in_prompted_content);

    if (c != NULL)
        c->number = (uint8_t)(m->room->prompts + 1);
    add(m, ACTION_CHECK_IN_PROMPTED, m->room->session, c);
}

/* The place of the step at hand; without one, the whole body: nobody knows where the hands are. */
static struct scope_said place_now(const struct room *room)
{
    if (!room->has_step)
        return (struct scope_said){.region = SPAN("")};
    return (struct scope_said){.region = room->step.region, .side = room->step.side};
}

/* After a client's stop, next time begins with a question there. */
static void add_maybe(struct making *m, int64_t device_utc_us)
{
    struct revoke_content *c = arena_new(m->arena, struct revoke_content);

    if (c != NULL)
        *c = (struct revoke_content){.scope = place_now(m->room), .device_utc_us = device_utc_us};
    add(m, ACTION_MAYBE, (struct id128){{0}}, c);
}

/* S7: what stopped stays stopped after its end; the hands come off now, not when the note is
 * signed. */
static void add_end(struct making *m, bool by_silence)
{
    struct session_ended_content *c = arena_new(m->arena, struct session_ended_content);

    if (m->room->ended_s != 0)
        return;
    if (c != NULL)
        c->how = by_silence ? END_SILENCE : END_STOPPED;
    add(m, ACTION_SESSION_ENDED, m->room->session, c);
}

static uint8_t two_below(const struct room *room)
{
    int64_t now = room->step.pressure;

    if (!room->has_step)
        return LIGHTEST;
    if (room->ceiling < now)
        now = room->ceiling;
    return now > TWO_BELOW ? (uint8_t)(now - TWO_BELOW) : 0;
}

/* Lighter here until the session's end; never yellow: asking for lighter must not take hands away.
 */
static void add_less(struct making *m, int64_t device_utc_us)
{
    struct limit_content *c = arena_new(m->arena, struct limit_content);

    if (c != NULL)
        *c = (struct limit_content){.scope = place_now(m->room),
                                    .has_max_pressure = true,
                                    .max_pressure = two_below(m->room),
                                    .session = m->room->session,
                                    .device_utc_us = device_utc_us};
    add(m, ACTION_LIMIT, (struct id128){{0}}, c);
}

enum status room_due_record(const struct room *room, int64_t now_s, struct arena *arena,
                            struct to_record_list *ret, struct fault *why)
{
    enum room_due due = room_due(room, now_s);
    struct making m;

    if (!making_init(&m, room, arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (due == ROOM_DUE_PROMPT)
        add_prompt(&m);
    if (due == ROOM_DUE_PAUSE)
        add_signal(&m, (struct signal_content){.value = SAID_RED, .cause = CAUSE_NO_ANSWER});
    if (due == ROOM_DUE_CLOCK)
        add_signal(&m, (struct signal_content){.value = SAID_RED, .cause = CAUSE_CLOCK});
    if (due == ROOM_DUE_STOP)
        add_signal(&m, (struct signal_content){.value = SAID_STOP, .cause = CAUSE_NO_ANSWER});
    if (due == ROOM_DUE_END) /* a bare stop: whose hand it was, nobody asked then */
        add_maybe(&m, 0);
    if (due == ROOM_DUE_STOP || due == ROOM_DUE_END)
        add_end(&m, due == ROOM_DUE_STOP || room->by_silence);
    return making_done(&m, ret, why);
}

/* --- buttons --------------------------------------------------------------------------------- */

static enum raise_answer may_be_good(const struct gathering *in, const struct room *room,
                                     const struct room_press *press, int64_t now_s)
{
    const struct entry signer = {.roles = press->roles};
    enum room_due due = room_due(room, now_s);

    if (!press->by_client && !raise_is_relayed(&signer, &press->given))
        return RAISE_NOT_THE_CLIENTS;
    if (raise_is_unseen(in->entries, press->given.seen))
        return RAISE_UNSEEN;
    if (room->is_clock_behind)
        return RAISE_TOO_LATE;
    return due == ROOM_DUE_PAUSE || due == ROOM_DUE_STOP ? RAISE_TOO_LATE : RAISE_MAY;
}

static const struct {
    uint8_t value; /* 0: no signal */
    uint8_t cause;
} buttons[] = {
    [BUTTON_GOOD] = {SAID_GREEN, CAUSE_BUTTON},
    [BUTTON_LESS] = {0, 0},
    [BUTTON_PAUSE] = {SAID_RED, CAUSE_BUTTON},
    [BUTTON_STOP] = {SAID_STOP, CAUSE_BUTTON},
    [BUTTON_HOLD_STILL] = {SAID_YELLOW, CAUSE_BUTTON},
    [BUTTON_FREEZE] = {SAID_STOP, CAUSE_FREEZE},
    [BUTTON_DEVICE_LOST] = {SAID_YELLOW, CAUSE_DEVICE_LOST},
};

static void add_button(struct making *m, const struct room_press *press)
{
    bool in_words = press->given.how == GIVEN_SIGN || press->given.how == GIVEN_ALOUD;
    uint8_t cause = buttons[press->button].cause;

    if (press->button == BUTTON_LESS) {
        add_less(m, press->device_utc_us);
        return;
    }
    add_signal(
        m, (struct signal_content){.value = buttons[press->button].value,
                                   .cause = cause == CAUSE_BUTTON && in_words ? CAUSE_WORDS : cause,
                                   .given = press->given,
                                   .sign = press->sign,
                                   .device_utc_us = press->device_utc_us});
    if (press->button == BUTTON_STOP && (press->by_client || in_words))
        add_maybe(m, press->device_utc_us);
    if (buttons[press->button].value == SAID_STOP)
        add_end(m, false);
}

enum status room_press(const struct gathering *in, const struct room *room,
                       const struct room_press *press, int64_t now_s, struct arena *arena,
                       enum raise_answer *ret_answer, struct to_record_list *ret, struct fault *why)
{
    enum raise_answer answer =
        press->button == BUTTON_GOOD ? may_be_good(in, room, press, now_s) : RAISE_MAY;
    struct making m;

    if (!making_init(&m, room, arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (answer == RAISE_MAY)
        add_button(&m, press);
    enum status st = making_done(&m, ret, why);

    if (st == HF_OK)
        *ret_answer = answer;
    return st;
}
