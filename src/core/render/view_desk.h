/* core/render/view_desk.h - models of the practitioner's pages outside the room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_DESK_H
#define HF_CORE_RENDER_VIEW_DESK_H

#include "core/render/view_brake.h"
#include "core/render/view_checklist.h"

/* Where a client or a visit stands: names the one next thing to do. */
enum stage {
    STAGE_NEW,      /* no link made, intake not begun */
    STAGE_INVITED,  /* a link was made; intake not begun */
    STAGE_INTAKE,   /* the client is answering */
    STAGE_REVIEW,   /* answers are there, the screening waits for a decision */
    STAGE_HELD,     /* a birth date under eighteen was given */
    STAGE_REFERRED, /* the review says: refer on, no plan now */
    STAGE_REVIEWED, /* in lists: to be planned or referred on, which only the opened record tells */
    STAGE_PLAN,     /* to be planned */
    STAGE_CONSENT,  /* the proposal waits for the client */
    STAGE_AGREE,    /* consent is there; the plan is to be agreed */
    STAGE_READY,    /* may start */
    STAGE_LIVE,
    STAGE_CLOSE, /* the note is not signed */
    STAGE_DONE,
};

struct visit_view {
    struct client_head_view client;
    struct span session; /* id in addresses, "" before there is one */
    struct span time;    /* "14:00", or "" */
    int64_t minutes;
    enum stage stage;
    struct span needs; /* what needs her first, one sentence; or "" */
    bool only_reads;   /* no way onward for who looks */
};

struct today_view {
    struct page_view page;
    struct span date;
    const struct visit_view *alarms; /* somebody answered what can't wait: before all else */
    size_t n_alarms;
    const struct visit_view *open; /* unfinished notes and incidents: on top */
    size_t n_open;
    const struct visit_view *visits;
    size_t n_visits;
    const struct setup_check_item_view *missing; /* of the practice; empty when ready */
    size_t n_missing;
    const struct brake_line_view *brakes; /* who opened many records in a short time */
    size_t n_brakes;
    const struct link_view *asked; /* what clients asked of their records, with its time limit */
    size_t n_asked;
    const struct link_view *after; /* how it was after a session, not answered yet */
    size_t n_after;
    bool only_reads;
    bool asks_ready, is_ready, is_not_ready; /* one of them: the practitioner's readiness */
    struct span ready_until;
};

struct clients_view {
    struct page_view page;
    struct span query;
    const struct visit_view *clients; /* `time` is the next appointment's day */
    size_t n_clients;
    bool only_reads;
};

struct client_new_view {
    struct page_view page;
    struct field_view name, pronoun, contact, neutral; /* neutral: what a message may call us */
};

struct client_edit_view {
    struct page_view page;
    struct client_head_view client; /* as it stands */
    struct field_view name, pronoun, contact, neutral;
};

/* /c/{id}/hand-on: a colleague cares from now on. */
struct hand_on_view {
    struct page_view page;
    struct client_head_view client;
    const struct choice_view *people; /* practitioners of the practice */
    size_t n_people;
    struct span to_error;
    struct field_view words; /* for the client's page */
};

/* /c/{id}/supervise/{session}: a note without what tells whose it is. */
struct supervise_view {
    struct page_view page;
    struct client_head_view client;
    struct span session;
    int64_t number, weeks;
    struct field_view text;
    struct span read_error;
    bool done; /* to be printed */
};

/* One question about reading, as either side sees it. */
enum shared_word {
    SHARED_WORD_WAITS,
    SHARED_WORD_READS,
    SHARED_WORD_NO,
    SHARED_WORD_OVER,
    SHARED_WORD_ENDED
};
struct shared_view {
    struct span asked; /* sent back */
    struct span by, reader, why, until, words;
    bool contact;
    int64_t state; /* enum shared_word */
};

/* /c/{id}/share: the client is asked to let a colleague read. */
struct share_view {
    struct page_view page;
    struct client_head_view client;
    const struct shared_view *shared;
    size_t n_shared;
    const struct choice_view *people, *whys;
    size_t n_people, n_whys;
    struct span reader_error, why_error;
    struct field_view days, words;
    bool contact, may_ask;
    bool no_keys; /* the client has no way to say yes yet */
};

struct consent_count_view {
    int64_t yes, ask, no, talk, undecided;
};

struct client_view {
    struct page_view page;
    struct client_head_view client;
    struct span goal;  /* the client's own words */
    struct span older; /* what is missing since an older copy was taken, or "" */
    struct span next;  /* "Thu 14:00 · 60 min" */
    enum stage stage;
    struct span session;
    enum light light;
    const struct words_view *conditions;
    size_t n_conditions;
    struct consent_count_view consent;
    bool internal_agreed;
    struct span consent_when; /* "3 days ago", "" for never */
    struct span last_when;    /* of the last session, "" for none */
    int64_t last_minutes, last_pauses;
    bool last_stopped;
    struct span last_note; /* "You wrote: ..." without the frame */
    const struct link_view *open;
    size_t n_open;
    const struct link_view *sessions; /* records of earlier sessions */
    size_t n_sessions;
    struct html_safe map; /* small body map, or empty */
    bool only_reads, may_hand_on;
};

/* The one-time link; shown once. `url` empty: the page offers to make one, unless a session is
 * open. */
