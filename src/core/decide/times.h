/* core/decide/times.h - sums of two times compared as whole numbers: right at every int64.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_TIMES_H
#define HF_CORE_DECIDE_TIMES_H

#include "core/model/facts.h"

/* a + b >= limit */
bool sum_reaches(int64_t a, int64_t b, int64_t limit);
/* a + b > limit */
bool sum_passes(int64_t a, int64_t b, int64_t limit);

/* from <= now, open when null */
bool has_begun(struct moment from, int64_t now_s);
/* until <= now, never when null: windows are half open */
bool has_ended(struct moment until, int64_t now_s);
/* now + duration >= until, never when null */
bool ends_within(struct moment until, int64_t now_s, int64_t duration_s);

#endif
