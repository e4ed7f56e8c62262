/* door/web/findings.c - findings of earlier reviews, and a clinician's word that one is over.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/act.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/standing.h"

struct standing_view standing_line(const struct http_request *request, const struct door *door,
                                   const struct standing_finding *standing)
{
    const struct pack_row *row =
        screening_row_of(door->practice.knowledge->screening, standing->finding);
    const struct message_arg args[] = {
        message_arg("what", row == NULL ? standing->finding : row->practitioner),
        message_arg("when", web_date(request->arena, standing->since_s))};

    return (struct standing_view){
        .finding = standing->finding,
        .text = message_fill(request->arena, MSG_review_standing_line, MESSAGE_EN, args, 2),
        .rule = row == NULL ? SPAN("") : row->id};
}

static void fill(struct exchange *x, const struct screening_file *file, struct findings_view *view)
{
    struct standing_view *at = arena_array(x->arena, struct standing_view, file->n_standing);

    for (size_t i = 0; at != NULL && i < file->n_standing; i++) {
        at[i] = standing_line(x->request, x->door, &file->standing[i]);
        at[i].sent = span_equal(at[i].finding, view->finding);
        view->n_standing++;
    }
    view->standing = at;
    view->client = overview_head(x->arena, &file->facts.file);
}

static enum status show(struct exchange *x, struct findings_view *view)
{
    struct screening_file file;
    enum status st = view_screening(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    fill(x, &file, view);
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_findings(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct findings_view view = {0};

    return show(x, &view);
}
WEB_LOOK(findings_get, look);

static enum status again(struct exchange *x)
{
    struct findings_view view = {.finding = web_value(x->request, "finding"),
                                 .document = web_field(x->request, "document"),
                                 .reason = web_field(x->request, "reason")};

    if (view.document.value.len == 0)
        view.document.error = web_words("form.missing");
    if (view.reason.value.len == 0)
        view.reason.error = web_words("form.missing");
    if (view.document.error.len + view.reason.error.len == 0)
        view.reason.error = web_words(web_refused(x, "clinician") ? "findings.other" : "form.long");
    return show(x, &view);
}

static enum status end(struct exchange *x)
{
    const struct end_finding in = {.hand = x->hand,
                                   .client = x->client,
                                   .finding = web_value(x->request, "finding"),
                                   .document = web_value(x->request, "document"),
                                   .reason = web_value(x->request, "reason")};

    return end_finding(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(findings_post, .act = end, .then = "/c/*/review", .again = again);

static const struct http_route findings_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/findings", RIGHT_CLINICIAN, findings_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/findings", RIGHT_CLINICIAN, findings_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(findings);
