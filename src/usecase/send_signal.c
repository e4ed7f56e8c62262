/* usecase/send_signal.c - the buttons of a session; and a stop that needs nothing to be readable.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_work.h"

#include <stdalign.h>
#include <string.h>

enum {
    BUTTON_REQUESTS = 1 << 16, /* far beyond the entries of one request */
    BARE_BYTES = 64 << 10,     /* on the stack, for one entry */
};

/* --- the ordinary way ------------------------------------------------------------------------ */

static bool is_for_the_running(enum room_button button)
{
    return button == BUTTON_GOOD || button == BUTTON_LESS || button == BUTTON_DEVICE_LOST;
}

/* What narrows on its own, whatever else is known. */
static uint8_t bare_value(enum room_button button)
{
    switch (button) {
    case BUTTON_STOP:
    case BUTTON_FREEZE:
        return SAID_STOP;
    case BUTTON_PAUSE:
        return SAID_RED;
    case BUTTON_HOLD_STILL:
    case BUTTON_DEVICE_LOST:
        return SAID_YELLOW;
    case BUTTON_GOOD:
    case BUTTON_LESS:
        break;
    }
    return 0;
}

static struct room_press press_of(const struct room_doing *doing, const struct send_signal *in)
{
    return (struct room_press){
        .button = in->button,
        .by_client = room_is_clients_hand(doing) ||
                     (in->by_somebody && bare_value(in->button) != 0), /* it can only narrow */
        .roles = keyring_who(doing->in->hand.keyring)->roles,
        .given = room_given(doing, in->how),
        .sign = in->by_somebody ? SPAN(SIGN_SOMEBODY) : in->sign,
        .device_utc_us = in->request.device_utc_us,
    };
}

static enum status record_all(struct room_doing *doing, struct to_record_list list,
                              struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < list.count; i++)
        st = room_record(doing, list.at[i].action, list.at[i].object, list.at[i].content, why);
    return st;
}

static enum status press(struct room_doing *doing, struct fault *why)
{
    const struct send_signal *in = doing->what;
    struct room_reply *ret = doing->ret;
    struct room_press pressed = press_of(doing, in);
    struct to_record_list list;

    if (is_for_the_running(in->button) && !room_goes_on(doing)) {
        ret->answer = ROOM_OVER;
        return HF_OK;
    }
    enum status st = room_press(&ret->now.known.gathering, &ret->now.room, &pressed, ret->now.now_s,
                                doing->ltx->arena, &ret->raise, &list, why);

    if (st != HF_OK)
        return st;
    if (ret->raise != RAISE_MAY)
        ret->answer = ROOM_REFUSED;
    return record_all(doing, list, why);
}

/* --- when nothing else works ----------------------------------------------------------------- */

struct bare {
    const struct practice *practice;
    const struct send_signal *in;
    struct client_id client; /* when HF_OK */
};

static struct signal_content bare_content(const struct send_signal *in)
{
    return (struct signal_content){.value = bare_value(in->button),
                                   .cause = CAUSE_BUTTON,
                                   .given = {.how = in->how},
                                   .device_utc_us = in->request.device_utc_us};
}

/* No chain is read and nothing is asked: one entry, signed and sealed. */
static enum status bare_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct bare *bare = arg;
    const struct room_request *request = &bare->in->request;
    struct signal_content said = bare_content(bare->in);
    struct to_record what = {ACTION_SIGNAL, request->session.id, &said};
    enum status st =
        session_client(ltx, request->hand.keyring, request->session, &bare->client, why);

    return st == HF_OK ? client_append(ltx, &request->hand, 0, bare->client, &what, 1, NULL, why)
                       : st;
}

static enum status client_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct bare *bare = arg;
    const struct room_request *request = &bare->in->request;

    return session_client(ltx, request->hand.keyring, request->session, &bare->client, why);
}

