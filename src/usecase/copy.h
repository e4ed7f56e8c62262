/* usecase/copy.h - a whole record to take along, and what somebody of the practice signed.
 *
 * A client takes everything that their own keys open, whenever they like. For a client who asked,
 * the practice makes the same copy. In neither lie the practitioner's own notes: nobody's key to
 * them is used. Whoever leaves the practice takes the entries that they signed, and no client's
 * word. Each copy is an entry, signed before the first byte goes out, with the sum of what went.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_COPY_H
#define HF_USECASE_COPY_H

#include "usecase/client_file.h"
#include "usecase/parcel.h"

struct copy; /* in the arena, with everything that its bytes are made of */

/* HF_NOT_FOUND: nothing to do with this client. HF_INVALID: by a pass, or too much for one copy.
 * HF_CONFLICT: by the practice, and no open request for a copy stands in the record. */
struct copy_record {
    struct hand hand;
    struct client_id client;
};
HF_MUST_USE enum status copy_record(const struct practice *practice, struct arena *arena,
                                    const struct copy_record *in, struct copy **ret,
                                    struct fault *why);

/* Of whoever holds the hand's keys. */
HF_MUST_USE enum status copy_entries(const struct practice *practice, struct arena *arena,
                                     const struct hand *hand, struct copy **ret, struct fault *why);

/* What goes out: parcel_next gives its bytes. */
struct parcel *copy_parcel(struct copy *copy);

#endif
