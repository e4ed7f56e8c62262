/* core/render/view_erasure.h - model of "everything about you": where it is, what may go.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_ERASURE_H
#define HF_CORE_RENDER_VIEW_ERASURE_H

#include "core/render/view.h"

struct everything_part_view {
    int64_t here, erased;
    struct span until; /* a date, or "": no end known */
};

struct everything_asked_view {
    struct span id, what, words, when, due, outcome, outcome_words;
    bool by_client;
    bool is_open;
    bool is_late;
    bool is_erasure;
};

struct everything_erased_view {
    struct span when, who;
    int64_t seq, count;
};

struct everything_compartment_view {
    int64_t number; /* as the form sends it */
    struct span name;
    int64_t may_go;
};

struct everything_view {
    struct page_view page;
    struct client_head_view client;
    bool own; /* the client looks; else the practice */
    bool is_owner;
    struct everything_part_view core, record;
    bool record_stays;                        /* a law keeps it, whatever the client wishes */
    struct span law, source, checked, review; /* "": no row */
    struct span answer_source;
    int64_t answer_days;
    const struct words_view *holders;
    size_t n_holders;
    const struct words_view *ways; /* by which somebody can come in now */
    size_t n_ways;
    bool backup_holds;               /* the newest is older than the last erasure */
    struct span backup;              /* when the newest was made; "": none is known */
    const struct words_view *copies; /* what was taken along, and by whom; the newest first */
    size_t n_copies;
    bool may_copy; /* the client on an own device, or the practice when a copy was asked for */
    const struct everything_asked_view *asked;
    size_t n_asked;
    const struct everything_erased_view *erased;
    size_t n_erased;
    int64_t may_go; /* contents that an owner could erase now */
    const struct everything_compartment_view *compartments; /* of which something may go */
    size_t n_compartments;
    bool is_working;
    struct span words_error;
};

struct due_line_view {
    struct span id, name; /* name "": not open to who looks */
    struct span last, since;
    int64_t may_go, stays;
};

struct due_wish_view {
    struct span id, name; /* name "": not open to who looks */
    struct span asked;
    int64_t may_go, stays;
    bool is_working;
};

struct due_view {
    struct page_view page;
    const struct due_wish_view *wishes; /* asked for, and not answered */
    size_t n_wishes;
    struct span law, source, checked; /* "": no row for this practice */
    const struct due_line_view *lines;
    size_t n_lines;
    int64_t contents;
    struct span seen; /* what the signature is for */
    bool changed;     /* it was signed for another list */
};

struct erased_view {
    struct page_view page;
    struct span when, back, file;
    int64_t count;
    struct span reference, text, proof;
    struct html_safe qr;
};

#endif
