/* door/web/brake.c - the brake on mass reading has stopped somebody: what it is, why they go on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/brake.h"

#include "core/render/message.h"
#include "core/render/pages.h"
#include "door/web/act.h"
#include "door/web/routes.h"
#include "usecase/brake.h"

enum { WORDS_MOST = 500 };

/* --- what is noted --------------------------------------------------------------------------- */

static struct span text_of(struct arena *arena, const struct brake_line *line)
{
    const struct message_arg args[] = {
        message_arg_text(SPAN("when"), web_when(arena, line->when_s)),
        message_arg_text(SPAN("who"), line->who),
        message_arg_text(SPAN("words"), line->words),
    };

    return line->is_explained
               ? message_fill(arena, message_find(SPAN("brake.line_why")), MESSAGE_EN, args, 3)
               : message_fill(arena, message_find(SPAN("brake.line")), MESSAGE_EN, args, 2);
}

enum status brake_texts(const struct http_request *request, const struct door *door,
                        struct brake_texts *ret, struct fault *why)
{
    struct arena *arena = request->arena;
    struct brake_lines lines;
    enum status st =
        list_brakes(&door->practice, arena, web_subject(request)->keyring, &lines, why);

    if (st != HF_OK)
        return st;
    struct brake_line_view *at = arena_array(arena, struct brake_line_view, lines.n);

    *ret = (struct brake_texts){at, 0};
    for (size_t i = 0; at != NULL && i < lines.n; i++)
        at[ret->n++].text = text_of(arena, &lines.at[i]);
    return HF_OK;
}

/* --- the page -------------------------------------------------------------------------------- */

static enum status show(struct exchange *x, struct brake_view *view)
{
    struct brake_texts noted;
    size_t left = 0;
    enum status st = look_at_brake(x->practice, x->arena, x->keyring, &left, &x->why);

    if (st == HF_OK)
        st = brake_texts(x->request, x->door, &noted, &x->why);
    if (st != HF_OK)
        return st;
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    view->is_braked = left == 0;
    view->left = (int64_t)left;
    view->lines = noted.at;
    view->n_lines = noted.n;
    page_brake(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    return show(x, &(struct brake_view){.next = http_field_value(x->request->query, "next")});
}
WEB_LOOK(reading_get, look);

static enum status again(struct exchange *x)
{
    struct brake_view view = {.words = web_field(x->request, "words"),
                              .next = web_value(x->request, "next")};

    view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    return show(x, &view);
}

/* http_reply_redirect lets nothing out of this server. */
static enum status explain(struct exchange *x)
{
    struct explain_reading in = {x->hand, web_value(x->request, "words")};
    struct span next = web_value(x->request, "next");

    if (in.words.len > WORDS_MOST)
        return fault_set(&x->why, HF_INVALID, "words");
    enum status st = explain_reading(x->practice, x->arena, &in, &x->why);

    if (st != HF_OK || next.len < 2 || next.at[0] != '/')
        return st;
    x->then = NULL;
    http_reply_redirect(x->reply, next);
    return HF_OK;
}
WEB_FORM(reading_post, .act = explain, .then = "/clients", .again = again);

static const struct http_route brake_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/reading", RIGHT_STAFF, reading_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/reading", RIGHT_STAFF, reading_post, WEB_FRESH),
};
WEB_TABLE(brake);
