/* keep/vault/kit.h - what a backup needs of the secrets folder, and what it leaves there.
 *
 * A kit holds the service's keys and who the practice is, never the pepper: that one is printed on
 * the owner's sheet, so that a backup alone gives nothing to guess passwords against.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_KIT_H
#define HF_KEEP_VAULT_KIT_H

#include "base/arena.h"
#include "keep/vault/vault.h"

enum { KIT_BYTES = 96 + 32 + 49 };

/* `ret` is secret: the caller seals it at once and wipes it. */
void kit_write(const struct vault *vault, uint8_t ret[KIT_BYTES]);
struct practice_id kit_practice(const uint8_t kit[KIT_BYTES]);
void kit_service_key(const uint8_t kit[KIT_BYTES], uint8_t ret_sign_pub[32]);

/* Makes the secrets folder anew from a kit and the pepper as it is printed. HF_INVALID: a pepper
 * that is mistyped or of another practice. HF_CONFLICT: there are secrets already. */
HF_MUST_USE enum status kit_restore(const struct vault_config *config, const uint8_t kit[KIT_BYTES],
                                    struct span pepper, struct vault **ret, struct fault *why);

/* The public half of the offline key to which backups are sealed, and the last backup made. It
 * lies in the secrets folder, where nobody who can only write to the data base changes it. */
struct kit_note {
    bool has_key;
    uint8_t recipient[32];
    uint64_t number; /* 0: none yet */
    uint8_t manifest[32];
};
HF_MUST_USE enum status kit_note_read(const struct vault *vault, struct kit_note *ret,
                                      struct fault *why);
HF_MUST_USE enum status kit_note_write(struct vault *vault, const struct kit_note *note,
                                       struct fault *why);

/* When a backup was last restored, on trial or in earnest, so that every row held. */
struct kit_drill {
    int64_t done_us; /* 0: never, as far as the secrets folder knows */
    uint64_t number; /* of the backup */
    int64_t made_us; /* when that was made */
};
HF_MUST_USE enum status kit_drill_read(const struct vault *vault, struct kit_drill *ret,
                                       struct fault *why);
HF_MUST_USE enum status kit_drill_write(struct vault *vault, const struct kit_drill *drill,
                                        struct fault *why);

/* The list of what was erased, as keep/ledger signs it (erase.h). HF_NOT_FOUND: none yet. */
enum { KIT_ERASED_MOST = 160 << 20 };
HF_MUST_USE enum status kit_erased_read(const struct vault *vault, struct arena *arena,
                                        struct span *ret, struct fault *why);
HF_MUST_USE enum status kit_erased_write(struct vault *vault, struct span bytes, struct fault *why);

#endif
