/* keep/vault/world.h - the clock and the dice, handed in so that tests can choose them.
 *
 * Ids may come from a test's dice. Keys, nonces and blinds never do: the vault takes those from the
 * system itself and no caller can pass one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_WORLD_H
#define HF_KEEP_VAULT_WORLD_H

#include "base/id.h"

struct world {
    int64_t (*now_us)(void *arg); /* microseconds of UTC since 1970 */
    void (*random)(void *arg, void *ret, size_t len);
    void *arg;
};

extern const struct world world_system;

int64_t world_now_us(const struct world *world);
struct id128 world_id(const struct world *world); /* 128 random bits, never zero */

#endif
