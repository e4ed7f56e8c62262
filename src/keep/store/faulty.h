/* keep/store/faulty.h - a driver in front of another that fails on request; for tests.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_STORE_FAULTY_H
#define HF_KEEP_STORE_FAULTY_H

#include "keep/store/driver.h"

enum faulty_way {
    FAULTY_CALL = 1, /* the n-th call that can fail answers HF_FAILED and does nothing */
    FAULTY_COMMIT,   /* the n-th commit is undone and answers HF_FAILED */
    FAULTY_SYNC,     /* the n-th commit is done, but answers HF_FAILED: its outcome is unknown */
    FAULTY_BUSY,     /* the n-th begin answers HF_BUSY */
};

/* Process-wide, as a test needs it: from now on the `nth` (from 1) fails once; 0 never. */
void faulty_arm(enum faulty_way way, int nth);
bool faulty_fired(void); /* has it failed since it was armed? */
/* While it is broken no commit and no settling succeeds; reading goes on. */
void faulty_break(bool broken);
int faulty_calls(void); /* how many calls that can fail were made since it was armed */

extern const struct store_driver store_faulty; /* in front of store_sqlite */

#endif
