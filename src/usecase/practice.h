/* usecase/practice.h - the acts of the house: founding it, its safety lines, its people, what they
 * are trained for.
 *
 * Who may do each is in the register of actions; ledger_append refuses anybody else (HF_INVALID).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PRACTICE_H
#define HF_USECASE_PRACTICE_H

#include "usecase/practice_file.h"
#include "usecase/sign.h"

/* The practice with its owner, who also practises in it: keys, certificate, packs as carried,
 * password and recovery code. HF_CONFLICT: there is a practice. HF_INVALID: password_check. */
struct found_practice {
    uint8_t profile; /* enum profile */
    struct span name, country, language, time_zone;
    struct span owner_name, login, password;
    bool demo;      /* for ever */
    uint8_t device; /* as in struct sign_in */
    struct request_id request;
};
struct found_practice_reply {
    struct person_id owner;
    struct sign_in_reply signed_in;
    char recovery[SLOT_RECOVERY_TEXT]; /* wiped by the caller */
};
HF_MUST_USE enum status found_practice(const struct practice *practice, struct arena *arena,
                                       const struct found_practice *in,
                                       struct found_practice_reply *ret, struct fault *why);

/* Both are needed before a client can begin. HF_INVALID: one is empty, or the concern contact is
 * called like one of the practitioners. */
struct set_safety {
    struct hand hand;
    struct span emergency_line, concern_name, concern_contact;
};
HF_MUST_USE enum status set_safety(const struct practice *practice, struct arena *arena,
                                   const struct set_safety *in, struct fault *why);

/* The signer typed the recovery code back. Nothing of the code is written. HF_NOT_FOUND: it is not
 * the one that counts: a newer one was made since, or it is somebody else's. */
struct note_recovery {
    struct hand hand;
    struct span code;
};
HF_MUST_USE enum status note_recovery(const struct practice *practice, struct arena *arena,
                                      const struct note_recovery *in, struct fault *why);

/* The practice as it stands, for pages about the house itself. */
HF_MUST_USE enum status view_practice(const struct practice *practice, struct arena *arena,
                                      struct practice_file *ret, struct fault *why);

/* Another person of the practice: keys, certificate, name, and a one-time link with a spoken word
 * by which she sets her own password. Owner only. HF_INVALID: no name, or no role. */
struct add_person {
    struct hand hand;
    struct span name;
    uint8_t roles; /* ROLE_PRACTITIONER, ROLE_CLINICIAN, ROLE_CHAPERONE, ROLE_OWNER */
};
struct add_person_reply {
    struct person_id person;
    struct link link;
};
HF_MUST_USE enum status add_person(const struct practice *practice, struct arena *arena,
                                   const struct add_person *in, struct add_person_reply *ret,
                                   struct fault *why);

/* Somebody has left: her keys end, her passes, password and recovery code are gone, nobody's record
 * opens to her, and the keys that she held are renewed by the next one who holds them. All at once,
 * or nothing. What she wrote stays hers. By the owner, of somebody else. HF_NOT_FOUND: nobody.
 * HF_CONFLICT: oneself; or another number of clients than the owner was shown would be left without
 * anybody who can read and let others in (view_leaving). */
struct person_left {
    struct hand hand;
    struct person_id person;
    size_t n_alone; /* so many clients are left alone, and the owner knows it */
};
HF_MUST_USE enum status person_left(const struct practice *practice, struct arena *arena,
                                    const struct person_left *in, struct fault *why);

/* What it would mean, before it is said. Nobody who has a login of her own, and no colleague who
 * cares: such a client is alone. */
struct leaving {
    struct span name;
    bool has_left;
    size_t n_clients, n_alone;
};
HF_MUST_USE enum status view_leaving(const struct practice *practice, struct arena *arena,
                                     const struct keyring *owner, struct person_id person,
                                     struct leaving *ret, struct fault *why);

/* Everybody's newest certified keys as words that two people can compare; "" for nobody's. In the
 * order of practice_file's people. */
