/* door/web/close.c - the note of a session, in ninety seconds; signed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/close.h"

#include "door/web/overview.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "door/web/soap_lines.h"
#include "core/render/pages.h"
#include "usecase/room_steps.h"

enum { DONE_MOST = 128, VALUE_MOST = 16, MINUTE_S = 60 };

/* --- the generated half ----------------------------------------------------------------------- */

static const struct soap_line_view *lines_of(struct arena *arena, const struct soap_line *from,
                                             size_t n)
{
    struct soap_line_view *at = arena_array(arena, struct soap_line_view, n);

    for (size_t i = 0; at != NULL && i < n; i++)
        at[i] = (struct soap_line_view){web_time(arena, from[i].at_s), from[i].text};
    return at;
}

void soap_lines_fill(struct arena *arena, const struct soap *soap, struct soap_view *view)
{
    view->s = lines_of(arena, soap->said, soap->n_said);
    view->n_s = view->s == NULL ? 0 : soap->n_said;
    view->o = lines_of(arena, soap->seen, soap->n_seen);
    view->n_o = view->o == NULL ? 0 : soap->n_seen;
}

int64_t soap_minutes(const struct session_file *session)
{
    const struct room *room = &session->room;
    int64_t end_s = room->ended_s != 0 ? room->ended_s : session->now_s;

    return (end_s - room->started_s + MINUTE_S - 1) / MINUTE_S;
}

/* --- what was done all the same ------------------------------------------------------------------
 */

/* What could have been done though it was not permitted: refused tries, then planned steps that
 * never began. The value of the n-th is its number. */
struct done_list {
    const struct step_said *at[DONE_MOST];
    size_t count;
};

static void list_done(const struct session_record *r, struct arena *arena, struct done_list *list)
{
    struct room_steps steps = {.count = 0};
    struct fault why;

    fault_clear(&why);
    for (size_t i = 0; i < r->n_refused && list->count < DONE_MOST; i++)
        list->at[list->count++] = &r->refused[i]->step;
    if (room_steps_of(&r->session, arena, &steps, &why) != HF_OK)
        return; /* the refused ones can be named all the same */
    for (size_t i = 0; i < steps.count && list->count < DONE_MOST; i++)
        if (!steps.at[i].is_done && !steps.at[i].is_here)
            list->at[list->count++] = steps.at[i].step;
}

static struct span words_of(struct arena *arena, const struct door *door,
                            const struct step_said *step)
{
    struct buf out;

    buf_init(&out, arena, 512);
    buf_put(&out, room_where(arena, door, step));
    buf_lit(&out, ", ");
    buf_put(&out, room_how(door, step));
    return buf_view(&out);
}

static void fill_done(const struct http_request *request, const struct door *door,
                      const struct done_list *list, struct close_view *view)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, list->count);

    for (size_t i = 0; at != NULL && i < list->count; i++) {
        struct buf value;

        buf_init(&value, request->arena, VALUE_MOST);
        buf_int(&value, (int64_t)i + 1);
        at[i] = (struct choice_view){
            .value = buf_view(&value),
            .label = words_of(request->arena, door, list->at[i]),
            .chosen = span_equal(web_value(request, "done"), buf_view(&value)),
        };
    }
    view->done = at;
    view->n_done = at == NULL ? 0 : list->count;
}

/* --- showing --------------------------------------------------------------------------------- */

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct session_record *r, struct close_view *view)
{
    struct arena *arena = request->arena;
    struct done_list list = {.count = 0};
    struct html w = view->different.error.len > 0 ? web_html_again(reply) : web_html(reply);

    list_done(r, arena, &list);
    view->client = overview_head(arena, &r->session.known.file);
    view->session = web_id(arena, r->session.room.session);
    view->when = web_when(arena, r->session.room.started_s);
    view->minutes = soap_minutes(&r->session);
    view->stopped = r->session.room.was_stopped;
    view->client_unasked = r->client_closed == NULL;
    soap_lines_fill(arena, &r->soap, &view->soap);
    fill_done(request, door, &list, view);
    web_page(request, door, PAGE_PRACTICE, "today", &view->page);
    page_close(&w, view);
}

