/* core/render/message_inside.h - this room's own: the tables that tools/tplc makes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_MESSAGE_INSIDE_H
#define HF_CORE_RENDER_MESSAGE_INSIDE_H

#include "core/render/message.h"

extern const struct message messages_en[MSG_COUNT]; /* sorted by id, MSG_NONE first */

#endif
