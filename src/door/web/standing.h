/* door/web/standing.h - a finding of an earlier review, in words.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_STANDING_H
#define HF_DOOR_WEB_STANDING_H

#include "door/web/web.h"
#include "knowledge/knowledge.h"
#include "usecase/screening.h"

/* "Fever, since 3 May 2026". */
struct span standing_words(const struct http_request *request, const struct door *door,
                           const struct standing_finding *standing);

#endif
