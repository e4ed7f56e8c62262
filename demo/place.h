/* demo/place.h - a folder with a practice in it, and a clock that a story moves.
 *
 * Everything goes through the use cases: nothing here or beside it writes an entry by itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DEMO_PLACE_H
#define HF_DEMO_PLACE_H

#include "keep/store/store.h"
#include "knowledge/knowledge.h"
#include "usecase/sign.h"

#include <limits.h>

enum {
    PLACE_ARENA = 32 << 20,
    MINUTE_S = 60,
    HOUR_S = 60 * MINUTE_S,
    DAY_S = 24 * HOUR_S,
};

struct place_config {
    const char *data, *secrets;
    struct vault_cost cost;
    const struct store_driver *driver;
    int64_t now_s; /* where the clock begins */
    uint64_t seed; /* of ids and of what varies; 0: ids from the system */
};

struct place {
    char db[PATH_MAX];
    struct practice practice;
    struct knowledge knowledge;
    struct world world;
    int64_t now_us;
    uint64_t dice;
    struct arena arena; /* of the use case at hand */
    struct fault why;
    void *block, *knowledge_block;
};

/* Opens what is there, or makes folders and secrets for a practice that nobody has founded yet.
 * `place` stays where it is until place_close, which is due whatever the status is. */
HF_MUST_USE enum status place_open(const struct place_config *config, struct place *place);
void place_close(struct place *place); /* twice is harmless */

/* The clock goes forward only: an earlier time leaves it where it is. */
void place_until(struct place *place, int64_t now_s);
void place_later(struct place *place, int64_t seconds);
int64_t place_now_s(const struct place *place);

/* 0 .. below-1, by the seed. */
unsigned place_throw(struct place *place, unsigned below);

/* A hand with a fresh request; the arena and the fault are empty again, so whatever the last use
 * case answered is gone. `device` as in struct hand. */
struct hand place_hand(struct place *place, struct keyring *keyring, uint8_t device);

/* A practitioner answers that they are ready to work today. */
HF_MUST_USE enum status place_ready(struct place *place, struct keyring *keyring, uint8_t device);

/* The keys behind a pass; closed by the caller. */
HF_MUST_USE enum status place_enter(struct place *place, const char *pass, struct keyring **ret);

/* A link is opened with its spoken word: the keys of whom it was for. */
HF_MUST_USE enum status place_open_link(struct place *place, const struct link *link,
                                        struct keyring **ret);

#endif
