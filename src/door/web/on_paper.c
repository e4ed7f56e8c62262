/* door/web/on_paper.c - what was on paper, entered afterwards; the client reads the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/paper.h"

#include "base/buf.h"
#include "core/render/pages.h"
#include "core/render/view_paper.h"
#include "core/visit/told.h"
#include "door/web/act.h"
#include "door/web/overview.h"
#include "door/web/paper.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"
#include "usecase/client.h"

enum { US_PER_S = 1000000, LINES_MOST = 8, LIST_MOST = 4000 };

/* --- what was entered ------------------------------------------------------------------------ */

struct listing {
    struct arena *arena;
    const struct atlas *atlas;
    const struct client_file *file;
    struct words_view *lines;
    size_t n;
};

static void add(struct listing *l, struct span text)
{
    l->lines[l->n++].text = text;
}

/* A line with one value; none when there is nothing to say. */
static void add_said(struct listing *l, enum message_id id, struct span words)
{
    const struct message_arg args[] = {message_arg_text(SPAN("words"), words)};

    if (words.len > 0)
        add(l, message_fill(l->arena, id, MESSAGE_EN, args, 1));
}

static void add_done(struct listing *l, struct step_list done)
{
    struct buf list;

    buf_init(&list, l->arena, LIST_MOST);
    for (size_t i = 0; i < done.count; i++) {
        if (i > 0)
            buf_lit(&list, "; ");
        buf_put(&list,
                told_place(l->atlas, done.at[i].region, done.at[i].side, MESSAGE_EN, l->arena));
    }
    const struct message_arg args[] = {message_arg_text(SPAN("what"), buf_view(&list))};

    add(l, done.count == 0 ? web_words("onpaper.line_nothing")
                           : message_fill(l->arena, MSG_onpaper_line_done, MESSAGE_EN, args, 1));
}

static void add_session(struct listing *l, const struct paper_session_content *said)
{
    add_done(l, said->done);
    if (said->stopped)
        add(l, web_words("onpaper.line_stopped"));
    add_said(l, MSG_onpaper_line_present, said->present);
    add(l, web_words(said->client_different == HONEST_YES  ? "onpaper.line_client_yes"
                     : said->client_different == HONEST_NO ? "onpaper.line_client_no"
                                                           : "onpaper.line_client_unsaid"));
    add(l, web_words(said->desk_different == HONEST_NO ? "onpaper.line_desk_no"
                                                       : "onpaper.line_desk_yes"));
    add_said(l, MSG_onpaper_line_what, said->different_words);
    add_said(l, MSG_onpaper_line_words, said->words);
    add_said(l, MSG_onpaper_line_kept, said->kept);
}

static struct span head_of(const struct listing *l, const struct ledger_entry *e, struct moment day,
                           const struct paper_session_content *session)
{
    const struct message_arg args[] = {
        message_arg_text(SPAN("day"), web_calendar(l->arena, day.utc_s)),
        message_arg_text(SPAN("who"), client_file_who(l->file, e->actor)),
        message_arg_text(SPAN("when"), web_when(l->arena, e->utc_us / US_PER_S)),
        message_arg_text(SPAN("began"),
                         session == NULL || session->began.len == 0 ? SPAN("?") : session->began),
        message_arg_text(SPAN("ended"),
                         session == NULL || session->ended.len == 0 ? SPAN("?") : session->ended),
    };

    return session == NULL ? message_fill(l->arena, MSG_onpaper_consent_head, MESSAGE_EN, args, 3)
                           : message_fill(l->arena, MSG_onpaper_session_head, MESSAGE_EN, args, 5);
}

static bool entry_view(struct listing *l, const struct file_entry *e, struct paper_entry_view *ret)
{
    const struct paper_session_content *session = e->content;
    const struct paper_consent_content *consent = e->content;
    bool is_session = e->entry->action == ACTION_PAPER_SESSION;

    if ((!is_session && e->entry->action != ACTION_PAPER_CONSENT) || e->content == NULL)
        return false;
    l->lines = arena_array(l->arena, struct words_view, LINES_MOST);
    l->n = 0;
    if (l->lines == NULL)
        return false;
    ret->head =
        head_of(l, e->entry, is_session ? session->day : consent->day, is_session ? session : NULL);
    if (is_session)
        add_session(l, session);
    else {
        add(l, consent->words);
        add_said(l, MSG_onpaper_line_kept, consent->kept);
    }
    ret->lines = l->lines;
    ret->n_lines = l->n;
    return true;
}

