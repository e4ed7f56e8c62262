/* core/visit/plan.h - a plan: every step checked, and a refusal recorded once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_PLAN_H
#define HF_CORE_VISIT_PLAN_H

#include "core/decide/decide.h"
#include "core/visit/entry.h"

/* A step as decide() asks for it. */
struct act plan_act(const struct step_said *step, struct span practitioner, enum mode mode);

struct plan_check {
    const struct decision *steps; /* one for each step, in plan mode */
    size_t count;
    size_t denied;   /* how many of them are */
    bool one_intent; /* every step has the plan's intent */
    bool may_agree;  /* at least one step, none denied, one intent */
};

HF_MUST_USE enum status plan_check(const struct facts *facts,
                                   const struct plan_drafted_content *plan, int64_t now_s,
                                   struct arena *arena, struct plan_check *ret, struct fault *why);

/* The refusal of an attempted act as an entry, with every reason as its word. HF_FAILED when the
 * arena is spent. Checks while editing record nothing: call this for agree, start and begin only.
 */
HF_MUST_USE enum status plan_refusal(enum attempt attempt, struct id128 practitioner,
                                     const struct step_said *step, const struct decision *decision,
                                     struct arena *arena, const struct act_refused_content **ret,
                                     struct fault *why);

/* The same attempt at the same act with the same reasons is there already, for that plan or
 * session: it is not recorded twice. */
bool plan_refusal_is_known(struct entry_list entries, struct id128 object,
                           const struct act_refused_content *refusal);

#endif
