/* keep/passkey/passkey.c - see passkey.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/passkey/passkey.h"

#include "keep/passkey/inside.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <openssl/evp.h>
#include <string.h>

enum { ID_LEAST = 16 };

static const int algorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256};

static bool hash(struct span text, uint8_t ret[32])
{
    return EVP_Digest(text.at, text.len, ret, NULL, EVP_sha256(), NULL) == 1;
}

/* --- authenticator data ---------------------------------------------------------------------- */

/* What is CBOR in it: behind the credential's id if there is one (section 6.5.1). One that is cut
 * off has no tail, and libfido2 refuses it. */
static struct span tail_of(struct span data)
{
    enum { AAGUID = 16 };
    struct span rest = span_skip(data, DATA_LEAST);

    if (((uint8_t)data.at[32] & FLAG_KEY) == 0)
        return rest;
    if (rest.len < AAGUID + 2)
        return SPAN("");
    size_t id_len = (size_t)(uint8_t)rest.at[AAGUID] << 8 | (uint8_t)rest.at[AAGUID + 1];

    return rest.len < AAGUID + 2 + id_len ? SPAN("") : span_skip(rest, AAGUID + 2 + id_len);
}

enum status data_check(const struct passkey_ask *ask, struct span data, uint8_t flags,
                       struct fault *why)
{
    uint8_t site[32];

    if (data.len < DATA_LEAST || data.len > PASSKEY_DATA_MOST)
        return fault_set(why, HF_INVALID, "a passkey's data has a wrong length");
    if (!hash(ask->site, site))
        return fault_set(why, HF_FAILED, "no hash of the site's name");
    if (memcmp(data.at, site, sizeof site) != 0)
        return fault_set(why, HF_INVALID, "a passkey belongs to another site");
    if (((uint8_t)data.at[32] & flags) != flags)
        return fault_set(why, HF_INVALID, "a passkey did not make sure who uses it");
    if (!cbor_is_bounded(tail_of(data)))
        return fault_set(why, HF_INVALID, "a passkey's data is no bounded CBOR");
    return HF_OK;
}

static uint32_t count_of(struct span data)
{
    uint32_t count = 0;

    for (int i = 33; i < DATA_LEAST; i++)
        count = count << 8 | (uint8_t)data.at[i];
    return count;
}

/* --- a new one ------------------------------------------------------------------------------- */

static bool take_key(const fido_cred_t *cred, int algorithm, struct passkey *ret)
{
    size_t id_len = fido_cred_id_len(cred), key_len = fido_cred_pubkey_len(cred);

    if (id_len < ID_LEAST || id_len > PASSKEY_ID_MOST || key_len == 0 || key_len > PASSKEY_KEY_MOST)
        return false;
    *ret = (struct passkey){.id_len = id_len, .key_len = key_len, .algorithm = algorithm};
    memcpy(ret->id, fido_cred_id_ptr(cred), id_len);
    memcpy(ret->key, fido_cred_pubkey_ptr(cred), key_len);
    return true;
}

/* libfido2 decodes the data for one algorithm at a time. */
static bool decode_as(struct span data, int algorithm, struct passkey *ret)
{
    fido_cred_t *cred = fido_cred_new();
    bool decoded =
        cred != NULL && fido_cred_set_type(cred, algorithm) == FIDO_OK &&
        fido_cred_set_authdata_raw(cred, (const unsigned char *)data.at, data.len) == FIDO_OK &&
        take_key(cred, algorithm, ret);

    fido_cred_free(&cred);
    return decoded;
}

enum status passkey_read(const struct passkey_ask *ask, struct span client_data, struct span object,
                         struct arena *arena, struct passkey *ret, struct fault *why)
{
    struct span data;
    enum status st = client_data_check(ask, "webauthn.create", client_data, arena, why);

    if (st == HF_OK)
        st = attested_data(object, arena, &data, why);
    if (st == HF_OK)
        st = data_check(ask, data, FLAG_PRESENT | FLAG_VERIFIED | FLAG_KEY, why);
    if (st != HF_OK)
        return st;
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (decode_as(data, algorithms[i], ret)) {
            ret->count = count_of(data);
            return HF_OK;
        }
    return fault_set(why, HF_INVALID, "a passkey's key is of a kind that we don't take");
}

/* --- one use --------------------------------------------------------------------------------- */

