/* door/web/plan.c - the plan with its check (wireframe D): every refusal beside its step.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/plan_page.h"

#include "core/render/pages.h"
#include "door/web/routes.h"

enum { S_PER_MINUTE = 60 };

/* --- the page -------------------------------------------------------------------------------- */

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct plan_view *view, int status)
{
    struct html w = web_html(reply);

    reply->status = status;
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    if (span_is(http_field_value(request->query, "shared"), "1"))
        view->page.notice = web_words("plan.proposed_notice");
    page_plan(&w, view);
}

static void plan_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct plan_view view = {.dots = 1, .step_minutes = {.value = SPAN("10")}};
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
    plan_page_fill(request, door, &plan, &view);
    show(request, reply, door, &view, 200);
}

/* What was typed, with a sentence beside the field that does not fit. */
static void plan_again(struct http_request *request, struct http_reply *reply, struct door *door,
                       struct client_id client, enum status st, const struct fault *why)
{
    struct span field = span_of(why->text);
    struct plan_view view = {.region = web_field(request, "region"),
                             .technique = web_field(request, "technique"),
                             .step_minutes = web_field(request, "minutes")};
    struct plan_file plan;
    struct fault other;

    fault_clear(&other);
    (void)span_to_int64(web_value(request, "dots"), &view.dots); /* none chosen stays none */
    enum status viewed = view_plan(&door->practice, request->arena, web_subject(request)->keyring,
                                   client, &plan, &other);

    if (viewed != HF_OK) {
        web_failed(reply, request, viewed, &other);
        return;
    }
    plan_page_fill(request, door, &plan, &view);
    if (st == HF_CONFLICT && span_is(web_value(request, "do"), "share"))
        view.error = web_words("plan.terms_missing");
    else if (st == HF_CONFLICT)
        view.error =
            web_words(view.n_steps >= PLAN_STEPS_MOST ? "plan.too_many" : "plan.one_intent");
    else if (span_is(field, "region"))
        view.region.error = web_words("form.choose");
    else if (span_is(field, "minutes"))
        view.step_minutes.error = web_words("error.minutes");
    else if (span_is(field, "dots"))
        view.technique.error = web_words("plan.dots_error");
    else
        view.technique.error = web_words("form.choose");
    show(request, reply, door, &view, 422);
}

/* --- what is done with it -------------------------------------------------------------------- */

static enum status share(const struct http_request *request, struct door *door,
                         const struct draft_plan *base, struct fault *why)
{
    struct propose_consent in = {base->hand, base->client};

    return propose_consent(&door->practice, request->arena, &in, why);
}

static void agree(struct http_request *request, struct http_reply *reply, struct door *door,
                  const struct draft_plan *base)
{
    struct agree_plan in = {base->hand, base->client, MESSAGE_EN};
    struct plan_view view = {.dots = 1, .step_minutes = {.value = SPAN("10")}};
    struct plan_file plan;
    struct fault why;

    fault_clear(&why);
    enum status st = agree_plan(&door->practice, request->arena, &in, &plan, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (plan.is_agreed)
        web_go(reply, request, "/c/", in.client.id, "/plan");
    else {
        plan_page_fill(request, door, &plan, &view);
        view.error = web_words(plan.n_denied > 0 ? "plan.refused" : "plan.refused_untold");
        show(request, reply, door, &view, 409);
    }
}

static struct step_said step_sent(const struct http_request *request)
{
    struct span region = web_value(request, "region"), side;
    struct step_said step = {.technique = web_value(request, "technique"),
                             .intent = (uint8_t)intent_of(web_value(request, "intent"))};
    int64_t minutes = 0, dots = 0;

    side = region;
    step.region = span_cut(&side, '/');
    step.side = (uint8_t)side_of(side);
    if (span_to_int64(web_value(request, "minutes"), &minutes) && minutes > 0 &&
        minutes <= PLAN_MINUTES_MOST)
        step.duration_s = (uint32_t)(minutes * S_PER_MINUTE);
    if (span_to_int64(web_value(request, "dots"), &dots) && dots > 0 && dots <= PLAN_DOTS)
        step.pressure = (uint8_t)(dots * PLAN_DOT);
    if (web_value(request, "intent").len == 0)
        step.intent = INTENT_THERAPEUTIC;
    return step;
}

static const struct {
    const char *word;
    enum plan_change change;
} dos[] = {
    {"pack", PLAN_FROM_PACK}, {"add", PLAN_ADD},   {"remove", PLAN_REMOVE},
    {"lower", PLAN_LOWER},    {"drop", PLAN_DROP},
};

static enum status change(const struct http_request *request, struct door *door,
                          struct draft_plan *in, struct fault *why)
{
    struct span what = web_value(request, "do");
    struct plan_file plan;
    int64_t number = 0;

    for (size_t i = 0; i < sizeof dos / sizeof *dos; i++)
        if (span_is(what, dos[i].word))
            in->change = dos[i].change;
    in->pack = web_value(request, "pack");
    in->step = step_sent(request);
    if (span_to_int64(web_value(request, "step"), &number) && number > 0)
        in->number = (size_t)number;
    return draft_plan(&door->practice, request->arena, in, &plan, why);
}

static void plan_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct draft_plan in = {.number = 0};
    bool is_share = span_is(web_value(request, "do"), "share");
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK && span_is(web_value(request, "do"), "agree")) {
        agree(request, reply, door, &in);
        return;
    }
    if (st == HF_OK)
        st = is_share ? share(request, door, &in, &why) : change(request, door, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, is_share ? "/plan?shared=1" : "/plan");
    else if (st == HF_INVALID || st == HF_CONFLICT)
        plan_again(request, reply, door, in.client, st, &why);
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route plan_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/plan", RIGHT_PRACTITIONER, plan_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/plan", RIGHT_PRACTITIONER, plan_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(plan);
