/* keep/ledger/keys.c - which keys of a client count, and for whom: signed epochs, signed grants.
 *
 * Anybody can make a sealed box. So a wrap is looked at only through its grant, and a grant counts
 * only from somebody who opened the epoch, holds a counting grant of it, or is the client.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/history.h"

#include <string.h>

/* --- history --------------------------------------------------------------------------------- */

enum status history_epochs(struct ledger_tx *ltx, struct client_id client,
                           struct key_history *history, struct fault *why)
{
    struct seq_list list;
    struct stated stated;
    enum status st = stated_list(ltx, STATEMENT_EPOCH, client, &list, why);

    history->epochs = arena_array(ltx->arena, struct opened, list.n);
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < list.n; i++) {
        struct opened *opened = &history->epochs[history->n_epochs++];

        st = stated_get(ltx, list.at[i], &stated, why);
        if (st == HF_OK && (!epoch_parse(stated.bytes, &opened->statement) ||
                            stated.entry.action != ACTION_EPOCH_OPENED ||
                            !id_equal(stated.entry.client.id, client.id) ||
                            !id_equal(opened->statement.client.id, client.id)))
            st = fault_set(why, HF_INVALID, "an epoch statement has a wrong shape");
        if (st == HF_OK)
            opened->opener = stated.entry.actor;
    }
    return st;
}

static bool is_grant_of(const struct stated *stated, const struct grant_statement *grant,
                        struct client_id client)
{
    return stated->entry.action == ACTION_ACCESS_GRANTED &&
           id_equal(stated->entry.client.id, client.id) && id_equal(grant->client.id, client.id) &&
           id_equal(stated->entry.object, grant->recipient.id) &&
           id_equal(stated->entry.actor.id, grant->granter.id) &&
           memcmp(stated->entry.client_prev, grant->client_prev, 32) == 0;
}

/* An end counts even before its signature is looked at: narrowing needs nobody. */
static enum status is_ended(struct ledger_tx *ltx, struct client_id client,
                            struct person_id recipient, uint64_t after, bool *ret,
                            struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx,
                               "SELECT 1 FROM statement WHERE practice = $1 AND client = $2 AND "
                               "kind = $3 AND person = $4 AND seq > $5",
                               VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16),
                                      value_int(STATEMENT_END_GRANT),
                                      value_raw(recipient.id.bytes, 16), value_int((int64_t)after)),
                               &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    *ret = st == HF_OK;
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status read_grant(struct ledger_tx *ltx, struct client_id client, uint64_t seq,
                              struct key_history *history, struct fault *why)
{
    struct granted *grant = &history->grants[history->n_grants];
    struct stated stated;
    bool ended = false;
    enum status st = stated_get(ltx, seq, &stated, why);

    if (st != HF_OK)
        return st;
    if (!grant_parse(stated.bytes, &grant->statement) ||
        !is_grant_of(&stated, &grant->statement, client))
        return fault_set(why, HF_INVALID, "a grant statement has a wrong shape");
    grant->seq = seq;
    st = is_ended(ltx, client, grant->statement.recipient, seq, &ended, why);
    history->n_grants += st == HF_OK && !ended;
    return st;
}

static enum status read_grants(struct ledger_tx *ltx, struct client_id client,
                               struct key_history *history, struct fault *why)
{
    struct seq_list list;
    enum status st = stated_list(ltx, STATEMENT_GRANT, client, &list, why);

    history->grants = arena_array(ltx->arena, struct granted, list.n);
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < list.n; i++)
        st = read_grant(ltx, client, list.at[i], history, why);
    return st;
}

/* --- what counts ----------------------------------------------------------------------------- */

static bool has_opened(const struct key_history *history, struct person_id person, uint32_t epoch)
{
    for (size_t i = 0; i < history->n_epochs; i++)
        if (history->epochs[i].statement.epoch == epoch &&
            id_equal(history->epochs[i].opener.id, person.id))
            return true;
    return false;
}

static bool has_row(const struct grant_statement *grant, const struct grant_row *row)
{
    for (size_t i = 0; i < grant->n; i++)
        if (grant->rows[i].epoch == row->epoch && grant->rows[i].compartment == row->compartment)
            return true;
    return false;
}

/* Grants are in the order of the ledger, so each is held against those before it alone. */
static bool is_entitled(const struct key_history *history, size_t number,
                        const struct grant_row *row)
{
    const struct grant_statement *grant = &history->grants[number].statement;

    if (id_equal(grant->granter.id, grant->client.id) ||
        has_opened(history, grant->granter, row->epoch))
        return true;
    for (size_t i = 0; i < number; i++)
        if (id_equal(history->grants[i].statement.recipient.id, grant->granter.id) &&
            has_row(&history->grants[i].statement, row) && is_entitled(history, i, row))
            return true;
    return false;
}

