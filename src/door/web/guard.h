/* door/web/guard.h - the calls that door/http makes around every handler.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_GUARD_H
#define HF_DOOR_WEB_GUARD_H

#include "door/web/web.h"

/* Somebody of the practice who has not yet two ways in (WEB_ARRIVING). There is a subject. */
bool web_is_arriving(const struct http_request *request, const struct door *door);
bool web_guard(struct http_request *request, struct http_reply *reply, struct door *door);
void web_after(struct http_request *request, struct door *door);
bool web_token_check(const struct http_request *request, struct span token, struct door *door);

#endif
