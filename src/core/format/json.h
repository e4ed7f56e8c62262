/* core/format/json.h - strict JSON in, streaming JSON out (RFC 8259).
 *
 * In: UTF-8 only; a duplicate member, a lone surrogate, \u0000, a raw control character, a
 * leading zero, text after the end: all refused, with the offset. Numbers keep their source text,
 * since FHIR decimals must survive ("0.10" is not "0.1").
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FORMAT_JSON_H
#define HF_CORE_FORMAT_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

/* A tree of siblings. Everything lives in the arena given to json_parse. */
struct json {
    enum json_kind kind;
    uint32_t count;           /* children of a list or an object */
    struct span name;         /* inside an object: the member's name, unescaped */
    struct span text;         /* JSON_TEXT: unescaped; JSON_NUMBER: as written */
    size_t at;                /* offset of the value in the input, for faults */
    const struct json *child; /* first child */
    const struct json *next;  /* next sibling */
};

struct json_limits {
    size_t bytes;    /* of the input */
    uint32_t depth;  /* of nesting */
    uint32_t values; /* in all */
};

/* What a stranger may send: 1 MiB, 32 deep, 100,000 values. */
extern const struct json_limits json_limits_default;

/* HF_INVALID with `why->at` for bad input, HF_FAILED when the arena is spent. */
HF_MUST_USE enum status json_parse(struct span input, const struct json_limits *limits,
                                   struct arena *arena, const struct json **ret, struct fault *why);

/* All of these take NULL and answer with nothing, so look-ups can be chained. */
const struct json *json_member(const struct json *object, const char *name);
bool json_is(const struct json *value, enum json_kind kind);
struct span json_text(const struct json *value);         /* "" when it is no text */
bool json_int64(const struct json *value, int64_t *ret); /* an integer without . or e */
bool json_bool(const struct json *value);                /* true only for true */

/* Iterates: for (c = json_first(v); c != NULL; c = c->next) */
const struct json *json_first(const struct json *value);

/* Writes into a buf; commas and colons come by themselves; no spaces. Sticky through the buf.
 * The caller keeps begin and end in balance (asserted); depth at most 32. */
struct json_writer {
    struct buf *out;
    uint32_t depth;
    bool comma[33];
    bool named;
};

void json_writer_init(struct json_writer *w, struct buf *out);
void json_begin_object(struct json_writer *w);
void json_end_object(struct json_writer *w);
void json_begin_list(struct json_writer *w);
void json_end_list(struct json_writer *w);
void json_name(struct json_writer *w, struct span name);
void json_put_text(struct json_writer *w, struct span text);
void json_put_int(struct json_writer *w, int64_t n);
void json_put_bool(struct json_writer *w, bool value);
void json_put_null(struct json_writer *w);
void json_put_raw(struct json_writer *w, struct span json); /* a value already written */

/* A whole tree as it was read: numbers as written, members in their order. Deeper than 32 fails as
 * a full buf does. */
void json_put_tree(struct json_writer *w, const struct json *tree);

#endif
