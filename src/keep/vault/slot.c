/* keep/vault/slot.c - slots: each opens a person's root key alone. Their rows, and passwords.
 *
 * One cost for everybody, known or not: another cost would tell who is there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/slot_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* --- rows ------------------------------------------------------------------------------------ */

static size_t frame_len_of(enum slot_kind kind)
{
    return kind == SLOT_PIN ? SLOT_FRAME_MOST : SLOT_FRAME;
}

static bool take_row(const struct rows *rows, struct slot *ret)
{
    ret->kind = (enum slot_kind)rows_int(rows, 1);
    ret->keygen = (uint32_t)rows_int(rows, 4);
    ret->cost.passes = (uint64_t)rows_int(rows, 6);
    ret->cost.memory_bytes = (uint64_t)rows_int(rows, 7);
    ret->frame_len = rows_bytes(rows, 9).len;
    return ret->frame_len == frame_len_of(ret->kind) && rows_copy(rows, 2, ret->login, 16) &&
           rows_copy(rows, 3, ret->person.id.bytes, 16) &&
           rows_copy(rows, 5, ret->salt, SALT_BYTES) && rows_copy(rows, 8, ret->verifier, 32) &&
           rows_copy(rows, 9, ret->frame, ret->frame_len);
}

/* Slots that were tampered with open nothing. */
static enum status are_untouched(struct vault *vault, struct tx *tx, struct fault *why)
{
    bool untouched = false;
    enum status st = ways_look(vault, tx, TABLE_SLOT, &untouched, why);

    return st == HF_OK && !untouched ? HF_NOT_FOUND : st;
}

enum status slot_find(struct vault *vault, struct tx *tx, enum slot_kind kind,
                      const uint8_t login[16], struct slot *ret, struct fault *why)
{
    struct rows rows;
    enum status st = are_untouched(vault, tx, why);

    if (st != HF_OK)
        return st;
    st = row_find(
        vault, tx, TABLE_SLOT, "practice = $1 AND kind = $2 AND login = $3",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_int(kind), value_raw(login, 16)),
        &rows, why);
    if (st != HF_OK)
        return st;
    bool whole = take_row(&rows, ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a slot has a wrong shape");
}

enum status slot_find_of(struct vault *vault, struct tx *tx, enum slot_kind kind,
                         struct person_id person, struct slot *ret, struct fault *why)
{
    struct rows rows;
    enum status st = are_untouched(vault, tx, why);

    if (st != HF_OK)
        return st;
    st = row_find(vault, tx, TABLE_SLOT, "practice = $1 AND person = $2 AND kind = $3",
                  VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
                         value_int(kind)),
                  &rows, why);
    if (st != HF_OK)
        return st;
    bool whole = take_row(&rows, ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a slot has a wrong shape");
}

enum status slot_add(struct vault *vault, struct tx *tx, const struct slot *slot, struct fault *why)
{
    return row_add(vault, tx, TABLE_SLOT,
                   VALUES(value_raw(vault->practice.id.bytes, 16), value_int(slot->kind),
                          value_raw(slot->login, 16), value_raw(slot->person.id.bytes, 16),
                          value_int(slot->keygen), value_raw(slot->salt, SALT_BYTES),
                          value_int((int64_t)slot->cost.passes),
                          value_int((int64_t)slot->cost.memory_bytes),
                          value_raw(slot->verifier, 32), value_raw(slot->frame, slot->frame_len)),
                   why);
}

enum status slot_remove(struct vault *vault, struct tx *tx, struct person_id person,
                        enum slot_kind kind, struct fault *why)
{
    return row_remove(vault, tx, TABLE_SLOT, "practice = $1 AND person = $2 AND kind = $3",
                      VALUES(value_raw(vault->practice.id.bytes, 16),
                             value_raw(person.id.bytes, 16), value_int(kind)),
                      why);
}

enum status slot_end_person(struct vault *vault, struct tx *tx, struct person_id person,
                            struct fault *why)
{
    enum status st = slot_remove(vault, tx, person, SLOT_PASSWORD, why);

