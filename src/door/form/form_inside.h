/* door/form/form_inside.h - what the two directions share; for this room only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_FORM_FORM_INSIDE_H
#define HF_DOOR_FORM_FORM_INSIDE_H

#include "door/form/form_page.h"

/* An answer as its control sends it: "true", "0.10", "system|code", "12.5"; "" for none. */
struct span answer_raw(struct fhir_value value, struct arena *arena);
/* The unit of a quantity as its list sends it, or "". */
struct span answer_unit(struct fhir_value value);

/* May a page change its answers? Not what is computed, fixed, or can't be typed. */
bool question_may_be_typed(const struct questionnaire *form, uint32_t question);
bool question_is_computed(const struct questionnaire *form, uint32_t question);

/* "add.7.12" and the like, in the arena. */
struct span button_write(struct arena *arena, const char *what, uint32_t a, uint32_t b);

/* Yes and no, one of some, or some of many. */
void form_fill_choice(const struct form_page *page, const struct response_item *item,
                      struct entry_view *entry);

#endif
