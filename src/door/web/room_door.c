/* door/web/room_door.c - passes of a room, answers for its script, words of its steps.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/room_door.h"

#include "core/format/json.h"
#include "core/render/message.h"
#include "core/render/reasons.h"
#include "core/visit/told.h"
#include "door/web/house.h"
#include "door/web/own_pass.h"
#include "door/web/reason_rule.h"
#include "door/web/refusals.h"
#include "door/web/rules.h"
#include "knowledge/knowledge.h"
#include "core/render/pages.h"

enum { JSON_MOST = 512, US_PER_MS = 1000, MOST_AGO_MS = 86400000, FAR_S = 3600 };

/* --- passes ---------------------------------------------------------------------------------- */

struct pass_work {
    struct vault *vault;
    struct span pass;
    unsigned kinds;
    struct keyring *keyring;
};

static enum status pass_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct pass_work *work = arg;

    return keyring_open_pass(work->vault, tx, work->pass, SPAN(""), work->kinds, &work->keyring,
                             why);
}

/* HF_NOT_FOUND: it opens nothing, or nothing of these kinds; anything else: it can't be read now.
 * Only reads: a stop waits for no writer and needs no room on the disk to find out who stops. */
static enum status open_pass(const struct door *door, struct span pass, unsigned kinds,
                             struct keyring **ret)
{
    struct pass_work work = {door->practice.vault, pass, kinds, NULL};
    struct fault why;
    enum status st = HF_NOT_FOUND;

    fault_clear(&why);
    if (pass.len > 0)
        st = store_transact(door->practice.store, STORE_READ, pass_inside, &work, &why);
    *ret = work.keyring;
    return st;
}

static const char *half_name(const struct http_request *request)
{
    return request->is_secure ? "__Host-holdfast-half" : "holdfast-half";
}

static struct span half_of(const struct http_request *request)
{
    return http_field_value(request->cookies, half_name(request));
}

static bool is_of_session(const struct keyring *keyring, struct session_id session)
{
    const struct keyring_who *who = keyring_who(keyring);

    return who->kind == KEYRING_DELEGATE && who->purpose == DELEGATE_ROOM &&
           id_equal(who->session.id, session.id);
}

static bool is_clients(const struct keyring *keyring)
{
    const struct keyring_who *who = keyring_who(keyring);

    return id_equal(who->person.id, who->client.id);
}

/* The client's half beside the desk's pass. */
static void find_half(const struct http_request *request, const struct door *door,
                      struct room_door *room)
{
    struct keyring *half;

    room->side = LIVE_SIDE_DESK;
    if (open_pass(door, half_of(request), PASS_ROOM, &half) != HF_OK)
        return;
    if (!is_of_session(half, room->session) || !is_clients(half)) {
        keyring_close(half);
        return;
    }
    room->client = room->opened = half;
    room->side = LIVE_SIDE_BOTH;
}

static bool stand_with(const struct http_request *request, const struct door *door,
                       struct keyring *keyring, struct room_door *room)
{
    if (!is_of_session(keyring, room->session))
        return false;
    if (is_clients(keyring)) {
        room->client = keyring;
        room->side = LIVE_SIDE_CLIENT;
        return true;
    }
    room->desk = keyring;
    find_half(request, door, room);
    return true;
}

bool room_session_id(const struct http_request *request, struct session_id *ret)
{
    return web_param_id(request, "session", &ret->id) == HF_OK;
}

static void show_way(struct http_request *request, struct http_reply *reply,
                     const struct room_door *room)
{
    if (request->method == HTTP_GET && web_subject(request)->who.kind == KEYRING_USER)
        web_go(reply, request, "/s/", room->session.id, "/enter");
    else
        http_reply_error(reply, request, 404, "no room pass of this session");
}

bool room_door_open(struct http_request *request, struct http_reply *reply, struct door *door,
                    struct room_door *ret)
{
    struct room_door room = {.desk = NULL};

    if (!room_session_id(request, &room.session)) {
        http_reply_error(reply, request, 404, "no session id");
        return false;
    }
    if (!stand_with(request, door, web_subject(request)->keyring, &room)) {
        show_way(request, reply, &room);
        return false;
    }
    *ret = room;
    return true;
}

/* Somebody who has signed in again on this device, while the room's page was still on its screen:
 * whether they have to do with the session is asked where the stop is written. */
static bool stand_signed_in(struct keyring *keyring, struct room_door *room)
{
    const struct keyring_who *who = keyring_who(keyring);
    bool is_client = (who->roles & ROLE_CLIENT) != 0;

    if (who->kind != KEYRING_USER)
        return false;
    room->is_aside = true;
    room->side = is_client ? LIVE_SIDE_CLIENT : LIVE_SIDE_DESK;
    *(is_client ? &room->client : &room->desk) = keyring;
    return true;
}

static enum status find_with(const struct http_request *request, const struct door *door,
                             struct span pass, struct room_door *room, struct keyring **ret)
{
    enum status st = open_pass(door, pass, PASS_ROOM | PASS_SESSION, ret);

    if (st != HF_OK || stand_with(request, door, *ret, room) || stand_signed_in(*ret, room))
        return st;
    keyring_close(*ret);
    return HF_NOT_FOUND;
}

/* The guard has not looked at the cookie: a stop must not fail there. */
enum status room_door_find(struct http_request *request, struct door *door, struct room_door *ret)
{
    struct room_door room = {.desk = NULL};
    struct subject *subject = arena_new(request->arena, struct subject);
    struct keyring *keyring;

