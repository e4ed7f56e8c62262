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
    ends_clear(&ledger->ends);
    pthread_mutex_destroy(&ledger->known_lock);
    pthread_mutex_destroy(&ledger->done_lock);
    pthread_mutex_destroy(&ledger->waiting_lock);
    free(ledger);
}

bool ledger_is_narrow_only(const struct ledger *ledger)
{
    return atomic_load(&ledger->narrow_only) || vault_is_older(ledger->vault);
}

/* --- transactions ---------------------------------------------------------------------------- */

void own_clear(struct ledger_own *own)
{
    directory_clear(&own->directory);
    ends_clear(&own->ends);
    readings_clear(own);
    own->tended_by = NULL;
    own->braked = NULL;
    own->last_us = 0;
    own->has_head = false;
}

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
    own_clear(ltx->own);
    ltx->size = 0;
    ltx->in_passing = false;
    pthread_mutex_lock(&ltx->ledger->done_lock);
    ltx->floor = ltx->ledger->done.size;
    memcpy(ltx->floor_tip, ltx->ledger->done.tip, sizeof ltx->floor_tip);
    pthread_mutex_unlock(&ltx->ledger->done_lock);
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

static void acknowledge(const struct ledger_tx *ltx)
{
    struct mark mark = {.size = ltx->size};

    memcpy(mark.tip, ltx->tip, sizeof mark.tip);
    ends_keep(ltx->ledger, ltx);
    mark_done(ltx->ledger, &mark);
    write_anchor(ltx->ledger, &ltx->anchor);
}

enum status transact_by(store_way *way, struct ledger_tx *ltx, struct store *store,
                        ledger_work *work, void *arg, struct fault *why)
{
    struct running running = {ltx, arena_mark(ltx->arena), work, arg};
    struct ledger_own own = {.ends.n = 0};

    ltx->own = &own;
    enum status st = way(store, STORE_WRITE, run, &running, why);

    if (st == HF_OK)
        acknowledge(ltx);
    else if (own.braked != NULL)
        brake_note(ltx->ledger, store, ltx->arena, own.braked);
    own_clear(&own);
    return st;
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
    struct ledger_own own = {.ends.n = 0};
    struct ledger_tx ltx = {.ledger = ledger, .arena = arena, .own = &own};
    struct running running = {&ltx, arena_mark(arena), work, arg};
    enum status st = store_transact(store, STORE_READ, run, &running, why);

    own_clear(&own);
    return st;
}

/* --- start ----------------------------------------------------------------------------------- */

static enum status learn(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    enum status st = row_ways_check(ltx->ledger->vault, ltx->tx, why);

    return st == HF_OK || st == HF_NOT_FOUND ? ends_learn(ltx, arg, why) : st;
}

enum status ledger_start(struct ledger *ledger, struct store *store, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    bool is_newest = false;

    arena_init(&arena, none, 0);
    enum status st = ledger_transact(ledger, store, &arena, learn, &is_newest, why);

    if (st == HF_OK)
        atomic_store(&ledger->narrow_only, !is_newest);
    return st;
}
