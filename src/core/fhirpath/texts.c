/* core/fhirpath/texts.c - finding, cutting and mapping strings by code points.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/texts.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST = 1 << 24, SHORT_PART = 32 };

/* What was written; where it did not fit, nothing, and the arena says so. */
static struct span finish(struct buf *out)
{
    if (!out->failed)
        return buf_view(out);
    out->arena->spent = true;
    return (struct span){0};
}

static size_t sequence_bytes(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

uint32_t texts_head(struct span s, size_t *ret_bytes)
{
    static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned char lead = (unsigned char)s.at[0];
    size_t bytes = sequence_bytes(lead);
    uint32_t c = lead & masks[bytes];

    bytes = bytes > s.len ? s.len : bytes;
    for (size_t i = 1; i < bytes; i++)
        c = (c << 6) | ((unsigned char)s.at[i] & 0x3f);
    *ret_bytes = bytes;
    return c;
}

static void put_code_point(struct buf *out, uint32_t c)
{
    char bytes[4];

    buf_put(out, span_at(bytes, utf8_write(c, bytes)));
}

/* case */

typedef uint32_t map_fn(uint32_t c);

static uint32_t upper(uint32_t c)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

static uint32_t lower(uint32_t c)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

static struct span map(struct span s, map_fn *one, struct arena *arena)
{
    enum { SHARP_S = 0xdf };
    struct buf out;

    buf_init(&out, arena, LONGEST);
    for (size_t bytes; s.len > 0; s = span_skip(s, bytes)) {
        uint32_t c = texts_head(s, &bytes);

        if (c == SHARP_S && one == upper)
            buf_lit(&out, "SS");
        else
            put_code_point(&out, one(c));
    }
    return finish(&out);
}

struct span texts_upper(struct span s, struct arena *arena)
{
    return map(s, upper, arena);
}

struct span texts_lower(struct span s, struct arena *arena)
{
    return map(s, lower, arena);
}

/* white space */

/* Unicode 15's White_Space, and the byte order mark. */
static bool is_space(uint32_t c)
{
    static const uint32_t others[] = {0x20,   0x85,   0xa0,   0x1680, 0x2028,
                                      0x2029, 0x202f, 0x205f, 0x3000, 0xfeff};

    if ((c >= 0x09 && c <= 0x0d) || (c >= 0x2000 && c <= 0x200a))
        return true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (c == others[i])
            return true;
    }
    return false;
}

static struct span skip_space(struct span s)
{
    for (size_t bytes; s.len > 0; s = span_skip(s, bytes)) {
        if (!is_space(texts_head(s, &bytes)))
            break;
    }
    return s;
}

/* Where the last code point begins; `s` is not empty. */
static size_t last_start(struct span s)
{
    size_t at = s.len - 1;

    while (at > 0 && ((unsigned char)s.at[at] & 0xc0) == 0x80)
        at--;
    return at;
}

struct span texts_trim(struct span s)
{
    s = skip_space(s);
    while (s.len > 0) {
        size_t at = last_start(s), bytes;

        if (!is_space(texts_head(span_skip(s, at), &bytes)))
            break;
        s = span_head(s, at);
    }
    return s;
}

/* The next code point for comparing: lower case, and one space for a run of white space. */
static uint32_t next_folded(struct span *s)
{
    size_t bytes;
    uint32_t c = texts_head(*s, &bytes);

    *s = span_skip(*s, bytes);
    if (!is_space(c))
        return lower(upper(c)); /* both ways: final sigma folds with sigma */
    *s = skip_space(*s);
    return ' ';
}

bool texts_is_like(struct span a, struct span b)
{
    a = texts_trim(a);
    b = texts_trim(b);
    while (a.len > 0 && b.len > 0) {
        if (next_folded(&a) != next_folded(&b))
            return false;
    }
    return a.len == 0 && b.len == 0;
}

/* places */

/* Bytes of the first `count` code points, or all. */
static size_t bytes_of(struct span s, int64_t count)
{
    size_t at = 0;

    while (count > 0 && at < s.len) {
        at += sequence_bytes((unsigned char)s.at[at]);
        count--;
    }
    return at < s.len ? at : s.len;
}

struct span texts_substring(struct span s, int64_t start, int64_t count)
{
    if (start < 0) {
        count = count > 0 ? count + start : 0;
        start = 0;
    }
    struct span rest = span_skip(s, bytes_of(s, start));

