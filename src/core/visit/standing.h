/* core/visit/standing.h - findings in force, as decide() reads them (S11), for people to see.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_STANDING_H
#define HF_CORE_VISIT_STANDING_H

#include "core/model/facts.h"

struct standing_finding {
    struct span finding;
    struct moment until; /* not known: open, until a clinician ends it */
    int64_t since_s;
};

/* In the order in which each was first said. HF_FAILED: the arena is spent. */
HF_MUST_USE enum status standing_find(const struct facts *facts, int64_t now_s, struct arena *arena,
                                      const struct standing_finding **ret, size_t *ret_count,
                                      struct fault *why);

#endif
