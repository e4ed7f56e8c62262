/* base/buf.h - growing text or bytes in an arena, with a ceiling.
 *
 * Sticky: after one failure every further call is swallowed; the end asks `buf_done` once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_BUF_H
#define HF_BASE_BUF_H

#include "base/arena.h"
#include "base/fault.h"

struct buf {
    struct arena *arena;
    char *at;
    size_t len, room, ceiling;
    bool failed;
};

void buf_init(struct buf *buf, struct arena *arena, size_t ceiling);
void buf_put(struct buf *buf, struct span s);
void buf_byte(struct buf *buf, char c);
void buf_int(struct buf *buf, int64_t n); /* decimal */

#define buf_lit(buf, literal) buf_put((buf), SPAN(literal))

/* What was written so far; valid until the next write. */
struct span buf_view(const struct buf *buf);

/* HF_OK and the text, or HF_FAILED when the ceiling or the arena was too small. */
HF_MUST_USE enum status buf_done(const struct buf *buf, struct span *ret, struct fault *why);

#endif
