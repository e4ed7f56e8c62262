/* door/web/house_check.h - what the practice lacks, as a list for set-up and for Today.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_HOUSE_CHECK_H
#define HF_DOOR_WEB_HOUSE_CHECK_H

#include "core/render/view_setup.h"
#include "door/web/web.h"

/* How many items; the list lives in `arena`. `who` looks: whether her own recovery code is on
 * paper is an item of it, and no client waits for that. */
size_t house_check(struct door *door, struct person_id who, struct arena *arena, bool only_missing,
                   const struct setup_check_item_view **ret);

#endif
