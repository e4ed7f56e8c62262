/* usecase/packs.h - the packs that the owner took, and what a newer version changes.
 *
 * Other packs than the taken ones deny everything but stopping, narrowing and reading, until an
 * owner has taken them: the program never goes on by rules that nobody of the practice has seen,
 * and never by older ones that somebody found wanting. Taking other screening rules, or another
 * intake, ends every review made by the earlier ones (core/visit/gather.h).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_USECASE_PACKS_H
#define HF_USECASE_PACKS_H

#include "knowledge/differ.h"
#include "usecase/client_facts.h"

/* The files of the knowledge by name and hash, as an entry says them. False: the arena is spent,
 * or there is no atlas among them. */
bool packs_said(const struct knowledge *knowledge, struct arena *arena,
                struct packs_adopted_content *ret);

/* Keeps the bytes of the practice's knowledge that are not kept yet. */
HF_MUST_USE enum status packs_keep(struct ledger_tx *ltx, const struct practice *practice,
                                   struct fault *why);

/* Are the files of this knowledge the ones that the owner took? */
bool packs_are_taken(const struct practice_file *file, const struct knowledge *knowledge,
                     struct arena *arena);

/* One place of a plan or of an agreement that a newer rule stands in the way of. */
struct packs_hit {
    struct span region;
    uint8_t side;        /* enum side */
    size_t step;         /* of the plan, from 1; 0: a standing yes */
    bool is_asked_again; /* the yes is older than a finding that asks for it anew */
    struct span rule;    /* the first one that does it */
};

/* A finding that one version makes of a client's answers and the other does not. */
struct packs_found {
    struct span finding, words;
    bool is_open; /* by silence: the question has to be asked */
};

struct packs_client {
    struct client_id client;
    struct span name;
    const struct packs_found *found, *gone;
    size_t n_found, n_gone;
    const struct packs_hit *hits;
    size_t n_hits;
    bool is_unread; /* nothing can be made of this file: all of it would be denied */
};

struct packs_change {
    bool is_taken;     /* nothing to take: the newer ones are in force */
    bool has_older;    /* the bytes of the taken ones are kept; else all below is empty */
    bool ends_reviews; /* other screening rules or another intake */
    int64_t taken_s;   /* when the owner took those in force; 0: never */
    struct person_id taken_by;
    uint8_t shown[32]; /* names exactly this change: sent back by whoever takes it */
    struct differ differ;
    const struct packs_client
        *clients; /* whom it concerns, of those whom the reader has keys for */
    size_t n_clients, n_looked_at;
};

/* What `newer` changes for this practice. Without a reader no client is looked at; with one, each
 * file is noted as read. */
HF_MUST_USE enum status view_packs(const struct practice *practice, struct arena *arena,
                                   struct keyring *reader, const struct knowledge *newer,
                                   struct packs_change *ret, struct fault *why);

/* The owner takes what the program carries. HF_CONFLICT: it is not what was shown. What is in
 * force already is not written again. */
struct take_packs {
    struct hand hand;
    uint8_t shown[32];
};
HF_MUST_USE enum status take_packs(const struct practice *practice, struct arena *arena,
                                   const struct take_packs *in, struct fault *why);

/* --- reviews of single rules ------------------------------------------------------------------ */

/* A clinician of the practice has read a rule for the body that came with the program: agrees, or
 * says what is wrong with it. The rule acts as before. HF_INVALID: "rule", "verdict" or "words". */
struct review_rule {
    struct hand hand;
    struct span rule, words;
    uint8_t verdict; /* enum rule_verdict */
};
HF_MUST_USE enum status review_rule(const struct practice *practice, struct arena *arena,
                                    const struct review_rule *in, struct fault *why);

/* The last word of one clinician on a rule. */
struct rule_review {
    const struct rule_reviewed_content *said;
    struct person_id by;
    int64_t at_s;
    bool is_of_earlier; /* of another version of the pack: the rule may have changed since */
};
/* One for each clinician who said something, in the order of record; *ret in the arena. */
size_t rule_reviews(const struct practice_file *file, const struct knowledge *knowledge,
                    struct span rule, struct arena *arena, const struct rule_review **ret);

/* How many rules have a clinician's agreement in this version and no objection. */
size_t rules_agreed(const struct practice_file *file, const struct knowledge *knowledge,
                    struct arena *arena);

#endif
