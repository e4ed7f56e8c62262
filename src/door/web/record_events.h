/* door/web/record_events.h - what happened in a session, line by line.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_RECORD_EVENTS_H
#define HF_DOOR_WEB_RECORD_EVENTS_H

#include "core/render/view_session.h"
#include "door/web/web.h"
#include "usecase/close.h"

struct telling {
    struct arena *arena;
    const struct door *door;
    const struct session_record *r;
    bool for_client;
    const struct client_id *plan_of; /* beside whose plan a rule may be read, or NULL */
};

void record_events_fill(const struct telling *t, struct record_view *view);
void record_corrections_fill(const struct telling *t, struct record_view *view);

#endif
