/* door/cli/doctor_folder.h - the folders of a practice: who can enter, where they lie, what is
 * free.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_DOCTOR_FOLDER_H
#define HF_DOOR_CLI_DOCTOR_FOLDER_H

#include "door/cli/doctor_report.h"

#include <stdbool.h>
#include <stdint.h>

struct doctor_folders {
    const char *data, *secrets;
    const char *backups; /* NULL: nobody said where they go */
    const char *root;    /* of /sys and /proc: "" for this machine */
};

/* Modes, owners, places, disks; each folder that is not there is a line, too. */
void doctor_folders(struct doctor_report *report, const struct doctor_folders *folders);

/* The line "free disk". */
void doctor_room(struct doctor_report *report, uint64_t free_bytes, uint64_t all_bytes);

#endif
