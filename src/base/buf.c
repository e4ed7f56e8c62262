/* base/buf.c - growing bytes in an arena.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"

#include <string.h>

enum { FIRST_ROOM = 256 };

void buf_init(struct buf *buf, struct arena *arena, size_t ceiling)
{
    *buf = (struct buf){.arena = arena, .at = NULL, .ceiling = ceiling};
}

/* Doubles; the old bytes stay behind in the arena until it is given back. */
static bool grow(struct buf *buf, size_t need)
{
    size_t room = buf->room == 0 ? FIRST_ROOM : buf->room;

    while (room < need)
        room *= 2;
    char *at = arena_alloc(buf->arena, room, 1);

    if (at == NULL)
        return false;
    if (buf->len > 0)
        memcpy(at, buf->at, buf->len);
    buf->at = at;
    buf->room = room;
    return true;
}

void buf_put(struct buf *buf, struct span s)
{
    if (buf->failed || s.len == 0)
        return;
    if (s.len > buf->ceiling - buf->len ||
        (buf->len + s.len > buf->room && !grow(buf, buf->len + s.len))) {
        buf->failed = true;
        return;
    }
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += s.len;
}

void buf_byte(struct buf *buf, char c)
{
    buf_put(buf, (struct span){&c, 1});
}

void buf_int(struct buf *buf, int64_t n)
{
    char digits[24];
    size_t i = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

    do {
        digits[--i] = (char)('0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (n < 0)
        digits[--i] = '-';
    buf_put(buf, span_at(digits + i, sizeof digits - i));
}

struct span buf_view(const struct buf *buf)
{
    return span_at(buf->at, buf->len);
}

enum status buf_done(const struct buf *buf, struct span *ret, struct fault *why)
{
    if (buf->failed)
        return fault_set(why, HF_FAILED, "text longer than its limit of %zu bytes", buf->ceiling);
    *ret = buf_view(buf);
    return HF_OK;
}
