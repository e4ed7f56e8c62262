/* door/http/reply.h - beginnings and errors of replies, for this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_REPLY_H
#define HF_DOOR_HTTP_REPLY_H

#include "door/http/http.h"

/* 200, HTML, no-store, an empty body that will grow in `arena`. */
void reply_init(struct http_reply *reply, struct arena *arena);

/* Throws away what stands in `reply` and lets the caller's page for errors fill it. `request` is
 * NULL when its head was refused. */
void reply_become_error(struct http_reply *reply, const struct http_config *config,
                        const struct http_request *request, int status, const char *reason);

#endif
