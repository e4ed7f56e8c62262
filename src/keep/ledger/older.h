/* keep/ledger/older.h - going on from an older copy of the ledger, by its owner's word.
 *
 * What was said no to in the part that is missing is not known any more, so nothing that was said
 * before may count as a yes: in each chain a signed entry says what is missing, and from it on the
 * fold of consent begins anew (core/visit). Without that word an older copy takes only what
 * narrows. Layout: docs/formats.md, Older copy.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_OLDER_H
#define HF_KEEP_LEDGER_OLDER_H

#include "keep/ledger/ledger.h"

/* Wire values. */
enum older_reason { OLDER_ACCEPTED = 1, OLDER_RESTORED = 2 };

struct ledger_older {
    uint64_t kept;      /* entries that are here */
    uint64_t confirmed; /* entries that there were, as the secrets folder knows; 0: it does not */
    size_t clients;     /* in whose chain it is said */
    size_t lost;        /* who are not here at all, as far as is known */
    size_t ended;       /* who read a record by a yes alone, and read it no more */
    uint64_t erased;    /* contents that had been erased and were erased again */
};

/* What would be missing; after ledger_start. HF_NOT_FOUND: nothing is. */
HF_MUST_USE enum status ledger_look_older(struct ledger *ledger, struct store *store,
                                          struct arena *arena, struct ledger_older *ret,
                                          struct fault *why);

/* After ledger_start. Looks at every entry and row; whatever does not hold by itself is
 * HF_INVALID, and then a backup is the way back. HF_NOT_FOUND: nothing is missing here. Erases
 * again what was erased, ends every pass and every reading that stands by a client's yes alone,
 * signs one entry in each chain, and then takes this copy for the newest. Killed at any moment, the
 * ledger is narrow-only still, or all of it is done. `author`: an owner. */
HF_MUST_USE enum status ledger_accept_older(struct ledger *ledger, struct store *store,
                                            struct arena *arena, struct keyring *author,
                                            struct ledger_older *ret, struct fault *why);

/* The same entries within a transaction, for a restored backup: `confirmed` as above. */
HF_MUST_USE enum status ledger_say_older(struct ledger_tx *ltx, struct keyring *author,
                                         enum older_reason reason, uint64_t confirmed,
                                         struct ledger_older *ret, struct fault *why);

/* What such an entry says of its own chain. False: it is none. */
bool ledger_older_read(struct span content, uint64_t *ret_missing);

#endif
