/* core/render/view_passkey.h - models of the pages of passkeys.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_PASSKEY_H
#define HF_CORE_RENDER_VIEW_PASSKEY_H

#include "core/render/view.h"

/* What the script asks the browser for; bytes as hex. */
struct passkey_ask_view {
    struct span challenge, salt, site;
    struct span others; /* ids with spaces between: not again (step 1), or one of these */
    struct span nonce;  /* of a question about one act; else "" */
};

/* /account/passkeys */
struct passkey_line_view {
    struct span id, device, added;
    bool opens; /* without a password */
};
struct passkeys_view {
    struct page_view page;
    const struct passkey_line_view *lines;
    size_t n_lines;
    bool works_here; /* browsers take none on this address otherwise */
    bool has_login;  /* never the only way in */
    bool full;
    bool failed; /* the last one did not hold */
    bool is_client;
};

/* Making one (1), using it once (2). */
struct passkey_step_view {
    struct page_view page;
    int64_t step;
    struct passkey_ask_view ask;
    struct span practice, name, user; /* as the authenticator shows them */
    struct span draft;                /* of step 2; sealed */
};

/* It said who it is, and opens nothing: the password follows. */
struct passkey_more_view {
    struct page_view page;
    struct span ticket, next;
};

/* A yes that is to be confirmed: the exact words, and what was typed. */
struct confirm_field_view {
    struct span name, value;
};
struct confirm_line_view {
    struct span text;
};
struct confirm_view {
    struct page_view page;
    const struct confirm_line_view *lines;
    size_t n_lines;
    const struct confirm_field_view *fields;
    size_t n_fields;
    int64_t seen; /* as in consent_view */
    struct passkey_ask_view ask;
};

#endif
