/* base/id.h - 128 random bits that name a thing; every kind of thing has its own type.
 *
 * Made above the tideline from the system's randomness, never ordered by time: ids stand in
 * addresses and must tell nothing. As text: 26 digits of Crockford base32, lower case.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_ID_H
#define HF_BASE_ID_H

#include "base/span.h"

struct id128 {
    uint8_t bytes[16];
};

/* All members named `id`; wrapping keeps the compiler able to tell a client from a plan. */
struct practice_id {
    struct id128 id;
};
struct person_id {
    struct id128 id;
}; /* practitioner, owner, clinician, chaperone */
struct client_id {
    struct id128 id;
};
struct plan_id {
    struct id128 id;
};
struct session_id {
    struct id128 id;
};
struct record_id {
    struct id128 id;
}; /* one sealed record */
struct request_id {
    struct id128 id;
}; /* idempotency: one act, however often sent */

enum { HF_ID_TEXT = 26 };

bool id_is_zero(struct id128 id);
bool id_equal(struct id128 a, struct id128 b);
void id_write(struct id128 id, char text[HF_ID_TEXT]);

/* Exactly 26 digits, either case; false leaves `*ret` alone. */
bool id_parse(struct span text, struct id128 *ret);

#endif
