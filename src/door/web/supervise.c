/* door/web/supervise.c - a note without what tells whose it is: the draft, read by hand, then to
 * print.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/supervise.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/act.h"
#include "door/web/routes.h"

/* `view->text` empty: the program's own proposal. */
static enum status show(struct exchange *x, struct supervise_view *view)
{
    struct supervise_draft draft;
    struct session_id session;
    enum status st = web_param_id(x->request, "session", &session.id);

    if (st == HF_OK)
        st = view_supervise(x->practice, x->arena, x->keyring, x->client, session, &draft, &x->why);
    if (st != HF_OK)
        return st;
    view->client.id = web_id(x->arena, x->client.id);
    view->session = web_id(x->arena, session.id);
    view->number = draft.number;
    view->weeks = draft.weeks;
    if (view->text.value.len == 0)
        view->text.value = draft.text;
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_supervise(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct supervise_view view = {.done = false};

    return show(x, &view);
}
WEB_LOOK(supervise_get, look);

static enum status again(struct exchange *x)
{
    struct supervise_view view = {.text = web_field(x->request, "text")};

    if (web_refused(x, "read"))
        view.read_error = web_words("supervise.read_missing");
    else
        view.text.error = web_words("supervise.still");
    return show(x, &view);
}

static enum status keep(struct exchange *x)
{
    struct supervise in = {.hand = x->hand,
                           .client = x->client,
                           .text = web_value(x->request, "text"),
                           .read = web_value(x->request, "read").len > 0};
    enum status st = web_param_id(x->request, "session", &in.session.id);

    return st == HF_OK ? supervise(x->practice, x->arena, &in, &x->why) : st;
}

/* Ready to print: the same page says so. */
static enum status done(struct exchange *x)
{
    struct supervise_view view = {.text = web_field(x->request, "text"), .done = true};

    return show(x, &view);
}
WEB_FORM(supervise_post, .act = keep, .again = again, .done = done);

static const struct http_route supervise_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/supervise/{session}", RIGHT_PRACTITIONER, supervise_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/supervise/{session}", RIGHT_PRACTITIONER, supervise_post,
               WEB_FRESH),
};
WEB_TABLE(supervise);
