/* keep/vault/pass.c - cookies, one-time links, hand-over and room screens: one mechanism.
 *
 * A token is two halves. The store keeps a hash of the first as the row's name; the second opens
 * the row. So the table opens nothing, and between requests no key is in memory.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/pass_inside.h"

#include <sodium.h>
#include <string.h>

enum { HALF = 16, TOUCH_US = 60000000 };

static const char label[] = "holdfast/pass/v1";

/* --- tokens ---------------------------------------------------------------------------------- */

bool pass_token_read(struct span text, struct pass_token *ret)
{
    return text.len == PASS_TEXT - 1 && id_parse(span_head(text, HF_ID_TEXT), &ret->name) &&
           id_parse(span_skip(text, HF_ID_TEXT), &ret->secret);
}

static void make_token(struct pass_token *ret, char text[PASS_TEXT])
{
    randombytes_buf(ret, sizeof *ret);
    id_write(ret->name, text);
    id_write(ret->secret, text + HF_ID_TEXT);
    text[PASS_TEXT - 1] = '\0';
}

void pass_row_name(const struct pass_token *token, uint8_t ret[32])
{
    uint8_t message[sizeof label + HALF];

    memcpy(message, label, sizeof label);
    memcpy(message + sizeof label, token->name.bytes, HALF);
    vault_sha256(span_at(message, sizeof message), ret);
}

static void pass_key(const struct pass_token *token, struct span word, uint8_t ret[KEY_BYTES])
{
    uint8_t key[KEY_BYTES] = {0};
    char folded[SPOKEN_WORD_TEXT];
    size_t len = fold_text(word, folded, sizeof folded);

    memcpy(key, token->secret.bytes, HALF);
    keyed_hash(key, label, span_at(folded, len), ret, KEY_BYTES);
    sodium_memzero(key, sizeof key);
    sodium_memzero(folded, sizeof folded);
}

static struct seal_place place_of(const struct vault *vault, const struct pass *pass)
{
    struct seal_place place = {
        .practice = vault->practice,
        .table = SEAL_PASS,
        .client = pass->who.client,
        .version = pass->who.keygen,
        .epoch = pass->kind,
        .author = pass->who.person,
    };

    memcpy(place.record.bytes, pass->name, sizeof place.record.bytes);
    return place;
}

/* --- rows ------------------------------------------------------------------------------------ */

static enum status add_row(struct vault *vault, struct tx *tx, const struct pass *pass,
                           struct fault *why)
{
    const struct keyring_who *who = &pass->who;

    return row_add(
        vault, tx, TABLE_PASS,
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(pass->name, 32),
               value_raw(who->person.id.bytes, 16), value_int(who->keygen), value_int(pass->kind),
               value_int(who->roles), value_int(pass->proof), value_raw(who->client.id.bytes, 16),
               value_raw(who->session.id.bytes, 16), value_int(who->purpose),
               value_int(who->most_proof), value_int(pass->idle_us), value_int(pass->seen_us),
               value_int(pass->until_us), value_int(who->until_us), value_int(pass->tries),
               value_int(pass->since_us), value_int(pass->proved_us), value_int(pass->lock),
               value_int(pass->device), value_raw(pass->frame, pass->frame_len)),
        why);
}

enum status pass_remove(struct vault *vault, struct tx *tx, const uint8_t name[32],
                        struct fault *why)
{
    return row_remove(vault, tx, TABLE_PASS, "practice = $1 AND name = $2",
                      VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(name, 32)), why);
}

enum status pass_replace(struct vault *vault, struct tx *tx, const struct pass *pass,
                         struct fault *why)
{
    enum status st = pass_remove(vault, tx, pass->name, why);

    return st == HF_OK ? add_row(vault, tx, pass, why) : st;
}

bool pass_take(const struct rows *rows, struct pass *ret)
{
    struct span frame = rows_bytes(rows, 20);
    struct keyring_who *who = &ret->who;

    who->keygen = (uint32_t)rows_int(rows, 3);
    ret->kind = (enum pass_kind)rows_int(rows, 4);
    who->roles = (uint8_t)rows_int(rows, 5);
    ret->proof = who->proof = (uint8_t)rows_int(rows, 6);
    who->purpose = (uint8_t)rows_int(rows, 9);
    who->most_proof = (uint8_t)rows_int(rows, 10);
    ret->idle_us = rows_int(rows, 11);
    ret->seen_us = rows_int(rows, 12);
    ret->until_us = rows_int(rows, 13);
    who->until_us = rows_int(rows, 14);
    ret->tries = rows_int(rows, 15);
    ret->since_us = rows_int(rows, 16);
    ret->proved_us = rows_int(rows, 17);
    ret->lock = (enum pass_lock)rows_int(rows, 18);
    ret->device = (uint8_t)rows_int(rows, 19);
    ret->frame_len = frame.len;
    who->kind = frame.len == DELEGATE_SECRET + SEAL_EXTRA ? KEYRING_DELEGATE : KEYRING_USER;
    return frame.len <= PASS_SEALED_MOST && rows_copy(rows, 1, ret->name, 32) &&
           rows_copy(rows, 20, ret->frame, frame.len) &&
           rows_copy(rows, 2, who->person.id.bytes, 16) &&
           rows_copy(rows, 7, who->client.id.bytes, 16) &&
           rows_copy(rows, 8, who->session.id.bytes, 16);
}

