/* core/model/action.h - the register of actions: what can be written into the ledger at all.
 *
 * The spine of the program. A number is given once and never reused, its content layout only ever
 * gains versions (content.h). docs/actions.md is printed from this table and a test compares them.
 * Silence is refusal: a number that is not in the table may be signed by nobody.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_ACTION_H
#define HF_CORE_MODEL_ACTION_H

#include "base/span.h"

/* Numbers of the wire. Gaps are room to grow: 1-31 keys, whose contents are statements that
 * keep/ledger makes and reads by itself (docs/formats.md); 32-99 practice, 100-119 the client's
 * chain, 120-139 who the client is, 140-159 health, 160-179 plan, 180-199 consent, 200-229 session,
 * 230-249 after, 260-269 instruments, 270-279 erasing, what a client may ask of the record and what
 * went missing of it; of these 270, 271 and 275 are statements too. */
enum action_number {
    ACTION_KEY_CERTIFIED = 1,
    ACTION_KEY_ENDED = 2,
    ACTION_DELEGATE_CERTIFIED = 3,
    ACTION_DELEGATE_ENDED = 4,
    ACTION_EPOCH_OPENED = 5,
    ACTION_ACCESS_GRANTED = 6,
    ACTION_ACCESS_ENDED = 7,
    ACTION_RECORD_READ = 8,
    ACTION_EPOCH_CLOSING = 9,
    ACTION_EPOCH_REWRAPPED = 10,
    ACTION_EPOCH_RETIRED = 11,
    ACTION_KEYS_LAST = 31,

    ACTION_PRACTICE_FOUNDED = 32,
    ACTION_POLICY_SET = 33,
    ACTION_HOUSE_RULE_SET = 34,
    ACTION_PACKS_ADOPTED = 35,
    ACTION_CREDENTIAL_STATED = 36,
    ACTION_CREDENTIAL_CERTIFIED = 37,
    ACTION_CREDENTIAL_REVOKED = 38,
    ACTION_READER_NAMED = 39,
    ACTION_PERSON_NAMED = 40,
    ACTION_SAFETY_SET = 41,
    ACTION_RECOVERY_KEPT = 42,
    ACTION_PROFESSION_SAID = 43,
    ACTION_PASSKEY_KEPT = 44,
    ACTION_RULE_REVIEWED = 45,
    ACTION_RULE_TIGHTENED = 46,
    ACTION_INSTRUMENT_ADDED = 48,
    ACTION_MEASURE_SWITCHED = 49,
    ACTION_READINESS_SAID = 50,
    ACTION_ENTRIES_COPIED = 56,
    ACTION_CLIENT_HANDED_ON = 60, /* 60 to 63: of a client's chain, about who works with whom */
    ACTION_READING_ASKED = 61,
    ACTION_READING_ANSWERED = 62,
    ACTION_SUPERVISION_COPIED = 63,

    ACTION_CLIENT_ADDED = 100,
    ACTION_LINK_MADE = 101,
    ACTION_RECEIPT_CHOICE = 102,
    ACTION_CORRECTION = 103,

    ACTION_IDENTITY_SET = 120,
    ACTION_CONTACT_SET = 121,
    ACTION_INTAKE_DRAFT = 122,
    ACTION_INTAKE_ANSWERED = 123,
    ACTION_ORGANS_SET = 124,
    ACTION_NEVER_SAID = 125,

    ACTION_SCREENING_REVIEWED = 140,
    ACTION_FINDING_SET = 141,
    ACTION_CLEARANCE_GIVEN = 142,
    ACTION_NOTHING_NEW_SAID = 143,

    ACTION_PLAN_DRAFTED = 160,
    ACTION_PLAN_AGREED = 161,
    ACTION_PLAN_DROPPED = 162,
    ACTION_PLAN_PROPOSED = 163,

    ACTION_GRANT = 180,
    ACTION_LIMIT = 181,
    ACTION_REVOKE = 182,
    ACTION_MAYBE = 183,
    ACTION_LIFT = 184,
    ACTION_WAIT_WAIVED = 185,
    ACTION_TERMS_SAID = 186,
    ACTION_CHECKLIST_ANSWERED = 187,
    ACTION_READING_BRAKED = 190, /* 190 to 193: about reading and signing */
    ACTION_CLIENT_PASSKEY_KEPT = 192,

