/* core/questionnaire/validate_head.h - inside the room: the members of a response beside its items.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_VALIDATE_HEAD_H
#define HF_CORE_QUESTIONNAIRE_VALIDATE_HEAD_H

#include "core/questionnaire/response.h"

void validate_head(const struct response *response, struct report *report,
                   const struct place *root);

#endif
