/* usecase/room_pass.h - the short-lived keys of a room, and their end; for the room's use cases.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_ROOM_PASS_H
#define HF_USECASE_ROOM_PASS_H

#include "usecase/room.h"

struct room_pass {
    struct person_id person;
    uint8_t role;  /* the one in which it acts */
    uint8_t proof; /* how its person is present with it */
    struct client_id client;
    struct session_id session;
};

/* A fresh key, certified by `author`, that reads this client's care and signs for this session
 * alone; and the pass that opens it. */
HF_MUST_USE enum status room_pass_issue(struct ledger_tx *ltx, const struct practice *practice,
                                        struct keyring *author, const struct room_pass *pass,
                                        char ret[PASS_TEXT], struct fault *why);

/* Both for a tablet, or the desk's alone. */
HF_MUST_USE enum status room_passes_issue(struct ledger_tx *ltx, const struct practice *practice,
                                          struct keyring *practitioner, struct client_id client,
                                          struct session_id session, bool client_device,
                                          struct room_passes *ret, struct fault *why);

/* Ends every room key of this session: statement, wraps and passes. */
HF_MUST_USE enum status room_passes_end(struct ledger_tx *ltx, const struct practice *practice,
                                        struct keyring *author, const struct client_file *file,
                                        struct session_id session, struct fault *why);

#endif
