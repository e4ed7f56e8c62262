/* test/unit/keep/passkey/maker.h - an authenticator made of OpenSSL: keys, attestation objects,
 * answers, each of them as a browser would hand it over, or bent by a test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_PASSKEY_MAKER_H
#define HF_TEST_PASSKEY_MAKER_H

#include "keep/passkey/passkey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <string.h>

#define MAKER_SITE   "practice.example"
#define MAKER_ORIGIN "https://practice.example"

enum { MAKER_ES256 = -7, MAKER_EDDSA = -8, MAKER_RS256 = -257, MAKER_UP_UV = 0x05 };

struct maker {
    EVP_PKEY *key;
    int algorithm;
    uint8_t id[32];
};

struct bytes {
    uint8_t at[4096];
    size_t len;
};

static inline void add(struct bytes *to, const void *at, size_t len)
{
    memcpy(to->at + to->len, at, len);
    to->len += len;
}

static inline void add_byte(struct bytes *to, int byte)
{
    to->at[to->len++] = (uint8_t)byte;
}

static inline struct span span_bytes(const struct bytes *bytes)
{
    return span_at(bytes->at, bytes->len);
}

static inline struct maker maker_new(int algorithm)
{
    struct maker maker = {.algorithm = algorithm};

    maker.key = algorithm == MAKER_ES256   ? EVP_EC_gen("P-256")
                : algorithm == MAKER_EDDSA ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
                                           : EVP_RSA_gen(2048);
    for (size_t i = 0; i < sizeof maker.id; i++)
        maker.id[i] = (uint8_t)(i * 7 + 1);
    return maker;
}

/* --- COSE keys (RFC 9053) -------------------------------------------------------------------- */

static inline void add_head(struct bytes *to, int major, size_t n)
{
    if (n < 24) {
        add_byte(to, major << 5 | (int)n);
    } else if (n < 256) {
        add_byte(to, major << 5 | 24);
        add_byte(to, (int)n);
    } else {
        add_byte(to, major << 5 | 25);
        add_byte(to, (int)(n >> 8));
        add_byte(to, (int)(n & 255));
    }
}

static inline void add_number(struct bytes *to, int n)
{
    add_head(to, n < 0, (size_t)(n < 0 ? -1 - n : n));
}

static inline void add_blob(struct bytes *to, int label, const void *at, size_t len)
{
    add_number(to, label);
    add_head(to, 2, len);
    add(to, at, len);
}

static inline void add_big(struct bytes *to, const struct maker *maker, int label, const char *name,
                           int len)
{
    uint8_t out[512];
    BIGNUM *n = NULL;

    EVP_PKEY_get_bn_param(maker->key, name, &n);
    BN_bn2binpad(n, out, len);
    BN_free(n);
    add_blob(to, label, out, (size_t)len);
}

static inline void add_pair(struct bytes *to, int label, int value)
{
    add_number(to, label);
    add_number(to, value);
}

static inline void add_key(struct bytes *to, const struct maker *maker)
{
    uint8_t point[32];
    size_t len = sizeof point;

    add_head(to, 5, maker->algorithm == MAKER_ES256 ? 5 : 4);
    add_pair(to, 1, maker->algorithm == MAKER_ES256 ? 2 : maker->algorithm == MAKER_EDDSA ? 1 : 3);
    add_pair(to, 3, maker->algorithm);
    if (maker->algorithm == MAKER_RS256) {
        add_big(to, maker, -1, OSSL_PKEY_PARAM_RSA_N, 256);
        add_big(to, maker, -2, OSSL_PKEY_PARAM_RSA_E, 3);
        return;
    }
    add_pair(to, -1, maker->algorithm == MAKER_ES256 ? 1 : 6);
    if (maker->algorithm == MAKER_EDDSA) {
        EVP_PKEY_get_raw_public_key(maker->key, point, &len);
        add_blob(to, -2, point, len);
        return;
    }
    add_big(to, maker, -2, OSSL_PKEY_PARAM_EC_PUB_X, 32);
    add_big(to, maker, -3, OSSL_PKEY_PARAM_EC_PUB_Y, 32);
}

/* --- what is signed -------------------------------------------------------------------------- */

struct made {
    struct passkey_ask ask;
    char client[1024];
    struct bytes data, object, signature;
};

static inline void sha256(const void *at, size_t len, uint8_t ret[32])
{
    EVP_Digest(at, len, ret, NULL, EVP_sha256(), NULL);
}

static inline void base64url(const uint8_t *at, size_t len, char *ret)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint32_t bits = 0;
    int n = 0;

    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | at[i];
        for (n += 8; n >= 6; n -= 6)
            *ret++ = digits[bits >> (n - 6) & 63];
    }
    if (n > 0)
        *ret++ = digits[bits << (6 - n) & 63];
    *ret = '\0';
}

static inline void make_client(struct made *made, const char *type, const char *origin,
                               const char *more)
{
    char challenge[64];

    base64url(made->ask.challenge, sizeof made->ask.challenge, challenge);
    snprintf(made->client, sizeof made->client,
             "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}", type, challenge, origin,
             more);
}

static inline void make_data(struct made *made, const char *site, int flags, uint32_t count)
{
    uint8_t hash[32];

    made->data.len = 0;
    sha256(site, strlen(site), hash);
    add(&made->data, hash, sizeof hash);
    add_byte(&made->data, flags);
    for (int i = 24; i >= 0; i -= 8)
        add_byte(&made->data, (int)(count >> i & 255));
}

static inline struct made made_ask(uint8_t seed)
{
    struct made made = {.ask = {.origin = SPAN(MAKER_ORIGIN), .site = SPAN(MAKER_SITE)}};

    for (size_t i = 0; i < sizeof made.ask.challenge; i++)
        made.ask.challenge[i] = (uint8_t)(seed + i * 37);
    return made;
}

/* The object around what stands in data. */
static inline void make_object(struct made *made)
{
    made->object.len = 0;
    add(&made->object,
        "\xa3\x63"
        "fmt\x64"
        "none\x67"
        "attStmt\xa0\x68"
        "authData",
        28);
    add_head(&made->object, 2, made->data.len);
    add(&made->object, made->data.at, made->data.len);
}

static inline void make_credential(struct made *made, const struct maker *maker, int flags)
{
    static const uint8_t aaguid[16] = {0};

    make_data(made, MAKER_SITE, flags | 0x40, 0);
    add(&made->data, aaguid, sizeof aaguid);
    add_byte(&made->data, 0);
    add_byte(&made->data, sizeof maker->id);
    add(&made->data, maker->id, sizeof maker->id);
    add_key(&made->data, maker);
    make_object(made);
    make_client(made, "webauthn.create", MAKER_ORIGIN, "");
}

static inline void make_signature(struct made *made, const struct maker *maker)
{
    struct bytes message = made->data;
    uint8_t hash[32];
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();

    sha256(made->client, strlen(made->client), hash);
    add(&message, hash, sizeof hash);
    made->signature.len = sizeof made->signature.at;
    EVP_DigestSignInit(ctx, NULL, maker->algorithm == MAKER_EDDSA ? NULL : EVP_sha256(), NULL,
                       maker->key);
    EVP_DigestSign(ctx, made->signature.at, &made->signature.len, message.at, message.len);
    EVP_MD_CTX_free(ctx);
}

static inline void make_answer(struct made *made, const struct maker *maker, uint32_t count)
{
    make_data(made, MAKER_SITE, MAKER_UP_UV, count);
    make_client(made, "webauthn.get", MAKER_ORIGIN, "");
    make_signature(made, maker);
}

#endif
