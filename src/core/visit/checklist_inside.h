/* core/visit/checklist_inside.h - the words below a question; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_CHECKLIST_INSIDE_H
#define HF_CORE_VISIT_CHECKLIST_INSIDE_H

#include "core/visit/checklist.h"

enum { CHECKLIST_LINES_MOST = 128, CHECKLIST_TEXT_MOST = 16000 };

/* Is this plan of that kind? */
bool checklist_is_when(const struct checklist_question *q, enum ask_when when);

/* The lines that `ask` tells of this plan, each once. `value(arg, id)`: what the practitioner
 * answered to a question, "" when it is not asked now. Empty when the arena is spent. */
struct words checklist_told(const struct checklist_question *q, const struct checklist_ask *ask,
                            struct span (*value)(void *arg, struct span ask), void *arg,
                            struct arena *arena);

#endif
