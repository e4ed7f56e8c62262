/* door/web/asks.c - see asks.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/asks.h"

#include <string.h>

enum { END = 8, DICE = 8, BODY = END + DICE, SEAL = 16, OWN_MOST = 8 };
_Static_assert(BODY + SEAL == sizeof((struct ask *)NULL)->challenge, "a question fills its bytes");

static const int64_t life_us = INT64_C(300) * 1000000;
static const char label[] = "holdfast/ask/v1";

static int64_t now_us(const struct door *door)
{
    return world_now_us(vault_world(door->practice.vault));
}

static void random_bytes(const struct door *door, uint8_t ret[32])
{
    for (int i = 0; i < 2; i++) {
        struct id128 id = world_id(vault_world(door->practice.vault));

        memcpy(ret + 16 * i, id.bytes, 16);
    }
}

/* --- questions ------------------------------------------------------------------------------- */

/* The key of this process, made when it is first needed. Under the lock. */
static const uint8_t *key_of(const struct door *door)
{
    struct door_shared *shared = door->shared;

    if (!shared->has_ask_key)
        random_bytes(door, shared->ask_key);
    shared->has_ask_key = true;
    return shared->ask_key;
}

static void seal_of(const struct door *door, enum challenge_kind kind, struct person_id person,
                    const uint8_t body[BODY], uint8_t ret[SEAL])
{
    uint8_t message[sizeof label + 1 + sizeof person.id.bytes + BODY], mac[32], *at = message;

    memcpy(at, label, sizeof label);
    at += sizeof label;
    *at++ = (uint8_t)kind;
    memcpy(at, person.id.bytes, sizeof person.id.bytes);
    memcpy(at + sizeof person.id.bytes, body, BODY);
    vault_hmac(key_of(door), span_at(message, sizeof message), mac);
    memcpy(ret, mac, SEAL);
}

void asks_put(struct door *door, enum challenge_kind kind, struct person_id person, uint8_t ret[32])
{
    int64_t until_us = now_us(door) + life_us;
    uint8_t dice[32];

    random_bytes(door, dice);
    memcpy(ret, &until_us, END);
    memcpy(ret + END, dice, DICE);
    pthread_mutex_lock(&door->shared->lock);
    seal_of(door, kind, person, ret, ret + BODY);
    pthread_mutex_unlock(&door->shared->lock);
}

static bool was_asked(const struct door *door, enum challenge_kind kind, struct span challenge,
                      struct person_id person, int64_t *ret_until_us)
{
    uint8_t seal[SEAL];

    if (challenge.len != BODY + SEAL)
        return false;
    seal_of(door, kind, person, (const uint8_t *)challenge.at, seal);
    memcpy(ret_until_us, challenge.at, END);
    return vault_same(seal, challenge.at + BODY, SEAL);
}

/* --- answers --------------------------------------------------------------------------------- */

static struct ask *find(struct door_shared *shared, struct span challenge)
{
    for (size_t i = 0; i < WEB_ASKS_MOST; i++)
        if (shared->asks[i].until_us != 0 && challenge.len == BODY + SEAL &&
            vault_same(shared->asks[i].challenge, challenge.at, BODY + SEAL))
            return &shared->asks[i];
    return NULL;
}

/* Where the next answer of this person goes; NULL: there is no room. Nobody has more than a few, so
 * that nobody takes the room of others. */
static struct ask *place_for(struct door_shared *shared, struct person_id person, int64_t now)
{
    struct ask *empty = NULL, *oldest = NULL;
    size_t own = 0;

    for (size_t i = 0; i < WEB_ASKS_MOST; i++) {
        struct ask *ask = &shared->asks[i];

        if (ask->until_us <= now) {
            empty = ask;
        } else if (!id_is_zero(person.id) && id_equal(ask->person.id, person.id)) {
            own++;
            oldest = oldest == NULL || ask->until_us < oldest->until_us ? ask : oldest;
        }
    }
    return own >= OWN_MOST ? oldest : empty;
}

static bool take(struct door *door, enum challenge_kind kind, struct span challenge,
                 struct person_id person)
{
    struct door_shared *shared = door->shared;
    int64_t now = now_us(door), until_us = 0;

    if (!was_asked(door, kind, challenge, person, &until_us) || now >= until_us ||
        find(shared, challenge) != NULL)
        return false;
    struct ask *place = place_for(shared, person, now);

    if (place == NULL)
        return false;
    *place = (struct ask){.person = person, .until_us = until_us};
    memcpy(place->challenge, challenge.at, sizeof place->challenge);
    return true;
}

bool asks_take(struct door *door, enum challenge_kind kind, struct span challenge,
               struct person_id person)
{
    pthread_mutex_lock(&door->shared->lock);
    bool taken = take(door, kind, challenge, person);
    pthread_mutex_unlock(&door->shared->lock);
    return taken;
}

void asks_free(struct door *door, struct span challenge)
{
    pthread_mutex_lock(&door->shared->lock);
    struct ask *ask = find(door->shared, challenge);

    if (ask != NULL)
        *ask = (struct ask){.until_us = 0};
    pthread_mutex_unlock(&door->shared->lock);
}

/* --- tickets --------------------------------------------------------------------------------- */

/* The one of this person, else the one that ends first. */
static struct ask *ticket_place(struct door_shared *shared, struct person_id person)
{
    struct ask *first = &shared->tickets[0];

    for (size_t i = 0; i < WEB_TICKETS_MOST; i++) {
        if (id_equal(shared->tickets[i].person.id, person.id))
            return &shared->tickets[i];
        if (shared->tickets[i].until_us < first->until_us)
            first = &shared->tickets[i];
    }
    return first;
}

void asks_put_ticket(struct door *door, struct person_id person, struct id128 passkey,
                     uint8_t ret[32])
{
    struct ask ticket = {.person = person, .passkey = passkey, .until_us = now_us(door) + life_us};

    random_bytes(door, ticket.challenge);
    memcpy(ret, ticket.challenge, sizeof ticket.challenge);
    pthread_mutex_lock(&door->shared->lock);
    *ticket_place(door->shared, person) = ticket;
    pthread_mutex_unlock(&door->shared->lock);
}

static bool take_ticket(struct door_shared *shared, struct span ticket, int64_t now,
                        struct id128 *ret_passkey)
{
    for (size_t i = 0; i < WEB_TICKETS_MOST && ticket.len == BODY + SEAL; i++) {
        struct ask *at = &shared->tickets[i];

        if (now >= at->until_us || !vault_same(at->challenge, ticket.at, sizeof at->challenge))
            continue;
        *ret_passkey = at->passkey;
        *at = (struct ask){.until_us = 0};
        return true;
    }
    return false;
}

bool asks_take_ticket(struct door *door, struct span ticket, struct id128 *ret_passkey)
{
    int64_t now = now_us(door);

    pthread_mutex_lock(&door->shared->lock);
    bool taken = take_ticket(door->shared, ticket, now, ret_passkey);
    pthread_mutex_unlock(&door->shared->lock);
    return taken;
}
