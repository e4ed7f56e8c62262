/* door/web/stop.c - the buttons of a session, and the one that always works.
 *
 * A stop needs no form token, no fresh screen and no readable record: a room pass, a page of ours
 * (SameSite cookie, origin check) and nothing else; what a forger could win by it is a stop. On
 * every way that fails the stop screen is shown all the same, and says so if nothing was kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/stop.h"

#include "door/web/beats.h"
#include "door/web/guard.h"
#include "door/web/house.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "core/render/pages.h"

/* --- what was pressed ------------------------------------------------------------------------ */

static const struct {
    const char *value;
    enum room_button button;
    bool needs_token; /* what narrows needs none */
} buttons[] = {
    {"stop", BUTTON_STOP, false},     {"pause", BUTTON_PAUSE, false},
    {"less", BUTTON_LESS, false},     {"still", BUTTON_HOLD_STILL, false},
    {"freeze", BUTTON_FREEZE, false}, {"good", BUTTON_GOOD, true},
};

/* What can't be read is the most careful. */
static size_t button_of(const struct http_request *request)
{
    struct span value = web_value(request, "value");

    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++)
        if (span_is(value, buttons[i].value))
            return i;
    return 0;
}

static bool stops(enum room_button button)
{
    return button == BUTTON_STOP || button == BUTTON_FREEZE;
}

static uint8_t how_of(const struct http_request *request, const struct room_door *room)
{
    struct span how = web_value(request, "how");

    if (span_is(how, "aloud"))
        return GIVEN_ALOUD;
    if (span_is(how, "sign"))
        return GIVEN_SIGN;
    return room->side == LIVE_SIDE_CLIENT ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE;
}

/* Whose hand: the client's where the form says so and the client's half is here, unless somebody
 * passes it on. The stop bar between both is nobody's in particular. */
static bool is_by_client(const struct http_request *request, const struct room_door *room)
{
    struct span side = web_value(request, "side");
    bool relayed =
        web_value(request, "how").len > 0 && room->desk != NULL &&
        (span_is(web_value(request, "how"), "aloud") || span_is(web_value(request, "how"), "sign"));

    if (room->desk == NULL)
        return true;
    return span_is(side, "client") && room->client != NULL && !relayed;
}

/* A form without an id, or from a page of yesterday, stops as well. */
static void fill_request(const struct http_request *request, const struct room_door *room,
                         const struct door *door, bool by_client, struct room_request *ret)
{
    struct fault why;

    fault_clear(&why);
    if (room_request_of(request, room, door, by_client, ret, &why) == HF_OK)
        return;
    *ret = (struct room_request){
        .hand = {.keyring = by_client ? room->client : room->desk,
                 .request = {world_id(vault_world(door->practice.vault))},
                 .device = room->side == LIVE_SIDE_CLIENT ? 3 : 2},
        .session = room->session,
    };
}

/* --- the stop screen ------------------------------------------------------------------------- */

/* `kept` HF_OK: written down. HF_NOT_FOUND: nobody here may write. HF_BUSY: it waits for the disk.
 * Any other: not now, and by nobody. */
static void show_stop(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct room_door *room, enum status kept)
{
    struct session_id session;
    struct stopped_view view = {
        .side = room == NULL ? LIVE_SIDE_BOTH : room->side,
        .when = web_time(request->arena, practice_now_s(&door->practice)),
        .unkept = kept != HF_OK,
        .waits = kept == HF_BUSY,
        .client_may_answer = kept == HF_OK && room->client != NULL && !room->is_aside,
    };

    if (room_session_id(request, &session))
        view.session = web_id(request->arena, session.id);
    if (room_wants_json(request)) { /* the script has shown its own; it sends again on 5xx */
        http_reply_error(reply, request, kept == HF_NOT_FOUND ? 403 : 503,
                         "a button of a session could not be kept");
        return;
    }
    room_show_stopped(request, reply, door, &view);
}

