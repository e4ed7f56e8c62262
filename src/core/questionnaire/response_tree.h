/* core/questionnaire/response_tree.h - inside the room: keeps the JSON behind a response in step.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_RESPONSE_TREE_H
#define HF_CORE_QUESTIONNAIRE_RESPONSE_TREE_H

#include "core/questionnaire/response.h"

/* Puts `member` (named so by the caller; NULL: nothing) in the place of the member of that name,
 * or at the end. Each copies what it does not replace; false: the arena is spent. */
bool response_replace(struct arena *arena, struct json *object, struct span name,
                      struct json *member);

/* Where the first item below hangs: of the answer, else of the item, else of the response. */
struct response_item **response_items_of(struct response *response, struct response_item *parent,
                                         struct response_answer *answer);

/* After the list of items or of answers changed: numbers them and writes the member anew. */
bool response_relink(struct response *response, struct response_item *parent,
                     struct response_answer *answer);
bool response_relink_answers(struct arena *arena, struct response_item *item);

#endif
