/* door/web/review.h - the page of a screening review, filled.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_REVIEW_H
#define HF_DOOR_WEB_REVIEW_H

#include "core/render/view_desk.h"
#include "door/web/web.h"
#include "usecase/screening.h"

/* What was just sent stands before what was said earlier. */
void review_fill(const struct http_request *request, const struct door *door,
                 const struct screening_file *file, struct review_view *view);

/* The field of the form named by prefix and id: "f." and a finding, "u." and a question. */
struct span review_sent(const struct http_request *request, const char *prefix, struct span id);

#endif
