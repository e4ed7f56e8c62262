/* door/web/setup.h - what was typed before there is a practice; in memory, one at a time.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_SETUP_H
#define HF_DOOR_WEB_SETUP_H

#include "door/web/web.h"

/* Makes the token that is printed on the terminal; "" and false when there is a practice. */
bool setup_make_token(struct door_shared *shared);

/* Did this browser send the printed token? */
bool setup_is_begun(const struct http_request *request, struct door_shared *shared);

#endif
