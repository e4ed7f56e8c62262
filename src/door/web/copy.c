/* door/web/copy.c - a whole record to take along: for the client, by the practice for a client who
 * asked, and for somebody of the practice what they signed.
 *
 * Sent while it is made; the browser knows its length and shows how far it is.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/copy.h"

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

static void record_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct copy_record in = {.client = {{{0}}}};
    struct copy *copy = NULL;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = copy_record(&door->practice, request->arena, &in, &copy, &why);
    if (st == HF_OK)
        send_copy(reply, copy);
    else
        web_failed(reply, request, st, &why);
}

static void entries_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct copy *copy = NULL;
    struct hand hand;
    struct fault why;

    fault_clear(&why);
    enum status st = web_hand(request, &hand, &why);

    if (st == HF_OK)
        st = copy_entries(&door->practice, request->arena, &hand, &copy, &why);
    if (st == HF_OK)
        send_copy(reply, copy);
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route copy_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/me/copy", RIGHT_CLIENT_OWN, record_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/copy", RIGHT_PRACTITIONER, record_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/account/copy", RIGHT_STAFF, entries_post, WEB_FRESH),
};
WEB_TABLE(copy);
