/* keep/vault/shelf.c - what the house itself keeps and reads: sealed so that a stolen data base has
 * no word of it either.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>

static struct seal_place place_of(const struct vault *vault, struct id128 record)
{
    return (struct seal_place){
        .practice = vault_practice(vault), .table = SEAL_SHELF, .record = record};
}

static void shelf_key(const struct vault *vault, uint8_t ret[KEY_BYTES])
{
    keyed_hash(vault->keys->row_key, "holdfast/shelf/v1", SPAN(""), ret, KEY_BYTES);
}

void vault_shelve(const struct vault *vault, struct id128 record, struct span text, uint8_t *ret)
{
    struct seal_place at = place_of(vault, record);
    uint8_t key[KEY_BYTES];

    shelf_key(vault, key);
    seal_frame(key, &at, text, ret);
    sodium_memzero(key, sizeof key);
}

bool vault_unshelve(const struct vault *vault, struct id128 record, struct span frame, uint8_t *ret)
{
    struct seal_place at = place_of(vault, record);
    uint8_t key[KEY_BYTES];

    if (frame.len < VAULT_SHELF_EXTRA)
        return false;
    shelf_key(vault, key);
    bool opened = seal_open(key, &at, frame, ret);

    sodium_memzero(key, sizeof key);
    return opened;
}

_Static_assert((int)VAULT_SHELF_EXTRA == (int)SEAL_EXTRA, "one frame");
