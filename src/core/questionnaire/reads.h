/* core/questionnaire/reads.h - inside the room: which answers can an expression depend on?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_READS_H
#define HF_CORE_QUESTIONNAIRE_READS_H

#include "core/questionnaire/questionnaire.h"

enum { READS_MAX = 200 };

struct reads {
    struct question_range at[READS_MAX];
    uint32_t count;
    bool all;
};

/* Reads the expression's words, not its meaning, and errs on the side of more: only a path that is
 * pinned to linkIds by where(linkId = '...') narrows anything. `own`: the question whose item is
 * the context, or QUESTION_NONE. What variables read is not in it. */
void reads_find(struct span expression, const struct questionnaire *form, uint32_t own,
                struct arena *arena, struct reads *ret);

#endif