static void fill_entries(struct exchange *x, const struct client_file *file,
                         struct on_paper_view *view)
{
    struct listing l = {.arena = x->arena, .atlas = x->practice->knowledge->atlas, .file = file};
    struct paper_entry_view *at = arena_array(x->arena, struct paper_entry_view, file->chain.count);

    for (size_t i = file->chain.count; at != NULL && i > 0; i--)
        view->n_entries += entry_view(&l, &file->chain.at[i - 1], &at[view->n_entries]);
    view->entries = at;
    view->client = overview_head(x->arena, file);
}

struct span paper_waits(struct arena *arena, const struct client_file *file)
{
    const struct paper_consent_content *said = paper_consent_waits(file);

    if (said == NULL)
        return SPAN("");
    const struct message_arg args[] = {
        message_arg_text(SPAN("day"), web_calendar(arena, said->day.utc_s)),
        message_arg_text(SPAN("words"), said->words)};

    return message_fill(arena, MSG_onpaper_consent_waits, MESSAGE_EN, args, 2);
}

/* --- the practitioner's page ----------------------------------------------------------------- */

/* Was the n-th line of the plan ticked under this name? */
static bool is_ticked(const struct http_request *request, const char *name, int64_t number)
{
    for (size_t i = 0; i < request->form.count; i++) {
        int64_t n = 0;

        if (span_is(request->form.at[i].name, name) &&
            span_to_int64(request->form.at[i].value, &n) && n == number)
            return true;
    }
    return false;
}

static void fill_lines(struct exchange *x, const struct plan_file *plan, struct on_paper_view *view)
{
    size_t count = plan->is_there ? plan->said->steps.count : 0;
    struct paper_line_view *at = arena_array(x->arena, struct paper_line_view, count);

    for (size_t i = 0; at != NULL && i < count; i++) {
        int64_t number = (int64_t)i + 1;

        at[view->n_lines++] = (struct paper_line_view){
            .number = number,
            .what = told_place(x->practice->knowledge->atlas, plan->said->steps.at[i].region,
                               plan->said->steps.at[i].side, MESSAGE_EN, x->arena),
            .done = is_ticked(x->request, "done", number),
            .no = is_ticked(x->request, "no", number),
            .stopped = is_ticked(x->request, "stopped_at", number)};
    }
    view->lines = at;
}

static void fill_sent(const struct http_request *request, struct on_paper_view *view)
{
    struct {
        const char *name;
        struct field_view *field;
    } const fields[] = {
        {"day", &view->day},
        {"began", &view->began},
        {"ended", &view->ended},
        {"present", &view->present},
        {"words", &view->words},
        {"kept", &view->kept},
        {"stopped", &view->stopped},
        {"client_different", &view->client_different},
        {"different", &view->different},
        {"different_words", &view->different_words},
        {"consent_day", &view->consent_day},
        {"consent_words", &view->consent_words},
        {"consent_kept", &view->consent_kept},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i].field = web_field(request, fields[i].name);
}

