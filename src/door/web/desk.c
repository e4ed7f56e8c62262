/* door/web/desk.c - the practitioner's desk: Today, clients, one client.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/aftercare.h"
#include "door/web/brake.h"
#include "door/web/channel.h"
#include "door/web/house.h"
#include "door/web/house_check.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"
#include "knowledge/knowledge.h"
#include "usecase/consent.h"
#include "usecase/practice.h"
#include "usecase/room.h"

/* --- today ----------------------------------------------------------------------------------- */

/* Unfinished notes first; whoever waits for nothing is not on this page. */
static bool is_open(const struct visit_view *visit)
{
    return visit->stage == STAGE_LIVE || visit->stage == STAGE_CLOSE;
}

/* A clinician who was let in reads; the next step is somebody else's. */
static bool only_reads(const struct http_request *request)
{
    return (web_subject(request)->who.roles & ROLE_PRACTITIONER) == 0;
}

static struct visit_view line_of(const struct http_request *request, const struct client_line *line)
{
    struct visit_view view = overview_line(request->arena, line);

    view.only_reads = only_reads(request);
    return view;
}

static void fill_today(const struct http_request *request, const struct client_lines *list,
                       struct today_view *view)
{
    struct arena *arena = request->arena;
    struct visit_view *open = arena_array(arena, struct visit_view, list->count);
    struct visit_view *visits = arena_array(arena, struct visit_view, list->count);
    struct visit_view *alarms = arena_array(arena, struct visit_view, list->count);

    for (size_t i = 0; i < list->count && open != NULL && visits != NULL && alarms != NULL; i++) {
        struct visit_view line = line_of(request, &list->at[i]);

        if (list->at[i].alarms > 0)
            alarms[view->n_alarms++] = line;
        if (is_open(&line))
            open[view->n_open++] = line;
        else
            visits[view->n_visits++] = line;
    }
    view->alarms = alarms;
    view->open = open;
    view->visits = visits;
}

static struct span asked_words(struct arena *arena, const struct client_line *line, int64_t now_s)
{
    const struct message_arg args[] = {
        message_arg_text(SPAN("name"), line->name),
        message_arg_text(SPAN("due"), web_date(arena, line->asked_due_s)),
    };

    return message_fill(arena,
                        line->asked_due_s < now_s ? MSG_today_asked_late : MSG_today_asked_line,
                        MESSAGE_EN, args, 2);
}

/* What was asked of a record has a time limit by law: on top, until it is answered. */
static void fill_asked(const struct http_request *request, const struct door *door,
                       const struct client_lines *list, struct today_view *view)
{
    struct arena *arena = request->arena;
    int64_t now_s = practice_now_s(&door->practice);
    struct link_view *at = arena_array(arena, struct link_view, list->count);

    for (size_t i = 0; i < list->count && at != NULL && !view->only_reads; i++) {
        struct buf path;

        if (list->at[i].asked_due_s == 0)
            continue;
        buf_init(&path, arena, 64);
        buf_lit(&path, "/c/");
        buf_put(&path, web_id(arena, list->at[i].client.id));
        buf_lit(&path, "/everything");
        at[view->n_asked++] =
            (struct link_view){buf_view(&path), asked_words(arena, &list->at[i], now_s)};
    }
    view->asked = at;
}

/* Whoever touches nobody is not asked. */
static enum status fill_ready(const struct http_request *request, const struct door *door,
                              struct today_view *view, struct fault *why)
{
    struct practice_file file;

    if (view->only_reads)
        return HF_OK;
    enum status st = view_practice(&door->practice, request->arena, &file, why);

    if (st != HF_OK)
        return st;
    struct readiness_known known =
        practice_file_readiness(&file, door->practice.knowledge->readiness,
                                web_subject(request)->who.person, practice_now_s(&door->practice));

    view->asks_ready = known.is == READY_UNSAID;
    view->is_ready = known.is == READY_YES;
    view->is_not_ready = known.is == READY_NO;
    view->ready_until = web_when(request->arena, known.until_s);
    return HF_OK;
}