    ACTION_SESSION_STARTED = 200,
    ACTION_SESSION_ENDED = 201,
    ACTION_SIGNAL = 202,
    ACTION_CAPACITY = 203,
    ACTION_ATTEST = 204,
    ACTION_REHEARSAL = 205,
    ACTION_CHECK_IN_PROMPTED = 206,
    ACTION_STEP_BEGUN = 207,
    ACTION_STEP_ENDED = 208,
    ACTION_TENSION_MARKED = 209,
    ACTION_FEELING_SAID = 210,
    ACTION_OBSERVATION = 211,
    ACTION_TODAY_SAID = 212,

    ACTION_ACT_REFUSED = 230,
    ACTION_DONE_THOUGH_DENIED = 231,
    ACTION_INCIDENT_NOTED = 232,
    ACTION_SESSION_CLOSED = 233,
    ACTION_CLIENT_CLOSED = 234,
    ACTION_NOTE_WRITTEN = 235,
    ACTION_PAPER_SESSION = 236, /* 236, 237: seen on paper and entered afterwards */
    ACTION_PAPER_CONSENT = 237,

    ACTION_MEASURE_ANSWERED = 260,
    ACTION_ALARM_RAISED = 261,
    ACTION_ALARM_SEEN = 262,

    ACTION_RECORDS_ERASED = 270,
    ACTION_ERASED_AGAIN = 271,
    ACTION_RECORD_ASKED = 272,
    ACTION_RECORD_ANSWERED = 273,
    ACTION_RECORD_COPIED = 274,
    ACTION_OLDER_TAKEN = 275,
};

/* A person's roles, as certified; one person may hold several. The client of a chain is known by
 * the id alone. The service is this program itself, signing machine actions only. */
enum role {
    ROLE_CLIENT = 1,
    ROLE_PRACTITIONER = 2,
    ROLE_OWNER = 4,
    ROLE_CLINICIAN = 8,
    ROLE_CHAPERONE = 16,
    ROLE_SERVICE = 32,
};

/* How the signer was present. A password sign-in at one's own desk counts as an own device. */
enum proof { PROOF_MACHINE, PROOF_SHARED_DEVICE, PROOF_OWN_DEVICE, PROOF_PASSKEY };

/* Which short-lived keys may sign for their person, as bits 1 << purpose. */
enum delegate_purpose { DELEGATE_NONE, DELEGATE_HANDOVER, DELEGATE_ROOM, DELEGATE_LINK };

/* Wire values. OPEN holds statements about keys alone, no word about anybody; PRACTICE is sealed
 * to the service key too; the others are a client's. */
enum compartment {
    COMPARTMENT_OPEN = 0,
    COMPARTMENT_PRACTICE,
    COMPARTMENT_CONTACT,
    COMPARTMENT_IDENTITY,
    COMPARTMENT_CARE,
    COMPARTMENT_NOTES,
    COMPARTMENT_SAFETY,
    COMPARTMENT_MESSAGES,
    COMPARTMENT_BILLING,
};

/* BY_CONTENT: content_direction answers (green raises, stop narrows). */
enum direction { DIRECTION_NEUTRAL, DIRECTION_RAISES, DIRECTION_NARROWS, DIRECTION_BY_CONTENT };

enum chain { CHAIN_PRACTICE = 1, CHAIN_CLIENT, CHAIN_EITHER };

struct action {
    uint16_t number;
    uint8_t chain;          /* enum chain */
    uint8_t compartment;    /* enum compartment: where the content is sealed */
    uint8_t signers;        /* bits of enum role: one of them suffices */
    uint8_t delegates;      /* bits 1 << enum delegate_purpose */
    uint8_t least_proof;    /* enum proof */
    uint8_t direction;      /* enum direction */
    bool sensitive_needs_2; /* own device when the content is intimate, internal or sensual */
    bool is_consent_act;    /* a checkpoint follows it */
    const char *name;       /* glossary word, lower case; never reused either */
    const char *meaning;    /* one sentence for the printed register */
};

/* In the order of their numbers. */
extern const struct action actions[];
extern const size_t action_count;

/* NULL for a number that is not in the register. */
const struct action *action_find(uint16_t number);
const struct action *action_find_name(struct span name);
/* Its content is a public statement that keep/ledger makes and reads, not sealed, not in content.h.
 * False for a number that is not in the register. */
bool action_is_statement(uint16_t number);

/* May somebody who holds one of `roles` and was present like `proof` sign this? False for a number
 * that is not in the register. Content may ask for more: see grant_needs_own_device (visit). */
bool action_may_sign(uint16_t number, uint8_t roles, uint8_t proof);

/* "practice", "contact", ...; "" for a number that is none. */
struct span compartment_name(uint8_t compartment);
struct span direction_name(uint8_t direction);
struct span role_name(uint8_t role); /* of one bit: "client", "practitioner", ... */

#endif
