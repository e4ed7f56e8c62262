/* door/web/passkeys.h - passkeys, where other pages take them in place of a password.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PASSKEYS_H
#define HF_DOOR_WEB_PASSKEYS_H

#include "door/web/web.h"
#include "usecase/passkey.h"

bool passkeys_work_here(const struct http_request *request);

/* The passkey's answer in the form of somebody who is signed in; false: there is none, or nobody
 * asked for it. */
bool passkeys_take_use(const struct http_request *request, struct door *door,
                       struct passkey_use *ret);

/* The passkey that was used just before this form with a password; zero: none. */
struct id128 passkeys_named(const struct http_request *request, struct door *door);

#endif
