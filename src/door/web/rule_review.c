/* door/web/rule_review.c - a clinician's word on a rule: shown beside it, and signed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/pages.h"
#include "door/web/act.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "door/web/rules.h"
#include "usecase/packs.h"
#include "usecase/practice.h"

enum { LINE_MOST = 800 };

/* --- what was said --------------------------------------------------------------------------- */

static struct span line_of(const struct http_request *request, const struct door *door,
                           const struct rule_review *review)
{
    const struct message_arg args[] = {
        message_arg("who", house_name_of(house_of(door->shared), review->by)),
        message_arg("when", web_date(request->arena, review->at_s)),
        message_arg("words", review->said->words)};
    enum message_id id = review->said->verdict == RULE_AGREED ? MSG_rule_agreed : MSG_rule_objected;
    struct buf out;

    buf_init(&out, request->arena, LINE_MOST);
    buf_put(&out, message_fill(request->arena, id, MESSAGE_EN, args, 3));
    if (review->is_of_earlier) {
        buf_byte(&out, ' ');
        buf_put(&out, web_words("rule.earlier"));
    }
    return buf_view(&out);
}

/* What a clinician may sign: usecase/review_rule.c asks the same. */
static bool is_for_the_body(const struct knowledge *know, struct span rule)
{
    for (uint32_t i = 0; i < know->policy->n_house; i++)
        if (span_equal(know->policy->house[i].rule.id, rule))
            return true;
    return screening_find(know->screening, rule) != NULL;
}

enum status rules_fill_reviews(const struct http_request *request, const struct door *door,
                               const struct practice_file *file, struct span rule,
                               struct rule_view *view, struct fault *why)
{
    const struct knowledge *know = door->practice.knowledge;
    const struct rule_review *reviews;
    size_t n = rule_reviews(file, know, rule, request->arena, &reviews);
    struct words_view *lines = arena_array(request->arena, struct words_view, n + 1);

    if (lines == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < n; i++)
        lines[view->n_reviews++].text = line_of(request, door, &reviews[i]);
    view->reviews = lines;
    if (n > 0)
        view->review = SPAN("");
    view->rule = rule;
    view->may_review =
        (web_subject(request)->who.roles & ROLE_CLINICIAN) != 0 && is_for_the_body(know, rule);
    return HF_OK;
}

/* --- the form -------------------------------------------------------------------------------- */

static uint8_t verdict_of(struct span word)
{
    if (span_is(word, "agreed"))
        return RULE_AGREED;
    return span_is(word, "objected") ? RULE_OBJECTED : 0;
}

static enum status again(struct exchange *x)
{
    struct rule_view view = {.verdict = web_field(x->request, "verdict"),
                             .words = web_field(x->request, "words")};

    if (web_refused(x, "words"))
        view.words.error = web_words(view.words.value.len > 0 ? "form.long" : "form.missing");
    else
        view.verdict.error = web_words("form.choose");
    rules_show(x->request, x->reply, x->door, http_field_value(x->request->params, "rule"), &view);
    return HF_OK;
}

static enum status review(struct exchange *x)
{
    const struct review_rule in = {.hand = x->hand,
                                   .rule = http_field_value(x->request->params, "rule"),
                                   .words = web_value(x->request, "words"),
                                   .verdict = verdict_of(web_value(x->request, "verdict"))};

    return review_rule(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(review_post, .act = review, .then = "/rules/{rule}", .again = again);

static const struct http_route rule_review_rows[] = {
    HTTP_ROUTE(HTTP_POST, "/rules/{rule}", RIGHT_CLINICIAN, review_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(rule_review);
