/* door/cli/doctor_practice.h - what the practice itself says: people, rules, backups.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_DOCTOR_PRACTICE_H
#define HF_DOOR_CLI_DOCTOR_PRACTICE_H

#include "door/cli/doctor_report.h"
#include "keep/backup/backup.h"
#include "usecase/practice_file.h"

struct doctor_practice {
    const struct practice_file *file;
    const struct knowledge *knowledge;
    struct arena *arena;
    bool is_narrow; /* the data is an older copy */
    int64_t now_s;
};

/* Founded, not narrowed, everything there without which no client may begin, ways back in, rules
 * that were read. One line, where there is no practice yet. */
void doctor_practice(struct doctor_report *report, const struct doctor_practice *practice);

/* What is known of backups: is there a key, was one made, how old is the newest in `folder`, which
 * may be NULL. */
void doctor_backups(struct doctor_report *report, const struct vault *vault, const char *folder,
                    int64_t now_s);

#endif
