/* usecase/passkey.h - keeping a passkey, coming in with it, ending it.
 *
 * It is kept in two steps: made, then used once; only the second is written down, so nobody relies
 * on one that never worked. A passkey counts while the last entry of its person about it says so.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PASSKEY_H
#define HF_USECASE_PASSKEY_H

#include "keep/passkey/passkey.h"
#include "keep/vault/passkey_slot.h"
#include "usecase/sign.h"

/* One use, as the browser hands it over. */
struct passkey_use {
    struct passkey_ask ask;
    struct span id;
    struct passkey_answer answer;
    struct span prf; /* 32 bytes, or empty: the authenticator has no such extension */
};

/* First step: reads what was made; `ret_draft` is sealed for the keyring's person and goes to the
 * page of the second. HF_INVALID: it does not hold. */
enum { PASSKEY_DRAFT_MOST = 1024 };
struct make_passkey {
    const struct keyring *keyring;
    struct passkey_ask ask;
    struct span client_data, object;
};
HF_MUST_USE enum status make_passkey(const struct make_passkey *in, struct arena *arena,
                                     struct span *ret_draft, struct fault *why);
/* The credential's id in a draft, for the second question; empty: it is not this person's draft. */
struct span passkey_draft_id(const struct keyring *keyring, struct span draft, struct arena *arena);

/* Second step. HF_INVALID: it does not hold, or there is no password beside it. HF_CONFLICT: kept
 * already. */
struct keep_passkey {
    struct hand hand;
    struct span draft;
    struct passkey_use use;
    uint8_t device;
};
HF_MUST_USE enum status keep_passkey(const struct practice *practice, struct arena *arena,
                                     const struct keep_passkey *in, struct fault *why);

struct end_passkey {
    struct hand hand;
    struct id128 fingerprint;
};
/* One that is not there is fine. */
HF_MUST_USE enum status end_passkey(const struct practice *practice, struct arena *arena,
                                    const struct end_passkey *in, struct fault *why);

struct own_passkeys {
    struct passkey_slot at[PASSKEY_SLOTS_MOST];
    size_t n;
};
HF_MUST_USE enum status list_passkeys(const struct practice *practice,
                                      const struct keyring *keyring, struct own_passkeys *ret,
                                      struct fault *why);

/* Coming in. HF_NOT_FOUND: unknown, ended, or it does not hold, in the same words.
 * `needs_password`: it said who it is and opens nothing; `ret->person` and `ret->passkey` alone are
 * filled in then. */
struct sign_in_passkey {
    struct passkey_use use;
    struct span old_pass;
    uint8_t device;
};
HF_MUST_USE enum status sign_in_passkey(const struct practice *practice, struct arena *arena,
                                        const struct sign_in_passkey *in, struct sign_in_reply *ret,
                                        bool *ret_needs_password, struct fault *why);

/* As prove(), with a passkey of the same person in place of the password. */
struct prove_passkey {
    struct keyring *keyring;
    struct span pass;
    struct passkey_use use;
};
HF_MUST_USE enum status prove_passkey(const struct practice *practice, struct arena *arena,
                                      const struct prove_passkey *in, struct sign_in_reply *ret,
                                      struct fault *why);

/* For use cases: whose passkey it is, that it was used just now for what was asked, and that its
 * person's own entry says that it counts. HF_NOT_FOUND: one of them is not so. Its count is kept.
 */
HF_MUST_USE enum status passkey_recognise(struct ledger_tx *ltx, const struct practice *practice,
                                          const struct passkey_use *use, struct passkey_slot *ret,
                                          struct fault *why);

#endif
