/* door/web/passkeys.h - passkeys, where other pages take them in place of a password.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PASSKEYS_H
#define HF_DOOR_WEB_PASSKEYS_H

#include "core/render/view_passkey.h"
#include "door/web/web.h"
#include "usecase/consent.h"

bool passkeys_work_here(const struct http_request *request);

/* The passkey's answer in the form of somebody who is signed in; false: there is none, or nobody
 * asked for it. */
bool passkeys_take_use(const struct http_request *request, struct door *door,
                       struct passkey_use *ret);

/* The passkey that was used just before this form with a password; zero: none. */
struct id128 passkeys_named(const struct http_request *request, struct door *door);

/* Has whoever asks a passkey that can be used at this address? */
HF_MUST_USE enum status passkeys_may_confirm(const struct http_request *request,
                                             const struct door *door, bool *ret, struct fault *why);
/* Asks for a passkey to confirm `act`. */
HF_MUST_USE enum status passkeys_ask_act(const struct http_request *request, struct door *door,
                                         const uint8_t act[32], struct passkey_ask_view *ret,
                                         struct fault *why);
/* What came back, and whether it was asked of them; `ret_use` is what `ret->use` points to. */
void passkeys_take_act(const struct http_request *request, struct door *door,
                       struct passkey_use *ret_use, struct consent_confirm *ret);

#endif
