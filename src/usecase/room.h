/* usecase/room.h - the day of a session, one request after the other: beginning, the client's
 * buttons, steps, the end.
 *
 * Everything that narrows is taken, whatever the screen knew and as often as it comes. What raises
 * is refused when something narrowed after what the screen had shown. What silence asks for is
 * recorded before anything else. A session that stopped never goes on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ROOM_H
#define HF_USECASE_ROOM_H

#include "core/visit/checklist.h"
#include "core/visit/plan.h"
#include "usecase/readiness.h"
#include "usecase/session_file.h"

/* --- beginning ------------------------------------------------------------------------------- */

enum { ROOM_HOURS = 12 }; /* a room pass ends by then, whatever happens; else at close-out */

/* Why a session can't begin now. */
enum start_answer {
    START_MAY,
    START_NO_PLAN,       /* nothing is agreed, or what was agreed has been changed or dropped */
    START_NOT_YOURS,     /* the plan names another practitioner */
    START_OPEN,          /* a session is not closed yet */
    START_RESTING,       /* a session was stopped; policy says how long until the next (S7) */
    START_SOMETHING_NEW, /* the client said so; the health questions come first */
    START_DENIED,        /* decide() says no to a step: see check */
    START_UNTOLD,        /* a hard field of the checklist is missing: see checklist */
    START_UNREADY,       /* the practitioner has not said today that they are ready to work */
    START_NOT_READY,     /* they said that they are not */
};

struct start_check {
    enum start_answer answer;
    struct client_file file;
    struct id128 plan_id;
    struct session_id open; /* START_OPEN: which */
    const struct plan_drafted_content *plan;
    struct plan_check check;          /* of each step, in plan mode */
    struct checklist_state checklist; /* of that plan */
    struct readiness_known ready;     /* of whoever asks */
};

/* Could a session begin now? Changes nothing. */
HF_MUST_USE enum status check_start(const struct practice *practice, struct arena *arena,
                                    struct keyring *reader, struct client_id client,
                                    struct start_check *ret, struct fault *why);

/* Room passes: a tablet has the desk's, and the client's half as well unless the client has an own
 * device. "" where there is none. Wiped by the caller. */
struct room_passes {
    char desk[PASS_TEXT], client[PASS_TEXT];
};

struct start_session {
    struct hand hand; /* the practitioner, signed in */
    struct client_id client;
    uint8_t mode; /* enum session_mode */
    bool client_device;
    struct span old_pass; /* of the practitioner on this device: ends */
};
struct start_session_reply {
    struct start_check check; /* answer other than START_MAY: nothing began */
    struct session_id session;
    struct room_passes passes;
};
HF_MUST_USE enum status start_session(const struct practice *practice, struct arena *arena,
                                      const struct start_session *in,
                                      struct start_session_reply *ret, struct fault *why);

/* Into a session that has begun: the client with an own device (certified by the client's own key,
 * proof 2), or the practitioner again, after a tablet was lost. HF_CONFLICT: it is over, or the
 * client has no own device in it. */
struct enter_room {
    struct hand hand;
    struct session_id session;
    struct span old_pass; /* of this device: ends; what is on the screen then is the room alone */
};
HF_MUST_USE enum status enter_room(const struct practice *practice, struct arena *arena,
                                   const struct enter_room *in, struct room_passes *ret,
                                   struct fault *why);

/* --- every request of a running session ------------------------------------------------------- */

enum room_answer {
    ROOM_TAKEN,   /* now, or when the same request came before */
    ROOM_REFUSED, /* see `raise`, or `decision` */
    ROOM_OVER,    /* the session had stopped or ended */
    ROOM_UNKEPT,  /* a stop that could not be written: hands off all the same, and pen and paper */
    ROOM_WAITS,   /* a stop that waits for the disk and is written first, with its own time; until
                     then ledger_waits(session), and the room goes nowhere */
};