static void tell_refused(const struct exchange *x, struct on_paper_view *view)
{
    struct {
        const char *word, *message;
        struct field_view *field;
    } const fields[] = {
        {"day", "onpaper.day_error", &view->day},
        {"stopped", "form.choose", &view->stopped},
        {"client_different", "form.choose", &view->client_different},
        {"different", "form.choose", &view->different},
        {"different_words", "form.missing", &view->different_words},
        {"consent_day", "onpaper.day_error", &view->consent_day},
        {"consent_words", "form.missing", &view->consent_words},
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (web_refused(x, fields[i].word))
            fields[i].field->error = web_words(fields[i].message);
    view->consent_open = view->consent_day.error.len + view->consent_words.error.len > 0;
    view->session_open = !view->consent_open;
}

static enum status show(struct exchange *x, const char *notice)
{
    struct on_paper_view view = {.for_client = false};
    struct plan_file plan;
    enum status st = view_plan(x->practice, x->arena, x->keyring, x->client, &plan, &x->why);

    if (st != HF_OK)
        return st;
    fill_entries(x, &plan.facts.file, &view);
    fill_sent(x->request, &view);
    fill_lines(x, &plan, &view);
    if (x->again)
        tell_refused(x, &view);
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view.page);

    if (notice != NULL)
        view.page.notice = web_words(notice);
    page_on_paper(&w, &view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    return show(x, NULL);
}
WEB_LOOK(on_paper_get, look);

static enum status again_open(struct exchange *x)
{
    return show(x, "onpaper.open");
}

/* --- entering -------------------------------------------------------------------------------- */

static bool *ticks_of(struct exchange *x, const char *name)
{
    bool *at = arena_array(x->arena, bool, PLAN_STEPS_MOST);

    for (int64_t i = 0; at != NULL && i < PLAN_STEPS_MOST; i++)
        at[i] = is_ticked(x->request, name, i + 1);
    return at;
}

static uint8_t honest_of(struct span word)
{
    static const char *const words[] = {"", "no", "yes", "skip"};

    for (uint8_t i = HONEST_NO; i <= HONEST_RATHER_NOT_SAY; i++)
        if (span_is(word, words[i]))
            return i;
    return 0;
}

static enum status enter(struct exchange *x)
{
    struct span stopped = web_value(x->request, "stopped");
    int64_t at = 0;
    struct enter_session in = {.hand = x->hand,
                               .client = x->client,
                               .day = web_value(x->request, "day"),
                               .began = web_value(x->request, "began"),
                               .ended = web_value(x->request, "ended"),
                               .present = web_value(x->request, "present"),
                               .done = ticks_of(x, "done"),
                               .no = ticks_of(x, "no"),
                               .n_steps = PLAN_STEPS_MOST,
                               .stopped = span_is(stopped, "yes")  ? PAPER_STOP_YES
                                          : span_is(stopped, "no") ? PAPER_STOP_NO
                                                                   : PAPER_STOP_UNSAID,
                               .client_different =
                                   honest_of(web_value(x->request, "client_different")),
                               .desk_different = honest_of(web_value(x->request, "different")),
                               .different_words = web_value(x->request, "different_words"),
                               .words = web_value(x->request, "words"),
                               .kept = web_value(x->request, "kept")};

    if (in.done == NULL || in.no == NULL)
        return fault_set(&x->why, HF_FAILED, "request memory is spent");
    if (span_to_int64(web_value(x->request, "stopped_at"), &at) && at > 0 &&
        at <= PLAN_STEPS_MOST) {
        in.stopped_at = (size_t)at;
        in.stopped = PAPER_STOP_YES; /* a place to stop at is a stop */
    }
    return enter_session(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(on_paper_post, .act = enter, .then = "/c/*/on-paper", .again = look,
         .conflict = again_open);

static enum status enter_seen(struct exchange *x)
{
    const struct enter_consent in = {.hand = x->hand,
                                     .client = x->client,
                                     .day = web_value(x->request, "consent_day"),
                                     .words = web_value(x->request, "consent_words"),
                                     .kept = web_value(x->request, "consent_kept")};

    return enter_consent(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(consent_post, .act = enter_seen, .then = "/c/*/on-paper", .again = look);

/* --- the client's page ----------------------------------------------------------------------- */

static enum status look_as_client(struct exchange *x)
{
    struct on_paper_view view = {.for_client = true};
    struct client_file file;
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    fill_entries(x, &file, &view);
    struct html w = web_open(x, PAGE_CLIENT, "me", &view.page);

    page_on_paper(&w, &view);
    return HF_OK;
}
WEB_LOOK(me_on_paper, look_as_client);

static const struct http_route on_paper_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/on-paper", RIGHT_PRACTITIONER, on_paper_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/on-paper", RIGHT_PRACTITIONER, on_paper_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/on-paper/consent", RIGHT_PRACTITIONER, consent_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/me/on-paper", RIGHT_CLIENT, me_on_paper, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(on_paper);
