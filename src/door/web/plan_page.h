/* door/web/plan_page.h - a plan as its page shows it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PLAN_PAGE_H
#define HF_DOOR_WEB_PLAN_PAGE_H

#include "core/render/view_desk.h"
#include "door/web/web.h"
#include "usecase/plan.h"

/* All but head and foot of the page. What was typed stands in `view` before: it stays chosen. */
void plan_page_fill(const struct http_request *request, const struct door *door,
                    const struct plan_file *plan, struct plan_view *view);

#endif
