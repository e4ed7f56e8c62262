/* keep/ledger/check.h - the whole check, shared by its two files; inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_CHECK_H
#define HF_KEEP_LEDGER_CHECK_H

#include "keep/ledger/erased.h"

struct check {
    struct ledger_tx *ltx;
    struct ledger_report *report;
    struct frontier frontier;
    uint8_t tip[32];
    int64_t utc_us;
    struct vault_anchor anchor;
    struct rows checkpoints;
    struct checkpoint next; /* size 0: no more */
    uint64_t all;
    struct erased_set erased;
};

/* One finding; `seq` 0: of no single row. */
void check_found(struct check *check, const char *table, uint64_t seq, const char *text);
void check_want(struct check *check, bool holds, const char *table, uint64_t seq, const char *text);
/* What a look at something told: nothing, a finding, or (HF_BUSY) that it must be begun again. */
HF_MUST_USE enum status check_told(struct check *check, const char *table, uint64_t seq,
                                   enum status st, const struct fault *inner);

/* Every row of every table against its seal, every table against its tally. */
HF_MUST_USE enum status check_all_rows(struct check *check, struct fault *why);
/* Rows that belong to nothing, and the epochs and grants of every client. */
HF_MUST_USE enum status check_together(struct check *check, struct fault *why);

/* The whole check of ledger_verify, within a transaction. */
HF_MUST_USE enum status verify_within(struct tx *tx, struct ledger *ledger, struct arena *arena,
                                      struct ledger_report *report, struct fault *why);

#endif
