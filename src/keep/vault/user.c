/* keep/vault/user.c - a person's own keys, sealed under their root key.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include "keep/vault/row.h"

#include <sodium.h>
#include <string.h>

enum { COLUMN_ROLES = 3, COLUMN_SIGN_PUB = 4, COLUMN_FRAME = 6 };

static struct seal_place place_of(const struct vault *vault, struct person_id person,
                                  uint32_t keygen)
{
    return (struct seal_place){
        .practice = vault->practice,
        .table = SEAL_PERSON_KEY,
        .record = person.id,
        .version = keygen,
        .author = person,
    };
}

static enum status add_row(struct vault *vault, struct tx *tx, const struct keyring *keyring,
                           const uint8_t secrets[USER_SECRET], struct fault *why)
{
    const struct keyring_who *who = &keyring->who;
    struct seal_place at = place_of(vault, who->person, who->keygen);
    uint8_t frame[USER_SECRET + SEAL_EXTRA];

    seal_frame(keyring->urk, &at, span_at(secrets, USER_SECRET), frame);
    return row_add(vault, tx, TABLE_PERSON_KEY,
                   VALUES(value_raw(vault->practice.id.bytes, 16),
                          value_raw(who->person.id.bytes, 16), value_int(who->keygen),
                          value_int(who->roles), value_raw(who->sign_pub, 32),
                          value_raw(who->box_pub, 32), value_raw(frame, sizeof frame)),
                   why);
}

enum status user_make(struct vault *vault, struct tx *tx, struct person_id person, uint32_t keygen,
                      uint8_t roles, struct keyring **ret, struct fault *why)
{
    struct keyring_who who = {KEYRING_USER, person, keygen, roles, 2, .until_us = 0};
    struct keyring *keyring = NULL;
    uint8_t secrets[USER_SECRET];

    randombytes_buf(secrets, sizeof secrets);
    enum status st = keyring_new(vault, &who, secrets, secrets + KEY_BYTES, &keyring, why);

    if (st == HF_OK) {
        randombytes_buf(keyring->urk, sizeof keyring->urk);
        st = add_row(vault, tx, keyring, secrets, why);
    }
    sodium_memzero(secrets, sizeof secrets);
    if (st != HF_OK)
        keyring_close(keyring);
    else
        *ret = keyring;
    return st;
}

static enum status open_row(struct vault *vault, const struct rows *rows, struct person_id person,
                            uint32_t keygen, const uint8_t urk[KEY_BYTES], struct keyring **ret,
                            struct fault *why)
{
    struct keyring_who who = {
        KEYRING_USER, person, keygen, (uint8_t)rows_int(rows, COLUMN_ROLES), 2, .until_us = 0};
    struct seal_place at = place_of(vault, person, keygen);
    struct span frame = rows_bytes(rows, COLUMN_FRAME);
    uint8_t secrets[USER_SECRET];

    if (frame.len != USER_SECRET + SEAL_EXTRA || !seal_open(urk, &at, frame, secrets))
        return HF_NOT_FOUND;
    enum status st = keyring_new(vault, &who, secrets, secrets + KEY_BYTES, ret, why);

    if (st == HF_OK)
        memcpy((*ret)->urk, urk, KEY_BYTES);
    sodium_memzero(secrets, sizeof secrets);
    return st;
}

enum status user_open(struct vault *vault, struct tx *tx, struct person_id person, uint32_t keygen,
                      const uint8_t urk[KEY_BYTES], struct keyring **ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        row_find(vault, tx, TABLE_PERSON_KEY, "practice = $1 AND person = $2 AND keygen = $3",
                 VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
                        value_int(keygen)),
                 &rows, why);

    if (st != HF_OK)
        return st;
    st = open_row(vault, &rows, person, keygen, urk, ret, why);
    rows_close(&rows);
    return st;
}

enum status user_public(struct vault *vault, struct tx *tx, struct person_id person,
                        struct keyring_who *ret, struct fault *why)
{
    struct rows rows;
    enum status st = row_find(
        vault, tx, TABLE_PERSON_KEY, "practice = $1 AND person = $2 ORDER BY keygen DESC LIMIT 1",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16)), &rows,
        why);

    if (st != HF_OK)
        return st;
    *ret = (struct keyring_who){KEYRING_USER, person, (uint32_t)rows_int(&rows, 2),
                                (uint8_t)rows_int(&rows, COLUMN_ROLES), .until_us = 0};
    bool whole = rows_copy(&rows, COLUMN_SIGN_PUB, ret->sign_pub, 32) &&
                 rows_copy(&rows, COLUMN_SIGN_PUB + 1, ret->box_pub, 32);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a person's key row has a wrong shape");
}
