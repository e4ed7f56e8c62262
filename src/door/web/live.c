/* door/web/live.c - the room: its page, its plain forms, its pulse.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/beats.h"
#include "door/web/live_rows.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "door/web/stop.h"
#include "core/render/pages.h"

enum { RENEW_S = 15, FAR_S = 3600 };

/* --- the page -------------------------------------------------------------------------------- */

/* KEEP IN ORDER: enum room_phase. */
static const enum room_state shown_as[] = {LIVE_ENDED,  LIVE_BEFORE,  LIVE_GOOD, LIVE_STILL,
                                           LIVE_PAUSED, LIVE_STOPPED, LIVE_ENDED};
/* KEEP IN ORDER: enum signal. */
static const enum light lights[] = {LIGHT_NONE, LIGHT_GREEN, LIGHT_AMBER, LIGHT_AMBER, LIGHT_RED};

static void fill_lights(const struct session_file *now, struct live_view *view)
{
    const struct room *room = &now->room;

    view->client_light = lights[room->client.signal];
    view->desk_light = lights[room->desk.signal];
    view->client_ago_s = room->client.at_s == 0 ? 0 : now->now_s - room->client.at_s;
    view->desk_ago_s = room->desk.at_s == 0 ? 0 : now->now_s - room->desk.at_s;
}

static struct live_view view_of(struct arena *arena, const struct door *door,
                                const struct room_door *room, const struct session_file *now)
{
    const struct client_file *file = &now->known.file;

    return (struct live_view){
        .session = web_id(arena, room->session.id),
        .side = room->side,
        .client_name = client_file_name(file),
        .practitioner_name = client_file_who(file, (struct person_id){now->room.practitioner}),
        .state = shown_as[now->room.state],
        .seen = now->room.seen,
        .elapsed_s = now->now_s - now->room.started_s,
        .checkin_due_s = now->room.check_in_s == 0 ? FAR_S : now->room.check_in_s - now->now_s,
        .capacity_ok = now->room.capacity == CAPACITY_OK,
        .steps_mode = now->room.mode == SESSION_STEPS,
        .tension_before = now->room.has_step ? now->room.tension_before : -1,
        .tension_now = now->room.has_step ? now->room.tension_now : -1,
        .client_device = beats_is_heard(door, room->session),
    };
}

static void show_live(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct room_door *room, const struct session_file *now)
{
    struct arena *arena = request->arena;
    struct live_view view = view_of(arena, door, room, now);
    struct fault why;
    struct html w = web_html(reply);

    fault_clear(&why);
    if (live_rows_fill(arena, door, now, &view, &why) != HF_OK) {
        web_failed(reply, request, HF_FAILED, &why);
        return;
    }
    fill_lights(now, &view);
    web_page(request, door, PAGE_ROOM, "", &view.page);
    view.page.theme = SPAN("room");
    view.page.refresh_s = RENEW_S;
    page_live(&w, &view);
}

/* Stopped and ended look alike: nothing goes on. */
static void show_over(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct room_door *room, const struct session_file *now)
{
    struct stopped_view view = {
        .session = web_id(request->arena, room->session.id),
        .side = room->side,
        .when = web_time(request->arena, now->now_s),
        .client_name = client_file_name(&now->known.file),
        .closed_by_silence = now->room.by_silence,
        .client_may_answer = room->client != NULL,
    };

    room_show_stopped(request, reply, door, &view);
}

static void show_room(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct room_door *room, const struct session_file *now)
{
    if (now->room.state == ROOM_ENDED && !now->room.was_stopped && room->client != NULL)
        web_go(reply, request, "/s/", room->session.id, "/after");
    else if (now->room.state == ROOM_ENDED || now->room.state == ROOM_STOPPED)
        show_over(request, reply, door, room, now);
    else
        show_live(request, reply, door, room, now);
}

/* --- looking --------------------------------------------------------------------------------- */

