/* door/web/places.c - see places.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/places.h"

#include "base/buf.h"

/* KEEP IN ORDER: enum side. */
static const char *const sides[] = {"", "L", "R", "B"};

struct span places_key(struct arena *arena, struct span region, uint8_t side)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX + 4);
    buf_put(&out, region);
    buf_byte(&out, '.');
    buf_put(&out, span_of(sides[side < sizeof sides / sizeof *sides ? side : 0]));
    return out.failed ? SPAN("") : buf_view(&out);
}

bool places_key_parse(struct span key, struct place_said *ret)
{
    if (key.len < 3 || key.at[key.len - 2] != '.')
        return false;
    enum side side = side_of(span_skip(key, key.len - 1));
    struct span region = span_head(key, key.len - 2);

    if (side == SIDE_UNKNOWN || !fact_is_word(region))
        return false;
    *ret = (struct place_said){region, (uint8_t)side};
    return true;
}
