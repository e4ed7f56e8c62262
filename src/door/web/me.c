/* door/web/me.c - the client's home: what waits, who looked, receipts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/render/pages.h"
#include "core/render/view_client.h"
#include "door/web/aftercare.h"
#include "door/web/house.h"
#include "door/web/me_consent.h"
#include "door/web/overview.h"
#include "door/web/presence.h"
#include "door/web/routes.h"
#include "door/web/share.h"
#include "usecase/client_stage.h"
#include "usecase/readers.h"
#include "usecase/view_me.h"

enum { US_PER_S = 1000000, DAY_S = 86400, OPEN_MOST = 5 };

/* --- what waits ------------------------------------------------------------------------------ */

static const struct {
    enum stage stage;
    const char *href, *words;
} tasks[] = {
    {STAGE_NEW, "/me/intake", "me.task_intake"},
    {STAGE_INVITED, "/me/intake", "me.task_intake"},
    {STAGE_INTAKE, "/me/intake", "me.task_intake_again"},
    {STAGE_REVIEW, "/me/intake", "me.task_intake_look"},
    {STAGE_CONSENT, "/me/consent", "me.task_consent"},
};

static struct span session_path(struct arena *arena, const char *before, struct id128 session,
                                const char *after)
{
    struct buf path;

    buf_init(&path, arena, 64);
    buf_put(&path, span_of(before));
    buf_put(&path, web_id(arena, session));
    buf_put(&path, span_of(after));
    return buf_view(&path);
}

/* The client is asked apart after each session, whether or not its note is signed. */
static bool is_unasked(const struct client_file *file, struct id128 session)
{
    bool is_over = false;

    for (size_t i = 0; i < file->chain.count && !id_is_zero(session); i++) {
        const struct ledger_entry *e = file->chain.at[i].entry;

        if (!id_equal(e->object, session))
            continue;
        if (e->action == ACTION_CLIENT_CLOSED)
            return false;
        is_over |= e->action == ACTION_SESSION_ENDED;
    }
    return is_over;
}

static void fill_open(const struct door *door, struct arena *arena, const struct client_file *file,
                      struct me_view *view)
{
    struct client_stage now = client_stage(file);
    enum stage stage = now.stage;
    struct link_view *at = arena_array(arena, struct link_view, OPEN_MOST);

    if (at != NULL && is_unasked(file, now.session))
        at[view->n_open++] = (struct link_view){session_path(arena, "/s/", now.session, "/after"),
                                                web_words("me.task_after")};
    if (stage == STAGE_LIVE && at != NULL)
        at[view->n_open++] = (struct link_view){session_path(arena, "/s/", now.session, "/live"),
                                                web_words("me.task_session")};

    for (size_t i = 0; i < sizeof tasks / sizeof *tasks && at != NULL; i++)
        if (tasks[i].stage == stage)
            at[view->n_open++] =
                (struct link_view){span_of(tasks[i].href), web_words(tasks[i].words)};
    if (at != NULL)
        view->n_open += aftercare_tasks(arena, door, file, &at[view->n_open]);
    view->open = at;
}

static bool has_paper(const struct client_file *file)
{
    return file_chain_last(file->chain, ACTION_PAPER_SESSION, NULL) != NULL ||
           file_chain_last(file->chain, ACTION_PAPER_CONSENT, NULL) != NULL;
}

/* What was entered from paper first, then the newest first. */
static void fill_sessions(struct arena *arena, const struct client_file *file, struct me_view *view)
{
    struct link_view *at = arena_array(arena, struct link_view, file->chain.count + 1);

    if (at != NULL && has_paper(file))
        at[view->n_sessions++] =
            (struct link_view){SPAN("/me/on-paper"), web_words("onpaper.title")};

    for (size_t i = file->chain.count; i > 0 && at != NULL; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        if (e->action == ACTION_SESSION_CLOSED)
            at[view->n_sessions++] =
                (struct link_view){session_path(arena, "/me/sessions/", e->object, ""),
                                   web_when(arena, e->utc_us / US_PER_S)};
    }
    view->sessions = at;
}

/* --- who looked ------------------------------------------------------------------------------ */

/* NULL: not one of these. */
static const char *looked_why(const struct client_file *file, const struct ledger_entry *e)
{
    if (e->action == ACTION_RECORD_COPIED)
        return id_equal(e->actor.id, file->client.id) ? "me.looked_copy_own" : "me.looked_copy_why";
    if (e->action != ACTION_RECORD_READ)
        return NULL;
    return id_equal(e->actor.id, file->practitioner.id) ? "me.looked_care" : "me.looked_let";
}

static const char *looked_what(const struct ledger_entry *e)
{
    if (e->action == ACTION_RECORD_COPIED)
        return "me.looked_copy";
    return e->object_version == LEDGER_READ_IN_PASSING ? "me.looked_list" : "me.looked_record";
}

static void fill_looked(struct arena *arena, const struct client_file *file, struct me_view *view)
{
    struct looked_view *at = arena_array(arena, struct looked_view, file->chain.count);

    for (size_t i = file->chain.count; i > 0 && at != NULL; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        const char *why = looked_why(file, e);

        if (why != NULL)
            at[view->n_looked++] = (struct looked_view){
                .when = web_when(arena, e->utc_us / US_PER_S),
                .who = client_file_who(file, e->actor),
                .what = web_words(looked_what(e)),
                .why = web_words(why),
            };
    }
    view->looked = at;
}

/* --- receipts -------------------------------------------------------------------------------- */

