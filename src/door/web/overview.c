/* door/web/overview.c - from a client's file to the overview (wireframe A).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/overview.h"

#include "usecase/client_stage.h"

enum { US_PER_S = 1000000, S_PER_MINUTE = 60 };

struct client_head_view overview_head(struct arena *arena, const struct client_file *file)
{
    return (struct client_head_view){
        .id = web_id(arena, file->client.id),
        .name = client_file_name(file),
        .pronoun = file->identity == NULL ? SPAN("") : file->identity->pronoun,
    };
}

/* The session of an address: the one begun, or the plan that waits to become one. */
static struct span session_of(struct arena *arena, const struct client_stage *stage)
{
    struct id128 id = stage->stage == STAGE_READY ? stage->plan : stage->session;

    return id_is_zero(id) ? SPAN("") : web_id(arena, id);
}

struct span overview_never(const struct client_file *file)
{
    const struct never_said_content *never = file_chain_last(file->chain, ACTION_NEVER_SAID, NULL);

    return never == NULL ? SPAN("") : never->words;
}

struct visit_view overview_line(struct arena *arena, const struct client_line *line)
{
    return (struct visit_view){
        .client = {web_id(arena, line->client.id), line->name, line->pronoun},
        .session = session_of(arena, &line->stage),
        .stage = line->stage.stage,
    };
}

/* --- before you start ------------------------------------------------------------------------ */

static enum light light_of(const struct client_file *file)
{
    const struct screening_reviewed_content *review =
        file_chain_last(file->chain, ACTION_SCREENING_REVIEWED, NULL);

    if (review == NULL)
        return LIGHT_NONE;
    if (review->refer_on)
        return LIGHT_RED;
    return review->findings.count > 0 ? LIGHT_AMBER : LIGHT_GREEN;
}

static void fill_conditions(struct arena *arena, const struct client_file *file,
                            struct client_view *view)
{
    const struct screening_reviewed_content *review =
        file_chain_last(file->chain, ACTION_SCREENING_REVIEWED, NULL);
    struct words_view *at = arena_new(arena, struct words_view);

    if (review == NULL || at == NULL || review->sentence.len == 0)
        return;
    at->text = review->sentence; /* her own words say more than a list of codes */
    view->conditions = at;
    view->n_conditions = 1;
}

/* --- last time ------------------------------------------------------------------------------- */

static const struct file_entry *last_of(struct file_chain chain, uint16_t action)
{
    for (size_t i = chain.count; i > 0; i--)
        if (chain.at[i - 1].entry->action == action)
            return &chain.at[i - 1];
    return NULL;
}

static void count_signals(const struct client_file *file, struct id128 session,
                          struct client_view *view)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];
        const struct signal_content *said = e->content;

        if (e->entry->action != ACTION_SIGNAL || said == NULL ||
            !id_equal(e->entry->object, session))
            continue;
        view->last_pauses += said->value == SAID_RED;
        view->last_stopped |= said->value == SAID_STOP;
    }
}

static void fill_last(struct arena *arena, const struct client_file *file, struct client_view *view)
{
    const struct file_entry *begun = last_of(file->chain, ACTION_SESSION_STARTED);
    const struct file_entry *ended = last_of(file->chain, ACTION_SESSION_ENDED);
    const struct session_closed_content *note =
        file_chain_last(file->chain, ACTION_SESSION_CLOSED, NULL);

    if (begun == NULL || ended == NULL || ended->entry->seq < begun->entry->seq)
        return;
    view->last_when = web_when(arena, begun->entry->utc_us / US_PER_S);
    view->last_minutes = (ended->entry->utc_us - begun->entry->utc_us) / US_PER_S / S_PER_MINUTE;
    count_signals(file, begun->entry->object, view);
    if (note != NULL)
        view->last_note = note->plan.len > 0 ? note->plan : note->assessment;
}

/* --- earlier sessions ------------------------------------------------------------------------ */

static struct span record_path(struct arena *arena, struct id128 session)
{
    struct buf path;

    buf_init(&path, arena, 64);
    buf_lit(&path, "/s/");
    buf_put(&path, web_id(arena, session));
    buf_lit(&path, "/record");
    return buf_view(&path);
}

static void fill_sessions(struct arena *arena, const struct client_file *file,
                          struct client_view *view)
{
    struct link_view *at = arena_array(arena, struct link_view, file->chain.count);

    for (size_t i = file->chain.count; i > 0 && at != NULL; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        if (e->action == ACTION_SESSION_STARTED)
            at[view->n_sessions++] = (struct link_view){record_path(arena, e->object),
                                                        web_when(arena, e->utc_us / US_PER_S)};
    }
    view->sessions = at;
}

/* Until the client has said something about touch again. */
static const struct ledger_entry *older_of(const struct client_file *file)
{
    for (size_t i = file->chain.count; i > 0; i--) {
        const struct ledger_entry *e = file->chain.at[i - 1].entry;

        if (e->action == ACTION_OLDER_TAKEN)
            return e;
        if ((e->action == ACTION_GRANT || e->action == ACTION_LIMIT) &&
            id_equal(e->actor.id, file->client.id))
            return NULL;
    }
    return NULL;
}

struct span overview_older(struct arena *arena, const struct client_file *file,
                           enum message_id words)
{
    const struct ledger_entry *older = older_of(file);

    if (older == NULL)
        return SPAN("");
    const struct message_arg when =
        message_arg_text(SPAN("when"), web_date(arena, older->utc_us / US_PER_S));

    return message_fill(arena, words, MESSAGE_EN, &when, 1);
}

void overview_fill(struct arena *arena, const struct client_file *file, int64_t now_s,
                   struct client_view *view)
{
    struct client_stage stage = client_stage(file);
    const struct file_entry *choice = last_of(file->chain, ACTION_GRANT);

    view->client = overview_head(arena, file);
    view->older = overview_older(arena, file, MSG_client_older);
    view->stage = stage.stage;
    view->session = session_of(arena, &stage);
    view->light = light_of(file);
    fill_conditions(arena, file, view);
    if (choice != NULL)
        view->consent_when = web_ago(arena, choice->entry->utc_us / US_PER_S, now_s);
    fill_last(arena, file, view);
    fill_sessions(arena, file, view);
}
