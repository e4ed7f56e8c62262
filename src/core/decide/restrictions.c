/* core/decide/restrictions.c - limits, screening rules and house rules in force (S10, S11).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/workspace.h"

#include "core/decide/times.h"

static bool does_clear(const struct question *q, const struct event *e, const struct rule *rule)
{
    return e->kind == EVENT_CLEARANCE && span_equal(e->subject, rule->id) &&
           words_have(q->facts->policy.clearance_by, e->by.role) && has_begun(e->from, q->now_s) &&
           !has_ended(e->until, q->now_s);
}

/* S11: a clearance counts only when it is later than the finding's beginning. */
static bool is_cleared(const struct question *q, const struct fold *fold, const struct rule *rule,
                       size_t began)
{
    if (!rule->clearable)
        return false;
    for (size_t i = began + 1; i < q->facts->event_count; i++) {
        if (fold->events[i].exists && does_clear(q, &q->facts->events[i], rule))
            return true;
    }
    return false;
}

const struct finding_state *rule_find_active(const struct question *q, const struct fold *fold,
                                             const struct rule *rule)
{
    const struct finding_state *finding = fold_find_active(fold, rule->finding, q->now_s);

    if (finding == NULL || is_cleared(q, fold, rule, finding->began))
        return NULL;
    return finding;
}

/* Limits are tested at now, not over the duration. */
bool limit_is_in_force(const struct question *q, const struct fold *fold, size_t index)
{
    const struct event *e = &q->facts->events[index];

    return e->kind == EVENT_LIMIT && fold->events[index].exists && !fold->events[index].is_lifted &&
           has_begun(e->from, q->now_s) && !has_ended(e->until, q->now_s);
}

/* A restriction that says nothing is read as a deny. */
bool effect_denies(const struct effect *effect)
{
    return effect->deny || (!effect->has_max_pressure && effect->conditions.count == 0);
}

static void put_in_force(struct mark *mark, const struct effect *effect, enum reason_code code)
{
    mark->binds = true;
    if (effect_denies(effect))
        mark_reason(&mark->reasons, code);
}

static void judge_limits(const struct question *q, struct workspace *w, struct cell cell)
{
    for (size_t i = 0; i < q->facts->event_count; i++) {
        const struct event *e = &q->facts->events[i];

        if (limit_is_in_force(q, &w->fold, i) && scope_matches(q, &e->scope, cell))
            put_in_force(&w->events[i], &e->effect, REASON_LIMIT);
    }
}

static void judge_rules(const struct question *q, struct workspace *w, struct cell cell)
{
    for (size_t i = 0; i < q->facts->rule_count; i++) {
        const struct rule *rule = &q->facts->rules[i];

        if (rule_find_active(q, &w->fold, rule) != NULL && scope_matches(q, &rule->scope, cell))
            put_in_force(&w->rules[i], &rule->effect, REASON_CONTRA);
    }
}

static void judge_house(const struct question *q, struct workspace *w, struct cell cell)
{
    for (size_t i = 0; i < q->facts->policy.house_count; i++) {
        const struct rule *rule = &q->facts->policy.house[i];

        if (scope_matches(q, &rule->scope, cell))
            put_in_force(&w->house[i], &rule->effect, REASON_HOUSE);
    }
}

void restrictions_judge(const struct question *q, struct workspace *w, struct cell cell)
{
    judge_limits(q, w, cell);
    judge_rules(q, w, cell);
    judge_house(q, w, cell);
}
