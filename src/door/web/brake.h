/* door/web/brake.h - who opened many clients in a short time, for the pages that tell it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_BRAKE_H
#define HF_DOOR_WEB_BRAKE_H

#include "core/render/view_brake.h"
#include "door/web/web.h"

struct brake_texts {
    const struct brake_line_view *at;
    size_t n;
};
/* For the owner everybody's of the last two weeks, for others their own. */
HF_MUST_USE enum status brake_texts(const struct http_request *request, const struct door *door,
                                    struct brake_texts *ret, struct fault *why);

#endif
