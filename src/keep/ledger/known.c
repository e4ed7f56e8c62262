/* keep/ledger/known.c - signatures and statements that this process has found good, so that each is
 * computed once.
 *
 * What is remembered is a digest of the key and of the entry's hash, which is over its signature
 * too: another byte in any of them is another digest, and is checked anew. Of those that share a
 * shelf the one that came first makes room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum { KEY = 32, HASH = 32 };

static void digest(const uint8_t sign_pub[KEY], const uint8_t hash[HASH], uint8_t ret[32])
{
    uint8_t all[KEY + HASH];

    memcpy(all, sign_pub, KEY);
    memcpy(all + KEY, hash, HASH);
    vault_sha256(span_at(all, sizeof all), ret);
}

static struct shelf *shelf_of(struct ledger *ledger, const uint8_t digest[32])
{
    return &ledger->known[((size_t)digest[0] | (size_t)digest[1] << 8) % KNOWN_SHELVES];
}

static bool is_known(struct ledger *ledger, const uint8_t digest[32])
{
    const struct shelf *shelf = shelf_of(ledger, digest);
    bool known = false;

    pthread_mutex_lock(&ledger->known_lock);
    for (size_t i = 0; !known && i < KNOWN_ON_A_SHELF; i++)
        known = memcmp(shelf->digests[i], digest, 32) == 0;
    pthread_mutex_unlock(&ledger->known_lock);
    return known;
}

static void remember(struct ledger *ledger, const uint8_t digest[32])
{
    struct shelf *shelf = shelf_of(ledger, digest), before;

    pthread_mutex_lock(&ledger->known_lock);
    before = *shelf;
    memcpy(shelf->digests[0], digest, 32);
    memcpy(shelf->digests[1], before.digests, (KNOWN_ON_A_SHELF - 1) * sizeof shelf->digests[0]);
    pthread_mutex_unlock(&ledger->known_lock);
}

bool known_verify(struct ledger *ledger, const uint8_t sign_pub[32],
                  const struct ledger_entry *entry, const uint8_t bytes[LEDGER_ENTRY_BYTES])
{
    uint8_t of_all[32];

    digest(sign_pub, entry->hash, of_all);
    if (is_known(ledger, of_all))
        return true;
    atomic_fetch_add(&ledger->computed, 1);
    if (!vault_verify(sign_pub, span_at(bytes, ENTRY_SIGNED), entry->signature))
        return false;
    remember(ledger, of_all);
    return true;
}

/* --- statements ------------------------------------------------------------------------------ */

static bool is_kept(const struct stated_kept *kept, struct span entry, struct span blind,
                    struct span bytes)
{
    return kept->len != 0 && span_equal(span_at(kept->entry, sizeof kept->entry), entry) &&
           span_equal(span_at(kept->blind, sizeof kept->blind), blind) &&
           span_equal(span_at(kept->bytes, kept->len), bytes);
}

bool stated_is_known(struct ledger *ledger, uint64_t seq, struct span entry, struct span blind,
                     struct span bytes, uint8_t ret_hash[32])
{
    const struct stated_kept *kept = &ledger->stated[seq % STATED_KEPT];

    pthread_mutex_lock(&ledger->known_lock);
    bool known = is_kept(kept, entry, blind, bytes);

    if (known)
        memcpy(ret_hash, kept->hash, sizeof kept->hash);
    pthread_mutex_unlock(&ledger->known_lock);
    return known;
}

void stated_keep(struct ledger *ledger, const struct ledger_entry *of, struct span entry,
                 struct span blind, struct span bytes)
{
    struct stated_kept *kept = &ledger->stated[of->seq % STATED_KEPT];

    if (bytes.len > sizeof kept->bytes)
        return;
    pthread_mutex_lock(&ledger->known_lock);
    memcpy(kept->entry, entry.at, sizeof kept->entry);
    memcpy(kept->blind, blind.at, sizeof kept->blind);
    memcpy(kept->hash, of->hash, sizeof kept->hash);
    memcpy(kept->bytes, bytes.at, bytes.len);
    kept->len = bytes.len;
    pthread_mutex_unlock(&ledger->known_lock);
}

uint64_t ledger_computed(const struct ledger *ledger)
{
    return atomic_load(&ledger->computed);
}
