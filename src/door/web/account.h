/* door/web/account.h - where somebody of the practice makes both ways in.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ACCOUNT_H
#define HF_DOOR_WEB_ACCOUNT_H

#include "door/web/web.h"

/* Answers instead of the row that was asked for: by the way to that page, or by the page itself for
 * a form, of which nothing was taken. */
void account_ask(struct http_request *request, struct http_reply *reply, struct door *door);

#endif
