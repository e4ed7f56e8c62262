/* core/measure/hold.h - may an answer be so much worse than an earlier one that the house holds
 * intimate work? May it lie beyond a cut?
 *
 * Pure. What is blank counts as it would hurt most: least in the earlier answer, most in the later
 * one. A value out of its range may be anything, and holds.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MEASURE_HOLD_H
#define HF_CORE_MEASURE_HOLD_H

#include "core/measure/change.h"

/* `before` and `after` have one value, or MEASURE_MISSING, for each item. */
bool measure_may_rise(const struct measure *measure, const struct measure_hold *hold,
                      const int64_t *before, const int64_t *after);

/* Is the cut met, or could it be with what is blank? */
bool measure_may_meet(const struct measure *measure, const struct measure_cut *cut,
                      const int64_t *answers);

#endif
