/* keep/vault/slot.c - passwords and recovery codes: each opens a person's root key alone.
 *
 * One cost for everybody, known or not: another cost would tell who is there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include "keep/vault/row.h"

#include <sodium.h>
#include <string.h>

enum slot_kind { SLOT_PASSWORD = 1, SLOT_RECOVERY = 2 };
enum { CODE_BYTES = 20, CODE_DIGITS = 32, CHECK_DIGITS = 4 };

static const char recovery_label[] = "holdfast/recovery/v1";

struct slot {
    enum slot_kind kind;
    uint8_t login[16];
    struct person_id person;
    uint32_t keygen;
    uint8_t salt[SALT_BYTES];
    struct vault_cost cost;
    uint8_t verifier[32];
    uint8_t frame[KEY_BYTES + SEAL_EXTRA];
};

/* --- rows ------------------------------------------------------------------------------------ */

static bool take_row(const struct rows *rows, struct slot *ret)
{
    ret->kind = (enum slot_kind)rows_int(rows, 1);
    ret->keygen = (uint32_t)rows_int(rows, 4);
    ret->cost.passes = (uint64_t)rows_int(rows, 6);
    ret->cost.memory_bytes = (uint64_t)rows_int(rows, 7);
    return rows_copy(rows, 2, ret->login, 16) && rows_copy(rows, 3, ret->person.id.bytes, 16) &&
           rows_copy(rows, 5, ret->salt, SALT_BYTES) && rows_copy(rows, 8, ret->verifier, 32) &&
           rows_copy(rows, 9, ret->frame, sizeof ret->frame);
}

/* Slots that were tampered with open nothing. */
static enum status are_untouched(struct vault *vault, struct tx *tx, struct fault *why)
{
    bool untouched = false;
    enum status st = ways_look(vault, tx, TABLE_SLOT, &untouched, why);

    return st == HF_OK && !untouched ? HF_NOT_FOUND : st;
}

static enum status find_row(struct vault *vault, struct tx *tx, enum slot_kind kind,
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

static enum status find_password_of(struct vault *vault, struct tx *tx, struct person_id person,
                                    struct slot *ret, struct fault *why)
{
    struct rows rows;
    enum status st = are_untouched(vault, tx, why);

    if (st != HF_OK)
        return st;
    st = row_find(vault, tx, TABLE_SLOT, "practice = $1 AND person = $2 AND kind = $3",
                  VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16),
                         value_int(SLOT_PASSWORD)),
                  &rows, why);
    if (st != HF_OK)
        return st;
    bool whole = take_row(&rows, ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a slot has a wrong shape");
}

static enum status add_row(struct vault *vault, struct tx *tx, const struct slot *slot,
                           struct fault *why)
{
    return row_add(
        vault, tx, TABLE_SLOT,
        VALUES(value_raw(vault->practice.id.bytes, 16), value_int(slot->kind),
               value_raw(slot->login, 16), value_raw(slot->person.id.bytes, 16),
               value_int(slot->keygen), value_raw(slot->salt, SALT_BYTES),
               value_int((int64_t)slot->cost.passes), value_int((int64_t)slot->cost.memory_bytes),
               value_raw(slot->verifier, 32), value_raw(slot->frame, sizeof slot->frame)),
        why);
}

