/* core/render/view_prove.h - models of the pages on which somebody shows anew who they are, and of
 * the list of sign-ins.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_PROVE_H
#define HF_CORE_RENDER_VIEW_PROVE_H

#include "core/render/view.h"

/* /unlock: the lock screen, and the question before an act that wants it. */
struct prove_view {
    struct page_view page;
    struct span who;
    bool locked;       /* else: asked before an act */
    bool has_password; /* without one there is no way here but to set one */
    bool has_passkey;  /* and browsers use them at this address */
    bool failed;
    int64_t wait_s;    /* the next try takes this long; 0: none */
    struct span next;  /* where to go then */
    struct span draft; /* sealed; "" when nothing was typed */
    bool lost;         /* what was sent is too long to be kept, or no form */
};

/* What had been typed, unlocked again: sent on, or left. */
struct kept_field_view {
    struct span name, value;
    bool long_text; /* worth reading again */
};
struct kept_view {
    struct page_view page;
    struct span path; /* where it had been going */
    const struct kept_field_view *fields;
    size_t n_fields;
    struct span again; /* the page it was typed on, or "" */
};

/* /account/signins */
struct sign_in_line_view {
    struct span id, device;
    struct span since, seen, until; /* in words */
    bool here;                      /* this device, now */
    bool locked;
};
struct sign_ins_view {
    struct page_view page;
    const struct sign_in_line_view *lines;
    size_t n_lines;
    bool has_others;
    bool can_lock;
    bool is_client;
    bool full; /* more than are listed */
};

#endif
