/* core/render/view_client.h - models of the client's own pages.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_CLIENT_H
#define HF_CORE_RENDER_VIEW_CLIENT_H

#include "core/render/view_desk.h"
#include "core/render/view_checklist.h"

/* /l/{token}: the spoken word. */
struct link_enter_view {
    struct page_view page;
    struct span token;
    bool failed;
    bool spent; /* used up or too old: the page says how to get a new one */
};

struct intake_start_view {
    struct page_view page;
    int64_t parts, minutes;
    const struct words_view *readers;
    size_t n_readers;
    bool begun; /* "Go on" rather than "Begin" */
};

enum item_kind {
    ITEM_TEXT,
    ITEM_LONG,
    ITEM_CHOICE, /* one of */
    ITEM_MANY,   /* any of */
    ITEM_DATE,
    ITEM_WORDS, /* says something, asks nothing */
};

/* One question. The form sends "a.LINKID". */
struct item_view {
    struct span link_id;
    enum item_kind kind;
    struct span label, why; /* why: one sentence, or "" */
    struct field_view field;
    const struct choice_view *choices; /* of the question itself */
    size_t n_choices;
    const struct choice_view *quiet; /* "I'd rather not say", "I'd like to talk about it" (T2) */
    size_t n_quiet;
    struct span limits; /* what a missing answer limits, or "" */
    int64_t longest;    /* characters, for ITEM_LONG */
};

struct intake_view {
    struct page_view page;
    int64_t part, parts, minutes;
    struct span title, why, readers; /* of this part */
    const struct item_view *items;
    size_t n_items;
    int64_t n_errors;
    struct span saved; /* "14:32", or "" */
};

struct intake_done_view {
    struct page_view page;
    struct span reader; /* who looks at it now */
};

/* One row of a proposal: one region and side. Fields: "r.KEY", "t.KEY", "p.KEY", "c.KEY". */
struct consent_row_view {
    struct span key;  /* "lower_back.L" */
    struct span name; /* "Lower back, left" */
    struct span how;  /* what is proposed: "slow pressure, still hand" */
    struct span why;  /* "easing pain" */
    enum answer answer;
    struct span error;
    const struct choice_view *techniques;
    size_t n_techniques;
    int64_t dots; /* pressure chosen, 0 = none yet, 1..5 */
    int64_t dots_proposed;
    bool clothing, skin; /* chosen; neither at first */
    bool offers_skin;
    bool own_device; /* may be agreed only on the client's own device (proof 2) */
};

struct consent_view {
    struct page_view page;
    int64_t seen;    /* number of the last entry on this page */
    bool in_session; /* a session is open: nothing can be widened */
    bool is_resting; /* after a stop, no session open: a yes waits */
    bool all_no;     /* the client said no to everything */
    struct span practitioner;
    struct span on_paper; /* a consent that was seen on paper and opens nothing; or "" */
    struct field_view never;
    const struct consent_row_view *rows; /* external */
    size_t n_rows;
    const struct consent_row_view *inside; /* internal, asked separately */
    size_t n_inside;
    bool inside_open;
    bool on_own_device;
    struct html_safe map;
    struct span until; /* the day when these answers end */
    struct field_view name;
    struct span agree_error;
    bool may_confirm;      /* by an own passkey, for exactly these words */
    bool on_tablet;        /* handed over: how the client signs is asked, and said */
    bool has_pin;          /* then the PIN, or a witness by name */
    struct span witness;   /* who handed it over */
    struct span pin_error; /* "" */
    struct span own_phone; /* the address of this page for the client's own phone */
    struct html_safe own_phone_qr;
    const struct told_view *told; /* what has to be told before a yes, point by point */
    size_t n_told;
};

struct receipt_view {
    struct span reference; /* 20 characters */
    struct span when, what;
    struct span words;    /* what was said, in a sentence; or "" */
    struct span presence; /* how it was signed, and what that proves */
};

struct receipt_page_view {
    struct page_view page;
    struct receipt_view receipt;
    struct span text;    /* what was said, field by field */
    struct span proof;   /* the receipt's bytes as base64 */
    struct html_safe qr; /* the same, or empty */
    bool hand_back;      /* on a handed-over tablet */
};

struct consent_saved_view {
    struct page_view page;
    struct consent_count_view_client {
        int64_t yes, ask, no, talk;
    } count;
    struct span when;
    struct span reference; /* of the receipt of what was said last; "" where there is none, or none
                              is wanted */
    bool hand_back;        /* on a handed-over tablet: "give it back" */
};

struct agreed_view {
    struct span key, name, how;
    enum answer answer;
    int64_t dots;
    struct span since, until;
};

struct looked_view {
    struct span when, who, what, why;
};

struct reader_view {
    struct span id, name;
    bool reads;
    struct span until; /* "" unless she reads */
};

struct me_view {
    struct page_view page;
    struct span name;
    struct span next;  /* "Thu 14:00", or "" */
    struct span older; /* what is missing since an older copy was taken, or "" */
    const struct link_view *open;
    size_t n_open;
    bool all_no; /* the client said no to everything: then `agreed` is empty */
    bool own_device;
    const struct agreed_view *agreed;
    size_t n_agreed;
    struct html_safe map;
    const struct link_view *sessions;
    size_t n_sessions;
    const struct looked_view *looked;
    size_t n_looked;
    const struct receipt_view *receipts;
    size_t n_receipts;
    const struct shared_view *asks, *shared; /* wait for an answer; stand */
    size_t n_asks, n_shared;
    const struct words_view *moves; /* who cares since when, as it was told */
    size_t n_moves;
    const struct reader_view *readers; /* whom the client may let in; on an own device alone */
    size_t n_readers;
    struct span left; /* who cared and works here no longer; "" while somebody does */
    bool no_receipts; /* the client wants to see none */
    struct span concern_name, concern_contact;
    bool hand_back; /* on a handed-over tablet */
};

#endif
