/* door/web/share.h - one question about reading as a page shows it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_SHARE_H
#define HF_DOOR_WEB_SHARE_H

#include "core/render/view_desk.h"
#include "usecase/share.h"

struct shared_view share_line(struct arena *arena, const struct client_file *file,
                              const struct shared *shared);

#endif
