/* keep/ledger/access.h - who may read a client's record now, and by whose keys.
 *
 * From signed public statements alone: no key is needed to ask, and none is opened.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_ACCESS_H
#define HF_KEEP_LEDGER_ACCESS_H

#include "keep/ledger/ledger.h"

/* One person for one purpose; the zero person is the program itself. */
struct ledger_reader {
    struct person_id person;
    uint32_t keygen;       /* of the keys that it was given to */
    uint8_t purpose;       /* enum grant_purpose */
    unsigned compartments; /* bits: those whose newest keys she holds */
    int64_t until_us;      /* 0: no end */
};
enum { LEDGER_READERS_MOST = 64 };
struct ledger_readers {
    const struct ledger_reader *at;
    size_t n;
};

/* Every grant that counts and stands, as long as it gives the newest keys of something; the first
 * LEDGER_READERS_MOST. Lives in ltx->arena. */
HF_MUST_USE enum status ledger_readers(struct ledger_tx *ltx, struct client_id client,
                                       struct ledger_readers *ret, struct fault *why);

/* Short-lived keys that were certified for this client, have not ended and are not over: of links,
 * tablets, rooms and a PIN. They may outlive the pass they came with. */
HF_MUST_USE enum status ledger_live_delegates(struct ledger_tx *ltx, struct client_id client,
                                              size_t *ret, struct fault *why);

/* Somebody's newest keys as they are certified, up to the owner's. HF_NOT_FOUND: nobody has
 * certified any, or they have ended. */
HF_MUST_USE enum status ledger_certified(struct ledger_tx *ltx, struct person_id person,
                                         struct keyring_who *ret, struct fault *why);

#endif
