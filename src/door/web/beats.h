/* door/web/beats.h - when a client's own device was last heard, for sessions that are under way.
 *
 * Opaque ids and times, in memory alone; lost with the process, and then not heard until the next
 * pulse.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_BEATS_H
#define HF_DOOR_WEB_BEATS_H

#include "door/web/web.h"

enum { BEAT_SILENT_US = 6000000 }; /* longer than this is silence */

void beats_hear(const struct door *door, struct session_id session);
bool beats_is_heard(const struct door *door, struct session_id session);
/* It was heard in this session, and is not any more. */
bool beats_is_lost(const struct door *door, struct session_id session);

#endif
