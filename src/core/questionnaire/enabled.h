/* core/questionnaire/enabled.h - which questions are asked: enableWhen, enableBehavior and
 * enableWhenExpression, for each place where a question can stand.
 *
 * A disabled question counts as unanswered for others, and everything below it is disabled. An
 * occurrence is found as R4 says: nearest by ancestors, then what precedes, then what follows.
 * What can't be decided is asked: an unknown question, a program that failed, a circle.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_ENABLED_H
#define HF_CORE_QUESTIONNAIRE_ENABLED_H

#include "core/questionnaire/response.h"

struct calculation;

enum { ENABLED_MAX_CHAIN = 400 }; /* conditions of conditions; beyond them a question is asked */

/* For one state of the answers; make a new one after a change. */
struct enabled {
    struct response *response;
    struct calculation *calculation;    /* for expressions; NULL: they count as true */
    struct response_item **by_question; /* every item, by question, then in document order */
    uint32_t *starts;                   /* of each question in `by_question`, and the end */
    uint8_t *known;                     /* by item: not yet, being decided, no, yes */
    uint32_t chain;
};

/* False when the arena is spent. Numbers the items (`at`, `end`). */
bool enabled_init(struct enabled *enabled, struct response *response,
                  struct calculation *calculation, struct arena *arena);

/* Is the question asked below `parent` (NULL: at the top)? `parent` is an item of the question's
 * parent. True for a question that the form does not have. */
bool enabled_question(struct enabled *enabled, uint32_t question,
                      const struct response_item *parent);

/* Is this item asked, and everything above it? */
bool enabled_item(struct enabled *enabled, const struct response_item *item);

/* Takes items of questions that are not asked out of the response, unless their question keeps its
 * answers; again until nothing changes. For a response that is being completed: a draft keeps
 * everything. `*ret_count`: how many went. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status enabled_drop(struct response *response, struct calculation *calculation,
                                     struct arena *arena, uint32_t *ret_count, struct fault *why);

#endif
