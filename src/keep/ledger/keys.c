/* keep/ledger/keys.c - which keys of a client count, and for whom: signed epochs, signed grants.
 *
 * Anybody can make a sealed box. So a wrap is looked at only through its grant, and a grant counts
 * only from somebody who opened the epoch, holds a counting grant of it, or is the client.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

struct granted {
    uint64_t seq;
    struct grant_statement statement;
};
struct opened {
    struct person_id opener;
    struct epoch_statement statement;
};
/* All signed statements about one client's keys, by seq. */
struct key_history {
    struct opened *epochs;
    size_t n_epochs;
    struct granted *grants;
    size_t n_grants;
};

/* --- history --------------------------------------------------------------------------------- */

static enum status read_epochs(struct ledger_tx *ltx, struct client_id client,
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

struct wrap_row {
    uint8_t bytes[WRAP_BYTES];
};

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
    enum status st = read_epochs(ltx, client, &history, why);

    if (st == HF_OK)
        st = read_grants(ltx, client, &history, why);
    if (st == HF_OK)
        st = admit_epochs(keyring, &history, why);
    for (size_t i = 0; st == HF_OK && i < history.n_grants; i++)
        if (is_mine_now(&history.grants[i], keyring_who(keyring), now_us))
            st = open_grant(ltx, keyring, &history, i, why);
    return st;
}

/* --- opening and granting -------------------------------------------------------------------- */

static enum status make_epochs(struct keyring *author, struct client_id client,
                               unsigned compartments, struct epoch_statement *statement,
                               struct fault *why)
{
    enum status st = HF_OK;

    for (uint8_t c = COMPARTMENT_PRACTICE; st == HF_OK && c <= COMPARTMENT_BILLING; c++)
        if ((compartments & COMPARTMENT_BIT(c)) != 0)
            st = epoch_make(author, client, c, statement->epoch, &statement->keys[statement->n++],
                            why);
    return st;
}

static uint32_t newest_epoch(const struct keyring *keyring, struct client_id client)
{
    uint32_t newest = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++) {
        uint32_t epoch = keyring_epoch(keyring, client, c);

        newest = epoch > newest ? epoch : newest;
    }
    return newest;
}

static enum status append_epochs(struct ledger_tx *ltx, struct keyring *author,
                                 const struct epoch_statement *statement, struct request_id request,
                                 struct fault *why)
{
    uint8_t bytes[STATEMENT_MOST];
    size_t len = epoch_write(statement, bytes);
    enum status st =
        statement_append(ltx, author, statement->client, ACTION_EPOCH_OPENED, statement->client.id,
                         statement->epoch, request, span_at(bytes, len), NULL, why);

    for (size_t i = 0; st == HF_OK && i < statement->n; i++)
        st = epoch_admit(author, &statement->keys[i], why);
    return st;
}

/* The request of what follows from a request: derived, so that a repetition is seen. */
static struct request_id next_request(struct request_id request)
{
    uint8_t hash[32];

    vault_sha256(span_at(request.id.bytes, 16), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

static enum status grant_to(struct ledger_tx *ltx, struct keyring *author,
                            const struct ledger_grant *grant, const struct keyring_who *recipient,
                            struct fault *why);

enum status ledger_open_epochs(struct ledger_tx *ltx, struct keyring *author,
                               struct client_id client, unsigned compartments,
                               struct request_id request, struct fault *why)
{
    struct epoch_statement statement = {.practice = ltx->ledger->practice, .client = client};
    struct ledger_grant own = {.client = client,
                               .recipient = keyring_who(author)->person,
                               .compartments = compartments,
                               .purpose = GRANT_CARE,
                               .request = next_request(request)};
    struct ledger_entry known;
    enum status st = request_find(ltx, request, &known, why);

    if (st != HF_NOT_FOUND)
        return st;
    st = keys_admit(ltx, author, client, why);
    if (st != HF_OK)
        return st;
    statement.epoch = newest_epoch(author, client) + 1;
    st = make_epochs(author, client, compartments, &statement, why);
    if (st == HF_OK)
        st = append_epochs(ltx, author, &statement, request, why);
    return st == HF_OK ? grant_to(ltx, author, &own, keyring_who(author), why) : st;
}

static enum status add_row(struct keyring *author, const struct ledger_grant *grant,
                           const struct epoch_key *key, const uint8_t box_pub[32],
                           struct grant_statement *statement, struct wrap_row *wraps,
                           struct fault *why)
{
    if (statement->n == GRANT_ROWS_MOST)
        return fault_set(why, HF_INVALID, "a grant names at most 64 keys");
    enum status st = epoch_wrap(author, grant->client, key->compartment, key->epoch, box_pub,
                                wraps[statement->n].bytes, why);

    if (st == HF_NOT_FOUND) /* not held by the granter, so not given */
        return HF_OK;
    if (st == HF_OK)
        statement->rows[statement->n++] =
            (struct grant_row){key->compartment, key->epoch, key->ck_id};
    return st;
}

/* By epoch, then compartment: the order in which the wraps are hashed and read. */
static enum status fill_rows(struct ledger_tx *ltx, struct keyring *author,
                             const struct ledger_grant *grant, const uint8_t box_pub[32],
                             struct grant_statement *statement, struct wrap_row *wraps,
                             struct fault *why)
{
    struct key_history history = {0};
    enum status st = read_epochs(ltx, grant->client, &history, why);

    for (size_t i = 0; i < history.n_epochs; i++)
        for (size_t k = 0; st == HF_OK && k < history.epochs[i].statement.n; k++) {
            const struct epoch_key *key = &history.epochs[i].statement.keys[k];

            if ((grant->compartments & COMPARTMENT_BIT(key->compartment)) != 0)
                st = add_row(author, grant, key, box_pub, statement, wraps, why);
        }
    if (st == HF_OK && statement->n == 0)
        return fault_set(why, HF_INVALID, "the granter holds none of these keys");
    return st;
}

static enum status store_wraps(struct ledger_tx *ltx, uint64_t seq,
                               const struct grant_statement *statement,
                               const struct wrap_row *wraps, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < statement->n; i++)
        st = row_add(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                     VALUES(PRACTICE(ltx), value_raw(statement->client.id.bytes, 16),
                            value_raw(statement->recipient_key.bytes, 16),
                            value_int(statement->rows[i].epoch),
                            value_int(statement->rows[i].compartment), value_int((int64_t)seq),
                            value_raw(wraps[i].bytes, WRAP_BYTES)),
                     why);
    return st;
}

static enum status last_client_hash(struct ledger_tx *ltx, struct client_id client, uint8_t ret[32],
                                    struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx,
                               "SELECT hash FROM ledger_entry WHERE practice = $1 AND client = $2 "
                               "ORDER BY client_seq DESC LIMIT 1",
                               VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16)), &rows, why);

    memset(ret, 0, 32);
    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK && !rows_copy(&rows, 0, ret, 32))
        st = fault_set(why, HF_FAILED, "an entry's hash has a wrong length");
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status append_grant(struct ledger_tx *ltx, struct keyring *author,
                                struct grant_statement *statement, const struct wrap_row *wraps,
                                struct request_id request, struct fault *why)
{
    uint8_t bytes[STATEMENT_MOST];
    struct ledger_entry entry;
    enum status st = last_client_hash(ltx, statement->client, statement->client_prev, why);

