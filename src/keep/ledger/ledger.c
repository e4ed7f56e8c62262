/* keep/ledger/ledger.c - one ledger for the process: start, transactions.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static enum status make_locks(struct ledger *ledger, struct fault *why)
{
    if (pthread_mutex_init(&ledger->known_lock, NULL) != 0 ||
        pthread_mutex_init(&ledger->done_lock, NULL) != 0 ||
        pthread_mutex_init(&ledger->waiting_lock, NULL) != 0)
        return fault_set(why, HF_FAILED, "the system has no lock for us");
    return HF_OK;
}

enum status ledger_new(struct vault *vault, struct ledger **ret, struct fault *why)
{
    struct ledger *ledger = calloc(1, sizeof *ledger);

    if (ledger == NULL)
        return fault_set(why, HF_FAILED, "no memory for the ledger");
    enum status st = make_locks(ledger, why);

    if (st == HF_OK)
        st = waiting_new(ledger, why);
    if (st != HF_OK) {
        free(ledger);
        return st;
    }
    ledger->vault = vault;
    ledger->practice = vault_practice(vault);
    *ret = ledger;
    return HF_OK;
}

void ledger_free(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    waiting_free(ledger);
    pthread_mutex_destroy(&ledger->known_lock);
    pthread_mutex_destroy(&ledger->done_lock);
    pthread_mutex_destroy(&ledger->waiting_lock);
    free(ledger);
}

bool ledger_is_narrow_only(const struct ledger *ledger)
{
    return atomic_load(&ledger->narrow_only);
}

/* --- transactions ---------------------------------------------------------------------------- */

struct running {
    struct ledger_tx *ltx;
    size_t mark;
    ledger_work *work;
    void *arg;
};

static enum status run(struct tx *tx, void *arg, struct fault *why)
{
    struct running *running = arg;
    struct ledger_tx *ltx = running->ltx;

    arena_rewind(ltx->arena, running->mark);
    ltx->tx = tx;
    ltx->anchor = (struct vault_anchor){0};
    ltx->directory = NULL;
    ltx->size = 0;
    return running->work(ltx, running->arg, why);
}

/* The act is on the disk already. If its anchor can't follow, the next one will bring it. */
static void write_anchor(struct ledger *ledger, const struct vault_anchor *anchor)
{
    struct fault quiet = {.status = HF_OK};
    enum status st = HF_OK;

    if (anchor->size > 0 && !ledger_is_narrow_only(ledger))
        st = vault_anchor_write(ledger->vault, anchor, &quiet);
    (void)st; /* see above */
}

enum status transact_by(store_way *way, struct ledger_tx *ltx, struct store *store,
                        ledger_work *work, void *arg, struct fault *why)
{
    struct running running = {ltx, arena_mark(ltx->arena), work, arg};
    enum status st = way(store, STORE_WRITE, run, &running, why);
    struct mark mark = {.size = ltx->size};

    if (st != HF_OK)
        return st;
    memcpy(mark.tip, ltx->tip, sizeof mark.tip);
    mark_done(ltx->ledger, &mark);
    write_anchor(ltx->ledger, &ltx->anchor);
    return HF_OK;
}

enum status ledger_transact(struct ledger *ledger, struct store *store, struct arena *arena,
                            ledger_work *work, void *arg, struct fault *why)
{
    struct ledger_tx ltx = {.ledger = ledger, .arena = arena};
    enum status st = ledger_come_back(ledger, store, why);

    if (st != HF_OK)
        return st;
    ledger_write_waiting(ledger, store);
    return transact_by(store_transact, &ltx, store, work, arg, why);
}

enum status ledger_read(struct ledger *ledger, struct store *store, struct arena *arena,
                        ledger_work *work, void *arg, struct fault *why)
{
    struct ledger_tx ltx = {.ledger = ledger, .arena = arena};
    struct running running = {&ltx, arena_mark(arena), work, arg};

    return store_transact(store, STORE_READ, run, &running, why);
}

/* --- start ----------------------------------------------------------------------------------- */

static enum status frontier_at(struct ledger_tx *ltx, uint64_t size, struct frontier *ret,
                               struct fault *why)
{
    struct rows rows;
    uint8_t hash[32];
    enum status st = rows_open(
        ltx->tx, "SELECT hash FROM ledger_entry WHERE practice = $1 AND seq <= $2 ORDER BY seq",
        VALUES(PRACTICE(ltx), value_int((int64_t)size)), &rows, why);

    *ret = (struct frontier){.size = 0};
    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        if (rows_copy(&rows, 0, hash, sizeof hash))
            frontier_add(ret, hash);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status note_head(struct ledger_tx *ltx, struct fault *why)
{
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st != HF_OK)
        return st;
    ltx->size = head.frontier.size;
    memcpy(ltx->tip, head.tip, sizeof ltx->tip);
    return HF_OK;
}

static enum status compare(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct vault_anchor anchor;
    struct frontier frontier;
    uint8_t root[32];
    bool *ret = arg;
    enum status st = vault_anchor_read(ltx->ledger->vault, &anchor, why);

    if (st == HF_OK)
        st = frontier_at(ltx, anchor.size, &frontier, why);
    if (st != HF_OK)
        return st;
    frontier_root(&frontier, root);
    *ret = anchor.size == 0 ||
           (frontier.size == anchor.size && memcmp(root, anchor.root, sizeof root) == 0);
    return note_head(ltx, why);
}

enum status ledger_start(struct ledger *ledger, struct store *store, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    bool is_newest = false;

    arena_init(&arena, none, 0);
    enum status st = ledger_transact(ledger, store, &arena, compare, &is_newest, why);

    if (st == HF_OK)
        atomic_store(&ledger->narrow_only, !is_newest);
    return st;
}