static enum status view(struct http_request *request, struct door *door, struct session_record *ret,
                        struct fault *why)
{
    struct session_id session;

    return room_session_id(request, &session)
               ? view_session_record(&door->practice, request->arena, web_subject(request)->keyring,
                                     session, ret, why)
               : HF_NOT_FOUND;
}

/* The room's tablet is nobody's: the note wants a sign-in. */
static bool wants_sign_in(struct http_request *request, struct http_reply *reply)
{
    const struct subject *subject = web_subject(request);
    struct buf path;

    if (subject->who.purpose != DELEGATE_ROOM)
        return false;
    buf_init(&path, request->arena, 256);
    buf_lit(&path, "/signin?next=");
    buf_put(&path, request->path);
    http_reply_redirect(reply, buf_view(&path));
    return true;
}

static void close_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct close_view page = {.minutes = 0};
    struct session_record r;
    struct fault why;

    if (wants_sign_in(request, reply))
        return;
    fault_clear(&why);
    enum status st = view(request, door, &r, &why);

    if (st == HF_OK && (web_subject(request)->who.roles & ROLE_PRACTITIONER) == 0)
        st = fault_set(&why, HF_NOT_FOUND, "a note is the practitioner's");
    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (r.closed != NULL)
        web_go(reply, request, "/s/", r.session.room.session, "/record");
    else
        show(request, reply, door, &r, &page);
}

/* --- signing --------------------------------------------------------------------------------- */

static const struct step_said *done_of(const struct http_request *request,
                                       const struct session_record *r, struct arena *arena)
{
    struct done_list list = {.count = 0};
    int64_t n = 0;

    list_done(r, arena, &list);
    if (!span_to_int64(web_value(request, "done"), &n) || n < 1 || (uint64_t)n > list.count)
        return NULL;
    return list.at[n - 1];
}

static void show_again(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct session_record *r, const char *error)
{
    struct close_view page = {
        .a = web_field(request, "a"),
        .p = web_field(request, "p"),
        .private_note = web_field(request, "private_note"),
        .different = web_field(request, "different"),
        .different_words = web_value(request, "different_words"),
    };

    page.different.error = web_words(error);
    show(request, reply, door, r, &page);
}

static enum status sign(struct http_request *request, struct door *door, struct session_record *r,
                        struct fault *why)
{
    struct span different = web_value(request, "different");
    struct close_session in = {
        .assessment = web_value(request, "a"),
        .plan = web_value(request, "p"),
        .private_note = web_value(request, "private_note"),
        .different = span_is(different, "yes")  ? HONEST_YES
                     : span_is(different, "no") ? HONEST_NO
                                                : 0,
        .different_words = web_value(request, "different_words"),
        .done = done_of(request, r, request->arena),
    };
    enum status st = web_hand(request, &in.hand, why);

    in.session.id = r->session.room.session;
    return st == HF_OK ? close_session(&door->practice, request->arena, &in, r, why) : st;
}

static void close_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct session_record r;
    struct fault why;

    fault_clear(&why);
    enum status st = view(request, door, &r, &why);
    bool loaded = st == HF_OK;

    if (st == HF_OK)
        st = sign(request, door, &r, &why);
    if (loaded && st == HF_INVALID && span_starts(span_of(why.text), SPAN("different"))) {
        show_again(request, reply, door, &r,
                   span_is(span_of(why.text), "different") ? "close.needs_different"
                                                           : "close.needs_words");
    } else if (st != HF_OK) {
        web_failed(reply, request, st, &why);
    } else {
        room_half_cookie(reply, request, SPAN(""));
        web_go(reply, request, "/s/", r.session.room.session, "/record");
    }
}

static const struct http_route close_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/close", RIGHT_SIGNED_IN, close_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/close", RIGHT_PRACTITIONER, close_post, 0),
};
WEB_TABLE(close);
