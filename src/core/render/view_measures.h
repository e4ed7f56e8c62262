/* core/render/view_measures.h - models of the pages about instruments: what is asked, by whom it is
 * read, what was answered, and where it leads.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_MEASURES_H
#define HF_CORE_RENDER_VIEW_MEASURES_H

#include "core/render/view_form.h"

struct measure_line_view {
    struct span id, title, about, licence;
    struct span review;  /* "" once a clinician has signed it */
    bool ours, has_text; /* in our own words; or its text was added */
    bool on;             /* asked now */
    struct span reader;  /* who reads, in words; "" when it is off */
    struct span hours;
};

struct measures_view {
    struct page_view page;
    const struct measure_line_view *measures;
    size_t n_measures;
};

struct measure_view {
    struct page_view page;
    struct measure_line_view m;
    const struct words_view *facts; /* items, bands, changes, each with whom it is known for */
    size_t n_facts;
    const struct words_view *sources;
    size_t n_sources;
    struct span text; /* "urn:x|1, added on 23 November 2026", or "" */
    bool owner;       /* may change what stands here */
    struct span sent; /* a text that did not fit */
    const struct note_view *reasons;
    size_t n_reasons;
    const struct choice_view *readers;
    size_t n_readers;
    const struct choice_view *stand_ins;
    size_t n_stand_ins;
    struct span readers_error;
    struct field_view hours, crisis;
    bool crisis_wanted;
};

/* --- the client ------------------------------------------------------------------------------ */

struct ask_view {
    struct span id, title, about;
    struct span last; /* when it was last answered, or "" */
};

/* One earlier set of answers, as numbers. */
struct answered_view {
    struct span title, when;
    const struct words_view *scores; /* "Pain: 4" */
    size_t n_scores;
};

struct asks_view {
    struct page_view page;
    const struct ask_view *asks;
    size_t n_asks;
    const struct answered_view *answered; /* newest first */
    size_t n_answered;
    const struct held_view *held;
    size_t n_held;
    bool hand_back;
};

struct ask_form_view {
    struct page_view page;
    struct span id, title, draft;
    struct span reader, hours; /* "" when nobody reads at present; hours "" when none are named */
    const struct entry_view *entries;
    size_t n_entries;
    const struct note_view *findings;
    size_t n_findings;
    bool wrong, empty; /* empty: nothing was answered */
};

/* Where an answer led, or where somebody went by themselves. */
struct safety_view {
    struct page_view page;
    bool crisis, support, doctor, concern; /* why, all that apply; none: by themselves */
    bool held_whole, held_close;           /* everything waits, or what is intimate */
    bool told;                             /* an answer led here, and it stands on Today */
    struct span crisis_line;
    struct span concern_name, concern_contact;
    struct span reader, hours;
};

/* --- the practitioner ------------------------------------------------------------------------ */

struct score_row_view {
    struct span when, occasion; /* "after a session" */
    struct span score;          /* "12", or "no score: question 3 is blank" */
    struct span band;           /* "10 or more", "moderate", or "" */
};

struct series_view {
    struct span title;                 /* of the instrument and its scale */
    struct html_safe chart;            /* empty with fewer than two points */
    const struct score_row_view *rows; /* newest first */
    size_t n_rows;
    const struct words_view *changes; /* what the last change means, each with its source */
    size_t n_changes;
    bool holds; /* the last change is a rise for which the house holds intimate work */
};

/* What worse answers hold until a clinician has looked and ended it. */
struct held_view {
    struct span rule;               /* its id, for the page of the rule */
    struct span client, staff, act; /* what it is, in words for each; what to do */
    struct span since;
};

struct alarm_view {
    struct span id, title, when;
    int64_t item; /* 0: not one answer, but a rise */
    struct span reader, hours;
    struct span seen; /* "Ana, 23 Nov: rang at once", or "" */
};

struct client_answers_view {
    struct page_view page;
    struct client_head_view client;
    const struct alarm_view *alarms; /* not yet seen first */
    size_t n_alarms;
    const struct held_view *held;
    size_t n_held;
    const struct words_view *after; /* of the last session: when it is asked, and what came */
    size_t n_after;
    struct field_view words;
    const struct series_view *series;
    size_t n_series;
    bool only_reads;
    bool is_clinician; /* may end a finding, of others' clients */
};

#endif
