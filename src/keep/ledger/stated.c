/* keep/ledger/stated.c - statements as they lie in the store, and the entries that signed them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum status stated_commitment(const struct ledger_entry *entry, struct span blind,
                              struct span bytes, struct fault *why)
{
    uint8_t commitment[32];

    if (blind.len != 32)
        return fault_set(why, HF_INVALID, "a statement's blind has a wrong length");
    vault_hmac((const uint8_t *)blind.at, bytes, commitment);
    if (!vault_same(commitment, entry->commitment, sizeof commitment))
        return fault_set(why, HF_INVALID, "a statement is not the one that was signed");
    return HF_OK;
}

static enum status check_statement(struct ledger *ledger, struct span entry, struct span blind,
                                   struct stated *ret, struct fault *why)
{
    if (stated_is_known(ledger, ret->entry.seq, entry, blind, ret->bytes, ret->entry.hash))
        return HF_OK;
    entry_hash((const uint8_t *)entry.at, ret->entry.hash);
    enum status st = stated_commitment(&ret->entry, blind, ret->bytes, why);

    if (st == HF_OK)
        stated_keep(ledger, &ret->entry, entry, blind, ret->bytes);
    return st;
}

static enum status take_statement(struct ledger_tx *ltx, const struct rows *rows,
                                  uint8_t bytes[LEDGER_ENTRY_BYTES], struct stated *ret,
                                  struct fault *why)
{
    struct span entry = rows_bytes(rows, 0);

    if (!entry_read(entry, &ret->entry))
        return fault_set(why, HF_INVALID, "an entry has a wrong shape");
    memcpy(bytes, entry.at, LEDGER_ENTRY_BYTES);
    ret->bytes = arena_copy(ltx->arena, rows_bytes(rows, 2));
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    return check_statement(ltx->ledger, entry, rows_bytes(rows, 1), ret, why);
}

enum status stated_read(struct ledger_tx *ltx, uint64_t seq, uint8_t bytes[LEDGER_ENTRY_BYTES],
                        struct stated *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT e.bytes, s.blind, s.bytes FROM ledger_entry e JOIN statement s "
        "ON s.practice = e.practice AND s.seq = e.seq WHERE e.practice = $1 AND e.seq = $2",
        VALUES(PRACTICE(ltx), value_int((int64_t)seq)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        st = take_statement(ltx, &rows, bytes, ret, why);
    else if (st == HF_NOT_FOUND)
        st = fault_set(why, HF_INVALID, "a statement has no entry");
    rows_close(&rows);
    if (st == HF_OK && ret->entry.seq != seq)
        return fault_set(why, HF_INVALID, "an entry stands at another's place");
    return st;
}

enum status stated_get(struct ledger_tx *ltx, uint64_t seq, struct stated *ret, struct fault *why)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];
    enum status st = stated_read(ltx, seq, bytes, ret, why);

    return st == HF_OK ? entry_check(ltx, &ret->entry, bytes, why) : st;
}

/* Asked at each power of two, and at none. */
static bool seqs_grow(struct arena *arena, struct seq_list *list)
{
    uint64_t *at = arena_array(arena, uint64_t, list->n == 0 ? 1 : 2 * list->n);

    if (at == NULL)
        return false;
    if (list->n > 0)
        memcpy(at, list->at, list->n * sizeof *at);
    list->at = at;
    return true;
}

enum status seqs_take(struct ledger_tx *ltx, struct rows *rows, struct seq_list *ret,
                      struct fault *why)
{
    enum status st;

    while ((st = rows_next(rows, why)) == HF_OK) {
        if ((ret->n & (ret->n - 1)) == 0 && !seqs_grow(ltx->arena, ret))
            return fault_set(why, HF_FAILED, "request memory is spent");
        ret->at[ret->n++] = (uint64_t)rows_int(rows, 0);
    }
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status stated_list(struct ledger_tx *ltx, enum statement_kind first, enum statement_kind last,
                        struct client_id client, struct seq_list *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT seq FROM statement WHERE practice = $1 AND client = $2 AND kind >= $3 AND "
        "kind <= $4 ORDER BY seq",
        VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16), value_int(first), value_int(last)),
        &rows, why);

    *ret = (struct seq_list){0};
    if (st != HF_OK)
        return st;
    st = seqs_take(ltx, &rows, ret, why);
    rows_close(&rows);
    return st;
}
