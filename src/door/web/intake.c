/* door/web/intake.c - the client's questions, part by part. What fits is kept, whatever else is
 * wrong; nothing typed is lost.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/intake.h"

#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "core/visit/told.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"

enum { ANSWERS_MOST = 400, PLACES_MOST = 3, PATH_MOST = 64 };

/* --- items ----------------------------------------------------------------------------------- */

/* KEEP IN ORDER: enum form_kind. */
static const enum item_kind kinds[] = {
    [FORM_GROUP] = ITEM_WORDS,  [FORM_DISPLAY] = ITEM_WORDS, [FORM_STRING] = ITEM_TEXT,
    [FORM_TEXT] = ITEM_LONG,    [FORM_CHOICE] = ITEM_CHOICE, [FORM_BOOLEAN] = ITEM_CHOICE,
    [FORM_INTEGER] = ITEM_TEXT, [FORM_DATE] = ITEM_DATE,
};

struct part_making {
    const struct http_request *request;
    const struct knowledge *know;
    const struct intake *intake;
    const bool *wrong; /* NULL: nothing was sent */
    const char *every_error;
};

/* The value as it was just sent, else as it is kept. */
static struct span value_of(const struct part_making *m, uint32_t at)
{
    const struct form_item *item = &m->intake->form->items[at];
    struct buf name;

    buf_init(&name, m->request->arena, FORM_MAX_LINK_ID + 8);
    buf_lit(&name, "a.");
    buf_put(&name, item->link_id);
    buf_byte(&name, '\0');
    if (m->wrong != NULL && m->wrong[at])
        return http_field_value(m->request->form, name.at);
    if (item->kind == FORM_CHOICE)
        return m->intake->answers->of[at].text;
    return form_answer_show(m->intake->answers, at, m->request->arena);
}

static void fill_choices(const struct part_making *m, uint32_t at, struct item_view *view)
{
    const struct form_item *item = &m->intake->form->items[at];
    struct choice_view *choices =
        arena_array(m->request->arena, struct choice_view, item->n_options);
    struct choice_view *quiet = arena_array(m->request->arena, struct choice_view, item->n_options);

    for (uint32_t i = 0; choices != NULL && quiet != NULL && i < item->n_options; i++) {
        const struct form_option *option = &item->options[i];
        struct choice_view choice = {.value = option->code,
                                     .label = option->display,
                                     .chosen = span_equal(option->code, view->field.value)};

        if (option->quiet)
            quiet[view->n_quiet++] = choice;
        else
            choices[view->n_choices++] = choice;
    }
    view->choices = choices;
    view->quiet = quiet;
}

/* What stays off while this is not known: the places of the rules that ask for it. */
static bool asks_for(const struct pack_row *row, struct span question)
{
    for (uint32_t i = 0; i < row->n_asks; i++)
        if (span_equal(row->asks[i].question, question))
            return true;
    return false;
}

static bool add_place(const struct part_making *m, struct buf *out, const struct pack_row *row)
{
    if (row->scopes.count == 0 || !row->effect.deny)
        return false;
    if (out->len > 0)
        buf_lit(out, ", ");
    buf_put(out, told_place(m->know->atlas, row->scopes.at[0].region, SIDE_BOTH, MESSAGE_EN,
                            m->request->arena));
    return true;
}

static struct span limits_of(const struct part_making *m, struct span question)
{
    const struct screening *rules = m->know->screening;
    struct buf places;
    int n = 0;

    buf_init(&places, m->request->arena, 1000);
    for (uint32_t i = 0; i < rules->n_rows && n < PLACES_MOST; i++)
        if (asks_for(&rules->rows[i], question))
            n += add_place(m, &places, &rules->rows[i]);
    const struct message_arg args[] = {message_arg("what", buf_view(&places))};

    return n == 0 ? SPAN("")
                  : message_fill(m->request->arena, MSG_intake_skipped, MESSAGE_EN, args, 1);
}

static struct item_view item_of(const struct part_making *m, uint32_t at)
{
    const struct form_item *item = &m->intake->form->items[at];
    struct item_view view = {.link_id = item->link_id,
                             .kind = kinds[item->kind],
                             .label = item->text,
                             .why = item->help,
                             .field = {.value = value_of(m, at)},
                             .longest = item->max_length};

