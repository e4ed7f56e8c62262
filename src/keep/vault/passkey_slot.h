/* keep/vault/passkey_slot.h - passkeys as they are kept: whose they are, and what they open.
 *
 * One with the PRF extension opens its person's keys as a password does; one without says who
 * somebody is and opens nothing. Whether an answer holds is keep/passkey's question, whether the
 * person certified it the ledger's. Never a person's only slot.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_PASSKEY_SLOT_H
#define HF_KEEP_VAULT_PASSKEY_SLOT_H

#include "keep/vault/keyring.h"

enum { PASSKEY_SLOT_ID = 512, PASSKEY_SLOT_KEY = 272, PASSKEY_SLOT_FRAME = 122, PASSKEY_PRF = 32 };

struct passkey_slot {
    uint8_t name[32];
    struct person_id person;
    uint32_t keygen;
    uint8_t id[PASSKEY_SLOT_ID];
    size_t id_len;
    int64_t algorithm;
    uint8_t key[PASSKEY_SLOT_KEY];
    size_t key_len;
    uint32_t count;
    uint8_t device;
    int64_t added_us;
    uint8_t frame[PASSKEY_SLOT_FRAME];
    size_t frame_len; /* 0: it opens nothing */
};

/* What the ledger calls it: 16 bytes over id, algorithm and key. */
struct id128 passkey_fingerprint(const struct passkey_slot *slot);

/* What the PRF of every passkey here is asked for. */
void passkey_salt(const struct vault *vault, uint8_t ret[32]);

/* Keeps it for the keyring's person; id, algorithm, key, count and device are filled in. `prf`: 32
 * bytes, or empty. HF_CONFLICT: it is kept already. HF_INVALID: no other slot stands beside it. */
HF_MUST_USE enum status passkey_slot_add(struct vault *vault, struct tx *tx,
                                         const struct keyring *keyring, struct passkey_slot *slot,
                                         struct span prf, struct fault *why);
/* HF_NOT_FOUND: nobody's, or the table is not as it was written last. */
HF_MUST_USE enum status passkey_slot_find(struct vault *vault, struct tx *tx, struct span id,
                                          struct passkey_slot *ret, struct fault *why);
enum { PASSKEY_SLOTS_MOST = 8 };
HF_MUST_USE enum status passkey_slot_list(const struct vault *vault, struct tx *tx,
                                          struct person_id person,
                                          struct passkey_slot ret[PASSKEY_SLOTS_MOST],
                                          size_t *ret_n, struct fault *why);
HF_MUST_USE enum status passkey_slot_count_up(struct vault *vault, struct tx *tx,
                                              struct passkey_slot *slot, uint32_t count,
                                              struct fault *why);
HF_MUST_USE enum status passkey_slot_remove(struct vault *vault, struct tx *tx,
                                            struct person_id person, const uint8_t name[32],
                                            struct fault *why);

/* HF_NOT_FOUND: it opens nothing, or not with this. */
HF_MUST_USE enum status keyring_open_passkey(struct vault *vault, struct tx *tx,
                                             const struct passkey_slot *slot, struct span prf,
                                             struct keyring **ret, struct fault *why);

#endif
