/* core/decide/folded.h - the folded form: one client's log as masks by cell, for asking often.
 *
 * Says exactly what decide() says, faster: the log is folded once, each grant, revoke, limit and
 * rule gets a bit, and a decision is a few ANDs over the cells of the act (docs/decision.md, "How
 * fast, and how small"). decide() stays the reference; the tests hold both against each other.
 * Whatever does not fit the masks, and every time for which it was not folded, is answered by the
 * plain form.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_FOLDED_H
#define HF_CORE_DECIDE_FOLDED_H

#include "core/decide/decide.h"

struct ground;
struct asked;
struct folded;

/* A decision as masks: bit n is the n-th grant, revoke or maybe, limit or active rule, house rule
 * or credential. Made for verdicts by the million; folded_decide spells them out. */
struct folded_answer {
    enum verdict verdict;
    int64_t ceiling;
    uint64_t reasons; /* a bit for each reason_code without an id, and UNKNOWN_EVENT, _FINDING */
    uint64_t void_grants, replaced, predating, not_yet, expired, reflecting;
    uint64_t narrowings;          /* revokes and maybes that are named */
    uint64_t binding, live;       /* grants */
    uint64_t restrictions, house; /* in force */
    uint64_t keys_valid, keys_revoked, keys_not_yet, keys_expired;
    uint64_t conditions, missing;             /* of grants, limits and rules */
    uint64_t house_conditions, house_missing; /* of house rules */
};

/* The log of facts->events as of `now_s`. `ground` is of facts with the same regions, rules,
 * policy and practitioners. Facts and ground are borrowed; `spare` more events can be appended to
 * facts->events later. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status folded_new(const struct ground *ground, const struct facts *facts,
                                   size_t spare, int64_t now_s, struct arena *arena,
                                   struct folded **ret, struct fault *why);

/* Takes in what was appended to facts->events and lets the time come to `now_s`. Without an
 * append and before the next boundary this costs nothing. Nothing is allocated. */
void folded_advance(struct folded *folded, int64_t now_s);

/* True if the masks hold the whole log and are right at `now_s`. */
bool folded_is_right(const struct folded *folded, int64_t now_s);

/* The first time after that of folding at which the masks may be another; INT64_MAX: never. */
int64_t folded_boundary(const struct folded *folded);

/* The decision as masks; false, and nothing written, if the masks are not right at `now_s`. */
HF_MUST_USE bool folded_judge(const struct folded *folded, const struct asked *asked, int64_t now_s,
                              struct folded_answer *ret);

/* What decide() answers, by the masks where they are right, else by decide() itself. The
 * workspace is one for these facts; `*ret` is valid until it is used again. `folded` may be NULL.
 */
void folded_decide(const struct folded *folded, const struct facts *facts, const struct act *act,
                   int64_t now_s, struct workspace *workspace, struct decision *ret);

/* Ground and log at once, for a page that asks a lot of questions about one client; `*ret` is NULL
 * when they do not fit. HF_FAILED when the arena is spent. */
HF_MUST_USE enum status folded_of(const struct facts *facts, int64_t now_s, struct arena *arena,
                                  struct folded **ret, struct fault *why);

#endif
