/* keep/vault/recovery_slot.c - recovery codes: 160 random bits on paper, used once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/slot_inside.h"

#include <sodium.h>
#include <string.h>

enum { CODE_BYTES = 20, CODE_DIGITS = 32, CHECK_DIGITS = 4 };

static const char recovery_label[] = "holdfast/recovery/v1";

static void open_code(const struct vault *vault, const uint8_t code[CODE_BYTES], struct opener *ret)
{
    uint8_t stretched[64];

    keyed_hash(vault->keys->pepper, recovery_label, span_at(code, CODE_BYTES), stretched, 64);
    opener_of(vault, stretched, ret);
    sodium_memzero(stretched, sizeof stretched);
}

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
    slot_fill(vault, keyring, &opener, &slot);
    enum status st = slot_remove(vault, tx, keyring->who.person, SLOT_RECOVERY, why);

    if (st == HF_OK)
        st = slot_add(vault, tx, &slot, why);
    if (st == HF_OK)
        write_code(code, ret_code);
    sodium_memzero(code, sizeof code);
    sodium_memzero(&opener, sizeof opener);
    return st;
}

static enum status open_slot(struct vault *vault, struct tx *tx, struct span login,
                             const struct opener *opener, struct keyring **ret, struct fault *why)
{
    struct slot slot;
    uint8_t index[16];

    vault_login_index(vault, login, index);
    enum status st = slot_find(vault, tx, SLOT_RECOVERY, index, &slot, why);

    return st == HF_OK ? slot_open(vault, tx, &slot, opener, ret, why) : st;
}

static enum status open_typed(struct vault *vault, struct tx *tx, struct span login,
                              struct span text, struct keyring **ret, struct fault *why)
{
    struct opener opener;
    uint8_t code[CODE_BYTES];

    if (login.len > SLOT_LOGIN_MOST || !read_code(text, code))
        return HF_NOT_FOUND;
    open_code(vault, code, &opener);
    enum status st = open_slot(vault, tx, login, &opener, ret, why);

    sodium_memzero(code, sizeof code);
    sodium_memzero(&opener, sizeof opener);
    return st;
}

enum status slot_recovery_fits(struct vault *vault, struct tx *tx, struct span login,
                               struct span text, struct fault *why)
{
    struct keyring *keyring = NULL;
    enum status st = open_typed(vault, tx, login, text, &keyring, why);

    keyring_close(keyring);
    return st;
}

enum status keyring_open_recovery(struct vault *vault, struct tx *tx, struct span login,
                                  struct span text, struct keyring **ret, struct fault *why)
{
    struct keyring *keyring = NULL;
    enum status st = open_typed(vault, tx, login, text, &keyring, why);

    if (st == HF_OK)
        st = slot_remove(vault, tx, keyring->who.person, SLOT_RECOVERY, why);
    if (st != HF_OK)
        keyring_close(keyring);
    else
        *ret = keyring;
    return st;
}

enum status slot_recovery_stands(struct vault *vault, struct tx *tx, const struct keyring *keyring,
                                 struct span text, struct fault *why)
{
    struct slot slot;
    struct opener opener;
    uint8_t code[CODE_BYTES];

    if (!read_code(text, code))
        return HF_NOT_FOUND;
    enum status st = slot_find_of(vault, tx, SLOT_RECOVERY, keyring->who.person, &slot, why);

    open_code(vault, code, &opener);
    if (st == HF_OK && (slot.keygen != keyring->who.keygen ||
                        sodium_memcmp(slot.verifier, opener.verifier, sizeof slot.verifier) != 0))
        st = HF_NOT_FOUND;
    sodium_memzero(code, sizeof code);
    sodium_memzero(&opener, sizeof opener);
    return st;
}
