/* door/web/links.h - one-time links as addresses.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_LINKS_H
#define HF_DOOR_WEB_LINKS_H

#include "door/web/web.h"
#include "usecase/sign.h"

/* "https://host/l/TOKEN", with the host that the asking browser used: door/http has let in none
 * but our own names. */
struct span links_url(const struct http_request *request, const struct link *link);

#endif
