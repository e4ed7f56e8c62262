/* keep/ledger/known.c - signatures that this process has found good, so that each is computed once.
 *
 * What is remembered is a digest of key, message and signature together: another byte in any of
 * them is another digest, and is checked anew. A place is simply overwritten by the next one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum { KEY = 32, SIGNATURE = 64 };

static void digest(const uint8_t sign_pub[32], const uint8_t signed_bytes[ENTRY_SIGNED],
                   const uint8_t signature[64], uint8_t ret[32])
{
    uint8_t all[KEY + ENTRY_SIGNED + SIGNATURE];

    memcpy(all, sign_pub, KEY);
    memcpy(all + KEY, signed_bytes, ENTRY_SIGNED);
    memcpy(all + KEY + ENTRY_SIGNED, signature, SIGNATURE);
    vault_sha256(span_at(all, sizeof all), ret);
}

static size_t place_of(const uint8_t digest[32])
{
    return ((size_t)digest[0] | (size_t)digest[1] << 8) % KNOWN_SIGNATURES;
}

static bool is_known(struct ledger *ledger, const uint8_t digest[32])
{
    pthread_mutex_lock(&ledger->known_lock);
    bool known = memcmp(ledger->known[place_of(digest)], digest, 32) == 0;
    pthread_mutex_unlock(&ledger->known_lock);
    return known;
}

static void remember(struct ledger *ledger, const uint8_t digest[32])
{
    pthread_mutex_lock(&ledger->known_lock);
    memcpy(ledger->known[place_of(digest)], digest, 32);
    pthread_mutex_unlock(&ledger->known_lock);
}

bool known_verify(struct ledger *ledger, const uint8_t sign_pub[32],
                  const uint8_t bytes[LEDGER_ENTRY_BYTES], const uint8_t signature[64])
{
    uint8_t of_all[32];

    digest(sign_pub, bytes, signature, of_all);
    if (is_known(ledger, of_all))
        return true;
    if (!vault_verify(sign_pub, span_at(bytes, ENTRY_SIGNED), signature))
        return false;
    remember(ledger, of_all);
    return true;
}
