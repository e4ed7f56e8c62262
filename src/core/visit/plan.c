/* core/visit/plan.c - see plan.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/plan.h"

#include "base/buf.h"

enum { REASONS_MOST = 256 };

struct act plan_act(const struct step_said *step, struct span practitioner, enum mode mode)
{
    return (struct act){.practitioner = practitioner,
                        .region = step->region,
                        .technique = step->technique,
                        .side = (enum side)step->side,
                        .access = (enum access)step->access,
                        .intent = (enum intent)step->intent,
                        .mode = mode,
                        .pressure = step->pressure,
                        .duration_s = step->duration_s};
}

/* --- check ----------------------------------------------------------------------------------- */

static bool has_one_intent(const struct plan_drafted_content *plan)
{
    for (size_t i = 0; i < plan->steps.count; i++)
        if (plan->steps.at[i].intent != plan->intent)
            return false;
    return plan->intent != INTENT_UNKNOWN;
}

static size_t count_denied(const struct decision *decisions, size_t count)
{
    size_t denied = 0;

    for (size_t i = 0; i < count; i++)
        denied += decisions[i].verdict == VERDICT_DENY;
    return denied;
}

static struct act *acts_of(const struct plan_drafted_content *plan, struct arena *arena)
{
    struct act *acts = arena_array(arena, struct act, plan->steps.count);
    struct span practitioner = entry_id_word(plan->practitioner, arena);

    for (size_t i = 0; acts != NULL && i < plan->steps.count; i++)
        acts[i] = plan_act(&plan->steps.at[i], practitioner, MODE_PLAN);
    return acts;
}

enum status plan_check(const struct facts *facts, const struct plan_drafted_content *plan,
                       int64_t now_s, struct arena *arena, struct plan_check *ret,
                       struct fault *why)
{
    size_t count = plan->steps.count;
    struct act *acts = acts_of(plan, arena);
    struct decision *decisions = arena_array(arena, struct decision, count);

    if (acts == NULL || decisions == NULL || arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = decide_plan(facts, acts, count, now_s, arena, decisions, why);

    if (st != HF_OK)
        return st;
    size_t denied = count_denied(decisions, count);

    *ret = (struct plan_check){.steps = decisions,
                               .count = count,
                               .denied = denied,
                               .one_intent = has_one_intent(plan),
                               .may_agree = count > 0 && denied == 0 && has_one_intent(plan)};
    return HF_OK;
}

/* --- refusals -------------------------------------------------------------------------------- */

static struct span reason_text(const struct reason *reason, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 2 * FACTS_WORD_MAX);
    buf_put(&out, reason_word(reason));
    buf_put(&out, reason->id);
    return span_head(buf_view(&out), FACTS_WORD_MAX);
}

static struct words reason_words(const struct decision *decision, struct arena *arena)
{
    size_t count = decision->reason_count < REASONS_MOST ? decision->reason_count : REASONS_MOST;
    struct span *at = arena_array(arena, struct span, count);

    for (size_t i = 0; at != NULL && i < count; i++)
        at[i] = reason_text(&decision->reasons[i], arena);
    return (struct words){at, at == NULL ? 0 : count};
}

enum status plan_refusal(enum attempt attempt, struct id128 practitioner,
                         const struct step_said *step, const struct decision *decision,
                         struct arena *arena, const struct act_refused_content **ret,
                         struct fault *why)
{
    struct act_refused_content *c = arena_new(arena, struct act_refused_content);
    struct words reasons = reason_words(decision, arena);

    if (c == NULL || arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *c = (struct act_refused_content){.attempt = (uint8_t)attempt,
                                      .practitioner = practitioner,
                                      .step = *step,
                                      .reasons = reasons};
    *ret = c;
    return HF_OK;
}

static bool is_same_step(const struct step_said *a, const struct step_said *b)
{
    return span_equal(a->region, b->region) && span_equal(a->technique, b->technique) &&
           a->side == b->side && a->access == b->access && a->intent == b->intent &&
           a->pressure == b->pressure && a->duration_s == b->duration_s;
}

static bool is_same_list(struct words a, struct words b)
{
    for (size_t i = 0; a.count == b.count && i < a.count; i++)
        if (!span_equal(a.at[i], b.at[i]))
            return false;
    return a.count == b.count;
}

bool plan_refusal_is_known(struct entry_list entries, struct id128 object,
                           const struct act_refused_content *refusal)
{
    for (size_t i = 0; i < entries.count; i++) {
        const struct act_refused_content *c = entries.at[i].content;

        if (entries.at[i].action == ACTION_ACT_REFUSED && c != NULL &&
            id_equal(entries.at[i].object, object) && c->attempt == refusal->attempt &&
            id_equal(c->practitioner, refusal->practitioner) &&
            is_same_step(&c->step, &refusal->step) && is_same_list(c->reasons, refusal->reasons))
            return true;
    }
    return false;
}
