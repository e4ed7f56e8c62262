/* core/decide/answer.c - from marks to sorted lists: ceiling, conditions, verdict (S12, S13, S19).
 *
 * No list can run over: workspace_new made room for every mark that could be set.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/workspace.h"

#include "base/sort.h"

/* In the order of enum reason_code, which is their code-unit order. */
static const struct span codes[] = {
    [REASON_AGE_UNVERIFIED] = SPAN_INIT("AGE_UNVERIFIED"),
    [REASON_BAD_ACT] = SPAN_INIT("BAD_ACT"),
    [REASON_CAPACITY_IMPAIRED] = SPAN_INIT("CAPACITY_IMPAIRED"),
    [REASON_CAPACITY_UNKNOWN] = SPAN_INIT("CAPACITY_UNKNOWN"),
    [REASON_CHECKIN_STALE] = SPAN_INIT("CHECKIN_STALE"),
    [REASON_CONTRA] = SPAN_INIT("CONTRA:"),
    [REASON_CRED_EXPIRED] = SPAN_INIT("CRED_EXPIRED:"),
    [REASON_CRED_NOT_YET] = SPAN_INIT("CRED_NOT_YET:"),
    [REASON_CRED_REVOKED] = SPAN_INIT("CRED_REVOKED:"),
    [REASON_EXPIRED] = SPAN_INIT("EXPIRED:"),
    [REASON_HOUSE] = SPAN_INIT("HOUSE:"),
    [REASON_LIMIT] = SPAN_INIT("LIMIT:"),
    [REASON_MAYBE] = SPAN_INIT("MAYBE:"),
    [REASON_MINOR] = SPAN_INIT("MINOR"),
    [REASON_NOT_YET] = SPAN_INIT("NOT_YET:"),
    [REASON_NO_GRANT] = SPAN_INIT("NO_GRANT"),
    [REASON_NO_SESSION] = SPAN_INIT("NO_SESSION"),
    [REASON_OUT_OF_SCOPE] = SPAN_INIT("OUT_OF_SCOPE"),
    [REASON_PREDATES] = SPAN_INIT("PREDATES:"),
    [REASON_PRESSURE] = SPAN_INIT("PRESSURE:"),
    [REASON_REFLECTION] = SPAN_INIT("REFLECTION:"),
    [REASON_REPLACED] = SPAN_INIT("REPLACED:"),
    [REASON_REVOKED] = SPAN_INIT("REVOKED:"),
    [REASON_SCREENING_MISSING] = SPAN_INIT("SCREENING_MISSING"),
    [REASON_SCREENING_STALE] = SPAN_INIT("SCREENING_STALE"),
    [REASON_SIGNAL_NONE] = SPAN_INIT("SIGNAL_NONE"),
    [REASON_SIGNAL_RED] = SPAN_INIT("SIGNAL_RED"),
    [REASON_SIGNAL_STOP] = SPAN_INIT("SIGNAL_STOP"),
    [REASON_UNKNOWN_EVENT] = SPAN_INIT("UNKNOWN_EVENT:"),
    [REASON_UNKNOWN_FINDING] = SPAN_INIT("UNKNOWN_FINDING:"),
    [REASON_UNKNOWN_PRACTITIONER] = SPAN_INIT("UNKNOWN_PRACTITIONER"),
    [REASON_UNKNOWN_REGION] = SPAN_INIT("UNKNOWN_REGION"),
    [REASON_VOID] = SPAN_INIT("VOID:"),
    [REASON_YELLOW_SENSITIVE] = SPAN_INIT("YELLOW_SENSITIVE"),
};

struct span reason_word(const struct reason *reason)
{
    return codes[reason->code];
}

struct span verdict_word(enum verdict verdict)
{
    static const struct span words[] = {
        [VERDICT_DENY] = SPAN_INIT("deny"),
        [VERDICT_CONDITIONAL] = SPAN_INIT("conditional"),
        [VERDICT_PERMIT] = SPAN_INIT("permit"),
    };

    return words[verdict];
}

bool decision_has(const struct decision *decision, enum reason_code code)
{
    for (size_t i = 0; i < decision->reason_count; i++) {
        if (decision->reasons[i].code == code)
            return true;
    }
    return false;
}

void workspace_add_reasons(struct workspace *w, uint64_t reasons, struct span id)
{
    for (unsigned code = 0; code < REASON_COUNT; code++) {
        if ((reasons >> code & 1) != 0)
            w->reason_list[w->reason_count++] = (struct reason){(enum reason_code)code, id};
    }
}

void workspace_add_conditions(struct workspace *w, struct words conditions)
{
    for (size_t i = 0; i < conditions.count; i++)
        w->conditions[w->condition_count++] = conditions.at[i];
}

/* S12: a source of the ceiling; below the act's pressure it is a reason. */
static void lower_ceiling(const struct question *q, struct workspace *w, int64_t pressure,
                          struct span id)
{
    if (pressure < w->ceiling)
        w->ceiling = pressure;
    if (pressure < q->act->pressure)
        workspace_add_reasons(w, UINT64_C(1) << REASON_PRESSURE, id);
}

/* S12, S13: what binds gives its ceiling and its conditions; every mark gives its reasons. */
static void add_source(const struct question *q, struct workspace *w, const struct mark *mark,
                       struct span id, const struct effect *effect)
{
    workspace_add_reasons(w, mark->reasons, id);
    if (mark->is_basis)
        w->basis[w->basis_count++] = id;
    if (!mark->binds)
        return;
    workspace_add_conditions(w, effect->conditions);
    if (effect->has_max_pressure)
        lower_ceiling(q, w, effect->max_pressure, id);
}

