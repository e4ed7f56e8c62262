/* door/web/static.h - style sheets, scripts and drawings that the program carries, under /assets/.
 *
 * Only files of pages/assets whose kind stands in the table of static.c; nothing is read from disk.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_STATIC_H
#define HF_DOOR_WEB_STATIC_H

#include "carried/carried.h"
#include "door/http/http.h"

/* Handler of "/assets/{name}": the file, 304 when the browser has these bytes already, or 404. */
http_handler static_page;

/* The same for one file, or NULL for none. The etag is the first half of the file's SHA-256. */
void static_answer(const struct carried *file, const struct http_request *request,
                   struct http_reply *reply);

#endif