static void today(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct today_view view = {
        .date = web_day(request->arena, practice_now_s(&door->practice)),
    };
    struct client_lines list;
    struct brake_texts brakes;
    struct fault why;

    fault_clear(&why);
    enum status st = list_clients(&door->practice, request->arena, web_subject(request)->keyring,
                                  SPAN(""), &list, &why);

    view.only_reads = only_reads(request);
    if (st == HF_OK)
        st = fill_ready(request, door, &view, &why);
    if (st == HF_OK)
        st = brake_texts(request, door, &brakes, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.brakes = brakes.at;
    view.n_brakes = brakes.n;
    fill_today(request, &list, &view);
    fill_asked(request, door, &list, &view);
    if (!view.only_reads)
        view.after = aftercare_list(request, door, &list, &view.n_after);
    view.n_missing =
        house_check(door, web_subject(request)->who.person, request->arena, true, &view.missing);
    web_page(request, door, PAGE_PRACTICE, "today", &view.page);
    struct html w = web_html(reply);

    page_today(&w, &view);
}

/* --- clients --------------------------------------------------------------------------------- */

static void clients(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct clients_view view = {.query = span_trim(http_field_value(request->query, "q"))};
    struct client_lines list;
    struct fault why;

    fault_clear(&why);
    enum status st = list_clients(&door->practice, request->arena, web_subject(request)->keyring,
                                  view.query, &list, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct visit_view *at = arena_array(request->arena, struct visit_view, list.count);

    for (size_t i = 0; i < list.count && at != NULL; i++)
        at[view.n_clients++] = line_of(request, &list.at[i]);
    view.clients = at;
    view.only_reads = only_reads(request);
    web_page(request, door, PAGE_PRACTICE, "clients", &view.page);
    struct html w = web_html(reply);

    page_clients(&w, &view);
}

/* --- a new client ---------------------------------------------------------------------------- */

static void show_new(struct http_request *request, struct http_reply *reply, struct door *door,
                     struct client_new_view *view, bool again)
{
    struct html w = again ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_client_new(&w, view);
}

static void new_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_new_view view = {0};

    if (house_of(door->shared)->lacks != 0)
        web_go_to(reply, "/setup/check");
    else
        show_new(request, reply, door, &view, false);
}

static enum status add(struct http_request *request, struct door *door, struct client_id *ret,
                       struct fault *why)
{
    struct add_client in = {
        .name = web_value(request, "name"),
        .pronoun = web_value(request, "pronoun"),
        .language = SPAN("en"),
        .contact = channel_form(request),
    };
    enum status st = web_hand(request, &in.hand, why);

    return st == HF_OK ? add_client(&door->practice, request->arena, &in, ret, why) : st;
}

static void new_again(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_new_view view = {
        .name = web_field(request, "name"),
        .pronoun = web_field(request, "pronoun"),
        .contact = web_field(request, "contact"),
        .neutral = web_field(request, "neutral"),
    };

    view.name.error = web_words(view.name.value.len == 0 ? "form.missing" : "form.long");
    show_new(request, reply, door, &view, true);
}

static void new_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_id client;
    struct fault why;

    fault_clear(&why);
    enum status st = add(request, door, &client, &why);

    if (st == HF_OK)
        web_go(reply, request, "/c/", client.id, "");
    else if (st == HF_INVALID)
        new_again(request, reply, door);
    else if (st == HF_CONFLICT) /* the practice is not ready */
        web_go_to(reply, "/setup/check");
    else
        web_failed(reply, request, st, &why);
}

/* --- one client ------------------------------------------------------------------------------ */

/* What stands now, in numbers; the places are on the plan and on the client's own page. */
static enum status fill_consent(const struct http_request *request, const struct door *door,
                                const struct client_file *file, struct client_view *view,
                                struct fault *why)
{
    struct agreed agreed;
    enum status st = consent_agreed(&door->practice, file, request->arena, &agreed, why);

    if (st != HF_OK)
        return st;
    view->consent = (struct consent_count_view){.yes = (int64_t)agreed.yes,
                                                .ask = (int64_t)agreed.ask,
                                                .no = (int64_t)agreed.no,
                                                .talk = (int64_t)agreed.talk};
    for (size_t i = 0; i < agreed.count; i++)
        view->internal_agreed |=
            agreed.rows[i].access == ACCESS_INTERNAL &&
            (agreed.rows[i].answer == CHOICE_YES || agreed.rows[i].answer == CHOICE_ASK);
    return HF_OK;
}

/* The record is open here, so this page asks what the lists can't: may the agreed plan begin now?
 */
static enum stage stage_now(const struct http_request *request, const struct door *door,
                            struct client_id client)
{
    struct start_check check = {.answer = START_DENIED};
    struct fault why;

    fault_clear(&why);
    if (check_start(&door->practice, request->arena, web_subject(request)->keyring, client, &check,
                    &why) == HF_OK &&
        (check.answer == START_MAY || check.answer == START_UNREADY ||
         check.answer == START_NOT_READY))
        return STAGE_READY;
    return check.answer == START_SOMETHING_NEW ? STAGE_REVIEW : STAGE_PLAN;
}

static void client(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_view view = {0};
    struct client_file file;
    struct client_id id;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &id);

    if (st == HF_OK)
        st = view_client(&door->practice, request->arena, web_subject(request)->keyring, id, &file,
                         &why);
    if (st == HF_OK)
        st = fill_consent(request, door, &file, &view, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    overview_fill(request->arena, &file, practice_now_s(&door->practice), &view);
    view.may_hand_on =
        id_equal(file.practitioner.id, web_subject(request)->who.person.id) && !only_reads(request);
    if (view.stage == STAGE_READY)
        view.stage = stage_now(request, door, id);
    view.only_reads = only_reads(request);
    web_page(request, door, PAGE_PRACTICE, "clients", &view.page);
    struct html w = web_html(reply);

    page_client(&w, &view);
}

static const struct http_route desk_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/today", RIGHT_STAFF, today, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/clients", RIGHT_STAFF, clients, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/clients/new", RIGHT_PRACTITIONER, new_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/clients/new", RIGHT_PRACTITIONER, new_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}", RIGHT_CARE, client, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(desk);
