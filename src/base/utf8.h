/* base/utf8.h - is this well-formed UTF-8? (Unicode 15, table 3-7)
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_UTF8_H
#define HF_BASE_UTF8_H

#include "base/span.h"

/* The offset of the first byte that does not belong, or s.len when all is well. Surrogates,
 * overlong forms and values above U+10FFFF do not belong. */
size_t utf8_check(struct span s);

/* Well-formed, and no control character but tab, newline and carriage return. */
bool utf8_is_text(struct span s);

/* Code points in well-formed `s`. */
size_t utf8_count(struct span s);

/* Appends nothing; writes 1 to 4 bytes of the code point and returns how many, 0 if it has none. */
size_t utf8_write(uint32_t code_point, char ret[4]);

#endif
