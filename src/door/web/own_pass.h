/* door/web/own_pass.h - a client's own sign-in, kept beside the room's pass on the client's device.
 *
 * In the room the device acts with the room's pass alone. The own sign-in waits in a cookie of its
 * own and comes back as soon as the client asks for a page that no room opens: nobody is locked out
 * of the own page by having come into a session.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_OWN_PASS_H
#define HF_DOOR_WEB_OWN_PASS_H

#include "door/web/web.h"

/* Keeps `pass` beside the session's cookie. */
void own_pass_keep(struct http_reply *reply, const struct http_request *request, struct span pass);

/* Gives a waiting sign-in back and sends the same page's address again. False: none waits, or it
 * was no GET; the reply is untouched then. */
bool own_pass_return(const struct http_request *request, struct http_reply *reply);

/* A cookie as the session's: for this site alone, out of reach for scripts, gone with the browser.
 * An empty value ends it. */
void web_cookie(struct http_reply *reply, const struct http_request *request, const char *name,
                struct span value);

#endif
