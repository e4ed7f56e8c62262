/* core/model/facts.h - all that a decision looks at: F, A, E, K, P of the decision's semantics.
 *
 * Plain borrowed data, made either from the wire form (facts_read) or from ledger entries
 * (core/visit), then checked once (facts_check). Words and ids are spans; an event kind, role,
 * side or value that this core does not know can be represented, because it must be answered for
 * (S5, S7, S18). Times are seconds since 1970 UTC.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_FACTS_H
#define HF_CORE_MODEL_FACTS_H

#include "base/arena.h"
#include "base/fault.h"

struct json;

/* What one decision may be asked to hold in mind; more is refused by facts_check. */
enum {
    FACTS_MAX_REGIONS = 1024,
    FACTS_MAX_RULES = 1024, /* screening rules; house rules apart as many */
    FACTS_MAX_PRACTITIONERS = 256,
    FACTS_MAX_CREDENTIALS = 1024, /* of one practitioner */
    FACTS_MAX_EVENTS = 32768,     /* of one client; 280 bytes each, so 9 MiB at most */
    FACTS_MAX_WORDS = 256,        /* in one list of words */
    FACTS_WORD_MAX = 64,          /* bytes of an id or a word, A-Z a-z 0-9 _ . : / - */
    FACTS_NO_PLACE = -1,
};

/* Zero is "absent, or a word that is not known" in all four. */
enum side { SIDE_UNKNOWN, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH };
enum access { ACCESS_UNKNOWN, ACCESS_EXTERNAL, ACCESS_INTERNAL };
enum intent { INTENT_UNKNOWN, INTENT_THERAPEUTIC, INTENT_SENSUAL };
enum mode { MODE_UNKNOWN, MODE_LIVE, MODE_PLAN };

enum event_kind {
    EVENT_UNKNOWN, /* S18: denies for ever */
    EVENT_GRANT,
    EVENT_LIMIT,
    EVENT_LIFT,
    EVENT_REVOKE,
    EVENT_MAYBE,
    EVENT_SIGNAL,
    EVENT_CAPACITY,
    EVENT_ATTEST,
    EVENT_FINDING,
    EVENT_CLEARANCE,
    EVENT_SCREENING,
    EVENT_REHEARSAL,
    EVENT_SESSION_START,
    EVENT_SESSION_END,
};

/* A time that may be absent: then the window is open on that side. */
struct moment {
    bool known;
    int64_t utc_s;
};

struct words {
    const struct span *at;
    size_t count;
};

/* Who, and in which role: "client", "practitioner", "chaperone", "clinician"; any other word is
 * accepted and has no right of its own. */
struct party {
    struct span role, id;
};

struct region {
    struct span id;
    struct span parent; /* empty: the root */
    bool paired;        /* counts on leaves only */
    bool intimate;      /* as given; descendants inherit it */
    /* Filled by facts_check: */
    int32_t parent_place;     /* index of the parent, FACTS_NO_PLACE for the root */
    bool is_leaf;             /* S0 */
    bool is_intimate;         /* inherited (S0) */
    bool holds_a_paired_leaf; /* below itself (S1) */
};

struct scope {
    struct span region; /* empty: absent */
    enum side side;
    struct words techniques, access, intents, practitioners; /* "*" may stand in each */
    int32_t place; /* index of the region, FACTS_NO_PLACE if unknown; filled by facts_check */
};

/* Nothing of the three is a deny (S10). */
struct effect {
    bool deny;
    bool has_max_pressure;
    int64_t max_pressure; /* 0..10 */
    struct words conditions;
};

/* Screening rule; a house rule has no finding and neither flag. */
struct rule {
    struct span id, finding;
    bool reconsent, clearable;
    struct scope scope;
    struct effect effect;
};

struct credential {
    struct span id;
    struct scope scope; /* its practitioners are not looked at */
    struct moment from, until, revoked;
};

struct practitioner {
    struct span id;
    struct credential *credentials;
    size_t credential_count;
};

struct policy {
    int64_t reflect_internal_s, reflect_sensual_s, stop_cooldown_s;
    int64_t checkin_s, checkin_sensitive_s, screening_max_age_s;
    int64_t yellow_pressure;
    struct words clearance_by; /* roles */
    struct rule *house;
    size_t house_count;
};

/* One entry of the log; which members count is decided by the kind. */
struct event {
    struct span id;
    int64_t at_s;
    enum event_kind kind;
    struct party by;
    struct scope scope;        /* grant, limit, revoke, maybe */
    struct effect effect;      /* limit; grant: max_pressure (always given) and conditions */
    struct moment from, until; /* grant, limit, clearance; finding: until */
    struct words replaces;     /* grant: ids of earlier grants */
    bool is_signed;            /* grant, lift: by the client's own key */
    struct span subject;       /* lift: target; attest: cond; finding: finding; clearance: rule */
    struct span value;         /* signal, capacity: value; attest, finding: state */
};

/* F. Arrays are borrowed; events stand in the order of record (S6). */
struct facts {
    struct region *regions;
    size_t region_count;
    struct rule *rules;
    size_t rule_count;
    struct span client;
    struct moment adult_at;
    struct practitioner *practitioners;
    size_t practitioner_count;
    struct policy policy;
    struct event *events;
    size_t event_count;
    bool is_checked; /* by facts_check, as long as nothing is changed afterwards */
};

/* A. A member that was missing or malformed has the value that act_is_whole refuses: an empty
 * span, an unknown word, -1. */
struct act {
    struct span practitioner, region, technique;
    enum side side;
    enum access access;
    enum intent intent;
    enum mode mode;
    int64_t pressure;   /* 0..10 */
    int64_t duration_s; /* 0 or more */
};

/* S18: everything but the time. */
bool act_is_whole(const struct act *act);

/* Words to kinds and back; an unknown word is the zero of its kind. */
enum event_kind event_kind_of(struct span word);
struct span event_kind_word(enum event_kind kind); /* "" for EVENT_UNKNOWN */
enum side side_of(struct span word);
enum access access_of(struct span word);
enum intent intent_of(struct span word);
enum mode mode_of(struct span word);
struct span access_word(enum access access);
struct span intent_word(enum intent intent);

bool words_have(struct words list, struct span word);

/* 1 to 64 bytes of A-Z a-z 0-9 _ . : / - */
bool fact_is_word(struct span word);

/* Index of the region, or FACTS_NO_PLACE. */
int32_t facts_place_of(const struct facts *facts, struct span region);

/* Every id and word in its form, ids unique in their list, one tree, counts within the limits;
 * fills what is "filled by facts_check" and marks the facts as checked. HF_INVALID says what and
 * where; HF_FAILED when the arena is spent (scratch, given back). */
HF_MUST_USE enum status facts_check(struct facts *facts, struct arena *arena, struct fault *why);

/* Worlds that `regions` and `rules` may name instead of spelling them out. */
struct named_world {
    struct span name;
    const struct json *value;
};

struct named_worlds {
    const struct named_world *at;
    size_t count;
};

/* F of the wire form, checked. What is allocated lives in `arena`; spans borrow from the tree. */
HF_MUST_USE enum status facts_read(const struct json *value, const struct named_worlds *named,
                                   struct arena *arena, struct facts *ret, struct fault *why);

/* A of the wire form: always answers, see struct act. */
struct act act_read(const struct json *value);

#endif
