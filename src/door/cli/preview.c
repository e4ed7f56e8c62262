/* door/cli/preview.c - `holdfast form preview`: serves one form on this machine, keeps nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/preview.h"

#include "core/questionnaire/score.h"
#include "core/questionnaire/validate.h"
#include "core/render/pages.h"
#include "door/assets/assets.h"
#include "door/cli/process.h"
#include "door/form/form_page.h"

#include <stdio.h>
#include <time.h>

enum { PREVIEW_ARENA = 64 << 20, GRACE_MS = 1000, RIGHT_ANYBODY = 1 };

/* What all workers share; nothing in it changes. */
struct preview {
    const struct questionnaire *form;
    const struct report *report; /* of loading it */
    const struct json *value_sets;
};

/* One request's way through a page. */
struct visit {
    struct http_request *request;
    struct http_reply *reply;
    const struct preview *preview;
    struct calculation_world world;
    struct form_page page;
    struct report report;
    struct fault why;
};

/* The handlers' table needs a context that http hands to none of them: one form, one process. */
static const struct preview *the_preview;

/* --- views ----------------------------------------------------------------------------------- */

static void fill_frame(struct page_view *page)
{
    *page = (struct page_view){.kind = PAGE_PUBLIC,
                               .lang = SPAN("en"),
                               .practice = SPAN("Holdfast"),
                               .keys = {SPAN("-"), SPAN("-")}};
}

static struct span title_of(const struct preview *preview)
{
    const struct questionnaire *form = preview->form;

    return form->title.len > 0 ? form->title : form->url.len > 0 ? form->url : form->id;
}

static const struct note_view *notes_of(const struct report *report, struct arena *arena,
                                        bool errors_only, size_t *ret_count)
{
    struct note_view *notes = arena_array(arena, struct note_view, report->count + 1);
    size_t n = 0;

    for (const struct issue *i = report->first; notes != NULL && i != NULL; i = i->next)
        if (!errors_only || i->severity == ISSUE_ERROR)
            notes[n++] = (struct note_view){i->link_id.len > 0 ? i->link_id : i->where, i->text};
    *ret_count = n;
    return notes;
}

static enum status show_form(struct visit *v, bool wrong)
{
    struct form_view view = {.title = title_of(v->preview), .wrong = wrong};
    enum status st = form_page_fill(&v->page, &v->why);

    if (st == HF_OK)
        st = response_write(v->page.response, v->request->arena, &view.draft, &v->why);
    if (st == HF_OK)
        st = form_page_entries(&v->page, &view.entries, &view.n_entries, &v->why);
    if (st != HF_OK)
        return st;
    fill_frame(&view.page);
    view.findings = notes_of(wrong ? &v->report : v->preview->report, v->request->arena, wrong,
                             &view.n_findings);
    struct html w = {.out = &v->reply->body};

    v->reply->status = wrong ? 422 : 200;
    page_form(&w, &view);
    return HF_OK;
}

static const struct note_view *score_notes(struct visit *v, const struct score *scores,
                                           uint32_t count)
{
    struct note_view *notes = arena_array(v->request->arena, struct note_view, count + 1);

    for (uint32_t i = 0; notes != NULL && i < count; i++) {
        uint32_t missing = scores[i].missing + scores[i].unweighed;
        const struct message_arg n[] = {message_arg("n", (int64_t)missing)};

        notes[i].where = scores[i].question == QUESTION_NONE
                             ? message_words(MSG_fill_whole, MESSAGE_EN)
                             : v->preview->form->items[scores[i].question].text;
        notes[i].text = missing == 0
                            ? scores[i].sum
                            : message_fill(v->request->arena, MSG_fill_no_sum, MESSAGE_EN, n, 1);
    }
    return notes;
}

static enum status show_done(struct visit *v)
{
    struct form_done_view view = {.title = title_of(v->preview)};
    const struct score *scores = NULL;
    uint32_t count = 0;
    enum status st = response_write(v->page.response, v->request->arena, &view.response, &v->why);

    if (st == HF_OK &&
        !enabled_init(&v->page.enabled, v->page.response, v->page.calculation, v->request->arena))
        st = fault_set(&v->why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = response_score(v->page.response, &v->page.enabled, v->request->arena, &scores, &count,
                            &v->why);
    if (st != HF_OK)
        return st;
    fill_frame(&view.page);
    view.scores = score_notes(v, scores, count);
    view.n_scores = count > 0 && scores[0].sum.len > 0 ? count : 0;
    struct html w = {.out = &v->reply->body};

    page_form_done(&w, &view);
    return HF_OK;
}

/* --- one request ----------------------------------------------------------------------------- */

static int64_t now_us(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_REALTIME, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static enum status begin(struct visit *v, struct response *response)
{
    v->page = (struct form_page){.response = response, .arena = v->request->arena};
    report_init(&v->report, v->request->arena);
    v->world = (struct calculation_world){.now_us = now_us(), .value_sets = v->preview->value_sets};
    if (response != NULL)
        v->page.calculation = calculation_new(response, &v->world, v->request->arena);
    return v->page.calculation != NULL ? HF_OK
                                       : fault_set(&v->why, HF_FAILED, "request memory is spent");
}

static void failed(struct visit *v, enum status st)
{
    http_reply_error(v->reply, v->request, st == HF_INVALID ? 422 : 500,
                     st == HF_INVALID ? "the draft is not of this form" : "it can't be shown");
}

static void form_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct visit v = {.request = request, .reply = reply, .preview = the_preview};
    enum status st = begin(&v, response_new(the_preview->form, request->arena));

    (void)door; /* a handler's signature; there is nothing to hold */
    if (st == HF_OK)
        st = calculation_begin(v.page.calculation, &v.report, &v.why);
    if (st == HF_OK)
        st = calculation_run(v.page.calculation, &v.report, &v.why);
    if (st == HF_OK)
        st = show_form(&v, false);
    if (st != HF_OK)
        failed(&v, st);
}

static enum status read_sent(struct visit *v)
{
    struct response *response = NULL;
    enum status st = response_read(http_field_value(v->request->form, "draft"), v->preview->form,
                                   v->request->arena, &response, &v->why);

