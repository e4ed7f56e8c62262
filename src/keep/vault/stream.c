/* keep/vault/stream.c - secretstream under a random key in a sealed box.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/stream.h"

#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { BOX_BYTES = 80, KEY_DIGITS = 52, KEY_CHECK_DIGITS = 4, GROUP = 4 };

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct hasher), "room for the state");
_Static_assert(STREAM_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES, "extra of a chunk");
_Static_assert(BOX_BYTES == crypto_box_SEALBYTES + KEY_BYTES, "sealed box of a key");

struct offline_key {
    uint8_t secret[KEY_BYTES], pub[KEY_BYTES];
};

struct stream {
    crypto_secretstream_xchacha20poly1305_state state;
    uint8_t about[32]; /* its hash; bound into the first chunk alone */
    bool begun;
};

/* --- hashes ---------------------------------------------------------------------------------- */

void hasher_begin(struct hasher *hasher)
{
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    memcpy(hasher->state, &state, sizeof state);
}

void hasher_add(struct hasher *hasher, struct span bytes)
{
    crypto_hash_sha256_state state;

    memcpy(&state, hasher->state, sizeof state);
    crypto_hash_sha256_update(&state, (const unsigned char *)bytes.at, bytes.len);
    memcpy(hasher->state, &state, sizeof state);
}

void hasher_end(struct hasher *hasher, uint8_t ret[32])
{
    crypto_hash_sha256_state state;

    memcpy(&state, hasher->state, sizeof state);
    crypto_hash_sha256_final(&state, ret);
}

/* --- the offline key ------------------------------------------------------------------------- */

static void check_digits(const uint8_t secret[KEY_BYTES], char ret[KEY_CHECK_DIGITS + 1])
{
    static const char label[] = "holdfast/offline-key/v1";
    uint8_t message[sizeof label + KEY_BYTES], hash[32];

    memcpy(message, label, sizeof label);
    memcpy(message + sizeof label, secret, KEY_BYTES);
    crypto_hash_sha256(hash, message, sizeof message);
    base32_write(hash, KEY_CHECK_DIGITS, ret);
    sodium_memzero(message, sizeof message);
}

static void write_text(const uint8_t secret[KEY_BYTES], char ret[OFFLINE_TEXT])
{
    uint8_t padded[KEY_BYTES + 1] = {0}; /* 52 digits hold 260 bits: the last four are zero */
    char digits[KEY_DIGITS + KEY_CHECK_DIGITS + 1], *at = ret;

    memcpy(padded, secret, KEY_BYTES);
    base32_write(padded, KEY_DIGITS, digits);
    check_digits(secret, digits + KEY_DIGITS);
    for (int i = 0; digits[i] != '\0'; i++) {
        if (i > 0 && i % GROUP == 0)
            *at++ = '-';
        *at++ = digits[i];
    }
    *at = '\0';
    sodium_memzero(padded, sizeof padded);
    sodium_memzero(digits, sizeof digits);
}

enum status offline_key_make(char ret_text[OFFLINE_TEXT], uint8_t ret_pub[32], struct fault *why)
{
    struct secret secret = {0};
    enum status st = secret_new(KEY_BYTES, &secret, why);

    if (st != HF_OK)
        return st;
    randombytes_buf(secret.at, KEY_BYTES);
    (void)crypto_scalarmult_base(ret_pub, secret.at); /* only fails for a zero result: never here */
    write_text(secret.at, ret_text);
    secret_free(&secret);
    return HF_OK;
}

/* 256 bits, four zero bits after them, and the check; nothing may follow. */
static bool read_text(struct span text, uint8_t secret[KEY_BYTES])
{
    uint8_t bits[KEY_BYTES + 1];
    char check[KEY_CHECK_DIGITS + 1];
    bool whole = base32_read(&text, KEY_DIGITS, bits) && bits[KEY_BYTES] == 0;

    memcpy(secret, bits, KEY_BYTES);
    sodium_memzero(bits, sizeof bits);
    check_digits(secret, check);
    return whole && base32_is(text, check);
}

enum status offline_key_read(struct span text, struct offline_key **ret, struct fault *why)
{
    struct secret memory = {0};
    enum status st = secret_new(sizeof(struct offline_key), &memory, why);

