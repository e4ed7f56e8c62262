/* door/http/layout.c - comparing places, not contents.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/layout.h"

#include <string.h>

/* The library writes NULs over SP behind the target, ':' behind a name and CR LF behind a line. */
enum { SPACE = 1, COLON = 1, LINE_END = 2 };

static uintptr_t place(const char *at, size_t len)
{
    return (uintptr_t)at + len;
}

/* The value begins behind the colon and nothing but blanks. */
static bool is_own_value(const struct http_field *header)
{
    const char *at = header->name.at + header->name.len + COLON;

    if ((uintptr_t)header->value.at < (uintptr_t)at)
        return false;
    for (; at != header->value.at; at++) {
        if (*at != ' ' && *at != '\t')
            return false;
    }
    return true;
}

bool layout_is_clean(const char *target, size_t target_len, const char *version,
                     struct http_fields headers)
{
    static const char head_end[2 * LINE_END] = {0};
    uintptr_t next = place(version, strlen(version) + LINE_END);

    if (place(target, target_len + SPACE) != (uintptr_t)version)
        return false;
    for (size_t i = 0; i < headers.count; i++) {
        if ((uintptr_t)headers.at[i].name.at != next || !is_own_value(&headers.at[i]))
            return false;
        next = place(headers.at[i].value.at, headers.at[i].value.len + LINE_END);
    }
    if (headers.count == 0)
        return true;
    struct span last = headers.at[headers.count - 1].value;

    return memcmp(last.at + last.len, head_end, sizeof head_end) == 0;
}
