/* core/model/content.h - what an entry says: one plain struct per action, one codec for all.
 *
 * On the wire: one version byte (1), then the fields of the struct in the order of the table in
 * content_*.c, little-endian, nothing between and nothing after. There is exactly one encoding
 * of a content, so what was decoded encodes to the same bytes. Layouts: docs/actions.md.
 *
 * In every struct a word (uint8_t) of 0 means "not said", a zero id "nobody" or "none", an unknown
 * moment "open". Times are seconds since 1970 UTC unless the name says `_us`. Texts are UTF-8.
 * In the session's range (200-229, 233, 234) the entry's object is the session; of plans, grants,
 * limits, credentials and incidents it is that thing itself.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_CONTENT_H
#define HF_CORE_MODEL_CONTENT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/id.h"
#include "core/model/action.h"
#include "core/model/atlas.h"

/* KEEP IN ORDER: words of contents (content_*.c spell them; values stand in the ledger). */
enum profile { PROFILE_CLINICAL = 1, PROFILE_BODYWORK };
enum given_how { GIVEN_OWN_DEVICE = 1, GIVEN_SHARED_DEVICE, GIVEN_SIGN, GIVEN_ALOUD, GIVEN_PAPER };
enum signal_said { SAID_GREEN = 1, SAID_YELLOW, SAID_RED, SAID_STOP };
enum signal_cause {
    CAUSE_BUTTON = 1,
    CAUSE_WORDS,       /* said aloud or shown by the agreed sign */
    CAUSE_NO_ANSWER,   /* silence at a check-in */
    CAUSE_DEVICE_LOST, /* the client's device is not heard any more */
    CAUSE_FREEZE,      /* signs of freeze, no reply, does not know the place */
    CAUSE_CLOCK,       /* the machine's clock went back: nobody knows how old the last Good is */
};
/* What the client says on the day; nothing said is a no. */
enum today { TODAY_UNSAID, TODAY_YES, TODAY_ASK, TODAY_NO, TODAY_TALK };
enum on_off { STATE_ON = 1, STATE_OFF };
enum capacity_judged { JUDGED_OK = 1, JUDGED_IMPAIRED, JUDGED_UNSURE };
enum age_evidence { AGE_STATED = 1, AGE_DOCUMENT_SEEN, AGE_IN_DOUBT };
enum review { REVIEW_ACCEPTED = 1, REVIEW_STRICTER, REVIEW_TALK };
enum observed_as { OBSERVED_PHYSICAL = 1, OBSERVED_FELT, OBSERVED_ENERGETIC };
enum honest { HONEST_NO = 1, HONEST_YES, HONEST_RATHER_NOT_SAY };
enum attempt { ATTEMPT_AGREE = 1, ATTEMPT_START, ATTEMPT_BEGIN };
enum tension_when { TENSION_BEFORE = 1, TENSION_DURING, TENSION_AFTER };
enum session_mode { SESSION_STEPS = 1, SESSION_ENVELOPE };
enum end_how { END_PLANNED = 1, END_CLIENT_WISH, END_PRACTITIONER, END_STOPPED, END_SILENCE };

/* Scope of the decision's semantics. Practitioners are ids as text, or "*". */
struct scope_said {
    struct span region;
    uint8_t side; /* enum side */
    struct words techniques, access, intents, practitioners;
};

/* How a raising act was given, and the last session event its screen had shown (0: none). */
struct given_said {
    uint8_t how;           /* enum given_how */
    struct id128 heard_by; /* GIVEN_SIGN, GIVEN_ALOUD: who saw or heard it */
    int64_t seen;          /* seq */
};

struct step_said {
    struct span region, technique;
    uint8_t side, access, intent; /* enums of facts.h */
    uint8_t pressure;             /* 0..10 */
    uint32_t duration_s;
    struct span reason; /* why, in plain words */
};
struct step_list {
    const struct step_said *at;
    size_t count;
};

struct place_said {
    struct span region;
    uint8_t side;
};
struct place_list {
    const struct place_said *at;
    size_t count;
};

/* --- practice -------------------------------------------------------------------------------- */

struct practice_founded_content {
    struct span name;
    uint8_t profile; /* enum profile */
    struct span country, language, time_zone, emergency_line;
    struct span concern_name, concern_contact;
    struct span concern_key; /* X25519, 32 bytes: concerns are sealed to it alone */
    bool demo;
};

