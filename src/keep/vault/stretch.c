/* keep/vault/stretch.c - Argon2id, two at a time and a short queue: memory is what it costs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>

enum { PLACES = 2, QUEUE = 8 };

static enum status take_place(struct vault *vault, struct fault *why)
{
    enum status st = HF_OK;

    pthread_mutex_lock(&vault->lock);
    if (vault->running >= PLACES && vault->waiting >= QUEUE) {
        st = fault_set(why, HF_BUSY, "too many people are signing in at this moment");
    } else {
        vault->waiting++;
        while (vault->running >= PLACES)
            pthread_cond_wait(&vault->place_free, &vault->lock);
        vault->waiting--;
        vault->running++;
    }
    pthread_mutex_unlock(&vault->lock);
    return st;
}

static void give_place(struct vault *vault)
{
    pthread_mutex_lock(&vault->lock);
    vault->running--;
    pthread_cond_signal(&vault->place_free);
    pthread_mutex_unlock(&vault->lock);
}

static uint64_t at_least(uint64_t n, uint64_t floor)
{
    return n < floor ? floor : n;
}

enum status password_stretch(struct vault *vault, struct span password,
                             const uint8_t salt[SALT_BYTES], struct vault_cost cost,
                             uint8_t ret[64], struct fault *why)
{
    const char *at = password.at == NULL ? "" : password.at; /* an empty one is a wrong one */
    enum status st = take_place(vault, why);

    if (st != HF_OK)
        return st;
    int failed =
        crypto_pwhash(ret, 64, at, password.len, salt, at_least(cost.passes, vault->floor.passes),
                      (size_t)at_least(cost.memory_bytes, vault->floor.memory_bytes),
                      crypto_pwhash_ALG_ARGON2ID13);

    give_place(vault);
    return failed == 0 ? HF_OK : fault_set(why, HF_FAILED, "no memory to check a password");
}
