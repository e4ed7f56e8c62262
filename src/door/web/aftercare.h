/* door/web/aftercare.h - how it was after a session: what is asked, since when, and what came.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_AFTERCARE_H
#define HF_DOOR_WEB_AFTERCARE_H

#include "core/render/view.h"
#include "door/web/web.h"
#include "usecase/client.h"

/* A sentence for each time, for the practitioner; none before a session has ended. */
const struct words_view *aftercare_lines(const struct http_request *request,
                                         const struct door *door, const struct client_file *file,
                                         size_t *ret_count);

/* What waits for the client's answer now, as ways to it: at most AFTERCARE_COUNT are put into `at`.
 */
size_t aftercare_tasks(struct arena *arena, const struct door *door, const struct client_file *file,
                       struct link_view *at);

/* One line for each client in the list whose answer waits, with the way to what they answered. */
const struct link_view *aftercare_list(const struct http_request *request, const struct door *door,
                                       const struct client_lines *list, size_t *ret_count);

#endif
