/* core/model/pack.h - knowledge as data: screening rules, ways of working, shipped policy.
 *
 * A row without a source and a mark is refused. A row for which its source gives two levels acts
 * at the stricter. A row whose mark is not V ("the named source was read") acts one level stricter
 * than its one level: W as C, where a clinician's letter ends the hold and the adaptation stays;
 * C as A, which no letter ends. packs/README.md documents the files.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_MODEL_PACK_H
#define HF_CORE_MODEL_PACK_H

#include "core/model/atlas.h"
#include "core/model/lexicon.h"

struct fhirpath_program; /* core/fhirpath/fhirpath.h */

enum { PACK_MAX_ROWS = 256, PACK_MAX_SOURCES = 256, PACK_MAX_SITES = 16, PACK_MAX_STEPS = 64 };

/* What every pack says about itself. */
struct pack_head {
    struct span id, url, version, date, status, title;
    struct span review; /* who has looked at it, or that nobody has */
};

struct pack_source {
    struct span id, citation, type;
};

struct pack_sources {
    const struct pack_source *at;
    uint32_t count;
};

enum pack_mark {
    MARK_UNKNOWN,
    MARK_READ,      /* V: the text of the named source was read */
    MARK_SECOND,    /* S: second-hand */
    MARK_KNOWLEDGE, /* K: general professional knowledge */
    MARK_UNCERTAIN, /* U: uncertain, or a house rule */
};

/* From mild to strict. */
enum pack_level { LEVEL_NONE, LEVEL_ADAPT, LEVEL_CLEAR, LEVEL_STOP };

/* Said to a condition for what is not known: silence, and every answer that settles nothing. */
#define PACK_UNKNOWN "unknown"

/* Who else than a condition puts a finding on: a rise of a measure's score, read off the answers in
 * the record (core/visit/rise.h). */
#define PACK_BY_MEASURES "measures"

/* A question that a row's condition names, with the answers to it that make the condition true;
 * none for a date. */
struct pack_ask {
    struct span question; /* linkId */
    struct words answers; /* codes */
};

/* How long a finding lasts, counted from the day after a date the client gave, or from the
 * moment of the answer. Without a wait it has no end. */
struct pack_wait {
    bool given;
    int64_t seconds;
    int64_t years;    /* 0, or up to the beginning of that birthday of the date, and no seconds */
    struct span from; /* linkId of a date; "" for the moment of the answer */
};

struct pack_scopes {
    const struct scope *at; /* region and side given; empty lists match everything */
    uint32_t count;
};

/* A rule "at the site" asks where; each answer narrows it to a place. */
struct pack_site {
    struct span code;
    struct pack_scopes scopes;
};

struct pack_row {
    struct span id;         /* also the finding it puts on; "CI50.later" is a later stage of CI50 */
    struct span row;        /* id in the table of conditions */
    struct span group;      /* heading for a list */
    enum pack_level level;  /* as the source has it; LEVEL_NONE for a rule of anatomy */
    enum pack_level strict; /* the same, or the stricter of the two that the source gives */
    enum pack_level applies;          /* as it acts: stricter when the mark is not V */
    struct span client, practitioner; /* what it is, in words for each */
    struct span act;                  /* what to do */
    struct span disagreement;         /* what the sources say against each other, or "" */
    struct span made_by;              /* PACK_BY_MEASURES: not by answers to the intake; or "" */
    struct span condition; /* FHIRPath over a QuestionnaireResponse, as core/screen makes it */
    const struct fhirpath_program *program; /* the condition, compiled strictly */
    const struct pack_ask *asks;            /* any of them */
    uint32_t n_asks;
    struct pack_wait wait;
    struct pack_scopes scopes;
    struct span site_question; /* "" when the place is not asked for */
    const struct pack_site *sites;
    uint32_t n_sites;
    struct effect effect; /* a level that acts as C or A is always a deny */
    bool reconsent, clearable;
    struct span reconsent_why, clearable_why; /* one clause each, for or against */
    struct span clear_by; /* who clears it, by which paper; "" when nobody does */
    struct span basis;    /* law, guideline, consensus, trial, case_report, tradition, house */
    struct words sources; /* ids into the pack's sources */
    enum pack_mark mark;
    struct span review; /* "unreviewed" until a clinician has signed the row */
};

