/* door/web/page.h - the page for errors, as door/http calls it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PAGE_H
#define HF_DOOR_WEB_PAGE_H

#include "door/web/web.h"

void web_error_page(void *context, const struct http_request *request, int status,
                    const char *reason, struct http_reply *reply);

#endif
