/* door/web/presence.c - see presence.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/presence.h"

#include "core/render/message.h"
#include "door/web/web.h"

/* KEEP IN ORDER: enum presence. */
static const char *const sentences[PRESENCES] = {
    "presence.unknown", "presence.machine", "presence.shared",  "presence.witnessed_nobody",
    "presence.pin",     "presence.own",     "presence.passkey",
};

struct span presence_sentence(struct arena *arena, enum presence presence, struct span witness)
{
    const struct message_arg who = {.name = SPAN("who"), .text = witness};

    if (presence == PRESENCE_WITNESSED && witness.len > 0)
        return message_fill(arena, message_find(SPAN("presence.witnessed")), MESSAGE_EN, &who, 1);
    return web_words(sentences[presence]);
}