    if (st == HF_OK)
        st = begin(v, response);
    if (st == HF_OK)
        st = form_page_read(&v->page, v->request->form, &v->why);
    if (st == HF_OK)
        calculation_stale(v->page.calculation);
    return st;
}

/* What was typed and fits no question holds the form back as an error does. */
static enum status check(struct visit *v, bool *ret_fits)
{
    uint32_t dropped;
    enum status st =
        enabled_drop(v->page.response, v->page.calculation, v->request->arena, &dropped, &v->why);

    form_page_prune(&v->page);
    if (st == HF_OK && !response_status_set(v->page.response, SPAN("completed")))
        st = fault_set(&v->why, HF_FAILED, "request memory is spent");
    if (st == HF_OK)
        st = calculation_run(v->page.calculation, &v->report, &v->why);
    if (st == HF_OK)
        st = response_validate(v->page.response, v->page.calculation, v->request->arena, &v->report,
                               &v->why);
    *ret_fits = v->report.errors == 0;
    return st;
}

static enum status send(struct visit *v)
{
    bool fits = false;
    enum status st = HF_OK;

    if (v->page.typed != NULL)
        return show_form(v, true);
    st = check(v, &fits);
    if (st != HF_OK || fits)
        return st == HF_OK ? show_done(v) : st;
    v->page.report = &v->report;
    if (!response_status_set(v->page.response, SPAN("in-progress")))
        return fault_set(&v->why, HF_FAILED, "request memory is spent");
    return show_form(v, true);
}

static enum status answer(struct visit *v)
{
    struct span go = http_field_value(v->request->form, "go");
    enum status st = read_sent(v);

    if (st != HF_OK || span_is(go, "send"))
        return st == HF_OK ? send(v) : st;
    st = form_page_press(&v->page, go, &v->why);
    if (st == HF_OK)
        calculation_stale(v->page.calculation);
    if (st == HF_OK)
        st = calculation_run(v->page.calculation, &v->report, &v->why);
    return st == HF_OK ? show_form(v, v->page.typed != NULL) : st;
}

static void form_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct visit v = {.request = request, .reply = reply, .preview = the_preview};
    enum status st = answer(&v);

    (void)door; /* a handler's signature; there is nothing to hold */
    if (st != HF_OK)
        failed(&v, st);
}

/* --- the server ------------------------------------------------------------------------------ */

static bool let_in(struct http_request *request, struct http_reply *reply, struct door *door)
{
    (void)request; /* on this machine, for whoever started it */
    (void)reply;
    (void)door;
    return true;
}

static bool token_fits(const struct http_request *request, struct span token, struct door *door)
{
    (void)request; /* nothing is kept that a forged form could change */
    (void)door;
    return token.len > 0;
}

static const struct http_route rows[] = {
    HTTP_ROUTE(HTTP_GET, "/", RIGHT_ANYBODY, form_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/", RIGHT_ANYBODY, form_post, HTTP_ROUTE_BIG_BODY),
    HTTP_ROUTE(HTTP_GET, "/assets/{name}", RIGHT_ANYBODY, assets_get, HTTP_ROUTE_PLAIN),
};

static enum status serve(const struct http_config *config, struct fault *why)
{
    struct http_server *server = NULL;
    enum status st = http_server_new(config, &server, why);

    if (st == HF_OK)
        st = http_server_start(server, why);
    if (st == HF_OK) {
        printf("the form is at http://127.0.0.1:%u/ until you press Ctrl-C\n",
               (unsigned)http_server_port(server));
        fflush(stdout);
        (void)process_wait(); /* whichever signal it was, it ends */
    }
    http_server_stop(server, GRACE_MS);
    http_server_free(server);
    return st;
}

enum status preview_serve(const struct questionnaire *form, const struct report *report,
                          const struct json *value_sets, uint16_t port, struct fault *why)
{
    static const char *const hosts[] = {"127.0.0.1", "localhost", NULL};
    const struct preview preview = {form, report, value_sets};
    struct http_config config = {.address = "127.0.0.1",
                                 .port = port,
                                 .hosts = hosts,
                                 .routes = rows,
                                 .route_count = sizeof rows / sizeof *rows,
                                 .calls = {.guard = let_in, .token = token_fits},
                                 .workers = 1,
                                 .arena_bytes = PREVIEW_ARENA};

    the_preview = &preview;
    process_hold_signals();
    return serve(&config, why);
}
