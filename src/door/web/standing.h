/* door/web/standing.h - a finding that stands, in words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_STANDING_H
#define HF_DOOR_WEB_STANDING_H

#include "core/render/view_desk.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"
#include "usecase/screening.h"

/* "Fever, since 3 May 2026", and the rule that it comes from. */
struct standing_view standing_line(const struct http_request *request, const struct door *door,
                                   const struct standing_finding *standing);

#endif
