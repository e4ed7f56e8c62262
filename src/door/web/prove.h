/* door/web/prove.h - the lock screen, and the question who is there before some acts.
 *
 * Nothing that was typed is lost by either: a form that was sent is sealed for its person, waits in
 * the page that asks, and can be sent on afterwards.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PROVE_H
#define HF_DOOR_WEB_PROVE_H

#include "door/web/web.h"

/* What is longer is not kept, and the page says so. */
enum { DRAFT_MOST = 64 * 1024 };

/* Answers instead of the row that was asked for: by the way to /unlock for a page, by that page
 * itself for a form. The subject is a session's. */
void prove_ask(struct http_request *request, struct http_reply *reply, struct door *door);

#endif
