/* door/web/asks.h - questions that wait for an answer: each answered once, within five minutes.
 *
 * In the memory of this process alone. A flood of questions pushes out the oldest; a password works
 * all the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ASKS_H
#define HF_DOOR_WEB_ASKS_H

#include "door/web/web.h"

enum challenge_kind {
    ASK_SIGN_IN = 1, /* to anybody; `person` zero */
    ASK_PROVE,       /* to somebody who is signed in */
    ASK_MAKE,
    ASK_TRY,
    ASK_PASSWORD, /* a passkey said who it is; the password is to follow */
};

/* A new question. `ret`: 32 random bytes that name it, and what a passkey signs. */
void asks_put(struct door *door, enum challenge_kind kind, struct person_id person,
              uint8_t ret[32]);

/* Takes the question away. False: it was never asked, is answered, too old, or of another kind. */
bool asks_take(struct door *door, enum challenge_kind kind, struct span challenge,
               struct person_id *ret_person);

#endif
