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

/* What rested is gone: this data base is an older one, or another. */
enum rest_state { REST_NONE, REST_THERE, REST_GONE };

/* `ret` is empty unless it is REST_THERE; `ret->ends` is the caller's to clear. */
HF_MUST_USE enum status rest_load(struct ledger_tx *ltx, struct rest *ret,
                                  enum rest_state *ret_state, struct fault *why);

/* What the file says, whether or not this ledger reaches so far. False: there is none that holds.
 * `ret->ends` is the caller's to clear. */
bool rest_recall(struct ledger_tx *ltx, struct rest *ret);

#endif
