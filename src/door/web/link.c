/* door/web/link.c - the one-time link, opening it, and the tablet that changes hands.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/links.h"

#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "core/render/view_desk.h"
#include "core/render/view_setup.h"
#include "door/web/device.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/tries.h"
#include "usecase/client.h"
#include "usecase/client_facts.h"

struct span links_url(const struct http_request *request, const struct link *link)
{
    struct buf url;

    buf_init(&url, request->arena, HTTP_MAX_TARGET);
    buf_put(&url, request->is_secure ? SPAN("https://") : SPAN("http://"));
    buf_put(&url, http_request_header(request, "host"));
    buf_lit(&url, "/l/");
    buf_put(&url, span_of(link->token));
    return buf_view(&url);
}

/* Would a phone that is sent this address find nobody behind it? */
static bool is_only_here(const struct http_request *request)
{
    struct span host = http_request_header(request, "host");

    return span_starts(host, SPAN("127.")) || span_starts(host, SPAN("localhost")) ||
           span_starts(host, SPAN("[::1]"));
}

/* The client of the path, and their file. */
static enum status file_of(struct http_request *request, struct door *door, struct client_id *id,
                           struct client_file *ret, struct fault *why)
{
    enum status st = web_client(request, id);

    return st != HF_OK ? st
                       : view_client(&door->practice, request->arena, web_subject(request)->keyring,
                                     *id, ret, why);
}

static enum status link_file(struct http_request *request, struct door *door, struct client_id *id,
                             struct client_link_view *view, struct fault *why)
{
    struct client_file file;
    enum status st = file_of(request, door, id, &file, why);

    if (st != HF_OK)
        return st;
    view->client = overview_head(request->arena, &file);
    if (client_file_in_session(&file))
        view->session = web_id(request->arena, client_stage(&file).session);
    return HF_OK;
}

/* --- making a link --------------------------------------------------------------------------- */

static void show_link(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct client_link_view *view)
{
    struct html w = web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_client_link(&w, view);
}

static void link_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_link_view view = {0};
    struct client_id id;
    struct fault why;

    fault_clear(&why);
    enum status st = link_file(request, door, &id, &view, &why);

    if (st == HF_OK)
        show_link(request, reply, door, &view);
    else
        web_failed(reply, request, st, &why);
}

static void link_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_link_view view = {0};
    struct make_link in = {0};
    struct link link;
    struct fault why;

    fault_clear(&why);
    enum status st = link_file(request, door, &in.client, &view, &why);

    if (st == HF_OK && view.session.len > 0) { /* the page says so; make_link would refuse */
        reply->status = 409;
        show_link(request, reply, door, &view);
        return;
    }
    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = make_link(&door->practice, request->arena, &in, &link, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.url = links_url(request, &link);
    view.only_here = is_only_here(request);
    view.word = arena_copy(request->arena, span_of(link.word));
    view.until = web_when(request->arena, link.until_s);
    show_link(request, reply, door, &view);
    vault_wipe(&link, sizeof link);
}

/* --- opening it ------------------------------------------------------------------------------ */

static void show_enter(struct http_request *request, struct http_reply *reply, struct door *door,
                       struct link_enter_view *view)
{
    struct html w = view->failed ? web_html_again(reply) : web_html(reply);

    view->token = http_field_value(request->params, "token");
    web_page(request, door, PAGE_PUBLIC, "", &view->page);
    page_link_enter(&w, view);
}

static void enter_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct link_enter_view view = {0};

    show_enter(request, reply, door, &view);
}

static void enter_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct open_link in = {
        .token = http_field_value(request->params, "token"),
        .word = web_value(request, "word"),
        .old_pass = http_request_session(request),
        .device = web_device(request),
    };
    struct tries tries = tries_begin(request, door, in.token);
    struct sign_in_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = open_link(&door->practice, &in, &done, &why);

    if (st == HF_OK) {
        http_reply_session(reply, request, span_of(done.pass));
        web_go_to(reply, (done.roles & ROLE_CLIENT) != 0 ? "/me" : "/account");
        vault_wipe(&done, sizeof done);
    } else if (st == HF_NOT_FOUND) {
        show_enter(request, reply, door, &(struct link_enter_view){.failed = true});
    } else {
        web_failed(reply, request, st, &why);
    }
    tries_end(&tries, door, reply, st == HF_OK);
}

/* --- the tablet ------------------------------------------------------------------------------ */

/* Where the tablet opens; nothing else is ever followed. */
static const struct {
    const char *purpose, *path;
} purposes[] = {
    {"home", "/me"},
    {"intake", "/me/intake"},
    {"consent", "/me/consent"},
    {"answers", "/me/answers"},
};

static const char *path_for(struct span purpose)
{
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
        if (span_is(purpose, purposes[i].purpose))
            return purposes[i].path;
    return purposes[0].path;
}

static void handover_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct handover_view view = {.purpose = http_field_value(request->query, "purpose")};
    struct client_file file;
    struct client_id id;
    struct fault why;

    fault_clear(&why);
    enum status st = file_of(request, door, &id, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.client = overview_head(request->arena, &file);
    web_page(request, door, PAGE_PRACTICE, "clients", &view.page);
    struct html w = web_html(reply);

    page_handover(&w, &view);
}

static void handover_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct hand_over in = {.old_pass = http_request_session(request)};
    struct sign_in_reply done;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = hand_over(&door->practice, request->arena, &in, &done, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    http_reply_session(reply, request, span_of(done.pass));
    web_go_to(reply, path_for(web_value(request, "purpose")));
    vault_wipe(&done, sizeof done);
}

static void give_back(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct take_back in = {.pass = http_request_session(request)};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = take_back(&door->practice, request->arena, &in, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    http_reply_end_session(reply, request);
    web_go_to(reply, "/signed-out?returned=1");
}

static const struct http_route link_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/link", RIGHT_PRACTITIONER, link_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/link", RIGHT_PRACTITIONER, link_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/handover", RIGHT_PRACTITIONER, handover_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/handover", RIGHT_PRACTITIONER, handover_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/l/{token}", RIGHT_PUBLIC, enter_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/l/{token}", RIGHT_PUBLIC, enter_post, HTTP_ROUTE_NO_TOKEN),
    HTTP_ROUTE(HTTP_POST, "/me/give-back", RIGHT_HANDOVER, give_back, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(link);
