/* core/questionnaire/calculate.h - what a form computes: variables, initial and calculated answers,
 * conditions and constraints, by a graph of what depends on what.
 *
 * Expressions read what is in the response: take out what is not asked (enabled_drop) before a
 * result counts. After one answer only what depends on it is computed again. A failed expression
 * gives no answer and is reported, never an empty result that could be read as "no".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_CALCULATE_H
#define HF_CORE_QUESTIONNAIRE_CALCULATE_H

#include "core/questionnaire/response.h"

struct calculation;

/* Something that expressions may name: %patient. */
struct launch {
    struct span name; /* without % */
    const struct json *resource;
};

struct calculation_world {
    int64_t now_us; /* UTC since 1970 */
    int16_t offset_minutes;
    const struct launch *launches;
    uint32_t n_launches;
    const struct json *value_sets; /* for memberOf, or NULL */
};

/* For the life of a response. NULL when the arena is spent. `world` is borrowed. */
struct calculation *calculation_new(struct response *response,
                                    const struct calculation_world *world, struct arena *arena);

/* The answers were changed by other hands: what was computed for conditions is forgotten. */
void calculation_stale(struct calculation *calculation);

/* Initial values of items that are not there yet: initial, initialSelected and initialExpression.
 * Groups are made; nothing that is answered is touched. */
HF_MUST_USE enum status calculation_begin(struct calculation *calculation, struct report *report,
                                          struct fault *why);

/* Computes every calculated answer again. Faults of single expressions go into `report`. */
HF_MUST_USE enum status calculation_run(struct calculation *calculation, struct report *report,
                                        struct fault *why);

/* After calculation_run, the answers of `question` changed, or it came or went: computes only what
 * depends on them, in order. `*ret_count` (may be NULL): expressions that were evaluated. */
HF_MUST_USE enum status calculation_changed(struct calculation *calculation, uint32_t question,
                                            struct report *report, uint32_t *ret_count,
                                            struct fault *why);

/* One condition of the form at one place: HF_OK and its truth (of nothing: false); HF_INVALID when
 * it can't be computed. `item`: the context; where it is not there, NULL, and `parent` holds it
 * (NULL: the top). */
HF_MUST_USE enum status calculation_truth_at(struct calculation *calculation, uint32_t expression,
                                             const struct response_item *parent,
                                             const struct response_item *item, bool *ret,
                                             struct fault *why);

#endif
