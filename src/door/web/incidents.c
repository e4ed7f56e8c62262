/* door/web/incidents.c - what went wrong, in the words of who wrote it down.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/view_desk.h"
#include "core/visit/told.h"
#include "door/web/reason_rule.h"
#include "door/web/routes.h"
#include "core/render/pages.h"
#include "usecase/close.h"

static struct span what_of(struct arena *arena, const struct door *door, const struct incident *one)
{
    if (one->done == NULL)
        return web_words(span_is(one->noted->kind, "different") ? "incidents.different"
                                                                : "incidents.noted");
    struct message_arg arg = {
        .name = SPAN("where"),
        .text = told_place(door->practice.knowledge->atlas, one->done->step.region,
                           one->done->step.side, MESSAGE_EN, arena),
    };

    return message_fill(arena, message_find(SPAN("incidents.done_though")), MESSAGE_EN, &arg, 1);
}

static void fill_reasons(const struct http_request *request, const struct door *door,
                         const struct incident *one, struct incident_view *view)
{
    struct arena *arena = request->arena;
    struct reason_context context = {.client = one->client_name};
    struct refusal_view *at;

    if (one->done == NULL)
        return;
    context.where = told_place(door->practice.knowledge->atlas, one->done->step.region,
                               one->done->step.side, MESSAGE_EN, arena);
    at = arena_array(arena, struct refusal_view, one->done->reasons.count);
    for (size_t i = 0; at != NULL && i < one->done->reasons.count; i++) {
        at[i] = reason_told(door, arena, one->done->reasons.at[i], &context);
        at[i].read = reason_address(arena, at[i].rule, reason_plan_of(request, &one->client));
    }
    view->reasons = at;
    view->n_reasons = at == NULL ? 0 : one->done->reasons.count;
}

static void fill(const struct http_request *request, const struct door *door,
                 const struct incident_list *list, struct incidents_view *view)
{
    struct arena *arena = request->arena;
    struct incident_view *at = arena_array(arena, struct incident_view, list->count);

    for (size_t i = 0; at != NULL && i < list->count; i++) {
        const struct incident *one = &list->at[i];

        at[i] = (struct incident_view){
            .id = web_id(arena, one->session.id),
            .when = web_when(arena, one->at_s),
            .what = what_of(arena, door, one),
            .who = one->who.len > 0 ? one->who : web_words("record.program"),
            .follow_up = one->done != NULL ? one->done->words : one->noted->words,
        };
        fill_reasons(request, door, one, &at[i]);
    }
    view->incidents = at;
    view->n_incidents = at == NULL ? 0 : list->count;
}

static void incidents_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct incidents_view view = {.n_incidents = 0};
    struct incident_list list;
    struct fault why;
    struct html w;

    fault_clear(&why);
    enum status st =
        view_incidents(&door->practice, request->arena, web_subject(request)->keyring, &list, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    w = web_html(reply);
    fill(request, door, &list, &view);
    web_page(request, door, PAGE_PRACTICE, "incidents", &view.page);
    page_incidents(&w, &view);
}

static const struct http_route incidents_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/incidents", RIGHT_STAFF, incidents_get, 0),
};
WEB_TABLE(incidents);
