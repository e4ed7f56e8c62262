/* usecase/screening.h - a person looks at what the answers say, and decides; never looser.
 *
 * A finding stays until a clinician ends it, so nothing becomes one by silence alone: a question
 * that nobody answered stays open, and a review with open questions can't be signed off. It is
 * closed by the client's answer, or by a practitioner who takes it on as a finding on purpose.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_SCREENING_H
#define HF_USECASE_SCREENING_H

#include "core/screen/screen.h"
#include "core/visit/standing.h"
#include "usecase/intake.h"

struct screening_line {
    const struct screen_finding *finding;
    bool is_open;    /* CAUSE_UNKNOWN, and not yet taken on by an earlier review */
    bool is_set;     /* on in the record, until at least the same time */
    uint8_t verdict; /* of the last review, 0: none */
};

/* How sure the age is. */
struct age_known {
    struct span stated;   /* "1990-05-17" as the client said, or "" */
    struct span document; /* the kind that was seen, or "" */
    struct span seen;     /* the date on it */
    struct person_id by;
    int64_t when_s;
    bool is_adult; /* by a document, today */
};

struct screening_file {
    struct client_facts facts;
    bool is_answered; /* false: nothing to review yet; all but `standing` and `age` is empty */
    int64_t answered_s;
    const struct form_answers *answers;
    struct screen_result result;
    const struct screening_line *lines; /* in the order of the rules */
    size_t n_lines, n_open;
    /* What earlier reviews and answers to measures put on and the present intake does not say; only
     * a clinician ends it. Without an intake, too. */
    const struct standing_finding *standing;
    size_t n_standing;
    struct age_known age;
    const struct screening_reviewed_content *review; /* of these answers; NULL: not yet */
    const struct ledger_entry *review_entry;
};

HF_MUST_USE enum status view_screening(const struct practice *practice, struct arena *arena,
                                       struct keyring *reader, struct client_id client,
                                       struct screening_file *ret, struct fault *why);

/* What the practitioner says about one finding: enum review. An open one that is not named here,
 * or named with REVIEW_TALK, stays open. A finding that an answer made holds whether named or not.
 * REVIEW_STRICTER leaves its places out altogether, as the practitioner's own no. */
struct review_choice {
    struct span finding;
    uint8_t verdict;
    struct span note;
};

struct review_screening {
    struct hand hand;
    struct client_id client;
    const struct review_choice *choices;
    size_t count;
    struct span sentence; /* needed */
    bool refer_on;        /* no plan now; possible with open questions */
};

/* KEEP IN ORDER: bits of what keeps a review from being signed. */
enum review_lack {
    REVIEW_NO_SENTENCE = 1,
    REVIEW_OPEN_QUESTIONS = 2,
    REVIEW_NO_ANSWERS = 4, /* nothing was given yet, or newer answers came meanwhile */
};
struct review_screening_reply {
    struct screening_file file; /* as it was before */
    unsigned lacks;             /* not 0: nothing was written */
};
HF_MUST_USE enum status review_screening(const struct practice *practice, struct arena *arena,
                                         const struct review_screening *in,
                                         struct review_screening_reply *ret, struct fault *why);

/* A document with the date of birth was seen by the practitioner. HF_INVALID: "born" or
 * "document". A date that says minor is recorded, too: nothing can be planned then. */
struct see_age {
    struct hand hand;
    struct client_id client;
    struct span born;     /* "1990-05-17", as it stands on the document */
    struct span document; /* its kind, never its number */
};
HF_MUST_USE enum status see_age(const struct practice *practice, struct arena *arena,
                                const struct see_age *in, struct fault *why);

/* A clinician's word, or a letter that was seen, that one rule does not stand in the way for a
 * time. HF_INVALID names what is missing; HF_CONFLICT: this rule can't be cleared. */
struct give_clearance {
    struct hand hand;
    struct client_id client;
    struct clearance_given_content said;
};
HF_MUST_USE enum status give_clearance(const struct practice *practice, struct arena *arena,
                                       const struct give_clearance *in, struct fault *why);

/* A clinician who is not the practitioner of the work ends a finding that stands
 * (S11); whether it counts is decided when facts are made. HF_INVALID: "clinician", "document" or
 * "reason". HF_CONFLICT: it does not stand. */
struct end_finding {
    struct hand hand;
    struct client_id client;
    struct span finding;
    struct span document; /* what was seen: "Letter of Dr. Weiss, 3 May 2026" */
    struct span reason;   /* what it says */
};
HF_MUST_USE enum status end_finding(const struct practice *practice, struct arena *arena,
                                    const struct end_finding *in, struct fault *why);

/* For other use cases. */
HF_MUST_USE enum status screening_of(const struct practice *practice,
                                     const struct client_facts *facts, struct arena *arena,
                                     struct screening_file *ret, struct fault *why);

#endif
