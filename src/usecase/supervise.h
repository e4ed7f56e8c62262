/* usecase/supervise.h - a note of one session without what tells whose it is, to talk it over with
 * somebody from outside.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SUPERVISE_H
#define HF_USECASE_SUPERVISE_H

#include "usecase/client_file.h"

enum { SUPERVISE_TEXT_MOST = 16000 };

/* What the program proposes: the signed note, names, addresses and numbers taken out, no day. The
 * number of the session, and how many weeks after the first it was, stand for it. HF_NOT_FOUND: no
 * signed note of such a session, or not hers. */
struct supervise_draft {
    int64_t number, weeks;
    struct span text; /* in the arena */
};
HF_MUST_USE enum status view_supervise(const struct practice *practice, struct arena *arena,
                                       struct keyring *reader, struct client_id client,
                                       struct session_id session, struct supervise_draft *ret,
                                       struct fault *why);

/* The practitioner has read every line and takes the copy out. It is kept in the client's record as
 * it went out, and the client sees that it did. HF_INVALID names the field: read (not confirmed),
 * text (empty, too long, or a name, an address or a number is in it still). */
struct supervise {
    struct hand hand;
    struct client_id client;
    struct session_id session;
    struct span text;
    bool read;
};
HF_MUST_USE enum status supervise(const struct practice *practice, struct arena *arena,
                                  const struct supervise *in, struct fault *why);

#endif
