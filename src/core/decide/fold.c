/* core/decide/fold.c - grants, lifts and findings, each judged at its place in the log.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/fold.h"

#include "core/decide/times.h"

#include <string.h>

enum status fold_init(struct fold *fold, const struct facts *facts, size_t spare,
                      struct arena *arena, struct fault *why)
{
    struct fold f = {.finding_count = 0};
    size_t findings = 0;

    for (size_t i = 0; i < facts->event_count; i++)
        findings += facts->events[i].kind == EVENT_FINDING;
    f.events = arena_array(arena, struct event_state, facts->event_count + spare);
    f.findings = arena_array(arena, struct finding_state, findings + spare);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = live_init(&f.live, facts, spare, arena, why);

    if (st == HF_OK)
        *fold = f;
    return st;
}

/* S8: nothing intimate, internal or sensual widens on the table; an unknown region might be. */
static bool may_reach_sensitive(const struct facts *facts, const struct scope *scope)
{
    return scope->place == FACTS_NO_PLACE || facts->regions[scope->place].is_intimate ||
           words_have(scope->access, access_word(ACCESS_INTERNAL)) ||
           words_have(scope->intents, intent_word(INTENT_SENSUAL));
}

static void replace_earlier(struct fold *fold, const struct facts *facts, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        const struct event *earlier = &facts->events[i];

        if (earlier->kind == EVENT_GRANT && words_have(facts->events[index].replaces, earlier->id))
            fold->events[i].is_replaced = true;
    }
}

static void step_grant(struct fold *fold, const struct facts *facts, size_t index)
{
    const struct event *grant = &facts->events[index];
    bool widens = live_may_widen(&fold->live, facts, grant) &&
                  !(fold->live.open && may_reach_sensitive(facts, &grant->scope));

    fold->events[index].is_void = !widens;
    if (widens)
        replace_earlier(fold, facts, index);
}

static bool is_same_party(const struct event *a, const struct event *b)
{
    return span_equal(a->by.role, b->by.role) && span_equal(a->by.id, b->by.id);
}

/* S8, S10: lifted by whoever set it, never while open; the client's own only if it may widen. */
static bool may_lift(const struct fold *fold, const struct facts *facts, const struct event *lift,
                     const struct event *limit)
{
    if (limit->kind != EVENT_LIMIT || !is_same_party(lift, limit) || fold->live.open)
        return false;
    return !span_is(limit->by.role, "client") || live_may_widen(&fold->live, facts, lift);
}

static void step_lift(struct fold *fold, const struct facts *facts, size_t index)
{
    const struct event *lift = &facts->events[index];

    for (size_t i = 0; i < index; i++) {
        const struct event *limit = &facts->events[i];

        if (span_equal(limit->id, lift->subject) && may_lift(fold, facts, lift, limit))
            fold->events[i].is_lifted = true;
    }
}

static struct finding_state *find_finding(const struct fold *fold, struct span finding)
{
    for (size_t i = 0; i < fold->finding_count; i++) {
        if (span_equal(fold->findings[i].finding, finding))
            return &fold->findings[i];
    }
    return NULL;
}

bool finding_is_active(const struct finding_state *finding, int64_t now_s)
{
    return finding->on && !has_ended(finding->until, now_s);
}

const struct finding_state *fold_find_active(const struct fold *fold, struct span finding,
                                             int64_t now_s)
{
    const struct finding_state *state = find_finding(fold, finding);

    return state != NULL && finding_is_active(state, now_s) ? state : NULL;
}

static struct moment later_of(struct moment a, struct moment b)
{
    if (!a.known || !b.known)
        return (struct moment){.known = false};
    return a.utc_s > b.utc_s ? a : b;
}

/* S11: any state but off is on; only a clinician takes a finding off. */
static void step_finding(struct fold *fold, const struct facts *facts, size_t index)
{
    const struct event *e = &facts->events[index];
    struct finding_state *state = find_finding(fold, e->subject);

    if (state == NULL) {
        state = &fold->findings[fold->finding_count++];
        *state = (struct finding_state){.finding = e->subject};
    }
    if (span_is(e->value, "off")) {
        state->on = state->on && !span_is(e->by.role, "clinician");
        return;
    }
    if (finding_is_active(state, e->at_s)) {
        state->until = later_of(state->until, e->until);
        return;
    }
    *state = (struct finding_state){
        .finding = e->subject, .on = true, .until = e->until, .began = index};
}

static void step_screening(struct fold *fold, const struct facts *facts, size_t index)
{
    fold->screened = (struct moment){.known = true, .utc_s = facts->events[index].at_s};
}

typedef void step_fn(struct fold *fold, const struct facts *facts, size_t index);

static step_fn *const steps[] = {
    [EVENT_GRANT] = step_grant,         [EVENT_LIFT] = step_lift,   [EVENT_FINDING] = step_finding,
    [EVENT_SCREENING] = step_screening, [EVENT_SESSION_END] = NULL,
};

void fold_step(struct fold *fold, const struct facts *facts, size_t index, int64_t now_s)
{
    const struct event *e = &facts->events[index];

    fold->events[index] = (struct event_state){.exists = e->at_s <= now_s};
    if (e->at_s > now_s)
        return;
    if (steps[e->kind] != NULL)
        steps[e->kind](fold, facts, index);
    live_step(&fold->live, facts, e);
}

void fold_clear(struct fold *fold)
{
    fold->finding_count = 0;
    fold->screened = (struct moment){.known = false};
    live_reset(&fold->live);
}

void fold_all(struct fold *fold, const struct facts *facts, int64_t now_s)
{
    fold_clear(fold);
    for (size_t i = 0; i < facts->event_count; i++)
        fold_step(fold, facts, i, now_s);
}
