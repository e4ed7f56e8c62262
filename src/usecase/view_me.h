/* usecase/view_me.h - what a client sees of their own record: the file, and a receipt for each of
 * their own acts of consent.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_VIEW_ME_H
#define HF_USECASE_VIEW_ME_H

#include "usecase/client_file.h"

enum { ME_RECEIPTS_MOST = 50 }; /* the latest */

struct me_receipt {
    int64_t utc_s;
    const char *what;  /* message id: "act.grant" */
    struct span words; /* as they were said: "Lower back, from outside: yes. ...", or "" */
    struct span text;  /* the whole receipt, and what was said, as plain text */
    char reference[RECEIPT_REFERENCE_TEXT];
};

struct me_file {
    struct client_file client;
    const struct me_receipt *receipts; /* the latest first */
    size_t n_receipts;
};

/* KEEP IN ORDER: receipt_choice_content. */
enum { RECEIPTS_NONE = 1, RECEIPTS_ON_SCREEN };

/* By the client alone: hidden on whatever device, shown again (HF_CONFLICT otherwise) on an own
 * one. */
struct choose_receipts {
    struct hand hand;
    bool on_screen;
};
HF_MUST_USE enum status choose_receipts(const struct practice *practice, struct arena *arena,
                                        const struct choose_receipts *in, struct fault *why);

/* The client wants to see none. Until something is said, there are receipts. */
bool receipts_are_hidden(const struct client_file *file);

/* `reader`: the client's own keyring, or a delegate of it. HF_NOT_FOUND: somebody else's. */
HF_MUST_USE enum status view_me(const struct practice *practice, struct arena *arena,
                                struct keyring *reader, struct me_file *ret, struct fault *why);

#endif
