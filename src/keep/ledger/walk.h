/* keep/ledger/walk.h - along a client's chain: every entry checked, every record opened that may
 * be. Inside this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_WALK_H
#define HF_KEEP_LEDGER_WALK_H

#include "keep/ledger/erased.h"

/* Filled by the caller down to `opens`; client_seq and hash are those of the last entry that this
 * process has checked, zero for the beginning. */
struct walk {
    struct ledger_tx *ltx;
    struct keyring *reader;
    struct client_id client;
    uint64_t client_seq;
    uint8_t hash[32];
    struct chain_end end; /* that was known when the walk began */
    unsigned opens;       /* compartments, bits */
    uint16_t opens_too;   /* an action of any other compartment; 0: none */
    struct rows wraps;    /* of the whole chain that this reader could open, in its order */
    uint64_t wraps_seq;   /* of the row where it stands */
    struct erased_set erased;
    bool looked; /* something sealed was opened, beyond what a list of names needs */
    bool from_first, trusts, is_proved; /* chain_walk's own, as the next two */
    uint8_t keys[32], signer[32];
};

/* The keys that the reader may use, and what was erased. HF_FAILED: they do not hold. */
HF_MUST_USE enum status chain_begin(struct walk *walk, struct fault *why);

/* From where `walk` stands to the end. HF_FAILED names the entry that does not hold. */
HF_MUST_USE enum status chain_walk(struct walk *walk, struct ledger_list *ret, struct fault *why);

/* An entry that was checked before, by the hash that it had then: another byte is HF_INVALID. Its
 * record is opened as chain_walk does. HF_NOT_FOUND: it is not there. */
HF_MUST_USE enum status chain_again(struct walk *walk, uint64_t seq, const uint8_t hash[32],
                                    struct ledger_item *ret, struct fault *why);

#endif
