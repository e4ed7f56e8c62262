/* usecase/give.h - what the parts of give_consent share; for this use case only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_GIVE_H
#define HF_USECASE_GIVE_H

#include "usecase/consent.h"

struct give_work {
    const struct practice *practice;
    const struct give_consent *in;
    struct give_consent *own; /* the same; its request becomes another when the act is another */
    struct give_consent_reply *ret;
    int64_t seen;      /* the page's, then each entry that it made itself; 0: not known */
    bool is_confirmed; /* by the client's own passkey */
};

bool give_is_yes(uint8_t answer);

/* What was said to this row, or NULL. */
const struct consent_choice *give_choice_of(const struct give_consent *in,
                                            const struct proposal_row *row);

/* Fills rows, n_wrong, lacks and checklist of the reply, whose file is there. */
HF_MUST_USE enum status give_judge(struct give_work *work, struct arena *arena, struct fault *why);

/* Does a passkey confirm every yes of it? Only where it is wanted, and everything else is right.
 * Fills to_confirm, act, is_confirmed, perhaps a lack of the reply; what is kept of an unconfirmed
 * page is an act of its own. Writes nothing but the passkey's count. */
HF_MUST_USE enum status confirm_judge(struct ledger_tx *ltx, struct give_work *work,
                                      struct fault *why);
/* The keyring proves a passkey for one entry of what was confirmed, and for no other. `return`:
 * what it proved before, to be put back. */
uint8_t confirm_begin(const struct give_work *work, uint16_t action);

/* The question about these choices, as this page asks it. */
struct choosing give_choosing(const struct give_work *work, const struct choice *choices,
                              size_t count);

/* Into `choices`, with room for every row of the file; how many. With anything wrong, only what
 * narrows is taken; the rest is asked again. A row without an answer on the page says nothing: an
 * earlier yes of it becomes undecided, and so no. */
size_t give_collect(const struct give_work *work, struct choice *choices, struct arena *arena);

#endif
