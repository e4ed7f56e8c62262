/* keep/vault/record.c - a record under its own key, and that key under others.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/record.h"

#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { BLIND = 32, HEAD = BLIND + 4, CONTENT_MOST = 1 << 20, BOXED = 80 };

_Static_assert(BOXED == KEY_BYTES + crypto_box_SEALBYTES, "a boxed DEK");
_Static_assert(DEK_WRAP_MOST == KEY_BYTES + SEAL_EXTRA, "a framed DEK");

void blind_make(uint8_t ret[32])
{
    randombytes_buf(ret, BLIND);
}

static struct seal_place place_of(const struct keyring *keyring, const struct record_place *place,
                                  enum seal_table table)
{
    return (struct seal_place){
        .practice = keyring->practice,
        .table = table,
        .client = place->client,
        .compartment = place->compartment,
        .record = place->record.id,
        .version = place->version,
        .epoch = place->epoch,
        .author = place->author,
    };
}

/* --- wraps ----------------------------------------------------------------------------------- */

static enum status wrap_to_box(const uint8_t dek[KEY_BYTES], const uint8_t box_pub[32], uint8_t way,
                               struct record_wrap *ret, struct fault *why)
{
    *ret = (struct record_wrap){.key_id = key_id_of(box_pub), .way = way, .len = BOXED};
    if (crypto_box_seal(ret->bytes, dek, KEY_BYTES, box_pub) != 0)
        return fault_set(why, HF_INVALID, "the recipient's key is no key");
    return HF_OK;
}

static enum status wrap_to_compartment(const struct keyring *keyring,
                                       const struct record_place *place, uint32_t epoch,
                                       const uint8_t dek[KEY_BYTES], struct record_wrap *ret,
                                       struct fault *why)
{
    const struct client_key *key =
        keyring_find_key(keyring, place->client, place->compartment, epoch);

    if (key == NULL || !key->admitted)
        return fault_set(why, HF_INVALID, "a compartment has no signed key to seal under");
    if (!key->open)
        return wrap_to_box(dek, key->box_pub, KEY_WAY_DEPOSIT, ret, why);
    struct seal_place at = place_of(keyring, place, SEAL_RECORD_WRAP);

    at.epoch = epoch;
    *ret = (struct record_wrap){
        .key_id = key->ck_id, .way = KEY_WAY_CK, .len = KEY_BYTES + SEAL_EXTRA};
    seal_frame(key->ck, &at, span_at(dek, KEY_BYTES), ret->bytes);
    return HF_OK;
}

static bool unbox(const struct record_wrap *wrap, const struct key_id *id, const uint8_t pub[32],
                  const uint8_t secret[32], uint8_t dek[KEY_BYTES])
{
    return wrap->len == BOXED && memcmp(id->bytes, wrap->key_id.bytes, 16) == 0 &&
           crypto_box_seal_open(dek, wrap->bytes, BOXED, pub, secret) == 0;
}

/* By the key that the wrap names: since it was sealed, the record may have come under a newer one.
 */
static bool unwrap(const struct keyring *keyring, const struct record_place *place,
                   const struct record_wrap *wrap, uint8_t dek[KEY_BYTES])
{
    const struct client_key *key =
        keyring_find_id(keyring, place->client, place->compartment, &wrap->key_id);
    struct seal_place at = place_of(keyring, place, SEAL_RECORD_WRAP);

    if (wrap->way != KEY_WAY_CK)
        return unbox(wrap, &keyring->box_id, keyring->who.box_pub, keyring->box_secret, dek) ||
               (key != NULL && unbox(wrap, &key->box_id, key->box_pub, key->box_secret, dek));
    at.epoch = key == NULL ? 0 : key->epoch;
    return key != NULL && wrap->len == KEY_BYTES + SEAL_EXTRA &&
           seal_open_by(key->ck, &key->ck_id, &at, span_at(wrap->bytes, wrap->len), dek);
}

static bool find_dek(const struct keyring *keyring, const struct record_place *place,
                     const struct record_wrap *wraps, size_t n, uint8_t dek[KEY_BYTES])
{
    for (size_t i = 0; i < n; i++)
        if (unwrap(keyring, place, &wraps[i], dek))
            return true;
    return false;
}

/* --- records --------------------------------------------------------------------------------- */

static void write_plain(struct span content, uint8_t *plain, uint8_t commitment[32])
{
    blind_make(plain);
    for (int i = 0; i < 4; i++)
        plain[BLIND + i] = (uint8_t)(content.len >> (8 * i));
    if (content.len > 0)
        memcpy(plain + HEAD, content.at, content.len);
    vault_hmac(plain, content, commitment);
}

static enum status seal_body(const struct keyring *keyring, const struct record_place *place,
                             struct span content, const uint8_t dek[KEY_BYTES], struct arena *arena,
                             struct record_sealed *ret, struct fault *why)
{
    struct seal_place at = place_of(keyring, place, SEAL_RECORD);
    size_t size = pad_size(HEAD + content.len);
    uint8_t *frame = arena_alloc(arena, size + SEAL_EXTRA, 1);
    size_t mark = arena_mark(arena);
    uint8_t *plain = arena_alloc(arena, size, 1);

