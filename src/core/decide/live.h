/* core/decide/live.h - what is true in the room right now, folded over the log (S7, S8).
 *
 * fold(F + e) = step(fold(F), e): the page of a live session may keep the state and step it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_LIVE_H
#define HF_CORE_DECIDE_LIVE_H

#include "core/model/facts.h"

enum signal { SIGNAL_NONE, SIGNAL_GREEN, SIGNAL_YELLOW, SIGNAL_RED, SIGNAL_STOP };
enum capacity { CAPACITY_UNKNOWN, CAPACITY_OK, CAPACITY_IMPAIRED };

struct live_state {
    bool open; /* a session is open */
    enum signal signal;
    enum capacity capacity;
    struct moment green_at;
    int64_t stop_at_s;     /* of the last stop; only meant while signal is SIGNAL_STOP */
    struct span *attested; /* conditions that are attested now, in no order */
    size_t attested_count, attested_room;
};

/* The state before the first event, with room for every condition that `facts` attests and for
 * `spare` more. */
HF_MUST_USE enum status live_init(struct live_state *live, const struct facts *facts, size_t spare,
                                  struct arena *arena, struct fault *why);

/* Back to before the first event. */
void live_reset(struct live_state *live);

/* S7: takes one event in; the caller leaves out what lies after now (S6). A condition for which
 * there is no room stays missing. */
void live_step(struct live_state *live, const struct facts *facts, const struct event *event);

/* S7: from the beginning, every event with at <= now, in the order of record. */
void live_fold(struct live_state *live, const struct facts *facts, int64_t now_s);

bool live_is_attested(const struct live_state *live, struct span condition);

/* S7: by.role is client and by.id is client.id. */
bool live_is_by_the_client(const struct facts *facts, const struct event *event);

/* S8, but for the part on grants while a session is open (fold.h). */
bool live_may_widen(const struct live_state *live, const struct facts *facts,
                    const struct event *event);

#endif
