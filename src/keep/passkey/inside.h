/* keep/passkey/inside.h - what the files of this room share; nobody else includes it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_PASSKEY_INSIDE_H
#define HF_KEEP_PASSKEY_INSIDE_H

#include "keep/passkey/passkey.h"

/* Type, challenge and origin of clientDataJSON are those of `ask`, and no frame of another site is
 * around it. `type`: "webauthn.create" or "webauthn.get". */
HF_MUST_USE enum status client_data_check(const struct passkey_ask *ask, const char *type,
                                          struct span client_data, struct arena *arena,
                                          struct fault *why);

/* The authData of an attestationObject, copied into the arena. */
HF_MUST_USE enum status attested_data(struct span attestation_object, struct arena *arena,
                                      struct span *ret, struct fault *why);

/* Nothing but whole CBOR items, with no length that promises more than is there: libcbor reserves
 * what a length promises. Empty is fine. */
bool cbor_is_bounded(struct span items);

/* Authenticator data is at least so long: hash of the site 32, flags 1, count 4. */
enum { DATA_LEAST = 37, FLAG_PRESENT = 0x01, FLAG_VERIFIED = 0x04, FLAG_KEY = 0x40 };
HF_MUST_USE enum status data_check(const struct passkey_ask *ask, struct span data, uint8_t flags,
                                   struct fault *why);

#endif
