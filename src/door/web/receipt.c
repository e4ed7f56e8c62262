/* door/web/receipt.c - one receipt, to be taken home: on paper, as a picture for a phone, as a
 * file.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "door/web/presence.h"
#include "door/web/qr.h"
#include "door/web/routes.h"
#include "usecase/view_me.h"

#include "base/buf.h"

static enum status find(const struct http_request *request, const struct door *door,
                        struct me_receipt_whole *ret, struct fault *why)
{
    return view_receipt(&door->practice, request->arena, web_subject(request)->keyring,
                        http_field_value(request->params, "reference"), ret, why);
}

static void receipt_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct receipt_page_view view = {.hand_back = false};
    struct me_receipt_whole whole;
    struct fault why;

    fault_clear(&why);
    enum status st = find(request, door, &whole, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.hand_back = web_subject(request)->who.kind == KEYRING_DELEGATE;
    view.receipt = (struct receipt_view){
        .reference = span_of(whole.about.reference),
        .when = web_when(request->arena, whole.about.utc_s),
        .what = web_words(whole.about.what),
        .words = whole.about.words,
        .presence = presence_sentence(request->arena, whole.about.presence, whole.about.witness)};
    view.text = whole.text;
    view.proof = whole.as_base64;
    view.qr = qr_markup(request->arena, whole.as_base64);
    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    struct html w = web_html(reply);

    page_receipt(&w, &view);
}

/* A name that tells nothing to whoever sees it among the downloads. */
static struct span file_name(struct arena *arena, const struct me_receipt *about)
{
    struct buf out;

    buf_init(&out, arena, 100);
    buf_lit(&out, "attachment; filename=\"receipt-");
    buf_put(&out, span_head(span_of(about->reference), 4));
    buf_lit(&out, ".bin\"");
    return buf_view(&out);
}

static void receipt_file(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct me_receipt_whole whole;
    struct fault why;

    fault_clear(&why);
    enum status st = find(request, door, &whole, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    reply->type = "application/octet-stream";
    http_reply_header(reply, "Content-Disposition", file_name(request->arena, &whole.about));
    buf_put(&reply->body, whole.as_file);
}

static const struct http_route receipt_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/receipts/{reference}", RIGHT_CLIENT, receipt_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/receipts/{reference}/file", RIGHT_CLIENT, receipt_file,
               HTTP_ROUTE_PLAIN),
};
WEB_TABLE(receipt);
