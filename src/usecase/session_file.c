/* usecase/session_file.c - loads a session, adds to it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/session_file.h"

#include "keep/ledger/clients.h"

/* --- whose ----------------------------------------------------------------------------------- */

enum status session_client(struct ledger_tx *ltx, struct keyring *reader, struct session_id session,
                           struct client_id *ret, struct fault *why)
{
    const struct keyring_who *who = keyring_who(reader);

    if (who->kind == KEYRING_DELEGATE) {
        *ret = who->client;
        return HF_OK;
    }
    /* A session's id is the request that began it, so the ledger finds it without a table. */
    return ledger_client_of(ltx, (struct request_id){session.id}, ret, why);
}

/* --- loading --------------------------------------------------------------------------------- */

/* Who will be asked about: the practitioner that the session's beginning names. */
static struct person_id practitioner_of(const struct client_file *file, struct session_id session)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];
        const struct session_started_content *c = e->content;

        if (e->entry->action == ACTION_SESSION_STARTED && c != NULL &&
            id_equal(e->entry->object, session.id))
            return (struct person_id){c->practitioner};
    }
    return (struct person_id){{{0}}};
}

/* As it stood when the session began: who changes it meanwhile changes another day. Answers of the
 * day name its steps by their number. */
static const struct plan_drafted_content *plan_of(const struct session_file *s)
{
    struct entry_list before = s->known.gathering.entries;
    const struct entry *begun = entry_find_last(before, ACTION_SESSION_STARTED, s->room.session);

    before.count = begun == NULL ? 0 : (size_t)(begun - before.at);
    const struct entry *e = entry_find_last(before, ACTION_PLAN_DRAFTED, s->room.plan);

    return e == NULL ? NULL : e->content;
}

static enum status fold(struct ledger_tx *ltx, const struct practice *practice,
                        const struct client_file *file, struct session_id session,
                        struct session_file *ret, struct fault *why)
{
    struct session_file s = {.now_s = 0};
    enum status st =
        client_facts_of(practice, file, practitioner_of(file, session), ltx->arena, &s.known, why);

    s.now_s = s.known.now_s;
    if (st == HF_OK)
        st = room_fold(&s.known.gathering, &s.known.facts, session.id, s.now_s, ltx->arena, &s.room,
                       why);
    if (st != HF_OK)
        return st;
    if (s.room.state == ROOM_NONE)
        return fault_set(why, HF_NOT_FOUND, "there is no such session");
    s.plan = plan_of(&s);
    *ret = s;
    return HF_OK;
}

enum status session_file_load(struct ledger_tx *ltx, const struct practice *practice,
                              struct keyring *reader, struct client_id client,
                              struct session_id session, struct session_file *ret,
                              struct fault *why)
{
    struct client_file file;
    enum status st = client_file_load(ltx, practice, reader, client, &file, why);

    return st == HF_OK ? fold(ltx, practice, &file, session, ret, why) : st;
}

enum status session_file_renew(struct ledger_tx *ltx, const struct practice *practice,
                               struct keyring *reader, struct session_id session,
                               struct session_file *file, struct fault *why)
{
    struct client_file known = file->known.file;
    enum status st = client_file_renew(ltx, reader, &known, why);

    return st == HF_OK ? fold(ltx, practice, &known, session, file, why) : st;
}

/* --- adding ---------------------------------------------------------------------------------- */

enum status session_append_all(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                               struct client_id client, struct to_record_list list,
                               struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < list.count; i++)
        st = client_append(ltx, hand, n + (unsigned)i, client, &list.at[i], 1, NULL, why);
    return st;
}

enum status session_record_due(struct ledger_tx *ltx, const struct practice *practice,
                               const struct session_file *file, bool *ret, struct fault *why)
{
    struct hand service = {.request = {world_id(vault_world(practice->vault))}};
    struct to_record_list list;
    enum status st = room_due_record(&file->room, file->now_s, ltx->arena, &list, why);

    *ret = st == HF_OK && list.count > 0;
    if (!*ret)
        return st;
    st = vault_service_open(practice->vault, &service.keyring, why);
    if (st != HF_OK)
        return st;
    st = session_append_all(ltx, &service, 0, file->known.file.client, list, why);
    keyring_close(service.keyring);
    return st;
}
