/* keep/vault/ways_in.h - every way by which somebody, or somebody for them, can come in now.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_WAYS_IN_H
#define HF_KEEP_VAULT_WAYS_IN_H

#include "keep/vault/keyring.h"

struct ways_in {
    size_t sessions; /* signed in now */
    size_t links;    /* made, not opened yet */
    size_t tablets;  /* handed over */
    size_t rooms;    /* screens of a session */
    size_t passkeys;
    bool has_password, has_recovery, has_pin;
};

/* Of this person, and of whatever was given out for them as a client. Counted from the rows; no key
 * is opened. */
HF_MUST_USE enum status ways_in_count(struct vault *vault, struct tx *tx, struct person_id person,
                                      struct ways_in *ret, struct fault *why);

#endif
