/* core/render/view_checklist.h - what has to be said before touch is agreed: questions to the
 * practitioner and to the client, and what is missing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_CHECKLIST_H
#define HF_CORE_RENDER_VIEW_CHECKLIST_H

#include "core/render/view.h"

enum ask_shape { ASK_SHAPE_TICK = 1, ASK_SHAPE_CHOICE, ASK_SHAPE_LINE, ASK_SHAPE_LINES };

/* One question; its field is "q." and the key. */
struct told_view {
    enum ask_shape shape;
    struct span key;               /* "CO08.cost" */
    struct span text, hint;        /* hint: or "" */
    struct span name;              /* of whom it is asked, or "" */
    const struct words_view *told; /* what stands below it */
    size_t n_told;
    const struct choice_view *options;
    size_t n_options;
    bool ticked;
    struct span value; /* own words */
    struct span error; /* it is missing, or stands in the way; or "" */
    struct span rule;  /* the field, as /rules/{rule} names it */
};

/* A field that is open. */
struct lack_view {
    struct span text, rule;
};

/* /c/{client}/terms */
struct terms_view {
    struct page_view page;
    struct client_head_view client;
    const struct told_view *asks;
    size_t n_asks;
    int64_t n_missing;
    struct span error; /* of the form as a whole, or "" */
    bool proposed;     /* the client has been asked: what changes is asked again */
};

#endif
