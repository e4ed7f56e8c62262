/* keep/ledger/keys.c - which keys of a client a keyring gets: through signed epochs and grants
 * alone.
 *
 * Anybody can make a sealed box. So a wrap is looked at only through its grant, and a grant counts
 * only from somebody who might give it (judge.c).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/turn.h"

#include <string.h>

/* An epoch that does not count is passed over: nothing is ever sealed under it. */
static enum status admit_epochs(struct keyring *keyring, const struct key_history *history,
                                struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; i < history->n_epochs; i++)
        for (size_t k = 0; st == HF_OK && k < history->epochs[i].n; k++) {
            const struct epoch_key *key = &history->epochs[i].keys[k];

            if (history_key(history, key->compartment, key->epoch) == key)
                st = epoch_admit(keyring, key, why);
        }
    return st;
}

static enum status read_wraps(struct ledger_tx *ltx, const struct granted *grant,
                              struct wrap_row *wraps, size_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx,
                               "SELECT bytes FROM key_wrap WHERE practice = $1 AND client = $2 AND "
                               "grant_seq = $3 ORDER BY epoch, compartment LIMIT 64",
                               VALUES(PRACTICE(ltx), value_raw(grant->client.id.bytes, 16),
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

static bool is_retired(const struct key_history *history, const struct grant_row *row)
{
    return history_state(history, row->compartment, row->epoch) == EPOCH_RETIRED;
}

/* Retired keys have no wraps left. What is left is hashed no more once some are gone; that each
 * wrap holds the signed key is seen when it is opened. */
static bool are_signed_wraps(const struct key_history *history, const struct granted *grant,
                             const struct wrap_row *wraps, size_t n)
{
    uint8_t hash[32];
    size_t left = 0;

    for (size_t i = 0; i < grant->n; i++)
        left += !is_retired(history, &grant->rows[i]);
    if (left != grant->n)
        return n == left;
    vault_sha256(span_at(wraps, n * sizeof *wraps), hash);
    return n == left && memcmp(hash, grant->wraps_hash, 32) == 0;
}

static enum status open_row(struct keyring *keyring, const struct granted *grant, size_t number,
                            const struct wrap_row *wrap, struct fault *why)
{
    const struct grant_row *row = &grant->rows[number];
    struct client_id client = grant->client;

    if ((grant->counts >> number & 1) == 0 ||
        keyring_holds(keyring, client, row->compartment, row->epoch))
        return HF_OK;
    return epoch_unwrap(keyring, client, row->compartment, row->epoch, wrap->bytes, why);
}

static enum status open_grant(struct ledger_tx *ltx, struct keyring *keyring,
                              const struct key_history *history, const struct granted *grant,
                              struct fault *why)
{
    struct wrap_row wraps[GRANT_ROWS_MOST];
    size_t n, at = 0;
    enum status st = read_wraps(ltx, grant, wraps, &n, why);

    if (st == HF_OK && !are_signed_wraps(history, grant, wraps, n))
        return fault_set(why, HF_INVALID, "the wraps of a grant are not those that were signed");
    for (size_t i = 0; st == HF_OK && i < grant->n; i++)
        if (!is_retired(history, &grant->rows[i]))
            st = open_row(keyring, grant, i, &wraps[at++], why);
    return st;
}

static bool is_mine(const struct granted *grant, const struct keyring_who *who)
{
    struct key_id mine = key_id_of(who->box_pub);

    return memcmp(grant->recipient_key.bytes, mine.bytes, 16) == 0;
}

enum status keys_open(struct ledger_tx *ltx, struct keyring *keyring,
                      const struct key_history *history, struct fault *why)
{
    enum status st = now_learn(ltx, why);

    if (st == HF_OK)
        st = admit_epochs(keyring, history, why);
    for (size_t i = 0; st == HF_OK && i < history->n_grants; i++)
        if (is_mine(&history->grants[i], keyring_who(keyring)) &&
            grant_stands(&history->grants[i], now_of(ltx)))
            st = open_grant(ltx, keyring, history, &history->grants[i], why);
    return st;
}

/* Where something is due it is looked for again. */
static void note_tended(struct ledger_tx *ltx, const struct keyring *keyring,
                        struct client_id client, const struct key_history *history)
{
    ltx->own->tended_by = turn_is_quiet(ltx, keyring, history) ? keyring : NULL;
    ltx->own->tended = client;
}

enum status keys_admit(struct ledger_tx *ltx, struct keyring *keyring, struct client_id client,
                       struct fault *why)
{
    struct key_history history;
    enum status st = history_load(ltx, client, &history, why);

    if (st == HF_OK)
        st = keys_open(ltx, keyring, &history, why);
    if (st == HF_OK)
        note_tended(ltx, keyring, client, &history);
    return st;
}

enum status keys_tend(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                      struct fault *why)
{
    struct key_history history;
    enum status st = history_load(ltx, client, &history, why);

    if (st == HF_OK)
        st = keys_open(ltx, author, &history, why);
    if (st == HF_OK)
        note_tended(ltx, author, client, &history);
    return st == HF_OK ? turn_due(ltx, author, client, &history, why) : st;
}

/* Another keyring may lie where one was closed; it has no epoch of the client yet. */
enum status keys_tend_once(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                           uint8_t compartment, struct fault *why)
{
    if (ltx->own->tended_by == author && id_equal(ltx->own->tended.id, client.id) &&
        keyring_epoch(author, client, compartment) != 0)
        return HF_OK;
    return keys_tend(ltx, author, client, why);
}

/* --- for the whole check --------------------------------------------------------------------- */

static enum status check_epoch(const struct opened *opened, struct fault *why)
{
    for (size_t i = 0; i < opened->n; i++)
        if ((opened->counts & COMPARTMENT_BIT(opened->keys[i].compartment)) == 0)
            return fault_set(why, HF_INVALID, "epoch %ld is by somebody who may not open it",
                             (long)opened->seq);
    return HF_OK;
}

static bool is_over(const struct ledger_tx *ltx, const struct granted *grant)
{
    return grant->until_us != 0 && grant->until_us <= world_now_us(vault_world(ltx->ledger->vault));
}

/* An ended grant has no wraps; those that remain of it would be a way in. One that is over by time
 * loses them as soon as somebody tends to it. */
static enum status check_grant(struct ledger_tx *ltx, const struct key_history *history,
                               const struct granted *grant, struct fault *why)
{
    struct wrap_row wraps[GRANT_ROWS_MOST];
    size_t n;
    enum status st = read_wraps(ltx, grant, wraps, &n, why);

    if (st != HF_OK)
        return st;
    if (grant->ended_seq != 0)
        return n == 0 ? HF_OK
                      : fault_set(why, HF_INVALID, "wraps of grant %ld, which has ended, are left",
                                  (long)grant->seq);
    if (n == 0 && is_over(ltx, grant))
        return HF_OK;
    if (!are_signed_wraps(history, grant, wraps, n))
        return fault_set(why, HF_INVALID, "the wraps of grant %ld are not those that were signed",
                         (long)grant->seq);
    for (size_t i = 0; i < grant->n; i++)
        if ((grant->counts >> i & 1) == 0)
            return fault_set(why, HF_INVALID, "grant %ld is by somebody who may not give it",
                             (long)grant->seq);
    return HF_OK;
}

enum status keys_check(struct ledger_tx *ltx, struct client_id client, struct fault *why)
{
    struct key_history history;
    enum status st = history_load(ltx, client, &history, why);

    if (st != HF_OK)
        return st;
    for (size_t i = 0; st == HF_OK && i < history.n_epochs; i++)
        st = check_epoch(&history.epochs[i], why);
    for (size_t i = 0; st == HF_OK && i < history.n_grants; i++)
        st = check_grant(ltx, &history, &history.grants[i], why);
    return st;
}
