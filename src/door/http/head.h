/* door/http/head.h - may this head be believed? Checks that libmicrohttpd leaves out.
 *
 * A head that two readers could understand differently is refused, not mended: that is what
 * request smuggling lives on. Source: RFC 9112 sections 3.2, 5.1, 6.1 to 6.3; RFC 9110 section 5.
 * Pure.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_HEAD_H
#define HF_DOOR_HTTP_HEAD_H

#include "door/http/field.h"

/* status 0: nothing is wrong. `reason` is static text. */
struct head_verdict {
    int status;
    const char *reason;
};

/* Names are tokens; values hold no control character but tab; one Host; at most one each of
 * Content-Length (digits), Transfer-Encoding (chunked alone), Content-Type, Cookie, Origin and
 * Sec-Fetch-Site; never both lengths; at most `max_bytes` of names and values. */
struct head_verdict head_check(struct http_fields headers, size_t max_bytes);

/* Is `host` one of `names` (NULL ends) with `port`, or without one where `port` is the usual one of
 * the scheme? Letters in any case. IPv6 names stand in brackets. */
bool head_host_is_ours(struct span host, const char *const *names, uint16_t port, bool is_secure);

#endif
