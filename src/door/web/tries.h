/* door/web/tries.h - slows down whoever guesses: passwords, recovery codes, words, tokens.
 *
 * The wait of this try is fixed before it is known whether it succeeds, and holds the answer back
 * either way; so the time of an answer tells nothing and nobody is ever locked out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_TRIES_H
#define HF_DOOR_WEB_TRIES_H

#include "door/web/web.h"

struct tries {
    struct delay_who who;
    int64_t hold_us;
};

/* `account`: the name as typed. */
struct tries tries_begin(const struct http_request *request, struct door *door,
                         struct span account);
/* Counts the outcome and holds the reply back. */
void tries_end(const struct tries *tries, struct door *door, struct http_reply *reply,
               bool succeeded);
/* Seconds that the next try will take; 0: none. */
int64_t tries_wait_s(const struct tries *tries, struct door *door);

#endif
