/* base/id.c - 128 bits as Crockford base32.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/id.h"

#include <string.h>

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

bool id_is_zero(struct id128 id)
{
    return id_equal(id, (struct id128){{0}});
}

bool id_equal(struct id128 a, struct id128 b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

/* 130 bits for 128: the first digit holds only three, so its top two bits are zero. */
void id_write(struct id128 id, char text[HF_ID_TEXT])
{
    for (int i = 0; i < HF_ID_TEXT; i++) {
        unsigned value = 0;

        for (int bit = i * 5 - 2; bit < i * 5 + 3; bit++) {
            unsigned byte = bit < 0 ? 0 : id.bytes[bit / 8];

            value = value << 1 | (bit < 0 ? 0 : byte >> (7 - bit % 8) & 1);
        }
        text[i] = digits[value];
    }
}

static int digit_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    const char *hit = c == '\0' ? NULL : strchr(digits, c);

    return hit == NULL ? -1 : (int)(hit - digits);
}

bool id_parse(struct span text, struct id128 *ret)
{
    struct id128 id = {{0}};

    if (text.len != HF_ID_TEXT)
        return false;
    for (int i = 0; i < HF_ID_TEXT; i++) {
        int value = digit_value(text.at[i]);

        if (value < 0 || (i == 0 && value > 7))
            return false;
        for (int k = 0; k < 5; k++) {
            int bit = i * 5 - 2 + k;

            if (bit >= 0 && (value >> (4 - k) & 1) != 0)
                id.bytes[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
        }
    }
    *ret = id;
    return true;
}
