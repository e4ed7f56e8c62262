/* door/web/me_consent.h - the client's page: what I said yes to, and making it smaller.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_ME_CONSENT_H
#define HF_DOOR_WEB_ME_CONSENT_H

#include "core/render/view_client.h"
#include "door/web/act.h"
#include "usecase/client_file.h"

/* Fills the list, the map and whether everything is no. */
HF_MUST_USE enum status me_consent_fill(const struct http_request *request, const struct door *door,
                                        const struct client_file *file, struct me_view *view,
                                        struct fault *why);

/* An act (act.h): everything is no. */
HF_MUST_USE enum status me_consent_none(struct exchange *x);

#endif
