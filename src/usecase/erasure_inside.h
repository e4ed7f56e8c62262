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
/* The same for an owner who can't open the record: what was asked is told by the versions of its
 * entries, and no word of it. Askings of before said nothing there and are none. */
enum { WISH_IN_VERSION = 16 }; /* object_version of record_asked: this and enum record_wish */
HF_MUST_USE enum status whereabouts_look_closed(struct ledger_tx *ltx, struct looking *in,
                                                struct fault *why);
/* The same without any key: rules, times and numbers, no word and no wish. `w->file.practice` is
 * loaded before. */
void whereabouts_count(struct whereabouts *w, const struct practice *practice,
                       const struct ledger_list *list, struct arena *arena);
/* When the first open wish to be erased was said, as its entry's version tells; 0: there is none.
 */
int64_t closed_wish_s(const struct ledger_list *list);
/* May this content go now? */
bool whereabouts_may_go(const struct whereabouts *w, const struct ledger_item *item, int64_t now_s);

/* The first open asking to be erased; its index, or `w->n_asked`. */
size_t whereabouts_wish(const struct whereabouts *w);

struct erasing {
    struct looking look;
    const struct hand *hand;
    struct client_id client;
    uint8_t compartment; /* 0: all */
    struct erase_range *ranges;
    size_t n;
    unsigned written; /* erasures of this request so far */
};
/* Everything of `look` that may go, in as many signed erasures as it takes. */
HF_MUST_USE enum status erase_items(struct ledger_tx *ltx, struct erasing *e, struct fault *why);
/* `work` signed by an owner, and then taken out of the files. */
HF_MUST_USE enum status erase_by(const struct practice *practice, struct arena *arena,
                                 const struct hand *hand, ledger_work *work, void *arg,
                                 struct fault *why);

HF_MUST_USE enum status append_answer(struct ledger_tx *ltx, const struct hand *hand, unsigned n,
                                      struct client_id client, struct id128 asked,
                                      const struct record_answered_content *content,
                                      struct fault *why);

#endif