struct fingerprints {
    const char (*at)[FINGERPRINT_TEXT];
    size_t n;
};
HF_MUST_USE enum status view_fingerprints(const struct practice *practice, struct arena *arena,
                                          const struct person_id *people, size_t n,
                                          struct fingerprints *ret, struct fault *why);

/* What a practitioner says she is trained for: "stated by herself" until somebody else certifies
 * it. HF_INVALID names the field: nothing stated, no evidence, no scope, ends before it begins. */
struct state_credential {
    struct hand hand;
    struct credential_stated_content said; /* `practitioner` is filled in here */
};
HF_MUST_USE enum status state_credential(const struct practice *practice, struct arena *arena,
                                         const struct state_credential *in, struct id128 *ret,
                                         struct fault *why);

/* Under which profession the signer works, and the law of which place, with the papers that this
 * law asks for ("" for none). Until it is said, nothing beyond general external massage is lawful.
 * HF_INVALID names the field: a word that the pack does not have, or a place of another country. */
struct say_profession {
    struct hand hand;
    struct span profession, place, papers;
};
HF_MUST_USE enum status say_profession(const struct practice *practice, struct arena *arena,
                                       const struct say_profession *in, struct fault *why);
/* What was said last, or NULL. */
const struct profession_said_content *practice_file_profession(const struct practice_file *file,
                                                               struct person_id person);
/* A place of the practice's country; of none that the pack knows: "XX". */
struct law;
bool profession_place_fits(const struct law *law, struct span place, struct span country);

/* A rule of the house's own for one region, for one way or all ways of touch, outside, inside or
 * both: never (`dots` 0), at most so much pressure, or only with a condition. Owner only.
 * HF_INVALID names the field: region, technique, route, limit, reason. */
struct set_house_rule {
    struct hand hand;
    struct span region, reason;
    struct span technique; /* of the lexicon; "" all */
    struct span route;     /* "external", "internal"; "" both */
    struct span condition; /* of the lexicon; "": then `dots` counts */
    unsigned dots;         /* 0 to 5 */
    bool lift;             /* takes the house's own rule for exactly that back */
};
/* Conditions that a rule of the house may name: those that do not hold for every act anyway. */
bool house_condition_fits(const struct knowledge *knowledge, struct span condition);
HF_MUST_USE enum status set_house_rule(const struct practice *practice, struct arena *arena,
                                       const struct set_house_rule *in, struct fault *why);
/* A rule for the body that came with the program, made stricter for this practice; a later word on
 * the same rule replaces the earlier. Every review from before has to be made again. Owner only.
 * HF_INVALID names the field: rule, days, limit, reason; "looser" when nothing would be stricter.
 */
struct tighten_rule {
    struct hand hand;
    struct span rule, reason;
    uint32_t days;  /* the wait at least; 0: as it came */
    bool has_limit; /* then `dots` counts: 0 never, 1 to 5 at most so much */
    unsigned dots;
    bool lift; /* as it came again */
};
HF_MUST_USE enum status tighten_rule(const struct practice *practice, struct arena *arena,
                                     const struct tighten_rule *in, struct fault *why);

/* The n-th of the house's own rules that stand (struct house_rule_set_content), or NULL. */
const struct file_entry *practice_file_house_rule(const struct practice_file *file, size_t n);
/* Does this entry of the file's chain stand, or has a later one replaced it or taken it back? */
bool practice_file_is_in_force(const struct practice_file *file, const struct file_entry *rule);

/* Somebody else has seen the evidence. HF_CONFLICT: one's own, or it stands no more. */
struct certify_credential {
    struct hand hand;
    struct id128 credential;
    struct span seen;
};
HF_MUST_USE enum status certify_credential(const struct practice *practice, struct arena *arena,
                                           const struct certify_credential *in, struct fault *why);

/* Anybody who may certify may also end: it narrows. */
struct end_credential {
    struct hand hand;
    struct id128 credential;
    struct span reason;
};
HF_MUST_USE enum status end_credential(const struct practice *practice, struct arena *arena,
                                       const struct end_credential *in, struct fault *why);

#endif
