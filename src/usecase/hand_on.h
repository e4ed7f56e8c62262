/* usecase/hand_on.h - a client is handed on to a colleague for good.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_HAND_ON_H
#define HF_USECASE_HAND_ON_H

#include "usecase/client_file.h"

/* By the one who cares for the client. The colleague gets every key, the private notes too, and
 * cares from then on; nothing that the client agreed with the one is agreed with the other. Whoever
 * hands on reads no more from then on, and the keys are renewed by the next one: a reading that
 * nobody ends is one that nobody agreed to. `words`
 * stand on the client's own page. HF_INVALID names the field: to (no practitioner of this
 * practice), words. HF_NOT_FOUND: it is not hers to hand on. HF_CONFLICT: a session is open. */
struct hand_on {
    struct hand hand;
    struct client_id client;
    struct person_id to;
    struct span words;
};
HF_MUST_USE enum status hand_on(const struct practice *practice, struct arena *arena,
                                const struct hand_on *in, struct fault *why);

/* May this client be handed on to this person? */
bool hand_on_may(const struct client_file *file, struct person_id to);

#endif
