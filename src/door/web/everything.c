/* door/web/everything.c - everything about one person: for the client, and for the practice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_erasure.h"
#include "door/web/act.h"
#include "door/web/backups.h"
#include "door/web/overview.h"
#include "door/web/routes.h"
#include "usecase/erasure.h"

enum { US_PER_S = 1000000 };

/* --- from the file to the page --------------------------------------------------------------- */

static struct everything_part_view part_of(struct arena *arena, const struct whereabouts_part *part)
{
    return (struct everything_part_view){
        .here = (int64_t)part->here,
        .erased = (int64_t)part->erased,
        .until = part->until_s == 0 ? SPAN("") : web_calendar(arena, part->until_s),
    };
}

static struct span holder_words(struct arena *arena, const struct whereabouts *w,
                                const struct whereabouts_holder *holder)
{
    bool is_client = id_equal(holder->person.id, w->file.client.id);
    const struct message_arg args[] = {
        message_arg_text(SPAN("since"), web_date(arena, holder->since_s)),
        message_arg_text(SPAN("name"), client_file_who(&w->file, holder->person)),
    };

    if (id_is_zero(holder->person.id))
        return message_fill(arena, MSG_everything_holder_program, MESSAGE_EN, args, 1);
    return message_fill(arena, is_client ? MSG_everything_holder_client : MSG_everything_holder,
                        MESSAGE_EN, args, is_client ? 1 : 2);
}

static void fill_holders(struct arena *arena, const struct whereabouts *w,
                         struct everything_view *view)
{
    struct words_view *at = arena_array(arena, struct words_view, w->n_holders);

    for (size_t i = 0; i < w->n_holders && at != NULL; i++)
        at[view->n_holders++].text = holder_words(arena, w, &w->holders[i]);
    view->holders = at;
}

/* KEEP IN ORDER: enum record_wish, enum record_outcome. */
static const char *const wish_words[] = {"", "everything.wish_erase", "everything.wish_correct",
                                         "everything.wish_copy"};
static const char *const outcome_words[] = {"", "everything.done", "everything.partly",
                                            "everything.not"};

static struct everything_asked_view asked_view(struct arena *arena,
                                               const struct whereabouts_asked *asked, int64_t now_s)
{
    struct everything_asked_view view = {
        .id = web_id(arena, asked->id),
        .what = web_words(wish_words[asked->said->wish]),
        .words = asked->said->words,
        .when = web_date(arena, asked->at_s),
        .due = web_date(arena, asked->due_s),
        .by_client = asked->by_client,
        .is_open = asked->answered_s == 0,
        .is_late = asked->answered_s == 0 && now_s > asked->due_s,
        .is_erasure = asked->said->wish == WISH_ERASE,
    };

    if (asked->answer != NULL) {
        view.outcome = web_words(outcome_words[asked->answer->outcome]);
        view.outcome_words = asked->answer->words;
    }
    return view;
}

static void fill_asked(struct arena *arena, const struct whereabouts *w, int64_t now_s,
                       struct everything_view *view)
{
    struct everything_asked_view *at = arena_array(arena, struct everything_asked_view, w->n_asked);

    for (size_t i = 0; i < w->n_asked && at != NULL; i++)
        at[view->n_asked++] = asked_view(arena, &w->asked[i], now_s);
    view->asked = at;
}

static void fill_erased(struct arena *arena, const struct whereabouts *w,
                        struct everything_view *view)
{
    struct everything_erased_view *at =
        arena_array(arena, struct everything_erased_view, w->n_erasures);

    for (size_t i = w->n_erasures; i > 0 && at != NULL; i--) {
        const struct whereabouts_erasure *e = &w->erasures[i - 1];

        at[view->n_erased++] = (struct everything_erased_view){
            .when = web_when(arena, e->at_s),
            .who = id_is_zero(e->by.id) ? web_words("everything.program")
                                        : client_file_who(&w->file, e->by),
            .seq = (int64_t)e->seq,
            .count = (int64_t)e->count,
        };
    }
    view->erased = at;
}

/* What left this place, as far as it was written down. */
static void fill_copies(struct arena *arena, const struct whereabouts *w,
                        struct everything_view *view)
{
    const struct file_chain *chain = &w->file.chain;
    struct words_view *at = arena_array(arena, struct words_view, chain->count);

