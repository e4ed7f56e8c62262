/* usecase/session_record.h - loads the record of a session, for the use cases after it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SESSION_RECORD_H
#define HF_USECASE_SESSION_RECORD_H

#include "usecase/close.h"

HF_MUST_USE enum status session_record_load(struct ledger_tx *ltx, const struct practice *practice,
                                            struct keyring *reader, struct session_id session,
                                            struct session_record *ret, struct fault *why);

#endif
