/* demo/story.h - twelve weeks of a practice that never was: who came, what was agreed, what was
 * not.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DEMO_STORY_H
#define HF_DEMO_STORY_H

#include "people.h"
#include "walk.h"

enum { STORY_DAYS = 84 };

/* KEEP IN ORDER: the table in story.c. */
enum story_client { CLIENT_RETURNING, CLIENT_RED_FLAG, CLIENT_STOPPED, CLIENT_MINOR, CLIENT_COUNT };

/* What the story is about at this moment, for whoever waits; `done` of `all`. */
typedef void story_progress(void *arg, int done, int all, const char *what);

/* Tells the whole story in a place where nobody has founded a practice yet and whose clock stands
 * twelve weeks back. */
HF_MUST_USE enum status story_tell(struct place *place, story_progress *progress, void *arg);

/* The client of the story who has a login; NULL for the others. */
const struct client_said *story_client_said(enum story_client who);

#endif
