/* keep/vault/keyring.h - the keys of one person for the time of one request.
 *
 * Everything lies in locked memory and is wiped by keyring_close. A keyring signs, seals and opens;
 * it never gives a secret away. Client keys are admitted by keep/ledger, which has checked the
 * signed epoch and grant; the vault encrypts under no key that was not admitted.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_KEYRING_H
#define HF_KEEP_VAULT_KEYRING_H

#include "base/fault.h"
#include "base/id.h"
#include "keep/store/store.h"
#include "keep/vault/vault.h"

enum keyring_kind { KEYRING_USER = 1, KEYRING_DELEGATE = 2, KEYRING_SERVICE = 3 };

/* Who holds a keyring. The last five are zero but for delegates. */
struct keyring_who {
    enum keyring_kind kind;
    struct person_id person;
    uint32_t keygen; /* with `person` names one certificate */
    uint8_t roles;   /* enum role */
    uint8_t proof;   /* how the person is present now: enum proof (core/model/action.h) */
    struct client_id client;
    struct session_id session;
    uint8_t purpose;
    uint8_t most_proof;
    int64_t until_us; /* 0: no end */
    uint8_t sign_pub[32], box_pub[32];
};

struct keyring; /* never copied */

const struct keyring_who *keyring_who(const struct keyring *keyring);
void keyring_close(struct keyring *keyring); /* wipes; NULL is harmless */

/* What the pass says that opened a keyring; all zero when none did. */
struct pass_state {
    struct id128 name; /* half of its row's name: for lists, opens nothing */
    int64_t since_us, until_us;
    int64_t proved_us; /* when the person last proved who they are; 0: not in this sign-in */
    uint8_t device;    /* the caller's number for a kind of device */
    bool is_locked;    /* idle for too long, or locked by hand: see PASS_LOCKED */
};
const struct pass_state *keyring_pass(const struct keyring *keyring);

/* Did the ledger stop this person in this request, who opened too many clients in a short time? */
bool keyring_is_braked(const struct keyring *keyring);

/* The person shows better (or other) presence in this request, e.g. a passkey: 0..3. */
void keyring_set_proof(struct keyring *keyring, uint8_t proof);

/* What signs an act that must wait, and the act's content: sealed, for the memory of this process
 * alone. Opened, it signs and seals as it did, and opens what its person's own keys open. */
enum { KEYRING_KEPT_MOST = 512, KEYRING_KEPT_FRAME = 64 + KEYRING_KEPT_MOST + 90 };
struct keyring_kept {
    struct keyring_who who;
    struct id128 name; /* of the act; bound into the seal */
    size_t content_len;
    uint8_t frame[KEYRING_KEPT_FRAME];
};
/* HF_INVALID: the content is longer than KEYRING_KEPT_MOST. */
HF_MUST_USE enum status keyring_keep(const struct vault *vault, const struct keyring *keyring,
                                     struct id128 name, struct span content,
                                     struct keyring_kept *ret, struct fault *why);
/* The content goes to `ret_content` (KEYRING_KEPT_MOST bytes), which the caller wipes. */
HF_MUST_USE enum status keyring_kept_open(const struct vault *vault,
                                          const struct keyring_kept *kept, struct keyring **ret,
                                          uint8_t *ret_content, struct fault *why);

/* What somebody had typed when a page locked waits in that page: sealed for the same person alone.
 * Of a user's keyring. Sealing writes text.len + KEYRING_DRAFT_EXTRA bytes, opening that much less;
 * false: not this person's, or changed. */
enum { KEYRING_DRAFT_EXTRA = 90 };
void keyring_seal_draft(const struct keyring *keyring, struct span text, uint8_t *ret);
HF_MUST_USE bool keyring_open_draft(const struct keyring *keyring, struct span frame, uint8_t *ret);

/* --- people ---------------------------------------------------------------------------------- */

/* New keys for a person, open; its row is written. No slot yet and nothing is certified: see
 * ledger_certify_user. `keygen` starts at 1 for a new person. */
HF_MUST_USE enum status user_make(struct vault *vault, struct tx *tx, struct person_id person,
                                  uint32_t keygen, uint8_t roles, struct keyring **ret,
                                  struct fault *why);

/* The newest keys of a person, public parts only. HF_NOT_FOUND: nobody. */
HF_MUST_USE enum status user_public(struct vault *vault, struct tx *tx, struct person_id person,
                                    struct keyring_who *ret, struct fault *why);

/* --- slots: each opens the person's keys alone ----------------------------------------------- */

enum { SLOT_PASSWORD_LEAST = 12, SLOT_PASSWORD_MOST = 1024, SLOT_LOGIN_MOST = 128 };

