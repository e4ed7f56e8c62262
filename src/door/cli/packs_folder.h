/* door/cli/packs_folder.h - packs out of a folder that somebody edits, or that came with a newer
 * program; and what a newer version changes. For the command `packs` alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PACKS_FOLDER_H
#define HF_DOOR_CLI_PACKS_FOLDER_H

#include "knowledge/knowledge.h"

/* Bytes of arena that a folder of packs takes at most. */
enum { PACKS_FOLDER_BYTES = KNOWLEDGE_BYTES + KNOWLEDGE_FILES_MOST * (1 << 20) };

/* The packs of the folder, or the program's own where `path` is NULL. */
HF_MUST_USE enum status packs_folder_load(const char *path, struct arena *arena,
                                          struct knowledge *ret, struct fault *why);

/* `packs diff DATA [NEWDIR] [--secrets DIR] [--login NAME]`; argv[0] is "diff". */
int packs_diff_run(int argc, char **argv);

#endif
