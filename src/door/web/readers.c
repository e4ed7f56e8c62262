/* door/web/readers.c - what the client says about reading: a clinician let in, receipts shown.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/readers.h"

#include "door/web/routes.h"
#include "usecase/view_me.h"

typedef enum status reading(const struct practice *practice, struct arena *arena,
                            const struct let_read *in, struct fault *why);

static void change_reading(struct http_request *request, struct http_reply *reply,
                           struct door *door, reading *change)
{
    struct let_read in = {.reader = {{{0}}}};
    struct fault why;

    (void)id_parse(web_value(request, "reader"), &in.reader.id); /* zero is nobody: refused below */
    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = change(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go_to(reply, "/me#readers");
    else
        web_failed(reply, request, st, &why);
}

static void let_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    change_reading(request, reply, door, let_read);
}

/* Two rows: letting somebody in wants to know who is there, ending it never waits for that. */
static void end_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    change_reading(request, reply, door, end_read);
}

static void receipts_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct choose_receipts in = {.on_screen = span_is(web_value(request, "to"), "screen")};
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = choose_receipts(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go_to(reply, "/me#receipts");
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route readers_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/me/readers", RIGHT_CLIENT_OWN, let_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/me/readers/end", RIGHT_CLIENT_OWN, end_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/receipts", RIGHT_CLIENT, receipts_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(readers);
