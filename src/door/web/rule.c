/* door/web/rule.c - the page of one rule, and what the rule does to a plan.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "core/visit/told.h"
#include "door/web/house.h"
#include "door/web/overview.h"
#include "door/web/reason_rule.h"
#include "door/web/routes.h"
#include "door/web/rules.h"
#include "usecase/plan.h"
#include "usecase/practice.h"

/* --- the plan at hand ------------------------------------------------------------------------ */

static struct span whole_reason(struct arena *arena, const struct reason *reason)
{
    struct buf out;

    buf_init(&out, arena, 2 * FACTS_WORD_MAX);
    buf_put(&out, reason_word(reason));
    buf_put(&out, reason->id);
    return buf_view(&out);
}

static bool stands_against(struct arena *arena, const struct knowledge *know,
                           const struct decision *d, struct span rule)
{
    for (size_t i = 0; i < d->reason_count; i++)
        if (span_equal(reason_rule(know, whole_reason(arena, &d->reasons[i])), rule))
            return true;
    return false;
}

static void fill_steps(struct arena *arena, const struct knowledge *know,
                       const struct plan_file *plan, struct span rule, struct rule_view *view)
{
    size_t count = plan->is_there ? plan->said->steps.count : 0;
    struct words_view *at = arena_array(arena, struct words_view, count + 1);

    for (size_t i = 0; at != NULL && i < count; i++) {
        const struct step_said *step = &plan->said->steps.at[i];
        const struct message_arg args[] = {
            message_arg("n", (int64_t)i + 1),
            message_arg("where",
                        told_place(know->atlas, step->region, step->side, MESSAGE_EN, arena))};

        if (stands_against(arena, know, plan->checks[i].decision, rule))
            at[view->n_steps++].text = message_fill(arena, MSG_rule_step, MESSAGE_EN, args, 2);
    }
    view->steps = at;
}

/* --- the pages ------------------------------------------------------------------------------- */

static void not_there(struct http_request *request, struct http_reply *reply)
{
    struct fault why;

    fault_clear(&why);
    web_failed(reply, request, fault_set(&why, HF_NOT_FOUND, "no such rule"), &why);
}

/* Shown again with status 422 when something that was typed does not fit. */
static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct span rule, struct rule_view *view, const char *here)
{
    bool again = view->verdict.error.len + view->words.error.len + view->days.error.len +
                     view->limit.error.len + view->reason.error.len >
                 0;
    struct practice_file file;
    struct fault why;

    view->is_clinical = house_of(door->shared)->profile != PROFILE_BODYWORK;
    fault_clear(&why);
    enum status st = view_practice(&door->practice, request->arena, &file, &why);

    if (st == HF_OK && !rule_own_fill(request->arena, door, &file, rule, view) &&
        !rule_fill(request->arena, door->practice.knowledge, rule, view)) {
        not_there(request, reply);
        return;
    }
    if (st == HF_OK)
        st = rules_fill_reviews(request, door, &file, rule, view, &why);
    if (st == HF_OK)
        rule_tighten_fill(request, door, &file, rule, view);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    web_page(request, door, PAGE_PRACTICE, here, &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_rule(&w, view);
}

void rules_show(struct http_request *request, struct http_reply *reply, struct door *door,
                struct span rule, struct rule_view *view)
{
    view->back = (struct link_view){SPAN("/rules"), web_words("rules.title")};
    show(request, reply, door, rule, view, "rules");
}

static void rule_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct rule_view view = {.n_reviews = 0};

    rules_show(request, reply, door, http_field_value(request->params, "rule"), &view);
}

static struct span plan_path(const struct http_request *request, struct client_id client)
{
    struct buf out;

    buf_init(&out, request->arena, 80);
    buf_lit(&out, "/c/");
    buf_put(&out, web_id(request->arena, client.id));
    buf_lit(&out, "/plan");
    return buf_view(&out);
}

static void plan_rule_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct span rule = http_field_value(request->params, "rule");
    struct rule_view view = {.back = {.text = web_words("rule.back")}};
    struct client_id client;
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &client);

    if (st == HF_OK)
        st = view_plan(&door->practice, request->arena, web_subject(request)->keyring, client,
                       &plan, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    fill_steps(request->arena, door->practice.knowledge, &plan, rule, &view);
    view.client = overview_head(request->arena, &plan.facts.file).name;
    view.back.href = plan_path(request, client);
    show(request, reply, door, rule, &view, "clients");
}

static const struct http_route rule_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/rules/{rule}", RIGHT_STAFF, rule_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/rules/{rule}", RIGHT_PRACTITIONER, plan_rule_get,
               HTTP_ROUTE_PLAIN),
};
WEB_TABLE(rule);
