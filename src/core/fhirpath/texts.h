/* core/fhirpath/texts.h - what FHIRPath does with strings, counted in code points.
 *
 * All subjects are well-formed UTF-8. Results live in the arena or borrow from the subject.
 * Indexes are code points from 0. Functions that return a span return the empty span with
 * `arena->spent` when memory is spent.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_TEXTS_H
#define HF_CORE_FHIRPATH_TEXTS_H

#include "base/buf.h"

enum texts_code { TEXTS_BASE64, TEXTS_URLBASE64, TEXTS_HEX };

/* The name in encode('...') and decode('...'). */
bool texts_code_find(struct span name, enum texts_code *ret);

struct span texts_encode(enum texts_code code, struct span s, struct arena *arena);

/* HF_INVALID with the offset: not of this code, or not UTF-8 afterwards. base64 may lack its
 * padding; hex may have either case. */
HF_MUST_USE enum status texts_decode(enum texts_code code, struct span s, struct arena *arena,
                                     struct span *ret, struct fault *why);

/* Escaping for HTML text and attributes (& < > " '), and for the inside of a JSON string. An
 * entity or escape that is unknown stays as it is. */
struct span texts_escape_html(struct span s, struct arena *arena);
struct span texts_unescape_html(struct span s, struct arena *arena);
struct span texts_escape_json(struct span s, struct arena *arena);
struct span texts_unescape_json(struct span s, struct arena *arena);

/* Simple case mapping of Unicode 15, one code point to one, but sharp s becomes SS. No language's
 * own rules (Turkish i). */
struct span texts_upper(struct span s, struct arena *arena);
struct span texts_lower(struct span s, struct arena *arena);

/* ~ : without case, runs of white space as one space, none at the ends; canonically equivalent
 * letters are not folded together. */
bool texts_is_like(struct span a, struct span b);

/* Without white space (Unicode's) at both ends. */
struct span texts_trim(struct span s);

/* Code points from `start`, at most `count` of them; both may lie outside (clipped). */
struct span texts_substring(struct span s, int64_t start, int64_t count);

/* The index of the first or last place of `part`, or -1. The empty part: 0, and the length. */
int64_t texts_index_of(struct span s, struct span part);
int64_t texts_last_index_of(struct span s, struct span part);
bool texts_contains(struct span s, struct span part);
bool texts_ends(struct span s, struct span suffix);

/* Every `part` replaced; the empty part stands before each code point and at the end. */
struct span texts_replace(struct span s, struct span part, struct span with, struct arena *arena);

/* Pieces between marks, borrowed from `s`; the empty mark gives single code points. NULL and
 * `arena->spent` without memory. */
struct span *texts_split(struct span s, struct span mark, struct arena *arena, size_t *ret_count);

/* The code point at the head of `s`, and its bytes in `*ret_bytes`; `s` is not empty. */
uint32_t texts_head(struct span s, size_t *ret_bytes);

#endif
