/* usecase/session_record.c - a session as it is kept.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/session_record.h"

#include "core/render/message.h"
#include "knowledge/knowledge.h"

static bool is_of(const struct file_entry *e, uint16_t action, struct id128 session)
{
    return e->entry->action == action && e->content != NULL && id_equal(e->entry->object, session);
}

/* The first of each counts: a note is signed once, an answer given once. */
static void find_closed(struct session_record *r, struct id128 session)
{
    const struct file_chain *chain = &r->session.known.file.chain;

    for (size_t i = 0; i < chain->count; i++) {
        const struct file_entry *e = &chain->at[i];

        if (r->closed == NULL && is_of(e, ACTION_SESSION_CLOSED, session)) {
            r->closed = e->content;
            r->closed_entry = e->entry;
        }
        if (r->client_closed == NULL && is_of(e, ACTION_CLIENT_CLOSED, session))
            r->client_closed = e->content;
    }
}

static void find_refused(struct session_record *r, struct id128 session, struct arena *arena)
{
    const struct file_chain *chain = &r->session.known.file.chain;
    const struct act_refused_content **at =
        arena_alloc(arena, chain->count, sizeof(struct act_refused_content *));

    for (size_t i = 0; at != NULL && i < chain->count; i++)
        if (is_of(&chain->at[i], ACTION_ACT_REFUSED, session))
            at[r->n_refused++] = chain->at[i].content;
    r->refused = at;
}

enum status session_record_load(struct ledger_tx *ltx, const struct practice *practice,
                                struct keyring *reader, struct session_id session,
                                struct session_record *ret, struct fault *why)
{
    struct session_record r = {.n_refused = 0};
    struct client_id client;
    enum status st = session_client(ltx, reader, session, &client, why);

    if (st == HF_OK)
        st = session_file_load(ltx, practice, reader, client, session, &r.session, why);
    if (st != HF_OK)
        return st;
    struct soap_question question = {.entries = r.session.known.gathering.entries,
                                     .client = client.id,
                                     .session = session.id,
                                     .atlas = practice->knowledge->atlas,
                                     .lang = MESSAGE_EN};

    find_closed(&r, session.id);
    find_refused(&r, session.id, ltx->arena);
    st = soap_find(&question, ltx->arena, &r.soap, why);
    if (st == HF_OK)
        *ret = r;
    return st;
}

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct session_id session;
    struct session_record *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;

    return session_record_load(ltx, work->practice, work->reader, work->session, work->ret, why);
}

enum status view_session_record(const struct practice *practice, struct arena *arena,
                                struct keyring *reader, struct session_id session,
                                struct session_record *ret, struct fault *why)
{
    struct view_work work = {practice, reader, session, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
