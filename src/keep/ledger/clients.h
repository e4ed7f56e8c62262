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

/* The same of somebody else, by the public half of her keys. */
HF_MUST_USE enum status ledger_clients_of(struct ledger_tx *ltx, const struct keyring_who *reader,
                                          struct ledger_clients *ret, struct fault *why);

/* Every client who has a chain, whether or not anybody can open it; in the order of their ids. */
HF_MUST_USE enum status ledger_clients_ever(struct ledger_tx *ltx, struct ledger_clients *ret,
                                            struct fault *why);

/* In whose chain the act with this request id was recorded; what it was is for ledger_load to say.
 * HF_NOT_FOUND: there is none. */
HF_MUST_USE enum status ledger_client_of(struct ledger_tx *ltx, struct request_id request,
                                         struct client_id *ret, struct fault *why);

#endif
