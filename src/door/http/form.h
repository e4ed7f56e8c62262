/* door/http/form.h - application/x-www-form-urlencoded, cookies, percent-encoding: strict readers.
 *
 * Source: WHATWG URL Standard section 5 (form-urlencoded), RFC 3986 section 2.1, RFC 6265 section
 * 4.2.1. Stricter than these: what no browser sends is refused with its offset, not mended.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_FORM_H
#define HF_DOOR_HTTP_FORM_H

#include "door/http/field.h"

enum {
    FORM_MAX_NAME = 128,         /* bytes, decoded */
    FORM_MAX_VALUE = 128 * 1024, /* bytes, decoded */
    COOKIE_MAX = 32,             /* cookies that are read */
};

/* Reads `name=value&name=value`. Names are not empty; a name without "=" has the empty value; every
 * text is well-formed UTF-8 without control characters other than tab, newline and return. At most
 * `max_fields`. HF_INVALID says where; HF_FAILED when the arena is spent. Result in `arena`. */
HF_MUST_USE enum status form_parse(struct span text, size_t max_fields, struct arena *arena,
                                   struct http_fields *ret, struct fault *why);

/* Decodes %XX alone ('+' stays '+'). The result obeys the same rules for text. */
HF_MUST_USE enum status percent_decode(struct span text, struct arena *arena, struct span *ret,
                                       struct fault *why);

/* Reads a Cookie header. Names are RFC tokens, values cookie-octets without quotes. Anything else,
 * and what stands behind COOKIE_MAX cookies, is left out and not refused: another program on this
 * host name may set what it likes, and must not shut people out here. The spans borrow from
 * `header`; the list is in `arena`. */
HF_MUST_USE enum status cookie_parse(struct span header, struct arena *arena,
                                     struct http_fields *ret, struct fault *why);

#endif
