/* door/web/asks.c - see asks.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/asks.h"

#include <string.h>

static const int64_t life_us = INT64_C(300) * 1000000;

static int64_t now_us(const struct door *door)
{
    return world_now_us(vault_world(door->practice.vault));
}

/* 32 random bytes are two random ids. */
static void random_bytes(const struct door *door, uint8_t ret[32])
{
    for (int i = 0; i < 2; i++) {
        struct id128 id = world_id(vault_world(door->practice.vault));

        memcpy(ret + 16 * i, id.bytes, 16);
    }
}

void asks_put(struct door *door, enum challenge_kind kind, struct person_id person, uint8_t ret[32])
{
    struct door_shared *shared = door->shared;
    struct ask ask = {.kind = (uint8_t)kind, .person = person, .until_us = now_us(door) + life_us};

    random_bytes(door, ask.challenge);
    memcpy(ret, ask.challenge, sizeof ask.challenge);
    pthread_mutex_lock(&shared->lock);
    shared->asks[shared->next_ask++ % WEB_ASKS_MOST] = ask;
    pthread_mutex_unlock(&shared->lock);
}

static struct ask *find(struct door_shared *shared, enum challenge_kind kind, struct span challenge)
{
    for (size_t i = 0; i < WEB_ASKS_MOST; i++) {
        struct ask *ask = &shared->asks[i];

        if (ask->kind == kind && challenge.len == sizeof ask->challenge &&
            vault_same(ask->challenge, challenge.at, sizeof ask->challenge))
            return ask;
    }
    return NULL;
}

bool asks_take(struct door *door, enum challenge_kind kind, struct span challenge,
               struct person_id *ret_person)
{
    struct door_shared *shared = door->shared;
    int64_t now = now_us(door);

    pthread_mutex_lock(&shared->lock);
    struct ask *ask = find(shared, kind, challenge);
    bool taken = ask != NULL && now < ask->until_us;

    if (taken)
        *ret_person = ask->person;
    if (ask != NULL)
        *ask = (struct ask){.kind = 0};
    pthread_mutex_unlock(&shared->lock);
    return taken;
}
