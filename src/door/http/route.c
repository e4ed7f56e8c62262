/* door/http/route.c - matching paths against the table, and checking the table itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/route.h"

#include <string.h>

static bool is_param(struct span segment)
{
    return segment.len > 0 && segment.at[0] == '{';
}

static bool fits_param(struct span segment)
{
    return segment.len > 0 && segment.len <= HTTP_MAX_PARAM_BYTES && !span_is(segment, ".") &&
           !span_is(segment, "..");
}

/* Is `path` an address of `pattern`? Fills the parameters as it goes. Both begin with "/". */
static bool match(struct span pattern, struct span path, struct http_route_match *ret)
{
    struct span left = span_skip(pattern, 1), right = span_skip(path, 1);

    ret->param_count = 0;
    for (;;) {
        bool left_more = left.len > 0, right_more = right.len > 0;
        bool left_slash = left_more && memchr(left.at, '/', left.len) != NULL;
        bool right_slash = right_more && memchr(right.at, '/', right.len) != NULL;
        struct span want = span_cut(&left, '/'), got = span_cut(&right, '/');

        if (left_slash != right_slash)
            return false;
        if (is_param(want) ? !fits_param(got) : !span_equal(want, got))
            return false;
        if (is_param(want))
            ret->params[ret->param_count++] = got;
        if (!left_slash)
            return true;
    }
}

enum status http_route_find(const struct http_route *routes, size_t count, enum http_method method,
                            struct span path, struct http_route_match *ret)
{
    enum status st = HF_NOT_FOUND;

    if (path.len == 0 || path.at[0] != '/')
        return HF_NOT_FOUND;
    for (size_t i = 0; i < count; i++) {
        struct http_route_match found = {.route = &routes[i]};

        if (!match(routes[i].pattern, path, &found))
            continue;
        if (routes[i].method == method) {
            *ret = found;
            return HF_OK;
        }
        st = HF_CONFLICT;
    }
    return st;
}

static bool is_literal_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static bool are_literal_letters(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_literal_letter(s.at[i]))
            return false;
    }
    return s.len > 0;
}

static bool is_good_segment(struct span segment)
{
    if (!is_param(segment))
        return are_literal_letters(segment);
    return segment.at[segment.len - 1] == '}' &&
           are_literal_letters(span_head(span_skip(segment, 1), segment.len - 2));
}

static bool is_good_pattern(struct span pattern)
{
    struct span rest = span_skip(pattern, 1);
    size_t segments = 0, params = 0;

    if (pattern.len == 0 || pattern.at[0] != '/' || pattern.at[pattern.len - 1] == '/')
        return pattern.len == 1 && pattern.at[0] == '/';
    while (rest.len > 0) {
        struct span segment = span_cut(&rest, '/');

        if (!is_good_segment(segment))
            return false;
        segments++;
        params += is_param(segment);
    }
    return segments <= HTTP_MAX_SEGMENTS && params <= HTTP_MAX_PARAMS;
}

/* Does `first` catch every path that `second` could? */
static bool covers(struct span first, struct span second)
{
    struct span left = span_skip(first, 1), right = span_skip(second, 1);

    while (left.len > 0 && right.len > 0) {
        struct span a = span_cut(&left, '/'), b = span_cut(&right, '/');

        if (!is_param(a) && !span_equal(a, b))
            return false;
    }
    return left.len == 0 && right.len == 0;
}

static bool is_good_row(const struct http_route *row)
{
    return (row->method == HTTP_GET || row->method == HTTP_POST) && row->right > 0 &&
           row->handler != NULL && is_good_pattern(row->pattern);
}

enum status http_routes_check(const struct http_route *routes, size_t count, struct fault *why)
{
    for (size_t i = 0; i < count; i++) {
        const struct http_route *row = &routes[i];

        if (!is_good_row(row))
            return fault_set(why, HF_INVALID, "route row %zu is malformed: %.*s", i,
                             SPAN_ARGS(row->pattern));
        for (size_t j = 0; j < i; j++) {
            if (routes[j].method == row->method && covers(routes[j].pattern, row->pattern))
                return fault_set(why, HF_INVALID, "route row %zu can't be reached: %.*s", i,
                                 SPAN_ARGS(row->pattern));
        }
    }
    return HF_OK;
}

static void put_padded(struct buf *out, struct span text, size_t width)
{
    buf_put(out, text);
    for (size_t i = text.len; i < width; i++)
        buf_byte(out, ' ');
}

void http_routes_write(const struct http_route *routes, size_t count,
                       const char *const *right_names, struct http_route_mark mark, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        put_padded(out, routes[i].method == HTTP_POST ? SPAN("POST") : SPAN("GET"), 6);
        put_padded(out, span_of(right_names[routes[i].right]), 14);
        put_padded(out, span_of((routes[i].flags & mark.flags) != 0 ? mark.word : ""), 7);
        buf_put(out, routes[i].pattern);
        buf_byte(out, '\n');
    }
}
