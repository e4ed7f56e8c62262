/* door/web/begin.c - from an agreed plan into the room: begin, enter, try the stop.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/begin.h"

#include "core/render/message.h"
#include "door/web/overview.h"
#include "door/web/own_pass.h"
#include "door/web/reason_rule.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "core/render/pages.h"

/* --- begin ----------------------------------------------------------------------------------- */

/* KEEP IN ORDER: enum start_answer. */
static const struct {
    const char *obstacle, *way;
} obstacles[] = {
    {"", ""},
    {"begin.no_plan", "begin.to_plan"},
    {"begin.not_yours", "begin.to_plan"},
    {"begin.open", "begin.to_session"},
    {"begin.resting", ""},
    {"begin.new", "begin.to_review"},
    {"begin.denied", "begin.to_plan"},
    {"begin.untold", "begin.to_plan"},
    {"begin.unready", "begin.to_readiness"},
    {"begin.not_ready", "begin.to_readiness"},
};

struct span begin_obstacle(enum start_answer answer)
{
    return web_words(obstacles[answer].obstacle);
}

static struct span path_of(struct arena *arena, const char *before, struct id128 id,
                           const char *after)
{
    struct buf path;

    buf_init(&path, arena, 128);
    buf_put(&path, span_of(before));
    buf_put(&path, web_id(arena, id));
    buf_put(&path, span_of(after));
    return buf_view(&path);
}

static struct span way_of(struct arena *arena, const struct start_check *check)
{
    if (check->answer == START_MAY || check->answer == START_RESTING)
        return SPAN("");
    if (check->answer == START_UNREADY || check->answer == START_NOT_READY)
        return path_of(arena, "/readiness?client=", check->file.client.id, "");
    if (check->answer == START_OPEN)
        return path_of(arena, "/s/", check->open.id, "/live");
    return path_of(arena, "/c/", check->file.client.id,
                   check->answer == START_SOMETHING_NEW ? "/review" : "/plan");
}

/* Every reason of every denied step, one after the other. */
static void fill_refusals(struct arena *arena, const struct door *door,
                          const struct start_check *check, struct begin_view *view)
{
    struct refusal_view *all = NULL;

    for (size_t i = 0; i < check->check.count; i++) {
        const struct act_refused_content *refused;
        struct fault why;

        fault_clear(&why);
        if (check->check.steps[i].verdict != VERDICT_DENY ||
            plan_refusal(ATTEMPT_START, check->plan->practitioner, &check->plan->steps.at[i],
                         &check->check.steps[i], arena, &refused, &why) != HF_OK)
            continue;
        all = room_refusals(arena, door, &check->file, refused, false, &view->n_refusals);
        break; /* one step at a time: the plan's page shows them all */
    }
    view->refusals = all;
}

/* One refusal for each field that is open. */
static void fill_untold(struct arena *arena, const struct door *door,
                        const struct start_check *check, struct begin_view *view)
{
    struct words reasons = checklist_reasons(&check->checklist, arena);
    struct refusal_view *all = arena_array(arena, struct refusal_view, reasons.count);
    struct person_id who = {check->plan->practitioner};
    struct client_id client = check->file.client;
    const struct reason_context context = {.client = client_file_name(&check->file),
                                           .practitioner = client_file_who(&check->file, who)};

    for (size_t i = 0; all != NULL && i < reasons.count; i++) {
        all[i] = reason_told(door, arena, reasons.at[i], &context);
        all[i].read = reason_address(arena, all[i].rule, &client);
        view->n_refusals++;
    }
    view->refusals = all;
}

static void show_begin(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct start_check *check)
{
    struct arena *arena = request->arena;
    struct begin_view view = {
        .client = overview_head(arena, &check->file),
        .obstacle = begin_obstacle(check->answer),
        .never = overview_never(&check->file),
        .way = {way_of(arena, check), web_words(obstacles[check->answer].way)},
        .may_begin = check->answer == START_MAY,
    };
    struct html w = web_html(reply);

    if (check->answer == START_DENIED)
        fill_refusals(arena, door, check, &view);
    if (check->answer == START_UNTOLD)
        fill_untold(arena, door, check, &view);
    web_page(request, door, PAGE_PRACTICE, "clients", &view.page);
    page_begin(&w, &view);
}

static void begin_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct start_check check = {.answer = START_MAY};
    struct client_id client;
    struct fault why;
    enum status st = web_client(request, &client);

    fault_clear(&why);
    if (st == HF_OK)
        st = check_start(&door->practice, request->arena, web_subject(request)->keyring, client,
                         &check, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        show_begin(request, reply, door, &check);
}

static void go_into_room(struct http_request *request, struct http_reply *reply,
                         struct room_passes *passes, struct session_id session, const char *page)
{
    http_reply_session(reply, request,
                       span_of(passes->desk[0] != '\0' ? passes->desk : passes->client));
    room_half_cookie(reply, request, span_of(passes->desk[0] != '\0' ? passes->client : ""));
    vault_wipe(passes, sizeof *passes);
    web_go(reply, request, "/s/", session.id, page);
}