    if (subject == NULL)
        return HF_FAILED;
    if (!room_session_id(request, &room.session))
        return HF_NOT_FOUND;
    enum status st = find_with(request, door, http_request_session(request), &room, &keyring);

    if (st == HF_NOT_FOUND) { /* the desk's pass has ended; the client's half may be here */
        st = find_with(request, door, half_of(request), &room, &keyring);
        room.is_aside = true;
    }
    if (st != HF_OK)
        return st;
    *subject = (struct subject){keyring, *keyring_who(keyring)};
    request->subject = subject; /* ended with the exchange, as every other */
    *ret = room;
    return HF_OK;
}

void room_door_close(struct room_door *room)
{
    keyring_close(room->opened);
    room->opened = NULL;
}

void room_half_cookie(struct http_reply *reply, const struct http_request *request,
                      struct span value)
{
    web_cookie(reply, request, half_name(request), value);
}

/* --- requests -------------------------------------------------------------------------------- */

static int64_t number_of(const struct http_request *request, const char *name)
{
    int64_t n = 0;

    return span_to_int64(web_value(request, name), &n) ? n : 0;
}

/* By the device's own clock; only ever kept beside the server's. */
static int64_t device_time_us(const struct http_request *request, const struct door *door)
{
    int64_t ago_ms = number_of(request, "ago_ms");

    if (ago_ms <= 0 || ago_ms > MOST_AGO_MS)
        return 0;
    return world_now_us(vault_world(door->practice.vault)) - ago_ms * US_PER_MS;
}

enum status room_request_of(const struct http_request *request, const struct room_door *room,
                            const struct door *door, bool by_client, struct room_request *ret,
                            struct fault *why)
{
    struct keyring *keyring = by_client ? room->client : room->desk;
    struct room_request in = {.session = room->session,
                              .seen = number_of(request, "seen"),
                              .device_utc_us = device_time_us(request, door)};

    if (keyring == NULL)
        return fault_set(why, HF_INVALID, "that hand is not at this screen");
    enum status st = web_hand(request, &in.hand, why);

    if (st != HF_OK)
        return st;
    in.hand.keyring = keyring;
    *ret = in;
    return HF_OK;
}

/* --- answers --------------------------------------------------------------------------------- */

bool room_wants_json(const struct http_request *request)
{
    return span_is(http_request_header(request, "Accept"), "application/json");
}

static const char *const phases[] = {"ended",  "before",  "good", "still",
                                     "paused", "stopped", "ended"}; /* KEEP IN ORDER: room_phase */

static void put_state(struct json_writer *w, const struct session_file *now, bool has_device)
{
    const struct room *room = &now->room;
    bool timed = room->has_step && room->mode == SESSION_STEPS;
    int64_t left = (int64_t)room->step.duration_s - (now->now_s - room->step_began_s);

    json_name(w, SPAN("state"));
    json_put_text(w, span_of(phases[room->was_stopped ? ROOM_STOPPED : room->state]));
    json_name(w, SPAN("seen"));
    json_put_int(w, room->seen);
    json_name(w, SPAN("elapsed_s"));
    json_put_int(w, now->now_s - room->started_s);
    json_name(w, SPAN("left_s"));
    json_put_int(w, !timed ? -1 : left < 0 ? 0 : left);
    json_name(w, SPAN("checkin_due_s"));
    json_put_int(w, room->check_in_s == 0 ? FAR_S : room->check_in_s - now->now_s);
    json_name(w, SPAN("client_device"));
    json_put_bool(w, has_device);
}

void room_json(struct http_reply *reply, const struct http_request *request,
               const struct room_reply *now, bool has_device)
{
    struct json_writer w;

    (void)request;
    reply->type = "application/json";
    reply->status = now->answer == ROOM_REFUSED || now->answer == ROOM_OVER ? 409 : 200;
    json_writer_init(&w, &reply->body);
    json_begin_object(&w);
    put_state(&w, &now->now, has_device);
    json_end_object(&w);
}

/* --- words ----------------------------------------------------------------------------------- */

struct span room_where(struct arena *arena, const struct door *door, const struct step_said *step)
{
    return told_place(door->practice.knowledge->atlas, step->region, step->side, MESSAGE_EN, arena);
}

struct span room_how(const struct door *door, const struct step_said *step)
{
    const struct lexicon_word *word =
        lexicon_find(door->practice.knowledge->lexicon->techniques, step->technique);

    return word == NULL ? step->technique : word->name;
}

struct refusal_view *room_refusals(struct arena *arena, const struct door *door,
                                   const struct client_file *file,
                                   const struct act_refused_content *refused, bool in_room,
                                   size_t *ret_n)
{
    const struct reason_context context = {
        .where = room_where(arena, door, &refused->step),
        .client = client_file_name(file),
        .practitioner = client_file_who(file, (struct person_id){refused->practitioner}),
    };
    struct refusal_view *at = arena_array(arena, struct refusal_view, refused->reasons.count);

    *ret_n = 0;
    for (size_t i = 0; at != NULL && i < refused->reasons.count; i++) {
        struct refusal_view next = reason_told(door, arena, refused->reasons.at[i], &context);

        if (in_room)
            next.n_about = rule_brief(arena, door, &file->practice, next.rule, &next.about);
        else
            next.read = reason_address(arena, next.rule, &file->client);
        *ret_n = refusals_add(at, *ret_n, next);
    }
    return at;
}

void room_show_stopped(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct stopped_view *view)
{
    struct stopped_view shown = *view;
    struct html w = web_html(reply);

    web_page(request, door, PAGE_ROOM, "", &shown.page);
    shown.page.theme = SPAN("room");
    page_stopped(&w, &shown);
}
