/* door/web/channel.h - the safe way to reach a client, as the forms "add" and "edit" send it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_CHANNEL_H
#define HF_DOOR_WEB_CHANNEL_H

#include "core/model/content.h"
#include "door/web/web.h"

/* Fields "contact" and "neutral". What holds an @ is a mail address, nothing at all means: only in
 * person. */
struct contact_set_content channel_form(const struct http_request *request);

#endif