/* The disk does not take it: it waits in memory, and is the first to be written. */
static enum status let_wait(struct bare *bare, struct arena *arena, struct fault *why)
{
    const struct practice *practice = bare->practice;
    const struct hand *hand = &bare->in->request.hand;
    struct signal_content said = bare_content(bare->in);
    struct ledger_write write = {.action = ACTION_SIGNAL,
                                 .object = bare->in->request.session.id,
                                 .object_version = 1,
                                 .request = hand->request,
                                 .device = hand->device,
                                 .direction = (uint8_t)content_direction(ACTION_SIGNAL, &said)};
    enum status st =
        ledger_read(practice->ledger, practice->store, arena, client_inside, bare, why);

    if (st == HF_OK)
        st = content_encode(ACTION_SIGNAL, &said, arena, &write.content, why);
    write.client = bare->client;
    memcpy(write.text_hash, hand->text_hash, sizeof write.text_hash);
    return st == HF_OK ? ledger_keep(practice->ledger, hand->keyring, &write, why) : st;
}

/* The same request kept before is as good as kept now. */
static enum room_answer answer_of(enum status st, struct bare *bare, struct arena *arena)
{
    struct fault quiet = {.status = HF_OK};

    if (st == HF_OK || st == HF_CONFLICT)
        return ROOM_TAKEN;
    if (st == HF_BUSY || st == HF_FAILED)
        return let_wait(bare, arena, &quiet) == HF_OK ? ROOM_WAITS : ROOM_UNKEPT;
    return ROOM_UNKEPT; /* nobody who may */
}

/* A pause from a page that comes back carries a request that an earlier pause has used, and here
 * nobody can tell what came between: it is an act of its own each time. One pause too many harms
 * nobody; a stop that is there has stopped. */
static struct send_signal anew(const struct practice *practice, const struct send_signal *in)
{
    struct send_signal own = *in;

    if (bare_value(in->button) != SAID_STOP)
        own.request.hand.request.id = world_id(vault_world(practice->vault));
    return own;
}

/* Its memory is its own: what failed before may have been the caller's. */
static enum status send_bare(const struct practice *practice, const struct send_signal *in,
                             struct room_reply *ret, struct fault *why)
{
    alignas(max_align_t) unsigned char block[BARE_BYTES];
    struct send_signal own = anew(practice, in);
    struct bare bare = {practice, &own, {{{0}}}};
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    enum status st =
        ledger_transact(practice->ledger, practice->store, &arena, bare_inside, &bare, why);

    arena_rewind(&arena, 0);
    arena.spent = false;
    *ret = (struct room_reply){.answer = answer_of(st, &bare, &arena)};
    return HF_OK;
}

/* Each button counts on its own: a form that comes back out of the browser's memory carries a
 * request that was used, and a stop from it must not pass for the button that was pressed then. */
static struct send_signal of_its_own(const struct send_signal *in)
{
    struct send_signal own = *in;

    own.request.narrows = in->button != BUTTON_GOOD;
    own.request.hand.request =
        request_nth(in->request.hand.request, BUTTON_REQUESTS + (unsigned)in->button);
    return own;
}

enum status send_signal(const struct practice *practice, struct arena *arena,
                        const struct send_signal *in, struct room_reply *ret, struct fault *why)
{
    struct send_signal own = of_its_own(in);
    size_t mark = arena_mark(arena);
    enum status st = room_do(practice, arena, &own.request, press, &own, ret, why);

    if (st == HF_OK || bare_value(own.button) == 0)
        return st;
    /* Where a long chain has used up the request's memory, all of it is there again: the stop has
     * its own, and its screen has this. */
    arena_rewind(arena, mark);
    arena->spent = false;
    fault_clear(why);
    return send_bare(practice, &own, ret, why);
}

/* --- the client's own device ------------------------------------------------------------------ */

static enum status lose_device(struct room_doing *doing, struct fault *why)
{
    const struct room *room = &doing->ret->now.room;
    struct signal_content said = {.value = SAID_YELLOW, .cause = CAUSE_DEVICE_LOST};

    if (room->state != ROOM_GOOD || !room->client_device)
        return HF_OK;
    return room_record(doing, ACTION_SIGNAL, room->session, &said, why);
}

enum status device_lost(const struct practice *practice, struct arena *arena,
                        const struct room_request *in, struct room_reply *ret, struct fault *why)
{
    return room_do(practice, arena, in, lose_device, NULL, ret, why);
}
