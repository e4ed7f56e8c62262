/* demo/meeting.h - one session, from the first look at the room to the signed note.
 *
 * Desk and client have a room pass each, as they do in the browser. Nobody answers for the client:
 * every Good, every "asked", every stop is made with the client's half.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DEMO_MEETING_H
#define HF_DEMO_MEETING_H

#include "usecase/close.h"
#include "usecase/room.h"
#include "walk.h"

struct meeting_said {
    bool own_device;   /* the client's own, not the practice's tablet */
    uint32_t stops_in; /* the client stops in this step; 0: never */
    uint32_t less_in;  /* the client asks for less in this step; 0: never */
    uint8_t tension;   /* before, 0..10; it falls a little */
    const char *words; /* the client's own, or "" */
    const char *seen;  /* the practitioner's observation, or "" */
    const char *assessment, *plan;
};

struct meeting {
    struct place *place;
    struct visitor *visitor;
    const struct meeting_said *said;
    struct session_id session;
    struct keyring *desk, *half; /* room passes; closed by meeting_end */
    int64_t seen;                /* what both screens have shown */
    uint32_t n_steps;
    struct room_reply reply; /* of the last request */
};

/* The whole of it. HF_CONFLICT: the room refused something that the story takes for granted. */
HF_MUST_USE enum status meeting_hold(struct place *place, struct visitor *visitor,
                                     const struct meeting_said *said);

/* The same in parts. meeting_end is due after meeting_begin whatever the status is. */
HF_MUST_USE enum status meeting_begin(struct place *place, struct visitor *visitor,
                                      const struct meeting_said *said, struct meeting *ret);
/* The second half of meeting_begin, for a session that has begun: the passes are used and wiped. */
HF_MUST_USE enum status meeting_enter(struct meeting *m, struct room_passes *passes);
HF_MUST_USE enum status meeting_get_ready(struct meeting *m);
HF_MUST_USE enum status meeting_step(struct meeting *m, uint32_t number);
HF_MUST_USE enum status meeting_press(struct meeting *m, struct keyring *by,
                                      enum room_button button);
HF_MUST_USE enum status meeting_close(struct meeting *m);
/* The signed note alone; it ends a session that has not ended. */
HF_MUST_USE enum status meeting_sign(struct meeting *m);
void meeting_end(struct meeting *m);

#endif