static void fill_receipts(struct arena *arena, const struct me_file *me, struct me_view *view)
{
    struct receipt_view *at = arena_array(arena, struct receipt_view, me->n_receipts);

    for (size_t i = 0; i < me->n_receipts && at != NULL; i++) {
        const struct me_receipt *from = &me->receipts[i];

        at[view->n_receipts++] = (struct receipt_view){
            .reference = span_of(from->reference),
            .when = web_when(arena, from->utc_s),
            .what = web_words(from->what),
            .words = from->words,
            .presence = presence_sentence(arena, from->presence, from->witness),
        };
    }
    view->receipts = at;
}

static struct span moved(struct arena *arena, const struct client_file *file,
                         const struct file_entry *e)
{
    const struct client_handed_on_content *on = e->content;
    const struct message_arg args[] = {
        message_arg_text(SPAN("when"), web_date(arena, e->entry->utc_us / US_PER_S)),
        message_arg_text(SPAN("to"), client_file_who(file, (struct person_id){on->to})),
        message_arg_text(SPAN("from"), client_file_who(file, e->entry->actor)),
        message_arg_text(SPAN("words"), on->words),
    };

    return message_fill(arena, MSG_me_moved, MESSAGE_EN, args, sizeof args / sizeof *args);
}

static struct span copied(struct arena *arena, const struct client_file *file,
                          const struct ledger_entry *e)
{
    const struct message_arg args[] = {
        message_arg_text(SPAN("when"), web_date(arena, e->utc_us / US_PER_S)),
        message_arg_text(SPAN("who"), client_file_who(file, e->actor)),
    };

    return message_fill(arena, MSG_me_copied, MESSAGE_EN, args, sizeof args / sizeof *args);
}

/* Who cares since when, in the words that went with it; the newest first. */
static void fill_moves(struct arena *arena, const struct client_file *file, struct me_view *view)
{
    struct words_view *at = arena_array(arena, struct words_view, file->chain.count);

    for (size_t i = file->chain.count; i > 0 && at != NULL; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];

        if (e->entry->action == ACTION_CLIENT_HANDED_ON && e->content != NULL)
            at[view->n_moves++].text = moved(arena, file, e);
        if (e->entry->action == ACTION_SUPERVISION_COPIED)
            at[view->n_moves++].text = copied(arena, file, e->entry);
    }
    view->moves = at;
}

/* What waits for an answer, and who reads by one; on a device of one's own alone. */
static void fill_shared(struct arena *arena, const struct door *door,
                        const struct client_file *file, struct me_view *view)
{
    struct shared_list list = share_list(file, practice_now_s(&door->practice), arena);
    struct shared_view *asks = arena_array(arena, struct shared_view, list.n);
    struct shared_view *shared = arena_array(arena, struct shared_view, list.n);

    if (asks == NULL || shared == NULL || view->hand_back)
        return;
    for (size_t i = 0; i < list.n; i++) {
        if (list.at[i].state == SHARED_WAITS)
            asks[view->n_asks++] = share_line(arena, file, &list.at[i]);
        if (list.at[i].state == SHARED_READS)
            shared[view->n_shared++] = share_line(arena, file, &list.at[i]);
    }
    view->asks = asks;
    view->shared = shared;
}

/* A hand-over ends soon; who reads for a month is decided on a device of one's own. */
static void fill_readers(const struct http_request *request, const struct door *door,
                         const struct client_file *file, struct me_view *view)
{
    struct arena *arena = request->arena;
    int64_t now_s = practice_now_s(&door->practice), since_s = 0;
    const struct practice_file *house = &file->practice;
    struct reader_view *at = arena_array(arena, struct reader_view, house->n_people);

    for (size_t i = 0; at != NULL && !view->hand_back && i < house->n_people; i++) {
        const struct practice_person *of = &house->people[i];
        bool reads = readers_has(file, of->id, now_s, &since_s);

        if (!readers_may(file, of->id))
            continue;
        at[view->n_readers++] = (struct reader_view){
            .id = web_id(arena, of->id.id),
            .name = of->name,
            .reads = reads,
            .until = reads ? web_date(arena, since_s + (int64_t)READER_DAYS * DAY_S) : SPAN(""),
        };
    }
    view->readers = at;
    if (readers_carer_left(file))
        view->left = client_file_who(file, file->practitioner);
}

static void me(struct http_request *request, struct http_reply *reply, struct door *door)
{
    const struct house *house = house_of(door->shared);
    struct me_view view = {.concern_name = house->concern_name,
                           .concern_contact = house->concern_contact};
    struct me_file file;
    struct fault why;

    fault_clear(&why);
    enum status st =
        view_me(&door->practice, request->arena, web_subject(request)->keyring, &file, &why);

    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    view.name = client_file_name(&file.client);
    view.older = overview_older(request->arena, &file.client, MSG_me_older);
    view.hand_back = web_subject(request)->who.kind == KEYRING_DELEGATE;
    fill_open(door, request->arena, &file.client, &view);
    fill_sessions(request->arena, &file.client, &view);
    fill_looked(request->arena, &file.client, &view);
    fill_moves(request->arena, &file.client, &view);
    fill_shared(request->arena, door, &file.client, &view);
    fill_readers(request, door, &file.client, &view);
    view.no_receipts = receipts_are_hidden(&file.client);
    if (!view.no_receipts)
        fill_receipts(request->arena, &file, &view);
    st = me_consent_fill(request, door, &file.client, &view, &why);
    if (st != HF_OK) {
        web_failed(reply, request, st, &why);
        return;
    }
    web_page(request, door, PAGE_CLIENT, "me", &view.page);
    if (span_is(http_field_value(request->query, "done"), "1"))
        view.page.notice = web_words("me.saved_no");
    struct html w = web_html(reply);

    page_me(&w, &view);
}

static const struct http_route me_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/me", RIGHT_CLIENT, me, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(me);
