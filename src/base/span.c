/* base/span.c - borrowed bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/span.h"

#include <string.h>

struct span span_of(const char *text)
{
    return text == NULL ? (struct span){"", 0} : (struct span){text, strlen(text)};
}

struct span span_at(const void *bytes, size_t len)
{
    return (struct span){len == 0 ? "" : bytes, len};
}

bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool span_is(struct span a, const char *text)
{
    return span_equal(a, span_of(text));
}

bool span_starts(struct span s, struct span prefix)
{
    return s.len >= prefix.len && span_equal(span_head(s, prefix.len), prefix);
}

int span_compare(struct span a, struct span b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);

    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

struct span span_skip(struct span s, size_t from)
{
    size_t n = from < s.len ? from : s.len;

    return span_at(s.at + n, s.len - n);
}

struct span span_head(struct span s, size_t len)
{
    return (struct span){s.at, len < s.len ? len : s.len};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct span span_trim(struct span s)
{
    while (s.len > 0 && is_blank(s.at[0]))
        s = span_skip(s, 1);
    while (s.len > 0 && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

struct span span_cut(struct span *rest, char mark)
{
    const char *hit = rest->len == 0 ? NULL : memchr(rest->at, mark, rest->len);
    struct span head = *rest;

    if (hit == NULL) {
        *rest = span_skip(*rest, rest->len);
        return head;
    }
    head.len = (size_t)(hit - rest->at);
    *rest = span_skip(*rest, head.len + 1);
    return head;
}

bool span_to_int64(struct span s, int64_t *ret)
{
    bool minus = s.len > 0 && s.at[0] == '-';
    struct span digits = minus ? span_skip(s, 1) : s;
    int64_t n = 0;

    if (digits.len == 0)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = digits.at[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        /* Counted downwards, because the smallest int64 has no positive twin. */
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_sub_overflow(n, digit, &n))
            return false;
    }
    if (!minus && n == INT64_MIN)
        return false;
    *ret = minus ? n : -n;
    return true;
}