    if (item->kind == FORM_CHOICE)
        fill_choices(m, at, &view);
    for (size_t i = 0; i < view.n_quiet; i++)
        if (view.quiet[i].chosen)
            view.limits = limits_of(m, item->link_id);
    if (m->wrong != NULL && m->wrong[at])
        view.field.error = web_words(item->kind == FORM_DATE ? "form.date" : m->every_error);
    return view;
}

/* Help is shown with its question, and what a part says about itself in its head. */
static bool is_told_elsewhere(const struct form *form, uint32_t at)
{
    const struct form_item *item = &form->items[at];

    if (item->kind != FORM_DISPLAY || item->parent == FORM_NONE)
        return item->kind == FORM_GROUP && item->depth == 0;
    const struct form_item *parent = &form->items[item->parent];

    return parent->kind != FORM_GROUP || parent->depth == 0;
}

static void fill_items(const struct part_making *m, const struct form_part *part,
                       struct intake_view *view)
{
    struct item_view *items =
        arena_array(m->request->arena, struct item_view, part->end - part->first);

    for (uint32_t i = part->first; items != NULL && i < part->end; i++) {
        if (!m->intake->shown[i] || is_told_elsewhere(m->intake->form, i))
            continue;
        items[view->n_items++] = item_of(m, i);
        view->n_errors += m->wrong != NULL && m->wrong[i];
    }
    view->items = items;
}

/* --- the pages ------------------------------------------------------------------------------- */

static void show_part(const struct part_making *m, struct http_reply *reply, struct door *door,
                      uint32_t n)
{
    struct intake_view view = {.part = n + 1, .parts = form_parts(m->intake->form)};
    struct form_part part;

    if (!form_part(m->intake->form, n, &part)) {
        http_reply_error(reply, m->request, 404, "there is no such part");
        return;
    }
    view.title = part.title;
    view.why = part.why;
    view.readers = part.reader;
    view.minutes = part.about_minutes;
    if (m->intake->saved_s > 0)
        view.saved = web_time(m->request->arena, m->intake->saved_s);
    fill_items(m, &part, &view);
    web_page(m->request, door, PAGE_CLIENT, "me", &view.page);
    struct html w = view.n_errors > 0 ? web_html_again(reply) : web_html(reply);

    page_intake(&w, &view);
}

static void show_minor(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct intake_done_view view = {.reader = SPAN("")};
    struct html w = web_html(reply);

    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    page_intake_minor(&w, &view);
}

static void show_done(struct http_request *request, struct http_reply *reply, struct door *door,
                      const struct intake *intake)
{
    struct intake_done_view view = {.reader = web_words("reason.the_practitioner")};
    struct html w = web_html(reply);

    if (!id_is_zero(intake->file.practitioner.id))
        view.reader = client_file_who(&intake->file, intake->file.practitioner);
    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    page_intake_done(&w, &view);
}

static enum status view_mine(struct http_request *request, struct door *door, struct intake *ret,
                             struct fault *why)
{
    struct client_id client;
    enum status st = web_client(request, &client);

    return st != HF_OK ? st
                       : view_intake(&door->practice, request->arena, web_subject(request)->keyring,
                                     client, ret, why);
}

static int64_t minutes_of(const struct form *form)
{
    int64_t minutes = 0;
    struct form_part part;

    for (uint32_t i = 0; form_part(form, i, &part); i++)
        minutes += part.about_minutes;
    return minutes;
}

static void start_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct words_view *reader = arena_new(request->arena, struct words_view);
    struct intake intake;
    struct fault why;

    fault_clear(&why);
    enum status st = view_mine(request, door, &intake, &why);

    if (st != HF_OK || reader == NULL) {
        web_failed(reply, request, st == HF_OK ? HF_FAILED : st, &why);
        return;
    }
    struct intake_start_view view = {.parts = form_parts(intake.form),
                                     .minutes = minutes_of(intake.form),
                                     .readers = reader,
                                     .begun = intake.is_begun};
    if (!id_is_zero(intake.file.practitioner.id)) {
        reader->text = client_file_who(&intake.file, intake.file.practitioner);
        view.n_readers = 1;
    }
    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    struct html w = web_html(reply);

    page_intake_start(&w, &view);
}

