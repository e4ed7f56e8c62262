/* door/web/overview.h - one client in a line of a list, and on a page of their own.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_OVERVIEW_H
#define HF_DOOR_WEB_OVERVIEW_H

#include "core/render/message.h"
#include "core/render/view_desk.h"
#include "door/web/web.h"
#include "usecase/client.h"

struct client_head_view overview_head(struct arena *arena, const struct client_file *file);
/* What the client never wants, in their own words: no rule reads them, so a person has to. */
struct span overview_never(const struct client_file *file);
struct visit_view overview_line(struct arena *arena, const struct client_line *line);

/* What is missing since the practice went on from an older copy, until the client has said
 * something about touch again; "" otherwise. `words`: with {when}. */
struct span overview_older(struct arena *arena, const struct client_file *file,
                           enum message_id words);

/* Everything of the view but its page. `now_s` is for "3 days ago". */
void overview_fill(struct arena *arena, const struct client_file *file, int64_t now_s,
                   struct client_view *view);

#endif