    if (st != HF_OK)
        return st;
    struct offline_key *key = (struct offline_key *)(void *)memory.at;

    if (!read_text(text, key->secret)) {
        secret_free(&memory);
        return fault_set(why, HF_INVALID,
                         "that is not a backup key: 14 groups of four, as printed");
    }
    (void)crypto_scalarmult_base(key->pub, key->secret); /* as in offline_key_make */
    *ret = key;
    return HF_OK;
}

void offline_key_free(struct offline_key *key)
{
    sodium_free(key); /* wipes; NULL is harmless */
}

void offline_key_public(const struct offline_key *key, uint8_t ret[32])
{
    memcpy(ret, key->pub, KEY_BYTES);
}

/* --- streams --------------------------------------------------------------------------------- */

static enum status stream_new(struct span about, struct stream **ret, struct fault *why)
{
    struct secret memory = {0};
    enum status st = secret_new(sizeof(struct stream), &memory, why);

    if (st != HF_OK)
        return st;
    *ret = (struct stream *)(void *)memory.at;
    vault_sha256(about, (*ret)->about);
    return HF_OK;
}

void stream_free(struct stream *stream)
{
    sodium_free(stream); /* wipes; NULL is harmless */
}

enum status stream_create(const uint8_t recipient[32], struct span about,
                          uint8_t ret_head[STREAM_HEAD], struct stream **ret, struct fault *why)
{
    uint8_t key[KEY_BYTES];
    struct stream *stream = NULL;
    enum status st = stream_new(about, &stream, why);

    if (st != HF_OK)
        return st;
    crypto_secretstream_xchacha20poly1305_keygen(key);
    bool sealed = crypto_box_seal(ret_head, key, sizeof key, recipient) == 0 &&
                  crypto_secretstream_xchacha20poly1305_init_push(&stream->state,
                                                                  ret_head + BOX_BYTES, key) == 0;
    sodium_memzero(key, sizeof key);
    if (!sealed) {
        stream_free(stream);
        return fault_set(why, HF_FAILED, "the backup key can't be sealed to");
    }
    *ret = stream;
    return HF_OK;
}

enum status stream_open(const struct offline_key *offline, struct span about,
                        const uint8_t head[STREAM_HEAD], struct stream **ret, struct fault *why)
{
    uint8_t key[KEY_BYTES];
    struct stream *stream = NULL;
    enum status st = stream_new(about, &stream, why);

    if (st != HF_OK)
        return st;
    bool opened =
        crypto_box_seal_open(key, head, BOX_BYTES, offline->pub, offline->secret) == 0 &&
        crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, head + BOX_BYTES, key) == 0;
    sodium_memzero(key, sizeof key);
    if (!opened) {
        stream_free(stream);
        return fault_set(why, HF_INVALID, "this backup key does not open it");
    }
    *ret = stream;
    return HF_OK;
}

static struct span bound(struct stream *stream)
{
    struct span about = stream->begun ? (struct span){"", 0} : span_at(stream->about, 32);

    stream->begun = true;
    return about;
}

void stream_push(struct stream *stream, struct span plain, bool last, uint8_t *ret)
{
    struct span about = bound(stream);

    assert(plain.len <= STREAM_CHUNK);
    int failed = crypto_secretstream_xchacha20poly1305_push(
        &stream->state, ret, NULL, (const unsigned char *)plain.at, plain.len,
        (const unsigned char *)about.at, about.len,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    assert(failed == 0); /* only beyond 256 GB */
    (void)failed;        /* asserts are never compiled out here */
}

enum status stream_pull(struct stream *stream, struct span chunk, uint8_t *ret, bool *ret_last,
                        struct fault *why)
{
    struct span about = bound(stream);
    unsigned char tag = 0;

    if (chunk.len < STREAM_EXTRA || chunk.len > STREAM_CHUNK + STREAM_EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull(&stream->state, ret, NULL, &tag,
                                                   (const unsigned char *)chunk.at, chunk.len,
                                                   (const unsigned char *)about.at, about.len) != 0)
        return fault_set(why, HF_INVALID, "a chunk was changed, moved, or belongs elsewhere");
    *ret_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return HF_OK;
}