struct screening {
    struct pack_head head;
    struct pack_sources sources;
    const struct pack_row *rows;
    uint32_t n_rows;
    struct rule *rules; /* every row and site spelled out, as decide() takes them */
    uint32_t n_rules;
};

/* HF_INVALID names the row and what is wrong with it. */
HF_MUST_USE enum status screening_load(struct span json, const struct atlas *atlas,
                                       const struct lexicon *lexicon, struct arena *arena,
                                       const struct screening **ret, struct fault *why);

const struct pack_row *screening_find(const struct screening *pack, struct span row_id);

/* The row of a finding, also of one at a site: "CI12.arms" is of CI12, "CI42.scar.arms" of
 * CI42.scar. NULL when no row makes it. */
const struct pack_row *screening_row_of(const struct screening *pack, struct span finding);

/* The rule of that id as decide() takes it, or NULL. */
const struct rule *screening_rule(const struct screening *pack, struct span rule_id);

/* What a claim is said for, so that a client can be told each by itself. */
enum pack_about { ABOUT_FACT, ABOUT_EXPECT, ABOUT_RISK, ABOUT_BENEFIT, ABOUT_COUNT };

/* A thing said about a way of working; a claim always has its grade and source. */
struct pack_claim {
    struct span text, grade; /* good, limited, none, against, traditional */
    enum pack_about about;
    struct words sources;
    enum pack_mark mark;
};

struct pack_step {
    struct span id, words; /* what happens, for the client */
    struct act act;        /* practitioner and mode are left open; duration_s is the default */
    struct words conditions;
};

/* One way of working: a proposal to begin from, never a permission. */
struct modality {
    struct pack_head head;
    struct pack_sources sources;
    struct span what;                      /* plain words for the client */
    struct words also_called, credentials; /* kinds of credential it presupposes */
    struct words composes;                 /* ids of other ways whose steps may be part of it */
    bool bodywork_only; /* words of the senses or of a tradition: never in a clinical practice */
    const struct pack_claim *claims;
    uint32_t n_claims;
    const struct pack_step *steps;
    uint32_t n_steps;
    bool first_visit; /* fit for a first meeting: nothing intimate, internal or sensual */
};

HF_MUST_USE enum status modality_load(struct span json, const struct atlas *atlas,
                                      const struct lexicon *lexicon, struct arena *arena,
                                      const struct modality **ret, struct fault *why);

/* The steps of a way of working with those of the ways it composes, before its last one, each place
 * and technique once, all with its own intent. `all` are the ways that are known. NULL when the
 * arena is spent. */
const struct pack_step *modality_steps(const struct modality *way,
                                       const struct modality *const *all, size_t count,
                                       struct arena *arena, size_t *ret_count);

/* One number of the policy: as shipped, and how far a studio may move it. */
struct policy_value {
    struct span id;
    int64_t shipped, floor;
    int64_t with_wish; /* the floor when the client's own recorded wish asks for it; else = floor */
    bool floor_is_least; /* a studio may not go below; else not above */
};

enum house_when { HOUSE_ALWAYS, HOUSE_CLINICAL, HOUSE_AFTER_THERAPEUTIC };

struct house_rule {
    struct rule rule;
    enum house_when when;
    struct span why;
    struct span row;      /* of the table of conditions, when it acts for everybody; or "" */
    struct words sources; /* with a row */
    enum pack_mark mark;  /* with a row */
};

struct house_policy {
    struct pack_head head;
    struct pack_sources sources;
    const struct policy_value *values;
    uint32_t n_values;
    struct words clearance_by;
    const struct house_rule *house;
    uint32_t n_house;
};

HF_MUST_USE enum status policy_load(struct span json, const struct atlas *atlas,
                                    const struct lexicon *lexicon, struct arena *arena,
                                    const struct house_policy **ret, struct fault *why);

const struct policy_value *policy_find(const struct house_policy *policy, struct span id);

/* A studio may tighten, never loosen past the floor. */
bool policy_may_be(const struct policy_value *value, int64_t wanted);

/* The policy of decide() as shipped. `served` lists the practitioners with whom this client had
 * therapeutic sessions: for them the sensual is barred (empty: nobody yet). HF_FAILED when the
 * arena is spent. */
HF_MUST_USE enum status policy_facts(const struct house_policy *policy, bool clinical,
                                     struct words served, struct arena *arena, struct policy *ret,
                                     struct fault *why);

#endif
