/* keep/ledger/history.h - all signed statements about one client's keys; inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_HISTORY_H
#define HF_KEEP_LEDGER_HISTORY_H

#include "keep/ledger/ledger_inside.h"

struct granted {
    uint64_t seq;
    struct grant_statement statement;
};
struct opened {
    struct person_id opener;
    struct epoch_statement statement;
};
/* All signed statements about one client's keys, by seq. */
struct key_history {
    struct opened *epochs;
    size_t n_epochs;
    struct granted *grants;
    size_t n_grants;
};

struct wrap_row {
    uint8_t bytes[WRAP_BYTES];
};

/* Fills the epochs, each entry checked; in the arena. */
HF_MUST_USE enum status history_epochs(struct ledger_tx *ltx, struct client_id client,
                                       struct key_history *history, struct fault *why);

#endif
