/* door/http/origin.h - did our own page send this? Against posts from other sites.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_ORIGIN_H
#define HF_DOOR_HTTP_ORIGIN_H

#include "door/http/http.h"

/* Sec-Fetch-Site must be "same-origin"; browsers without it must name our exact Origin. Where both
 * stand, both must fit, but an Origin "null" beside "same-origin" is what a browser sends under
 * Referrer-Policy: no-referrer (Fetch Standard, "append a request Origin header") and is fine.
 * The Host header has been checked against the allowed names before. Pure. */
bool origin_is_ours(const struct http_request *request);

#endif