struct policy_set_content {
    int64_t reflect_internal_s, reflect_sensual_s, stop_cooldown_s;
    int64_t checkin_s, checkin_sensitive_s, screening_max_age_s, grant_s;
    uint8_t yellow_pressure;
    struct words clearance_by; /* roles */
};

struct house_rule_set_content {
    struct span rule; /* id of the rule, chosen by the house */
    uint8_t state;    /* enum on_off */
    struct scope_said scope;
    bool deny, has_max_pressure;
    uint8_t max_pressure;
    struct words conditions;
    struct span reason;
};

struct pack_said {
    struct span url, version, hash; /* SHA-256 of the bytes */
};
struct pack_list {
    const struct pack_said *at;
    size_t count;
};
struct packs_adopted_content {
    struct span atlas_hash; /* SHA-256 */
    struct pack_list packs;
};

struct scope_list {
    const struct scope_said *at;
    size_t count;
};
struct credential_stated_content {
    struct id128 practitioner;
    struct span title, awarded_by, evidence;
    struct span register_entry;  /* register and number; "" if there is none */
    struct moment register_seen; /* when somebody looked it up */
    struct moment from, until;
    struct scope_list scopes;
};

struct credential_certified_content {
    struct id128 credential;
    struct span seen; /* what was looked at */
};

struct credential_revoked_content {
    struct id128 credential;
    struct span reason;
};

struct profession_said_content {
    struct id128 practitioner;
    struct span profession, place; /* words of packs/scope.json */
    struct span papers;            /* which, seen by whom, when; "" for none */
};

/* Which answer was a no is not kept: that there was one is enough. */
struct readiness_said_content {
    struct span form; /* its version: an answer counts for the questions that were asked */
    uint8_t state;    /* enum on_off: on when every answer was a yes */
};

enum rule_verdict { RULE_AGREED = 1, RULE_OBJECTED };
struct rule_tightened_content {
    struct span rule; /* row of the screening rules */
    uint8_t state;    /* enum on_off */
    uint32_t days;    /* the wait at least; 0: as it came */
    bool deny, has_max_pressure;
    uint8_t max_pressure;
    struct span reason;
};

struct rule_reviewed_content {
    struct span rule;  /* its id in the pack */
    struct span hash;  /* SHA-256 of the pack's bytes that were read */
    uint8_t verdict;   /* enum rule_verdict */
    struct span words; /* what is wrong with it; "" with an agreement that says no more */
};

struct reader_named_content {
    struct span alarm;
    struct id128 reader, stand_in;
    struct span hours;
};

/* The text of an instrument belongs to its holder; this one stands in the practice's record alone.
 */
struct instrument_added_content {
    struct span measure;      /* id in packs/measures.json */
    struct span url, version; /* of the form; "" where it has none */
    struct span form;         /* FHIR R4 Questionnaire, as it was given */
};

struct measure_switched_content {
    struct span measure;
    uint8_t state;                 /* enum on_off */
    struct id128 reader, stand_in; /* zero: each client's own practitioner; nobody */
    struct span hours;             /* when answers are read, in words for the client */
    struct span crisis;            /* line for a crisis, of this country */
    struct id128 text;             /* the instrument_added it asks with */
};

struct person_named_content {
    struct id128 person;
    struct span name;
    uint8_t roles; /* bits of enum role, for lists; the certificate decides */
    uint8_t state; /* enum on_off: off once she has left */
};

struct safety_set_content {
    struct span emergency_line;
    struct span concern_name, concern_contact;
    struct span concern_key; /* X25519, 32 bytes, or empty: concerns are sealed to it alone */
};

struct reading_braked_content {
    struct span words; /* why; "" while nothing was said */
};

struct recovery_kept_content {
    uint8_t state; /* enum on_off; nothing of the code itself */
};

struct passkey_kept_content {
    uint8_t state; /* enum on_off */
    uint8_t opens; /* enum on_off: on opens the signer's keys, off only says who it is */
};

/* Who signs it cared for the client until now. Nothing that was agreed with her goes along. */
struct client_handed_on_content {
    struct id128 to;
    bool stops;        /* she reads no more herself */
    struct span words; /* as the client reads them */
};

/* Object: the question itself. */
enum reading_why { READING_COVER = 1, READING_SECOND_LOOK, READING_SUPERVISION };
struct reading_asked_content {
    struct id128 reader;
    uint8_t why; /* enum reading_why */
    struct moment until;
    bool contact;      /* also how the client is reached */
    struct span words; /* as the client reads them */
};

