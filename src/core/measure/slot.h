/* core/measure/slot.h - an official text, loaded as a form, beside the scoring that is known by
 * number: do they belong together, and which question is which item?
 *
 * Pure. What is not the same instrument is refused with everything that differs: the count, a code,
 * a range, a value that is missing, twice, or turned round already. Nothing is guessed from words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MEASURE_SLOT_H
#define HF_CORE_MEASURE_SLOT_H

#include "core/measure/score.h"
#include "core/questionnaire/response.h"

struct measure_slot {
    uint32_t question;     /* index in the form */
    const int64_t *values; /* of its options, in their order; NULL: its own number, or yes as 1 */
};

/* Items that no scale and no alarm reads may be missing at the end: `n` is then smaller. */
struct measure_match {
    const struct measure *measure;
    const struct questionnaire *form; /* questions that are no item of it are hidden in it */
    struct measure_slot at[MEASURE_MAX_ITEMS];
    uint32_t n;
    bool is_proven; /* each item is known by its LOINC code, not by its place alone */
};

/* Everything lives in `arena` and borrows from both. HF_INVALID: they are not the same instrument;
 * `report` has each reason with its question, `why` the first. */
HF_MUST_USE enum status measure_match(const struct measure *measure,
                                      const struct questionnaire *form, struct arena *arena,
                                      struct report *report, struct measure_match *ret,
                                      struct fault *why);

/* The instrument whose codes the form carries, or NULL: then somebody has to say which it is.
 * HF_FAILED aside, a wrong guess is harmless: measure_match decides. */
const struct measure *measure_recognise(const struct measures *pack,
                                        const struct questionnaire *form, struct arena *arena);

/* One number for each item of the measure, MEASURE_MISSING where none was given. */
void measure_answers(const struct measure_match *match, const struct response *response,
                     int64_t ret[MEASURE_MAX_ITEMS]);

/* Does a scale or an alarm read the item (from 1)? */
bool measure_reads(const struct measure *measure, uint32_t item);

#endif
