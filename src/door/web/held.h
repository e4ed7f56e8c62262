/* door/web/held.h - what worse answers hold, in words for whoever has to know.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_HELD_H
#define HF_DOOR_WEB_HELD_H

#include "core/render/view_measures.h"
#include "door/web/web.h"
#include "knowledge/knowledge.h"
#include "usecase/client_facts.h"

/* When it acts: "PCL-5: a rise of 10 points or more ...", or "" where no hold puts it on. */
struct span held_when(struct arena *arena, const struct knowledge *know,
                      const struct pack_row *row);

/* Findings in force that answers to measures put on, as decide() sees them for the client's own
 * practitioner. */
HF_MUST_USE enum status held_find(const struct http_request *request, const struct door *door,
                                  const struct client_file *file, const struct held_view **ret,
                                  size_t *ret_count, struct fault *why);

#endif