/* The public key in libfido2's own shape; freed by drop_key. */
static void *make_key(const struct passkey *passkey)
{
    es256_pk_t *es256 = passkey->algorithm == COSE_ES256 ? es256_pk_new() : NULL;
    eddsa_pk_t *eddsa = passkey->algorithm == COSE_EDDSA ? eddsa_pk_new() : NULL;
    rs256_pk_t *rs256 = passkey->algorithm == COSE_RS256 ? rs256_pk_new() : NULL;

    if (es256 != NULL && es256_pk_from_ptr(es256, passkey->key, passkey->key_len) == FIDO_OK)
        return es256;
    if (eddsa != NULL && eddsa_pk_from_ptr(eddsa, passkey->key, passkey->key_len) == FIDO_OK)
        return eddsa;
    if (rs256 != NULL && rs256_pk_from_ptr(rs256, passkey->key, passkey->key_len) == FIDO_OK)
        return rs256;
    es256_pk_free(&es256);
    eddsa_pk_free(&eddsa);
    rs256_pk_free(&rs256);
    return NULL;
}

static void drop_key(int algorithm, void *key)
{
    if (algorithm == COSE_ES256)
        es256_pk_free((es256_pk_t **)&key);
    else if (algorithm == COSE_EDDSA)
        eddsa_pk_free((eddsa_pk_t **)&key);
    else if (algorithm == COSE_RS256)
        rs256_pk_free((rs256_pk_t **)&key);
}

static bool fill(fido_assert_t *assertion, const char *site, const struct passkey_answer *answer,
                 const uint8_t client_hash[32])
{
    struct span data = answer->authenticator_data, signature = answer->signature;

    return fido_assert_set_clientdata_hash(assertion, client_hash, 32) == FIDO_OK &&
           fido_assert_set_rp(assertion, site) == FIDO_OK &&
           fido_assert_set_count(assertion, 1) == FIDO_OK &&
           fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_authdata_raw(assertion, 0, (const unsigned char *)data.at, data.len) ==
               FIDO_OK &&
           fido_assert_set_sig(assertion, 0, (const unsigned char *)signature.at, signature.len) ==
               FIDO_OK;
}

static bool signed_by(const struct passkey *passkey, const char *site,
                      const struct passkey_answer *answer, const uint8_t client_hash[32])
{
    fido_assert_t *assertion = fido_assert_new();
    void *key = make_key(passkey);
    bool is = assertion != NULL && key != NULL && fill(assertion, site, answer, client_hash) &&
              fido_assert_verify(assertion, 0, passkey->algorithm, key) == FIDO_OK;

    drop_key(passkey->algorithm, key);
    fido_assert_free(&assertion);
    return is;
}

static enum status check_signature(const struct passkey_ask *ask, const struct passkey *passkey,
                                   const struct passkey_answer *answer, struct fault *why)
{
    uint8_t client_hash[32];
    char site[PASSKEY_SITE_MOST];

    if (ask->site.len >= sizeof site || answer->signature.len == 0 ||
        answer->signature.len > PASSKEY_SIGNATURE_MOST)
        return fault_set(why, HF_INVALID, "a passkey's answer has a wrong length");
    memcpy(site, ask->site.at, ask->site.len);
    site[ask->site.len] = '\0';
    if (!hash(answer->client_data, client_hash))
        return fault_set(why, HF_FAILED, "no hash of what the browser said");
    return signed_by(passkey, site, answer, client_hash)
               ? HF_OK
               : fault_set(why, HF_INVALID, "a passkey's signature does not hold");
}

enum status passkey_check(const struct passkey_ask *ask, const struct passkey *passkey,
                          const struct passkey_answer *answer, struct arena *arena,
                          uint32_t *ret_count, struct fault *why)
{
    struct span data = answer->authenticator_data;
    enum status st = client_data_check(ask, "webauthn.get", answer->client_data, arena, why);

    if (st == HF_OK)
        st = data_check(ask, data, FLAG_PRESENT | FLAG_VERIFIED, why);
    if (st == HF_OK)
        st = check_signature(ask, passkey, answer, why);
    if (st != HF_OK)
        return st;
    uint32_t count = count_of(data);

    /* Section 7.2 step 22: zero on both sides is an authenticator that does not count. */
    if ((count != 0 || passkey->count != 0) && count <= passkey->count)
        return fault_set(why, HF_INVALID, "a passkey's count did not grow");
    *ret_count = count;
    return HF_OK;
}
