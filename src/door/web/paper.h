/* door/web/paper.h - a consent that was seen on paper, in a line for pages where it is asked anew.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_PAPER_H
#define HF_DOOR_WEB_PAPER_H

#include "base/arena.h"
#include "usecase/client_file.h"

/* "" when there is none, or the client has said yes to something here since. */
struct span paper_waits(struct arena *arena, const struct client_file *file);

#endif
