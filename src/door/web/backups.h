/* door/web/backups.h - what Today and the owner's page say of backups.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_WEB_BACKUPS_H
#define HF_DOOR_WEB_BACKUPS_H

#include "door/web/web.h"

enum {
    BACKUPS_FRESH_S = 3 * 24 * 3600,  /* a practice that works goes no longer without one */
    BACKUPS_TRIED_S = 35 * 24 * 3600, /* nor without trying one: each month */
};

struct backup_news backups_news(struct door_shared *shared);

/* The newest backup is younger than BACKUPS_FRESH_S. */
bool backups_are_fresh(const struct backup_news *news, int64_t now_s);

/* When one was last restored so that every row held; 0: never, or nobody can tell. */
int64_t backups_tried_s(const struct vault *vault);
bool backups_are_tried(int64_t tried_s, int64_t now_s);

#endif