    for (size_t i = chain->count; i > 0 && at != NULL; i--) {
        const struct ledger_entry *e = chain->at[i - 1].entry;
        const struct message_arg args[] = {
            message_arg_text(SPAN("when"), web_when(arena, e->utc_us / US_PER_S)),
            message_arg_text(SPAN("who"), client_file_who(&w->file, e->actor)),
        };

        if (e->action == ACTION_RECORD_COPIED)
            at[view->n_copies++].text =
                message_fill(arena, MSG_everything_copied_line, MESSAGE_EN, args, 2);
        if (e->action == ACTION_SUPERVISION_COPIED)
            at[view->n_copies++].text =
                message_fill(arena, MSG_everything_copied_supervision, MESSAGE_EN, args, 2);
    }
    view->copies = at;
}

/* KEEP IN ORDER: COMPARTMENT_CONTACT and those after it (core/model/action.h). */
static const char *const kept_words[WHEREABOUTS_COMPARTMENTS] = {
    [COMPARTMENT_CONTACT] = "everything.kept_contact",
    [COMPARTMENT_IDENTITY] = "everything.kept_identity",
    [COMPARTMENT_CARE] = "everything.kept_care",
    [COMPARTMENT_NOTES] = "everything.kept_notes",
    [COMPARTMENT_SAFETY] = "everything.kept_safety",
    [COMPARTMENT_MESSAGES] = "everything.kept_messages",
    [COMPARTMENT_BILLING] = "everything.kept_billing",
};

static void fill_compartments(struct arena *arena, const struct whereabouts *w,
                              struct everything_view *view)
{
    struct everything_compartment_view *at =
        arena_array(arena, struct everything_compartment_view, WHEREABOUTS_COMPARTMENTS);

    for (int i = COMPARTMENT_CONTACT; i < WHEREABOUTS_COMPARTMENTS && at != NULL; i++)
        if (w->compartments[i].may_go > 0)
            at[view->n_compartments++] = (struct everything_compartment_view){
                i, web_words(kept_words[i]), (int64_t)w->compartments[i].may_go};
    view->compartments = at;
}

static void add_way(struct arena *arena, struct words_view *at, struct everything_view *view,
                    enum message_id words, size_t n)
{
    const struct message_arg count = message_arg("n", (int64_t)n);

    if (n > 0)
        at[view->n_ways++].text = message_fill(arena, words, MESSAGE_EN, &count, 1);
}

static void fill_ways(struct arena *arena, const struct whereabouts *w,
                      struct everything_view *view)
{
    const struct {
        enum message_id words;
        size_t n;
    } ways[] = {
        {MSG_everything_way_sessions, w->ways.sessions},
        {MSG_everything_way_links, w->ways.links},
        {MSG_everything_way_tablets, w->ways.tablets},
        {MSG_everything_way_rooms, w->ways.rooms},
        {MSG_everything_way_delegates, w->delegates},
        {MSG_everything_way_password, w->ways.has_password},
        {MSG_everything_way_recovery, w->ways.has_recovery},
        {MSG_everything_way_pin, w->ways.has_pin},
        {MSG_everything_way_passkeys, w->ways.passkeys},
    };
    enum { WAYS = sizeof ways / sizeof *ways };
    struct words_view *at = arena_array(arena, struct words_view, WAYS);

    for (size_t i = 0; i < WAYS && at != NULL; i++)
        add_way(arena, at, view, ways[i].words, ways[i].n);
    view->ways = at;
}

static bool wants_copy(const struct whereabouts *w)
{
    for (size_t i = 0; i < w->n_asked; i++)
        if (w->asked[i].said->wish == WISH_COPY && w->asked[i].answered_s == 0)
            return true;
    return false;
}

static void fill_law(const struct whereabouts *w, struct everything_view *view)
{
    const struct retention_row *row = w->row;

    view->answer_days = w->answer == NULL ? RETENTION_ANSWER_DAYS : w->answer->days;
    view->answer_source = w->answer == NULL ? SPAN("") : w->answer->source;
    if (row == NULL)
        return;
    view->law = row->says;
    view->source = row->source;
    view->checked = row->checked_on;
    view->record_stays = row->record_years > 0 && !row->asked_first;
}

static void fill(const struct http_request *request, struct door *door, const struct whereabouts *w,
                 struct everything_view *view)
{
    struct arena *arena = request->arena;
    struct backup_news news = backups_news(door->shared);

