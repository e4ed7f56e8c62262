/* door/web/signing.h - how a client signs on a handed-over tablet: with a PIN, with a witness, or
 * on a phone of their own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_SIGNING_H
#define HF_DOOR_WEB_SIGNING_H

#include "core/render/view_client.h"
#include "door/web/act.h"
#include "usecase/client_file.h"

/* What was sent. On a device of the client's own everything stays zero. */
struct signing {
    struct keyring *signer; /* the PIN's; NULL: none. signing_end closes it */
    bool is_unsigned;       /* neither PIN nor witness: a no is kept, a yes is not */
    struct span error;      /* of the PIN, or "" */
};

/* Tries the PIN, if one was typed; a wrong one is counted, and holds the reply back. */
HF_MUST_USE enum status signing_take(struct exchange *x, struct signing *ret);
void signing_end(struct signing *signing);

/* The part of the page that asks for it. */
HF_MUST_USE enum status signing_fill(struct exchange *x, const struct client_file *file,
                                     struct consent_view *view);

#endif
