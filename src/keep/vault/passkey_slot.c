/* keep/vault/passkey_slot.c - see passkey_slot.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/passkey_slot.h"

#include "keep/vault/row.h"
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

enum { SLOT_PASSKEY = 3 };
_Static_assert(PASSKEY_SLOT_FRAME == KEY_BYTES + SEAL_EXTRA, "a frame holds a root key");

static const char label[] = "holdfast/passkey/v1", salt_label[] = "holdfast/prf/v1";

/* --- names ----------------------------------------------------------------------------------- */

static void put_number(crypto_hash_sha256_state *state, uint64_t n)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(n >> (8 * i));
    crypto_hash_sha256_update(state, bytes, sizeof bytes);
}

struct id128 passkey_fingerprint(const struct passkey_slot *slot)
{
    crypto_hash_sha256_state state;
    struct id128 fingerprint;
    uint8_t hash[32];

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const uint8_t *)label, sizeof label);
    put_number(&state, (uint64_t)slot->algorithm);
    put_number(&state, slot->id_len);
    crypto_hash_sha256_update(&state, slot->id, slot->id_len);
    crypto_hash_sha256_update(&state, slot->key, slot->key_len);
    crypto_hash_sha256_final(&state, hash);
    memcpy(fingerprint.bytes, hash, sizeof fingerprint.bytes);
    return fingerprint;
}

void passkey_salt(const struct vault *vault, uint8_t ret[32])
{
    uint8_t message[sizeof salt_label + 16];

    memcpy(message, salt_label, sizeof salt_label);
    memcpy(message + sizeof salt_label, vault->practice.id.bytes, 16);
    vault_sha256(span_at(message, sizeof message), ret);
}

/* --- frames ---------------------------------------------------------------------------------- */

static struct seal_place place_of(const struct vault *vault, const struct passkey_slot *slot)
{
    struct seal_place place = {
        .practice = vault->practice,
        .table = SEAL_SLOT,
        .version = slot->keygen,
        .epoch = SLOT_PASSKEY,
        .author = slot->person,
    };

    memcpy(place.record.bytes, slot->name, sizeof place.record.bytes);
    return place;
}

static void fill_frame(const struct vault *vault, const struct keyring *keyring, struct span prf,
                       struct passkey_slot *slot)
{
    struct seal_place at = place_of(vault, slot);
    uint8_t key[KEY_BYTES];

    keyed_hash(vault->keys->pepper, label, prf, key, sizeof key);
    seal_frame(key, &at, span_at(keyring->urk, KEY_BYTES), slot->frame);
    slot->frame_len = PASSKEY_SLOT_FRAME;
    sodium_memzero(key, sizeof key);
}

enum status keyring_open_passkey(struct vault *vault, struct tx *tx,
                                 const struct passkey_slot *slot, struct span prf,
                                 struct keyring **ret, struct fault *why)
{
    struct seal_place at = place_of(vault, slot);
    uint8_t key[KEY_BYTES], urk[KEY_BYTES];

    if (slot->frame_len != PASSKEY_SLOT_FRAME || prf.len != PASSKEY_PRF)
        return HF_NOT_FOUND;
    keyed_hash(vault->keys->pepper, label, prf, key, sizeof key);
    enum status st = seal_open(key, &at, span_at(slot->frame, slot->frame_len), urk)
                         ? user_open(vault, tx, slot->person, slot->keygen, urk, ret, why)
                         : HF_NOT_FOUND;

    sodium_memzero(key, sizeof key);
    sodium_memzero(urk, sizeof urk);
    return st;
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool take_bytes(const struct rows *rows, int column, uint8_t *ret, size_t most,
                       size_t *ret_len)
{
    *ret_len = rows_bytes(rows, column).len;
    return *ret_len <= most && rows_copy(rows, column, ret, *ret_len);
}

static bool take_row(const struct rows *rows, struct passkey_slot *ret)
{
    *ret = (struct passkey_slot){
        .keygen = (uint32_t)rows_int(rows, 3),
        .algorithm = rows_int(rows, 5),
        .count = (uint32_t)rows_int(rows, 7),
        .device = (uint8_t)rows_int(rows, 8),
        .added_us = rows_int(rows, 9),
    };
    return rows_copy(rows, 1, ret->name, sizeof ret->name) &&
           rows_copy(rows, 2, ret->person.id.bytes, 16) &&
           take_bytes(rows, 4, ret->id, sizeof ret->id, &ret->id_len) &&
           take_bytes(rows, 6, ret->key, sizeof ret->key, &ret->key_len) &&
           take_bytes(rows, 10, ret->frame, sizeof ret->frame, &ret->frame_len);
}

static enum status add_row(struct vault *vault, struct tx *tx, const struct passkey_slot *slot,
                           struct fault *why)
{
    return row_add(vault, tx, TABLE_PASSKEY,
                   VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(slot->name, 32),
                          value_raw(slot->person.id.bytes, 16), value_int(slot->keygen),
                          value_raw(slot->id, slot->id_len), value_int(slot->algorithm),
                          value_raw(slot->key, slot->key_len), value_int(slot->count),
                          value_int(slot->device), value_int(slot->added_us),
                          value_raw(slot->frame, slot->frame_len)),
                   why);
}