    view->client = overview_head(arena, &w->file);
    view->record = part_of(arena, &w->parts[RETENTION_RECORD]);
    view->core = part_of(arena, &w->parts[RETENTION_CORE]);
    view->is_working = w->is_working;
    view->may_go = (int64_t)(w->parts[RETENTION_RECORD].may_go + w->parts[RETENTION_CORE].may_go);
    view->backup = news.number > 0 ? web_when(arena, news.last_us / US_PER_S) : SPAN("");
    view->backup_holds = news.number > 0 && w->n_erasures > 0 &&
                         news.last_us / US_PER_S < w->erasures[w->n_erasures - 1].at_s;
    fill_law(w, view);
    fill_ways(arena, w, view);
    fill_holders(arena, w, view);
    fill_asked(arena, w, practice_now_s(&door->practice), view);
    fill_erased(arena, w, view);
    fill_copies(arena, w, view);
    fill_compartments(arena, w, view);
    view->may_copy = web_subject(request)->who.kind == KEYRING_USER && (view->own || wants_copy(w));
}

static enum status show(struct exchange *x, struct span words_error)
{
    const struct keyring_who *who = keyring_who(x->keyring);
    struct everything_view view = {.is_owner = (who->roles & ROLE_OWNER) != 0,
                                   .own = id_equal(x->client.id, who->person.id),
                                   .words_error = words_error};
    struct whereabouts found;
    enum status st =
        view_whereabouts(x->practice, x->arena, x->keyring, x->client, &found, &x->why);

    if (st != HF_OK)
        return st;
    fill(x->request, x->door, &found, &view);
    struct html w = web_open(x, view.own ? PAGE_CLIENT : PAGE_PRACTICE, view.own ? "me" : "clients",
                             &view.page);

    page_everything(&w, &view);
    return HF_OK;
}

static enum status look(struct exchange *x)
{
    return show(x, SPAN(""));
}
WEB_LOOK(everything_get, look);

/* --- acts ------------------------------------------------------------------------------------ */

static enum record_wish wish_of(struct span word)
{
    return span_is(word, "erase")     ? WISH_ERASE
           : span_is(word, "correct") ? WISH_CORRECT
           : span_is(word, "copy")    ? WISH_COPY
                                      : WISH_UNSAID;
}

static enum status ask_again(struct exchange *x)
{
    return show(x, web_words("everything.missing"));
}

static enum status ask(struct exchange *x)
{
    const struct ask_record in = {.hand = x->hand,
                                  .client = x->client,
                                  .wish = wish_of(web_value(x->request, "wish")),
                                  .words = web_value(x->request, "words")};

    return ask_record(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(own_ask_post, .act = ask, .then = "/me/everything", .again = ask_again);
WEB_FORM(desk_ask_post, .act = ask, .then = "/c/*/everything", .again = ask_again);

static enum record_outcome outcome_of(struct span word)
{
    return span_is(word, "done")     ? OUTCOME_DONE
           : span_is(word, "partly") ? OUTCOME_PARTLY
           : span_is(word, "not")    ? OUTCOME_NOT
                                     : OUTCOME_UNSAID;
}

static enum status answer_again(struct exchange *x)
{
    return show(x, web_words("everything.missing_answer"));
}

static enum status answer(struct exchange *x)
{
    struct answer_record in = {.hand = x->hand,
                               .client = x->client,
                               .outcome = outcome_of(web_value(x->request, "outcome")),
                               .words = web_value(x->request, "words")};

    (void)id_parse(web_value(x->request, "asked"), &in.asked); /* zero was never asked */
    return answer_record(x->practice, x->arena, &in, &x->why);
}
WEB_FORM(answer_post, .act = answer, .then = "/c/*/everything", .again = answer_again);

static const struct http_route everything_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me/everything", RIGHT_CLIENT, everything_get, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/me/everything", RIGHT_CLIENT, own_ask_post, HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_GET, "/c/{client}/everything", RIGHT_PRACTITIONER, everything_get,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/everything", RIGHT_PRACTITIONER, desk_ask_post,
               HTTP_ROUTE_PLAIN),
    HTTP_ROUTE(HTTP_POST, "/c/{client}/everything/answer", RIGHT_PRACTITIONER, answer_post,
               HTTP_ROUTE_PLAIN),
};
WEB_TABLE(everything);
