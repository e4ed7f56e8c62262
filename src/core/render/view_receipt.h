/* core/render/view_receipt.h - model of the page that finds the entry of a receipt's number.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_RECEIPT_H
#define HF_CORE_RENDER_VIEW_RECEIPT_H

#include "core/render/view.h"

/* /receipt?number=... */
struct receipt_found_view {
    struct page_view page;
    struct field_view number;
    bool found;
    int64_t seq;
    struct span when, what, presence;
    struct span client; /* id; "" of the practice's own chain */
};

#endif