/* The script knows this state, and asks again; so does the page. */
void stop_show_waiting(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct room_door *room)
{
    if (room_wants_json(request)) {
        reply->type = "application/json";
        buf_lit(&reply->body, "{\"state\":\"stopped\",\"waits\":true}");
    } else {
        show_stop(request, reply, door, room, HF_BUSY);
    }
}

/* --- the press ------------------------------------------------------------------------------- */

/* Without a room that can be read nothing goes on, whichever button it was. */
static void answer(struct http_request *request, struct http_reply *reply, struct door *door,
                   const struct room_door *room, const struct room_reply *done, bool stop)
{
    bool kept = done->answer != ROOM_UNKEPT && done->answer != ROOM_WAITS;
    bool known = kept && done->now.room.state != ROOM_NONE;
    enum status how = kept ? HF_OK : done->answer == ROOM_WAITS ? HF_BUSY : HF_FAILED;

    if (!kept || ((!known || (stop && room->is_aside)) && !room_wants_json(request)))
        show_stop(request, reply, door, room, how);
    else if (room_wants_json(request) && known)
        room_json(reply, request, done, beats_is_heard(door, room->session));
    else if (room_wants_json(request)) {
        reply->type = "application/json";
        buf_lit(&reply->body, "{\"state\":\"stopped\"}");
    } else
        web_go(reply, request, "/s/", room->session.id, "/live");
}

static bool token_is_ours(const struct http_request *request, struct door *door)
{
    return web_token_check(request, web_value(request, "token"), door);
}

static void press(struct http_request *request, struct http_reply *reply, struct door *door,
                  const struct room_door *room)
{
    size_t place = button_of(request);
    enum room_button button = buttons[place].button;
    struct send_signal in = {.button = button,
                             .how = how_of(request, room),
                             .by_somebody = span_is(web_value(request, "side"), "both"),
                             .sign = web_value(request, "sign")};
    struct room_reply done = {.answer = ROOM_UNKEPT};
    struct fault why;

    if (buttons[place].needs_token && (room->is_aside || !token_is_ours(request, door))) {
        http_reply_error(reply, request, 403, "the form token is not of this pass");
        return;
    }
    fault_clear(&why);
    fill_request(request, room, door, is_by_client(request, room), &in.request);
    enum status st = send_signal(&door->practice, request->arena, &in, &done, &why);

    if (st != HF_OK && !stops(button)) {
        web_failed(reply, request, st, &why);
        return;
    }
    if (st != HF_OK)
        done = (struct room_reply){.answer = ROOM_UNKEPT};
    answer(request, reply, door, room, &done, stops(button));
}

static void signal_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct room_door room;
    enum room_button button = buttons[button_of(request)].button;
    enum status st = room_door_find(request, door, &room);

    if (st == HF_OK) {
        press(request, reply, door, &room);
        room_door_close(&room);
    } else if (stops(button) || st != HF_NOT_FOUND) {
        show_stop(request, reply, door, NULL, st);
    } else {
        http_reply_error(reply, request, 403, "no room pass of this session");
    }
}

/* --- when the door itself says no ----------------------------------------------------------------
 */

bool stop_was_pressed(const struct http_request *request)
{
    struct span path = request == NULL ? SPAN("") : request->path;
    struct span end = SPAN("/signal");

    return path.len > end.len && request->method == HTTP_POST && !room_wants_json(request) &&
           span_starts(path, SPAN("/s/")) && span_equal(span_skip(path, path.len - end.len), end) &&
           stops(buttons[button_of(request)].button);
}

void stop_show_unkept(const struct door_shared *shared, struct http_reply *reply)
{
    const struct house *house = house_of(shared);
    struct stopped_view view = {
        .page = {.kind = PAGE_ROOM,
                 .lang = SPAN("en"),
                 .theme = SPAN("room"),
                 .practice = house->name,
                 .emergency = house->emergency,
                 .demo = house->is_demo},
        .unkept = true,
    };
    struct html w = web_html(reply);

    page_stopped(&w, &view);
}

static const struct http_route stop_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/s/{session}/signal", RIGHT_PUBLIC, signal_post, HTTP_ROUTE_NO_TOKEN),
};
WEB_TABLE(stop);
