/* core/render/view_copy.h - models of the page that goes along in a copy of a record: it opens
 * anywhere, with no program and no network.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_COPY_H
#define HF_CORE_RENDER_VIEW_COPY_H

#include "base/span.h"

/* The head of the page. */
struct copy_view {
    struct span practice, name, when;
    bool is_whole; /* the record of a client; else what somebody of the practice signed */
    int64_t entries, erased, sealed;
    int64_t upto; /* the last entry of the ledger */
    bool has_forms, has_consents, has_receipts;
};

struct copy_heading_view {
    struct span title;
};

struct copy_entry_view {
    struct span when, who, what, text;
    int64_t seq;
    bool is_erased, is_sealed;
};

#endif
