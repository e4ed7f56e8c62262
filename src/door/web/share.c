/* door/web/share.c - a colleague reads for a time: the practitioner asks, the client answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/share.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/client.h"

_Static_assert((int)SHARED_WORD_ENDED == (int)SHARED_ENDED, "the words of enum shared_state");

/* KEEP IN ORDER: enum reading_why. */
static const struct {
    const char *value, *words;
} whys[] = {
    {"cover", "share.why_cover"},
    {"second", "share.why_second"},
    {"supervision", "share.why_supervision"},
};
enum { WHYS = sizeof whys / sizeof *whys };

/* --- views ----------------------------------------------------------------------------------- */

struct shared_view share_line(struct arena *arena, const struct client_file *file,
                              const struct shared *shared)
{
    unsigned why = shared->said->why;

    return (struct shared_view){
        .asked = web_id(arena, shared->asked),
        .by = client_file_who(file, shared->by),
        .reader = client_file_who(file, shared->reader),
        .why = why >= READING_COVER && why <= WHYS ? web_words(whys[why - 1].words) : SPAN(""),
        .until = web_date(arena, shared->said->until.utc_s),
        .words = shared->said->words,
        .contact = shared->said->contact,
        .state = shared->state,
    };
}

static void fill_shared(struct arena *arena, const struct client_file *file, int64_t now_s,
                        struct share_view *view)
{
    struct shared_list list = share_list(file, now_s, arena);
    struct shared_view *at = arena_array(arena, struct shared_view, list.n);

    for (size_t i = 0; i < list.n && at != NULL; i++)
        at[view->n_shared++] = share_line(arena, file, &list.at[i]);
    view->shared = at;
}

static void fill_people(struct arena *arena, const struct client_file *file, struct span chosen,
                        struct share_view *view)
{
    const struct practice_file *house = &file->practice;
    struct choice_view *at = arena_array(arena, struct choice_view, house->n_people);

    for (size_t i = 0; at != NULL && i < house->n_people; i++) {
        struct span id = web_id(arena, house->people[i].id.id);

        if (share_may(file, house->people[i].id))
            at[view->n_people++] = (struct choice_view){
                .value = id, .label = house->people[i].name, .chosen = span_equal(id, chosen)};
    }
    view->people = at;
}

static void fill_whys(struct arena *arena, struct span chosen, struct share_view *view)
{
    struct choice_view *at = arena_array(arena, struct choice_view, WHYS);

    for (size_t i = 0; at != NULL && i < WHYS; i++)
        at[view->n_whys++] = (struct choice_view){.value = span_of(whys[i].value),
                                                  .label = web_words(whys[i].words),
                                                  .chosen = span_is(chosen, whys[i].value)};
    view->whys = at;
}

/* --- the practitioner's side ----------------------------------------------------------------- */

static enum status file_of(struct http_request *request, struct door *door, struct client_file *ret,
                           struct fault *why)
{
    struct client_id client;
    enum status st = web_client(request, &client);

    return st != HF_OK ? st
                       : view_client(&door->practice, request->arena, web_subject(request)->keyring,
                                     client, ret, why);
}

static void show(struct http_request *request, struct http_reply *reply, struct door *door,
                 struct share_view *view)
{
    bool again = view->no_keys || view->reader_error.len + view->why_error.len +
                                          view->days.error.len + view->words.error.len >
                                      0;
    struct client_file file;
    struct fault why;

    fault_clear(&why);
    enum status st = file_of(request, door, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    struct html w = again ? web_html_again(reply) : web_html(reply);

    view->client = overview_head(request->arena, &file);
    view->may_ask = id_equal(file.practitioner.id, web_subject(request)->who.person.id);
    fill_shared(request->arena, &file, practice_now_s(&door->practice), view);
    fill_people(request->arena, &file, web_value(request, "reader"), view);
    fill_whys(request->arena, web_value(request, "why"), view);
    web_page(request, door, PAGE_PRACTICE, "clients", &view->page);
    page_share(&w, view);
}

static void share_get(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct share_view view = {.no_keys = false};

    show(request, reply, door, &view);
}

static uint8_t why_of(struct span word)
{
    for (uint8_t i = 0; i < WHYS; i++)
        if (span_is(word, whys[i].value))
            return (uint8_t)(i + 1);
    return 0;
}

static int64_t number_of(struct span text)
{
    int64_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || n > SHARE_DAYS_MOST)
            return 0;
        n = 10 * n + (text.at[i] - '0');
    }
    return n;
}

static void ask_again(struct http_request *request, struct http_reply *reply, struct door *door,
                      enum status st, const struct fault *why)
{
    struct share_view view = {.days = web_field(request, "days"),
                              .words = web_field(request, "words"),
                              .contact = web_value(request, "contact").len > 0,
                              .no_keys = st == HF_CONFLICT};
    struct span field = span_of(why->text);

    if (span_is(field, "reader"))
        view.reader_error = web_words("form.choose");
    else if (span_is(field, "why"))
        view.why_error = web_words("form.choose");
    else if (span_is(field, "days"))
        view.days.error = web_words("share.days_wrong");
    else if (!view.no_keys)
        view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    show(request, reply, door, &view);
}

static void share_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct ask_reading in = {.why = why_of(web_value(request, "why")),
                             .days = number_of(web_value(request, "days")),
                             .contact = web_value(request, "contact").len > 0,
                             .words = web_value(request, "words")};
    struct fault why;

    (void)id_parse(web_value(request, "reader"), &in.reader.id); /* zero is nobody: refused below */
    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = ask_reading(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/share");
    else if (st == HF_INVALID || st == HF_CONFLICT)
        ask_again(request, reply, door, st, &why);
    else
        web_failed(reply, request, st, &why);
}

static void desk_end_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct end_reading in = {.asked = {{0}}};
    struct fault why;

    (void)id_parse(web_value(request, "asked"), &in.asked); /* zero is none: not found below */
    fault_clear(&why);
    enum status st = web_client(request, &in.client);

    if (st == HF_OK)
        st = web_hand(request, &in.hand, &why);
    if (st == HF_OK)
        st = end_reading(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go(reply, request, "/c/", in.client.id, "/share");
    else
        web_failed(reply, request, st, &why);
}

/* --- the client's side ----------------------------------------------------------------------- */

static void answer_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct answer_reading in = {.yes = span_is(web_value(request, "to"), "yes")};
    struct fault why;

    (void)id_parse(web_value(request, "asked"), &in.asked); /* zero is none: not found below */
    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = answer_reading(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go_to(reply, in.yes ? "/me#shared" : "/me");
    else
        web_failed(reply, request, st, &why);
}

static void own_end_post(struct http_request *request, struct http_reply *reply, struct door *door)
{
    struct end_reading in = {.client = {web_subject(request)->who.person.id}};
    struct fault why;

    (void)id_parse(web_value(request, "asked"), &in.asked); /* zero is none: not found below */
    fault_clear(&why);
    enum status st = web_hand(request, &in.hand, &why);

    if (st == HF_OK)
        st = end_reading(&door->practice, request->arena, &in, &why);
    if (st == HF_OK)
        web_go_to(reply, "/me");
    else
        web_failed(reply, request, st, &why);
}

static const struct http_route share_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/share", RIGHT_CARE, share_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/share", RIGHT_PRACTITIONER, share_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/share/end", RIGHT_CARE, desk_end_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/share", RIGHT_CLIENT_OWN, answer_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/me/share/end", RIGHT_CLIENT_OWN, own_end_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(share);
