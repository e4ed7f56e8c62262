/* door/http/layout.h - were these header lines sent as lines? Sees what the library has mended.
 *
 * libmicrohttpd 0.9.75 takes a bare LF for an end of line, stops a value at a NUL, stops reading
 * headers at an empty name, and joins a folded line to the *name* of the header before it: "A: b",
 * CR LF, " c" arrives as "Ac: b". Its spans still point into the bytes as received, so a head whose
 * lines do not stand exactly one CR LF apart is one that it has mended. Later versions refuse such
 * heads themselves and may keep their strings elsewhere: use only with LAYOUT_LIBRARY.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_LAYOUT_H
#define HF_DOOR_HTTP_LAYOUT_H

#include "door/http/field.h"

#define LAYOUT_LIBRARY "0.9.75"

/* `target` (of target_len bytes before decoding) and `version` of the request line, and all headers
 * in order, as the library handed them out. Reads up to four bytes behind the last value: inside
 * the connection's memory as long as the head is shorter than half of it. */
bool layout_is_clean(const char *target, size_t target_len, const char *version,
                     struct http_fields headers);

#endif
