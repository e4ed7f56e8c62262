/* usecase/sign.h - coming in and going out: password, recovery code, one-time link.
 *
 * A pass is the value of the session cookie. Whoever gets one here wipes it (vault_wipe) once it
 * is in the reply.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SIGN_H
#define HF_USECASE_SIGN_H

#include "usecase/usecase.h"

enum {
    IDLE_MINUTES = 10,
    STAFF_HOURS = 12,    /* absolute */
    CLIENT_MINUTES = 60, /* absolute */
    LINK_HOURS = 72,
    PROVE_MINUTES = 5, /* so long nobody is asked again who they are */
};

struct sign_in_reply {
    struct person_id person;
    struct id128 passkey; /* that said who it is and opens nothing (passkey.h); zero: none did */
    uint8_t roles;
    char pass[PASS_TEXT];
};

/* A one-time link: /l/TOKEN, and the word that is spoken. Both wiped by the caller. */
struct link {
    char token[PASS_TEXT];
    char word[SPOKEN_WORD_TEXT];
    int64_t until_s;
};

/* HF_NOT_FOUND: unknown name or wrong password, at the same cost and with the same words. */
struct sign_in {
    struct span login, password;
    struct span old_pass; /* ends; may be empty */
    uint8_t device;       /* the door's number for a kind of device; of all ways in */
    struct id128
        passkey; /* used just before (sign_in_reply); counts while it is kept; zero: none */
};
HF_MUST_USE enum status sign_in(const struct practice *practice, const struct sign_in *in,
                                struct sign_in_reply *ret, struct fault *why);

/* Ends the pass; an unknown one is fine. */
HF_MUST_USE enum status sign_out(const struct practice *practice, struct span pass,
                                 struct fault *why);

/* The code is spent, a new password and a new code take its place, and every pass of the person
 * ends. HF_NOT_FOUND: name and code don't fit. HF_INVALID: the new password. */
struct recover {
    struct span login, code, new_password, practice_name;
    uint8_t device;
};
struct recover_reply {
    struct sign_in_reply signed_in;
    char recovery[SLOT_RECOVERY_TEXT]; /* wiped by the caller */
};
HF_MUST_USE enum status recover(const struct practice *practice, struct arena *arena,
                                const struct recover *in, struct recover_reply *ret,
                                struct fault *why);

/* A new recovery code; the old one is void. The password is asked for again, and has to be that of
 * who is signed in (HF_NOT_FOUND). */
struct renew_recovery {
    const struct keyring_who *who;
    struct span login, password;
};
HF_MUST_USE enum status renew_recovery(const struct practice *practice, struct arena *arena,
                                       const struct renew_recovery *in,
                                       char ret_code[SLOT_RECOVERY_TEXT], struct fault *why);

/* The link is spent; whoever opened it is signed in on an own device. HF_NOT_FOUND: unknown, used,
 * too old, or the wrong word (five wrong words end the link). */
struct open_link {
    struct span token, word;
    struct span old_pass; /* ends; may be empty */
    uint8_t device;
};
HF_MUST_USE enum status open_link(const struct practice *practice, const struct open_link *in,
                                  struct sign_in_reply *ret, struct fault *why);

/* A login and password of one's own, after a link. With `wants_recovery` (needed for staff) a
 * recovery code, too. Whoever has a login already is asked for it again: a screen left open must
 * not become a way in for ever. HF_CONFLICT: the login is somebody else's. HF_INVALID:
 * password_check. HF_NOT_FOUND: there is a login, and the old name and password are not those of
 * who is signed in. Whoever else came in with the password of before is put out: every other
 * sign-in of the person ends, every link that was not opened, and `pass`, for which another one
 * comes back. */
struct set_login {
    struct keyring *keyring;
    struct span pass; /* by which it was opened; empty: none comes back */
    struct span login, password, practice_name;
    bool wants_recovery;
    struct span old_login, old_password; /* needed when there is a login */
};
struct set_login_reply {
    struct sign_in_reply signed_in;    /* wiped by the caller, too */
    char recovery[SLOT_RECOVERY_TEXT]; /* "": none was wanted; wiped by the caller */
};
HF_MUST_USE enum status set_login(const struct practice *practice, struct arena *arena,
                                  const struct set_login *in, struct set_login_reply *ret,
                                  struct fault *why);

/* Has whoever is signed in a login of one's own? */
HF_MUST_USE enum status has_login(const struct practice *practice, const struct keyring *keyring,
                                  bool *ret, struct fault *why);

/* --- for the use cases ----------------------------------------------------------------------- */

struct sign_way {
    uint8_t device; /* as in struct sign_in */
    uint8_t proof;  /* PROOF_OWN_DEVICE, or PROOF_PASSKEY */
};
/* A new session pass for whoever holds the keyring and has just shown it: idle and absolute times
 * by role. The practice's screens lock when they are idle, a client's sign-in ends. A client's
 * proves an own device, whatever the way in: a passkey counts for the one act that it confirmed
 * (consent.h). */
HF_MUST_USE enum status sign_issue(const struct practice *practice, struct tx *tx,
                                   const struct keyring *keyring, struct sign_way way,
                                   struct sign_in_reply *ret, struct fault *why);
/* A new recovery code, or a first one, which nobody has typed back yet: that is noted, unless the
 * ledger takes nothing but what narrows. */
HF_MUST_USE enum status sign_new_recovery(const struct practice *practice, struct ledger_tx *ltx,
                                          struct keyring *keyring, struct span login,
                                          char ret_code[SLOT_RECOVERY_TEXT], struct fault *why);
/* A one-time link for the keyring's person. */
HF_MUST_USE enum status sign_link(const struct practice *practice, struct tx *tx,
                                  const struct keyring *keyring, struct link *ret,
                                  struct fault *why);

#endif
