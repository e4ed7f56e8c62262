/* door/web/begin.h - why a session can't begin now, in one sentence.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_BEGIN_H
#define HF_DOOR_WEB_BEGIN_H

#include "base/span.h"
#include "usecase/room.h"

/* "" where it may begin. */
struct span begin_obstacle(enum start_answer answer);

#endif
