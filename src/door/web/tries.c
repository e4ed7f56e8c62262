/* door/web/tries.c - the one limiter of the process, under its lock.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/tries.h"

#include <string.h>

static int64_t now_us(const struct door *door)
{
    return world_now_us(vault_world(door->practice.vault));
}

/* Keyed with the pepper: the table in memory names nobody. */
static uint64_t hash_of(const struct door *door, struct span text)
{
    uint8_t index[16];
    uint64_t hash;

    vault_login_index(door->practice.vault, text, index);
    memcpy(&hash, index, sizeof hash);
    return hash;
}

struct tries tries_begin(const struct http_request *request, struct door *door, struct span account)
{
    struct tries tries = {{hash_of(door, account), hash_of(door, request->network)}, 0};

    pthread_mutex_lock(&door->shared->lock);
    tries.hold_us = delay_wait(&door->shared->delay, tries.who, now_us(door));
    pthread_mutex_unlock(&door->shared->lock);
    return tries;
}

void tries_end(const struct tries *tries, struct door *door, struct http_reply *reply,
               bool succeeded)
{
    pthread_mutex_lock(&door->shared->lock);
    if (succeeded)
        delay_succeed(&door->shared->delay, tries->who);
    else
        delay_fail(&door->shared->delay, tries->who, now_us(door));
    pthread_mutex_unlock(&door->shared->lock);
    reply->hold_ms = tries->hold_us / 1000;
}

int64_t tries_wait_s(const struct tries *tries, struct door *door)
{
    pthread_mutex_lock(&door->shared->lock);
    int64_t wait_us = delay_wait(&door->shared->delay, tries->who, now_us(door));
    pthread_mutex_unlock(&door->shared->lock);
    return wait_us / 1000000;
}
