/* door/cli/nightly.h - a backup each day, made by the server that the practice runs anyway.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_NIGHTLY_H
#define HF_DOOR_CLI_NIGHTLY_H

#include "door/web/web.h"

struct nightly {
    const char *folder; /* NULL: nobody said where backups go */
    struct store *store;
    struct door_shared *shared; /* its ledger and vault; told in its `backups` */
    int64_t tried_us;           /* the last time, whatever came of it; 0: never */
};

/* Tells what lies in the folder now. */
void nightly_begin(struct nightly *nightly);

/* Makes a backup where one is due or wanted: a day after the last, an hour after a failure. What
 * fails is told, and tried again. */
void nightly_turn(void *nightly);

#endif
