/* core/decide/times.c - no sum is ever kept, so none can overflow.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/times.h"

/* A sum that leaves int64 lies beyond every limit, on the side to which `b` leads. */
bool sum_reaches(int64_t a, int64_t b, int64_t limit)
{
    int64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? b > 0 : sum >= limit;
}

bool sum_passes(int64_t a, int64_t b, int64_t limit)
{
    int64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? b > 0 : sum > limit;
}

bool has_begun(struct moment from, int64_t now_s)
{
    return !from.known || from.utc_s <= now_s;
}

bool has_ended(struct moment until, int64_t now_s)
{
    return until.known && until.utc_s <= now_s;
}

bool ends_within(struct moment until, int64_t now_s, int64_t duration_s)
{
    return until.known && sum_reaches(now_s, duration_s, until.utc_s);
}
