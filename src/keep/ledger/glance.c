/* keep/ledger/glance.c - what a list of clients needs of each chain, without walking all of it
 * again.
 *
 * Once a chain was walked, the place and hash of its end and of the entries that a list needs are
 * kept; no content is. The next time those entries must still be the same bytes, and what came
 * since is walked as ever. Where anything differs the whole chain is walked, and that decides.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

#include <string.h>

enum {
    NAMES = COMPARTMENT_BIT(COMPARTMENT_IDENTITY) | COMPARTMENT_BIT(COMPARTMENT_CONTACT),
    LOOKS = 8, /* places that one client may stand in */
    ACTION_WORDS = (UINT16_MAX + 1) / 64,
};

/* --- what is kept ---------------------------------------------------------------------------- */

static size_t first_place(struct client_id client)
{
    return ((size_t)client.id.bytes[0] | (size_t)client.id.bytes[1] << 8) % GLANCES;
}

/* Of this client, or NULL. */
static struct glance *find_kept(struct ledger *ledger, struct client_id client)
{
    for (size_t i = 0; i < LOOKS; i++) {
        struct glance *kept = &ledger->glances[(first_place(client) + i) % GLANCES];

        if (kept->n > 0 && id_equal(kept->client.id, client.id))
            return kept;
    }
    return NULL;
}

static struct glance *find_room(struct ledger *ledger, struct client_id client)
{
    struct glance *kept = find_kept(ledger, client);

    for (size_t i = 0; kept == NULL && i < LOOKS; i++) {
        struct glance *place = &ledger->glances[(first_place(client) + i) % GLANCES];

        if (place->n == 0)
            kept = place;
    }
    return kept != NULL ? kept : &ledger->glances[first_place(client)];
}

static bool recall(struct ledger *ledger, struct client_id client, struct glance *ret)
{
    pthread_mutex_lock(&ledger->known_lock);
    const struct glance *kept = find_kept(ledger, client);

    if (kept != NULL)
        *ret = *kept;
    pthread_mutex_unlock(&ledger->known_lock);
    return kept != NULL;
}

/* A list that is too long is not kept. */
static void keep(struct walk *walk, const struct ledger_list *list)
{
    struct ledger *ledger = walk->ltx->ledger;

    if (list->n == 0 || list->n > GLANCE_ENTRIES)
        return;
    pthread_mutex_lock(&ledger->known_lock);
    struct glance *place = find_room(ledger, walk->client);

    *place = (struct glance){.client = walk->client, .client_seq = walk->client_seq, .n = list->n};
    memcpy(place->hash, walk->hash, sizeof place->hash);
    for (size_t i = 0; i < list->n; i++) {
        place->at[i].seq = list->items[i].entry.seq;
        memcpy(place->at[i].hash, list->items[i].entry.hash, sizeof place->at[i].hash);
    }
    pthread_mutex_unlock(&ledger->known_lock);
}

/* --- what a list needs ----------------------------------------------------------------------- */

static bool is_first_met(uint64_t *met, uint16_t action)
{
    uint64_t bit = UINT64_C(1) << action % 64;
    bool is_first = (met[action / 64] & bit) == 0;

    met[action / 64] |= bit;
    return is_first;
}

/* What waits until somebody ends it, whose entry is about the same object. */
static const struct {
    uint16_t begins, ends;
} waits[] = {{ACTION_ALARM_RAISED, ACTION_ALARM_SEEN},
             {ACTION_RECORD_ASKED, ACTION_RECORD_ANSWERED}};

static bool is_ended(const struct ledger_list *list, size_t at, uint16_t ends)
{
    for (size_t i = at + 1; i < list->n; i++)
        if (list->items[i].entry.action == ends &&
            id_equal(list->items[i].entry.object, list->items[at].entry.object))
            return true;
    return false;
}

/* What waits is kept until its own end: a later one that was ended at once must not hide it. What
 * was ended goes with its end, so that neither can come back without the other. */
static bool is_needed(const struct ledger_list *list, size_t at, bool is_last)
{
    const struct ledger_item *item = &list->items[at];

    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        if (item->entry.action == waits[i].begins)
            return !is_ended(list, at, waits[i].ends);
        if (item->entry.action == waits[i].ends)
            return false;
    }
    return is_last || (NAMES & COMPARTMENT_BIT(item->compartment)) != 0;
}

/* All of the names and of what waits, and of everything else the last of each kind; the order
 * stays.
 */
static enum status thin(struct walk *walk, struct ledger_list *list, struct fault *why)
{
    struct arena *arena = walk->ltx->arena;
    uint64_t *met = arena_array(arena, uint64_t, ACTION_WORDS);
    struct ledger_item *kept = arena_array(arena, struct ledger_item, list->n);
    size_t to = list->n;

    if (met == NULL || kept == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = list->n; i > 0; i--)
        if (is_needed(list, i - 1, is_first_met(met, list->items[i - 1].entry.action)))
            kept[--to] = list->items[i - 1];
    *list = (struct ledger_list){kept + to, list->n - to};
    return HF_OK;
}

/* Those that are kept, as they are now, before what came since. */
static enum status put_before(struct walk *walk, const struct glance *kept,
                              const struct ledger_list *since, struct ledger_list *ret,
                              struct fault *why)
{
    struct ledger_item *items =
        arena_array(walk->ltx->arena, struct ledger_item, kept->n + since->n);
    enum status st = HF_OK;

    if (items == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < kept->n; i++)
        st = chain_again(walk, kept->at[i].seq, kept->at[i].hash, &items[i], why);
    if (since->n > 0)
        memcpy(items + kept->n, since->items, since->n * sizeof *items);
    *ret = (struct ledger_list){items, kept->n + since->n};
    return st;
}

/* --- the walk -------------------------------------------------------------------------------- */

static enum status walk_since(struct walk *walk, const struct glance *kept, struct ledger_list *ret,
                              struct fault *why)
{
    struct ledger_list since;

    walk->client_seq = kept->client_seq;
    memcpy(walk->hash, kept->hash, sizeof walk->hash);
    enum status st = chain_walk(walk, &since, why);

    return st == HF_OK ? put_before(walk, kept, &since, ret, why) : st;
}

static enum status walk_all(struct walk *walk, struct ledger_list *ret, struct fault *why)
{
    walk->client_seq = 0;
    memset(walk->hash, 0, sizeof walk->hash);
    return chain_walk(walk, ret, why);
}

enum status ledger_glance(struct ledger_tx *ltx, struct keyring *reader, struct client_id client,
                          struct ledger_list *ret, struct fault *why)
{
    struct walk walk = {.ltx = ltx,
                        .reader = reader,
                        .client = client,
                        .opens = NAMES,
                        .opens_too = ACTION_ALARM_RAISED};
    struct glance *kept = arena_new(ltx->arena, struct glance);
    struct fault inner;

    if (kept == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = chain_begin(&walk, why);

    if (st != HF_OK)
        return st;
    fault_clear(&inner);
    if (!recall(ltx->ledger, client, kept) || walk_since(&walk, kept, ret, &inner) != HF_OK)
        st = walk_all(&walk, ret, why);
    if (st == HF_OK)
        st = thin(&walk, ret, why);
    if (st == HF_OK)
        keep(&walk, ret);
    return st;
}
