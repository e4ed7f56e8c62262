/* keep/vault/pin.h - a client's PIN: it opens a key that signs at the practice's tablet.
 *
 * A few digits are no way in, and whoever holds the stolen pepper beside the data base can try them
 * all. So they open a delegate's key, which reads nothing and proves no more than a shared device
 * (usecase/pin.h), never a person's own keys. Five wrong tries end it; how many
 * there were stands in its row, under the row's seal and the number of the ways in, so that a count
 * that was put back is found and opens nothing.
 *
 * In two steps, since the first is slow and must hold no writer up: pin_prepare in a transaction
 * that reads, pin_open in one that writes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_PIN_H
#define HF_KEEP_VAULT_PIN_H

#include "keep/vault/keyring.h"

enum { PIN_LEAST = 6, PIN_MOST = 12, PIN_TRIES = 5 };

enum pin_flaw { PIN_FITS, PIN_NO_DIGITS, PIN_SHORT, PIN_LONG, PIN_EASY };
/* PIN_EASY: of one or two digits, a run, or a part again and again. */
enum pin_flaw pin_flaw(struct span pin);

/* What was typed, stretched. On the caller's stack; pin_forget wipes it. */
struct pin_typed {
    uint8_t salt[16];
    struct vault_cost cost;
    uint8_t verifier[32], key[32];
};
void pin_forget(struct pin_typed *typed);

/* With a new salt. Slow; needs no transaction. */
HF_MUST_USE enum status pin_choose(struct vault *vault, struct span pin, struct pin_typed *ret,
                                   struct fault *why);
/* With the salt of the person's PIN. Slow, and at the same cost for whoever has none. HF_BUSY: too
 * many wait. */
HF_MUST_USE enum status pin_prepare(struct vault *vault, struct tx *tx, struct person_id person,
                                    struct span pin, struct pin_typed *ret, struct fault *why);

/* Keeps `delegate`, which has its number, for who knows the PIN. Replaces an earlier one. */
HF_MUST_USE enum status pin_keep(struct vault *vault, struct tx *tx, const struct keyring *delegate,
                                 const struct pin_typed *typed, struct fault *why);

struct pin_state {
    bool is_there;
    uint32_t keygen; /* of its key, also when this very try ended it */
    uint8_t tries;   /* wrong ones since it last opened */
    int64_t until_us;
};
/* HF_OK also when there is none. */
HF_MUST_USE enum status pin_look(struct vault *vault, struct tx *tx, struct person_id person,
                                 struct pin_state *ret, struct fault *why);

/* HF_NOT_FOUND: wrong, none, or over: counted, so `tx` must be committed even then; `ret_state`
 * says what is left. The fifth wrong one ends it: its row is gone, and the ledger has to end its
 * key. */
HF_MUST_USE enum status pin_open(struct vault *vault, struct tx *tx,
                                 const struct delegate_scope *scope, const struct pin_typed *typed,
                                 struct keyring **ret, struct pin_state *ret_state,
                                 struct fault *why);
HF_MUST_USE enum status pin_end(struct vault *vault, struct tx *tx, struct person_id person,
                                struct fault *why);

#endif
