/* core/measure/change.h - two scores of one scale -> what the change means, and for whom.
 *
 * Pure. A band is named only where the pack has one, with its population and source; where none is
 * known, a difference is only a difference. Reliable change after Jacobson and Truax (1991).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MEASURE_CHANGE_H
#define HF_CORE_MEASURE_CHANGE_H

#include "core/measure/score.h"

enum measure_way { WAY_SAME, WAY_BETTER, WAY_WORSE };

struct measure_shift {
    struct fraction by; /* after - before */
    enum measure_way way;
    bool known;       /* the pack says for this scale which change matters */
    uint32_t reached; /* bit n: the measure's change n is met */
    bool holds;       /* house rule: hold intimate work, ask for supervision */
    bool too_soon;    /* both were asked within what the measure looks back on */
};

/* `days` lie between the two. A measure that is not for change shows no way and reaches nothing,
 * yet a rise that holds still holds. HF_INVALID where the numbers can't be subtracted. */
HF_MUST_USE enum status measure_change(const struct measure *measure, uint32_t scale,
                                       struct fraction before, struct fraction after, int64_t days,
                                       struct measure_shift *ret, struct fault *why);

/* Spread and reliability of a sample. */
struct measure_sample {
    int64_t sd_hundredths, r_thousandths; /* sd above 0; r from 0 to 1000 */
};

/* Beyond 1.96 times the standard error of a difference, sd * sqrt(2 * (1 - r)): compared as
 * squares of whole numbers, without rounding. On the line is not beyond. */
bool measure_is_reliable(struct fraction before, struct fraction after,
                         struct measure_sample sample);

/* The index itself in hundredths, cut towards nought; its sign is that of the change. With
 * r = 1000 there is no error to compare with: 0. */
int64_t measure_index_hundredths(struct fraction before, struct fraction after,
                                 struct measure_sample sample);

#endif