static enum status find_named(const struct vault *vault, struct tx *tx, const uint8_t name[32],
                              struct passkey_slot *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        row_find(vault, tx, TABLE_PASSKEY, "practice = $1 AND name = $2",
                 VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(name, 32)), &rows, why);

    if (st != HF_OK)
        return st;
    bool whole = take_row(&rows, ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a passkey's row has a wrong shape");
}

static enum status stands_beside(struct vault *vault, struct tx *tx, struct person_id person,
                                 struct fault *why)
{
    int slots = 0;
    enum status st = slot_count(vault, tx, person, &slots, why);

    return st != HF_OK || slots > 0
               ? st
               : fault_set(why, HF_INVALID, "a passkey is never the only way in");
}

enum status passkey_slot_add(struct vault *vault, struct tx *tx, const struct keyring *keyring,
                             struct passkey_slot *slot, struct span prf, struct fault *why)
{
    struct passkey_slot there;

    if (keyring->who.kind != KEYRING_USER || (prf.len != 0 && prf.len != PASSKEY_PRF))
        return fault_set(why, HF_INVALID, "a passkey is a person's own");
    vault_sha256(span_at(slot->id, slot->id_len), slot->name);
    slot->person = keyring->who.person;
    slot->keygen = keyring->who.keygen;
    slot->added_us = world_now_us(vault->world);
    slot->frame_len = 0;
    if (prf.len > 0)
        fill_frame(vault, keyring, prf, slot);
    enum status st = stands_beside(vault, tx, slot->person, why);

    if (st == HF_OK)
        st = find_named(vault, tx, slot->name, &there, why);
    if (st != HF_NOT_FOUND)
        return st == HF_OK ? fault_set(why, HF_CONFLICT, "the passkey is kept already") : st;
    return add_row(vault, tx, slot, why);
}

/* Passkeys that were tampered with, or put back as they were, say nobody's name. */
enum status passkey_slot_find(struct vault *vault, struct tx *tx, struct span id,
                              struct passkey_slot *ret, struct fault *why)
{
    uint8_t name[32];
    bool whole = false;
    enum status st = ways_look(vault, tx, TABLE_PASSKEY, &whole, why);

    if (st != HF_OK)
        return st;
    if (!whole)
        return HF_NOT_FOUND;
    vault_sha256(id, name);
    return find_named(vault, tx, name, ret, why);
}

enum status passkey_slot_list(const struct vault *vault, struct tx *tx, struct person_id person,
                              struct passkey_slot ret[PASSKEY_SLOTS_MOST], size_t *ret_n,
                              struct fault *why)
{
    struct rows rows;
    size_t n = 0;
    enum status st =
        row_open(tx, TABLE_PASSKEY, "practice = $1 AND person = $2 ORDER BY added_us, name",
                 VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16)),
                 &rows, why);

    if (st != HF_OK)
        return st;
    while (n < PASSKEY_SLOTS_MOST && (st = row_next(vault, TABLE_PASSKEY, &rows, why)) == HF_OK)
        n += take_row(&rows, &ret[n]);
    rows_close(&rows);
    if (st != HF_OK && st != HF_NOT_FOUND)
        return st;
    *ret_n = n;
    return HF_OK;
}

enum status passkey_slot_remove(struct vault *vault, struct tx *tx, struct person_id person,
                                const uint8_t name[32], struct fault *why)
{
    return row_remove(vault, tx, TABLE_PASSKEY, "practice = $1 AND person = $2 AND name = $3",
                      VALUES(value_raw(vault->practice.id.bytes, 16),
                             value_raw(person.id.bytes, 16), value_raw(name, 32)),
                      why);
}

enum status passkey_slot_count_up(struct vault *vault, struct tx *tx, struct passkey_slot *slot,
                                  uint32_t count, struct fault *why)
{
    if (count == slot->count)
        return HF_OK;
    slot->count = count;
    enum status st = passkey_slot_remove(vault, tx, slot->person, slot->name, why);

    return st == HF_OK ? add_row(vault, tx, slot, why) : st;
}