    return span_head(rest, bytes_of(rest, count));
}

/* A rolling hash: the time stays linear whatever a stranger searches for. */
static uint64_t roll(uint64_t hash, unsigned char in)
{
    return hash * 0x100000001b3U + in;
}

static size_t find_long(struct span s, struct span part)
{
    uint64_t want = 0, have = 0, oldest = 1;

    for (size_t i = 0; i < part.len; i++) {
        want = roll(want, (unsigned char)part.at[i]);
        have = roll(have, (unsigned char)s.at[i]);
        oldest *= i == 0 ? 1 : 0x100000001b3U;
    }
    for (size_t at = 0;; at++) {
        if (have == want && memcmp(s.at + at, part.at, part.len) == 0)
            return at;
        if (at + part.len >= s.len)
            return s.len;
        have -= oldest * (unsigned char)s.at[at];
        have = roll(have, (unsigned char)s.at[at + part.len]);
    }
}

static size_t find_short(struct span s, struct span part)
{
    size_t last = s.len - part.len;

    for (size_t at = 0; at <= last; at++) {
        const char *found = memchr(s.at + at, part.at[0], last - at + 1);

        if (found == NULL)
            break;
        at = (size_t)(found - s.at);
        if (memcmp(found, part.at, part.len) == 0)
            return at;
    }
    return s.len;
}

/* The byte where `part` (not empty) begins, or s.len. */
static size_t find(struct span s, struct span part)
{
    if (part.len > s.len)
        return s.len;
    return part.len > SHORT_PART ? find_long(s, part) : find_short(s, part);
}

int64_t texts_index_of(struct span s, struct span part)
{
    size_t at = part.len == 0 ? 0 : find(s, part);

    if (part.len > 0 && at == s.len)
        return -1;
    return (int64_t)utf8_count(span_head(s, at));
}

int64_t texts_last_index_of(struct span s, struct span part)
{
    size_t last = s.len, from = 0;

    if (part.len == 0)
        return (int64_t)utf8_count(s);
    for (size_t at; (at = find(span_skip(s, from), part)) < s.len - from; from = last + 1)
        last = from + at;
    return last == s.len ? -1 : (int64_t)utf8_count(span_head(s, last));
}

bool texts_contains(struct span s, struct span part)
{
    return part.len == 0 || find(s, part) < s.len;
}

bool texts_ends(struct span s, struct span suffix)
{
    return suffix.len <= s.len && span_equal(span_skip(s, s.len - suffix.len), suffix);
}

/* pieces */

static void replace_between(struct buf *out, struct span s, struct span with)
{
    for (size_t bytes; s.len > 0; s = span_skip(s, bytes)) {
        (void)texts_head(s, &bytes); /* only its length matters */
        buf_put(out, with);
        buf_put(out, span_head(s, bytes));
    }
    buf_put(out, with);
}

static void replace_found(struct buf *out, struct span s, struct span part, struct span with)
{
    for (size_t at; (at = find(s, part)) < s.len && !out->failed;) {
        buf_put(out, span_head(s, at));
        buf_put(out, with);
        s = span_skip(s, at + part.len);
    }
    buf_put(out, s);
}

struct span texts_replace(struct span s, struct span part, struct span with, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, LONGEST);
    if (part.len == 0)
        replace_between(&out, s, with);
    else
        replace_found(&out, s, part, with);
    return finish(&out);
}

static size_t count_pieces(struct span s, struct span mark)
{
    size_t count = 1;

    if (mark.len == 0)
        return utf8_count(s);
    for (size_t at; (at = find(s, mark)) < s.len; s = span_skip(s, at + mark.len))
        count++;
    return count;
}

struct span *texts_split(struct span s, struct span mark, struct arena *arena, size_t *ret_count)
{
    size_t count = count_pieces(s, mark);
    struct span *pieces = arena_array(arena, struct span, count);

    for (size_t i = 0; pieces != NULL && i < count; i++) {
        size_t len = mark.len == 0 ? bytes_of(s, 1) : i + 1 == count ? s.len : find(s, mark);

        pieces[i] = span_head(s, len);
        s = span_skip(s, len + mark.len);
    }
    *ret_count = pieces == NULL ? 0 : count;
    return pieces;
}
