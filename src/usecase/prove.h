/* usecase/prove.h - whoever is signed in shows anew who they are, and looks where else they are.
 *
 * A screen that was idle too long locks, and some acts want to know at that moment who is there.
 * Both end with a new pass that has the old one's end: nothing is lengthened by it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PROVE_H
#define HF_USECASE_PROVE_H

#include "usecase/sign.h"

/* The old pass ends, a new one takes its place. HF_NOT_FOUND: it is not the password, or there is
 * none. */
struct prove {
    const struct keyring *keyring; /* of a session, locked or not */
    struct span pass;              /* by which it was opened */
    struct span password;
};
HF_MUST_USE enum status prove(const struct practice *practice, const struct prove *in,
                              struct sign_in_reply *ret, struct fault *why);

/* The step that both ways of showing it end with: `pass` ends, a new one with its end takes its
 * place. HF_NOT_FOUND: it was ended from elsewhere, and stays so. */
HF_MUST_USE enum status prove_renew(const struct practice *practice, struct tx *tx,
                                    const struct keyring *keyring, struct span pass, uint8_t proof,
                                    struct sign_in_reply *ret, struct fault *why);

/* Has the person of this keyring shown within PROVE_MINUTES who they are? */
bool has_proved(const struct practice *practice, const struct keyring *keyring);

/* Locks the screen at once. HF_NOT_FOUND: a sign-in that ends rather than locks. */
HF_MUST_USE enum status lock_screen(const struct practice *practice, struct span pass,
                                    struct fault *why);

/* Where whoever holds the keyring is signed in. */
struct sign_ins {
    struct pass_line lines[PASS_LINES_MOST];
    size_t n;
};
HF_MUST_USE enum status list_sign_ins(const struct practice *practice,
                                      const struct keyring *keyring, struct sign_ins *ret,
                                      struct fault *why);
/* Ends one of them, by its name in the list; with the zero id all but this one, and links that were
 * not opened yet. */
HF_MUST_USE enum status end_sign_in(const struct practice *practice, const struct keyring *keyring,
                                    struct id128 name, struct fault *why);

#endif
