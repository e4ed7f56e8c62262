/* core/render/view_pin.h - model of the page on which a client chooses a PIN.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_VIEW_PIN_H
#define HF_CORE_RENDER_VIEW_PIN_H

#include "core/render/view.h"

/* /account/pin */
struct pin_view {
    struct page_view page;
    bool is_there;
    struct span until; /* the day of its end */
    int64_t tries;     /* wrong ones since it last opened */
    struct span error; /* of what was typed, or "" */
    bool differs;      /* both were not the same */
};

#endif
