/* door/web/hex.h - bytes as lower-case hex, for hidden fields and scripts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_HEX_H
#define HF_DOOR_WEB_HEX_H

#include "base/arena.h"

/* "" when the arena is spent. */
struct span hex_write(struct arena *arena, const uint8_t *bytes, size_t len);
/* Exactly pairs of lower-case digits; false leaves `*ret` alone. */
bool hex_read(struct arena *arena, struct span text, struct span *ret);

#endif
