/* door/web/terms.c - what the practitioner says of a plan before the client is asked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "door/web/checklist.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/plan.h"

static struct span sent_to(struct checklist_answers sent, struct span key)
{
    for (size_t i = 0; i < sent.count; i++)
        if (span_equal(sent.at[i].id, key))
            return sent.at[i].value;
    return SPAN("");
}

/* Own words of an earlier plan are there to begin from, and what was just typed is not lost; a
 * choice is made anew each time. */
static struct checklist_asks begun_from(const struct http_request *request,
                                        const struct plan_file *plan, struct checklist_asks asks,
                                        struct checklist_answers sent)
{
    struct told_view *at = arena_array(request->arena, struct told_view, asks.n);

    for (size_t i = 0; at != NULL && i < asks.n; i++) {
        bool is_own_words =
            asks.at[i].shape == ASK_SHAPE_LINE || asks.at[i].shape == ASK_SHAPE_LINES;

        at[i] = asks.at[i];
        if (is_own_words && sent.count > 0)
            at[i].value = sent_to(sent, at[i].key);
        else if (asks.at[i].shape == ASK_SHAPE_LINE && at[i].value.len == 0)
            at[i].value = terms_before(plan, at[i].key);
    }
    return at == NULL ? asks : (struct checklist_asks){at, asks.n};
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct plan_file *plan, struct span error)
{
    bool tell = http_field_value(request->query, "missing").len > 0 || error.len > 0;
    struct checklist_answers sent = {NULL, 0};

    if (error.len > 0)
        sent = checklist_terms_sent(request, door->practice.knowledge->checklist);
    struct checklist_asks asks = begun_from(
        request, plan, checklist_asks_of(request, &plan->checklist, ASK_PRACTITIONER, tell), sent);
    struct terms_view view = {.client = overview_head(request->arena, &plan->facts.file),
                              .asks = asks.at,
                              .n_asks = asks.n,
                              .n_missing = (int64_t)plan->checklist.lacks_desk,
                              .error = error,
                              .proposed = plan->is_proposed};
    struct html w = error.len > 0 ? web_html_again(reply) : web_html(reply);

    web_page(request, door, PAGE_PRACTICE, "clients", &view.page);
    page_terms(&w, &view);
}

static enum status look(struct http_request *request, struct door *door, struct plan_file *ret,
                        struct fault *why)
{
    struct client_id client;
    enum status st = web_client(request, &client);

    return st != HF_OK ? st
                       : view_plan(&door->practice, request->arena, web_subject(request)->keyring,
                                   client, ret, why);
}

static void terms_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = look(request, door, &plan, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (!plan.is_there)
        web_go(reply, request, "/c/", plan.facts.file.client.id, "/plan");
    else
        show(request, reply, door, &plan, SPAN(""));
}

/* Nothing was kept; what was typed stands there still. */
static void again(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = look(request, door, &plan, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        show(request, reply, door, &plan, web_words("terms.wrong"));
}

static void terms_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct say_terms in = {.answers =
                               checklist_terms_sent(request, door->practice.knowledge->checklist)};
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = say_terms(&door->practice, request->arena, &in, &plan, &why);
    if (st == HF_INVALID)
        again(request, reply, door);
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go(reply, request, "/c/", in.client.id,
               plan.checklist.lacks_desk > 0 ? "/terms?missing=1" : "/plan");
}

static const struct http_route terms_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/terms", RIGHT_PRACTITIONER, terms_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/terms", RIGHT_PRACTITIONER, terms_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(terms);
