/* keep/vault/world.c - the system's own clock and randomness.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/world.h"

#include <sodium.h>
#include <time.h>

static int64_t system_now_us(void *arg)
{
    struct timespec now;

    (void)arg; /* there is one clock */
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void system_random(void *arg, void *ret, size_t len)
{
    (void)arg; /* there is one source */
    randombytes_buf(ret, len);
}

const struct world world_system = {system_now_us, system_random, NULL};

int64_t world_now_us(const struct world *world)
{
    return world->now_us(world->arg);
}

struct id128 world_id(const struct world *world)
{
    struct id128 id;

    do {
        world->random(world->arg, id.bytes, sizeof id.bytes);
    } while (id_is_zero(id));
    return id;
}