/* What makes a password easily guessed. Patterns, no list of leaked ones. */
enum password_flaw {
    PASSWORD_FITS,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_REPEATS, /* few different letters, or the same twice */
    PASSWORD_RUN,     /* along the keyboard or the alphabet */
    PASSWORD_WORD,    /* a word that is tried first */
    PASSWORD_NAME,    /* little more than the practice's name or the login */
};
enum password_flaw password_flaw(struct span password, struct span practice_name,
                                 struct span login);

/* HF_INVALID, with a sentence for operators, when it has a flaw. */
HF_MUST_USE enum status password_check(struct span password, struct span practice_name,
                                       struct span login, struct fault *why);

/* A password as it will be kept, with a salt of its own. Secret: forgotten by the caller. */
struct password_chosen {
    uint8_t salt[16], verifier[32], key[32];
    struct vault_cost cost;
};
/* Slow (Argon2id), so it has no transaction: nobody who writes waits for it. HF_BUSY when too many
 * wait for theirs. HF_INVALID: too short or too long. */
HF_MUST_USE enum status password_choose(struct vault *vault, struct span password,
                                        struct password_chosen *ret, struct fault *why);
void password_forget(struct password_chosen *chosen);

/* Sets or replaces the one password slot. HF_CONFLICT: the login belongs to somebody else. */
HF_MUST_USE enum status slot_set_password(struct vault *vault, struct tx *tx,
                                          const struct keyring *keyring, struct span login,
                                          const struct password_chosen *chosen, struct fault *why);

/* 160 random bits in 8 groups of 4, and a ninth that checks them; shown once, used once. Replaces
 * an earlier one. */
enum { SLOT_RECOVERY_TEXT = 45 }; /* with the NUL */
HF_MUST_USE enum status slot_set_recovery(struct vault *vault, struct tx *tx,
                                          struct keyring *keyring, struct span login,
                                          char ret_code[SLOT_RECOVERY_TEXT], struct fault *why);
/* Is the code well-formed (checksum)? For typing errors, without asking the store. */
bool slot_recovery_is_code(struct span code);
/* Password, recovery code and passkeys of a person end: newer keys take the place of those they
 * open. */
HF_MUST_USE enum status slot_end_person(struct vault *vault, struct tx *tx, struct person_id person,
                                        struct fault *why);
/* Is this the code that counts for the person of this keyring? Nothing is spent. HF_NOT_FOUND: no.
 */
HF_MUST_USE enum status slot_recovery_stands(struct vault *vault, struct tx *tx,
                                             const struct keyring *keyring, struct span code,
                                             struct fault *why);
/* How many independent slots the person has. */
HF_MUST_USE enum status slot_count(struct vault *vault, struct tx *tx, struct person_id person,
                                   int *ret, struct fault *why);

/* HF_NOT_FOUND: unknown name or wrong password, at the same cost. HF_BUSY: too many at once.
 * Password: `proof` is PROOF_OWN_DEVICE. Slow: only in a STORE_READ transaction, since whoever
 * writes would wait for it. */
HF_MUST_USE enum status keyring_open_password(struct vault *vault, struct tx *tx, struct span login,
                                              struct span password, struct keyring **ret,
                                              struct fault *why);
/* The same for somebody who is known: only the password is asked for. HF_NOT_FOUND: it is not the
 * password, or there is none, at the same cost. */
HF_MUST_USE enum status keyring_open_password_of(struct vault *vault, struct tx *tx,
                                                 struct person_id person, struct span password,
                                                 struct keyring **ret, struct fault *why);
/* Still so? Asked where something is written on the strength of a password that was checked in a
 * transaction before. HF_NOT_FOUND: it was changed or taken away meanwhile. */
HF_MUST_USE enum status keyring_password_stands(struct vault *vault, struct tx *tx,
                                                const struct keyring *keyring, struct fault *why);
/* Would the code open somebody's keys? Nothing is spent. HF_NOT_FOUND: no. */
HF_MUST_USE enum status slot_recovery_fits(struct vault *vault, struct tx *tx, struct span login,
                                           struct span code, struct fault *why);
/* The code is spent by this: set a new one before the transaction ends. */
HF_MUST_USE enum status keyring_open_recovery(struct vault *vault, struct tx *tx, struct span login,
                                              struct span code, struct keyring **ret,
                                              struct fault *why);

/* --- delegates ------------------------------------------------------------------------------- */

struct delegate_scope {
    struct person_id person; /* whose hand it is */
    uint8_t roles;           /* in which it acts: a part of the person's own */
    struct client_id client;
    struct session_id session; /* zero: not bound to one */
    uint8_t purpose;           /* enum delegate_purpose (core/model/action.h) */
    uint8_t most_proof;
    int64_t until_us;
};

