/* usecase/room_steps.h - the plan's steps as the room shows them now. Pure reading of a session.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ROOM_STEPS_H
#define HF_USECASE_ROOM_STEPS_H

#include "usecase/session_file.h"

struct room_step {
    uint32_t number; /* from 1 */
    const struct step_said *step;
    bool is_here, is_done, ask_first;
    int64_t done_s; /* how long it was done, all times together */
};

struct room_steps {
    const struct room_step *at;
    size_t count;
    /* To be met for the step at hand and for what may come next: all together, without twice. */
    struct words conditions;
    /* The refusal of the step tried last, while nothing has happened since; or NULL. */
    const struct act_refused_content *refused;
};

/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status room_steps_of(const struct session_file *session, struct arena *arena,
                                      struct room_steps *ret, struct fault *why);

#endif
