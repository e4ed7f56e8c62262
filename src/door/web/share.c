/* door/web/share.c - a colleague reads for a time: the practitioner asks, the client answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/share.h"

#include "core/render/pages.h"
#include "core/render/view_desk.h"
#include "door/web/act.h"
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

static enum status show(struct exchange *x, struct share_view *view)
{
    struct client_file file;
    enum status st = view_client(x->practice, x->arena, x->keyring, x->client, &file, &x->why);

    if (st != HF_OK)
        return st;
    view->client = overview_head(x->arena, &file);
    view->may_ask = id_equal(file.practitioner.id, web_subject(x->request)->who.person.id);
    fill_shared(x->arena, &file, practice_now_s(x->practice), view);
    fill_people(x->arena, &file, web_value(x->request, "reader"), view);
    fill_whys(x->arena, web_value(x->request, "why"), view);
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view->page);

    page_share(&w, view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    struct share_view view = {.no_keys = false};

    return show(x, &view);
}
WEB_LOOK(share_get, look);

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

static struct share_view typed(const struct exchange *x)
{
    return (struct share_view){.days = web_field(x->request, "days"),
                               .words = web_field(x->request, "words"),
                               .contact = web_value(x->request, "contact").len > 0};
}

static enum status no_keys(struct exchange *x)
{
    struct share_view view = typed(x);

    view.no_keys = true;
    return show(x, &view);
}

static enum status ask_again(struct exchange *x)
{
    struct share_view view = typed(x);

    if (web_refused(x, "reader"))
        view.reader_error = web_words("form.choose");
    else if (web_refused(x, "why"))
        view.why_error = web_words("form.choose");
    else if (web_refused(x, "days"))
        view.days.error = web_words("share.days_wrong");
    else
        view.words.error = web_words(view.words.value.len == 0 ? "form.missing" : "form.long");
    return show(x, &view);
}

/* A reader that can't be read is zero, which is nobody: refused by the use case. */
static enum status ask(struct exchange *x)
{
    struct ask_reading in = {.hand = x->hand,
                             .client = x->client,
                             .why = why_of(web_value(x->request, "why")),
                             .days = number_of(web_value(x->request, "days")),
                             .contact = web_value(x->request, "contact").len > 0,
                             .words = web_value(x->request, "words")};

    (void)id_parse(web_value(x->request, "reader"), &in.reader.id);
    return ask_reading(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(share_post, .act = ask, .then = "/c/*/share", .again = ask_again, .conflict = no_keys);

/* What can't be read is zero, which nobody asked for: not found by the use case. */
static struct id128 asked(const struct exchange *x)
{
    struct id128 id = {{0}};

    (void)id_parse(web_value(x->request, "asked"), &id);
    return id;
}

static enum status end(struct exchange *x)
{
    const struct end_reading in = {.hand = x->hand, .client = x->client, .asked = asked(x)};

    return end_reading(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(desk_end_post, .act = end, .then = "/c/*/share");
WEB_FORM(own_end_post, .act = end, .then = "/me");

/* --- the client's side ----------------------------------------------------------------------- */

static enum status answer(struct exchange *x)
{
    const struct answer_reading in = {
        .hand = x->hand, .asked = asked(x), .yes = span_is(web_value(x->request, "to"), "yes")};

    x->then = in.yes ? "/me#shared" : "/me";
    return answer_reading(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(answer_post, .act = answer);

static const struct http_route share_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/share", RIGHT_CARE, share_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/share", RIGHT_PRACTITIONER, share_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/share/end", RIGHT_CARE, desk_end_post, WEB_ARRIVING),
    HTTP_ROUTE(HTTP_POST, "/me/share", RIGHT_CLIENT_OWN, answer_post, WEB_FRESH),
    HTTP_ROUTE(HTTP_POST, "/me/share/end", RIGHT_CLIENT_OWN, own_end_post, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(share);
