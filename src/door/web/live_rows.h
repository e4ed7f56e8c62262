/* door/web/live_rows.h - what the room's page lists: the steps, or what is free within what is
 * agreed, the conditions of both, and one of them as it comes back in a form.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_LIVE_ROWS_H
#define HF_DOOR_WEB_LIVE_ROWS_H

#include "core/render/view_session.h"
#include "door/web/web.h"
#include "usecase/session_file.h"

/* Of a view whose mode and capacity are filled. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status live_rows_fill(struct arena *arena, const struct door *door,
                                       const struct session_file *now, struct live_view *view,
                                       struct fault *why);

/* "low_back/L/external/stroke"; false: it is no such thing. */
bool live_rows_parse(struct span value, struct step_said *ret);

#endif
