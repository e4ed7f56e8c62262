/* usecase/chaperone.h - somebody who is there for the client alone, and says so themselves (CO15).
 *
 * A client who wants a chaperone is touched only while one is in the room: the beginning of the
 * session puts that up as a condition for the whole body, which decide() holds. Only the chaperone
 * meets it, by their own key; that they have left may be said by anybody, and pauses at once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_CHAPERONE_H
#define HF_USECASE_CHAPERONE_H

#include "usecase/room.h"

#define CONDITION_CHAPERONE SPAN("chaperone")

/* Does the client want one? Then the names that she agreed to; else none. */
struct words chaperone_wanted(const struct checklist_state *checklist, struct arena *arena);

/* The condition that the beginning of such a session puts up; until it ends. */
struct limit_content chaperone_limit(const struct atlas *atlas, struct session_id session,
                                     struct arena *arena);

/* Whom the session's record names as agreed to, to be there. */
struct words chaperone_agreed(const struct session_file *now);

enum chaperone_answer {
    CHAPERONE_THERE,
    CHAPERONE_UNKNOWN,    /* no such name, or not the password: at the same cost */
    CHAPERONE_IS_NONE,    /* who works on clients, or is one, is nobody's chaperone */
    CHAPERONE_NOT_AGREED, /* the client has not agreed to this person by name */
    CHAPERONE_OVER,       /* the session has ended */
    CHAPERONE_UNSEEN,     /* something narrowed after what this screen had shown */
    CHAPERONE_KNOWN,      /* this person has an own sign-in here, which proves more */
    CHAPERONE_UNSAID,     /* no name, or the client did not say that it is so */
};

/* By the chaperone's own name and password, on a screen of the room. */
struct confirm_chaperone {
    struct room_request request; /* of the screen's hand */
    struct span login, password;
};
HF_MUST_USE enum status confirm_chaperone(const struct practice *practice, struct arena *arena,
                                          const struct confirm_chaperone *in,
                                          enum chaperone_answer *ret, struct fault *why);

/* A companion without an account: types the name by which the client agreed to them, and the client
 * says that it is so. Signed by the client's half alone; nothing proves who it was. HF_INVALID: not
 * the client's side. */
struct confirm_companion {
    struct room_request request; /* of the client's hand */
    struct span name;
    bool is_so;
};
HF_MUST_USE enum status confirm_companion(const struct practice *practice, struct arena *arena,
                                          const struct confirm_companion *in,
                                          enum chaperone_answer *ret, struct fault *why);

/* The chaperone is not in the room any more: the step ends, and the session pauses until the client
 * says that it is good again; nothing begins before a chaperone is there. Always taken. */
HF_MUST_USE enum status chaperone_left(const struct practice *practice, struct arena *arena,
                                       const struct room_request *in, struct room_reply *ret,
                                       struct fault *why);

#endif
