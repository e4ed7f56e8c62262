/* keep/vault/slot_inside.h - rows of the table `slot`, and what is typed to open them; for the
 * files of slots alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_SLOT_INSIDE_H
#define HF_KEEP_VAULT_SLOT_INSIDE_H

#include "keep/vault/vault_inside.h"

/* KEEP IN ORDER: docs/formats.md. Password and recovery code open their person's root key; a PIN
 * opens a key that signs and reads nothing, and is no way in. */
enum slot_kind {
    SLOT_PASSWORD = 1,
    SLOT_RECOVERY = 2,
    SLOT_PIN = 4
}; /* 3: a passkey, in its own table */
;

enum { SLOT_FRAME = KEY_BYTES + SEAL_EXTRA, SLOT_FRAME_MOST = 9 + DELEGATE_SECRET + SEAL_EXTRA };

struct slot {
    enum slot_kind kind;
    uint8_t login[16];
    struct person_id person;
    uint32_t keygen;
    uint8_t salt[SALT_BYTES];
    struct vault_cost cost;
    uint8_t verifier[32];
    uint8_t frame[SLOT_FRAME_MOST];
    size_t frame_len;
};

/* HF_NOT_FOUND: there is none, or slots were tampered with. */
HF_MUST_USE enum status slot_find(struct vault *vault, struct tx *tx, enum slot_kind kind,
                                  const uint8_t login[16], struct slot *ret, struct fault *why);
/* The same for somebody who is known. */
HF_MUST_USE enum status slot_find_of(struct vault *vault, struct tx *tx, enum slot_kind kind,
                                     struct person_id person, struct slot *ret, struct fault *why);
HF_MUST_USE enum status slot_add(struct vault *vault, struct tx *tx, const struct slot *slot,
                                 struct fault *why);
HF_MUST_USE enum status slot_remove(struct vault *vault, struct tx *tx, struct person_id person,
                                    enum slot_kind kind, struct fault *why);

/* Halves of what was typed, each keyed with the pepper. */
struct opener {
    uint8_t verifier[32], key[KEY_BYTES];
};
void opener_of(const struct vault *vault, const uint8_t stretched[64], struct opener *ret);
/* By Argon2id, with the slot's salt and cost. */
HF_MUST_USE enum status opener_stretch(struct vault *vault, struct span typed,
                                       const struct slot *slot, struct opener *ret,
                                       struct fault *why);
/* A stranger's costs the same: a salt of its own, the cost of today, and no row. */
void slot_fake(const struct vault *vault, struct slot *slot);

struct seal_place slot_place(const struct vault *vault, const struct slot *slot);
/* Seals the keyring's root key for who has the opener. */
void slot_fill(const struct vault *vault, const struct keyring *keyring,
               const struct opener *opener, struct slot *slot);
/* HF_NOT_FOUND: the opener is another one. */
HF_MUST_USE enum status slot_open(struct vault *vault, struct tx *tx, const struct slot *slot,
                                  const struct opener *opener, struct keyring **ret,
                                  struct fault *why);

#endif