struct room_reply {
    enum room_answer answer;
    enum raise_answer raise;
    const struct act_refused_content *refusal; /* of a step, with every reason; or NULL */
    struct words missing;                      /* conditions to be met before the step; or none */
    struct session_file now; /* after it; not filled when ROOM_UNKEPT or ROOM_WAITS */
};

struct room_request {
    struct hand hand;
    struct session_id session;
    int64_t seen;          /* seq of the last entry that this screen had shown */
    int64_t device_utc_us; /* the device's own time of the tap; 0: not known */
    bool narrows; /* set by the use case: once more after something raised is another act */
};

/* The room as it is now; what silence asks for is recorded by the program. */
HF_MUST_USE enum status look_at_room(const struct practice *practice, struct arena *arena,
                                     const struct room_request *in, struct room_reply *ret,
                                     struct fault *why);

/* A button. Stop, pause and hold still are written even where neither chain can be read and
 * decide() can't be asked; then the reply has answer ROOM_TAKEN and no `now` (state ROOM_NONE).
 * What the disk does not take waits: ROOM_WAITS. */
#define SIGN_SOMEBODY                                                                              \
    "somebody at this tablet" /* kept as the sign of the stop bar between both                     \
                               */
struct send_signal {
    struct room_request request;
    enum room_button button;
    uint8_t how;      /* enum given_how */
    bool by_somebody; /* the stop bar between both: nobody asks whose hand it was */
    struct span sign; /* what was seen or said */
};
HF_MUST_USE enum status send_signal(const struct practice *practice, struct arena *arena,
                                    const struct send_signal *in, struct room_reply *ret,
                                    struct fault *why);

/* Nobody hears the client's own device any more: hold still. Only once, while all was good. */
HF_MUST_USE enum status device_lost(const struct practice *practice, struct arena *arena,
                                    const struct room_request *in, struct room_reply *ret,
                                    struct fault *why);

/* Pressed, dressed, and seen to work. */
HF_MUST_USE enum status rehearse_stop(const struct practice *practice, struct arena *arena,
                                      const struct room_request *in, struct room_reply *ret,
                                      struct fault *why);

/* What the practitioner looked at and found; anything but ok counts as impaired. */
struct say_capacity {
    struct room_request request;
    uint8_t value; /* enum capacity_judged */
};
HF_MUST_USE enum status say_capacity(const struct practice *practice, struct arena *arena,
                                     const struct say_capacity *in, struct room_reply *ret,
                                     struct fault *why);

/* A condition is met, or is no more. "client:" conditions come from the client alone; being asked
 * may be said aloud and heard by who signs, and names the place (asked.h). HF_INVALID: not a
 * condition, or a yes to no place. */
struct attest {
    struct room_request request;
    struct span condition;
    uint8_t state; /* enum on_off */
    uint8_t how;   /* enum given_how */
};
HF_MUST_USE enum status attest(const struct practice *practice, struct arena *arena,
                               const struct attest *in, struct room_reply *ret, struct fault *why);

/* Everything that the desk's page listed, by one tap: each condition that is not met yet an entry
 * of its own, and `capable` the judgement that the client can decide, if it was not made. Only by
 * the practitioner, only what is hers to say, and only from a screen that has seen every narrowing.
 * HF_INVALID: not a condition, or the client's or the chaperone's. */
struct attest_all {
    struct room_request request;
    struct words conditions;
    bool capable;
};
HF_MUST_USE enum status attest_all(const struct practice *practice, struct arena *arena,
                                   const struct attest_all *in, struct room_reply *ret,
                                   struct fault *why);

/* Is this the desk's to attest? Not the client's own, not the chaperone's. */
bool attest_is_the_desks(const struct practice *practice, struct span condition);

/* What the client said today of each planned step, read from the records of this session: the most
 * careful answer stands. */
HF_MUST_USE enum status today_said(const struct session_file *file, struct arena *arena,
                                   const enum today **ret, struct fault *why);

/* Did the client say yes today, by whatever name, to this way of touch at this place? A yes to ask
 * first is one; decide() holds the asking. What nobody was asked about is asked about first. */
