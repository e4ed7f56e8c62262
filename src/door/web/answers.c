/* door/web/answers.c - the client answers what is asked, sees the own answers, and is led to help
 * at once where one of them says so (safety.c).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot.h"
#include "core/questionnaire/validate.h"
#include "core/render/pages.h"
#include "core/render/view_measures.h"
#include "door/form/form_page.h"
#include "door/web/held.h"
#include "door/web/house.h"
#include "door/web/routes.h"
#include "door/web/score_words.h"
#include "knowledge/knowledge.h"
#include "usecase/client.h"
#include "usecase/measures.h"

enum { US_PER_S = 1000000, PATH_MOST = 120, ANSWERED_MOST = 20 };

/* One request's way through a form. */
struct asking {
    struct http_request *request;
    struct http_reply *reply;
    struct door *door;
    struct client_file file;
    struct asked asked;
    struct form_page page;
    struct calculation_world world;
    struct report report;
    struct fault why;
};

static enum status open_file(struct asking *a)
{
    struct client_id client;

    fault_clear(&a->why);
    enum status st = web_client(a->request, &client);

    return st != HF_OK ? st
                       : view_client(&a->door->practice, a->request->arena,
                                     web_subject(a->request)->keyring, client, &a->file, &a->why);
}

static enum status open_asked(struct asking *a)
{
    enum status st = open_file(a);

    if (st == HF_OK)
        st = measure_asked(&a->door->practice, &a->file,
                           http_field_value(a->request->params, "measure"), a->request->arena,
                           &a->asked, &a->why);
    return st;
}

/* --- the form -------------------------------------------------------------------------------- */

static enum status begin(struct asking *a, struct response *response)
{
    a->page = (struct form_page){.response = response, .arena = a->request->arena};
    report_init(&a->report, a->request->arena);
    a->world = (struct calculation_world){.now_us = practice_now_s(&a->door->practice) * US_PER_S};
    if (response != NULL)
        a->page.calculation = calculation_new(response, &a->world, a->request->arena);
    return a->page.calculation != NULL ? HF_OK
                                       : fault_set(&a->why, HF_FAILED, "request memory is spent");
}

static void fill_findings(const struct asking *a, struct ask_form_view *view)
{
    struct note_view *notes = arena_array(a->request->arena, struct note_view, a->report.count + 1);

    for (const struct issue *i = a->report.first; notes != NULL && i != NULL; i = i->next)
        if (i->severity == ISSUE_ERROR)
            notes[view->n_findings++] = (struct note_view){i->link_id, i->text};
    view->findings = notes;
}

static enum status show_form(struct asking *a, bool wrong, bool empty)
{
    struct ask_form_view view = {
        .id = a->asked.match->measure->id,
        .title = a->asked.match->form->title.len > 0 ? a->asked.match->form->title
                                                     : a->asked.match->measure->title,
        .reader = house_name_of(house_of(a->door->shared), a->asked.reader),
        .hours = a->asked.hours,
        .wrong = wrong,
        .empty = empty,
    };
    enum status st = form_page_fill(&a->page, &a->why);

    if (st == HF_OK)
        st = response_write(a->page.response, a->request->arena, &view.draft, &a->why);
    if (st == HF_OK)
        st = form_page_entries(&a->page, &view.entries, &view.n_entries, &a->why);
    if (st != HF_OK)
        return st;
    if (wrong)
        fill_findings(a, &view);
    web_page(a->request, a->door, PAGE_CLIENT, "me", &view.page);
    struct html w = wrong || empty ? web_html_again(a->reply) : web_html(a->reply);

    page_ask_form(&w, &view);
    return HF_OK;
}

static void form_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct asking a = {.request = request, .reply = reply, .door = door};
    enum status st = open_asked(&a);

    if (st == HF_OK)
        st = begin(&a, response_new(a.asked.match->form, request->arena));
    if (st == HF_OK)
        st = calculation_begin(a.page.calculation, &a.report, &a.why);
    if (st == HF_OK)
        st = calculation_run(a.page.calculation, &a.report, &a.why);
    if (st == HF_OK)
        st = show_form(&a, false, false);
    if (st != HF_OK)
        web_failed(reply, request, st, &a.why);
}

static enum status read_sent(struct asking *a)
{
    struct response *response = NULL;
    enum status st = response_read(http_field_value(a->request->form, "draft"),
                                   a->asked.match->form, a->request->arena, &response, &a->why);

    if (st == HF_OK)
        st = begin(a, response);
    if (st == HF_OK)
        st = form_page_read(&a->page, a->request->form, &a->why);
    if (st == HF_OK)
        calculation_stale(a->page.calculation);
    return st;
}

static enum status check(struct asking *a)
{
    uint32_t dropped;
    enum status st =
        enabled_drop(a->page.response, a->page.calculation, a->request->arena, &dropped, &a->why);

