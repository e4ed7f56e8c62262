/* core/visit/agreed.h - the client's page: what I said yes to, place by place, as it stands now.
 *
 * A picture of consent alone (no credentials, no screening): decide() still answers every act.
 * Where a yes no longer holds, for whatever reason, it reads "not decided".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_AGREED_H
#define HF_CORE_VISIT_AGREED_H

#include "core/decide/decide.h"
#include "core/visit/choice.h"

struct agreed_row {
    struct span region; /* a leaf */
    enum side side;     /* SIDE_BOTH when unpaired, or when both sides stand alike */
    enum access access;
    uint8_t answer;      /* enum choice_answer */
    struct span by_role; /* who said the last word: "client", ... */
    struct span event;   /* its id; gather_seq_of leads to the entry */
    int64_t since_s;
    struct moment until;
    int64_t ceiling;            /* of a yes */
    struct words practitioners; /* of a yes: ids as text */
};

struct agreed {
    const struct agreed_row *rows; /* only what was decided, in the order of the atlas */
    size_t count;
    size_t yes, ask, no, talk;
};

/* `facts` are checked (facts_gather). HF_FAILED when the arena is spent. */
HF_MUST_USE enum status agreed_find(const struct facts *facts, const struct atlas *atlas,
                                    int64_t now_s, struct arena *arena, struct agreed *ret,
                                    struct fault *why);

#endif
