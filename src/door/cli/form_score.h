/* door/cli/form_score.h - sums of the answers to a form, and what it computes itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_FORM_SCORE_H
#define HF_DOOR_CLI_FORM_SCORE_H

#include "core/questionnaire/calculate.h"
#include "core/questionnaire/report.h"

/* `response` is valid; answers to questions that are not asked are dropped from it. JSON as in
 * docs/forms.md, "On the command line". */
HF_MUST_USE enum status score_write(struct response *response, struct calculation *calculation,
                                    struct report *report, struct arena *arena, struct span *ret,
                                    struct fault *why);

#endif
