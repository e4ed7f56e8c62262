/* keep/vault/hash.c - hashes, key ids, base32.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

void vault_sha256(struct span message, uint8_t ret[32])
{
    crypto_hash_sha256(ret, (const unsigned char *)message.at, message.len);
}

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct vault_sum), "room for the state");

static crypto_hash_sha256_state *state_of(struct vault_sum *sum)
{
    return (crypto_hash_sha256_state *)sum->state;
}

void vault_sum_init(struct vault_sum *sum)
{
    crypto_hash_sha256_init(state_of(sum));
}

void vault_sum_add(struct vault_sum *sum, struct span piece)
{
    crypto_hash_sha256_update(state_of(sum), (const unsigned char *)piece.at, piece.len);
}

void vault_sum_end(struct vault_sum *sum, uint8_t ret[32])
{
    crypto_hash_sha256_final(state_of(sum), ret);
}

void vault_hmac(const uint8_t key[32], struct span message, uint8_t ret[32])
{
    crypto_auth_hmacsha256(ret, (const unsigned char *)message.at, message.len, key);
}

bool vault_verify(const uint8_t sign_pub[32], struct span message, const uint8_t signature[64])
{
    return crypto_sign_verify_detached(signature, (const unsigned char *)message.at, message.len,
                                       sign_pub) == 0;
}

void vault_base64(struct span bytes, char *ret, size_t size)
{
    sodium_bin2base64(ret, size, (const unsigned char *)bytes.at, bytes.len,
                      sodium_base64_VARIANT_ORIGINAL);
}

bool vault_base64_read(struct span text, uint8_t *ret, size_t most, size_t *len)
{
    return sodium_base642bin(ret, most, text.at, text.len, "\r\n\t ", len, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0;
}

struct key_id key_id_of(const uint8_t key[32])
{
    static const char label[] = "holdfast/key-id/v1";
    unsigned char message[sizeof label + 32], hash[32];
    struct key_id id;

    memcpy(message, label, sizeof label);
    memcpy(message + sizeof label, key, 32);
    crypto_hash_sha256(hash, message, sizeof message);
    memcpy(id.bytes, hash, sizeof id.bytes);
    sodium_memzero(message, sizeof message);
    return id;
}

void keyed_hash(const uint8_t key[KEY_BYTES], const char *label, struct span message, uint8_t *ret,
                size_t ret_len)
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, key, KEY_BYTES, ret_len);
    crypto_generichash_update(&state, (const unsigned char *)label, strlen(label) + 1);
    crypto_generichash_update(&state, (const unsigned char *)message.at, message.len);
    crypto_generichash_final(&state, ret, ret_len);
    sodium_memzero(&state, sizeof state);
}

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t fold_text(struct span text, char *ret, size_t room)
{
    struct span trimmed = span_head(span_trim(text), room);

    for (size_t i = 0; i < trimmed.len; i++)
        ret[i] = folded(trimmed.at[i]);
    return trimmed.len;
}

void vault_login_index(const struct vault *vault, struct span login, uint8_t ret[16])
{
    char text[SLOT_LOGIN_MOST];
    uint8_t key[KEY_BYTES];
    size_t len = fold_text(login, text, sizeof text);

    keyed_hash(vault->keys->pepper, "holdfast/login/v1", SPAN(""), key, sizeof key);
    crypto_generichash(ret, 16, (const unsigned char *)text, len, key, sizeof key);
    sodium_memzero(key, sizeof key);
    sodium_memzero(text, sizeof text);
}

void base32_write(const uint8_t *bytes, size_t n, char *ret)
{
    for (size_t i = 0; i < n; i++) {
        size_t bit = i * 5;
        unsigned pair = (unsigned)bytes[bit / 8] << 8;

        if (bit % 8 > 3)
            pair |= bytes[bit / 8 + 1];
        ret[i] = digits[pair >> (11 - bit % 8) & 31];
    }
    ret[n] = '\0';
}

/* What people write for a digit that looks like it. */
static char meant(char c)
{
    c = folded(c);
    return c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
}

int base32_next(struct span *text)
{
    while (text->len > 0 && (text->at[0] == '-' || text->at[0] == ' '))
        *text = span_skip(*text, 1);
    if (text->len == 0 || text->at[0] == '\0')
        return -1;
    const char *hit = strchr(digits, meant(text->at[0]));

    *text = span_skip(*text, 1);
    return hit == NULL ? -1 : (int)(hit - digits);
}

bool base32_read(struct span *text, size_t n, uint8_t *ret)
{
    memset(ret, 0, (n * 5 + 7) / 8);
    for (size_t i = 0; i < n; i++) {
        int value = base32_next(text);

        if (value < 0)
            return false;
        for (size_t k = 0; k < 5; k++)
            if ((value >> (4 - k) & 1) != 0)
                ret[(i * 5 + k) / 8] |= (uint8_t)(0x80 >> (i * 5 + k) % 8);
    }
    return true;
}

bool base32_is(struct span text, const char *want)
{
    for (; *want != '\0'; want++) {
        struct span digit = span_at(want, 1);

        if (base32_next(&text) != base32_next(&digit))
            return false;
    }
    return span_trim(text).len == 0;
}
