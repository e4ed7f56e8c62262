/* keep/backup/backup.h - a practice's way out of a burnt, drowned or stolen machine.
 *
 * A backup is three files in a folder: data, keys, and a signed manifest that names the backup
 * before. Both archives are sealed to the owner's offline key, so nobody who finds them, and nobody
 * on the machine that wrote them, can read them again. The pepper is in none of them.
 * A backup that has not been restored does not count: backup_restore with `check` proves one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_BACKUP_H
#define HF_KEEP_BACKUP_BACKUP_H

#include "keep/backup/manifest.h"
#include "keep/ledger/ledger.h"
#include "keep/vault/stream.h"

enum {
    BACKUP_MEMORY = 96 << 20, /* of the arena of a backup or a restore */
    BACKUP_KEEP = 7,          /* so many stay when nothing else is said */
};

struct backup_done {
    struct manifest manifest;
    uint64_t removed;        /* older backups, after this one was complete */
    uint64_t removed_erased; /* more of them, since they hold what was erased after them */
};

/* Makes the key and notes its public half in the secrets folder; older backups stay with their
 * older key. `ret_text` is shown once and wiped by the caller. */
HF_MUST_USE enum status backup_make_key(struct vault *vault, char ret_text[OFFLINE_TEXT],
                                        struct fault *why);

/* One picture of the store, while others go on writing. `keep` at least 1. With it goes the list of
 * what was ever erased, and backups from before the last erasure are removed from the folder.
 * HF_NOT_FOUND: there is no key yet. On any fault nothing new stays in the folder. */
HF_MUST_USE enum status backup_write(struct ledger_tx *ltx, struct vault *vault, const char *folder,
                                     uint32_t keep, struct backup_done *ret, struct fault *why);

/* The backup of that number (0: the newest) as anybody sees it: signature, both files by their
 * hashes, and the manifests before it. HF_INVALID says which is wrong; HF_NOT_FOUND: none. */
HF_MUST_USE enum status backup_look(const char *folder, uint64_t number, struct arena *arena,
                                    struct manifest *ret, struct fault *why);

/* The newest backup that was made here (number 0: none yet), without looking into it. HF_NOT_FOUND:
 * there is no key yet, or no such folder. HF_INVALID: it is not in the folder, or another one is.
 */
HF_MUST_USE enum status backup_newest(const struct vault *vault, const char *folder,
                                      struct manifest *ret, struct fault *why);

struct backup_restore {
    const char *folder;
    uint64_t number; /* 0: the newest */
    const struct offline_key *key;
    struct span pepper;              /* as printed; not asked for where there are secrets */
    const struct vault_config *into; /* the data folder must be there, and hold no practice */
    const char *db;                  /* path of the practice's file to be made */
    bool accept_older; /* entries that were confirmed are missing in it: take it all the same */
    void (*progress)(void *arg, uint64_t done, uint64_t all); /* of the check; may be NULL */
    bool *ret_said_older; /* records say that something may be missing; may be NULL */
};

/* Fills the data folder, and the secrets folder where there is none. HF_INVALID: a key or pepper
 * that is not right, or a file that was changed, cut, moved or exchanged. HF_CONFLICT: there is a
 * practice; or, unless accept_older, the secrets folder knows of a newer backup or a longer ledger.
 * Every entry and row is checked before this says HF_OK; else nothing stays. All passes end. It is
 * made aside and moved in at the end: killed at any moment, there is no practice, or a whole one.
 * Where entries may be missing that came after it, each record says so (keep/ledger/older.h), and
 * every yes has to be given again. */
HF_MUST_USE enum status backup_restore(const struct backup_restore *in, struct arena *arena,
                                       struct manifest *ret, struct fault *why);

#endif