    if (plain == NULL || frame == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    write_plain(content, plain, ret->commitment);
    memcpy(ret->blind, plain, BLIND);
    seal_frame(dek, &at, span_at(plain, size), frame);
    sodium_memzero(plain, size);
    arena_rewind(arena, mark);
    ret->frame = span_at(frame, size + SEAL_EXTRA);
    return HF_OK;
}

static enum status seal_wraps(const struct keyring *keyring, const struct record_place *place,
                              const uint8_t dek[KEY_BYTES], const uint8_t (*box_pubs)[32], size_t n,
                              struct record_sealed *ret, struct fault *why)
{
    enum status st = wrap_to_compartment(keyring, place, place->epoch, dek, &ret->wraps[0], why);

    for (size_t i = 0; st == HF_OK && i < n; i++)
        st = wrap_to_box(dek, box_pubs[i], KEY_WAY_DELEGATE, &ret->wraps[i + 1], why);
    ret->n = n + 1;
    return st;
}

enum status record_seal(const struct keyring *keyring, const struct record_place *place,
                        struct span content, const uint8_t (*box_pubs)[32], size_t n,
                        struct arena *arena, struct record_sealed *ret, struct fault *why)
{
    struct record_sealed sealed = {0};
    uint8_t dek[KEY_BYTES];

    if (content.len > CONTENT_MOST || n >= WRAPS_MOST)
        return fault_set(why, HF_INVALID, "a record of %zu bytes is too long", content.len);
    randombytes_buf(dek, sizeof dek);
    enum status st = seal_wraps(keyring, place, dek, box_pubs, n, &sealed, why);

    if (st == HF_OK)
        st = seal_body(keyring, place, content, dek, arena, &sealed, why);
    sodium_memzero(dek, sizeof dek);
    if (st == HF_OK)
        *ret = sealed;
    sodium_memzero(sealed.blind, sizeof sealed.blind);
    return st;
}

static bool read_plain(struct span plain, const uint8_t commitment[32], struct span *ret)
{
    uint8_t again[32];
    size_t len = 0;

    if (plain.len < HEAD)
        return false;
    for (int i = 3; i >= 0; i--)
        len = len << 8 | (uint8_t)plain.at[BLIND + i];
    if (len > plain.len - HEAD)
        return false;
    *ret = span_at(plain.at + HEAD, len);
    vault_hmac((const uint8_t *)plain.at, *ret, again);
    return crypto_verify_32(again, commitment) == 0;
}

static enum status open_body(const struct keyring *keyring, const struct record_place *place,
                             struct span frame, const uint8_t dek[KEY_BYTES],
                             const uint8_t commitment[32], struct arena *arena, struct span *ret,
                             uint8_t ret_blind[32], struct fault *why)
{
    struct seal_place at = place_of(keyring, place, SEAL_RECORD);
    size_t len = frame.len < SEAL_EXTRA ? 0 : frame.len - SEAL_EXTRA;
    uint8_t *plain = arena_alloc(arena, len, 1);
    struct span content;

    if (plain == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (!seal_open(dek, &at, frame, plain) ||
        !read_plain(span_at(plain, len), commitment, &content))
        return fault_set(why, HF_INVALID, "a sealed record is not the one that was signed");
    /* No padding is kept: a chain is thousands of records. */
    memcpy(ret_blind, plain, BLIND);
    memmove(plain, content.at, content.len);
    sodium_memzero(plain + content.len, len - content.len);
    arena_trim(arena, plain, content.len);
    *ret = span_at((const char *)plain, content.len);
    return HF_OK;
}

enum status record_open(const struct keyring *keyring, const struct record_place *place,
                        struct span frame, const struct record_wrap *wraps, size_t n,
                        const uint8_t commitment[32], struct arena *arena, struct span *ret,
                        uint8_t ret_blind[32], struct fault *why)
{
    uint8_t dek[KEY_BYTES];

    if (!find_dek(keyring, place, wraps, n, dek))
        return HF_NOT_FOUND;
    enum status st = open_body(keyring, place, frame, dek, commitment, arena, ret, ret_blind, why);

    sodium_memzero(dek, sizeof dek);
    return st;
}

enum status record_share(const struct keyring *keyring, const struct record_place *place,
                         const struct record_wrap *wraps, size_t n, const uint8_t box_pub[32],
                         struct record_wrap *ret, struct fault *why)
{
    uint8_t dek[KEY_BYTES];

    if (!find_dek(keyring, place, wraps, n, dek))
        return HF_NOT_FOUND;
    enum status st = wrap_to_box(dek, box_pub, KEY_WAY_DELEGATE, ret, why);

    sodium_memzero(dek, sizeof dek);
    return st;
}

enum status record_rewrap(const struct keyring *keyring, const struct record_place *place,
                          const struct record_wrap *wrap, uint32_t epoch, struct record_wrap *ret,
                          struct fault *why)
{
    uint8_t dek[KEY_BYTES];

    if (!find_dek(keyring, place, wrap, 1, dek))
        return HF_NOT_FOUND;
    enum status st = wrap_to_compartment(keyring, place, epoch, dek, ret, why);

    sodium_memzero(dek, sizeof dek);
    return st;
}
