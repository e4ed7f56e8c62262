/* keep/backup/folder.h - the files of the backups in a folder; in this room.
 *
 * holdfast-00000012.data, .keys and .manifest; while they are written they end in .part as well.
 * Beside them one list, holdfast-erased.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_FOLDER_H
#define HF_KEEP_BACKUP_FOLDER_H

#include "base/arena.h"
#include "keep/backup/manifest.h"

#include <limits.h>

enum folder_file { FILE_DATA, FILE_KEYS, FILE_MANIFEST, FOLDER_FILES };

/* HF_INVALID: the path is too long. */
HF_MUST_USE enum status folder_path(const char *folder, uint64_t number, enum folder_file file,
                                    bool part, char ret[PATH_MAX], struct fault *why);

/* The highest number of a manifest in the folder, 0 for none. HF_NOT_FOUND: no such folder. */
HF_MUST_USE enum status folder_newest(const char *folder, uint64_t *ret, struct fault *why);

/* HF_NOT_FOUND: there is no manifest of that number. */
HF_MUST_USE enum status folder_manifest(const char *folder, uint64_t number, struct manifest *ret,
                                        struct fault *why);

/* Writes the manifest as .part, synced. */
HF_MUST_USE enum status folder_put_manifest(const char *folder, uint64_t number,
                                            const uint8_t bytes[MANIFEST_BYTES], struct fault *why);
/* The list of what was erased before (keep/ledger/erase.h), one for the folder, by rename and sync:
 * an older backup in it knows nothing of what came after it. */
HF_MUST_USE enum status folder_put_erased(const char *folder, struct span bytes, struct fault *why);
/* Into the arena. HF_NOT_FOUND: there is none. */
HF_MUST_USE enum status folder_get_erased(const char *folder, struct arena *arena, struct span *ret,
                                          struct fault *why);
/* All three lose their .part, the manifest last; then the folder is synced. */
HF_MUST_USE enum status folder_commit(const char *folder, uint64_t number, struct fault *why);
/* Removes the .part files of a backup that was not finished; whatever is there. */
void folder_sweep(const char *folder, uint64_t number);
/* Removes all backups below `below`, the manifest first; returns how many. */
uint64_t folder_remove_below(const char *folder, uint64_t below);
/* Removes all whose ledger had fewer than `size` entries; returns how many. */
uint64_t folder_remove_shorter(const char *folder, uint64_t size);

#endif
