/* core/decide/times.h - sums of two times compared as whole numbers: right at every int64.
 *
 * No sum is ever kept, so none can overflow: one that leaves int64 lies beyond every limit, on the
 * side to which `b` leads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_TIMES_H
#define HF_CORE_DECIDE_TIMES_H

#include "core/model/facts.h"

/* a + b >= limit */
static inline bool sum_reaches(int64_t a, int64_t b, int64_t limit)
{
    int64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? b > 0 : sum >= limit;
}

/* a + b > limit */
static inline bool sum_passes(int64_t a, int64_t b, int64_t limit)
{
    int64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? b > 0 : sum > limit;
}

/* from <= now, open when null */
static inline bool has_begun(struct moment from, int64_t now_s)
{
    return !from.known || from.utc_s <= now_s;
}

/* until <= now, never when null: windows are half open */
static inline bool has_ended(struct moment until, int64_t now_s)
{
    return until.known && until.utc_s <= now_s;
}

/* now + duration >= until, never when null */
static inline bool ends_within(struct moment until, int64_t now_s, int64_t duration_s)
{
    return until.known && sum_reaches(now_s, duration_s, until.utc_s);
}

#endif
