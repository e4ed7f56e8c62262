/* keep/ledger/scour.c - after an erasure: out of the store's files, and into the list.
 *
 * The list in the secrets folder is written last. So whatever it names is gone from the files, and
 * what it does not name yet, after a crash in between, is scoured at the next start.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erased.h"

#include "keep/vault/kit.h"

struct scouring {
    bool is_due;
    struct span list;
    uint64_t last_seq;
};

static enum status last_erasure(struct ledger_tx *ltx, uint64_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx, "SELECT max(seq) FROM statement WHERE practice = $1 AND kind = $2",
                  VALUES(PRACTICE(ltx), value_int(STATEMENT_ERASURE)), &rows, why);

    *ret = 0;
    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (uint64_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status look(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct scouring *s = arg;
    struct erased_list all, noted;
    enum status st = last_erasure(ltx, &s->last_seq, why);

    s->is_due = false;
    if (st != HF_OK || s->last_seq <= atomic_load(&ltx->ledger->scoured))
        return st;
    st = erased_noted(ltx, &noted, why);
    if (st == HF_OK)
        st = ledger_erased(ltx, &all, why);
    s->is_due = st == HF_OK && all.n != noted.n;
    return st == HF_OK && s->is_due ? erased_list_write(ltx, &all, 0, &s->list, why) : st;
}

enum status ledger_scour(struct ledger *ledger, struct store *store, struct arena *arena,
                         struct fault *why)
{
    struct scouring scouring = {.is_due = false};
    enum status st = ledger_read(ledger, store, arena, look, &scouring, why);

    if (st == HF_OK && scouring.is_due)
        st = store_scour(store, why);
    if (st == HF_OK && scouring.is_due)
        st = kit_erased_write(ledger->vault, scouring.list, why);
    if (st == HF_OK)
        atomic_store(&ledger->scoured, scouring.last_seq);
    return st;
}
