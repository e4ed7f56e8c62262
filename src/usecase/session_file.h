/* usecase/session_file.h - one session of one client, for the time of one use case: the file, the
 * facts, the room as it is now; and the one way in which anything is added to it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SESSION_FILE_H
#define HF_USECASE_SESSION_FILE_H

#include "core/visit/room.h"
#include "usecase/client_facts.h"

struct session_file {
    struct client_facts known;
    struct room room;
    const struct plan_drafted_content *plan; /* NULL: it can't be read */
    int64_t now_s;
};

/* HF_NOT_FOUND: there is no such session in this client's chain. Lives in ltx->arena. */
HF_MUST_USE enum status session_file_load(struct ledger_tx *ltx, const struct practice *practice,
                                          struct keyring *reader, struct client_id client,
                                          struct session_id session, struct session_file *ret,
                                          struct fault *why);

/* The same, after this transaction has written to the client's chain. */
HF_MUST_USE enum status session_file_renew(struct ledger_tx *ltx, const struct practice *practice,
                                           struct keyring *reader, struct session_id session,
                                           struct session_file *file, struct fault *why);

/* Whose session this is. A room pass knows; for anybody else the row that began it is looked up,
 * and session_file_load proves it. HF_NOT_FOUND: no such session. */
HF_MUST_USE enum status session_client(struct ledger_tx *ltx, struct keyring *reader,
                                       struct session_id session, struct client_id *ret,
                                       struct fault *why);

/* client_append for several, from the n-th on. */
HF_MUST_USE enum status session_append_all(struct ledger_tx *ltx, const struct hand *hand,
                                           unsigned n, struct client_id client,
                                           struct to_record_list list, struct fault *why);

/* The program itself records what silence asks for. True in *ret when something was. */
HF_MUST_USE enum status session_record_due(struct ledger_tx *ltx, const struct practice *practice,
                                           const struct session_file *file, bool *ret,
                                           struct fault *why);

#endif
