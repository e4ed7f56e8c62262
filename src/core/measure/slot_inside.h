/* core/measure/slot_inside.h - what the parts of the match share; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MEASURE_SLOT_INSIDE_H
#define HF_CORE_MEASURE_SLOT_INSIDE_H

#include "core/measure/slot.h"

/* One text beside one instrument. */
struct slot_matching {
    const struct measure *measure;
    const struct questionnaire *form;
    struct arena *arena;
    struct report *report;
    struct measure_match *match;
    uint32_t *items; /* questions that may be items, in the order of the form */
    uint32_t n_items;
};

/* Why it is not the instrument, with the question (NULL: the whole form). */
#define slot_refuse(m, q, ...)                                                                     \
    report_add((m)->report, ISSUE_ERROR, ISSUE_BUSINESS_RULE,                                      \
               &(const struct place){NULL, "Questionnaire", -1},                                   \
               (q) == NULL ? SPAN("") : (q)->link_id, __VA_ARGS__)

/* What each answer of a question counts, and whether that is the item's range. */
void slot_match_values(struct slot_matching *m, uint32_t item, const struct question *q);

#endif
