/* door/web/score_words.h - scores, bands and changes in words, for the client and for who reads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_SCORE_WORDS_H
#define HF_DOOR_WEB_SCORE_WORDS_H

#include "core/measure/change.h"
#include "core/render/view.h"
#include "usecase/measures.h"

/* "12", "26.55". */
struct span score_number(struct arena *arena, int64_t hundredths);

/* The name of a scale for a reader; of the only one, the empty span. */
struct span score_scale(const struct measure *measure, uint32_t scale);

/* "12", or that an answer is missing. */
struct span score_text(struct arena *arena, struct measure_score score);

/* The band by its word, or by where it begins; empty where none is known. */
struct span score_band(struct arena *arena, const struct measure *measure, uint32_t scale,
                       struct measure_score score);

/* One line for each scale. */
const struct words_view *score_lines(struct arena *arena, const struct measure *measure,
                                     const struct measure_answer *answer, size_t *ret_count);

/* What the difference between two answers means, each sentence with whom it is known for and its
 * source. `ret_holds`: the house holds intimate work for such a rise. */
const struct words_view *score_changes(struct arena *arena, const struct measure *measure,
                                       uint32_t scale, const struct measure_answer *before,
                                       const struct measure_answer *after, bool *ret_holds,
                                       size_t *ret_count);

/* "5 points" or "20 per cent", for whom, by which source: one line for each change that is known.
 */
struct span score_change_known(struct arena *arena, const struct measure *measure,
                               const struct measure_change *change);

/* Ids of sources, with a remark where they were not read. */
struct span score_sources(struct arena *arena, struct words sources, enum pack_mark mark);

#endif
