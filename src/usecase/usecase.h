/* usecase/usecase.h - what every use case is handed, and the way it writes.
 *
 * A use case is one verb: gather (load verified entries), decide (one pure function), act (carry
 * out the answer), all inside one ledger_transact. It takes one request struct and fills one reply
 * struct; the reply lives in the caller's arena and counts only when the status is HF_OK. A refusal
 * by decide() is a reply, not a status.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_USECASE_H
#define HF_USECASE_USECASE_H

#include "base/arena.h"
#include "keep/ledger/ledger.h"

struct knowledge; /* knowledge/knowledge.h: atlas, words, rules, forms, ways of working */

/* The practice at work: made in main/, one store for each worker, the rest shared by all. */
struct practice {
    struct store *store;
    struct vault *vault;
    struct ledger *ledger;
    const struct knowledge *knowledge;
};

/* Whose hand does it: keys, the idempotency id that came with the form, the text that was shown. */
struct hand {
    struct keyring *keyring;
    struct request_id request;
    uint8_t text_hash[32];  /* zero: no text was signed */
    uint8_t device;         /* 0 unknown, 1 desk, 2 shared tablet, 3 the client's own */
    struct keyring *signer; /* signs in place of `keyring`, which reads: a PIN's key; NULL: none */
};

/* The n-th entry of one request needs an id of its own, the same each time: n = 0 is the request
 * itself, others are SHA-256(request || n), cut. */
struct request_id request_nth(struct request_id request, unsigned n);

/* Tells acts of one page apart: all its forms carry the page's id, and a page that comes back out
 * of the browser's memory is sent with other words. Clear of request_nth's for one act's entries.
 */
struct request_id request_for(struct request_id request, struct span what, unsigned value);

/* ledger_append under the hand's n-th request id. */
HF_MUST_USE enum status hand_append(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                                    struct ledger_write write, struct ledger_entry *ret,
                                    struct fault *why);

/* Seconds since 1970 UTC of the vault's world. */
int64_t practice_now_s(const struct practice *practice);

#endif