    if (st == HF_OK)
        st = slot_remove(vault, tx, person, SLOT_RECOVERY, why);
    if (st == HF_OK)
        st = slot_remove(vault, tx, person, SLOT_PIN, why);
    return st != HF_OK ? st
                       : row_remove(vault, tx, TABLE_PASSKEY, "practice = $1 AND person = $2",
                                    VALUES(value_raw(vault->practice.id.bytes, 16),
                                           value_raw(person.id.bytes, 16)),
                                    why);
}

enum status slot_count(struct vault *vault, struct tx *tx, struct person_id person, int *ret,
                       struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        tx, "SELECT count(*) FROM slot WHERE practice = $1 AND person = $2 AND kind <> $3",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
               value_int(SLOT_PIN)),
        &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (int)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

/* --- what is typed becomes verifier and key --------------------------------------------------- */

void opener_of(const struct vault *vault, const uint8_t stretched[64], struct opener *ret)
{
    const uint8_t *pepper = vault->keys->pepper;

    keyed_hash(pepper, "holdfast/verifier/v1", span_at(stretched, 32), ret->verifier, 32);
    keyed_hash(pepper, "holdfast/slot/v1", span_at(stretched + 32, 32), ret->key, KEY_BYTES);
}

enum status opener_stretch(struct vault *vault, struct span password, const struct slot *slot,
                           struct opener *ret, struct fault *why)
{
    uint8_t stretched[64];
    enum status st = password_stretch(vault, password, slot->salt, slot->cost, stretched, why);

    if (st == HF_OK)
        opener_of(vault, stretched, ret);
    sodium_memzero(stretched, sizeof stretched);
    return st;
}

struct seal_place slot_place(const struct vault *vault, const struct slot *slot)
{
    return (struct seal_place){
        .practice = vault->practice,
        .table = SEAL_SLOT,
        .record = slot->person.id,
        .version = slot->keygen,
        .epoch = slot->kind,
        .author = slot->person,
    };
}

void slot_fill(const struct vault *vault, const struct keyring *keyring,
               const struct opener *opener, struct slot *slot)
{
    slot->person = keyring->who.person;
    slot->keygen = keyring->who.keygen;
    struct seal_place at = slot_place(vault, slot);

    memcpy(slot->verifier, opener->verifier, sizeof slot->verifier);
    slot->frame_len = SLOT_FRAME;
    seal_frame(opener->key, &at, span_at(keyring->urk, KEY_BYTES), slot->frame);
}

enum status slot_open(struct vault *vault, struct tx *tx, const struct slot *slot,
                      const struct opener *opener, struct keyring **ret, struct fault *why)
{
    struct seal_place at = slot_place(vault, slot);
    uint8_t urk[KEY_BYTES];

    if (sodium_memcmp(opener->verifier, slot->verifier, sizeof slot->verifier) != 0 ||
        !seal_open(opener->key, &at, span_at(slot->frame, SLOT_FRAME), urk))
        return HF_NOT_FOUND;
    enum status st = user_open(vault, tx, slot->person, slot->keygen, urk, ret, why);

    sodium_memzero(urk, sizeof urk);
    if (st == HF_OK)
        memcpy((*ret)->verifier, slot->verifier, sizeof slot->verifier);
    return st;
}

/* --- passwords ------------------------------------------------------------------------------- */

enum status password_choose(struct vault *vault, struct span password, struct password_chosen *ret,
                            struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD, .cost = vault->cost};
    struct opener opener = {{0}, {0}};

    if (password.len < SLOT_PASSWORD_LEAST || password.len > SLOT_PASSWORD_MOST)
        return fault_set(why, HF_INVALID, "a password has 12 to 1024 bytes");
    randombytes_buf(slot.salt, sizeof slot.salt);
    enum status st = opener_stretch(vault, password, &slot, &opener, why);

    if (st == HF_OK) {
        ret->cost = slot.cost;
        memcpy(ret->salt, slot.salt, sizeof ret->salt);
        memcpy(ret->verifier, opener.verifier, sizeof ret->verifier);
        memcpy(ret->key, opener.key, sizeof ret->key);
    }
    sodium_memzero(&opener, sizeof opener);
    return st;
}

