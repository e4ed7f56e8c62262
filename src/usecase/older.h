/* usecase/older.h - the practice finds itself on an older copy of its data, and goes on from it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_OLDER_H
#define HF_USECASE_OLDER_H

#include "keep/ledger/older.h"
#include "usecase/usecase.h"

/* What is missing. HF_NOT_FOUND: nothing is. HF_INVALID: not an owner. */
HF_MUST_USE enum status view_older(const struct practice *practice, struct arena *arena,
                                   struct keyring *reader, struct ledger_older *ret,
                                   struct fault *why);

/* Goes on from this copy (keep/ledger/older.h). Everybody is signed out by it. HF_INVALID: not an
 * owner, or the copy does not hold by itself. HF_NOT_FOUND: nothing is missing any more. */
HF_MUST_USE enum status take_older(const struct practice *practice, struct arena *arena,
                                   const struct hand *hand, struct ledger_older *ret,
                                   struct fault *why);

#endif