    form_page_prune(&a->page);
    if (st == HF_OK && !response_status_set(a->page.response, SPAN("completed")))
        st = fault_set(&a->why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = calculation_run(a->page.calculation, &a->report, &a->why);
    if (st == HF_OK)
        st = response_validate(a->page.response, a->page.calculation, a->request->arena, &a->report,
                               &a->why);
    return st;
}

static enum status again(struct asking *a, bool empty)
{
    a->page.report = &a->report;
    if (!response_status_set(a->page.response, SPAN("in-progress")))
        return fault_set(&a->why, HF_FAILED, "request memory is spent");
    return show_form(a, !empty, empty);
}

static enum status give(struct asking *a)
{
    struct answer_measure in = {.client = a->file.client, .measure = a->asked.match->measure->id};
    struct answer_measure_reply done;
    enum status st = web_hand(a->request, &in.hand, &a->why);

    if (st == HF_OK)
        st = response_write(a->page.response, a->request->arena, &in.response, &a->why);
    if (st == HF_OK)
        st = answer_measure(&a->door->practice, a->request->arena, &in, &done, &a->why);
    if (st != HF_OK)
        return st;
    if (done.is_empty)
        return again(a, true);
    web_go_to(a->reply, done.is_alarm ? "/me/safety?answer=1" : "/me/answers?done=1");
    return HF_OK;
}

static enum status take(struct asking *a)
{
    enum status st = open_asked(a);

    if (st == HF_OK)
        st = read_sent(a);
    if (st == HF_OK && a->page.typed != NULL)
        return show_form(a, true, false);
    if (st == HF_OK)
        st = check(a);
    if (st != HF_OK)
        return st;
    return a->report.errors > 0 ? again(a, false) : give(a);
}

static void form_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct asking a = {.request = request, .reply = reply, .door = door};
    enum status st = take(&a);

    if (st != HF_OK)
        web_failed(reply, request, st, &a.why);
}

/* --- what is asked, and what was answered ---------------------------------------------------- */

static enum status fill_answered(struct asking *a, const struct measure *measure,
                                 struct answered_view *room, struct asks_view *view,
                                 struct span *ret_last)
{
    const struct measure_answer *at;
    size_t count;
    enum status st = measure_history(&a->file, measure, a->request->arena, &at, &count, &a->why);

    for (size_t i = count; st == HF_OK && i > 0 && view->n_answered < ANSWERED_MOST; i--) {
        struct answered_view *line = &room[view->n_answered++];

        *line = (struct answered_view){.title = measure->title,
                                       .when = web_when(a->request->arena, at[i - 1].utc_s)};
        line->scores = score_lines(a->request->arena, measure, &at[i - 1], &line->n_scores);
        if (i == count)
            *ret_last = line->when;
    }
    return st;
}

static enum status fill_asks(struct asking *a, struct asks_view *view)
{
    const struct knowledge *know = a->door->practice.knowledge;
    struct ask_view *asks = arena_array(a->request->arena, struct ask_view, know->measures->count);
    struct answered_view *room =
        arena_array(a->request->arena, struct answered_view, ANSWERED_MOST);
    enum status st = asks == NULL || room == NULL
                         ? fault_set(&a->why, HF_FAILED, "request memory is spent")
                         : HF_OK;

    for (uint32_t i = 0; st == HF_OK && i < know->measures->count; i++) {
        const struct measure *m = &know->measures->at[i];
        const struct measure_match *ours = knowledge_asked(know, m->id);
        struct ask_view ask = {
            .id = m->id, .title = ours != NULL ? ours->form->title : m->title, .about = m->about};

        st = fill_answered(a, m, room, view, &ask.last);
        if (measure_is_asked(&a->door->practice, &a->file, m))
            asks[view->n_asks++] = ask;
    }
    view->asks = asks;
    view->answered = room;
    return st;
}

static void asks(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct asking a = {.request = request, .reply = reply, .door = door};
    struct asks_view view = {.hand_back = web_subject(request)->who.kind == KEYRING_DELEGATE};
    enum status st = open_file(&a);

    if (st == HF_OK)
        st = fill_asks(&a, &view);
    if (st == HF_OK)
        st = held_find(request, door, &a.file, &view.held, &view.n_held, &a.why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &a.why);
        return;
    }
    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    if (span_is(http_field_value(request->query, "done"), "1"))
        view.page.notice = web_words("asks.done");
    struct html w = web_html(reply);

    page_asks(&w, &view);
}

static const struct http_route answers_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/answers", RIGHT_CLIENT, asks, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/answers/{measure}", RIGHT_CLIENT, form_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/answers/{measure}", RIGHT_CLIENT, form_post, HTTP_ROUTE_BIG_BODY),
};
WEB_TABLE(answers);
