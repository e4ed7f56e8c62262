/* keep/backup/aside.h - a practice is restored under names that nobody opens, and gets its own at
 * the end: killed at any moment, nothing half is taken for whole. Inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_ASIDE_H
#define HF_KEEP_BACKUP_ASIDE_H

#include "base/fault.h"

#include <limits.h>
#include <stdbool.h>

/* False: it is too long. */
bool aside_name(const char *path, char ret[PATH_MAX]);
/* The data base with its journals; what is not there needs no removing. */
void aside_remove_store(const char *db);
/* The files of a secrets folder, also half written ones, and the folder if nothing else is in it.
 */
void aside_remove_secrets(const char *secrets);
/* By rename and sync; there is nothing at `to`. */
HF_MUST_USE enum status aside_move(const char *from, const char *to, struct fault *why);

#endif