static enum status remove_rows(struct vault *vault, struct tx *tx, struct person_id person,
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
    enum status st = remove_rows(vault, tx, person, SLOT_PASSWORD, why);

    if (st == HF_OK)
        st = remove_rows(vault, tx, person, SLOT_RECOVERY, why);
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
    enum status st =
        rows_open(tx, "SELECT count(*) FROM slot WHERE practice = $1 AND person = $2",
                  VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(person.id.bytes, 16)),
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

struct opener {
    uint8_t verifier[32], key[KEY_BYTES];
};

static void opener_of(const struct vault *vault, const uint8_t stretched[64], struct opener *ret)
{
    const uint8_t *pepper = vault->keys->pepper;

    keyed_hash(pepper, "holdfast/verifier/v1", span_at(stretched, 32), ret->verifier, 32);
    keyed_hash(pepper, "holdfast/slot/v1", span_at(stretched + 32, 32), ret->key, KEY_BYTES);
}

static enum status open_password(struct vault *vault, struct span password, const struct slot *slot,
                                 struct opener *ret, struct fault *why)
{
    uint8_t stretched[64];
    enum status st = password_stretch(vault, password, slot->salt, slot->cost, stretched, why);

    if (st == HF_OK)
        opener_of(vault, stretched, ret);
    sodium_memzero(stretched, sizeof stretched);
    return st;
}

static void open_code(const struct vault *vault, const uint8_t code[CODE_BYTES], struct opener *ret)
{
    uint8_t stretched[64];

    keyed_hash(vault->keys->pepper, recovery_label, span_at(code, CODE_BYTES), stretched, 64);
    opener_of(vault, stretched, ret);
    sodium_memzero(stretched, sizeof stretched);
}

static struct seal_place place_of(const struct vault *vault, const struct slot *slot)
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

static void fill_slot(const struct vault *vault, const struct keyring *keyring,
                      const struct opener *opener, struct slot *slot)
{
    slot->person = keyring->who.person;
    slot->keygen = keyring->who.keygen;
    struct seal_place at = place_of(vault, slot);

    memcpy(slot->verifier, opener->verifier, sizeof slot->verifier);
    seal_frame(opener->key, &at, span_at(keyring->urk, KEY_BYTES), slot->frame);
}

static enum status open_slot(struct vault *vault, struct tx *tx, const struct slot *slot,
                             const struct opener *opener, struct keyring **ret, struct fault *why)
{
    struct seal_place at = place_of(vault, slot);
    uint8_t urk[KEY_BYTES];

    if (sodium_memcmp(opener->verifier, slot->verifier, sizeof slot->verifier) != 0 ||
        !seal_open(opener->key, &at, span_at(slot->frame, sizeof slot->frame), urk))
        return HF_NOT_FOUND;
    enum status st = user_open(vault, tx, slot->person, slot->keygen, urk, ret, why);

    sodium_memzero(urk, sizeof urk);
    return st;
}

/* --- passwords ------------------------------------------------------------------------------- */

static enum status make_password(struct vault *vault, const struct keyring *keyring,
                                 struct span password, struct slot *slot, struct fault *why)
{
    struct opener opener;

    randombytes_buf(slot->salt, sizeof slot->salt);
    slot->cost = vault->cost;
    enum status st = open_password(vault, password, slot, &opener, why);

    if (st == HF_OK)
        fill_slot(vault, keyring, &opener, slot);
    sodium_memzero(&opener, sizeof opener);
    return st;
}

enum status slot_set_password(struct vault *vault, struct tx *tx, struct keyring *keyring,
                              struct span login, struct span password, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD};

    if (keyring->who.kind != KEYRING_USER || password.len < SLOT_PASSWORD_LEAST ||
        password.len > SLOT_PASSWORD_MOST || login.len == 0 || login.len > SLOT_LOGIN_MOST)
        return fault_set(why, HF_INVALID, "a password has 12 to 1024 bytes, a login name 1 to 128");
    vault_login_index(vault, login, slot.login);
    enum status st = make_password(vault, keyring, password, &slot, why);

    if (st == HF_OK)
        st = remove_rows(vault, tx, keyring->who.person, SLOT_PASSWORD, why);
    return st == HF_OK ? add_row(vault, tx, &slot, why) : st;
}

/* A stranger's name costs the same: a salt of its own, the cost of today, and no row. */
static void fake_slot(const struct vault *vault, struct slot *slot)
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

    if (found == HF_NOT_FOUND)
        fake_slot(vault, slot);
    else if (found != HF_OK)
        return found;
    enum status st = open_password(vault, password, slot, &opener, why);

    if (st == HF_OK)
        st = found == HF_OK ? open_slot(vault, tx, slot, &opener, ret, why) : HF_NOT_FOUND;
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
    enum status found = find_row(vault, tx, SLOT_PASSWORD, slot.login, &slot, why);

    return try_password(vault, tx, found, &slot, password, ret, why);
}

enum status keyring_open_password_of(struct vault *vault, struct tx *tx, struct person_id person,
                                     struct span password, struct keyring **ret, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PASSWORD};

    if (password.len > SLOT_PASSWORD_MOST)
        return HF_NOT_FOUND;
    memcpy(slot.login, person.id.bytes, sizeof slot.login);
    enum status found = find_password_of(vault, tx, person, &slot, why);

    return try_password(vault, tx, found, &slot, password, ret, why);
}

