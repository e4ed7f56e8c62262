/* core/decide/ground.h - what all clients of a practice have in common, by cell: the body, the
 * house rules and the credentials (S0, S10, S14).
 *
 * Half of the folded form; the other half is the client's log (folded.h). It can be built only
 * while each kind fits its masks; beyond that the plain form answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_GROUND_H
#define HF_CORE_DECIDE_GROUND_H

#include "core/decide/body.h"
#include "core/decide/masks.h"

enum { GROUND_WORDS_MOST = 128, PRESSURES = 11 };

/* Beside a practitioner: whose credentials they are, and which of them reach each cell. */
struct keyring {
    const struct practitioner *practitioner;
    uint64_t *by_cell; /* intimate cells only where S4 lets them */
    struct family family;
};

/* Sources of a ceiling and of conditions, up to 64 (S12, S13). */
struct effects {
    uint64_t below[PRESSURES]; /* at p: whose maxPressure is less than p */
    uint64_t *conditions;      /* beside each slot: numbers of its conditions */
    uint64_t with_conditions;
    uint64_t denying;
};

/* Neither is changed once it is built; arrays live in the arena it was built in. */
struct ground {
    const struct facts *facts; /* its events and its client are not looked at */
    struct body body;
    struct scope_words words;
    uint64_t *house_by_cell;
    struct family house;
    struct effects house_effects;
    struct vocabulary conditions; /* of the house rules */
    struct keyring *keyrings;     /* beside each practitioner */
};

/* Facts that were checked. `*ret` is NULL when they do not fit; HF_FAILED when the arena is
 * spent. */
HF_MUST_USE enum status ground_new(const struct facts *facts, struct arena *arena,
                                   const struct ground **ret, struct fault *why);

/* Not to be used when the arena is spent. */
void effects_init(struct effects *effects, size_t room, struct arena *arena);
void effects_clear(struct effects *effects);
/* False when a condition has no room in the vocabulary. */
bool effects_put(struct effects *effects, struct vocabulary *conditions, size_t slot,
                 const struct effect *effect);

/* One act made ready for many clients of this ground and many times. Borrows the act. */
struct asked {
    const struct ground *ground;
    const struct act *act;
    int32_t place;
    struct cell_set footprint;
    struct word_asked technique, practitioner;
    const struct keyring *keyring; /* NULL: UNKNOWN_PRACTITIONER */
    uint64_t keys[2];              /* credentials whose lists cover; [1]: something sensitive */
    uint64_t house;                /* house rules whose lists match */
};

/* The act is whole (act_is_whole). */
void ground_ask(const struct ground *ground, const struct act *act, struct asked *ret);

#endif
