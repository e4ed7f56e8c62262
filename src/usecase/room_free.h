/* usecase/room_free.h - what may be done within what stands, for the room without steps. Pure
 * reading of a session; decide() is asked again when one of them is begun.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ROOM_FREE_H
#define HF_USECASE_ROOM_FREE_H

#include "usecase/session_file.h"

struct room_free_row {
    struct step_said act; /* up to the ceiling that stands, without a time */
    bool is_here, is_done;
    bool ask_first; /* said so, or nobody was asked about it today */
};

struct room_free {
    const struct room_free_row *at; /* what today's list named comes first */
    size_t count;
    size_t n_today;          /* how many of them it named */
    struct words conditions; /* of all of them together, without what only the room's lights say */
    bool is_cut;             /* there is more than is shown */
};

/* HF_FAILED when the arena is spent. */
HF_MUST_USE enum status room_free_of(const struct practice *practice,
                                     const struct session_file *session, struct arena *arena,
                                     struct room_free *ret, struct fault *why);

#endif
