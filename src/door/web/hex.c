/* door/web/hex.c - see hex.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/hex.h"

struct span hex_write(struct arena *arena, const uint8_t *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_array(arena, char, len * 2);

    if (text == NULL)
        return SPAN("");
    for (size_t i = 0; i < len; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return span_at(text, len * 2);
}

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_read(struct arena *arena, struct span text, struct span *ret)
{
    uint8_t *bytes = arena_array(arena, uint8_t, text.len / 2 + 1);

    if (bytes == NULL || text.len % 2 != 0)
        return false;
    for (size_t i = 0; i < text.len; i += 2) {
        int high = digit_of(text.at[i]), low = digit_of(text.at[i + 1]);

        if (high < 0 || low < 0)
            return false;
        bytes[i / 2] = (uint8_t)(high * 16 + low);
    }
    *ret = span_at(bytes, text.len / 2);
    return true;
}