/* --- recovery codes -------------------------------------------------------------------------- */

static void check_of(const uint8_t code[CODE_BYTES], char ret[CHECK_DIGITS + 1])
{
    uint8_t message[sizeof recovery_label + CODE_BYTES], hash[32];

    memcpy(message, recovery_label, sizeof recovery_label);
    memcpy(message + sizeof recovery_label, code, CODE_BYTES);
    vault_sha256(span_at(message, sizeof message), hash);
    base32_write(hash, CHECK_DIGITS, ret);
    sodium_memzero(message, sizeof message);
}

static void write_code(const uint8_t code[CODE_BYTES], char ret[SLOT_RECOVERY_TEXT])
{
    uint8_t padded[CODE_BYTES + 1] = {0};
    char text[CODE_DIGITS + CHECK_DIGITS + 1], *at = ret;

    memcpy(padded, code, CODE_BYTES);
    base32_write(padded, CODE_DIGITS, text);
    check_of(code, text + CODE_DIGITS);
    for (int i = 0; i < CODE_DIGITS + CHECK_DIGITS; i++) {
        if (i > 0 && i % 4 == 0)
            *at++ = '-';
        *at++ = text[i];
    }
    *at = '\0';
    sodium_memzero(padded, sizeof padded);
    sodium_memzero(text, sizeof text);
}

static bool read_code(struct span text, uint8_t code[CODE_BYTES])
{
    char want[CHECK_DIGITS + 1];

    if (!base32_read(&text, CODE_DIGITS, code))
        return false;
    check_of(code, want);
    return base32_is(text, want);
}

bool slot_recovery_is_code(struct span text)
{
    uint8_t code[CODE_BYTES];
    bool is = read_code(text, code);

    sodium_memzero(code, sizeof code);
    return is;
}

enum status slot_set_recovery(struct vault *vault, struct tx *tx, struct keyring *keyring,
                              struct span login, char ret_code[SLOT_RECOVERY_TEXT],
                              struct fault *why)
{
    struct slot slot = {.kind = SLOT_RECOVERY};
    struct opener opener;
    uint8_t code[CODE_BYTES];

    if (keyring->who.kind != KEYRING_USER || login.len == 0 || login.len > SLOT_LOGIN_MOST)
        return fault_set(why, HF_INVALID, "a login name has 1 to 128 bytes");
    vault_login_index(vault, login, slot.login);
    randombytes_buf(code, sizeof code);
    open_code(vault, code, &opener);
    fill_slot(vault, keyring, &opener, &slot);
    enum status st = remove_rows(vault, tx, keyring->who.person, SLOT_RECOVERY, why);

    if (st == HF_OK)
        st = add_row(vault, tx, &slot, why);
    if (st == HF_OK)
        write_code(code, ret_code);
    sodium_memzero(code, sizeof code);
    sodium_memzero(&opener, sizeof opener);
    return st;
}

static enum status spend_code(struct vault *vault, struct tx *tx, struct span login,
                              const struct opener *opener, struct keyring **ret, struct fault *why)
{
    struct slot slot;
    uint8_t index[16];
    struct keyring *keyring = NULL;

    vault_login_index(vault, login, index);
    enum status st = find_row(vault, tx, SLOT_RECOVERY, index, &slot, why);

    if (st == HF_OK)
        st = open_slot(vault, tx, &slot, opener, &keyring, why);
    if (st == HF_OK)
        st = remove_rows(vault, tx, slot.person, SLOT_RECOVERY, why);
    if (st != HF_OK)
        keyring_close(keyring);
    else
        *ret = keyring;
    return st;
}

enum status keyring_open_recovery(struct vault *vault, struct tx *tx, struct span login,
                                  struct span text, struct keyring **ret, struct fault *why)
{
    struct opener opener;
    uint8_t code[CODE_BYTES];

    if (login.len > SLOT_LOGIN_MOST || !read_code(text, code))
        return HF_NOT_FOUND;
    open_code(vault, code, &opener);
    enum status st = spend_code(vault, tx, login, &opener, ret, why);

    sodium_memzero(code, sizeof code);
    sodium_memzero(&opener, sizeof opener);
    return st;
}