static void add_rules(const struct question *q, struct workspace *w, const struct mark *marks,
                      const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_source(q, w, &marks[i], rules[i].id, &rules[i].effect);
}

static void add_credentials(struct workspace *w, const struct practitioner *p)
{
    for (size_t i = 0; p != NULL && i < p->credential_count; i++) {
        workspace_add_reasons(w, w->credentials[i].reasons, p->credentials[i].id);
        if (w->credentials[i].is_basis)
            w->basis[w->basis_count++] = p->credentials[i].id;
    }
}

bool finding_is_named(const struct facts *facts, struct span finding)
{
    for (size_t i = 0; i < facts->rule_count; i++) {
        if (span_equal(facts->rules[i].finding, finding))
            return true;
    }
    return false;
}

/* S11: every active finding must be named by some rule. */
static void add_unknown_findings(const struct question *q, struct workspace *w)
{
    for (size_t i = 0; i < w->fold.finding_count; i++) {
        const struct finding_state *f = &w->fold.findings[i];

        if (finding_is_active(f, q->now_s) && !finding_is_named(q->facts, f->finding))
            workspace_add_reasons(w, UINT64_C(1) << REASON_UNKNOWN_FINDING, f->finding);
    }
}

static const struct span plan_words[] = {SPAN_INIT("capacity_ok"), SPAN_INIT("live_green")};

const struct words plan_conditions = {plan_words, sizeof plan_words / sizeof plan_words[0]};

/* S12, S17: on yellow in live mode; in plan mode two conditions instead of the live state. */
static void add_mode(const struct question *q, struct workspace *w)
{
    if (q->act->mode == MODE_PLAN)
        workspace_add_conditions(w, plan_conditions);
    else if (w->fold.live.signal == SIGNAL_YELLOW)
        lower_ceiling(q, w, q->facts->policy.yellow_pressure, SPAN("yellow"));
}

static int compare_words(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static int compare_reasons(const void *a, const void *b)
{
    const struct reason *x = a, *y = b;

    return x->code != y->code ? (int)x->code - (int)y->code : span_compare(x->id, y->id);
}

/* Sorts and leaves one of each; returns how many are left. */
static size_t settle(void *items, size_t count, size_t size, sort_compare_fn *compare,
                     void (*move)(void *items, size_t to, size_t from))
{
    size_t left = count > 0;

    sort_items(items, count, size, compare);
    for (size_t i = 1; i < count; i++) {
        if (compare((char *)items + (i - 1) * size, (char *)items + i * size) != 0)
            move(items, left++, i);
    }
    return left;
}

static void move_word(void *items, size_t to, size_t from)
{
    ((struct span *)items)[to] = ((struct span *)items)[from];
}

static void move_reason(void *items, size_t to, size_t from)
{
    ((struct reason *)items)[to] = ((struct reason *)items)[from];
}

static struct words settle_words(struct span *words, size_t count)
{
    return (struct words){words, settle(words, count, sizeof *words, compare_words, move_word)};
}

static size_t settle_reasons(struct workspace *w)
{
    return settle(w->reason_list, w->reason_count, sizeof *w->reason_list, compare_reasons,
                  move_reason);
}

void workspace_settle(struct workspace *w, struct decision *ret)
{
    ret->reasons = w->reason_list;
    ret->reason_count = settle_reasons(w);
    ret->conditions = settle_words(w->conditions, w->condition_count);
    ret->missing = settle_words(w->missing, w->missing_count);
    ret->basis = settle_words(w->basis, w->basis_count);
}

/* S13, S17: nothing counts as attested in a plan. */
static void find_missing(const struct question *q, struct workspace *w, struct words conditions)
{
    for (size_t i = 0; i < conditions.count; i++) {
        if (q->act->mode == MODE_PLAN || !live_is_attested(&w->fold.live, conditions.at[i]))
            w->missing[w->missing_count++] = conditions.at[i];
    }
}

static enum verdict find_verdict(const struct decision *d)
{
    if (d->reason_count > 0)
        return VERDICT_DENY;
    return d->missing.count > 0 ? VERDICT_CONDITIONAL : VERDICT_PERMIT;
}

void workspace_answer(const struct question *q, struct workspace *w, const struct practitioner *p,
                      struct decision *ret)
{
    const struct facts *f = q->facts;
    struct decision d = {.reasons = w->reason_list};

    for (size_t i = 0; i < f->event_count; i++)
        add_source(q, w, &w->events[i], f->events[i].id, &f->events[i].effect);
    add_rules(q, w, w->rules, f->rules, f->rule_count);
    add_rules(q, w, w->house, f->policy.house, f->policy.house_count);
    add_credentials(w, p);
    add_unknown_findings(q, w);
    add_mode(q, w);
    workspace_add_reasons(w, w->reasons, SPAN(""));
    d.reason_count = settle_reasons(w);
    d.conditions = settle_words(w->conditions, w->condition_count);
    find_missing(q, w, d.conditions);
    d.missing = (struct words){w->missing, w->missing_count};
    d.basis = settle_words(w->basis, w->basis_count);
    d.ceiling = w->ceiling;
    d.verdict = find_verdict(&d);
    *ret = d;
}
