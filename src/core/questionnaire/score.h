/* core/questionnaire/score.h - the sum of the weights of what was chosen, exact, and never silent
 * about what is missing.
 *
 * A weight is the option's itemWeight or ordinalValue. A question without weights has no part in a
 * score; a weighed question that is asked and not answered makes the score incomplete.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_SCORE_H
#define HF_CORE_QUESTIONNAIRE_SCORE_H

#include "core/questionnaire/enabled.h"

struct score {
    uint32_t question;  /* the group; QUESTION_NONE: the whole form */
    struct span sum;    /* decimal text; "" when nothing was weighed */
    uint32_t answered;  /* weighed questions with a weighed answer */
    uint32_t missing;   /* asked, weighed, and without one */
    uint32_t unweighed; /* answers to weighed questions that have no weight: not in the sum */
};

/* The whole form first, then each group that holds weighed questions, in the order of the form.
 * HF_INVALID: the sum has more than 38 digits; HF_FAILED: the arena is spent. */
HF_MUST_USE enum status response_score(struct response *response, struct enabled *enabled,
                                       struct arena *arena, const struct score **ret,
                                       uint32_t *ret_count, struct fault *why);

#endif
