/* keep/ledger/ends.c - where each chain ended when this process last knew.
 *
 * A chain proves by itself that nothing inside it is missing, never that its end is there: whoever
 * can write to the data base could cut a client's last no off. So the whole ledger is walked at the
 * start, and from then on every chain that is read must reach the end that was known when its
 * transaction began.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 64 };

/* --- the table: open addressing, at most half full, seq 0 is a free place --------------------- */

static size_t first_place(const struct ends *ends, struct client_id client)
{
    uint64_t hash;

    memcpy(&hash, client.id.bytes, sizeof hash); /* an id is random, so it is its own hash */
    return (size_t)hash & (ends->room - 1);
}

static struct chain_end *place_of(const struct ends *ends, struct client_id client)
{
    size_t place = first_place(ends, client);

    while (ends->at[place].seq != 0 && !id_equal(ends->at[place].client.id, client.id))
        place = (place + 1) & (ends->room - 1);
    return &ends->at[place];
}

static bool grow(struct ends *ends)
{
    struct ends more = {.n = ends->n, .room = ends->room == 0 ? ROOM_FIRST : 2 * ends->room};

    more.at = calloc(more.room, sizeof *more.at);
    if (more.at == NULL)
        return false;
    for (size_t i = 0; i < ends->room; i++)
        if (ends->at[i].seq != 0)
            *place_of(&more, ends->at[i].client) = ends->at[i];
    free(ends->at);
    *ends = more;
    return true;
}

/* The caller holds the lock. */
static bool set_end(struct ends *ends, const struct chain_end *end)
{
    if (2 * (ends->n + 1) > ends->room && !grow(ends))
        return false;
    struct chain_end *place = place_of(ends, end->client);

    ends->n += place->seq == 0;
    if (place->seq < end->seq)
        *place = *end;
    return true;
}

void ends_clear(struct ends *ends)
{
    free(ends->at);
    *ends = (struct ends){.n = 0};
}

/* --- what a transaction adds ----------------------------------------------------------------- */

enum status ends_add(struct ledger_tx *ltx, const struct ledger_entry *entry, struct fault *why)
{
    struct chain_end end = {entry->client, entry->seq, entry->client_seq, {0}};

    memcpy(end.hash, entry->hash, sizeof end.hash);
    return set_end(&ltx->own->ends, &end)
               ? HF_OK
               : fault_set(why, HF_FAILED, "no memory for a chain's end");
}

/* Without memory for a new client its end is not known until the next start; what was acknowledged
 * stays so. */
void ends_keep(struct ledger *ledger, const struct ledger_tx *ltx)
{
    const struct ends *added = &ltx->own->ends;

    pthread_mutex_lock(&ledger->done_lock);
    for (size_t i = 0; i < added->room; i++)
        if (added->at[i].seq != 0)
            (void)set_end(&ledger->ends, &added->at[i]);
    pthread_mutex_unlock(&ledger->done_lock);
}

void ends_find(struct ledger *ledger, struct client_id client, struct chain_end *ret)
{
    *ret = (struct chain_end){.client = client};
    pthread_mutex_lock(&ledger->done_lock);
    if (ledger->ends.room > 0)
        *ret = *place_of(&ledger->ends, client);
    pthread_mutex_unlock(&ledger->done_lock);
}

/* --- at the start ---------------------------------------------------------------------------- */

struct learning {
    struct ledger_tx *ltx;
    struct vault_anchor anchor;
    struct head head;
    struct frontier frontier;
    uint8_t tip[32];
    struct ends ends;
};

static bool columns_agree(const struct rows *rows, const struct ledger_entry *e)
{
    return (uint64_t)rows_int(rows, 1) == e->seq && (uint64_t)rows_int(rows, 3) == e->client_seq &&
           span_equal(rows_bytes(rows, 2), span_at(e->client.id.bytes, 16)) &&
           span_equal(rows_bytes(rows, 4), span_at(e->hash, sizeof e->hash));
}

static bool follows(struct learning *l, const struct ledger_entry *e)
{
    struct chain_end before = {.seq = 0};

    if (l->ends.room > 0)
        before = *place_of(&l->ends, e->client);
    return e->seq == l->frontier.size + 1 && memcmp(e->prev, l->tip, 32) == 0 &&
           e->client_seq == before.client_seq + 1 &&
           memcmp(e->client_prev, before.hash, sizeof before.hash) == 0;
}

static bool is_anchored(const struct learning *l)
{
    uint8_t root[32];

    if (l->frontier.size != l->anchor.size)
        return true;
    frontier_root(&l->frontier, root);
    return memcmp(root, l->anchor.root, sizeof root) == 0;
}

static bool take(struct learning *l, const struct rows *rows)
{
    struct ledger_entry e;

    if (!entry_parse(rows_bytes(rows, 0), &e) || !columns_agree(rows, &e) || !follows(l, &e))
        return false;
    struct chain_end end = {e.client, e.seq, e.client_seq, {0}};

    memcpy(end.hash, e.hash, sizeof end.hash);
    memcpy(l->tip, e.hash, sizeof l->tip);
    frontier_add(&l->frontier, e.hash);
    return set_end(&l->ends, &end) && is_anchored(l);
}

static enum status walk(struct learning *l, bool *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(l->ltx->tx,
                               "SELECT bytes, seq, client, client_seq, hash FROM ledger_entry "
                               "WHERE practice = $1 ORDER BY seq",
                               VALUES(PRACTICE(l->ltx)), &rows, why);

    *ret = true;
    if (st != HF_OK)
        return st;
    while (*ret && (st = rows_next(&rows, why)) == HF_OK)
        *ret = take(l, &rows);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static bool ends_at_the_head(const struct learning *l)
{
    return l->frontier.size == l->head.frontier.size && l->frontier.size >= l->anchor.size &&
           memcmp(l->tip, l->head.tip, sizeof l->tip) == 0;
}

enum status ends_learn(struct ledger_tx *ltx, bool *ret_holds, struct fault *why)
{
    struct learning l = {.ltx = ltx};
    bool holds = false;
    enum status st = vault_anchor_read(ltx->ledger->vault, &l.anchor, why);

    if (st == HF_OK)
        st = head_read(ltx, &l.head, why);
    if (st == HF_OK)
        st = walk(&l, &holds, why);
    if (st != HF_OK) {
        ends_clear(&l.ends);
        return st;
    }
    pthread_mutex_lock(&ltx->ledger->done_lock);
    ends_clear(&ltx->ledger->ends);
    ltx->ledger->ends = l.ends;
    pthread_mutex_unlock(&ltx->ledger->done_lock);
    ltx->size = l.head.frontier.size;
    memcpy(ltx->tip, l.head.tip, sizeof ltx->tip);
    *ret_holds = holds && ends_at_the_head(&l);
    return HF_OK;
}