    vault_sha256(span_at(wraps, statement->n * sizeof *wraps), statement->wraps_hash);
    size_t len = grant_write(statement, bytes);

    if (st == HF_OK)
        st =
            statement_append(ltx, author, statement->client, ACTION_ACCESS_GRANTED,
                             statement->recipient.id, 1, request, span_at(bytes, len), &entry, why);
    return st == HF_OK ? store_wraps(ltx, entry.seq, statement, wraps, why) : st;
}

static enum status grant_to(struct ledger_tx *ltx, struct keyring *author,
                            const struct ledger_grant *grant, const struct keyring_who *recipient,
                            struct fault *why)
{
    struct wrap_row wraps[GRANT_ROWS_MOST];
    struct grant_statement statement = {
        .practice = ltx->ledger->practice,
        .purpose = grant->purpose,
        .compartments = grant->compartments,
        .client = grant->client,
        .granter = keyring_who(author)->person,
        .granter_keygen = keyring_who(author)->keygen,
        .recipient = grant->recipient,
        .recipient_keygen = recipient->keygen,
        .recipient_key = key_id_of(recipient->box_pub),
        .from_us = grant->from_us,
        .until_us = grant->until_us,
    };
    enum status st = fill_rows(ltx, author, grant, recipient->box_pub, &statement, wraps, why);

    return st == HF_OK ? append_grant(ltx, author, &statement, wraps, grant->request, why) : st;
}

static enum status recipient_of(struct ledger_tx *ltx, struct person_id person,
                                const struct keyring_who **ret, struct fault *why)
{
    struct keyring_who newest = {.keygen = 1};
    const struct directory_row *row = NULL;
    enum status st = HF_OK;

    if (!id_is_zero(person.id)) /* the zero person is the service, with its first keys */
        st = user_public(ltx->ledger->vault, ltx->tx, person, &newest, why);
    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_INVALID, "the recipient has no keys");
    if (st == HF_OK)
        st = directory_get(ltx, person, newest.keygen, &row, why);
    if (st == HF_OK && row->ended_seq != 0)
        return fault_set(why, HF_INVALID, "the recipient's keys have ended");
    if (st == HF_OK)
        *ret = &row->certificate.who;
    return st;
}

enum status ledger_grant(struct ledger_tx *ltx, struct keyring *author,
                         const struct ledger_grant *grant, struct fault *why)
{
    const struct keyring_who *recipient = NULL;
    struct ledger_entry known;
    enum status st = request_find(ltx, grant->request, &known, why);

    if (st != HF_NOT_FOUND)
        return st;
    st = keys_admit(ltx, author, grant->client, why);
    if (st == HF_OK)
        st = recipient_of(ltx, grant->recipient, &recipient, why);
    return st == HF_OK ? grant_to(ltx, author, grant, recipient, why) : st;
}

static enum status remove_wraps(struct ledger_tx *ltx, struct client_id client,
                                struct person_id recipient, struct fault *why)
{
    return row_remove(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                      "practice = $1 AND client = $2 AND grant_seq IN (SELECT seq FROM statement "
                      "WHERE practice = $1 AND client = $2 AND person = $3 AND kind = $4)",
                      VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16),
                             value_raw(recipient.id.bytes, 16), value_int(STATEMENT_GRANT)),
                      why);
}

enum status ledger_end_grant(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                             struct person_id recipient, struct request_id request,
                             struct fault *why)
{
    struct about about = {STATEMENT_END_GRANT, 0, ltx->ledger->practice, recipient};
    uint8_t bytes[ABOUT_BYTES];

    about_write(&about, bytes);
    enum status st = statement_append(ltx, author, client, ACTION_ACCESS_ENDED, recipient.id, 1,
                                      request, span_at(bytes, sizeof bytes), NULL, why);

    return st == HF_OK ? remove_wraps(ltx, client, recipient, why) : st;
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
    enum status st = read_epochs(ltx, client, &history, why);

    if (st == HF_OK)
        st = read_grants(ltx, client, &history, why);
    for (size_t i = 0; st == HF_OK && i < history.n_grants; i++)
        st = check_grant(ltx, &history, i, why);
    return st;
}
