/* keep/ledger/comeback.c - after a failed sync: is everything there that was ever acknowledged?
 *
 * A store whose commit failed does not know what the disk holds; its memory may show pages that
 * were never written. So it is opened anew, settled, and the chain is walked from its first byte.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdalign.h>
#include <string.h>

static const char lost_text[] =
    "entries that were acknowledged are not on the disk any more: nothing is written. Keep this "
    "disk as it is, and put back the newest copy of the data on another one";

bool ledger_is_lost(const struct ledger *ledger)
{
    return atomic_load(&ledger->lost);
}

void mark_done(struct ledger *ledger, const struct mark *mark)
{
    pthread_mutex_lock(&ledger->done_lock);
    if (mark->size > ledger->done.size)
        ledger->done = *mark;
    pthread_mutex_unlock(&ledger->done_lock);
}

/* --- the walk -------------------------------------------------------------------------------- */

/* What the walk must meet on its way; size 0: nothing to meet. */
struct seen {
    struct ledger_tx *ltx;
    struct mark done;
    struct vault_anchor anchor;
    struct checkpoint checkpoint;
    struct frontier frontier;
    uint8_t tip[32];
    bool holds;
};

static bool has_root(const struct frontier *frontier, uint64_t size, const uint8_t want[32])
{
    uint8_t root[32];

    if (frontier->size != size)
        return true;
    frontier_root(frontier, root);
    return memcmp(root, want, sizeof root) == 0;
}

static bool meets(struct seen *seen, const struct ledger_entry *entry)
{
    if (entry->seq != seen->frontier.size + 1 || memcmp(entry->prev, seen->tip, 32) != 0)
        return false;
    frontier_add(&seen->frontier, entry->hash);
    memcpy(seen->tip, entry->hash, sizeof seen->tip);
    return (entry->seq != seen->done.size || memcmp(seen->tip, seen->done.tip, 32) == 0) &&
           has_root(&seen->frontier, seen->anchor.size, seen->anchor.root) &&
           has_root(&seen->frontier, seen->checkpoint.size, seen->checkpoint.root);
}

static enum status walk(struct seen *seen, struct fault *why)
{
    struct ledger_entry entry;
    struct rows rows;
    enum status st =
        rows_open(seen->ltx->tx, "SELECT bytes FROM ledger_entry WHERE practice = $1 ORDER BY seq",
                  VALUES(PRACTICE(seen->ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    while (seen->holds && (st = rows_next(&rows, why)) == HF_OK)
        seen->holds = entry_parse(rows_bytes(&rows, 0), &entry) && meets(seen, &entry);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* The head ends where the chain ends, and neither stands before anything that was acknowledged. */
static bool ends_well(const struct seen *seen, const struct head *head)
{
    uint64_t size = seen->frontier.size;

    return size == head->frontier.size && size >= seen->done.size && size >= seen->anchor.size &&
           size >= seen->checkpoint.size && memcmp(head->tip, seen->tip, 32) == 0 &&
           memcmp(head->frontier.roots, seen->frontier.roots, seen->frontier.n * 32) == 0;
}

/* An older copy was known as such from the start: its anchor can't be met. */
static enum status read_anchor(struct seen *seen, struct fault *why)
{
    const struct ledger *ledger = seen->ltx->ledger;

    return ledger_is_narrow_only(ledger) ? HF_OK
                                         : vault_anchor_read(ledger->vault, &seen->anchor, why);
}

static enum status look(struct tx *tx, void *arg, struct fault *why)
{
    struct seen *seen = arg;
    struct head head;

    seen->ltx->tx = tx;
    seen->frontier = (struct frontier){.size = 0};
    memset(seen->tip, 0, sizeof seen->tip);
    seen->holds = true;
    enum status st = read_anchor(seen, why);

    if (st == HF_OK)
        st = head_read(seen->ltx, &head, why);
    if (st == HF_OK)
        st = checkpoint_last(seen->ltx, &seen->checkpoint, why);
    if (st == HF_OK)
        st = walk(seen, why);
    seen->holds = seen->holds && st == HF_OK && ends_well(seen, &head);
    return st;
}

static enum status compare(struct ledger *ledger, struct store *store, bool *ret, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    struct ledger_own own = {.ends.n = 0};
    struct ledger_tx ltx = {.ledger = ledger, .arena = &arena, .own = &own};
    struct seen seen = {.ltx = &ltx};

    arena_init(&arena, none, 0);
    pthread_mutex_lock(&ledger->done_lock);
    seen.done = ledger->done;
    pthread_mutex_unlock(&ledger->done_lock);
    enum status st = store_transact(store, STORE_READ, look, &seen, why);

    *ret = seen.holds;
    return st;
}

/* --- the way back ---------------------------------------------------------------------------- */

static enum status say_lost(struct ledger *ledger, struct fault *why)
{
    atomic_store(&ledger->lost, true);
    atomic_store(&ledger->narrow_only, true);
    return fault_set(why, HF_FAILED, "%s", lost_text);
}

enum status ledger_come_back(struct ledger *ledger, struct store *store, struct fault *why)
{
    bool holds = false;

    if (!store_is_stopped(store))
        return HF_OK;
    if (ledger_is_lost(ledger))
        return fault_set(why, HF_FAILED, "%s", lost_text);
    enum status st = store_reopen(store, why);

    if (st == HF_OK)
        st = compare(ledger, store, &holds, why);
    if (st != HF_OK)
        return st;
    if (!holds)
        return say_lost(ledger, why);
    store_resume(store);
    return HF_OK;
}
