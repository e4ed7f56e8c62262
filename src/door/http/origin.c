/* door/http/origin.c - comparing Sec-Fetch-Site and Origin with ourselves.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/origin.h"

#include "door/http/letter.h"

static bool names_us(struct span origin, const struct http_request *request)
{
    struct span scheme = request->is_secure ? SPAN("https://") : SPAN("http://");

    return span_starts(origin, scheme) &&
           letter_same(span_skip(origin, scheme.len), http_request_header(request, "host"));
}

bool origin_is_ours(const struct http_request *request)
{
    struct span site = http_request_header(request, "sec-fetch-site");
    struct span origin = http_request_header(request, "origin");

    if (site.len == 0)
        return names_us(origin, request);
    if (!span_is(site, "same-origin"))
        return false;
    return origin.len == 0 || span_is(origin, "null") || names_us(origin, request);
}