void password_forget(struct password_chosen *chosen)
{
    sodium_memzero(chosen, sizeof *chosen);
}

static void fill_chosen(const struct vault *vault, const struct keyring *keyring,
                        const struct password_chosen *chosen, struct slot *slot)
{
    struct opener opener;

    memcpy(slot->salt, chosen->salt, sizeof slot->salt);
    slot->cost = chosen->cost;
    memcpy(opener.verifier, chosen->verifier, sizeof opener.verifier);
    memcpy(opener.key, chosen->key, sizeof opener.key);
    slot_fill(vault, keyring, &opener, slot);
    sodium_memzero(&opener, sizeof opener);
}

enum status slot_set_password(struct vault *vault, struct tx *tx, const struct keyring *keyring,
                              struct span login, const struct password_chosen *chosen,
                              struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD};

    if (keyring->who.kind != KEYRING_USER || login.len == 0 || login.len > SLOT_LOGIN_MOST)
        return fault_set(why, HF_INVALID, "a login name has 1 to 128 bytes");
    vault_login_index(vault, login, slot.login);
    fill_chosen(vault, keyring, chosen, &slot);
    enum status st = slot_remove(vault, tx, keyring->who.person, SLOT_PASSWORD, why);

    return st == HF_OK ? slot_add(vault, tx, &slot, why) : st;
}

/* A stranger's name costs the same: a salt of its own, the cost of today, and no row. */
void slot_fake(const struct vault *vault, struct slot *slot)
{
    slot->cost = vault->cost;
    keyed_hash(vault->keys->pepper, "holdfast/nobody/v1", span_at(slot->login, 16), slot->salt,
               SALT_BYTES);
}

/* `found`: how the search for the slot ended. One hash, whatever it was. */
static enum status try_password(struct vault *vault, struct tx *tx, enum status found,
                                struct slot *slot, struct span password, struct keyring **ret,
                                struct fault *why)
{
    struct opener opener = {{0}, {0}};

    assert(tx->mode == STORE_READ); /* nobody who writes waits for Argon2 */
    if (found == HF_NOT_FOUND)
        slot_fake(vault, slot);
    else if (found != HF_OK)
        return found;
    enum status st = opener_stretch(vault, password, slot, &opener, why);

    if (st == HF_OK)
        st = found == HF_OK ? slot_open(vault, tx, slot, &opener, ret, why) : HF_NOT_FOUND;
    sodium_memzero(&opener, sizeof opener);
    return st;
}

enum status keyring_open_password(struct vault *vault, struct tx *tx, struct span login,
                                  struct span password, struct keyring **ret, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD};

    if (password.len > SLOT_PASSWORD_MOST || login.len > SLOT_LOGIN_MOST)
        return HF_NOT_FOUND;
    vault_login_index(vault, login, slot.login);
    enum status found = slot_find(vault, tx, SLOT_PASSWORD, slot.login, &slot, why);

    return try_password(vault, tx, found, &slot, password, ret, why);
}

enum status keyring_open_password_of(struct vault *vault, struct tx *tx, struct person_id person,
                                     struct span password, struct keyring **ret, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD};

    if (password.len > SLOT_PASSWORD_MOST)
        return HF_NOT_FOUND;
    memcpy(slot.login, person.id.bytes, sizeof slot.login);
    enum status found = slot_find_of(vault, tx, SLOT_PASSWORD, person, &slot, why);

    return try_password(vault, tx, found, &slot, password, ret, why);
}

enum status keyring_password_stands(struct vault *vault, struct tx *tx,
                                    const struct keyring *keyring, struct fault *why)
{
    struct slot slot;
    enum status st = slot_find_of(vault, tx, SLOT_PASSWORD, keyring->who.person, &slot, why);

    if (st != HF_OK)
        return st;
    return slot.keygen == keyring->who.keygen &&
                   sodium_memcmp(slot.verifier, keyring->verifier, sizeof slot.verifier) == 0
               ? HF_OK
               : HF_NOT_FOUND;
}
