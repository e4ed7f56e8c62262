/* keep/ledger/erase.h - taking contents away for good: their keys, their sealed bytes, every trace
 * in the store's files.
 *
 * What stays is the entry: when, who, which kind of act, and a commitment whose blind lay in the
 * sealed record, so that nobody can guess from it. Each erasure is a signed entry in the client's
 * chain whose public statement names what is gone, why and under which rule; only what such an
 * entry names may be missing. Layout: docs/formats.md, Erasure.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_ERASE_H
#define HF_KEEP_LEDGER_ERASE_H

#include "keep/ledger/ledger.h"

/* Wire values. */
enum erase_scope { ERASE_RECORD = 1, ERASE_COMPARTMENT = 2, ERASE_CLIENT = 3 };
enum erase_reason { ERASE_ASKED = 1, ERASE_TIME_OVER = 2, ERASE_RESTORED = 3 };
enum { ERASE_RULE_MOST = 32, ERASE_RANGES_MOST = 512 };

/* Entries of one chain, from and to included, by client_seq. */
struct erase_range {
    uint64_t from, to;
};

struct ledger_erase {
    struct client_id client;
    const struct erase_range *ranges; /* rising, apart; what is public in them is left alone */
    size_t n;
    uint8_t scope, reason; /* enum erase_scope, enum erase_reason */
    uint64_t asked_seq;    /* the entry in which it was asked for; 0: nobody asked */
    struct span rule;      /* the row of the retention profile; printable ASCII, at most 32 */
    struct request_id request;
};

/* Signs the erasure and removes what it names: records, and every wrap of their keys. When no
 * sealed record of the client is left, every access to the client's keys ends and their wraps go,
 * and with them the client's own keys, logins and passes. The bytes are gone from the files only
 * after ledger_scour. HF_INVALID: a range that holds nothing to erase, or the register does not
 * allow it. */
HF_MUST_USE enum status ledger_erase(struct ledger_tx *ltx, struct keyring *author,
                                     const struct ledger_erase *erase, struct ledger_entry *ret,
                                     struct fault *why);

/* What a statement of erasure says. */
struct erasure {
    struct practice_id practice;
    struct client_id client;
    uint8_t scope, reason;
    uint64_t asked_seq;
    uint64_t count; /* of sealed contents that it took */
    char rule[ERASE_RULE_MOST + 1];
    size_t n;
    const struct erase_range *ranges;
};
/* `ranges` lives in `arena`. False: it is none. */
bool erasure_parse(struct span bytes, struct arena *arena, struct erasure *ret);

/* After ledger_erase has committed, at every start, and now and then: removes what was erased from
 * the store's files, and then notes in the secrets folder which entries they were, for backups and
 * restores. Nothing to do is HF_OK at once. HF_BUSY: others read; it will be tried again. */
HF_MUST_USE enum status ledger_scour(struct ledger *ledger, struct store *store,
                                     struct arena *arena, struct fault *why);

/* --- the list that travels ------------------------------------------------------------------- */

/* Hashes of all entries whose content was erased, in the order of their bytes. */
struct erased_list {
    const uint8_t (*hashes)[32];
    size_t n;
    uint64_t last_seq; /* of the last signed erasure in the ledger; 0: none */
};
/* Of the ledger and of the secrets folder together; in the arena. */
HF_MUST_USE enum status ledger_erased(struct ledger_tx *ltx, struct erased_list *ret,
                                      struct fault *why);
/* Signed by the service. `number`: of the newest backup when it was written. */
HF_MUST_USE enum status erased_list_write(struct ledger_tx *ltx, const struct erased_list *list,
                                          uint64_t number, struct span *ret, struct fault *why);
/* HF_INVALID: not signed by `service`, or of another shape or practice. Borrows `bytes`. */
HF_MUST_USE enum status erased_list_read(struct span bytes, struct practice_id practice,
                                         const uint8_t service[32], struct erased_list *ret,
                                         uint64_t *ret_number, struct fault *why);
/* Adds `more` to what the secrets folder knows to be erased, also entries that this ledger has not:
 * another archive may bring them. */
HF_MUST_USE enum status ledger_note_erased(struct ledger_tx *ltx, const struct erased_list *more,
                                           struct fault *why);
/* After a restore: erases again whatever the list names and is here, signed by the service;
 * returns how many contents that were. */
HF_MUST_USE enum status ledger_erase_again(struct ledger_tx *ltx, const struct erased_list *list,
                                           uint64_t *ret, struct fault *why);

#endif