static bool part_number(const struct http_request *request, uint32_t *ret)
{
    int64_t n;

    if (!span_to_int64(http_field_value(request->params, "part"), &n) || n < 1 ||
        n > FORM_MAX_ITEMS)
        return false;
    *ret = (uint32_t)(n - 1);
    return true;
}

static void part_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct intake intake;
    struct fault why;
    uint32_t n = 0;

    fault_clear(&why);
    enum status st = view_mine(request, door, &intake, &why);
    struct part_making m = {request, door->practice.knowledge, &intake, NULL, "form.long"};

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (intake.is_minor)
        show_minor(request, reply, door);
    else if (span_is(http_field_value(request->params, "part"), "done"))
        show_done(request, reply, door, &intake);
    else if (!part_number(request, &n))
        http_reply_error(reply, request, 404, "there is no such part");
    else
        show_part(&m, reply, door, n);
}

/* --- a part is sent -------------------------------------------------------------------------- */

static enum status save(struct http_request *request, struct door *door,
                        struct save_intake_reply *ret, struct fault *why)
{
    struct intake_answer *answers = arena_array(request->arena, struct intake_answer, ANSWERS_MOST);
    struct save_intake in = {.answers = answers};
    enum status st = web_client(request, &in.client);

    if (answers == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < request->form.count && in.count < ANSWERS_MOST; i++)
        if (span_starts(request->form.at[i].name, SPAN("a.")))
            answers[in.count++] = (struct intake_answer){span_skip(request->form.at[i].name, 2),
                                                         request->form.at[i].value};
    if (st == HF_OK)
        st = web_hand(request, &in.hand, why);
    return st == HF_OK ? save_intake(&door->practice, request->arena, &in, ret, why) : st;
}

static uint32_t part_of(const struct form *form, uint32_t item)
{
    struct form_part part;
    uint32_t n = 0;

    while (form_part(form, n, &part) && item >= part.end)
        n++;
    return n;
}

/* Something needed is missing: its part is shown with the place marked. */
static void show_missing(struct http_request *request, struct http_reply *reply, struct door *door,
                         const struct answer_intake_reply *given)
{
    bool *missing = arena_array(request->arena, bool, given->intake.form->n_items);
    struct part_making m = {request, door->practice.knowledge, &given->intake, missing,
                            "form.missing"};

    for (uint32_t i = 0; missing != NULL && i < given->n_missing; i++)
        missing[given->missing[i]] = true;
    show_part(&m, reply, door, part_of(given->intake.form, given->missing[0]));
}

static void give(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct answer_intake in;
    struct answer_intake_reply given;
    struct fault why;

    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = answer_intake(&door->practice, request->arena, &in, &given, &why);
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (given.n_missing > 0)
        show_missing(request, reply, door, &given);
    else
        web_go_to(reply, "/me/intake/done");
}

static void go_to_part(struct http_request *request, struct http_reply *reply, uint32_t n)
{
    struct buf path;

    buf_init(&path, request->arena, PATH_MOST);
    buf_lit(&path, "/me/intake/");
    buf_int(&path, (int64_t)n + 1);
    http_reply_redirect(reply, buf_view(&path));
}

static void part_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    bool back = span_is(web_value(request, "go"), "back");
    struct save_intake_reply saved;
    struct fault why;
    uint32_t n = 0;

    fault_clear(&why);
    enum status st = part_number(request, &n) ? save(request, door, &saved, &why) : HF_NOT_FOUND;

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct part_making m = {request, door->practice.knowledge, &saved.intake, saved.wrong,
                            "form.long"};

    if (saved.intake.is_minor)
        show_minor(request, reply, door);
    else if (saved.n_wrong > 0)
        show_part(&m, reply, door, n);
    else if (back)
        go_to_part(request, reply, n == 0 ? 0 : n - 1);
    else if (saved.n_more > 0)
        go_to_part(request, reply, n); /* what was just said opened more questions here */
    else if (n + 1 < form_parts(saved.intake.form))
        go_to_part(request, reply, n + 1);
    else
        give(request, reply, door);
}

static const struct http_route intake_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/intake", RIGHT_CLIENT, start_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/intake/{part}", RIGHT_CLIENT, part_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/intake/{part}", RIGHT_CLIENT, part_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(intake);
