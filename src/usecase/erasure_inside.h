/* usecase/erasure_inside.h - what looking, asking and erasing share.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ERASURE_INSIDE_H
#define HF_USECASE_ERASURE_INSIDE_H

#include "keep/ledger/erase.h"
#include "usecase/erasure.h"

struct looking {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct whereabouts *ret;
    struct ledger_list list; /* the items themselves, since only they know what was erased */
};

/* Everything of one client, within a transaction. HF_NOT_FOUND as client_file_load. */
HF_MUST_USE enum status whereabouts_look(struct ledger_tx *ltx, struct looking *in,
                                         struct fault *why);
/* The same without any key: rules, times and numbers, no word and no wish. `w->file.practice` is
 * loaded before. */
void whereabouts_count(struct whereabouts *w, const struct practice *practice,
                       const struct ledger_list *list, struct arena *arena);
/* May this content go now? */
bool whereabouts_may_go(const struct whereabouts *w, const struct ledger_item *item, int64_t now_s);

/* The first open asking to be erased; its index, or `w->n_asked`. */
size_t whereabouts_wish(const struct whereabouts *w);

HF_MUST_USE enum status append_answer(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                                      struct client_id client, struct id128 asked,
                                      const struct record_answered_content *content,
                                      struct fault *why);

#endif
