/* keep/ledger/turn.h - the life of a client's keys: open, closing, rewrapped, retired; inside this
 * room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_TURN_H
#define HF_KEEP_LEDGER_TURN_H

#include "keep/ledger/history.h"

/* So many records come under newer keys in one transaction; the next one goes on from there. */
enum { TURN_RECORDS = 512 };

/* Admits and opens what `history` gives to the keyring. */
HF_MUST_USE enum status keys_open(struct ledger_tx *ltx, struct keyring *keyring,
                                  const struct key_history *history, struct fault *why);

/* Is nothing due or under way that `author` could carry on? */
bool turn_is_quiet(const struct ledger_tx *ltx, const struct keyring *author,
                   const struct key_history *history);
/* Carries on with keys that are closing; if there are none, renews those that are due. As far as
 * `author` may; does nothing for a delegate or the service, or where only narrowing is taken. */
HF_MUST_USE enum status turn_due(struct ledger_tx *ltx, struct keyring *author,
                                 struct client_id client, const struct key_history *history,
                                 struct fault *why);

#endif
