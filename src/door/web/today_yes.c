/* door/web/today_yes.c - is this all right today? Each planned step; read back; ready.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "door/web/room_door.h"
#include "door/web/routes.h"
#include "core/render/pages.h"

enum { KEY_MOST = 8 };

/* KEEP IN ORDER: enum today. */
static const enum answer answers[] = {ANSWER_NONE, ANSWER_YES, ANSWER_ASK, ANSWER_NO, ANSWER_TALK};
static const char *const words[] = {"", "yes", "ask", "no", "talk"};

struct today_page {
    struct room_door room;
    struct room_reply now;
    enum today *said; /* one for each step; on a form that is asked again, what it said */
    bool reading_back, is_again;
    struct span error;
    const char *inside_error; /* beside each step inside the body without an answer; or NULL */
    struct field_view new_words;
};

/* --- showing --------------------------------------------------------------------------------- */

static struct span key_of(struct arena *arena, size_t i)
{
    struct buf key;

    buf_init(&key, arena, KEY_MOST);
    buf_int(&key, (int64_t)i + 1);
    return buf_view(&key);
}

static bool is_inside(const struct step_said *step)
{
    return step->access != ACCESS_EXTERNAL;
}

static size_t count_of(const struct today_page *page)
{
    return page->now.now.plan == NULL ? 0 : page->now.now.plan->steps.count;
}

static struct today_step_view step_of(struct arena *arena, const struct door *door,
                                      const struct today_page *page, size_t i)
{
    const struct step_said *step = &page->now.now.plan->steps.at[i];
    bool is_open = is_inside(step) && page->said[i] == TODAY_UNSAID && page->inside_error != NULL;

    return (struct today_step_view){
        .key = key_of(arena, i),
        .where = room_where(arena, door, step),
        .words = today_words(&door->practice, step, i + 1, MESSAGE_EN, arena),
        .inside = is_inside(step),
        .answer = answers[page->said[i]],
        .error = is_open ? web_words(page->inside_error) : SPAN("")};
}

static void fill_steps(struct arena *arena, const struct door *door, const struct today_page *page,
                       struct today_yes_view *view)
{
    struct today_step_view *at = arena_array(arena, struct today_step_view, count_of(page));

    for (size_t i = 0; at != NULL && i < count_of(page); i++) {
        at[i] = step_of(arena, door, page, i);
        view->has_inside |= at[i].inside;
        view->some_said |= !at[i].inside && at[i].answer != ANSWER_NONE;
        view->n_steps++;
    }
    view->steps = at;
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
        .error = page->error,
        .seen = now->room.seen,
        .new_words = page->new_words,
    };
    struct html w = page->is_again ? web_html_again(reply) : web_html(reply);

    fill_steps(request->arena, door, page, &view);
    view.stop_works = !view.some_said && !page->is_again;
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

    if (st != HF_OK)
        return st;
    const enum today *said;

    st = today_said(&page->now.now, request->arena, &said, why);
    page->said = arena_array(request->arena, enum today, count_of(page));
    if (st == HF_OK && page->said == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < count_of(page); i++)
        page->said[i] = said[i];
    return st;
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

    if (span_is(http_field_value(request->query, "again"), "1"))
        page.error = web_words("todayyes.unseen");

    if (!room_door_open(request, reply, door, &page.room))
        return;
    fault_clear(&why);
    enum status st = page.room.client == NULL ? HF_OK : look(request, door, &page, &why);

    if (st != HF_OK)
        web_failed(reply, request, st, &why);
    else if (page.room.client == NULL || is_over(&page))
        web_go(reply, request, "/s/", page.room.session.id, "/live");
    else if (!page.now.now.room.is_rehearsed) /* the stop is tried before anything is said */
        web_go(reply, request, "/s/", page.room.session.id, "/rehearse");
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

/* What can't be read was not decided. */
static enum today answer_to(const struct http_request *request, size_t i)
{
    char name[KEY_MOST + 2] = "s.";
    struct span key = key_of(request->arena, i);

    for (size_t j = 0; j < key.len && j < KEY_MOST - 1; j++)
        name[2 + j] = key.at[j];
    for (size_t j = 1; j < sizeof words / sizeof *words; j++)
        if (span_is(web_value(request, name), words[j]))
            return (enum today)j;
    return TODAY_UNSAID;
}

/* A yes to all reaches what is outside the body and was not answered by itself. */
static enum today answer_of(const struct http_request *request, const struct today_page *page,
                            size_t i)
{
    enum today own = answer_to(request, i);
    bool is_all = span_is(web_value(request, "go"), "all");

    if (span_is(web_value(request, "go"), "none"))
        return TODAY_NO;
    return own == TODAY_UNSAID && is_all && !is_inside(&page->now.now.plan->steps.at[i]) ? TODAY_YES
                                                                                         : own;
}

/* A form without one answer was sent by mistake, and so was a yes to all that forgot what is asked
 * on its own: it is asked again, for a no can't be taken back in the room. */
static bool is_whole(const struct http_request *request, struct today_page *page)
{
    bool is_all = span_is(web_value(request, "go"), "all"), any = count_of(page) == 0;
    bool is_open = false;

    for (size_t i = 0; i < count_of(page); i++) {
        any |= page->said[i] != TODAY_UNSAID;
        is_open |= is_all && page->said[i] == TODAY_UNSAID;
    }
    if (!any)
        page->error = web_words("todayyes.nothing_said");
    if (is_open)
        page->inside_error = "todayyes.answer_inside";
    return any && !is_open;
}

static enum status say(struct http_request *request, struct door *door, struct today_page *page,
                       struct fault *why)
{
    struct say_today in = {.lang = MESSAGE_EN};
    enum status st = room_request_of(request, &page->room, door, true, &in.request, why);

    if (st == HF_OK)
        st = look(request, door, page, why);
    if (st != HF_OK)
        return st;
    for (size_t i = 0; i < count_of(page); i++)
        page->said[i] = answer_of(request, page, i);
    page->is_again = !is_whole(request, page);
    if (page->is_again)
        return HF_OK;
    in.answers = page->said;
    in.n_answers = count_of(page);
    return say_today(&door->practice, request->arena, &in, &page->now, why);
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
    else if (page.is_again)
        show(request, reply, door, &page);
    else
        web_go(reply, request, "/s/", page.room.session.id,
               page.now.answer == ROOM_REFUSED ? "/today?again=1" : "/ready");
    room_door_close(&page.room);
}

/* --- ready ----------------------------------------------------------------------------------- */

/* "All three are so", beside words about something new, is asked again; so is something new without
 * a word. True: it can be said. */
static bool is_filled(const struct http_request *request, struct today_page *page)
{
    bool is_new = span_is(web_value(request, "go"), "new");

    page->new_words = web_field(request, "new_words");
    if (is_new == (page->new_words.value.len > 0))
        return true;
    page->new_words.error = web_words("todayyes.new_needed");
    return false;
}

static enum status be_ready(struct http_request *request, struct door *door,
                            struct today_page *page, struct fault *why)
{
    struct say_ready in = {.something_new = span_is(web_value(request, "go"), "new"),
                           .words = web_value(request, "new_words"),
                           .lang = MESSAGE_EN};
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
               page->now.answer == ROOM_REFUSED ? "/ready?again=1" : "/live");
}

static void ask_again(struct http_request *request, struct http_reply *reply, struct door *door,
                      struct today_page *page)
{
    struct fault why;

    fault_clear(&why);
    page->is_again = true;
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
