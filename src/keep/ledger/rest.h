/* keep/ledger/rest.h - the state of an earlier life; inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_REST_H
#define HF_KEEP_LEDGER_REST_H

#include "keep/ledger/ledger_inside.h"

/* Where the walk of the whole ledger stood, and where each chain ended there. */
struct rest {
    struct frontier frontier;
    uint8_t tip[32];
    struct ends ends;
};

/* False, and an empty `ret`, where there is none that this ledger goes on from; `ret->ends` is the
 * caller's to clear. */
HF_MUST_USE enum status rest_load(struct ledger_tx *ltx, struct rest *ret, bool *ret_there,
                                  struct fault *why);

#endif
