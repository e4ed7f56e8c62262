/* door/assets/assets.h - what the program carries for browsers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_ASSETS_ASSETS_H
#define HF_DOOR_ASSETS_ASSETS_H

#include "door/http/http.h"

/* Answers "/assets/{name}" with pages/assets/NAME and its tag; 404 when there is none. */
void assets_get(struct http_request *request, struct http_reply *reply, struct door *door);

#endif
