/* usecase/view_me.h - what a client sees of their own record: the file, and a receipt for each of
 * their own acts of consent.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_VIEW_ME_H
#define HF_USECASE_VIEW_ME_H

#include "usecase/client_file.h"

enum { ME_RECEIPTS_MOST = 50 }; /* the latest */

struct me_receipt {
    int64_t utc_s;
    const char *what;       /* message id: "act.grant" */
    struct span words;      /* as they were said: "Lower back, from outside: yes. ...", or "" */
    enum presence presence; /* what the signature proves */
    struct span witness;    /* PRESENCE_WITNESSED: the name of who lent the key, or "" */
    char reference[RECEIPT_REFERENCE_TEXT];
};

struct me_file {
    struct client_file client;
    const struct me_receipt *receipts; /* the latest first */
    size_t n_receipts;
};

/* One of them, to be taken home. */
struct me_receipt_whole {
    struct me_receipt about;
    struct span text;      /* what was said, field by field */
    struct span as_file;   /* docs/formats.md, Receipt */
    struct span as_base64; /* the same bytes, for a QR code */
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

/* HF_NOT_FOUND: no act of this client has that reference, or they want to see no receipts. */
HF_MUST_USE enum status view_receipt(const struct practice *practice, struct arena *arena,
                                     struct keyring *reader, struct span reference,
                                     struct me_receipt_whole *ret, struct fault *why);

#endif