static enum status admit_epochs(struct keyring *keyring, const struct key_history *history,
                                struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; i < history->n_epochs; i++)
        for (size_t k = 0; st == HF_OK && k < history->epochs[i].statement.n; k++)
            st = epoch_admit(keyring, &history->epochs[i].statement.keys[k], why);
    return st;
}

static enum status read_wraps(struct ledger_tx *ltx, const struct granted *grant,
                              struct wrap_row *wraps, size_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT bytes FROM key_wrap WHERE practice = $1 AND client = $2 AND "
                  "grant_seq = $3 ORDER BY epoch, compartment LIMIT 64",
                  VALUES(PRACTICE(ltx), value_raw(grant->statement.client.id.bytes, 16),
                         value_int((int64_t)grant->seq)),
                  &rows, why);

    *ret = 0;
    if (st != HF_OK)
        return st;
    while (*ret < GRANT_ROWS_MOST && (st = rows_next(&rows, why)) == HF_OK)
        *ret += rows_copy(&rows, 0, wraps[*ret].bytes, WRAP_BYTES);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static bool are_signed_wraps(const struct granted *grant, const struct wrap_row *wraps, size_t n)
{
    uint8_t hash[32];

    vault_sha256(span_at(wraps, n * sizeof *wraps), hash);
    return n == grant->statement.n && memcmp(hash, grant->statement.wraps_hash, 32) == 0;
}

static enum status open_grant(struct ledger_tx *ltx, struct keyring *keyring,
                              const struct key_history *history, size_t number, struct fault *why)
{
    const struct granted *grant = &history->grants[number];
    struct wrap_row wraps[GRANT_ROWS_MOST];
    size_t n;
    enum status st = read_wraps(ltx, grant, wraps, &n, why);

    if (st == HF_OK && !are_signed_wraps(grant, wraps, n))
        return fault_set(why, HF_INVALID, "the wraps of a grant are not those that were signed");
    for (size_t i = 0; st == HF_OK && i < n; i++) {
        const struct grant_row *row = &grant->statement.rows[i];

        if (is_entitled(history, number, row) &&
            !keyring_holds(keyring, grant->statement.client, row->compartment, row->epoch))
            st = epoch_unwrap(keyring, grant->statement.client, row->compartment, row->epoch,
                              wraps[i].bytes, why);
    }
    return st;
}

static bool is_mine_now(const struct granted *grant, const struct keyring_who *who, int64_t now_us)
{
    struct key_id mine = key_id_of(who->box_pub);
    const struct grant_statement *s = &grant->statement;

    return memcmp(s->recipient_key.bytes, mine.bytes, 16) == 0 && s->from_us <= now_us &&
           (s->until_us == 0 || now_us < s->until_us);
}

enum status keys_admit(struct ledger_tx *ltx, struct keyring *keyring, struct client_id client,
                       struct fault *why)
{
    struct key_history history = {0};
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));
    enum status st = history_epochs(ltx, client, &history, why);

    if (st == HF_OK)
        st = read_grants(ltx, client, &history, why);
    if (st == HF_OK)
        st = admit_epochs(keyring, &history, why);
    for (size_t i = 0; st == HF_OK && i < history.n_grants; i++)
        if (is_mine_now(&history.grants[i], keyring_who(keyring), now_us))
            st = open_grant(ltx, keyring, &history, i, why);
    return st;
}

/* --- for the whole check --------------------------------------------------------------------- */

static enum status check_grant(struct ledger_tx *ltx, const struct key_history *history,
                               size_t number, struct fault *why)
{
    const struct granted *grant = &history->grants[number];
    struct wrap_row wraps[GRANT_ROWS_MOST];
    size_t n;
    enum status st = read_wraps(ltx, grant, wraps, &n, why);

    if (st == HF_OK && !are_signed_wraps(grant, wraps, n))
        return fault_set(why, HF_INVALID, "the wraps of grant %ld are not those that were signed",
                         (long)grant->seq);
    for (size_t i = 0; st == HF_OK && i < grant->statement.n; i++)
        if (!is_entitled(history, number, &grant->statement.rows[i]))
            return fault_set(why, HF_INVALID, "grant %ld is by somebody who may not give it",
                             (long)grant->seq);
    return st;
}

enum status keys_check(struct ledger_tx *ltx, struct client_id client, struct fault *why)
{
    struct key_history history = {0};
    enum status st = history_epochs(ltx, client, &history, why);

    if (st == HF_OK)
        st = read_grants(ltx, client, &history, why);
    for (size_t i = 0; st == HF_OK && i < history.n_grants; i++)
        st = check_grant(ltx, &history, i, why);
    return st;
}
