/* door/web/client_answers.c - what a client answered, for those who read it: alarms first, then
 * numbers over time, each with what its change means.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/chart.h"
#include "core/render/pages.h"
#include "core/render/view_measures.h"
#include "door/web/aftercare.h"
#include "door/web/held.h"
#include "door/web/house.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "door/web/score_words.h"
#include "knowledge/knowledge.h"
#include "usecase/measures.h"

enum { SERIES_MOST = 40, ALARMS_MOST = 20, TITLE_MOST = 300, HUNDRED = 100 };

struct showing {
    const struct http_request *request;
    const struct door *door;
    const struct client_file *file;
    struct client_answers_view *view;
    struct series_view *series;
    struct alarm_view *alarms;
    struct fault *why;
};

/* --- alarms ---------------------------------------------------------------------------------- */

static struct span hours_of(const struct showing *s, struct span measure)
{
    struct file_chain chain = s->file->practice.chain;
    struct span hours = SPAN("");

    for (size_t i = 0; i < chain.count; i++) {
        const struct measure_switched_content *said = chain.at[i].content;

        if (chain.at[i].entry->action == ACTION_MEASURE_SWITCHED && said != NULL &&
            span_equal(said->measure, measure))
            hours = said->hours;
    }
    return hours;
}

static struct span seen_words(const struct showing *s, const struct measure_answer *answer)
{
    struct buf out;

    if (answer->seen == NULL)
        return SPAN("");
    buf_init(&out, s->request->arena, answer->seen->words.len + TITLE_MOST);
    buf_put(&out, house_name_of(house_of(s->door->shared), answer->seen_by));
    buf_lit(&out, ": ");
    buf_put(&out, answer->seen->words);
    return buf_view(&out);
}

/* What nobody has seen stands before what somebody has. */
static void add_alarms(struct showing *s, const struct measure *m, const struct measure_answer *at,
                       size_t count, bool seen)
{
    for (size_t i = count; i > 0 && s->view->n_alarms < ALARMS_MOST; i--) {
        const struct measure_answer *a = &at[i - 1];

        if (a->raised == NULL || (a->seen != NULL) != seen)
            continue;
        s->alarms[s->view->n_alarms++] =
            (struct alarm_view){.id = web_id(s->request->arena, a->id),
                                .title = m->title,
                                .when = web_when(s->request->arena, a->utc_s),
                                .item = a->raised->item,
                                .reader = house_name_of(house_of(s->door->shared),
                                                        (struct person_id){a->raised->reader}),
                                .hours = hours_of(s, m->id),
                                .seen = seen_words(s, a)};
    }
}

/* --- series ---------------------------------------------------------------------------------- */

static struct span occasion_words(uint8_t occasion)
{
    static const char *const words[] = {"answers.between", "answers.between", "answers.before",
                                        "answers.after"};

    return web_words(words[occasion <= OCCASION_AFTER ? occasion : 0]);
}

static void fill_rows(const struct showing *s, const struct measure *m, uint32_t scale,
                      const struct measure_answer *at, size_t count, struct series_view *series)
{
    struct arena *arena = s->request->arena;
    struct score_row_view *rows = arena_array(arena, struct score_row_view, count);

    for (size_t i = count; rows != NULL && i > 0; i--)
        rows[series->n_rows++] = (struct score_row_view){
            .when = web_when(arena, at[i - 1].utc_s),
            .occasion = occasion_words(at[i - 1].said->occasion),
            .score = score_text(arena, at[i - 1].result.of[scale]),
            .band = score_band(arena, m, scale, at[i - 1].result.of[scale])};
    series->rows = rows;
}

/* What the scale can be at least and at most, in hundredths. */
static void find_range(const struct measure *m, uint32_t scale, int64_t *ret_least,
                       int64_t *ret_most)
{
    int64_t low[MEASURE_MAX_ITEMS], high[MEASURE_MAX_ITEMS];
    struct measure_result least, most;
    struct fault why;

    fault_clear(&why);
    for (uint32_t i = 0; i < m->n_items; i++) {
        low[i] = m->items[i].reversed ? m->items[i].most : m->items[i].least;
        high[i] = m->items[i].reversed ? m->items[i].least : m->items[i].most;
    }
    *ret_least = 0;
    *ret_most = HUNDRED;
    if (measure_score(m, low, &least, &why) != HF_OK ||
        measure_score(m, high, &most, &why) != HF_OK)
        return;
    *ret_least = fraction_hundredths(least.of[scale].value);
    *ret_most = fraction_hundredths(most.of[scale].value);
}

