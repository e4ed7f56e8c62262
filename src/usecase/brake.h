/* usecase/brake.h - who opened many clients in a short time: they say why, the owner reads it.
 *
 * The brake itself is the ledger's (LEDGER_BRAKE_CLIENTS), below every page and command.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_BRAKE_H
#define HF_USECASE_BRAKE_H

#include "usecase/practice_file.h"

/* How many clients the keyring's person may still open now without a word. */
HF_MUST_USE enum status look_at_brake(const struct practice *practice, struct arena *arena,
                                      const struct keyring *keyring, size_t *ret,
                                      struct fault *why);

/* HF_INVALID: no words. The door has asked anew who it is. */
struct explain_reading {
    struct hand hand;
    struct span words;
};
HF_MUST_USE enum status explain_reading(const struct practice *practice, struct arena *arena,
                                        const struct explain_reading *in, struct fault *why);

/* Of the last BRAKE_DAYS, the newest first: for the owner all, for others their own. */
enum { BRAKE_DAYS = 14 };
struct brake_line {
    struct span who;
    int64_t when_s;
    bool is_explained;
    struct span words;
};
struct brake_lines {
    const struct brake_line *at;
    size_t n;
};
HF_MUST_USE enum status list_brakes(const struct practice *practice, struct arena *arena,
                                    const struct keyring *keyring, struct brake_lines *ret,
                                    struct fault *why);

#endif
