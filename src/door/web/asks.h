/* door/web/asks.h - questions that wait for an answer: each answered once, within five minutes.
 *
 * A question is remembered by nobody: it carries its own end and a seal of this process, so however
 * many strangers ask, nobody's question is pushed out. Only answers are kept, those that held, so
 * that none counts twice. In the memory of this process alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ASKS_H
#define HF_DOOR_WEB_ASKS_H

#include "door/web/web.h"

enum challenge_kind {
    ASK_SIGN_IN = 1, /* to anybody; `person` zero */
    ASK_PROVE,       /* to somebody who is signed in */
    ASK_MAKE,
    ASK_TRY,
    ASK_CONFIRM, /* to confirm one act (usecase/consent.h) */
};

/* A new question to `person`. `ret`: 32 bytes that nobody can foresee, which a passkey signs. */
void asks_put(struct door *door, enum challenge_kind kind, struct person_id person,
              uint8_t ret[32]);

/* Takes the question away. False: it was never asked, not of this person, is answered, too old, or
 * of another kind. */
bool asks_take(struct door *door, enum challenge_kind kind, struct span challenge,
               struct person_id person);

/* By whoever took it: the answer did not hold, so nothing was answered. Needed for ASK_SIGN_IN,
 * else strangers could fill the room for answers. */
void asks_free(struct door *door, struct span challenge);

/* The passkey of this fingerprint said who it is; the password is to follow. One for each person,
 * the newest. */
void asks_put_ticket(struct door *door, struct person_id person, struct id128 passkey,
                     uint8_t ret[32]);
/* Takes it away. False: there is none, or it is too old. Whether the passkey is still kept is for
 * whoever signs in by it to see (sign_in). */
bool asks_take_ticket(struct door *door, struct span ticket, struct id128 *ret_passkey);

#endif
