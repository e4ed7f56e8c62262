/* door/cli/opened.h - a practice opened by a command that looks at it and leaves.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_OPENED_H
#define HF_DOOR_CLI_OPENED_H

#include "door/cli/place.h"
#include "keep/ledger/ledger.h"

enum { OPENED_MEMORY = 64 << 20 };

/* Zeroed by the caller, who names the folders in `place`. */
struct opened {
    struct place place;
    struct vault *vault;
    struct store *store;
    struct ledger *ledger;
    struct arena arena;
};

/* HF_INVALID: there is no practice in these folders. opened_close in any case. */
HF_MUST_USE enum status opened_open(struct opened *opened, struct fault *why);
void opened_close(struct opened *opened);

#endif
