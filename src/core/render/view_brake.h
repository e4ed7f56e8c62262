/* core/render/view_brake.h - model of the page that asks why so many clients are opened.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_BRAKE_H
#define HF_CORE_RENDER_VIEW_BRAKE_H

#include "core/render/view.h"

/* /reading */
struct brake_line_view {
    struct span text;
};
struct brake_view {
    struct page_view page;
    bool is_braked; /* else: how many may still be opened */
    int64_t left;
    struct field_view words;
    struct span next;                    /* where it goes on; "" */
    const struct brake_line_view *lines; /* what is noted of the last days */
    size_t n_lines;
};

#endif