static enum status look(struct http_request *request, struct door *door,
                        const struct room_door *room, struct room_reply *now, struct fault *why)
{
    struct room_request in = {
        .hand = {.keyring = room->desk != NULL ? room->desk : room->client,
                 .request = {world_id(vault_world(door->practice.vault))},
                 .device = 2},
        .session = room->session,
    };

    if (room->side == LIVE_SIDE_CLIENT)
        beats_hear(door, room->session);
    return room->side == LIVE_SIDE_DESK && beats_is_lost(door, room->session)
               ? device_lost(&door->practice, request->arena, &in, now, why)
               : look_at_room(&door->practice, request->arena, &in, now, why);
}

static void look_and(struct http_request *request, struct http_reply *reply, struct door *door,
                     bool as_json)
{
    struct room_door room;
    struct room_reply now;
    struct fault why;

    if (!room_door_open(request, reply, door, &room))
        return;
    fault_clear(&why);
    enum status st = look(request, door, &room, &now, &why);

    if (st != HF_OK && ledger_waits(door->practice.ledger, room.session.id))
        stop_show_waiting(request, reply, door, &room);
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (as_json)
        room_json(reply, request, &now, beats_is_heard(door, room.session));
    else
        show_room(request, reply, door, &room, &now.now);
    room_door_close(&room);
}

static void live_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    look_and(request, reply, door, false);
}

static void pulse_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    look_and(request, reply, door, true);
}

/* --- forms ----------------------------------------------------------------------------------- */

struct room_form {
    const struct http_request *request;
    const struct door *door;
    const struct room_door *room;
};
typedef enum status form_use(const struct room_form *form, struct room_reply *ret,
                             struct fault *why);

static void use_form(struct http_request *request, struct http_reply *reply, struct door *door,
                     form_use *use)
{
    struct room_door room;
    struct room_reply done;
    struct fault why;

    if (!room_door_open(request, reply, door, &room))
        return;
    fault_clear(&why);
    struct room_form form = {request, door, &room};
    enum status st = use(&form, &done, &why);

    if (st != HF_OK && ledger_waits(door->practice.ledger, room.session.id))
        stop_show_waiting(request, reply, door, &room);
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (room_wants_json(request))
        room_json(reply, request, &done, beats_is_heard(door, room.session));
    else
        web_go(reply, request, "/s/", room.session.id, "/live");
    room_door_close(&room);
}

static enum status request_of(const struct room_form *form, bool by_client,
                              struct room_request *ret, struct fault *why)
{
    return room_request_of(form->request, form->room, form->door, by_client, ret, why);
}

static enum status use_capacity(const struct room_form *form, struct room_reply *ret,
                                struct fault *why)
{
    bool fine = span_is(web_value(form->request, "value"), "ok");
    struct say_capacity in = {.value = fine ? JUDGED_OK : JUDGED_IMPAIRED};
    enum status st = request_of(form, form->room->desk == NULL, &in.request, why);

    return st == HF_OK ? say_capacity(&form->door->practice, form->request->arena, &in, ret, why)
                       : st;
}

static enum status use_attest(const struct room_form *form, struct room_reply *ret,
                              struct fault *why)
{
    bool on = span_is(web_value(form->request, "state"), "on");
    struct attest in = {.condition = web_value(form->request, "condition"),
                        .state = on ? STATE_ON : STATE_OFF,
                        .how = form->room->side == LIVE_SIDE_CLIENT ? GIVEN_OWN_DEVICE
                                                                    : GIVEN_SHARED_DEVICE};
    bool by_client = form->room->desk == NULL ||
                     (span_starts(in.condition, SPAN("client:")) && form->room->client != NULL);
    enum status st = request_of(form, by_client, &in.request, why);

    return st == HF_OK ? attest(&form->door->practice, form->request->arena, &in, ret, why) : st;
}

/* What the page listed, by the desk alone; "capacity" says that it was among it. */
static enum status use_attests(const struct room_form *form, struct room_reply *ret,
                               struct fault *why)
{
    const struct http_request *request = form->request;
    struct span *at = arena_array(request->arena, struct span, request->form.count);
    struct attest_all in = {.capable = span_is(web_value(request, "capacity"), "ok")};
    size_t n = 0;

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < request->form.count; i++)
        if (span_is(request->form.at[i].name, "condition"))
            at[n++] = request->form.at[i].value;
    in.conditions = (struct words){at, n};
    enum status st = request_of(form, false, &in.request, why);

    return st == HF_OK ? attest_all(&form->door->practice, request->arena, &in, ret, why) : st;
}

