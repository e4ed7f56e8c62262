/* door/web/soap_lines.h - the generated half of a note, and who is meant, for close-out and record.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_SOAP_LINES_H
#define HF_DOOR_WEB_SOAP_LINES_H

#include "core/render/view_desk.h"
#include "core/render/view_session.h"
#include "usecase/close.h"

/* S and O of the view; A and P are left alone. */
void soap_lines_fill(struct arena *arena, const struct soap *soap, struct soap_view *view);

/* From beginning to end, or until now, rounded up. */
int64_t soap_minutes(const struct session_file *session);

#endif
