/* door/web/today_yes.c - is this all right today? Each planned step; read back; ready.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "core/render/pages.h"

enum { MINUTE_S = 60, PER_DOT = 2, KEY_MOST = 8 };

/* KEEP IN ORDER: enum today. */
static const enum answer answers[] = {ANSWER_NONE, ANSWER_YES, ANSWER_ASK, ANSWER_NO, ANSWER_TALK};
static const char *const words[] = {"", "yes", "ask", "no", "talk"};

struct today_page {
    struct room_door room;
    struct room_reply now;
    const enum today *said;
    bool reading_back;
    struct span ready_error;
    struct field_view is_new;
};

/* --- showing --------------------------------------------------------------------------------- */

static struct span key_of(struct arena *arena, size_t i)
{
    struct buf key;

    buf_init(&key, arena, KEY_MOST);
    buf_int(&key, (int64_t)i + 1);
    return buf_view(&key);
}

static void fill_steps(struct arena *arena, const struct door *door, const struct today_page *page,
                       struct today_yes_view *view)
{
    const struct plan_drafted_content *plan = page->now.now.plan;
    size_t count = plan == NULL ? 0 : plan->steps.count;
    struct today_step_view *at = arena_array(arena, struct today_step_view, count);

    for (size_t i = 0; at != NULL && i < count; i++) {
        const struct step_said *step = &plan->steps.at[i];

        at[i] = (struct today_step_view){.key = key_of(arena, i),
                                         .where = room_where(arena, door, step),
                                         .how = room_how(door, step),
                                         .minutes = (step->duration_s + 30) / MINUTE_S,
                                         .dots = step->pressure / PER_DOT,
                                         .answer = answers[page->said[i]]};
    }
    view->steps = at;
    view->n_steps = at == NULL ? 0 : count;
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 const struct today_page *page)
{
    const struct session_file *now = &page->now.now;
    struct today_yes_view view = {
        .session = web_id(request->arena, page->room.session.id),
        .practitioner =
            client_file_who(&now->known.file, (struct person_id){now->room.practitioner}),
        .reading_back = page->reading_back,
        .ready_error = page->ready_error,
        .seen = now->room.seen,
        .is_new = page->is_new,
        .new_words = web_value(request, "new_words"),
    };
    struct html w = page->ready_error.len + page->is_new.error.len > 0 ? web_html_again(reply)
                                                                       : web_html(reply);

    fill_steps(request->arena, door, page, &view);
    web_page(request, door, PAGE_ROOM, "", &view.page);
    page_today_yes(&w, &view);
}

/* --- gathering ------------------------------------------------------------------------------- */

static enum status look(struct http_request *request, struct door *door, struct today_page *page,
                        struct fault *why)
{
    struct room_request in = {
        .hand = {.keyring = page->room.client,
                 .request = {world_id(vault_world(door->practice.vault))}},
        .session = page->room.session,
    };

    if (page->room.client == NULL)
        return fault_set(why, HF_INVALID, "the client is not at this screen");
    enum status st = look_at_room(&door->practice, request->arena, &in, &page->now, why);

    return st == HF_OK ? today_said(&page->now.now, request->arena, &page->said, why) : st;
}

static bool is_over(const struct today_page *page)
{
    enum room_phase state = page->now.now.room.state;

    return state == ROOM_STOPPED || state == ROOM_ENDED;
}

static void today_with(struct http_request *request, struct http_reply *reply, struct door *door,
                       bool reading_back)
{
    struct today_page page = {.reading_back = reading_back};
    struct fault why;

    if (!room_door_open(request, reply, door, &page.room))
        return;
    fault_clear(&why);
    enum status st = page.room.client == NULL ? HF_OK : look(request, door, &page, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (page.room.client == NULL || is_over(&page))
        web_go(reply, request, "/s/", page.room.session.id, "/live");
    else
        show(request, reply, door, &page);
    room_door_close(&page.room);
}

static void today_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    today_with(request, reply, door, false);
}

static void ready_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    today_with(request, reply, door, true);
}

/* --- saying ---------------------------------------------------------------------------------- */

/* What can't be read was not decided, and so a no. */
static enum today answer_of(const struct http_request *request, size_t i)
{
    char name[KEY_MOST + 2] = "s.";
    struct span key = key_of(request->arena, i);