static void fill_chart(const struct showing *s, const struct measure *m, uint32_t scale,
                       const struct measure_answer *at, size_t count, struct series_view *series)
{
    struct chart_point *points = arena_array(s->request->arena, struct chart_point, count);
    int64_t least, most;
    size_t n = 0;

    for (size_t i = 0; points != NULL && i < count; i++)
        if (at[i].result.of[scale].given)
            points[n++] = (struct chart_point){at[i].utc_s,
                                               fraction_hundredths(at[i].result.of[scale].value)};
    find_range(m, scale, &least, &most);
    const struct message_arg args[] = {message_arg("what", series->title),
                                       message_arg("least", score_number(s->request->arena, least)),
                                       message_arg("most", score_number(s->request->arena, most))};

    series->chart =
        chart_markup(s->request->arena, points, n, least, most,
                     message_fill(s->request->arena, MSG_answers_chart, MESSAGE_EN, args, 3));
}

static struct span title_of(const struct showing *s, const struct measure *m, uint32_t scale)
{
    struct span name = score_scale(m, scale);
    struct buf out;

    buf_init(&out, s->request->arena, TITLE_MOST);
    buf_put(&out, m->title);
    if (name.len > 0) {
        buf_lit(&out, ": ");
        buf_put(&out, name);
    }
    return buf_view(&out);
}

/* A scale of several that was never answered is left out. */
static bool was_given(const struct measure *m, uint32_t scale, const struct measure_answer *at,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at[i].result.of[scale].given)
            return true;
    return m->n_scales == 1;
}

static void add_series(struct showing *s, const struct measure *m, uint32_t scale,
                       const struct measure_answer *at, size_t count)
{
    struct series_view *series = &s->series[s->view->n_series];

    if (s->view->n_series >= SERIES_MOST || !was_given(m, scale, at, count))
        return;
    s->view->n_series++;
    *series = (struct series_view){.title = title_of(s, m, scale)};
    fill_rows(s, m, scale, at, count, series);
    fill_chart(s, m, scale, at, count, series);
    if (count >= 2)
        series->changes = score_changes(s->request->arena, m, scale, &at[count - 2], &at[count - 1],
                                        &series->holds, &series->n_changes);
}

/* --- the page -------------------------------------------------------------------------------- */

static enum status fill_measure(struct showing *s, const struct measure *m, bool seen, bool series)
{
    const struct measure_answer *at;
    size_t count;
    enum status st = measure_history(s->file, m, s->request->arena, &at, &count, s->why);

    if (st != HF_OK || count == 0)
        return st;
    if (!series)
        add_alarms(s, m, at, count, seen);
    for (uint32_t i = 0; series && i < m->n_scales; i++)
        add_series(s, m, i, at, count);
    return HF_OK;
}

static enum status fill(struct showing *s)
{
    const struct measures *pack = s->door->practice.knowledge->measures;
    enum status st = HF_OK;

    s->series = arena_array(s->request->arena, struct series_view, SERIES_MOST);
    s->alarms = arena_array(s->request->arena, struct alarm_view, ALARMS_MOST);
    if (s->series == NULL || s->alarms == NULL)
        return fault_set(s->why, HF_FAILED, "request memory is spent");
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; st == HF_OK && i < pack->count; i++)
            st = fill_measure(s, &pack->at[i], pass == 1, pass == 2);
    s->view->series = s->series;
    s->view->alarms = s->alarms;
    return st;
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct client_answers_view *view, bool again)
{
    struct client_file file;
    struct client_id id;
    struct fault why;
    struct showing s = {request, door, &file, view, NULL, NULL, &why};

    fault_clear(&why);
    enum status st = web_client(request, &id);

    if (st == HF_OK)
        st = view_client(&door->practice, request->arena, web_subject(request)->keyring, id, &file,
                         &why);
    if (st == HF_OK)
        st = fill(&s);
    if (st == HF_OK)
        st = held_find(request, door, &file, &view->held, &view->n_held, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view->after = aftercare_lines(request, door, &file, &view->n_after);
    view->client = overview_head(request->arena, &file);
    view->is_clinician = (web_subject(request)->who.roles & ROLE_CLINICIAN) != 0;
    view->only_reads = (web_subject(request)->who.roles & ROLE_PRACTITIONER) == 0;
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    struct html w = again ? web_html_again(reply) : web_html(reply);

    page_client_answers(&w, view);
}

static void answers_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct client_answers_view view = {.n_series = 0};

    show(request, reply, door, &view, false);
}

static void seen_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct see_alarm in = {.words = web_value(request, "words")};
    struct client_answers_view view = {.words = web_field(request, "words")};
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK && !id_parse(web_value(request, "answer"), &in.answer))
        st = fault_set(&why, HF_NOT_FOUND, "no answer is named");
    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = see_alarm(&door->practice, request->arena, &in, &why);
    view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    if (st == HF_INVALID)
        show(request, reply, door, &view, true);
    else if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go(reply, request, "/c/", in.client.id, "/answers");
}

static const struct http_route client_answers_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/answers", RIGHT_CARE, answers_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/answers/seen", RIGHT_CARE, seen_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(client_answers);