/* A fresh pair, open, uncertified: see ledger_certify_delegate, which gives it its number. */
HF_MUST_USE enum status delegate_make(struct vault *vault, const struct delegate_scope *scope,
                                      struct keyring **ret, struct fault *why);

/* --- passes: cookie sessions, one-time links, tablet hand-over, room screens ------------------ */

enum pass_kind { PASS_SESSION = 1, PASS_LINK = 2, PASS_HANDOVER = 4, PASS_ROOM = 8 }; /* bits */
/* Among the kinds that are accepted: sessions behind their lock, too. Only for asking who has to
 * unlock them. */
enum { PASS_LOCKED = 16 };
enum { PASS_TEXT = 53, PASS_MOST_TRIES = 5 }; /* with NUL */

/* What becomes of a pass after its idle time. */
enum pass_lock { PASS_ENDS, PASS_LOCKS, PASS_IS_LOCKED };

struct pass_spec {
    enum pass_kind kind;
    int64_t idle_us;  /* 0: no idle end */
    int64_t until_us; /* absolute, required */
    uint8_t proof;    /* of what is done with it */
    struct span word; /* spoken in the room and never stored; empty: none */
    /* Of sessions: */
    enum pass_lock lock;
    int64_t since_us;  /* 0: it begins now */
    int64_t proved_us; /* 0: nothing was proved */
    uint8_t device;
};

/* Seals the keyring's way in under a new 256-bit token. Half of it is the row's name (hashed), half
 * opens the row; the store keeps neither. `ret_token` is wiped by the caller. */
HF_MUST_USE enum status pass_issue(struct vault *vault, struct tx *tx,
                                   const struct keyring *keyring, const struct pass_spec *spec,
                                   char ret_token[PASS_TEXT], struct fault *why);

/* `kinds`: what is accepted here. A link is spent by it. Idle time starts anew. HF_NOT_FOUND:
 * unknown, ended, expired, idle, wrong kind or wrong word (after five wrong words the link is gone;
 * `tx` must be committed even then). In a STORE_READ transaction nothing is counted, no idle time
 * starts anew, and links do not open. */
HF_MUST_USE enum status keyring_open_pass(struct vault *vault, struct tx *tx, struct span token,
                                          struct span word, unsigned kinds, struct keyring **ret,
                                          struct fault *why);
/* Behind its lock now, without waiting for the idle time. HF_NOT_FOUND: no session that locks. */
HF_MUST_USE enum status pass_lock(struct vault *vault, struct tx *tx, struct span token,
                                  struct fault *why);

/* The sessions of a person that have not ended, the newest first: at most `most`. */
struct pass_line {
    struct pass_state state;
    int64_t seen_us;
};
enum { PASS_LINES_MOST = 32 };
HF_MUST_USE enum status pass_list(struct vault *vault, struct tx *tx, struct person_id person,
                                  struct pass_line ret[PASS_LINES_MOST], size_t *ret_n,
                                  struct fault *why);
/* One of them by its name in the list; one of somebody else is not found, and that is fine. */
HF_MUST_USE enum status pass_end_named(struct vault *vault, struct tx *tx, struct person_id person,
                                       struct id128 name, struct fault *why);
/* All sessions and unopened links of a person but the one with this name. */
HF_MUST_USE enum status pass_end_others(struct vault *vault, struct tx *tx, struct person_id person,
                                        struct id128 name, struct fault *why);
/* The same by the token that stays; "": none does. */
HF_MUST_USE enum status pass_end_all_but(struct vault *vault, struct tx *tx,
                                         struct person_id person, struct span token,
                                         struct fault *why);
HF_MUST_USE enum status pass_end(struct vault *vault, struct tx *tx, struct span token,
                                 struct fault *why); /* an unknown token is fine */
/* HF_NOT_FOUND: it was ended, though a keyring that it opened is still at hand. */
HF_MUST_USE enum status pass_stands(struct vault *vault, struct tx *tx, struct span token,
                                    struct fault *why);
/* All passes of a person (sign out everywhere), or of one certificate when keygen is not 0. */
HF_MUST_USE enum status pass_end_person(struct vault *vault, struct tx *tx, struct person_id person,
                                        uint32_t keygen, struct fault *why);
/* Passes that are over go; a session whose time is up is locked, or ended, in its row: no clock
 * opens it again. */
HF_MUST_USE enum status pass_sweep(struct vault *vault, struct tx *tx, struct fault *why);

/* Eight words (64 bits of the key's id) that people compare or find on paper. */
enum { FINGERPRINT_TEXT = 80 };
void fingerprint_words(const uint8_t sign_pub[32], char ret[FINGERPRINT_TEXT]);
/* One short word to be spoken in the room. */
enum { SPOKEN_WORD_TEXT = 24 };
void spoken_word(char ret[SPOKEN_WORD_TEXT]);

#endif
