/* core/render/reasons.h - a reason of decide() as a refusal that a person can use (T11).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_REASONS_H
#define HF_CORE_RENDER_REASONS_H

#include "core/render/message.h"
#include "core/render/view.h"

/* What is known about the reason's source; any part may be empty. Names are borrowed. */
struct reason_context {
    struct span where;        /* the step: "Tailbone" */
    struct span client;       /* the name to use: "Robin" */
    struct span practitioner; /* "Ana" */
    struct span what;         /* the finding, condition or qualification in words */
    struct span when;         /* the day of the event, or the day when it ends */
};

/* `code` is a reason word of decide(), with or without its ":id". A code that no message knows is
 * read as "the rules are missing": still a refusal, never silence. Texts live in the arena. */
struct refusal_view refusal_words(struct arena *arena, int lang, struct span code,
                                  const struct reason_context *context);

#endif
