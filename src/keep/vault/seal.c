/* keep/vault/seal.c - frames: XChaCha20-Poly1305 under a key that the frame is committed to.
 * Layout: docs/formats.md, Seal.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum {
    VERSION = 1,
    ALGORITHM = 1,
    AT_KEY_ID = 2,
    AT_NONCE = 18,
    NONCE = 24,
    AT_COMMIT = 42,
    COMMIT = 32,
    AT_TEXT = 74,
    TAG = 16,
};

static uint8_t *put_bytes(uint8_t *at, const void *bytes, size_t len)
{
    memcpy(at, bytes, len);
    return at + len;
}

static uint8_t *put_number(uint8_t *at, uint64_t n, int len)
{
    for (int i = 0; i < len; i++)
        *at++ = (uint8_t)(n >> (8 * i));
    return at;
}

static void write_ad(const struct seal_place *place, const uint8_t key_id[16], uint8_t ad[SEAL_AD])
{
    uint8_t *at = put_bytes(ad, "HF1", 3);

    at = put_number(at, VERSION, 1);
    at = put_number(at, ALGORITHM, 1);
    at = put_bytes(at, key_id, 16);
    at = put_bytes(at, place->practice.id.bytes, 16);
    at = put_number(at, place->table, 1);
    at = put_number(at, 1, 1); /* column: each table has one sealed column */
    at = put_bytes(at, place->client.id.bytes, 16);
    at = put_number(at, place->compartment, 1);
    at = put_bytes(at, place->record.bytes, 16);
    at = put_number(at, place->version, 8);
    at = put_number(at, place->epoch, 4);
    at = put_bytes(at, place->author.id.bytes, 16);
    assert(at == ad + SEAL_AD);
}

/* 32 bytes of key, 32 bytes of commitment. */
static void derive(const uint8_t key[KEY_BYTES], const uint8_t nonce[NONCE],
                   const uint8_t ad[SEAL_AD], uint8_t ret[64])
{
    static const unsigned char personal[] = "holdfast-aead-01";
    static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
    uint8_t message[NONCE + 32];

    memcpy(message, nonce, NONCE);
    crypto_generichash(message + NONCE, 32, ad, SEAL_AD, NULL, 0);
    crypto_generichash_blake2b_salt_personal(ret, 64, message, sizeof message, key, KEY_BYTES, salt,
                                             personal);
}

void seal_frame(const uint8_t key[KEY_BYTES], const struct seal_place *place, struct span plain,
                uint8_t *frame)
{
    struct key_id id = key_id_of(key);
    uint8_t ad[SEAL_AD], sub[64];

    frame[0] = VERSION;
    frame[1] = ALGORITHM;
    memcpy(frame + AT_KEY_ID, id.bytes, sizeof id.bytes);
    randombytes_buf(frame + AT_NONCE, NONCE);
    write_ad(place, id.bytes, ad);
    derive(key, frame + AT_NONCE, ad, sub);
    memcpy(frame + AT_COMMIT, sub + 32, COMMIT);
    crypto_aead_xchacha20poly1305_ietf_encrypt(frame + AT_TEXT, NULL,
                                               (const unsigned char *)plain.at, plain.len, ad,
                                               sizeof ad, NULL, frame + AT_NONCE, sub);
    sodium_memzero(sub, sizeof sub);
}

bool seal_open_by(const uint8_t key[KEY_BYTES], const struct key_id *id,
                  const struct seal_place *place, struct span span, uint8_t *ret)
{
    const uint8_t *frame = (const uint8_t *)span.at;
    uint8_t ad[SEAL_AD], sub[64];

    if (span.len < SEAL_EXTRA || frame[0] != VERSION || frame[1] != ALGORITHM ||
        memcmp(frame + AT_KEY_ID, id->bytes, sizeof id->bytes) != 0)
        return false;
    write_ad(place, id->bytes, ad);
    derive(key, frame + AT_NONCE, ad, sub);
    bool opened = crypto_verify_32(sub + 32, frame + AT_COMMIT) == 0 &&
                  crypto_aead_xchacha20poly1305_ietf_decrypt(ret, NULL, NULL, frame + AT_TEXT,
                                                             span.len - AT_TEXT, ad, sizeof ad,
                                                             frame + AT_NONCE, sub) == 0;

    sodium_memzero(sub, sizeof sub);
    if (!opened)
        sodium_memzero(ret, span.len - SEAL_EXTRA);
    return opened;
}

bool seal_open(const uint8_t key[KEY_BYTES], const struct seal_place *place, struct span frame,
               uint8_t *ret)
{
    struct key_id id = key_id_of(key);

    return seal_open_by(key, &id, place, frame, ret);
}

struct key_id seal_key_id(struct span frame)
{
    struct key_id id;

    memcpy(id.bytes, frame.at + AT_KEY_ID, sizeof id.bytes);
    return id;
}
