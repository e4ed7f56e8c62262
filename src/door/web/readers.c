/* door/web/readers.c - what the client says about reading: a clinician let in, receipts shown.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/readers.h"

#include "door/web/act.h"
#include "door/web/routes.h"
#include "usecase/view_me.h"

/* A reader that can't be read is zero, which is nobody: refused by the use case. */
static struct let_read reader_of(const struct exchange *x)
{
    struct let_read in = {.hand = x->hand};

    (void)id_parse(web_value(x->request, "reader"), &in.reader.id);
    return in;
}

static enum status let(struct exchange *x)
{
    const struct let_read in = reader_of(x);

    return let_read(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(let_post, .act = let, .then = "/me#readers");

/* Two rows: letting somebody in wants to know who is there, ending it never waits for that. */
static enum status end(struct exchange *x)
{
    const struct let_read in = reader_of(x);

    return end_read(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(end_post, .act = end, .then = "/me#readers");

static enum status receipts(struct exchange *x)
{
    const struct choose_receipts in = {.hand = x->hand,
                                       .on_screen = span_is(web_value(x->request, "to"), "screen")};

    return choose_receipts(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(receipts_post, .act = receipts, .then = "/me#receipts");

static const struct http_route readers_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/me/readers", RIGHT_CLIENT_OWN, let_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/me/readers/end", RIGHT_CLIENT_OWN, end_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/receipts", RIGHT_CLIENT, receipts_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(readers);
