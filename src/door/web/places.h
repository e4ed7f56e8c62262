/* door/web/places.h - one place of the body in the names of form fields: "low_back.B".
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PLACES_H
#define HF_DOOR_WEB_PLACES_H

#include "core/model/content.h"

/* "" when the arena is spent. `side`: enum side. */
struct span places_key(struct arena *arena, struct span region, uint8_t side);

/* False when it is no such key. Whether there is such a region is the atlas's to say. */
bool places_key_parse(struct span key, struct place_said *ret);

#endif
