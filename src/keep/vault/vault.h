/* keep/vault/vault.h - the secrets folder and what is made from it; one for the process.
 *
 * The secrets folder (0700, apart from the data folder) holds the pepper, the service's keys, the
 * practice's id with its root key, and the last anchor of the ledger. Without it a copy of the
 * data folder opens nothing and gives nothing to guess passwords against. Safe for many threads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_VAULT_H
#define HF_KEEP_VAULT_VAULT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/id.h"
#include "keep/vault/world.h"

struct vault;
struct keyring;

/* Argon2id. */
struct vault_cost {
    uint64_t passes;
    uint64_t memory_bytes;
};

#define VAULT_COST_DEFAULT ((struct vault_cost){3, 128u << 20})
#define VAULT_COST_FLOOR   ((struct vault_cost){3, 64u << 20})

struct vault_config {
    const char *secrets_path;
    const char *data_path;  /* the secrets folder is refused inside it */
    struct vault_cost cost; /* for new password slots */
    struct vault_cost
        floor; /* never below this whatever is stored; programs pass VAULT_COST_FLOOR */
    const struct world *world; /* borrowed for the vault's life */
};

/* Makes the folder with new secrets for a new practice. HF_CONFLICT: there are secrets already. */
HF_MUST_USE enum status vault_found(const struct vault_config *config, struct vault **ret,
                                    struct fault *why);
/* HF_NOT_FOUND: no such folder. HF_INVALID: open to others, inside the data folder, or of a wrong
 * shape. */
HF_MUST_USE enum status vault_open(const struct vault_config *config, struct vault **ret,
                                   struct fault *why);
void vault_free(struct vault *vault);

struct practice_id vault_practice(const struct vault *vault);
const struct world *vault_world(const struct vault *vault);

/* The service's own keyring (machine acts, practice compartment), new; ends with keyring_close. */
HF_MUST_USE enum status vault_service_open(const struct vault *vault, struct keyring **ret,
                                           struct fault *why);

/* The owner's public signing key with which the ledger begins; pinned once. */
HF_MUST_USE enum status vault_pin_root(struct vault *vault, const uint8_t sign_pub[32],
                                       struct fault *why);
bool vault_root(const struct vault *vault, uint8_t ret_sign_pub[32]);

/* Has an older state of passes, passwords or people's keys been put under us? */
bool vault_is_older(const struct vault *vault);
/* Sets how far they have come, back too, and says how far that was: for a restored backup alone. */
uint64_t vault_ways_set(struct vault *vault, uint64_t number);
/* Takes passes, passwords and people's keys as they are here for the newest, from the commit of
 * `tx` on: for an older copy whose rows were all found to hold, by its owner's word. The last that
 * happens to them in this transaction. */
struct tx;
HF_MUST_USE enum status vault_ways_take(struct vault *vault, struct tx *tx, struct fault *why);

/* The furthest ledger that was ever confirmed: written by rename and sync. Size 0: none yet. */
struct vault_anchor {
    uint64_t size;
    uint8_t root[32];
};
HF_MUST_USE enum status vault_anchor_read(const struct vault *vault, struct vault_anchor *ret,
                                          struct fault *why);
/* A smaller size than the one there is kept out. */
HF_MUST_USE enum status vault_anchor_write(struct vault *vault, const struct vault_anchor *anchor,
                                           struct fault *why);

/* Sets it, back too: for a restored backup alone, whose owner was told what is missing. What the
 * ledger of before knew when it rested is forgotten. */
HF_MUST_USE enum status vault_anchor_set(struct vault *vault, const struct vault_anchor *anchor,
                                         struct fault *why);

/* What the ledger knew when it last rested: `len` bytes, with room for VAULT_REST_EXTRA more, which
 * hold the service's seal. Read into `arena`. HF_NOT_FOUND: there is none. HF_INVALID: it is not
 * ours. */
enum { VAULT_REST_EXTRA = 32 };
HF_MUST_USE enum status vault_rest_write(struct vault *vault, uint8_t *bytes, size_t len,
                                         struct fault *why);
HF_MUST_USE enum status vault_rest_read(const struct vault *vault, struct arena *arena,
                                        struct span *ret, struct fault *why);

/* The pepper as 13 groups for the owner's recovery sheet; `ret` is wiped by the caller. */
enum { VAULT_PEPPER_TEXT = 65 };
void vault_pepper_text(const struct vault *vault, char ret[VAULT_PEPPER_TEXT]);

/* Blind index of a login name: 128 bits of keyed BLAKE2b over its trimmed, ASCII-folded bytes. */
void vault_login_index(const struct vault *vault, struct span login, uint8_t ret[16]);

/* SHA-256, and HMAC-SHA-256, for the rooms that may not include the library. */
void vault_sha256(struct span message, uint8_t ret[32]);
void vault_hmac(const uint8_t key[32], struct span message, uint8_t ret[32]);
/* The same hash of what comes in pieces. No secrets: its state is not wiped. */
struct vault_sum {
    uint64_t state[16];
};
void vault_sum_init(struct vault_sum *sum);
void vault_sum_add(struct vault_sum *sum, struct span piece);
void vault_sum_end(struct vault_sum *sum, uint8_t ret[32]);
void vault_wipe(void *at, size_t len);
bool vault_same(const void *a, const void *b, size_t len); /* constant time */

/* True if the service's signature, or a person's, is canonical and of this message. */
bool vault_verify(const uint8_t sign_pub[32], struct span message, const uint8_t signature[64]);

/* RFC 4648, padded; `size` holds 4 digits for each 3 bytes begun, and the NUL. */
void vault_base64(struct span bytes, char *ret, size_t size);
/* White space is passed over. False: other letters, no whole groups, or more than `most` bytes. */
bool vault_base64_read(struct span text, uint8_t *ret, size_t most, size_t *len);

/* What the house itself keeps and reads, under its own key: `record` is its name. Sealing writes
 * text.len + VAULT_SHELF_EXTRA bytes, opening that much less; false: another name, or changed. */
enum { VAULT_SHELF_EXTRA = 90 };
void vault_shelve(const struct vault *vault, struct id128 record, struct span text, uint8_t *ret);
HF_MUST_USE bool vault_unshelve(const struct vault *vault, struct id128 record, struct span frame,
                                uint8_t *ret);

/* First 16 bytes of SHA-256("holdfast/key-id/v1" 0 || key). */
struct key_id {
    uint8_t bytes[16];
};
struct key_id key_id_of(const uint8_t key[32]);

#endif
