/* usecase/find_receipt.h - somebody brings a receipt's number: which entry is it of?
 *
 * Says what the ledger says in the open: when, what kind of act, how it was signed. No word of it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_FIND_RECEIPT_H
#define HF_USECASE_FIND_RECEIPT_H

#include "core/visit/entry.h"
#include "usecase/usecase.h"

struct found_receipt {
    int64_t seq, utc_s;
    struct client_id client; /* zero: of the practice's own chain */
    const char *action;      /* its name in the register */
    const char *meaning;
    enum presence presence;
    struct person_id witness; /* PRESENCE_WITNESSED: who lent the key; else zero */
};
/* HF_INVALID: not 20 characters of a receipt's number. HF_NOT_FOUND: of no entry here. */
HF_MUST_USE enum status find_receipt(const struct practice *practice, struct arena *arena,
                                     struct span reference, struct found_receipt *ret,
                                     struct fault *why);

#endif
