/* keep/ledger/erased.h - what signed erasures took: the only contents that may be missing.
 * Inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_ERASED_H
#define HF_KEEP_LEDGER_ERASED_H

#include "keep/ledger/erase.h"
#include "keep/ledger/ledger_inside.h"

enum { ERASURE_HEAD = 96, ERASURE_ROW = 16 };
enum { ERASURE_MOST = ERASURE_HEAD + ERASURE_ROW * ERASE_RANGES_MOST };
/* The bytes of a statement, docs/formats.md, Erasure; returns how many. */
size_t erasure_write(const struct erasure *erasure, uint8_t ret[ERASURE_MOST]);

struct erased_part {
    struct client_id client;
    uint64_t from, to; /* client_seq; what is sealed among them */
    uint64_t by;       /* seq of the erasure */
};
struct erased_set {
    struct erased_part *at;
    size_t n;
};

/* Of one client, or (NULL) of all; each statement checked; in the arena. HF_INVALID: one of them
 * does not hold. */
HF_MUST_USE enum status erased_set_read(struct ledger_tx *ltx, const struct client_id *client,
                                        struct erased_set *ret, struct fault *why);
/* The seq of the erasure that took the sealed content of this entry; 0: none did. */
uint64_t erased_set_by(const struct erased_set *set, const struct ledger_entry *entry);

/* The list in the secrets folder; none yet is the empty one. */
HF_MUST_USE enum status erased_noted(struct ledger_tx *ltx, struct erased_list *ret,
                                     struct fault *why);

#endif
