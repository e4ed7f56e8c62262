/* usecase/readers.h - who else may read a client's record, if the client lets them, for a time: a
 * clinician of the practice; and once whoever cared has left, another practitioner, too.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_READERS_H
#define HF_USECASE_READERS_H

#include "usecase/client_file.h"

enum { READER_DAYS = 30 };

/* Has whoever cares for this client left the practice? */
bool readers_carer_left(const struct client_file *file);

/* Is it the client's to say whether this person reads: a clinician of the practice who does not
 * care for this client already, or a practitioner where nobody cares any more? */
bool readers_may(const struct client_file *file, struct person_id person);

/* May this person, whom the client let in, read now? `ret_since_s` (may be NULL): since when. */
bool readers_has(const struct client_file *file, struct person_id person, int64_t now_s,
                 int64_t *ret_since_s);

/* Name and care are opened for READER_DAYS; no contact, no private notes. By the client, on an own
 * device. HF_INVALID: nobody whom the client may let in. Doing it again while it
 * lasts changes nothing. */
struct let_read {
    struct hand hand;
    struct person_id reader;
};
HF_MUST_USE enum status let_read(const struct practice *practice, struct arena *arena,
                                 const struct let_read *in, struct fault *why);

/* It ends at once. One that never was is fine. */
HF_MUST_USE enum status end_read(const struct practice *practice, struct arena *arena,
                                 const struct let_read *in, struct fault *why);

#endif
