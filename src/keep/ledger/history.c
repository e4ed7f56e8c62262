/* keep/ledger/history.c - reads the statements about a client's keys; judge.c says which count.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/history.h"

#include <string.h>

/* --- reading --------------------------------------------------------------------------------- */

static enum status no_memory(struct fault *why)
{
    return fault_set(why, HF_FAILED, "request memory is spent");
}

static enum status take_keys(struct ledger_tx *ltx, const struct epoch_statement *statement,
                             struct opened *ret, struct fault *why)
{
    struct epoch_key *keys = arena_array(ltx->arena, struct epoch_key, statement->n);

    if (keys == NULL)
        return no_memory(why);
    memcpy(keys, statement->keys, statement->n * sizeof *keys);
    ret->client = statement->client;
    ret->epoch = statement->epoch;
    ret->keys = keys;
    ret->n = statement->n;
    return HF_OK;
}

static enum status take_epoch(struct ledger_tx *ltx, struct client_id client,
                              const struct stated *stated, struct opened *ret, struct fault *why)
{
    const struct directory_row *row = NULL;
    struct epoch_statement statement;

    if (!epoch_parse(stated->bytes, &statement) || statement.n == 0 ||
        stated->entry.action != ACTION_EPOCH_OPENED ||
        !id_equal(stated->entry.client.id, client.id) || !id_equal(statement.client.id, client.id))
        return fault_set(why, HF_INVALID, "an epoch statement has a wrong shape");
    ret->seq = stated->entry.seq;
    ret->utc_us = stated->entry.utc_us;
    ret->opener = stated->entry.actor;
    ret->keygen = stated->entry.actor_keygen;
    enum status st = directory_get(ltx, ret->opener, stated->entry.actor_keygen, &row, why);

    if (st != HF_OK)
        return st;
    ret->roles = row->certificate.who.roles;
    return take_keys(ltx, &statement, ret, why);
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

static enum status keep_grant(struct ledger_tx *ltx, const struct ledger_entry *entry,
                              const struct grant_statement *s, struct granted *ret,
                              struct fault *why)
{
    struct grant_row *rows = arena_array(ltx->arena, struct grant_row, s->n);

    if (rows == NULL)
        return no_memory(why);
    memcpy(rows, s->rows, s->n * sizeof *rows);
    *ret = (struct granted){
        .seq = entry->seq,
        .utc_us = entry->utc_us,
        .client = s->client,
        .granter = s->granter,
        .granter_keygen = entry->actor_keygen,
        .recipient = s->recipient,
        .recipient_keygen = s->recipient_keygen,
        .recipient_key = s->recipient_key,
        .purpose = s->purpose,
        .from_us = s->from_us,
        .until_us = s->until_us,
        .n = s->n,
        .rows = rows,
    };
    memcpy(ret->wraps_hash, s->wraps_hash, sizeof ret->wraps_hash);
    return HF_OK;
}

static enum status take_grant(struct ledger_tx *ltx, struct client_id client,
                              const struct stated *stated, struct granted *ret, struct fault *why)
{
    struct grant_statement statement;

    if (!grant_parse(stated->bytes, &statement) || statement.n == 0 ||
        !is_grant_of(stated, &statement, client))
        return fault_set(why, HF_INVALID, "a grant statement has a wrong shape");
    return keep_grant(ltx, &stated->entry, &statement, ret, why);
}

static enum status take_turn(struct client_id client, const struct stated *stated,
                             struct turned *ret, struct fault *why)
{
    if (!turn_parse(stated->bytes, &ret->statement) ||
        stated->entry.action != ACTION_EPOCH_CLOSING + (ret->statement.kind - STATEMENT_CLOSING) ||
        !id_equal(stated->entry.client.id, client.id) ||
        !id_equal(ret->statement.client.id, client.id))
        return fault_set(why, HF_INVALID, "a statement about older keys has a wrong shape");
    ret->seq = stated->entry.seq;
    ret->utc_us = stated->entry.utc_us;
    ret->actor = stated->entry.actor;
    ret->keygen = stated->entry.actor_keygen;
    return HF_OK;
}

static bool is_read(const struct ledger_tx *ltx, const struct seq_list *list, size_t i)
{
    return i < list->n && list->at[i] < ltx->own->reads_before;
}

/* What keys have signed that nobody vouched for is passed over. */
static enum status stated_that_counts(struct ledger_tx *ltx, uint64_t seq, struct stated *ret,
                                      bool *ret_counts, struct fault *why)
{
    enum status st = stated_get(ltx, seq, ret, why);

    *ret_counts = false;
    return st == HF_OK ? vouch_ask(ltx, &ret->entry, ret_counts, why) : st;
}

static enum status read_epochs(struct ledger_tx *ltx, struct client_id client,
                               struct key_history *h, struct fault *why)
{
    struct seq_list list;
    struct stated stated;
    bool counts;
    enum status st = stated_list(ltx, STATEMENT_EPOCH, STATEMENT_EPOCH, client, &list, why);

    h->epochs = arena_array(ltx->arena, struct opened, list.n);
    if (ltx->arena->spent)
        return no_memory(why);
    for (size_t i = 0; st == HF_OK && is_read(ltx, &list, i); i++) {
        st = stated_that_counts(ltx, list.at[i], &stated, &counts, why);
        if (st == HF_OK && counts)
            st = take_epoch(ltx, client, &stated, &h->epochs[h->n_epochs++], why);
    }
    return st;
}

static enum status read_grants(struct ledger_tx *ltx, struct client_id client,
                               struct key_history *h, struct fault *why)
{
    struct seq_list list;
    struct stated stated;
    bool counts;
    enum status st = stated_list(ltx, STATEMENT_GRANT, STATEMENT_GRANT, client, &list, why);

    h->grants = arena_array(ltx->arena, struct granted, list.n);
    if (ltx->arena->spent)
        return no_memory(why);
    for (size_t i = 0; st == HF_OK && is_read(ltx, &list, i); i++) {
        st = stated_that_counts(ltx, list.at[i], &stated, &counts, why);
        if (st == HF_OK && counts)
            st = take_grant(ltx, client, &stated, &h->grants[h->n_grants++], why);
    }
    return st;
}

static enum status read_turns(struct ledger_tx *ltx, struct client_id client, struct key_history *h,
                              struct fault *why)
{
    struct seq_list list;
    struct stated stated;
    bool counts;
    enum status st = stated_list(ltx, STATEMENT_CLOSING, STATEMENT_RETIRED, client, &list, why);

    h->turns = arena_array(ltx->arena, struct turned, list.n);
    if (ltx->arena->spent)
        return no_memory(why);
    for (size_t i = 0; st == HF_OK && is_read(ltx, &list, i); i++) {
        st = stated_that_counts(ltx, list.at[i], &stated, &counts, why);
        if (st == HF_OK && counts)
            st = take_turn(client, &stated, &h->turns[h->n_turns++], why);
    }
    return st;
}

static enum status take_ends(struct ledger_tx *ltx, struct rows *rows, struct key_history *h,
                             struct fault *why)
{
    enum status st;

    while ((st = rows_next(rows, why)) == HF_OK) {
        struct ended *at = arena_array(ltx->arena, struct ended, h->n_ends + 1);

        if (at == NULL)
            return no_memory(why);
        if (h->n_ends > 0)
            memcpy(at, h->ends, h->n_ends * sizeof *at);
        h->ends = at;
        at[h->n_ends].seq = (uint64_t)rows_int(rows, 0);
        h->n_ends += rows_copy(rows, 1, at[h->n_ends].person.id.bytes, 16);
    }
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* An end counts even before its signature is looked at: narrowing needs nobody. */
static enum status read_ends(struct ledger_tx *ltx, struct client_id client, struct key_history *h,
                             struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT seq, person FROM statement WHERE practice = $1 AND "
        "client = $2 AND kind = $3 ORDER BY seq",
        VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16), value_int(STATEMENT_END_GRANT)),
        &rows, why);

    if (st != HF_OK)
        return st;
    st = take_ends(ltx, &rows, h, why);
    rows_close(&rows);
    return st;
}

static enum status read_all(struct ledger_tx *ltx, struct client_id client, struct key_history *h,
                            struct fault *why)
{
    enum status st = read_epochs(ltx, client, h, why);

    if (st == HF_OK)
        st = read_grants(ltx, client, h, why);
    if (st == HF_OK)
        st = read_turns(ltx, client, h, why);
    return st == HF_OK ? read_ends(ltx, client, h, why) : st;
}

enum status history_load_before(struct ledger_tx *ltx, struct client_id client, uint64_t before,
                                struct key_history *ret, struct fault *why)
{
    uint64_t outer = ltx->own->reads_before;
    struct key_history h = {0};

    ltx->own->reads_before = before;
    enum status st = read_all(ltx, client, &h, why);

    ltx->own->reads_before = outer;
    if (st != HF_OK)
        return st;
    history_judge(&h);
    *ret = h;
    return HF_OK;
}

enum status history_load(struct ledger_tx *ltx, struct client_id client, struct key_history *ret,
                         struct fault *why)
{
    enum status st = history_load_before(ltx, client, UINT64_MAX, ret, why);

    if (st == HF_OK)
        readings_keep(ltx->own, client, ret);
    return st;
}
