/* door/web/stop.h - the stop screen where the door itself refuses or fails; no store is asked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_STOP_H
#define HF_DOOR_WEB_STOP_H

#include "door/web/room_door.h"

/* Was this a button of a session, sent as a plain form? `request` may be NULL. */
bool stop_was_pressed(const struct http_request *request);

/* "Hands off now", and that it waits for the disk (ledger_waits). Also for the script. */
void stop_show_waiting(struct http_request *request, struct http_reply *reply, struct door *door,
                       const struct room_door *room);

/* "Hands off now", and that nothing could be written down. Any thread. */
void stop_show_unkept(const struct door_shared *shared, struct http_reply *reply);

#endif
