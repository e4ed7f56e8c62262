/* door/web/chaperone.c - the chaperone says themselves that they are in the room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/chaperone.h"

#include "core/render/pages.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "door/web/tries.h"

/* KEEP IN ORDER: enum chaperone_answer. */
static const char *const refusals[] = {"",
                                       "chaperone.unknown",
                                       "chaperone.is_none",
                                       "chaperone.not_agreed",
                                       "live.stopped_state",
                                       "chaperone.unseen",
                                       "chaperone.known",
                                       "chaperone.unsaid"};

static void fill_names(struct arena *arena, const struct session_file *now,
                       struct chaperone_view *view)
{
    struct words agreed = chaperone_agreed(now);
    struct words_view *at = arena_array(arena, struct words_view, agreed.count);

    for (size_t i = 0; at != NULL && i < agreed.count; i++)
        at[view->n_names++].text = agreed.at[i];
    view->names = at;
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct room_door *room, struct chaperone_view *view)
{
    struct room_request in = {
        .hand = {.keyring = room->desk != NULL ? room->desk : room->client,
                 .request = {world_id(vault_world(door->practice.vault))},
                 .device = 2},
        .session = room->session,
    };
    struct room_reply now;
    struct fault why;

    fault_clear(&why);
    enum status st = look_at_room(&door->practice, request->arena, &in, &now, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = view->error.len > 0 ? web_html_again(reply) : web_html(reply);

    view->session = web_id(request->arena, room->session.id);
    view->client_name = client_file_name(&now.now.known.file);
    view->side = (int64_t)room->side;
    view->seen = now.now.room.seen;
    view->may_companion = room->client != NULL;
    fill_names(request->arena, &now.now, view);
    web_page(request, door, PAGE_ROOM, "", &view->page);
    view->page.theme = SPAN("room");
    page_chaperone(&w, view);
}

static void chaperone_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct chaperone_view view = {.seen = 0};
    struct room_door room;

    if (!room_door_open(request, reply, door, &room))
        return;
    show(request, reply, door, &room, &view);
    room_door_close(&room);
}

static void again(struct http_request *request, struct http_reply *reply, struct door *door,
                  const struct room_door *room, enum chaperone_answer answer)
{
    struct chaperone_view view = {.login = web_field(request, "login"),
                                  .name = web_field(request, "name"),
                                  .error = web_words(refusals[answer])};

    show(request, reply, door, room, &view);
}

static void confirm(struct http_request *request, struct http_reply *reply, struct door *door,
                    const struct room_door *room)
{
    struct confirm_chaperone in = {.login = web_value(request, "login"),
                                   .password = http_field_value(request->form, "password")};
    struct tries tries = tries_begin(request, door, in.login);
    enum chaperone_answer answer = CHAPERONE_UNKNOWN;
    struct fault why;

    fault_clear(&why);
    enum status st = room_request_of(request, room, door, room->desk == NULL, &in.request, &why);

    if (st == HF_OK)
        st = confirm_chaperone(&door->practice, request->arena, &in, &answer, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (answer == CHAPERONE_THERE || answer == CHAPERONE_OVER)
        web_go(reply, request, "/s/", room->session.id, "/live");
    else
        again(request, reply, door, room, answer);
    tries_end(&tries, door, reply, st == HF_OK && answer != CHAPERONE_UNKNOWN);
}

static void chaperone_post(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    struct room_door room;

    if (!room_door_open(request, reply, door, &room))
        return;
    confirm(request, reply, door, &room);
    room_door_close(&room);
}

static void bring(struct http_request *request, struct http_reply *reply, struct door *door,
                  const struct room_door *room)
{
    struct confirm_companion in = {.name = web_value(request, "name"),
                                   .is_so = span_is(web_value(request, "is_so"), "1")};
    enum chaperone_answer answer = CHAPERONE_UNSAID;
    struct fault why;

    fault_clear(&why);
    enum status st = room->client == NULL
                         ? fault_set(&why, HF_NOT_FOUND, "the client's half is elsewhere")
                         : room_request_of(request, room, door, true, &in.request, &why);

    if (st == HF_OK)
        st = confirm_companion(&door->practice, request->arena, &in, &answer, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (answer == CHAPERONE_THERE || answer == CHAPERONE_OVER)
        web_go(reply, request, "/s/", room->session.id, room->desk != NULL ? "/live" : "/client");
    else
        again(request, reply, door, room, answer);
}

static void companion_post(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    struct room_door room;

    if (!room_door_open(request, reply, door, &room))
        return;
    bring(request, reply, door, &room);
    room_door_close(&room);
}

static const struct http_route chaperone_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/chaperone", RIGHT_ROOM, chaperone_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/chaperone", RIGHT_ROOM, chaperone_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/companion", RIGHT_ROOM, companion_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(chaperone);
