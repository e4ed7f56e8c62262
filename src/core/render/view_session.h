/* core/render/view_session.h - models of the day of a session: today's yes, the room, close-out.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_SESSION_H
#define HF_CORE_RENDER_VIEW_SESSION_H

#include "core/render/view.h"

/* Before a session: does it begin, how, and with whose device? */
struct begin_view {
    struct page_view page;
    struct client_head_view client;
    struct span obstacle;                /* one finished sentence why it can't begin; or "" */
    struct span never;                   /* what the client never wants, in their words; or "" */
    struct link_view way;                /* where that is mended; "" for nowhere */
    const struct refusal_view *refusals; /* of the plan's steps */
    size_t n_refusals;
    bool may_begin;
};

/* One question to the practitioner. Field "a.KEY": yes, no. */
struct ready_question_view {
    struct span key, text, help, yes_words, no_words, error;
    bool yes, no; /* as it was just sent; nothing is chosen beforehand */
};

struct readiness_view {
    struct page_view page;
    struct span client; /* on the way to whose session; or "" */
    const struct ready_question_view *questions;
    size_t n_questions;
    bool is_ready, is_not; /* as was said, until then */
    struct span until;
};

/* Handed over for a moment: whoever is there for the client says so themselves. */
struct chaperone_view {
    struct page_view page;
    struct span session, client_name;
    const struct words_view *names; /* whom the client agreed to */
    size_t n_names;
    struct field_view login, name;
    struct span error;
    bool may_companion; /* this screen holds the client's half */
    int64_t side;       /* enum live_side: whose hand the stop of this screen is */
    int64_t seen;
};

/* A session is open and this device is not in it yet. */
struct enter_view {
    struct page_view page;
    struct span session, client_name;
    bool is_client; /* the client's own device */
    bool over;
};

/* One planned step as the client is asked today. Field "s.KEY". */
struct today_step_view {
    struct span key, where;
    struct span words; /* the line that is signed */
    bool inside;       /* asked on its own: a yes to all does not reach it */
    enum answer answer;
    struct span error;
};

struct today_yes_view {
    struct page_view page;
    struct span session, practitioner;
    const struct today_step_view *steps;
    size_t n_steps;
    bool has_inside;   /* one of them is */
    bool stop_works;   /* it was tried just now */
    bool reading_back; /* second page: the list read back, then "ready" */
    struct span error;
    int64_t seen;                /* as in live_view */
    struct field_view new_words; /* what is new since last time, if anything */
    bool some_said;              /* step by step was begun: that part is open */
};

struct rehearse_view {
    struct page_view page;
    struct span session;
    bool pressed; /* STOP was tried and seen to work */
};

enum room_state {
    LIVE_BEFORE, /* started, the client's first green is awaited */
    LIVE_GOOD,
    LIVE_STILL,  /* yellow: hold still */
    LIVE_PAUSED, /* red */
    LIVE_STOPPED,
    LIVE_ENDED,
};

enum live_side {
    LIVE_SIDE_BOTH,   /* one tablet between both */
    LIVE_SIDE_CLIENT, /* the client's own device: only their half */
    LIVE_SIDE_DESK,   /* the practitioner's tablet while the client has an own one */
};

struct live_condition_view {
    struct span condition; /* word of decide: "gloves" */
    struct span label;
    bool on;
    bool by_client;    /* "client:asked": only from the client's side */
    bool by_chaperone; /* a page of its own leads there */
    bool by_desk;      /* the practitioner's to say: among "all of these are so" */
    bool is_place;     /* a yes to one place that is asked about first */
};

struct live_step_view {
    int64_t number;
    struct span where, how;
    int64_t minutes;
    bool here; /* this one now */
    bool done;
    bool ask_first; /* "ask each time" */
};

/* One thing that may be done within what stands. */
struct live_free_view {
    struct span act; /* as the form sends it */
    struct span where, how;
    int64_t dots; /* the ceiling of this moment */
    bool inside;  /* inside the body */
    bool here, done;
    bool ask_first; /* said so, or not in today's list */
};

