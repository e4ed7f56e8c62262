/* door/web/older.c - an older copy of the data: what is missing, and an owner's word to go on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_setup.h"
#include "door/web/act.h"
#include "door/web/routes.h"
#include "usecase/older.h"

static enum status show(struct exchange *x, struct span error)
{
    struct ledger_older older = {.kept = 0};
    enum status st = view_older(x->practice, x->arena, x->keyring, &older, &x->why);
    struct older_view view = {.is_older = st == HF_OK, .error = error};

    if (st != HF_OK && st != HF_NOT_FOUND)
        return st;
    view.here = (int64_t)older.kept;
    view.missing = older.confirmed > older.kept ? (int64_t)(older.confirmed - older.kept) : 0;
    view.lost = (int64_t)older.lost;
    view.records = (int64_t)older.clients;
    struct html w = web_open(x, PAGE_PRACTICE, "setup", &view.page);

    page_older(&w, &view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    return show(x, SPAN(""));
}
WEB_LOOK(older_get, look);

static enum status take_again(struct exchange *x)
{
    return show(x, web_words("older.wrong"));
}

static enum status take(struct exchange *x)
{
    struct ledger_older older;

    if (!span_is(web_value(x->request, "sure"), "yes"))
        return fault_set(&x->why, HF_INVALID, "sure");
    return take_older(x->practice, x->arena, &x->hand, &older, &x->why);
}
/* Everybody is signed out by it. */
WEB_FORM(older_post, .act = take, .then = "/signin", .again = take_again);

static const struct http_route older_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/older", RIGHT_OWNER, older_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/older", RIGHT_OWNER, older_post, WEB_FRESH),
};
WEB_TABLE(older);
