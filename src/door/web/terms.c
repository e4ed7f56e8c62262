/* door/web/terms.c - what the practitioner says of a plan before the client is asked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "door/web/act.h"
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

static void show(struct exchange *x, const struct plan_file *plan)
{
    const struct http_request *request = x->request;
    bool tell = http_field_value(request->query, "missing").len > 0 || x->again;
    struct checklist_answers sent = {NULL, 0};

    if (x->again)
        sent = checklist_terms_sent(request, x->practice->knowledge->checklist);
    struct checklist_asks asks = begun_from(
        request, plan, checklist_asks_of(request, &plan->checklist, ASK_PRACTITIONER, tell), sent);
    struct terms_view view = {.client = overview_head(request->arena, &plan->facts.file),
                              .asks = asks.at,
                              .n_asks = asks.n,
                              .n_missing = (int64_t)plan->checklist.lacks_desk,
                              .error = x->again ? web_words("terms.wrong") : SPAN(""),
                              .proposed = plan->is_proposed};
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view.page);

    page_terms(&w, &view);
}

/* Again: nothing was kept; what was typed stands there still. */
static enum status look(struct exchange *x)
{
    struct plan_file plan;
    enum status st = view_plan(x->practice, x->arena, x->keyring, x->client, &plan, &x->why);

    if (st != HF_OK)
        return st;
    if (plan.is_there || x->again)
        show(x, &plan);
    else
        web_go(x->reply, x->request, "/c/", x->client.id, "/plan");
    return HF_OK;
}
WEB_LOOK(terms_get, look);

static enum status say(struct exchange *x)
{
    struct plan_file plan;
    const struct say_terms in = {
        .hand = x->hand,
        .client = x->client,
        .answers = checklist_terms_sent(x->request, x->practice->knowledge->checklist)};
    enum status st = say_terms(x->practice, x->arena, &in, &plan, &x->why);

    if (st == HF_OK && plan.checklist.lacks_desk > 0)
        x->then = "/c/*/terms?missing=1";
    return st;
}
WEB_FORM(terms_post, .act = say, .then = "/c/*/plan", .again = look);

static const struct http_route terms_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/terms", RIGHT_PRACTITIONER, terms_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/terms", RIGHT_PRACTITIONER, terms_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(terms);
