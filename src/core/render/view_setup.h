/* core/render/view_setup.h - models of set-up, sign-in and recovery.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_SETUP_H
#define HF_CORE_RENDER_VIEW_SETUP_H

#include "core/render/view.h"

enum { SETUP_STEPS = 6 };

struct setup_token_view {
    struct page_view page;
    struct field_view token;
};

struct setup_practice_view {
    struct page_view page;
    struct field_view profile; /* "clinical" or "bodywork" */
    struct field_view practice;
    struct field_view country;
    const struct choice_view *countries;
    size_t n_countries;
};

struct setup_owner_view {
    struct page_view page;
    struct field_view name, login, password;
};

struct recovery_group_view {
    int64_t number; /* 1..8 */
    struct span text;
};

/* Also shown after a recovery code was used up: then `again` is true. */
struct setup_recovery_view {
    struct page_view page;
    struct span code; /* whole, sent back with the form: nothing here keeps it */
    const struct recovery_group_view *groups;
    size_t n_groups;
    int64_t first, second; /* which two groups are typed back */
    struct field_view typed_first, typed_second;
    struct span pepper; /* the secret for the paper sheet, "" for anybody but the owner */
    struct span words;  /* the fingerprint of the person's keys, "" before there are any */
    struct span name;   /* of the practice, for the paper */
    bool again, is_kit; /* is_kit: the owner's paper, all in one */
};

struct setup_safety_view {
    struct page_view page;
    struct field_view emergency;
    struct field_view concern_name, concern_contact;
};

struct credential_view {
    struct span id;
    struct span what;       /* "Pelvic health physiotherapy" */
    struct span scope;      /* regions and ways, in words */
    struct span evidence;   /* what was seen: "Certificate 4711, Example School" */
    struct span registered; /* "Register 4711, looked up on 3 May 2026", or "" */
    struct span until;      /* or "" */
    bool certified;         /* by somebody else; otherwise "stated by herself" */
    struct span by;         /* who certified it */
    struct span who;        /* whose it is */
    bool ended;
    bool expired;              /* its last day is over */
    bool may_certify, may_end; /* by who is signed in */
};

struct setup_credentials_view {
    struct page_view page;
    const struct credential_view *credentials;
    size_t n_credentials;
    struct field_view what, evidence, issued, until; /* the row being added */
    struct field_view registered, looked_up; /* an entry in a register, and when it was read */
    struct span scope_error;
    const struct choice_view *scopes; /* ticked ones are sent as "scope" */
    size_t n_scopes;
    struct span said; /* what the asking person said of her profession, or "" */
    const struct choice_view *professions;
    size_t n_professions;
    const struct choice_view *places; /* of the practice's country */
    size_t n_places;
    struct field_view profession, place, papers;
    struct span action; /* where the form goes: here */
    bool setting_up;    /* the last step of set-up; otherwise /credentials */
    bool only_reads;    /* states none: not a practitioner */
};

struct setup_check_item_view {
    bool done;
    bool needed; /* without it no client can begin */
    struct span what;
    struct link_view mend; /* where to mend it; "" for whoever can't */
};

struct setup_check_view {
    struct page_view page;
    const struct setup_check_item_view *items;
    size_t n_items;
    bool ready; /* everything needed is there */
    bool owner; /* who looks may change the house */
};

struct signin_view {
    struct page_view page;
    struct field_view login;
    bool failed;    /* the same words for an unknown name and a wrong password */
    int64_t wait_s; /* slow down: seconds until the next try counts, or 0 */
    struct span next;
    bool may_passkey; /* browsers use them at this address */
    bool passkey_failed;
};

struct recover_view {
    struct page_view page;
    struct field_view login, code, password;
    bool failed;
};

/* /account: a login and password of one's own, and a new recovery code. */
struct account_view {
    struct page_view page;
    struct field_view login, password;
    bool is_client, is_owner;
    bool is_arriving; /* of the practice, and without two ways in: no other page opens */
    bool has_login;   /* the old one is asked for again */
    bool failed;      /* the password asked for again was not it */
};

/* /backups: when the last one was made; owner only. */
struct backups_view {
    struct page_view page;
    bool is_scheduled, is_wanted, is_fresh, is_tried;
    int64_t number; /* of the newest; 0: none is known */
    struct span when;
    struct span tried;   /* when one was last restored on trial; "": never */
    struct span trouble; /* why the last one failed, or "" */
};

/* /older: the practice finds itself on an older copy of its data; owner only. */
struct older_view {
    struct page_view page;
    bool is_older;                        /* else nothing is missing */
    int64_t here, missing, lost, records; /* entries; clients who are not here at all; records */
    struct span error;
};

/* /people: who is of the practice; owner only. */
struct person_view {
    struct span id, name;
    struct span roles; /* in words */
    bool may_leave;    /* anybody but who looks */
    struct span words; /* the fingerprint of their keys, to be compared with their paper */
};

/* /people/{person}/left: what it would mean that somebody has left. */
struct leaving_view {
    struct page_view page;
    struct span id, name;
    bool has_left, again; /* again: the number has changed, or was not confirmed */
    int64_t n_clients, n_alone;
};

struct people_view {
    struct page_view page;
    const struct person_view *people;
    size_t n_people;
    struct field_view name; /* the person being added */
    const struct choice_view *roles;
    size_t n_roles;
    struct span roles_error;
    struct span url, word, until; /* the new person's link, shown once; or "" */
};

/* After signing out; also the page that a locked screen turns into. */
struct signed_out_view {
    struct page_view page;
    bool handed_over; /* on a tablet that the client holds now */
};

#endif
