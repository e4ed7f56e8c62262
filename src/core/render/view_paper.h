/* core/render/view_paper.h - models of the session on paper: the page that is printed, and what is
 * entered from it afterwards.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_PAPER_H
#define HF_CORE_RENDER_VIEW_PAPER_H

#include "core/render/view.h"

/* A step that fits now, with what it needs; the rest of its line is filled in by hand. */
struct paper_step_view {
    int64_t number;
    struct span where, how;
    bool inside;
    int64_t minutes, dots; /* dots: the ceiling of now */
    struct span needs;     /* conditions, one line; or "" */
};

/* One side of a sheet of A4: what may be done without power, and room for what was. */
struct paper_view {
    struct page_view page;
    struct client_head_view client;
    struct span practitioner, printed; /* printed: "23 Nov, 14:32" */
    struct span obstacle;              /* why nothing may begin, one sentence; or "" */
    struct span intent;
    const struct paper_step_view *steps;
    size_t n_steps;
    struct span for_all;             /* what every one of them needs; or "" */
    const struct words_view *denied; /* steps of the plan that do not fit now */
    size_t n_denied;
    bool all_no;
    const struct words_view *no, *ask, *talk; /* places, as the client said */
    size_t n_no, n_ask, n_talk;
    struct span never, hard_moment; /* the client's own words, or "" */
    const struct words_view *holds; /* findings that stand */
    size_t n_holds;
    bool chaperone; /* the client wants one */
    struct html_safe map;
};

/* One thing that was entered from paper, line by line. */
struct paper_entry_view {
    struct span head;
    const struct words_view *lines;
    size_t n_lines;
};

/* A line of the plan, with what the paper says of it. */
struct paper_line_view {
    int64_t number;
    struct span what;
    bool done, no, stopped; /* as it was just sent */
};

/* /c/{id}/on-paper, and the same for the client, who only reads: /me/on-paper. */
struct on_paper_view {
    struct page_view page;
    struct client_head_view client;
    const struct paper_entry_view *entries; /* the newest first */
    size_t n_entries;
    bool for_client;
    const struct paper_line_view *lines;
    size_t n_lines;
    struct field_view day, began, ended, present, words, kept;
    struct field_view stopped, client_different, different, different_words;
    struct field_view consent_day, consent_words, consent_kept;
    bool session_open, consent_open; /* which form was just sent */
};

#endif
