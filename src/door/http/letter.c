/* door/http/letter.c - the alphabet of HTTP.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/letter.h"

#include <string.h>

bool letter_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

char letter_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_token_char(char c)
{
    char low = letter_lower(c);

    return letter_is_digit(c) || (low >= 'a' && low <= 'z') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

bool letter_is_token(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_token_char(s.at[i]))
            return false;
    }
    return s.len > 0;
}

bool letter_same(struct span a, struct span b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (letter_lower(a.at[i]) != letter_lower(b.at[i]))
            return false;
    }
    return true;
}
