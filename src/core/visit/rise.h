/* core/visit/rise.h - which holds of the measures a client's answers put on, entry by entry.
 *
 * Pure, and read off the signed answers alone: there is no mark that somebody could forget to set
 * or to keep. An answer is held against the one before it, and against the last one before the last
 * session began or a clinician last ended that finding, whichever was later: slow worsening is
 * worsening all the same, and what a clinician has looked at is not told again. What can't be read,
 * or is of an instrument that nobody knows any more, may have been anything: it puts on all of
 * them. House rule: a rise holds intimate work until somebody with the right has looked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_RISE_H
#define HF_CORE_VISIT_RISE_H

#include "core/measure/hold.h"
#include "core/visit/entry.h"

/* One hold; the answers borrow from contents. */
struct rise_hold {
    const struct measure *measure;
    const struct measure_hold *hold;
    bool has_last, has_base;
    struct span last, base; /* the answer before; the one of before the last session or look */
};

struct rise {
    const struct measures *measures;
    struct id128 client, practitioner;
    struct rise_hold at[MEASURE_MAX_HOLDS];
    uint32_t count;
};

/* `practitioner`: of the work; what they end themselves is no look (S11). Zero: none yet.
 * `measures` may be NULL: then there is nothing that could be held. */
void rise_begin(struct rise *rise, const struct measures *measures, struct id128 client,
                struct id128 practitioner);

/* The next entry of the client's chain. Bit n: it puts on hold n. Only answers put on; sessions
 * begun and findings ended move what the next answers are held against; all else does nothing. */
uint32_t rise_step(struct rise *rise, const struct entry *entry);

/* What an answer that is not yet written would put on. */
uint32_t rise_of(const struct rise *rise, const struct measure_answered_content *said);

/* The values of an answer, one for each item of the measure; MEASURE_MISSING where none is given.
 */
void rise_values(const struct measure *measure, struct span values, int64_t ret[MEASURE_MAX_ITEMS]);

#endif
