/* core/visit/room.h - one session as the room sees it now: lights, step, check-in, buttons,
 * silence.
 *
 * The light is the more careful of two and nobody raises the other's. Silence is not consent: a
 * check-in without an answer becomes a pause, a pause without an answer a stop. These functions say
 * what is to be recorded; they record nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_ROOM_H
#define HF_CORE_VISIT_ROOM_H

#include "core/decide/decide.h"
#include "core/decide/live.h"
#include "core/visit/gather.h"
#include "core/visit/raise.h"

/* As shipped: a prompt this long before a Good runs out, three of them, and after the pause by
 * silence this long until the stop. */
enum { ROOM_PROMPT_BEFORE_S = 60, ROOM_PROMPTS = 3, ROOM_STOP_AFTER_S = 90 };

enum room_phase {
    ROOM_NONE,   /* there is no such session, or it may not be open (cooldown) */
    ROOM_BEFORE, /* open; the client's first Good is awaited */
    ROOM_GOOD,
    ROOM_STILL, /* yellow: hold still */
    ROOM_PAUSED,
    ROOM_STOPPED,
    ROOM_ENDED,
};

struct room_light {
    enum signal signal;
    int64_t at_s;    /* 0: never */
    uint8_t cause;   /* enum signal_cause */
    bool is_relayed; /* by a sign or aloud, written down by somebody else */
};

struct room {
    enum room_phase state;
    bool was_stopped; /* also after the end */
    bool by_silence;  /* the pause or stop came because nobody answered */
    bool is_rehearsed;
    struct id128 session, plan, practitioner;
    uint8_t intent, mode; /* enum intent, enum session_mode */
    bool client_device;
    int64_t started_s, stopped_s, ended_s; /* 0: not (yet); a stopped one ended when it stopped */

    enum signal light; /* the more careful of the two: what decide() goes by */
    struct room_light client, desk;
    enum capacity capacity;
    struct words attested;
    int64_t seen; /* seq of the last entry of the chain: sent back with every raise */

    bool has_step, is_inside;
    uint32_t step_number;
    struct step_said step;
    int64_t step_began_s;
    int64_t tension_before, tension_now; /* 0..10, -1: not asked; of this step's place */
    enum verdict verdict;                /* of the step, now */
    int64_t ceiling;
    struct words conditions, missing;

    int64_t good_lasts_s; /* policy, for the step at hand */
    int64_t check_in_s;   /* when the last Good runs out; 0: nothing runs */
    bool is_clock_behind; /* of the gathering */
    int64_t paused_s;     /* since when, 0 if not paused */
    int prompts;          /* since the last Good */
};

/* `facts` are those of `in` (facts_gather). HF_FAILED when the arena is spent. */
HF_MUST_USE enum status room_fold(const struct gathering *in, const struct facts *facts,
                                  struct id128 session, int64_t now_s, struct arena *arena,
                                  struct room *ret, struct fault *why);

/* What silence, or a stop that has not ended its session yet, asks for at this moment. */
enum room_due {
    ROOM_DUE_NOTHING,
    ROOM_DUE_PROMPT,
    ROOM_DUE_PAUSE,
    ROOM_DUE_STOP,
    ROOM_DUE_END,
    ROOM_DUE_CLOCK, /* a pause: nobody knows how long ago the last Good was */
};
enum room_due room_due(const struct room *room, int64_t now_s);

/* The entries that it asks for, by the service. A stop is the end of its session, recorded with it;
 * one that could only be written barely is followed by its end, and by the question for next time
 * that every stop of a client leaves at its place. Nothing due: an empty list. */
HF_MUST_USE enum status room_due_record(const struct room *room, int64_t now_s, struct arena *arena,
                                        struct to_record_list *ret, struct fault *why);

enum room_button {
    BUTTON_GOOD,
    BUTTON_LESS,
    BUTTON_PAUSE,
    BUTTON_STOP,
    BUTTON_HOLD_STILL,
    BUTTON_FREEZE,      /* signs of freeze, no reply, does not know the place: a stop */
    BUTTON_DEVICE_LOST, /* the client's device is not heard any more: hold still */
};

struct room_press {
    enum room_button button;
    bool by_client; /* the signer is the client or a pass of the client */
    uint8_t roles;  /* of the signer, for a relayed yes */
    struct given_said given;
    struct span sign; /* what was seen or said */
    int64_t device_utc_us;
};

/* What is to be recorded. `*ret_answer` other than RAISE_MAY: nothing is, and the screen shows
 * what came in between (first record what room_due asks for). Only BUTTON_GOOD can be refused. */
HF_MUST_USE enum status room_press(const struct gathering *in, const struct room *room,
                                   const struct room_press *press, int64_t now_s,
                                   struct arena *arena, enum raise_answer *ret_answer,
                                   struct to_record_list *ret, struct fault *why);

#endif
