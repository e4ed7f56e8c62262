/* door/http/letter.h - the alphabet of HTTP (RFC 9110 section 5.6.2), ASCII only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_LETTER_H
#define HF_DOOR_HTTP_LETTER_H

#include "base/span.h"

bool letter_is_digit(char c);
char letter_lower(char c);

/* One or more token characters and nothing else. */
bool letter_is_token(struct span s);

/* Equal but for the case of ASCII letters. */
bool letter_same(struct span a, struct span b);

#endif
