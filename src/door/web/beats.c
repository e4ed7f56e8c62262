/* door/web/beats.c - a small table under the door's lock.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/beats.h"

static int64_t now_us(const struct door *door)
{
    return world_now_us(vault_world(door->practice.vault));
}

/* The session's place, or the one that was silent for longest. */
static struct beat *place_of(struct door_shared *shared, struct session_id session)
{
    struct beat *oldest = &shared->beats[0];

    for (size_t i = 0; i < WEB_BEATS_MOST; i++) {
        struct beat *one = &shared->beats[i];

        if (id_equal(one->session.id, session.id))
            return one;
        if (one->at_us < oldest->at_us)
            oldest = one;
    }
    return oldest;
}

void beats_hear(const struct door *door, struct session_id session)
{
    pthread_mutex_lock(&door->shared->lock);
    *place_of(door->shared, session) = (struct beat){session, now_us(door)};
    pthread_mutex_unlock(&door->shared->lock);
}

/* How long ago, in microseconds; -1: never in this process. */
static int64_t silent_us(const struct door *door, struct session_id session)
{
    pthread_mutex_lock(&door->shared->lock);
    struct beat one = *place_of(door->shared, session);

    pthread_mutex_unlock(&door->shared->lock);
    return id_equal(one.session.id, session.id) ? now_us(door) - one.at_us : -1;
}

bool beats_is_heard(const struct door *door, struct session_id session)
{
    int64_t silent = silent_us(door, session);

    return silent >= 0 && silent <= BEAT_SILENT_US;
}

bool beats_is_lost(const struct door *door, struct session_id session)
{
    return silent_us(door, session) > BEAT_SILENT_US;
}
