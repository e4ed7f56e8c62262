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

struct chain_end *ends_place(const struct ends *ends, struct client_id client)
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
            *ends_place(&more, ends->at[i].client) = ends->at[i];
    free(ends->at);
    *ends = more;
    return true;
}

bool ends_set(struct ends *ends, const struct chain_end *end)
{
    if (2 * (ends->n + 1) > ends->room && !grow(ends))
        return false;
    struct chain_end *place = ends_place(ends, end->client);

    if (place->seq == 0) {
        ends->n++;
        *place = *end;
    } else if (place->seq < end->seq) { /* what was checked of it stays so */
        place->seq = end->seq;
        place->client_seq = end->client_seq;
        memcpy(place->hash, end->hash, sizeof place->hash);
    }
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
    struct chain_end end = {
        .client = entry->client, .seq = entry->seq, .client_seq = entry->client_seq};

    memcpy(end.hash, entry->hash, sizeof end.hash);
    return ends_set(&ltx->own->ends, &end)
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
            (void)ends_set(&ledger->ends, &added->at[i]);
    if (added->n > 0)
        atomic_store(&ledger->unrested, true);
    pthread_mutex_unlock(&ledger->done_lock);
}

void ends_find(struct ledger *ledger, struct client_id client, struct chain_end *ret)
{
    *ret = (struct chain_end){.client = client};
    pthread_mutex_lock(&ledger->done_lock);
    if (ledger->ends.room > 0)
        *ret = *ends_place(&ledger->ends, client);
    pthread_mutex_unlock(&ledger->done_lock);
}

void ends_checked(struct ledger *ledger, struct client_id client, uint64_t client_seq,
                  const uint8_t proof[32])
{
    pthread_mutex_lock(&ledger->done_lock);
    struct chain_end *end = ledger->ends.room > 0 ? ends_place(&ledger->ends, client) : NULL;

    if (end != NULL && end->seq != 0 &&
        (end->checked != client_seq || memcmp(end->proof, proof, sizeof end->proof) != 0)) {
        end->checked = client_seq;
        memcpy(end->proof, proof, sizeof end->proof);
        atomic_store(&ledger->unrested, true);
    }
    pthread_mutex_unlock(&ledger->done_lock);
}