static enum status start(struct http_request *request, struct door *door,
                         struct start_session_reply *done, struct fault *why)
{
    struct start_session in = {
        .mode = span_is(web_value(request, "mode"), "steps") ? SESSION_STEPS : SESSION_ENVELOPE,
        .client_device = span_is(web_value(request, "device"), "own"),
        .old_pass = http_request_session(request),
    };
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, why);
    return st == HF_OK ? start_session(&door->practice, request->arena, &in, done, why) : st;
}

static void begin_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct start_session_reply done = {.session = {{{0}}}};
    struct fault why;

    fault_clear(&why);
    enum status st = start(request, door, &done, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    if (done.check.answer != START_MAY) {
        reply->status = 409;
        show_begin(request, reply, door, &done.check);
        return;
    }
    go_into_room(request, reply, &done.passes, done.session,
                 done.passes.client[0] == '\0' ? "/live" : "/rehearse");
}

/* --- enter ----------------------------------------------------------------------------------- */

static void enter_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct subject *subject = web_subject(request);
    struct enter_view view = {.is_client = (subject->who.roles & ROLE_CLIENT) != 0};
    struct room_request in = {.hand = {.keyring = subject->keyring}};
    struct room_reply now;
    struct fault why;
    struct html w;

    fault_clear(&why);
    in.hand.request.id = world_id(vault_world(door->practice.vault));
    enum status st = room_session_id(request, &in.session)
                         ? look_at_room(&door->practice, request->arena, &in, &now, &why)
                         : HF_NOT_FOUND;

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    w = web_html(reply);
    view.session = web_id(request->arena, in.session.id);
    view.client_name = client_file_name(&now.now.known.file);
    view.over = now.now.room.state == ROOM_ENDED;
    web_page(request, door, view.is_client ? PAGE_CLIENT : PAGE_PRACTICE, "", &view.page);
    page_enter(&w, &view);
}

/* A practitioner's sign-in ends on the device that shows a room; a client's own waits beside it. */
static void enter_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    bool is_client = (web_subject(request)->who.roles & ROLE_CLIENT) != 0;
    struct span own = http_request_session(request);
    struct enter_room in = {.old_pass = is_client ? SPAN("") : own};
    struct room_passes passes = {"", ""};
    struct fault why;

    fault_clear(&why);
    enum status st =
        room_session_id(request, &in.session) ? web_hand(request, &in.hand, &why) : HF_NOT_FOUND;

    if (st == HF_OK)
        st = enter_room(&door->practice, request->arena, &in, &passes, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    if (is_client)
        own_pass_keep(reply, request, own);
    go_into_room(request, reply, &passes, in.session,
                 passes.desk[0] == '\0' ? "/rehearse" : "/live");
}

/* --- the stop, tried first ---------------------------------------------------------------------
 */

static void show_rehearse(struct http_request *request, struct http_reply *reply, struct door *door,
                          const struct room_door *room, const struct room_reply *now)
{
    struct rehearse_view view = {
        .session = web_id(request->arena, room->session.id),
        .pressed = now->now.room.is_rehearsed,
    };
    struct html w = web_html(reply);

    web_page(request, door, PAGE_ROOM, "", &view.page);
    page_rehearse(&w, &view);
}

typedef enum status room_use(const struct practice *practice, struct arena *arena,
                             const struct room_request *in, struct room_reply *ret,
                             struct fault *why);

/* The desk alone has nothing to rehearse: the client does that on the own device. */
static void rehearse_with(struct http_request *request, struct http_reply *reply, struct door *door,
                          room_use *use, bool posted)
{
    struct room_door room;
    struct room_request in = {.seen = 0};
    struct room_reply now;
    struct fault why;
    enum status st = HF_OK;

    if (!room_door_open(request, reply, door, &room))
        return;
    fault_clear(&why);
    if (posted)
        st = room_request_of(request, &room, door, true, &in, &why);
    else
        in = (struct room_request){
            .hand = {.keyring = room.client,
                     .request = {world_id(vault_world(door->practice.vault))}},
            .session = room.session};
    if (room.client != NULL && st == HF_OK)
        st = use(&door->practice, request->arena, &in, &now, &why);
    if (room.client == NULL)
        web_go(reply, request, "/s/", room.session.id, "/live");
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (posted)
        web_go(reply, request, "/s/", room.session.id, "/today"); /* which says that it works */
    else
        show_rehearse(request, reply, door, &room, &now);
    room_door_close(&room);
}

static void rehearse_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    rehearse_with(request, reply, door, look_at_room, false);
}

static void rehearse_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    rehearse_with(request, reply, door, rehearse_stop, true);
}

static const struct http_route begin_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/begin", RIGHT_PRACTITIONER, begin_get, 0),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/begin", RIGHT_PRACTITIONER, begin_post, 0),
    HTTP_ROUTE(HTTP_GET, "/s/{session}/enter", RIGHT_SIGNED_IN, enter_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/enter", RIGHT_SIGNED_IN, enter_post, 0),
    HTTP_ROUTE(HTTP_GET, "/s/{session}/rehearse", RIGHT_SIGNED_IN, rehearse_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/rehearse", RIGHT_ROOM, rehearse_post, 0),
};
WEB_TABLE(begin);