static enum status use_step(const struct room_form *form, struct room_reply *ret, struct fault *why)
{
    struct begin_step in = {.number = STEP_NEXT};
    struct span value = web_value(form->request, "step");
    struct step_said act;
    int64_t number = 0;
    enum status st = request_of(form, false, &in.request, why);

    if (live_rows_parse(web_value(form->request, "act"), &act))
        in.act = &act;
    if (st == HF_OK && in.act == NULL && !span_is(value, "next") &&
        (!span_to_int64(value, &number) || number < 1 || number > UINT32_MAX))
        return fault_set(why, HF_INVALID, "step");
    in.number = (uint32_t)number;
    return st == HF_OK ? begin_step(&form->door->practice, form->request->arena, &in, ret, why)
                       : st;
}

/* "low_back/L" */
static void take_key(const struct room_form *form, struct span *ret_region, uint8_t *ret_side)
{
    struct span rest = web_value(form->request, "key");

    *ret_region = span_cut(&rest, '/');
    *ret_side = (uint8_t)side_of(rest);
}

static enum status use_tension(const struct room_form *form, struct room_reply *ret,
                               struct fault *why)
{
    bool before = span_is(web_value(form->request, "when"), "before");
    struct mark_tension in = {.when = before ? TENSION_BEFORE : TENSION_DURING};
    int64_t value = -1;
    enum status st = request_of(form, form->room->client != NULL, &in.request, why);

    take_key(form, &in.region, &in.side);
    if (st == HF_OK &&
        (!span_to_int64(web_value(form->request, "value"), &value) || value < 0 || value > 10))
        return fault_set(why, HF_INVALID, "value");
    in.value = (uint8_t)value;
    return st == HF_OK ? mark_tension(&form->door->practice, form->request->arena, &in, ret, why)
                       : st;
}

static enum status use_mark(const struct room_form *form, struct room_reply *ret, struct fault *why)
{
    bool by_client = span_is(web_value(form->request, "by"), "client");
    struct say_words in = {.words = web_value(form->request, "words")};
    enum status st = request_of(form, by_client, &in.request, why);

    take_key(form, &in.region, &in.side);
    return st == HF_OK ? say_words(&form->door->practice, form->request->arena, &in, ret, why) : st;
}

static enum status use_end(const struct room_form *form, struct room_reply *ret, struct fault *why)
{
    struct room_request in;
    enum status st = request_of(form, form->room->desk == NULL, &in, why);

    return st == HF_OK ? end_session(&form->door->practice, form->request->arena, &in, ret, why)
                       : st;
}

#define FORM_HANDLER(name)                                                                         \
    static void name##_post(struct http_request *request, struct http_reply *reply,                \
                            struct door *door)                                                     \
    {                                                                                              \
        use_form(request, reply, door, use_##name);                                                \
    }
FORM_HANDLER(capacity)
FORM_HANDLER(attest)
FORM_HANDLER(attests)
FORM_HANDLER(step)
FORM_HANDLER(tension)
FORM_HANDLER(mark)
FORM_HANDLER(end)

static const struct http_route live_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/live", RIGHT_SIGNED_IN, live_get, 0),
    HTTP_ROUTE(HTTP_GET, "/s/{session}/client", RIGHT_SIGNED_IN, live_get, 0),
    HTTP_ROUTE(HTTP_GET, "/s/{session}/pulse", RIGHT_ROOM, pulse_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/capacity", RIGHT_ROOM, capacity_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/attest", RIGHT_ROOM, attest_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/attests", RIGHT_ROOM, attests_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/step", RIGHT_ROOM, step_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/tension", RIGHT_ROOM, tension_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/mark", RIGHT_ROOM, mark_post, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/end", RIGHT_ROOM, end_post, 0),
};
WEB_TABLE(live);
