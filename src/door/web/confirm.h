/* door/web/confirm.h - a yes that the client's own passkey confirms: exactly what, and by whom.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_CONFIRM_H
#define HF_DOOR_WEB_CONFIRM_H

#include "core/render/view_client.h"
#include "door/web/act.h"
#include "usecase/consent.h"

/* Is it offered on the page of consent? On a device of the client's own, with a passkey of theirs.
 */
HF_MUST_USE enum status confirm_offer(struct exchange *x, struct consent_view *view);

/* What the form says of it; `ret_use` is what `ret` points to. */
void confirm_take(struct exchange *x, struct passkey_use *ret_use, struct consent_confirm *ret);

/* Is this the first of both steps, in which nothing was confirmed yet? */
bool confirm_is_first(const struct exchange *x);
/* The page that says what is to be confirmed, with everything that was typed. */
HF_MUST_USE enum status confirm_show(struct exchange *x, const struct give_consent_reply *given);

#endif