enum status pass_find(struct vault *vault, struct tx *tx, const struct pass_token *token,
                      struct pass *ret, struct fault *why)
{
    struct rows rows;

    *ret = (struct pass){.tries = 0};
    pass_row_name(token, ret->name);
    enum status st = row_find(
        vault, tx, TABLE_PASS, "practice = $1 AND name = $2",
        VALUES(value_raw(vault->practice.id.bytes, 16), value_raw(ret->name, 32)), &rows, why);

    if (st != HF_OK)
        return st;
    bool whole = pass_take(&rows, ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a pass has a wrong shape");
}

/* --- issue ----------------------------------------------------------------------------------- */

static size_t way_in(const struct keyring *keyring, uint8_t ret[DELEGATE_SECRET])
{
    if (keyring->who.kind == KEYRING_USER) {
        memcpy(ret, keyring->urk, KEY_BYTES);
        return KEY_BYTES;
    }
    crypto_sign_ed25519_sk_to_seed(ret, keyring->sign_secret);
    memcpy(ret + KEY_BYTES, keyring->box_secret, KEY_BYTES);
    return DELEGATE_SECRET;
}

static void seal_pass(const struct vault *vault, const struct keyring *keyring,
                      const struct pass_token *token, struct span word, struct pass *pass)
{
    uint8_t key[KEY_BYTES], secrets[DELEGATE_SECRET];
    size_t len = way_in(keyring, secrets);
    struct seal_place at = place_of(vault, pass);

    pass_key(token, word, key);
    seal_frame(key, &at, span_at(secrets, len), pass->frame);
    pass->frame_len = len + SEAL_EXTRA;
    sodium_memzero(key, sizeof key);
    sodium_memzero(secrets, sizeof secrets);
}

enum status pass_issue(struct vault *vault, struct tx *tx, const struct keyring *keyring,
                       const struct pass_spec *spec, char ret_token[PASS_TEXT], struct fault *why)
{
    struct pass pass = {
        .who = keyring->who,
        .kind = spec->kind,
        .proof = spec->proof,
        .idle_us = spec->idle_us,
        .seen_us = world_now_us(vault->world),
        .until_us = spec->until_us,
        .proved_us = spec->proved_us,
        .lock = spec->lock,
        .device = spec->device,
    };
    struct pass_token token;

    if (keyring->who.kind == KEYRING_SERVICE || spec->until_us <= pass.seen_us)
        return fault_set(why, HF_INVALID, "a pass is for a person and has an end to come");
    pass.since_us = spec->since_us == 0 ? pass.seen_us : spec->since_us;
    make_token(&token, ret_token);
    pass_row_name(&token, pass.name);
    seal_pass(vault, keyring, &token, spec->word, &pass);
    sodium_memzero(&token, sizeof token);
    enum status st = pass_clock_settle(vault, tx, why); /* or the new one would be idle, too */

    return st == HF_OK ? add_row(vault, tx, &pass, why) : st;
}

/* --- open ------------------------------------------------------------------------------------ */

/* Where the clock went back nobody knows for how long. */
static bool is_idle(struct vault *vault, const struct pass *pass, int64_t now_us)
{
    return pass->idle_us != 0 && (now_us - pass->seen_us >= pass->idle_us ||
                                  pass_clock_is_back(vault, now_us, pass->seen_us));
}

/* Only a session locks. One of an unknown lock ends. */
static bool is_locked(struct vault *vault, const struct pass *pass, int64_t now_us)
{
    return pass->kind == PASS_SESSION &&
           (pass->lock == PASS_IS_LOCKED ||
            (pass->lock == PASS_LOCKS && is_idle(vault, pass, now_us)));
}

bool pass_is_live(struct vault *vault, const struct pass *pass, unsigned kinds, int64_t now_us)
{
    if ((pass->kind & kinds) == 0 || now_us >= pass->until_us ||
        (pass->who.until_us != 0 && now_us >= pass->who.until_us))
        return false;
    return is_locked(vault, pass, now_us) ? (kinds & PASS_LOCKED) != 0
                                          : !is_idle(vault, pass, now_us);
}

struct pass_state pass_state_of(struct vault *vault, const struct pass *pass, int64_t now_us)
{
    struct pass_state state = {
        .since_us = pass->since_us,
        .until_us = pass->until_us,
        .proved_us = pass->proved_us,
        .device = pass->device,
        .is_locked = is_locked(vault, pass, now_us),
    };