struct client_link_view {
    struct page_view page;
    struct client_head_view client;
    struct span session; /* the open one, or "" */
    struct span url, word, until;
    bool only_here; /* the address is this machine's own: no other device reaches it */
};

struct handover_view {
    struct page_view page;
    struct client_head_view client;
    struct span purpose; /* "intake", "consent", "today", "after": where the tablet opens */
};

struct finding_view {
    struct span rule;   /* id, in field names */
    struct span what;   /* "Blood thinner" */
    struct span answer; /* "Yes, to question 14" */
    struct span effect; /* "Light pressure only." */
    struct span until;  /* "until 3 January", "until a doctor has said yes", "" */
    struct span source; /* citation */
    struct span read;   /* where its rule is read */
    struct span quote;  /* what a person must read, for free text; or "" */
    enum light light;   /* LIGHT_RED not now, LIGHT_AMBER with a condition */
    bool clearable;     /* a clinician may clear it */
    bool stricter;      /* she chose to be stricter */
};

/* A question that nobody answered: it keeps the review open. Field "u.LINKID". */
struct open_question_view {
    struct span link_id, question;
    struct span answer;              /* "I'd rather not say", or "" */
    const struct link_view *effects; /* what it would be, if it were so, and by which rule */
    size_t n_effects;
    bool taken_on; /* ticked just now */
};

struct age_view {
    struct span stated; /* by the client: "1990-05-17", or "" */
    struct span seen;   /* "Passport, seen by Ana on 23 November 2026", or "" */
    bool is_adult;      /* by a document */
    struct field_view born, document;
};

/* A finding that stands, whatever the present answers say. */
struct standing_view {
    struct span finding; /* its id */
    struct span text;    /* "Fever, since 3 May 2026" */
    struct span rule;    /* the row that it comes from, for its page; or "" */
    bool sent;           /* the one that was to be ended just now */
};

struct review_view {
    struct page_view page;
    struct client_head_view client;
    struct span pack; /* version of the rules */
    enum light light;
    const struct finding_view *findings; /* red first */
    size_t n_findings;
    int64_t n_red, n_amber, n_clear;
    struct field_view sentence;
    const struct open_question_view *open;
    size_t n_open;
    int64_t open_count;
    struct span open_error;              /* it was to be signed with open questions */
    const struct choice_view *clearable; /* rules of the findings that a clinician can clear */
    size_t n_clearable;
    struct field_view letter_by, letter_date, clear_until;
    const struct link_view *standing; /* from before: only a clinician ends them */
    size_t n_standing;
    const struct words_view *read; /* free text that a person has to read: "question: words" */
    size_t n_read;
    struct age_view age;
    bool answered;       /* false: there is nothing to review yet */
    bool may_plan;       /* no finding closes the whole body */
    struct span decided; /* an earlier decision: when and by whom, or "" */
    bool only_reads, is_clinician;
};

/* /c/{client}/findings: what only a clinician ends. */
struct findings_view {
    struct page_view page;
    struct client_head_view client;
    const struct standing_view *standing;
    size_t n_standing;
    struct span finding; /* as it was sent, or "" */
    struct field_view document, reason;
};

struct plan_step_view {
    int64_t number;
    struct span where, how; /* "Lower back, left", "slow pressure" */
    int64_t minutes;
    int64_t pressure, ceiling; /* dots 0..5 */
    enum light light;          /* green fits, amber has conditions, red can't be planned */
    bool may_lower;            /* lowering to the ceiling would mend it */
    bool waits;                /* for the client's answer, and for nothing else */
    const struct words_view *conditions;
    size_t n_conditions;
    const struct refusal_view *refusals;
    size_t n_refusals;
};

struct plan_view {
    struct page_view page;
    struct client_head_view client;
    struct span when; /* "Thu 14:00" */
    int64_t minutes;  /* of the appointment, 0: none is made */
    int64_t planned_minutes;
    const struct plan_step_view *steps;
    size_t n_steps;
    int64_t n_change;                                  /* steps that need a change */
    struct field_view region, technique, step_minutes; /* the row being added */
    const struct choice_view *regions;                 /* value "region/side" */
    size_t n_regions;
    const struct choice_view *techniques;
    size_t n_techniques;
    const struct choice_view *intents; /* one in a clinical practice: then not shown */
    size_t n_intents;
    const struct choice_view *packs; /* ways of working to begin from; only while empty */
    size_t n_packs;
    struct span never;    /* what the client never wants, in their own words; or "" */
    struct span on_paper; /* a consent that was seen on paper and opens nothing; or "" */
    int64_t n_wait;       /* steps that wait for the client's answer */
    struct span error;    /* of the plan as a whole, or "" */
    int64_t dots;         /* chosen in the row being added */
    bool proposed;        /* shared with the client */
    bool may_agree;
    bool agreed;                                       /* and it fits now: it may begin */
    bool was_agreed;                                   /* whether or not it fits now */
    struct span session;                               /* after agreeing: where it starts */
    const struct lack_view *desk_lacks, *client_lacks; /* fields of the checklist that are open */
    size_t n_desk_lacks, n_client_lacks;
};

struct incident_view {
    struct span id;
    struct span when, what, who;        /* who recorded it */
    const struct refusal_view *reasons; /* the decision of that moment */
    size_t n_reasons;
    struct span follow_up; /* what has been done, or "" */
    bool closed;
};

struct incidents_view {
    struct page_view page;
    const struct incident_view *incidents;
    size_t n_incidents;
};

#endif
