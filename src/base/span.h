/* base/span.h - borrowed bytes: valid while their source is untouched, no hidden NUL.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_SPAN_H
#define HF_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const char *at;
    size_t len;
};

/* A span over a string literal; anything else does not compile. */
#define SPAN(literal) ((struct span){"" literal, sizeof("" literal) - 1})
/* The same as a constant initialiser of a static table. */
#define SPAN_INIT(literal)                                                                         \
    {                                                                                              \
        "" literal, sizeof("" literal) - 1                                                         \
    }

/* For printf's "%.*s". */
#define SPAN_ARGS(s) (int)(s).len, (s).at

struct span span_of(const char *text); /* NUL-terminated, or NULL for the empty span */
struct span span_at(const void *bytes, size_t len);
bool span_is(struct span a, const char *text);
bool span_equal(struct span a, struct span b);
bool span_starts(struct span s, struct span prefix);

/* By bytes, as memcmp; a prefix comes first. For UTF-8 this is the order of code points. */
int span_compare(struct span a, struct span b);

/* From `from` (clipped) to the end, or `len` bytes of it (clipped). */
struct span span_skip(struct span s, size_t from);
struct span span_head(struct span s, size_t len);
struct span span_trim(struct span s); /* without ASCII white space at both ends */

/* Cuts `*rest` at the first `mark`: returns what stood before, leaves what stands after. */
struct span span_cut(struct span *rest, char mark);

/* A whole decimal number, minus sign allowed, nothing else; false leaves `*ret` alone. */
bool span_to_int64(struct span s, int64_t *ret);

#endif
