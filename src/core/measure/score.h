/* core/measure/score.h - answers by number -> scores, exact to the last fraction.
 *
 * Pure. A scale with an answer missing has no score: nothing is filled in, nothing is guessed.
 * Values are fractions, so that a mean times 100 over 3 meets its band exactly.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MEASURE_SCORE_H
#define HF_CORE_MEASURE_SCORE_H

#include "core/model/measure.h"

#define MEASURE_MISSING INT64_MIN

/* In lowest terms, `bottom` at least 1. */
struct fraction {
    int64_t top, bottom;
};

struct measure_score {
    bool given;
    struct fraction value; /* where given */
    uint32_t missing;      /* the first item without an answer, from 1; 0 where given */
};

struct measure_result {
    struct measure_score of[MEASURE_MAX_SCALES]; /* one for each scale of the measure */
    bool alarm;                                  /* an answer leads to the safety path at once */
    uint32_t alarm_item;                         /* which, from 1 */
};

/* `answers` has one value, or MEASURE_MISSING, for each item. HF_INVALID names an item whose
 * answer is out of its range; `*ret` is then left alone. */
HF_MUST_USE enum status measure_score(const struct measure *measure, const int64_t *answers,
                                      struct measure_result *ret, struct fault *why);

/* -1, 0 or 1: the value against hundredths, without rounding. */
int fraction_compare(struct fraction value, int64_t hundredths);

/* For people to read: hundredths, rounded half away from nought. */
int64_t fraction_hundredths(struct fraction value);

/* The band of the scale that holds the value, or NULL: below the first, or none known. */
const struct measure_band *measure_band_of(const struct measure *measure, uint32_t scale,
                                           struct fraction value);

/* Is the value on the side of the cut that asks for a further look? */
bool measure_cut_met(const struct measure_cut *cut, struct fraction value);

#endif
