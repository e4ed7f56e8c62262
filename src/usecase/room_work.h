/* usecase/room_work.h - the frame around every request of a running session; for room_*.c alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ROOM_WORK_H
#define HF_USECASE_ROOM_WORK_H

#include "usecase/room.h"

struct room_doing {
    struct ledger_tx *ltx;
    const struct practice *practice;
    const struct room_request *in;
    const void *what; /* the use case's own request */
    struct room_reply *ret;
    unsigned n; /* entries recorded so far */
};
typedef enum status room_work(struct room_doing *doing, struct fault *why);

/* One transaction: gather the session, record what silence asks for, then `work`, which decides and
 * acts. The same request again finds what was done and does nothing. HF_BUSY, too, while a stop of
 * this session waits for the disk (ledger_waits). */
HF_MUST_USE enum status room_do(const struct practice *practice, struct arena *arena,
                                const struct room_request *in, room_work *work, const void *what,
                                struct room_reply *ret, struct fault *why);

/* The same request for one act alone. A form that comes back out of the browser's memory carries a
 * request that was used; an act from it must not pass for the other one that was made with it. */
struct room_request room_request_for(const struct room_request *in, struct span what,
                                     unsigned value);

/* One entry about this session (an object of zero: an id of its own). */
HF_MUST_USE enum status room_record(struct room_doing *doing, uint16_t action, struct id128 object,
                                    const void *content, struct fault *why);

/* The same, naming by its hash the text that the signer was shown. */
HF_MUST_USE enum status room_record_words(struct room_doing *doing, uint16_t action,
                                          struct id128 object, const void *content,
                                          struct span words, struct fault *why);

/* Adds what was recorded since the session was loaded, for what follows must know it. */
HF_MUST_USE enum status room_reload(struct room_doing *doing, struct fault *why);

/* Does the client's own hand, or a pass of it, make this request? */
bool room_is_clients_hand(const struct room_doing *doing);

/* Not stopped, not ended. */
bool room_goes_on(const struct room_doing *doing);

/* How an act was given, by whose hand and with which screen. */
struct given_said room_given(const struct room_doing *doing, uint8_t how);

#endif