struct reading_answered_content {
    struct id128 asked;
    uint8_t state; /* enum on_off */
};

struct supervision_copied_content {
    struct id128 session;
    struct span text;
};

/* --- the client's chain ---------------------------------------------------------------------- */

struct client_added_content {
    struct id128 practitioner;
    struct span language;
};

struct link_made_content {
    struct span purpose;
    struct moment until;
};

struct receipt_choice_content {
    uint8_t choice; /* 1 none, 2 on screen, 3 file, 4 paper */
};

struct correction_content {
    int64_t corrects; /* seq */
    struct span words;
};

struct identity_set_content {
    struct span name, pronoun;
    struct span born; /* "1990-05-17", or "" */
    struct moment adult_at;
    uint8_t age_evidence; /* enum age_evidence; 0 leaves what was known */
    struct span document; /* its kind, never its number */
};

struct contact_set_content {
    uint8_t channel; /* 1 mail, 2 phone, 3 text message, 4 letter, 5 in person only */
    struct span address, neutral_words, hours;
    bool may_leave_word;
};

struct intake_content { /* draft and answered */
    struct span questionnaire, version;
    struct span answers; /* core/form's encoding */
};

struct organ_said {
    struct span organ;
    uint8_t side, answer; /* enum side, enum organ_answer of atlas.h */
};
struct organ_list {
    const struct organ_said *at;
    size_t count;
};
struct organs_set_content {
    struct organ_list organs;
};

struct never_said_content {
    struct span words;
    struct place_list places;
};

/* --- health ---------------------------------------------------------------------------------- */

struct review_said {
    struct span finding;
    uint8_t verdict; /* enum review */
    struct span note;
};
struct review_list {
    const struct review_said *at;
    size_t count;
};
struct screening_reviewed_content {
    struct review_list findings;
    struct span sentence; /* the reviewer's own */
    bool refer_on;
};

struct finding_set_content {
    struct span finding;
    uint8_t state; /* enum on_off */
    struct moment until;
    struct span source; /* rule or words that it came from */
    bool from_answers;
};

struct clearance_given_content {
    struct span rule;
    struct moment from, until;
    struct span letter_by, letter_date;
    bool letter_kept;
    struct span note;
};

struct nothing_new_said_content {
    struct span question; /* as it was asked */
};

/* --- plan ------------------------------------------------------------------------------------ */

struct plan_drafted_content {
    struct span title;
    struct id128 practitioner;
    uint8_t intent; /* of every step: one intent for each session */
    struct moment planned_for;
    struct step_list steps;
};

struct plan_agreed_content {
    struct id128 plan;
    int64_t version; /* object_version of the draft */
    struct given_said given;
    struct span language, words; /* the exact text that was agreed to */
};

struct plan_dropped_content {
    struct id128 plan;
};

struct plan_proposed_content {
    struct id128 plan;
    int64_t version; /* object_version of the draft */
};

/* --- consent --------------------------------------------------------------------------------- */

struct grant_content {
    struct scope_said scope;
    uint8_t max_pressure; /* 0..10 */
    struct moment from, until;
    struct words conditions;
    struct words replaces; /* ids of earlier grants, as text */
    struct given_said given;
    struct span language, words; /* the exact text that was agreed to */
    struct span reason;
};

struct limit_content {
    struct scope_said scope;
    bool deny, has_max_pressure;
    uint8_t max_pressure;
    struct words conditions;
    struct moment from, until;
    struct id128 session; /* not zero: ends with that session */
    int64_t device_utc_us;
    struct span language, words;
};

struct revoke_content { /* and maybe */
    struct scope_said scope;
    int64_t device_utc_us;
    struct span language, words;
};

struct lift_content {
    struct id128 target;
    struct given_said given;
    struct span language, words;
};

struct wait_waived_content {
    uint8_t state; /* enum on_off: on waives the time to reflect before internal work */
    struct given_said given;
    struct span language, words;
};

/* One question of the checklist with its answer. */
struct field_said {
    struct span ask;   /* "CO08.cost"; "CO03.agree/2" for the second name */
    struct span value; /* an option's word, "yes" of a tick, or own words */
    struct span words; /* the exact text that was answered */
};
struct field_list {
    const struct field_said *at;
    size_t count;
};

