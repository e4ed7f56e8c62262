/* base/utf8.c - well-formed UTF-8 by the byte ranges of Unicode's table 3-7.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"

struct lead {
    unsigned char first, last; /* of the lead byte */
    unsigned char low, high;   /* of the second byte */
    unsigned char len;
};

static const struct lead leads[] = {
    {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static const struct lead *find_lead(unsigned char c)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (c >= leads[i].first && c <= leads[i].last)
            return &leads[i];
    }
    return NULL;
}

/* Bytes of the well-formed sequence at the head of `s`, or 0. */
static size_t sequence_len(struct span s)
{
    const unsigned char *at = (const unsigned char *)s.at;
    const struct lead *lead = find_lead(at[0]);

    if (lead == NULL || lead->len > s.len)
        return 0;
    if (lead->len > 1 && (at[1] < lead->low || at[1] > lead->high))
        return 0;
    for (size_t i = 2; i < lead->len; i++) {
        if (at[i] < 0x80 || at[i] > 0xbf)
            return 0;
    }
    return lead->len;
}

size_t utf8_check(struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        size_t n = sequence_len(span_skip(s, at));

        if (n == 0)
            break;
        at += n;
    }
    return at;
}

bool utf8_is_text(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return false;
    }
    return utf8_check(s) == s.len;
}

size_t utf8_count(struct span s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xc0) != 0x80;
    return n;
}

size_t utf8_write(uint32_t c, char ret[4])
{
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    if (c < 0x80) {
        ret[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};

    for (size_t i = len - 1; i > 0; i--) {
        ret[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    ret[0] = (char)(marks[len] | c);
    return len;
}
