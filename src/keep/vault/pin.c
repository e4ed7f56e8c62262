/* keep/vault/pin.c - see pin.h. Its frame: wrong tries 1 | until_us 8 | the sealed key.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/pin.h"

#include "keep/vault/slot_inside.h"

#include <sodium.h>
#include <string.h>

enum { TRIES = 0, UNTIL = 1, SEALED = 9, SEALED_BYTES = DELEGATE_SECRET + SEAL_EXTRA };

/* --- is it a good one? ----------------------------------------------------------------------- */

static bool are_digits(struct span pin)
{
    for (size_t i = 0; i < pin.len; i++)
        if (pin.at[i] < '0' || pin.at[i] > '9')
            return false;
    return true;
}

static int different_digits(struct span pin)
{
    unsigned seen = 0;
    int n = 0;

    for (size_t i = 0; i < pin.len; i++)
        seen |= 1u << (pin.at[i] - '0');
    for (; seen != 0; seen &= seen - 1)
        n++;
    return n;
}

static bool is_run(struct span pin)
{
    int step = pin.at[1] - pin.at[0];

    for (size_t i = 2; i < pin.len; i++)
        if ((pin.at[i] - pin.at[i - 1] - step) % 10 != 0)
            return false;
    return true;
}

static bool repeats_after(struct span pin, size_t n)
{
    return memcmp(pin.at, pin.at + n, pin.len - n) == 0;
}

enum pin_flaw pin_flaw(struct span pin)
{
    if (!are_digits(pin))
        return PIN_NO_DIGITS;
    if (pin.len < PIN_LEAST)
        return PIN_SHORT;
    if (pin.len > PIN_MOST)
        return PIN_LONG;
    if (different_digits(pin) < 3 || is_run(pin))
        return PIN_EASY;
    for (size_t n = 2; n <= pin.len / 2; n++)
        if (pin.len % n == 0 && repeats_after(pin, n))
            return PIN_EASY;
    return PIN_FITS;
}

/* --- what was typed -------------------------------------------------------------------------- */

void pin_forget(struct pin_typed *typed)
{
    sodium_memzero(typed, sizeof *typed);
}

static enum status stretch(struct vault *vault, struct span pin, const struct slot *slot,
                           struct pin_typed *ret, struct fault *why)
{
    struct opener opener;
    enum status st = opener_stretch(vault, pin, slot, &opener, why);

    if (st != HF_OK)
        return st;
    memcpy(ret->salt, slot->salt, sizeof ret->salt);
    ret->cost = slot->cost;
    memcpy(ret->verifier, opener.verifier, sizeof ret->verifier);
    memcpy(ret->key, opener.key, sizeof ret->key);
    sodium_memzero(&opener, sizeof opener);
    return HF_OK;
}

enum status pin_choose(struct vault *vault, struct span pin, struct pin_typed *ret,
                       struct fault *why)
{
    struct slot slot = {.kind = SLOT_PIN, .cost = vault->cost};

    randombytes_buf(slot.salt, sizeof slot.salt);
    return stretch(vault, pin, &slot, ret, why);
}

enum status pin_prepare(struct vault *vault, struct tx *tx, struct person_id person,
                        struct span pin, struct pin_typed *ret, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PIN};
    enum status st = slot_find(vault, tx, SLOT_PIN, person.id.bytes, &slot, why);

    memcpy(slot.login, person.id.bytes, sizeof slot.login);
    if (st == HF_NOT_FOUND)
        slot_fake(vault, &slot);
    else if (st != HF_OK)
        return st;
    return stretch(vault, span_head(pin, PIN_MOST + 1), &slot, ret, why);
}

/* --- keeping it ------------------------------------------------------------------------------ */

static void write_until(int64_t until_us, uint8_t ret[8])
{
    for (int i = 0; i < 8; i++)
        ret[i] = (uint8_t)((uint64_t)until_us >> (8 * i));
}

static int64_t read_until(const uint8_t at[8])
{
    uint64_t until = 0;

    for (int i = 7; i >= 0; i--)
        until = until << 8 | at[i];
    return (int64_t)until;
}

static void seal_key(const struct vault *vault, const struct keyring *delegate,
                     const uint8_t key[KEY_BYTES], struct slot *slot)
{
    struct seal_place at = slot_place(vault, slot);
    uint8_t secrets[DELEGATE_SECRET];

    crypto_sign_ed25519_sk_to_seed(secrets, delegate->sign_secret);
    memcpy(secrets + KEY_BYTES, delegate->box_secret, KEY_BYTES);
    seal_frame(key, &at, span_at(secrets, sizeof secrets), slot->frame + SEALED);
    sodium_memzero(secrets, sizeof secrets);
}