    memcpy(state.name.bytes, pass->name, sizeof state.name.bytes);
    return state;
}

static enum status open_keyring(struct vault *vault, struct tx *tx, const struct pass *pass,
                                const uint8_t secrets[DELEGATE_SECRET], struct keyring **ret,
                                struct fault *why)
{
    enum status st;

    if (pass->who.kind == KEYRING_USER)
        st = user_open(vault, tx, pass->who.person, pass->who.keygen, secrets, ret, why);
    else
        st = keyring_new(vault, &pass->who, secrets, secrets + KEY_BYTES, ret, why);
    if (st != HF_OK)
        return st;
    keyring_set_proof(*ret, pass->proof);
    (*ret)->pass = pass_state_of(vault, pass, world_now_us(vault->world));
    return HF_OK;
}

static bool open_frame(const struct vault *vault, const struct pass *pass,
                       const struct pass_token *token, struct span word,
                       uint8_t ret[DELEGATE_SECRET])
{
    uint8_t key[KEY_BYTES];
    struct seal_place at = place_of(vault, pass);

    pass_key(token, word, key);
    bool opened = seal_open(key, &at, span_at(pass->frame, pass->frame_len), ret);

    sodium_memzero(key, sizeof key);
    return opened;
}

static enum status count_try(struct vault *vault, struct tx *tx, struct pass *pass,
                             struct fault *why)
{
    if (tx->mode == STORE_READ)
        return HF_NOT_FOUND;
    pass->tries++;
    enum status st = pass->tries >= PASS_MOST_TRIES ? pass_remove(vault, tx, pass->name, why)
                                                    : pass_replace(vault, tx, pass, why);

    return st == HF_OK ? HF_NOT_FOUND : st;
}

/* A link is spent; a session's idle time starts anew, written at most once a minute and only where
 * something may be written. */
static enum status touch(struct vault *vault, struct tx *tx, struct pass *pass, int64_t now_us,
                         struct fault *why)
{
    if (pass->kind == PASS_LINK)
        return pass_remove(vault, tx, pass->name, why);
    if (tx->mode == STORE_READ || pass->idle_us == 0 || now_us - pass->seen_us < TOUCH_US ||
        is_locked(vault, pass, now_us))
        return HF_OK;
    pass->seen_us = now_us;
    return pass_replace(vault, tx, pass, why);
}

static enum status open_pass(struct vault *vault, struct tx *tx, struct pass *pass,
                             const struct pass_token *token, struct span word, struct keyring **ret,
                             struct fault *why)
{
    struct keyring *keyring = NULL;
    uint8_t secrets[DELEGATE_SECRET];

    if (!open_frame(vault, pass, token, word, secrets))
        return count_try(vault, tx, pass, why);
    enum status st = open_keyring(vault, tx, pass, secrets, &keyring, why);

    sodium_memzero(secrets, sizeof secrets);
    if (st == HF_OK)
        st = touch(vault, tx, pass, world_now_us(vault->world), why);
    if (st != HF_OK)
        keyring_close(keyring);
    else
        *ret = keyring;
    return st;
}

/* A link that can't be spent is not opened. */
static unsigned kinds_in(const struct tx *tx, unsigned kinds)
{
    return tx->mode == STORE_READ ? kinds & ~(unsigned)PASS_LINK : kinds;
}

enum status keyring_open_pass(struct vault *vault, struct tx *tx, struct span text,
                              struct span word, unsigned kinds, struct keyring **ret,
                              struct fault *why)
{
    struct pass_token token;
    struct pass pass;
    bool whole = false;

    if (!pass_token_read(text, &token))
        return HF_NOT_FOUND;
    enum status st = ways_look(vault, tx, TABLE_PASS, &whole, why);

    if (st == HF_OK)
        st = pass_find(vault, tx, &token, &pass, why);
    /* Of passes that were tampered with only a room's is taken: nothing stands before its stop. */
    if (st == HF_OK && !whole && pass.kind != PASS_ROOM)
        st = HF_NOT_FOUND;
    if (st == HF_OK)
        st = pass_is_live(vault, &pass, kinds_in(tx, kinds), world_now_us(vault->world))
                 ? open_pass(vault, tx, &pass, &token, word, ret, why)
                 : HF_NOT_FOUND;
    sodium_memzero(&token, sizeof token);
    return st;
}
