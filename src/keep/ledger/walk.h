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
    struct erased_set erased;
    bool looked; /* something sealed was opened, beyond what a list of names needs */
    bool doubts; /* the last entry's wraps led to another key, and none so far to its own */
    bool from_first, trusts, is_proved; /* chain_walk's own, as the next two */
    uint8_t keys[32], signer[32];
};

/* Columns of a walk; a record's place and a wrap are three each. */
enum {
    WALK_ENTRY,
    WALK_SEQ,
    WALK_BLIND,
    WALK_STATEMENT,
    WALK_KIND,
    WALK_PERSON,
    WALK_KEYGEN,
    WALK_CLIENT,
    WALK_FRAME,
    WALK_RECORD,
    WALK_WRAP = WALK_RECORD + 3,
};
#define WALK_COLUMNS                                                                               \
    "e.bytes, e.seq, s.blind, s.bytes, s.kind, s.person, s.keygen, s.client, r.frame, r.record, "  \
    "r.compartment, r.epoch "
/* What has a record has no statement, and is not looked for among them. */
#define WALK_TABLES                                                                                \
    "FROM ledger_entry e LEFT JOIN record r ON r.practice = e.practice AND r.seq = e.seq "         \
    "LEFT JOIN statement s ON s.practice = e.practice AND "                                        \
    "s.seq = CASE WHEN r.seq IS NULL THEN e.seq END "

/* Columns from `column` on: key_id, way, bytes. False: there is none, or it has a wrong shape. */
bool record_wrap_take(const struct rows *rows, int column, struct record_wrap *ret);

/* Opens the content of a row whose entry was checked; a record by `open`. */
typedef enum status item_opener(struct walk *walk, const struct rows *rows,
                                struct ledger_item *item, struct fault *why);
HF_MUST_USE enum status item_open(struct walk *walk, const struct rows *rows,
                                  struct ledger_item *item, item_opener *open, struct fault *why);
/* By the one wrap that this row brings. HF_OK too where it does not fit: the next may. */
HF_MUST_USE enum status item_try(struct walk *walk, const struct rows *rows,
                                 struct ledger_item *item, struct fault *why);
HF_MUST_USE enum status item_roles(struct walk *walk, struct ledger_item *item, struct fault *why);

/* The keys that the reader may use, and what was erased. HF_FAILED: they do not hold. */
HF_MUST_USE enum status chain_begin(struct walk *walk, struct fault *why);

/* From where `walk` stands to the end. HF_FAILED names the entry that does not hold. */
HF_MUST_USE enum status chain_walk(struct walk *walk, struct ledger_list *ret, struct fault *why);

/* An entry that was checked before, by the hash that it had then: another byte is HF_INVALID. Its
 * record is opened as chain_walk does. HF_NOT_FOUND: it is not there. */
HF_MUST_USE enum status chain_again(struct walk *walk, uint64_t seq, const uint8_t hash[32],
                                    struct ledger_item *ret, struct fault *why);

#endif