struct terms_said_content {
    struct id128 plan;
    struct span version; /* of the checklist */
    struct field_list fields;
};

struct checklist_answered_content {
    struct id128 plan;
    struct span version; /* of the checklist */
    struct field_list fields;
    struct given_said given;
    struct span language;
};

/* --- session --------------------------------------------------------------------------------- */

struct session_started_content {
    struct id128 plan, practitioner;
    uint8_t intent, mode; /* enum intent, enum session_mode */
    bool client_device;   /* the client has an own device in the room */
    struct words present; /* other people, each by the name the client agreed to */
};

struct session_ended_content {
    uint8_t how; /* enum end_how */
};

struct signal_content {
    uint8_t value, cause; /* enum signal_said, enum signal_cause */
    struct given_said given;
    struct span sign; /* what was seen or said */
    int64_t device_utc_us;
};

struct capacity_content {
    uint8_t value; /* enum capacity_judged */
    struct span looked_at;
};

struct attest_content {
    struct span condition;
    uint8_t state; /* enum on_off */
    struct given_said given;
    int64_t device_utc_us;
};

struct rehearsal_content {
    bool worked, own_device;
};

struct check_in_prompted_content {
    uint8_t number; /* 1, 2, 3 */
};

struct step_begun_content {
    uint32_t number; /* 1, 2, ... in the session */
    struct step_said step;
};

struct step_ended_content {
    uint32_t number;
};

struct today_said_content {
    uint32_t number; /* 1, 2, ... in the plan */
    struct step_said step;
    uint8_t answer;              /* enum today */
    struct span language, words; /* the exact text that was answered */
    struct given_said given;
};

struct tension_marked_content {
    struct span region;
    uint8_t side;
    uint8_t when;   /* enum tension_when */
    uint8_t value;  /* 0..10 */
    bool by_client; /* the client's number, whoever tapped it */
    uint8_t frame;  /* 1 outlet, 2 introitus, 3 anal */
    uint8_t route;  /* 1 external, 2 vaginal, 3 rectal */
    uint8_t hour;   /* 1..12, 0 none */
    uint8_t layer;  /* 1 outer, 2 middle, 3 deep, 4 wall */
};

struct feeling_said_content {
    struct span words;   /* the client's own, first */
    struct words chosen; /* from the list that does not lead */
};

struct observation_content {
    uint8_t frame; /* enum observed_as */
    struct span region;
    uint8_t side;
    struct span words;
};

/* --- after ----------------------------------------------------------------------------------- */

struct act_refused_content {
    uint8_t attempt; /* enum attempt */
    struct id128 practitioner;
    struct step_said step;
    struct words reasons; /* of the decision, all */
};

struct done_though_denied_content {
    struct id128 practitioner, incident;
    struct step_said step;
    struct words reasons; /* of the decision of that moment */
    struct span words;
};

struct incident_noted_content {
    struct id128 session;
    struct span kind, words;
};

struct session_closed_content {
    struct span subjective, objective, assessment, plan;
    uint8_t different; /* enum honest */
    struct span different_words;
};

struct client_closed_content {
    uint8_t different; /* enum honest */
    struct span different_words;
};

struct note_written_content {
    struct id128 session;
    struct span words;
};

/* --- seen on paper --------------------------------------------------------------------------- */

/* All of it is what whoever signs reads on a paper: no clock and no hand of the client's proves it.
 */
struct paper_session_content {
    struct id128 plan, practitioner;
    uint8_t intent;           /* enum intent */
    struct moment day;        /* the midnight UTC it begins with */
    struct span began, ended; /* as they are written: "14:05" */
    struct span present;      /* who else was there */
    struct step_list done;
    bool stopped;
    uint8_t client_different, desk_different; /* enum honest */
    struct span different_words;
    struct span words; /* the client's own */
    struct span kept;  /* where the paper is now */
};

struct paper_consent_content {
    struct moment day; /* of the paper */
    struct span words; /* what it says */
    struct span kept;
};

/* --- instruments --------------------------------------------------------------------------------
 */

enum occasion { OCCASION_BETWEEN = 1, OCCASION_BEFORE, OCCASION_AFTER };

enum { VALUE_NOT_GIVEN = 255 };

struct measure_answered_content {
    struct span measure;      /* id in packs/measures.json */
    struct id128 text;        /* the instrument_added that asked; zero: carried by the program */
    struct span url, version; /* of the form */
    struct id128 session;     /* the last that began; zero: none yet */
    uint8_t occasion;         /* enum occasion */
    struct span values;       /* a byte for each item; VALUE_NOT_GIVEN */
    struct span response;     /* FHIR R4 QuestionnaireResponse */
};

