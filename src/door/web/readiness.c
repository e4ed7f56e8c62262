/* door/web/readiness.c - before anybody is touched: is the practitioner ready to work?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/readiness.h"

#include "core/render/pages.h"
#include "core/render/view_session.h"
#include "door/web/act.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "usecase/practice.h"

/* --- the page -------------------------------------------------------------------------------- */

static struct span sent(const struct exchange *x, struct span link_id)
{
    struct buf name;

    buf_init(&name, x->arena, FORM_MAX_LINK_ID + 8);
    buf_lit(&name, "a.");
    buf_put(&name, link_id);
    buf_byte(&name, '\0');
    return name.failed ? SPAN("") : web_value(x->request, name.at);
}

static struct ready_question_view question_of(const struct exchange *x,
                                              const struct form_item *item)
{
    struct span said = x->again ? sent(x, item->link_id) : SPAN("");
    const struct form_option *yes = form_option_find(item, SPAN("yes"));
    const struct form_option *no = form_option_find(item, SPAN("no"));

    return (struct ready_question_view){
        .key = item->link_id,
        .text = item->text,
        .help = item->help,
        .yes_words = yes->display,
        .no_words = no->display,
        .yes = span_is(said, "yes"),
        .no = span_is(said, "no"),
        .error = x->again && said.len == 0 ? web_words("form.choose") : SPAN(""),
    };
}

static void fill_questions(const struct exchange *x, struct readiness_view *view)
{
    const struct form *form = x->practice->knowledge->readiness;
    struct ready_question_view *at =
        arena_array(x->arena, struct ready_question_view, form->n_items);

    for (uint32_t i = 0; at != NULL && i < form->n_items; i++)
        if (form->items[i].kind == FORM_CHOICE)
            at[view->n_questions++] = question_of(x, &form->items[i]);
    view->questions = at;
}

/* The client on whose way to a session this was asked; zero: none. */
static struct id128 on_the_way(const struct exchange *x)
{
    struct span text = web_value(x->request, "client");
    struct id128 id = {{0}};

    if (text.len == 0)
        text = http_field_value(x->request->query, "client");
    (void)id_parse(text, &id); /* zero is none */
    return id;
}

static enum status show(struct exchange *x)
{
    struct practice_file file;
    enum status st = view_practice(x->practice, x->arena, &file, &x->why);

    if (st != HF_OK)
        return st;
    struct readiness_known known =
        practice_file_readiness(&file, x->practice->knowledge->readiness,
                                web_subject(x->request)->who.person, practice_now_s(x->practice));
    struct id128 client = on_the_way(x);
    struct readiness_view view = {
        .client = id_is_zero(client) ? SPAN("") : web_id(x->arena, client),
        .is_ready = known.is == READY_YES,
        .is_not = known.is == READY_NO,
        .until = known.is == READY_UNSAID ? SPAN("") : web_when(x->arena, known.until_s),
    };

    fill_questions(x, &view);
    struct html w = web_open(x, PAGE_PRACTICE, "today", &view.page);

    page_readiness(&w, &view);
    return HF_OK;
}
WEB_LOOK(readiness_get, show);

/* --- the answers ----------------------------------------------------------------------------- */

static enum status say(struct exchange *x)
{
    const struct form *form = x->practice->knowledge->readiness;
    struct say_readiness in = {.hand = x->hand};
    struct form_answers *answers = form_answers_new(x->arena, form);
    struct readiness_known known;
    enum status st =
        answers == NULL ? fault_set(&x->why, HF_FAILED, "request memory is spent") : HF_OK;

    for (uint32_t i = 0; st == HF_OK && i < form->n_items; i++)
        if (form->items[i].kind == FORM_CHOICE)
            st = form_answer_read(answers, form->items[i].link_id, sent(x, form->items[i].link_id),
                                  x->arena, &x->why);
    in.answers = answers;
    if (st == HF_OK)
        st = say_readiness(x->practice, x->arena, &in, &known, &x->why);
    x->client.id = on_the_way(x);
    if (st == HF_OK && known.is == READY_YES)
        x->then = id_is_zero(x->client.id) ? "/today" : "/c/*/begin";
    return st;
}

static enum status stands(struct exchange *x)
{
    x->again = false; /* nothing is wrong with the answers: the no of before is what is shown */
    return show(x);
}
WEB_FORM(readiness_post, .act = say, .then = "/readiness", .again = show, .conflict = stands);

static const struct http_route readiness_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/readiness", RIGHT_PRACTITIONER, readiness_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/readiness", RIGHT_PRACTITIONER, readiness_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(readiness);
