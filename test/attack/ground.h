/* test/attack/ground.h - a practice to be attacked, and what everybody in it can do.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_ATTACK_GROUND_H
#define HF_TEST_ATTACK_GROUND_H

#include "meeting.h"
#include "people.h"

#include <stdio.h>

enum { GROUND_PATH = 600, GROUND_KNOWN = 32, GROUND_WORD = 80 };

/* One thing that opens something, as whoever steals it has it. */
struct ground_key {
    char kind[GROUND_WORD]; /* pass, link, code, pin, client, now */
    char name[GROUND_WORD], value[GROUND_WORD], word[GROUND_WORD];
};

struct ground {
    char folder[GROUND_PATH], data[GROUND_PATH + 20], secrets[GROUND_PATH + 20];
    struct place place;
    struct ground_key keys[GROUND_KNOWN];
    size_t n_keys;
};

_Noreturn void ground_die(const struct ground *g, const char *what);
void ground_need(const struct ground *g, enum status st, const char *what);
/* Opens what is in the folder, or makes it, at this time. */
enum status ground_open(struct ground *g, int64_t now_s);

/* Everything that happens before the attack; keeps a copy of the data base for each moment. */
void ground_make(struct ground *g);

void ground_keep(struct ground *g, const char *kind, const char *name, const char *value,
                 const char *word);
/* Keeps a copy of the data base as it is now. Between two transactions. */
void ground_moment(struct ground *g, const char *name);
/* The PINs of Robin, who has an older one, too, and of Kim, who is curious (pins.c). */
void ground_make_pins(struct ground *g, struct keyring *robin, struct keyring *kim,
                      struct keyring *tablet);

/* One line for each thing that somebody can do, see or is told. Less is narrower; a line that was
 * not there before the attack is a gain. */
void ground_look(struct ground *g);
/* Which PIN signs for whom, and how many tries are left. Spends none. */
void ground_look_at_pins(struct ground *g);

#endif
