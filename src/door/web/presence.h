/* door/web/presence.h - how somebody signed, in words: what it proves, and on whose word it rests.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PRESENCE_H
#define HF_DOOR_WEB_PRESENCE_H

#include "core/visit/entry.h"

/* `witness`: the name of who lent the key, where somebody did. */
struct span presence_sentence(struct arena *arena, enum presence presence, struct span witness);

#endif
