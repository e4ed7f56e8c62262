/* usecase/share.h - a colleague reads a client's record for a time: the practitioner asks, the
 * client says yes or no, and anybody of the three ends it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SHARE_H
#define HF_USECASE_SHARE_H

#include "usecase/client_file.h"

enum { SHARE_DAYS_MOST = 90 };

/* The practitioner asks the client; nobody reads by that. HF_INVALID names the field: reader
 * (nobody of the practice, or the one who cares already), why, days (1 to SHARE_DAYS_MOST), words.
 * HF_NOT_FOUND: it is not hers to ask. HF_CONFLICT: the client has no keys of their own yet to say
 * yes with. */
struct ask_reading {
    struct hand hand;
    struct client_id client;
    struct person_id reader;
    uint8_t why; /* enum reading_why */
    int64_t days;
    bool contact;      /* also how the client is reached; name and care always */
    struct span words; /* for the client's page */
};
HF_MUST_USE enum status ask_reading(const struct practice *practice, struct arena *arena,
                                    const struct ask_reading *in, struct fault *why);

/* The client's yes opens it, with the client's own keys and until that day alone; a no is written
 * down, too. HF_NOT_FOUND: nothing waits under this id. */
struct answer_reading {
    struct hand hand; /* the client's own */
    struct id128 asked;
    bool yes;
};
HF_MUST_USE enum status answer_reading(const struct practice *practice, struct arena *arena,
                                       const struct answer_reading *in, struct fault *why);

/* It ends at once, and the keys are renewed. By the client, by whoever cares, or by the reader. An
 * unanswered question is taken back. HF_NOT_FOUND: nothing of theirs stands. */
struct end_reading {
    struct hand hand;
    struct client_id client;
    struct id128 asked;
};
HF_MUST_USE enum status end_reading(const struct practice *practice, struct arena *arena,
                                    const struct end_reading *in, struct fault *why);

/* Everything that was asked about a client, the newest first. Lives in `arena`; borrows the file.
 */
enum shared_state { SHARED_WAITS, SHARED_READS, SHARED_NO, SHARED_OVER, SHARED_ENDED };
struct shared {
    struct id128 asked;
    struct person_id by, reader;
    const struct reading_asked_content *said;
    int64_t asked_s;
    enum shared_state state;
};
struct shared_list {
    const struct shared *at;
    size_t n;
};
struct shared_list share_list(const struct client_file *file, int64_t now_s, struct arena *arena);

/* May this person be asked about: staff who do not care for the client already? */
bool share_may(const struct client_file *file, struct person_id reader);

#endif
