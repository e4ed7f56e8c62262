/* door/web/copy.c - a whole record to take along: for the client, by the practice for a client who
 * asked, and for somebody of the practice what they signed.
 *
 * Sent while it is made; the browser knows its length and shows how far it is.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy.h"

#include "door/web/act.h"
#include "door/web/routes.h"

/* A name that tells nothing to whoever sees it among the downloads. */
static void send_copy(struct http_reply *reply, struct copy *copy)
{
    struct parcel *parcel = copy_parcel(copy);

    reply->type = "application/zip";
    http_reply_header(reply, "Content-Disposition",
                      SPAN("attachment; filename=\"holdfast-copy.zip\""));
    reply->parts = (struct http_parts){parcel_next, parcel, parcel->size};
}

static enum status copy_whole(struct exchange *x)
{
    struct copy_record in = {.hand = x->hand, .client = x->client};
    struct copy *copy = NULL;
    enum status st = copy_record(x->practice, x->arena, &in, &copy, &x->why);

    if (st == HF_OK)
        send_copy(x->reply, copy);
    return st;
}

static enum status copy_own(struct exchange *x)
{
    struct copy *copy = NULL;
    enum status st = copy_entries(x->practice, x->arena, &x->hand, &copy, &x->why);

    if (st == HF_OK)
        send_copy(x->reply, copy);
    return st;
}

WEB_FORM(record_post, .act = copy_whole);
WEB_FORM(entries_post, .act = copy_own);

static const struct http_route copy_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/me/copy", RIGHT_CLIENT_OWN, record_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/copy", RIGHT_PRACTITIONER, record_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/copy", RIGHT_STAFF, entries_post, WEB_FRESH),
};
WEB_TABLE(copy);
