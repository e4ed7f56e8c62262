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

/* The same ledger for one person to take along, docs/formats.md, "Proof": of a client every entry
 * of their chain, of somebody of the practice every entry that they signed, and the certificates
 * of whoever works here; of everything else the hash alone, so that the tree and each checkpoint
 * can be recomputed, and nothing is told of anybody else. In the arena. HF_INVALID: it is larger
 * than PROOF_MOST. */
enum { PROOF_MOST = 24 << 20 };
enum proof_of { PROOF_OF_CLIENT = 1, PROOF_OF_SIGNER = 2 };
HF_MUST_USE enum status ledger_proof(struct ledger_tx *ltx, enum proof_of of, struct id128 whose,
                                     struct span *ret, struct fault *why);

/* Every entry that this person signed, by whatever key, in order; in the arena, not checked one by
 * one (ledger_verify does), for a list alone. */
HF_MUST_USE enum status ledger_signed_by(struct ledger_tx *ltx, struct person_id person,
                                         struct ledger_entry **ret, size_t *ret_n,
                                         struct fault *why);

/* Is a receipt (its bytes, or their base64) of this ledger as it is in the store now: signed by its
 * service, its entry here, its root the tree's? HF_OK: yes, and *ret_seq is the entry. HF_INVALID
 * says what is wrong. */
HF_MUST_USE enum status ledger_receipt_check(struct ledger_tx *ltx, struct span receipt,
                                             uint64_t *ret_seq, struct fault *why);

#endif
