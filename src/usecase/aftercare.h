/* usecase/aftercare.h - when a client is asked how it was after a session: the days after, and the
 * week after.
 *
 * House rule: a short contact within 24 to 72 hours, and again after seven days. Nothing is sent to
 * anybody: it stands on the client's own page, and on Today of the practitioner while it waits.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_AFTERCARE_H
#define HF_USECASE_AFTERCARE_H

#include "usecase/client_file.h"

enum { AFTERCARE_DAY, AFTERCARE_WEEK, AFTERCARE_COUNT };

struct aftercare {
    struct span measure; /* id of what is asked */
    int64_t due_s;       /* from then on it is asked */
    int64_t until_s;     /* from then on nobody waits for it any more */
    int64_t answered_s;  /* 0: not yet */
};

/* Of the last session, once it has ended; false: there is none. An answer that can't be read is
 * none. */
bool aftercare_of(const struct client_file *file, struct aftercare ret[AFTERCARE_COUNT]);

bool aftercare_waits(const struct aftercare *after, int64_t now_s);

/* The same for a list, on a glance, where it is not known what was answered: what came half a day
 * after the session counts for the days after, what came after four days for the week. NULL:
 * nothing waits; else one of `ret`. */
const struct aftercare *aftercare_glance(const struct client_file *file, int64_t now_s,
                                         struct aftercare ret[AFTERCARE_COUNT]);

#endif
