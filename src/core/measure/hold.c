/* core/measure/hold.c - see hold.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/hold.h"

/* Blanks as the answer that makes each scale least, or most. Behind a gate: closed, or open. */
static void fill(const struct measure *m, const int64_t *answers, bool most, int64_t *ret)
{
    for (uint32_t i = 0; i < m->n_items; i++) {
        const struct measure_item *item = &m->items[i];

        ret[i] = answers[i];
        if (answers[i] == MEASURE_MISSING)
            ret[i] = most != item->reversed ? item->most : item->least;
    }
}

bool measure_may_rise(const struct measure *measure, const struct measure_hold *hold,
                      const int64_t *before, const int64_t *after)
{
    int64_t low[MEASURE_MAX_ITEMS], high[MEASURE_MAX_ITEMS];
    struct measure_result from, to;
    struct measure_shift shift;
    struct fault why;

    fault_clear(&why);
    fill(measure, before, false, low);
    fill(measure, after, true, high);
    if (measure_score(measure, low, &from, &why) != HF_OK ||
        measure_score(measure, high, &to, &why) != HF_OK || !from.of[hold->scale].given ||
        !to.of[hold->scale].given ||
        measure_change(measure, hold->scale, from.of[hold->scale].value, to.of[hold->scale].value,
                       0, &shift, &why) != HF_OK)
        return true;
    return fraction_compare(shift.by, hold->rise_hundredths) >= 0;
}

bool measure_may_meet(const struct measure *measure, const struct measure_cut *cut,
                      const int64_t *answers)
{
    int64_t filled[MEASURE_MAX_ITEMS];
    struct measure_result result;
    struct fault why;

    fault_clear(&why);
    fill(measure, answers, !cut->at_most, filled);
    return measure_score(measure, filled, &result, &why) != HF_OK || !result.of[cut->scale].given ||
           measure_cut_met(cut, result.of[cut->scale].value);
}
