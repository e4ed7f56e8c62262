/* core/questionnaire/validate.h - does this response answer this form? Every finding, not only the
 * first.
 *
 * `in-progress`: what is missing is no error (a draft loses nothing and is never held up); what is
 * there must fit all the same. Calculated and read-only answers are checked like all others.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_VALIDATE_H
#define HF_CORE_QUESTIONNAIRE_VALIDATE_H

#include "core/questionnaire/enabled.h"

/* The response holds when `report->errors` did not grow. `calculation` may be NULL: constraints
 * and expressions are then not looked at, and the report says so. HF_FAILED when the arena is
 * spent. */
HF_MUST_USE enum status response_validate(struct response *response,
                                          struct calculation *calculation, struct arena *arena,
                                          struct report *report, struct fault *why);

/* Of a response whose form is not at hand: only whether it is one, and the report says so. */
void response_validate_alone(const struct json *tree, struct report *report);

/* Of one answer alone: the type, the range, the length, the options. */
void response_validate_answer(const struct questionnaire *form, const struct question *question,
                              const struct response_answer *answer, const struct place *where,
                              struct report *report);

#endif
