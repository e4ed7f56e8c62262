/* core/screen/screen_inside.h - how conditions are asked; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_SCREEN_SCREEN_INSIDE_H
#define HF_CORE_SCREEN_SCREEN_INSIDE_H

#include "core/fhirpath/fhirpath.h"
#include "core/screen/screen.h"

/* linkIds of the intake that no rule names. */
#define SCREEN_BIRTH_DATE "birth_date"

/* The question for an organ of the atlas, or FORM_NONE. */
uint32_t screen_find_organ(const struct form *form, struct span key);

/* The answers as conditions read them, at a time. */
struct screen_reading {
    const struct json *response;
    const struct fhirpath_index *index;
    int64_t now_s;
};

/* Answered, and not with one of the answers that settle nothing. */
bool screen_is_settled(const struct form_answers *answers, const enum form_state *states,
                       uint32_t item);

/* The effective QuestionnaireResponse: every choice and date that is asked stands in it, with its
 * answer, and with the coding "unknown" (data-absent-reason) unless the answer settles it; what is
 * moot is absent. Free text stays out: it is for persons. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status screen_read(const struct form_answers *answers,
                                    const enum form_state *states, int64_t now_s,
                                    struct arena *arena, struct screen_reading *ret,
                                    struct fault *why);

/* The same of one question alone, as if every other were moot. */
HF_MUST_USE enum status screen_read_alone(const struct form_answers *answers, uint32_t item,
                                          enum form_state state, int64_t now_s, struct arena *arena,
                                          struct screen_reading *ret, struct fault *why);

/* What the row's condition says; FHIRPATH_EMPTY also when it can't be evaluated on this. HF_FAILED
 * when the arena is spent. Leaves nothing in the arena. */
HF_MUST_USE enum status screen_ask(const struct pack_row *row, const struct screen_reading *reading,
                                   struct arena *arena, enum fhirpath_truth *ret,
                                   struct fault *why);

#endif
