/* core/decide/fold.h - all that the log says before a question is asked (S6-S8, S10, S11).
 *
 * fold(F + e) = step(fold(F), e). Memory comes once, sized for the facts; steps take none.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_FOLD_H
#define HF_CORE_DECIDE_FOLD_H

#include "core/decide/live.h"

/* What the log says of one event, at the same index. */
struct event_state {
    bool exists;      /* S6: at <= now */
    bool is_void;     /* grant: might not widen (S8) */
    bool is_replaced; /* grant: a later non-void grant lists it (S9) */
    bool is_lifted;   /* limit (S10) */
};

/* S11 */
struct finding_state {
    struct span finding;
    bool on;
    struct moment until;
    size_t began; /* index of the event at which it began */
};

struct fold {
    struct live_state live;
    struct event_state *events;
    struct finding_state *findings;
    size_t finding_count;
    struct moment screened; /* at of the last screening (S16) */
};

/* Room for the events of `facts` and for `spare` more. */
HF_MUST_USE enum status fold_init(struct fold *fold, const struct facts *facts, size_t spare,
                                  struct arena *arena, struct fault *why);

/* Takes in facts->events[index], if it exists at `now_s`. Indices come in order, each once. */
void fold_step(struct fold *fold, const struct facts *facts, size_t index, int64_t now_s);

/* From the beginning, all events. */
void fold_all(struct fold *fold, const struct facts *facts, int64_t now_s);

/* As before the first event. */
void fold_clear(struct fold *fold);

/* The finding if it is active at `now_s`, or NULL. */
const struct finding_state *fold_find_active(const struct fold *fold, struct span finding,
                                             int64_t now_s);
bool finding_is_active(const struct finding_state *finding, int64_t now_s);

#endif
