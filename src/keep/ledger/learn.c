/* keep/ledger/learn.c - at the start: is this one ledger to its head, and where does each chain
 * end?
 *
 * An earlier life may have walked it and put down how far (rest.c); then the start goes on from
 * there, and the walk from the first entry follows when nobody waits for it. Until then an entry
 * that was changed is found where it matters: each chain that is read is walked from its beginning
 * to the end that is known here.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/rest.h"

#include <stdalign.h>
#include <string.h>

struct learning {
    struct ledger_tx *ltx;
    struct vault_anchor anchor;
    struct head head;
    struct rest at; /* how far the walk has come */
};

static bool columns_agree(const struct rows *rows, const struct ledger_entry *e)
{
    return (uint64_t)rows_int(rows, 1) == e->seq && (uint64_t)rows_int(rows, 3) == e->client_seq &&
           span_equal(rows_bytes(rows, 2), span_at(e->client.id.bytes, 16)) &&
           span_equal(rows_bytes(rows, 4), span_at(e->hash, sizeof e->hash));
}

static bool follows(const struct rest *at, const struct ledger_entry *e)
{
    struct chain_end before = {.seq = 0};

    if (at->ends.room > 0)
        before = *ends_place(&at->ends, e->client);
    return e->seq == at->frontier.size + 1 && memcmp(e->prev, at->tip, 32) == 0 &&
           e->client_seq == before.client_seq + 1 &&
           memcmp(e->client_prev, before.hash, sizeof before.hash) == 0;
}

static bool is_anchored(const struct learning *l)
{
    uint8_t root[32];

    if (l->at.frontier.size != l->anchor.size || l->anchor.size == 0)
        return true;
    frontier_root(&l->at.frontier, root);
    return memcmp(root, l->anchor.root, sizeof root) == 0;
}

static bool take(struct learning *l, const struct rows *rows)
{
    struct ledger_entry e;

    if (!entry_parse(rows_bytes(rows, 0), &e) || !columns_agree(rows, &e) || !follows(&l->at, &e))
        return false;
    struct chain_end end = {.client = e.client, .seq = e.seq, .client_seq = e.client_seq};

    memcpy(end.hash, e.hash, sizeof end.hash);
    memcpy(l->at.tip, e.hash, sizeof l->at.tip);
    frontier_add(&l->at.frontier, e.hash);
    return ends_set(&l->at.ends, &end) && is_anchored(l);
}

static bool ends_at_the_head(const struct learning *l)
{
    return l->at.frontier.size == l->head.frontier.size && l->at.frontier.size >= l->anchor.size &&
           memcmp(l->at.tip, l->head.tip, sizeof l->at.tip) == 0;
}

/* From where `l` stands. */
static enum status walk(struct learning *l, bool *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(l->ltx->tx,
                  "SELECT bytes, seq, client, client_seq, hash FROM ledger_entry "
                  "WHERE practice = $1 AND seq > $2 ORDER BY seq",
                  VALUES(PRACTICE(l->ltx), value_int((int64_t)l->at.frontier.size)), &rows, why);

    *ret = is_anchored(l);
    if (st != HF_OK)
        return st;
    while (*ret && (st = rows_next(&rows, why)) == HF_OK)
        *ret = take(l, &rows);
    rows_close(&rows);
    *ret = *ret && ends_at_the_head(l);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status walk_whole(struct learning *l, bool *ret, struct fault *why)
{
    ends_clear(&l->at.ends);
    l->at = (struct rest){.ends.n = 0};
    return walk(l, ret, why);
}

/* Where the walk from there leads nowhere all is walked, and that decides. Where even the entry is
 * gone that an earlier life knew, the ends are learned, but it is not that ledger any more. */
static enum status walk_on(struct learning *l, bool *ret_holds, bool *ret_whole, struct fault *why)
{
    enum rest_state state = REST_NONE;
    enum status st = rest_load(l->ltx, &l->at, &state, why);

    *ret_holds = false;
    if (st == HF_OK && state == REST_THERE)
        st = walk(l, ret_holds, why);
    *ret_whole = !*ret_holds;
    if (st == HF_OK && *ret_whole)
        st = walk_whole(l, ret_holds, why);
    *ret_holds = *ret_holds && state != REST_GONE;
    return st;
}

static enum status read_places(struct learning *l, struct fault *why)
{
    enum status st = vault_anchor_read(l->ltx->ledger->vault, &l->anchor, why);

    return st == HF_OK ? head_read(l->ltx, &l->head, why) : st;
}

enum status ends_learn(struct ledger_tx *ltx, bool *ret_holds, struct fault *why)
{
    struct learning l = {.ltx = ltx};
    struct ledger *ledger = ltx->ledger;
    bool holds = false, whole = true;
    enum status st = read_places(&l, why);

    if (st == HF_OK)
        st = walk_on(&l, &holds, &whole, why);
    if (st != HF_OK) {
        ends_clear(&l.at.ends);
        return st;
    }
    pthread_mutex_lock(&ledger->done_lock);
    ends_clear(&ledger->ends);
    ledger->ends = l.at.ends;
    pthread_mutex_unlock(&ledger->done_lock);
    atomic_store(&ledger->unwalked, !whole);
    atomic_store(&ledger->unrested, true);
    ltx->size = l.head.frontier.size;
    memcpy(ltx->tip, l.head.tip, sizeof ltx->tip);
    *ret_holds = holds;
    return HF_OK;
}

/* --- later ----------------------------------------------------------------------------------- */

static enum status look(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct learning l = {.ltx = ltx};
    enum status st = read_places(&l, why);

    if (st == HF_OK)
        st = walk_whole(&l, arg, why);
    ends_clear(&l.at.ends);
    return st;
}

enum status ends_walk_whole(struct ledger *ledger, struct store *store, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    bool holds = false;

    if (!atomic_load(&ledger->unwalked))
        return HF_OK;
    arena_init(&arena, none, 0);
    enum status st = ledger_read(ledger, store, &arena, look, &holds, why);

    if (st != HF_OK)
        return st;
    atomic_store(&ledger->unwalked, false);
    if (holds)
        return HF_OK;
    atomic_store(&ledger->narrow_only, true);
    return fault_set(why, HF_FAILED,
                     "the ledger is not what it was: run holdfast verify. Until then only stop, "
                     "revoke and the like are accepted");
}
