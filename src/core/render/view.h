/* core/render/view.h - what every page's model is made of: plain structs, filled by door/web.
 *
 * A view borrows everything; it holds no rule and asks nobody anything. Lists are a pointer and a
 * count named `n_` + list. Times and dates arrive as finished text in the reader's language and
 * zone. Addresses and form fields of each page: docs/pages.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_H
#define HF_CORE_RENDER_VIEW_H

#include "core/format/html.h"

/* Written into every form: against forged requests, and so that one act counts once. */
struct form_keys {
    struct span token;   /* field "token" */
    struct span request; /* field "request": idempotency id of this rendering */
};

enum page_kind {
    PAGE_PUBLIC,   /* quick exit, no navigation */
    PAGE_CLIENT,   /* quick exit, way home to /me */
    PAGE_PRACTICE, /* navigation of the desk */
    PAGE_ROOM,     /* the room: nothing but the session */
};

struct page_view {
    enum page_kind kind;
    struct span lang;      /* "en" */
    struct span theme;     /* "" follows the device; "light", "dark", "room" */
    struct span practice;  /* neutral name of the practice, as shown outside (T8) */
    struct span emergency; /* the practice's emergency line, "" before set-up */
    struct span who;       /* who is signed in, "" for nobody */
    struct span here;      /* "today", "clients", "setup": the current place in the navigation */
    struct span notice;    /* one finished sentence above the page, or "" ("Saved 14:32.") */
    bool demo;             /* a demo practice says so on every page */
    bool older;            /* only what narrows is taken: its data is an older copy */
    int64_t ends_s;        /* until this sign-in ends when nothing is asked for; 0: it does not */
    int64_t closes_s;      /* until it ends whatever is done; 0 with ends_s 0 */
    struct span closes_at; /* the time of that: "14:32" */
    bool locks;            /* a screen of the practice: it locks, and what is typed is kept */
    int64_t refresh_s;     /* reload without JavaScript; 0: never */
    struct form_keys keys;
};

/* One line of a form. `error` is a finished sentence, "" when all is well. */
struct field_view {
    struct span value;
    struct span error;
};

/* One of several equals: a radio button, a tick box or an option of a list. */
struct choice_view {
    struct span value; /* as sent by the form */
    struct span label;
    struct span hint; /* smaller, below; or "" */
    bool chosen;
};

struct words_view {
    struct span text;
};

struct link_view {
    struct span href;
    struct span text;
};

/* How something stands; always shown with its word and shape, never by colour alone (rule 7). */
enum light {
    LIGHT_NONE, /* not looked at yet */
    LIGHT_GREEN,
    LIGHT_AMBER,
    LIGHT_RED,
};

/* What the client answered (decision.md, "Words to events"). */
enum answer {
    ANSWER_NONE, /* not decided counts as no */
    ANSWER_YES,
    ANSWER_ASK,
    ANSWER_NO,
    ANSWER_TALK,
};

/* A refusal, whole (T11): what can't be, why, what would change it, what is possible now, whom to
 * ask. Made by refusal_words() in reasons.h; parts may be empty, `what` and `why` never. */
struct refusal_view {
    struct span code; /* the reason as decide() gave it: for the record, small print */
    struct span what, why, change, possible, whom;
    struct span rule;               /* the rule behind it, as /rules/{rule} names it; "" for none */
    struct span read;               /* where to read it, or "" */
    const struct words_view *about; /* the rule itself, for where no page may be left */
    size_t n_about;
};

/* The head of every page about one client. */
struct client_head_view {
    struct span id;      /* in addresses */
    struct span name;    /* the name to use */
    struct span pronoun; /* or "" */
};

struct error_view {
    struct page_view page;
    bool is_older;      /* it was not taken, since the data is an older copy */
    int64_t code;       /* 400 403 404 405 409 413 422 429 500 503 */
    struct span where;  /* which part of the request was wrong, or "" */
    struct span number; /* of the log line, for a question to the practice; or "" */
};

/* 409: decide() said no to an act that was tried. */
struct refused_view {
    struct page_view page;
    const struct refusal_view *refusals;
    size_t n_refusals;
    struct link_view back;
};

/* /help-now and /privacy */
struct help_view {
    struct page_view page;
    struct span concern_name, concern_contact; /* the outside concern contact */
};

struct privacy_view {
    struct page_view page;
    struct span concern_name, concern_contact;
    const struct words_view *readers; /* who can read a client's record, by name and right */
    size_t n_readers;
};

#endif
