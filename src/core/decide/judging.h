/* core/decide/judging.h - what is known while the folded form is asked (private to the room).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_JUDGING_H
#define HF_CORE_DECIDE_JUDGING_H

#include "core/decide/folding.h"

/* One question to one client: what is the same for all its cells, and what was found so far. */
struct judging {
    const struct folded *f;
    const struct asked *asked;
    int64_t now_s, end_s; /* end_s: now + duration, INT64_MAX when it is beyond */
    int64_t reflection_s;
    bool is_beyond; /* the sum left int64: beyond every until */
    bool is_internal, is_sensitive_act, is_sensitive;
    uint64_t grants[2];                /* whose lists cover; [1]: something sensitive */
    uint64_t narrowings, restrictions; /* whose lists match, in force */
    uint64_t keys_judged;
    struct folded_answer *to;
};

static inline void judging_add_reason(struct judging *j, enum reason_code code)
{
    j->to->reasons |= UINT64_C(1) << code;
}

/* S2-S5, S9, S14: every cell of the footprint; what was found goes into the answer. */
void judging_walk_cells(struct judging *j);

#endif
