/* keep/ledger/export.h - the ledger as one file that anybody can check: holdfast-verify reads it.
 *
 * Entries, public statements and checkpoints; no sealed record, no key, no name. Layout:
 * docs/formats.md, Export.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_EXPORT_H
#define HF_KEEP_LEDGER_EXPORT_H

#include "keep/ledger/ledger.h"

/* Takes the next bytes; false stops it. Begun anew when the store was busy: `start` says so. */
struct export_sink {
    bool (*start)(void *arg);
    bool (*put)(void *arg, struct span bytes);
    void *arg;
};

/* HF_FAILED, too, when the sink takes no more. HF_INVALID: nothing is founded. */
HF_MUST_USE enum status ledger_export(struct ledger *ledger, struct store *store,
                                      const struct export_sink *sink, struct fault *why);

/* Is a receipt (its bytes, or their base64) of this ledger as it is in the store now: signed by its
 * service, its entry here, its root the tree's? HF_OK: yes, and *ret_seq is the entry. HF_INVALID
 * says what is wrong. */
HF_MUST_USE enum status ledger_receipt_check(struct ledger_tx *ltx, struct span receipt,
                                             uint64_t *ret_seq, struct fault *why);

#endif
