/* verify/crypto.c - OpenSSL, and nothing else.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

bool sha256(const void *bytes, size_t len, uint8_t ret[HASH])
{
    return EVP_Digest(bytes, len, ret, NULL, EVP_sha256(), NULL) == 1;
}

bool hmac_sha256(const uint8_t key[HASH], const void *bytes, size_t len, uint8_t ret[HASH])
{
    return HMAC(EVP_sha256(), key, HASH, bytes, len, ret, NULL) != NULL;
}

bool ed25519_holds(const uint8_t key[PUBLIC_KEY], const uint8_t *message, size_t len,
                   const uint8_t signature[SIGNATURE])
{
    EVP_PKEY *pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, PUBLIC_KEY);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool holds = pkey != NULL && context != NULL &&
                 EVP_DigestVerifyInit(context, NULL, NULL, NULL, pkey) == 1 &&
                 EVP_DigestVerify(context, signature, SIGNATURE, message, len) == 1;

    EVP_MD_CTX_free(context);
    EVP_PKEY_free(pkey);
    return holds;
}
