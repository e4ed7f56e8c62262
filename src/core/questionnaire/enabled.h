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

/* For one state of the answers; make a new one after a change. */
struct enabled {
    const struct response *response;
    struct calculation *calculation; /* for expressions; NULL: they count as true */
    uint8_t *busy;                   /* by question: being decided */
};

/* False when the arena is spent. */
bool enabled_init(struct enabled *enabled, const struct response *response,
                  struct calculation *calculation, struct arena *arena);

/* Is the question asked below `parent` (NULL: at the top)? `parent` is an item of the question's
 * parent. True for a question that the form does not have. */
bool enabled_question(struct enabled *enabled, uint32_t question,
                      const struct response_item *parent);

/* Is this item asked, and everything above it? */
bool enabled_item(struct enabled *enabled, const struct response_item *item);

/* Takes answers and items of questions that are not asked out of the response, unless their
 * question keeps them; repeats until nothing changes. For a response that is being completed:
 * drafts keep everything. Returns how many items went. */
uint32_t enabled_drop(struct enabled *enabled, struct response *response);

#endif
