/* door/web/refusals.h - why decide() says no, reason by reason, in words that help (T11).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_REFUSALS_H
#define HF_DOOR_WEB_REFUSALS_H

#include "core/render/reasons.h"
#include "door/web/web.h"
#include "usecase/client_facts.h"

struct decision;

struct refusals {
    const struct refusal_view *at;
    size_t n;
};

/* The same words once, since several entries can say the same no. `told` has room for one more than
 * its `n`; returns how many it holds then. */
size_t refusals_add(struct refusal_view *told, size_t n, struct refusal_view next);

/* One for each reason of the decision. `where`: the step's place in words, or "". */
struct refusals refusals_of(const struct door *door, struct arena *arena,
                            const struct client_facts *facts, const struct decision *decision,
                            struct span where);

/* One reason that decide() does not know: "NOT_OFFERED", "NOT_A_TARGET". */
struct refusal_view refusals_word(const struct door *door, struct arena *arena,
                                  const struct client_facts *facts, const char *code,
                                  struct span where);

#endif