    for (size_t j = 0; j < key.len && j < KEY_MOST - 1; j++)
        name[2 + j] = key.at[j];
    if (span_is(web_value(request, "go"), "none"))
        return TODAY_NO;
    for (size_t j = 1; j < sizeof words / sizeof *words; j++)
        if (span_is(web_value(request, name), words[j]))
            return (enum today)j;
    return TODAY_UNSAID;
}

static bool is_any_said(const enum today *said, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (said[i] != TODAY_UNSAID)
            return true;
    return false;
}

/* A form without one answer was sent by mistake: it is asked again, for a no can't be taken back
 * in the room. */
static enum status say(struct http_request *request, struct door *door, struct today_page *page,
                       struct fault *why)
{
    struct say_today in = {.answers = NULL};
    enum status st = room_request_of(request, &page->room, door, true, &in.request, why);

    if (st == HF_OK)
        st = look(request, door, page, why);
    if (st != HF_OK)
        return st;
    in.n_answers = page->now.now.plan == NULL ? 0 : page->now.now.plan->steps.count;
    enum today *said = arena_array(request->arena, enum today, in.n_answers);

    if (said == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < in.n_answers; i++)
        said[i] = answer_of(request, i);
    in.answers = said;
    if (in.n_answers == 0 || is_any_said(said, in.n_answers))
        return say_today(&door->practice, request->arena, &in, &page->now, why);
    page->ready_error = web_words("todayyes.nothing_said");
    return HF_OK;
}

static void yes_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct today_page page = {.reading_back = false};
    struct fault why;

    if (!room_door_open(request, reply, door, &page.room))
        return;
    fault_clear(&why);
    enum status st = say(request, door, &page, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (page.ready_error.len > 0)
        show(request, reply, door, &page);
    else
        web_go(reply, request, "/s/", page.room.session.id, "/ready");
    room_door_close(&page.room);
}

/* --- ready ----------------------------------------------------------------------------------- */

static bool has(const struct http_request *request, const char *name)
{
    return span_is(web_value(request, name), "1");
}

/* Fills the page's errors; true: nothing is missing. */
static bool is_filled(const struct http_request *request, struct today_page *page)
{
    page->is_new = web_field(request, "new");
    bool answered = span_is(page->is_new.value, "no") || span_is(page->is_new.value, "yes");
    bool is_new = span_is(page->is_new.value, "yes");

    if (!answered || (is_new && web_value(request, "new_words").len == 0))
        page->is_new.error = web_words("todayyes.new_needed");
    if (!is_new && (!has(request, "read_back") || !has(request, "ready")))
        page->ready_error = web_words("todayyes.both_needed");
    return page->is_new.error.len + page->ready_error.len == 0;
}

static enum status be_ready(struct http_request *request, struct door *door,
                            struct today_page *page, struct fault *why)
{
    struct say_ready in = {.something_new = span_is(web_value(request, "new"), "yes"),
                           .words = web_value(request, "new_words")};
    enum status st = room_request_of(request, &page->room, door, true, &in.request, why);

    return st == HF_OK ? say_ready(&door->practice, request->arena, &in, &page->now, why) : st;
}

/* Something that came in between is shown before it is said again. */
static void go_on(struct http_request *request, struct http_reply *reply, struct door *door,
                  struct today_page *page)
{
    struct fault why;

    fault_clear(&why);
    enum status st = be_ready(request, door, page, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else
        web_go(reply, request, "/s/", page->room.session.id,
               page->now.answer == ROOM_REFUSED ? "/ready" : "/live");
}

static void ask_again(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct today_page *page)
{
    struct fault why;

    fault_clear(&why);
    enum status st = look(request, door, page, &why);

    if (st == HF_OK)
        show(request, reply, door, page);
    else
        web_failed(reply, request, st, &why);
}

static void ready_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct today_page page = {.reading_back = true};

    if (!room_door_open(request, reply, door, &page.room))
        return;
    if (span_is(web_value(request, "go"), "back"))
        web_go(reply, request, "/s/", page.room.session.id, "/today");
    else if (is_filled(request, &page))
        go_on(request, reply, door, &page);
    else
        ask_again(request, reply, door, &page);
    room_door_close(&page.room);
}

static const struct http_route today_yes_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/s/{session}/today", RIGHT_SIGNED_IN, today_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/yes", RIGHT_ROOM, yes_post, 0),
    HTTP_ROUTE(HTTP_GET, "/s/{session}/ready", RIGHT_SIGNED_IN, ready_get, 0),
    HTTP_ROUTE(HTTP_POST, "/s/{session}/ready", RIGHT_ROOM, ready_post, 0),
};
WEB_TABLE(today_yes);
