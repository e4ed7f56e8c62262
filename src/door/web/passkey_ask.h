/* door/web/passkey_ask.h - what a passkey is asked, and what its form says; for the pages of
 * passkeys.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PASSKEY_ASK_H
#define HF_DOOR_WEB_PASSKEY_ASK_H

#include "door/web/asks.h"
#include "door/web/passkeys.h"

/* A field of hexadecimal digits; empty: none, or not well-formed. */
struct span passkey_ask_field(const struct http_request *request, const char *name);

/* A new question to whoever asks (ASK_SIGN_IN: to anybody). */
void passkey_ask_fill(const struct http_request *request, struct door *door,
                      enum challenge_kind kind, struct passkey_ask_view *ret);
/* The question that this form answers, taken away. False: nobody asked it. */
bool passkey_ask_take(const struct http_request *request, struct door *door,
                      enum challenge_kind kind, struct passkey_ask *ret);
/* What the authenticator said, as the form has it; `ask` is left as it is. */
void passkey_ask_use(const struct http_request *request, struct passkey_use *ret);

/* The ids of these, for passkey_ask_view. */
struct span passkey_ask_allow(struct arena *arena, const struct own_passkeys *own);

/* For a script that begins with nothing: {"challenge","salt","site","allow"}. */
void passkey_ask_write(struct http_reply *reply, const struct passkey_ask_view *ask);

#endif