/* Its object is that of the answer. */
struct alarm_raised_content {
    struct span measure;
    uint8_t item;        /* from 1; 0: not one answer, but a rise that holds intimate work */
    struct id128 reader; /* who was named to the client */
};

/* Its object is that of the answer. */
struct alarm_seen_content {
    struct span words; /* what was done */
};

/* --- what a client may ask of the record ----------------------------------------------------- */

/* KEEP IN ORDER: content_client.c */
enum record_wish { WISH_UNSAID, WISH_ERASE, WISH_CORRECT, WISH_COPY };
enum record_outcome { OUTCOME_UNSAID, OUTCOME_DONE, OUTCOME_PARTLY, OUTCOME_NOT };

struct record_asked_content {
    uint8_t wish; /* enum record_wish */
    uint8_t how;  /* enum given_how: by the client, or heard */
    struct span words;
};

struct record_answered_content {
    uint8_t outcome; /* enum record_outcome */
    struct span words;
};

/* Of both copies, record_copied and entries_copied. */
struct copied_content {
    int64_t entries, upto; /* how many it tells of; the seq of the last */
    struct span sums;      /* SHA-256 of its SHA256SUMS, 32 bytes: which copy it was */
};

/* --- codec ----------------------------------------------------------------------------------- */

enum { CONTENT_VERSION = 1, CONTENT_MOST = 131072 };

enum content_kind {
    CONTENT_U8,
    CONTENT_WORD, /* u8 with names; 0 is "not said" */
    CONTENT_U32,
    CONTENT_I64,
    CONTENT_BOOL,
    CONTENT_ID,     /* 16 bytes */
    CONTENT_MOMENT, /* 0, or 1 and an i64 */
    CONTENT_TEXT,   /* u32 length, UTF-8 without control characters but tab and line ends */
    CONTENT_BYTES,  /* u32 length */
    CONTENT_TEXTS,  /* u32 count, texts of at most 64 bytes */
    CONTENT_RECORD, /* the fields of `row` */
    CONTENT_LIST,   /* u32 count, each the fields of `row` */
};

struct content_layout;

struct content_field {
    const char *name;
    uint8_t kind;    /* enum content_kind */
    uint32_t offset; /* in the struct */
    uint32_t limit;  /* U8, WORD: highest value; TEXT, BYTES: bytes; TEXTS, LIST: members */
    const char *const *words;         /* WORD: its names, [0] is "" */
    const struct content_layout *row; /* RECORD, LIST */
};

struct content_layout {
    uint16_t action; /* 0 for a row */
    const char *name;
    const struct content_field *fields;
    size_t count;
    size_t size; /* of the struct */
};

/* Every layout of an action, in no order that means anything; NULL after the last one. */
const struct content_layout *content_layout_nth(size_t n);

/* NULL for an unknown action and for public statements (action_is_statement). */
const struct content_layout *content_layout_of(uint16_t action);

/* `content` is the struct of that action. HF_INVALID names the field that breaks its limit;
 * HF_FAILED when the arena is spent. */
HF_MUST_USE enum status content_encode(uint16_t action, const void *content, struct arena *arena,
                                       struct span *ret, struct fault *why);

/* Strict: unknown action or version, a word or flag that is none, bad UTF-8, anything over its
 * limit, bytes missing or left over are HF_INVALID with the offset. Texts are borrowed from
 * `bytes`, the rest lives in `arena`. */
HF_MUST_USE enum status content_decode(uint16_t action, struct span bytes, struct arena *arena,
                                       const void **ret, struct fault *why);

/* "field: value" lines in plain text, for receipts and exports; what was not said is left out. */
HF_MUST_USE enum status content_text(uint16_t action, const void *content, struct arena *arena,
                                     struct span *ret, struct fault *why);

/* Never BY_CONTENT: a stop narrows, a green raises. What can't be told (NULL content of an action
 * that depends on it, an unknown number) is the most protective: RAISES, so that it needs proof. */
enum direction content_direction(uint16_t action, const void *content);

/* The register with every layout, as docs/actions.md prints it. */
HF_MUST_USE enum status content_register_text(struct arena *arena, struct span *ret,
                                              struct fault *why);

#endif
