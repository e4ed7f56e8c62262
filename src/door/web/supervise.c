/* door/web/supervise.c - a note without what tells whose it is: the draft, read by hand, then to
 * print.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/supervise.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/routes.h"

static enum status address(const struct http_request *request, struct client_id *client,
                           struct session_id *session)
{
    enum status st = web_client(request, client);

    return st == HF_OK ? web_param_id(request, "session", &session->id) : st;
}

/* `view->text` empty: the program's own proposal. */
static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct supervise_view *view)
{
    bool again = view->text.error.len + view->read_error.len > 0;
    struct supervise_draft draft;
    struct client_id client;
    struct session_id session;
    struct fault why;

    fault_clear(&why);
    enum status st = address(request, &client, &session);

    if (st == HF_OK)
        st = view_supervise(&door->practice, request->arena, web_subject(request)->keyring, client,
                            session, &draft, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = again ? web_html_again(reply) : web_html(reply);

    view->client.id = web_id(request->arena, client.id);
    view->session = web_id(request->arena, session.id);
    view->number = draft.number;
    view->weeks = draft.weeks;
    if (view->text.value.len == 0)
        view->text.value = draft.text;
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_supervise(&w, view);
}

static void supervise_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct supervise_view view = {.done = false};

    show(request, reply, door, &view);
}

static void supervise_post(struct http_request *request, struct http_reply *reply,
                           struct door *door)
{
    struct supervise in = {.text = web_value(request, "text"),
                           .read = web_value(request, "read").len > 0};
    struct supervise_view view = {.text = web_field(request, "text")};
    struct fault why;

    fault_clear(&why);
    enum status st = address(request, &in.client, &in.session);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = supervise(&door->practice, request->arena, &in, &why);
    if (st != HF_OK && st != HF_INVALID) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.done = st == HF_OK;
    if (st == HF_INVALID && span_is(span_of(why.text), "read"))
        view.read_error = web_words("supervise.read_missing");
    else if (st == HF_INVALID)
        view.text.error = web_words("supervise.still");
    show(request, reply, door, &view);
}

static const struct http_route supervise_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/supervise/{session}", RIGHT_PRACTITIONER, supervise_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/supervise/{session}", RIGHT_PRACTITIONER, supervise_post,
               WEB_FRESH),
};
WEB_TABLE(supervise);