struct live_view {
    struct page_view page;
    struct span session;
    enum live_side side;
    struct span client_name, practitioner_name;
    enum room_state state;
    int64_t seen;          /* number of the last event on this screen: sent back with every raise */
    int64_t elapsed_s;     /* since the start */
    int64_t left_s;        /* of this step; -1 in envelope mode */
    int64_t checkin_due_s; /* until the next check-in; <= 60: the prompt shows */
    bool capacity_ok;
    struct span where, how;
    int64_t dots; /* ceiling now */
    bool inside;  /* a step by an internal way: a pause reads differently */
    bool steps_mode;
    const struct live_step_view *steps; /* when timed by steps; else what is free: */
    size_t n_steps;
    const struct live_free_view *today, *more; /* in today's list; and what else stands */
    size_t n_today, n_more;
    bool is_cut; /* there is more than is shown */
    const struct live_condition_view *conditions;
    size_t n_conditions;
    bool fold_places;       /* many places are asked about first: their yes is folded away */
    int64_t n_all;          /* how many "all of these are so" would say, capacity among them */
    int64_t n_met, n_unmet; /* of those on the desk's half; what is met is folded away */
    enum light client_light, desk_light; /* the more careful one rules */
    int64_t client_ago_s, desk_ago_s;
    int64_t tension_before, tension_now; /* 0..10, -1 not asked */
    bool client_device;                  /* the client's own device is connected */
    struct span step_key;                /* region of this moment, for tension and marks */
    const struct refusal_view *refusals; /* of the step last tried */
    size_t n_refusals;
};

struct unreachable_view {
    struct page_view page;
};

struct stopped_view {
    struct page_view page;
    struct span session;
    enum live_side side;
    struct span when;
    struct span client_name;
    bool closed_by_silence; /* no answer, rather than a tap */
    bool unkept;            /* it could not be written down: pen and paper */
    bool waits;             /* unkept for now: written as soon as the disk takes it */
    bool client_may_answer; /* the client's own question can be asked on this screen */
};

struct soap_line_view {
    struct span when, text; /* when: "18:42", or "" */
};

struct soap_view {
    const struct soap_line_view *s, *o; /* generated: what was said, what was seen and tapped */
    size_t n_s, n_o;
    struct span a, p; /* typed */
};

struct close_view {
    struct page_view page;
    struct client_head_view client;
    struct span session, when;
    int64_t minutes;
    bool stopped;
    struct soap_view soap;
    struct field_view a, p, private_note;
    struct field_view different; /* "no", "yes": and the words */
    struct span different_words;
    const struct choice_view *done; /* "this was done too": region/side, though it was denied */
    size_t n_done;
    struct span sign_error;
    bool client_unasked; /* the client's own two questions are still open */
};

/* The client's own question after a session. */
struct after_view {
    struct page_view page;
    struct link_view onward; /* after it was sent, on a room's tablet; or "" */
    struct span session, practitioner;
    struct field_view different;
    struct span different_words;
    struct field_view own_word;
    const struct choice_view *feelings;
    size_t n_feelings;
    bool sent; /* thank you, and help */
    bool hand_back;
};

struct record_event_view {
    struct span when, who, what, proof; /* proof: how it was given, as it was */
    const struct link_view *reasons;    /* why it was refused, each with its rule */
    size_t n_reasons;
};

struct record_step_view {
    struct span where, how;
    int64_t planned_minutes, done_minutes;
    int64_t tension_before, tension_after; /* -1 not asked */
    bool denied;                           /* done though denied: an incident stands beside it */
};

struct record_view {
    struct page_view page;
    struct client_head_view client;
    struct span session, when;
    int64_t minutes;
    bool stopped;
    const struct record_step_view *steps;
    size_t n_steps;
    const struct record_event_view *events;
    size_t n_events;
    struct soap_view soap;
    struct span desk_different, client_different; /* the two honest answers, or "" */
    const struct record_event_view *corrections;
    size_t n_corrections;
    struct span signed_by, signed_when, fingerprint; /* "" while unsigned */
    const struct words_view *after; /* when the client is asked how it was, and what came */
    size_t n_after;
    bool for_client; /* without the practitioner's private words */
};

#endif
