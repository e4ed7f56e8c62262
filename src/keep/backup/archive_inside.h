/* keep/backup/archive_inside.h - the head of an archive; for its two halves only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_ARCHIVE_INSIDE_H
#define HF_KEEP_BACKUP_ARCHIVE_INSIDE_H

#include "keep/backup/archive.h"

enum { ARCHIVE_ABOUT = 64 };

void archive_about_write(const struct archive_about *about, uint8_t ret[ARCHIVE_ABOUT]);

#endif
