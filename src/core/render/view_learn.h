/* core/render/view_learn.h - models of the pages that tell about this work.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_LEARN_H
#define HF_CORE_RENDER_VIEW_LEARN_H

#include "core/render/view.h"

struct learn_line_view {
    struct span id, title, lead;
};

struct learn_view {
    struct page_view page;
    const struct learn_line_view *lines;
    size_t n_lines;
    struct span review; /* who has looked at it, or that nobody has */
};

struct learn_statement_view {
    struct span text;
    struct span grade; /* as shown, never empty */
    struct span mark;  /* how well the sources are known */
    const struct words_view *sources;
    size_t n_sources;
};

struct learn_page_view {
    struct page_view page;
    struct span title, lead, review;
    struct span drawing, drawing_says; /* a file of the assets, or "" */
    const struct learn_statement_view *statements;
    size_t n_statements;
    struct learn_line_view before, after; /* the neighbours; an id of "" for none */
};

#endif
