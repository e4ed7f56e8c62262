/* keep/ledger/clients.h - whose records can this reader open?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_CLIENTS_H
#define HF_KEEP_LEDGER_CLIENTS_H

#include "keep/ledger/ledger.h"

struct ledger_clients {
    const struct client_id *at;
    size_t n;
};

/* The clients for whom a wrap to the reader's key lies in the store, in no meaningful order. A
 * wrap alone is no right: ledger_load decides what it opens. Lives in ltx->arena. */
HF_MUST_USE enum status ledger_clients(struct ledger_tx *ltx, const struct keyring *reader,
                                       struct ledger_clients *ret, struct fault *why);

#endif