enum status pin_keep(struct vault *vault, struct tx *tx, const struct keyring *delegate,
                     const struct pin_typed *typed, struct fault *why)
{
    const struct keyring_who *who = &delegate->who;
    struct slot slot = {.kind = SLOT_PIN,
                        .person = who->person,
                        .keygen = who->keygen,
                        .cost = typed->cost,
                        .frame_len = SLOT_FRAME_MOST};

    if (who->kind != KEYRING_DELEGATE || who->keygen == 0)
        return fault_set(why, HF_INVALID, "a PIN opens a delegate's key that has its number");
    memcpy(slot.login, who->person.id.bytes, sizeof slot.login);
    memcpy(slot.salt, typed->salt, sizeof slot.salt);
    memcpy(slot.verifier, typed->verifier, sizeof slot.verifier);
    write_until(who->until_us, slot.frame + UNTIL);
    seal_key(vault, delegate, typed->key, &slot);
    enum status st = slot_remove(vault, tx, who->person, SLOT_PIN, why);

    return st == HF_OK ? slot_add(vault, tx, &slot, why) : st;
}

enum status pin_end(struct vault *vault, struct tx *tx, struct person_id person, struct fault *why)
{
    return slot_remove(vault, tx, person, SLOT_PIN, why);
}

/* --- opening --------------------------------------------------------------------------------- */

static enum status find(struct vault *vault, struct tx *tx, struct person_id person,
                        struct slot *ret, struct fault *why)
{
    enum status st = slot_find(vault, tx, SLOT_PIN, person.id.bytes, ret, why);

    if (st == HF_OK && read_until(ret->frame + UNTIL) <= world_now_us(vault->world))
        return HF_NOT_FOUND;
    return st;
}

static struct pin_state state_of(const struct slot *slot)
{
    return (struct pin_state){.is_there = true,
                              .keygen = slot->keygen,
                              .tries = slot->frame[TRIES],
                              .until_us = read_until(slot->frame + UNTIL)};
}

enum status pin_look(struct vault *vault, struct tx *tx, struct person_id person,
                     struct pin_state *ret, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PIN};
    enum status st = find(vault, tx, person, &slot, why);

    if (st != HF_OK && st != HF_NOT_FOUND)
        return st;
    *ret = st == HF_OK ? state_of(&slot) : (struct pin_state){.is_there = false};
    return HF_OK;
}

static enum status count(struct vault *vault, struct tx *tx, struct slot *slot, uint8_t tries,
                         struct fault *why)
{
    enum status st = HF_OK;

    if (slot->frame[TRIES] == tries)
        return HF_OK;
    slot->frame[TRIES] = tries;
    st = slot_remove(vault, tx, slot->person, SLOT_PIN, why);
    return st == HF_OK && tries < PIN_TRIES ? slot_add(vault, tx, slot, why) : st;
}

static bool open_key(const struct vault *vault, const struct slot *slot,
                     const struct pin_typed *typed, uint8_t ret[DELEGATE_SECRET])
{
    struct seal_place at = slot_place(vault, slot);

    return memcmp(typed->salt, slot->salt, sizeof typed->salt) == 0 &&
           sodium_memcmp(typed->verifier, slot->verifier, sizeof typed->verifier) == 0 &&
           seal_open(typed->key, &at, span_at(slot->frame + SEALED, SEALED_BYTES), ret);
}

static enum status take_key(const struct vault *vault, const struct slot *slot,
                            const struct delegate_scope *scope,
                            const uint8_t secrets[DELEGATE_SECRET], struct keyring **ret,
                            struct fault *why)
{
    struct keyring_who who = {
        .kind = KEYRING_DELEGATE,
        .person = slot->person,
        .keygen = slot->keygen,
        .roles = scope->roles,
        .proof = scope->most_proof,
        .client = scope->client,
        .purpose = scope->purpose,
        .most_proof = scope->most_proof,
        .until_us = read_until(slot->frame + UNTIL),
    };

    return keyring_new(vault, &who, secrets, secrets + KEY_BYTES, ret, why);
}

enum status pin_open(struct vault *vault, struct tx *tx, const struct delegate_scope *scope,
                     const struct pin_typed *typed, struct keyring **ret,
                     struct pin_state *ret_state, struct fault *why)
{
    struct slot slot = {.kind = SLOT_PIN};
    uint8_t secrets[DELEGATE_SECRET];
    enum status st = find(vault, tx, scope->person, &slot, why);

    *ret_state = (struct pin_state){.is_there = false};
    if (st != HF_OK)
        return st;
    bool opens = open_key(vault, &slot, typed, secrets);
    uint8_t tries = opens ? 0 : (uint8_t)(slot.frame[TRIES] + 1);

    st = count(vault, tx, &slot, tries, why);
    if (st == HF_OK && opens)
        st = take_key(vault, &slot, scope, secrets, ret, why);
    sodium_memzero(secrets, sizeof secrets);
    if (st != HF_OK)
        return st;
    *ret_state = state_of(&slot);
    ret_state->is_there = tries < PIN_TRIES;
    return opens ? HF_OK : HF_NOT_FOUND;
}
