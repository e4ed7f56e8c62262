/* door/cli/place.h - where a practice lies: its data folder and, apart, its secrets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_PLACE_H
#define HF_DOOR_CLI_PLACE_H

#include "base/fault.h"

#include <limits.h>

struct place {
    const char *data, *secrets; /* as given; secrets NULL: DATA-secrets beside the data folder */
    char beside[PATH_MAX], db[PATH_MAX];
};

/* Fills `db`, and `secrets` where none was named; a slash at the end of `data` means nothing.
 * HF_INVALID: no data folder was named, or its path is too long. */
HF_MUST_USE enum status place_find(struct place *place, struct fault *why);

#endif
