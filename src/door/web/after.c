/* door/web/after.c - the client's own question after a session, asked apart.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/lexicon.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "core/render/pages.h"

enum { FEELINGS_MOST = 16 };

/* The client's half of the room's tablet, an own device, or a tablet that was handed over. */
static bool find_client(struct http_request *request, struct http_reply *reply, struct door *door,
                        struct room_door *ret)
{
    const struct subject *subject = web_subject(request);
    bool is_client = (subject->who.roles & ROLE_CLIENT) != 0;
    struct room_door room = {.side = LIVE_SIDE_CLIENT, .client = subject->keyring};

    if (!is_client || subject->who.purpose == DELEGATE_ROOM)
        return room_door_open(request, reply, door, ret);
    if (!room_session_id(request, &room.session)) {
        http_reply_error(reply, request, 404, "no session id");
        return false;
    }
    *ret = room;
    return true;
}

static void fill_feelings(const struct http_request *request, const struct door *door,
                          struct after_view *view)
{
    const struct lexicon_list *list = &door->practice.knowledge->lexicon->feelings;
    struct choice_view *at = arena_array(request->arena, struct choice_view, list->count);

    for (size_t i = 0; at != NULL && i < list->count; i++)
        at[i] = (struct choice_view){.value = list->at[i].id, .label = list->at[i].name};
    view->feelings = at;
    view->n_feelings = at == NULL ? 0 : list->count;
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct room_door *room, const struct room_reply *now, bool sent)
{
    const struct client_file *file = &now->now.known.file;
    struct after_view view = {
        .session = web_id(request->arena, room->session.id),
        .practitioner = client_file_who(file, (struct person_id){now->now.room.practitioner}),
        .sent = sent,
        .hand_back = web_subject(request)->who.purpose == DELEGATE_HANDOVER,
    };
    struct html w = web_html(reply);

    if (sent && room->desk != NULL) {
        struct buf path;

        buf_init(&path, request->arena, 64);
        buf_lit(&path, "/s/");
        buf_put(&path, view.session);
        buf_lit(&path, "/close");
        view.onward = (struct link_view){buf_view(&path), web_words("after.onward")};
    }
    fill_feelings(request, door, &view);
    web_page(request, door, room->desk != NULL ? PAGE_ROOM : PAGE_CLIENT, "", &view.page);
    page_after(&w, &view);
}

static bool was_answered(const struct room_reply *now, struct session_id session)
{
    return entry_find_last(now->now.known.gathering.entries, ACTION_CLIENT_CLOSED, session.id) !=
           NULL;
}

static void after_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct room_door room;
    struct room_reply now;
    struct fault why;

    if (!find_client(request, reply, door, &room))
        return;
    struct room_request in = {
        .hand = {.keyring = room.client, .request = {world_id(vault_world(door->practice.vault))}},
        .session = room.session,
    };

    fault_clear(&why);
    enum status st = room.client == NULL
                         ? fault_set(&why, HF_NOT_FOUND, "the client is not at this screen")
                         : look_at_room(&door->practice, request->arena, &in, &now, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        show(request, reply, door, &room, &now, was_answered(&now, room.session));
    room_door_close(&room);
}

static uint8_t honest_of(const struct http_request *request)
{
    struct span value = web_value(request, "different");

    if (span_is(web_value(request, "go"), "skip"))
        return HONEST_RATHER_NOT_SAY;
    if (span_is(value, "yes"))
        return HONEST_YES;
    return span_is(value, "no") ? HONEST_NO : HONEST_RATHER_NOT_SAY;
}

static struct words feelings_of(const struct http_request *request, const struct door *door)
{
    const struct lexicon_list *list = &door->practice.knowledge->lexicon->feelings;
    struct span *at = arena_array(request->arena, struct span, FEELINGS_MOST);
    size_t n = 0;

    for (size_t i = 0; at != NULL && i < request->form.count && n < FEELINGS_MOST; i++)
        if (span_is(request->form.at[i].name, "feeling") &&
            lexicon_find(*list, request->form.at[i].value) != NULL)
            at[n++] = request->form.at[i].value;
    return (struct words){at, n};
}

static void after_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_closes in = {.different = honest_of(request)};
    struct room_door room;
    struct room_reply now;
    struct fault why;

    if (!find_client(request, reply, door, &room))
        return;
    if (!span_is(web_value(request, "go"), "skip")) {
        in.different_words = web_value(request, "different_words");
        in.own_word = web_value(request, "own_word");
        in.feelings = feelings_of(request, door);
    }
    fault_clear(&why);
    enum status st = room_request_of(request, &room, door, true, &in.request, &why);

    if (st == HF_OK)
        st = client_closes(&door->practice, request->arena, &in, &now, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go(reply, request, "/s/", room.session.id, "/after");
    room_door_close(&room);
}

static const struct http_route after_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/after", RIGHT_SIGNED_IN, after_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/after", RIGHT_SIGNED_IN, after_post, 0),
};
WEB_TABLE(after);
