/* door/web/findings.c - findings of earlier reviews, and a clinician's word that one is over.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/standing.h"

struct span standing_words(const struct http_request *request, const struct door *door,
                           const struct standing_finding *standing)
{
    const struct screening *rules = door->practice.knowledge->screening;
    struct span rest = standing->finding;
    const struct pack_row *row = screening_find(rules, standing->finding);

    if (row == NULL)
        row = screening_find(rules, span_cut(&rest, '.'));
    const struct message_arg args[] = {
        message_arg("what", row == NULL ? standing->finding : row->practitioner),
        message_arg("when", web_date(request->arena, standing->since_s))};

    return message_fill(request->arena, MSG_review_standing_line, MESSAGE_EN, args, 2);
}

static void fill(const struct http_request *request, const struct door *door,
                 const struct screening_file *file, struct findings_view *view)
{
    struct standing_view *at = arena_array(request->arena, struct standing_view, file->n_standing);

    for (size_t i = 0; at != NULL && i < file->n_standing; i++)
        at[view->n_standing++] = (struct standing_view){
            file->standing[i].finding, standing_words(request, door, &file->standing[i]),
            span_equal(file->standing[i].finding, view->finding)};
    view->standing = at;
    view->client = overview_head(request->arena, &file->facts.file);
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct findings_view *view, bool again)
{
    struct screening_file file;
    struct client_id client;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &client);

    if (st == HF_OK)
        st = view_screening(&door->practice, request->arena, web_subject(request)->keyring, client,
                            &file, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    fill(request, door, &file, view);
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_findings(&w, view);
}

static void findings_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct findings_view view = {0};

    show(request, reply, door, &view, false);
}

static void findings_again(struct http_request *request, struct http_reply *reply,
                           struct door *door, const struct fault *why)
{
    struct findings_view view = {.finding = web_value(request, "finding"),
                                 .document = web_field(request, "document"),
                                 .reason = web_field(request, "reason")};

    if (view.document.value.len == 0)
        view.document.error = web_words("form.missing");
    if (view.reason.value.len == 0)
        view.reason.error = web_words("form.missing");
    if (view.document.error.len + view.reason.error.len == 0)
        view.reason.error =
            web_words(span_is(span_of(why->text), "clinician") ? "findings.other" : "form.long");
    show(request, reply, door, &view, true);
}

static void findings_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct end_finding in = {.finding = web_value(request, "finding"),
                             .document = web_value(request, "document"),
                             .reason = web_value(request, "reason")};
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = end_finding(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/review");
    else if (st == HF_INVALID)
        findings_again(request, reply, door, &why);
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route findings_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/findings", RIGHT_CLINICIAN, findings_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/findings", RIGHT_CLINICIAN, findings_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(findings);
