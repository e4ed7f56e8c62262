/* keep/passkey/passkey.h - what a browser hands over for a passkey: does it hold?
 *
 * W3C Web Authentication Level 3, sections 7.1 (registration) and 7.2 (assertion). Challenge,
 * origin, type, site, presence and verification of the person and the count are checked here, the
 * signature by libfido2. Keeps nothing. Safe for many threads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_PASSKEY_PASSKEY_H
#define HF_KEEP_PASSKEY_PASSKEY_H

#include "base/arena.h"
#include "base/fault.h"

/* What a stranger may send. */
enum {
    PASSKEY_ID_MOST = 512,      /* bytes of a credential's id; 16 at least */
    PASSKEY_KEY_MOST = 272,     /* of a public key as libfido2 holds it */
    PASSKEY_CLIENT_MOST = 2048, /* of clientDataJSON */
    PASSKEY_OBJECT_MOST = 8192, /* of an attestationObject */
    PASSKEY_DATA_MOST = 2048,   /* of authenticatorData */
    PASSKEY_SIGNATURE_MOST = 512,
    PASSKEY_CHALLENGE = 32,
    PASSKEY_SITE_MOST = 256,
};

/* What was asked, and where. */
struct passkey_ask {
    uint8_t challenge[PASSKEY_CHALLENGE];
    struct span origin; /* "https://practice.example" as the browser writes it */
    struct span site;   /* the host of it, without port: the RP ID */
};

struct passkey {
    uint8_t id[PASSKEY_ID_MOST];
    size_t id_len;
    int algorithm; /* COSE: -7 ES256, -8 EdDSA, -257 RS256 */
    uint8_t key[PASSKEY_KEY_MOST];
    size_t key_len;
    uint32_t count;
};

/* A new one. HF_INVALID with a sentence for operators: it does not hold. Attestation statements are
 * not looked at. */
HF_MUST_USE enum status passkey_read(const struct passkey_ask *ask, struct span client_data,
                                     struct span attestation_object, struct arena *arena,
                                     struct passkey *ret, struct fault *why);

struct passkey_answer {
    struct span client_data, authenticator_data, signature;
};

/* One use. `ret_count` is to be kept. HF_INVALID: it does not hold; a count that did not grow is
 * that, too: two authenticators have this key. */
HF_MUST_USE enum status passkey_check(const struct passkey_ask *ask, const struct passkey *passkey,
                                      const struct passkey_answer *answer, struct arena *arena,
                                      uint32_t *ret_count, struct fault *why);

#endif