bool today_covers(const struct session_file *file, const struct step_said *step);

/* A step in the words that are shown, and those with the answer that are signed. */
struct span today_words(const struct practice *practice, const struct step_said *step,
                        size_t number, int lang, struct arena *arena);
struct span today_signed_words(const struct practice *practice, const struct step_said *step,
                               size_t number, enum today answer, int lang, struct arena *arena);

/* Answers by step, as many as the plan has: each that was given is an entry of its own with the
 * exact words. They only narrow: ask is a condition, no and unsaid a limit for this session, talk a
 * maybe. The client's side only (HF_INVALID). A yes from a screen that has not seen every narrowing
 * is refused; what is less than a yes beside it counts. */
struct say_today {
    struct room_request request;
    const enum today *answers;
    size_t n_answers;
    int lang; /* enum message_lang, of the words */
};
HF_MUST_USE enum status say_today(const struct practice *practice, struct arena *arena,
                                  const struct say_today *in, struct room_reply *ret,
                                  struct fault *why);

/* Read back, well, of their own wish, and nothing new since last time: three entries, each with the
 * words that were shown. Something new ends the session before it has begun: the health questions
 * come first. */
struct say_ready {
    struct room_request request;
    bool something_new;
    struct span words;
    int lang; /* enum message_lang, of what was shown */
};
HF_MUST_USE enum status say_ready(const struct practice *practice, struct arena *arena,
                                  const struct say_ready *in, struct room_reply *ret,
                                  struct fault *why);

/* --- steps ----------------------------------------------------------------------------------- */

enum { STEP_NEXT = 0 };

/* From now on this is done, if decide() permits it now. A step at hand ends first. A denial is
 * recorded once. `number`: 1.. in the plan, or STEP_NEXT. `act`: instead of a number, in a session
 * that is free within what is agreed: region, side, access and technique, up to the ceiling of this
 * moment; the plan's own number if the plan has it, else 0. HF_INVALID: no such step. */
struct begin_step {
    struct room_request request;
    uint32_t number;
    const struct step_said *act; /* NULL: by number */
};
HF_MUST_USE enum status begin_step(const struct practice *practice, struct arena *arena,
                                   const struct begin_step *in, struct room_reply *ret,
                                   struct fault *why);

HF_MUST_USE enum status end_step(const struct practice *practice, struct arena *arena,
                                 const struct room_request *in, struct room_reply *ret,
                                 struct fault *why);

/* --- what was felt and seen ------------------------------------------------------------------ */

struct mark_tension {
    struct room_request request;
    struct span region;
    uint8_t side, when, value; /* enum side, enum tension_when, 0..10 */
};
HF_MUST_USE enum status mark_tension(const struct practice *practice, struct arena *arena,
                                     const struct mark_tension *in, struct room_reply *ret,
                                     struct fault *why);

/* The client's own words are a feeling, which nobody says for them; anybody else's are an
 * observation. HF_INVALID: no words. */
struct say_words {
    struct room_request request;
    struct span words, region;
    uint8_t side;
    struct words chosen; /* the client's, from the list that does not lead */
};
HF_MUST_USE enum status say_words(const struct practice *practice, struct arena *arena,
                                  const struct say_words *in, struct room_reply *ret,
                                  struct fault *why);

/* --- the end --------------------------------------------------------------------------------- */

/* Ends it; the room's passes live on until close-out, so that both can still say something. */
HF_MUST_USE enum status end_session(const struct practice *practice, struct arena *arena,
                                    const struct room_request *in, struct room_reply *ret,
                                    struct fault *why);

/* The client, asked apart. Once; again is answered with what was said first. */
struct client_closes {
    struct room_request request;
    uint8_t different; /* enum honest */
    struct span different_words, own_word;
    struct words feelings;
};
HF_MUST_USE enum status client_closes(const struct practice *practice, struct arena *arena,
                                      const struct client_closes *in, struct room_reply *ret,
                                      struct fault *why);

#endif
