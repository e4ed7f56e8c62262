/* keep/vault/draft.c - what somebody had typed when the screen locked: it waits in the locked page
 * itself, and only the same person's keys open it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>

static void draft_key(const struct keyring *keyring, uint8_t ret[KEY_BYTES])
{
    assert(keyring->who.kind == KEYRING_USER);
    keyed_hash(keyring->urk, "holdfast/draft/v1", SPAN(""), ret, KEY_BYTES);
}

static struct seal_place place_of(const struct keyring *keyring)
{
    return (struct seal_place){
        .practice = keyring->practice,
        .table = SEAL_DRAFT,
        .version = keyring->who.keygen,
        .author = keyring->who.person,
    };
}

void keyring_seal_draft(const struct keyring *keyring, struct span text, uint8_t *ret)
{
    struct seal_place at = place_of(keyring);
    uint8_t key[KEY_BYTES];

    draft_key(keyring, key);
    seal_frame(key, &at, text, ret);
    sodium_memzero(key, sizeof key);
}

bool keyring_open_draft(const struct keyring *keyring, struct span frame, uint8_t *ret)
{
    struct seal_place at = place_of(keyring);
    uint8_t key[KEY_BYTES];

    if (frame.len < SEAL_EXTRA)
        return false;
    draft_key(keyring, key);
    bool opened = seal_open(key, &at, frame, ret);

    sodium_memzero(key, sizeof key);
    return opened;
}
