/* usecase/training.h - what somebody ticks as her training, spelled out as scopes of the atlas.
 *
 * Five boxes rather than 133 regions: what is ticked covers every region of its kind and nothing
 * else. Internal work never inherits (S4), so each internal region is named by itself; regions that
 * are never a target are left out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_TRAINING_H
#define HF_USECASE_TRAINING_H

#include "core/model/content.h"
#include "usecase/usecase.h"

enum training {
    TRAINING_BODY,     /* the body outside, without intimate regions */
    TRAINING_INTIMATE, /* intimate regions, outside */
    TRAINING_ORAL,     /* inside, by the mouth */
    TRAINING_VAGINAL,
    TRAINING_ANAL,
    TRAINING_SENSUAL, /* the ones above with sensual intent, too */
    TRAINING_COUNT,
};

/* "body", "intimate", "oral", "vaginal", "anal", "sensual": values of forms and ids of messages. */
extern const char *const training_words[TRAINING_COUNT];

/* Bit 1 << i for training_words[i]; 0 for a word that is none. */
unsigned training_bit(struct span word);

/* `trainings`: bits. Empty when nothing but TRAINING_SENSUAL is in it. Lives in `arena`. */
HF_MUST_USE enum status training_scopes(const struct knowledge *knowledge, unsigned trainings,
                                        struct arena *arena, struct scope_list *ret,
                                        struct fault *why);

/* The boxes that these scopes came from, as bits: for showing them again. */
unsigned training_of(const struct knowledge *knowledge, struct scope_list scopes);

#endif
