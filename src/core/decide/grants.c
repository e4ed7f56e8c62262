/* core/decide/grants.c - which grants are live for a cell, and why the others are not (S9).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/workspace.h"

#include "core/decide/times.h"

static bool is_narrowing(const struct event *e)
{
    return e->kind == EVENT_REVOKE || e->kind == EVENT_MAYBE;
}

/* One order over both kinds, from the end: beside each event the first one after it. */
static void find_narrowings(const struct question *q, struct workspace *w, struct cell cell)
{
    int64_t next = NO_INDEX;

    for (size_t i = q->facts->event_count; i-- > 0;) {
        const struct event *e = &q->facts->events[i];

        w->narrowed_by[i] = next;
        if (w->fold.events[i].exists && is_narrowing(e) && scope_matches(q, &e->scope, cell))
            next = (int64_t)i;
    }
}

static void find_covering(const struct question *q, struct workspace *w, struct cell cell)
{
    for (size_t i = 0; i < q->facts->event_count; i++) {
        const struct event *e = &q->facts->events[i];

        w->covers[i] =
            e->kind == EVENT_GRANT && w->fold.events[i].exists && grant_covers(q, &e->scope, cell);
    }
}

/* Index of the newest beginning that asks for a new consent in this cell, or NO_INDEX. */
static int64_t find_reconsent(const struct question *q, const struct workspace *w, struct cell cell)
{
    int64_t newest = NO_INDEX;

    for (size_t i = 0; i < q->facts->rule_count; i++) {
        const struct rule *rule = &q->facts->rules[i];
        const struct finding_state *finding = rule_find_active(q, &w->fold, rule);

        if (finding != NULL && rule->reconsent && (int64_t)finding->began > newest &&
            scope_matches(q, &rule->scope, cell))
            newest = (int64_t)finding->began;
    }
    return newest;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* R of S9 */
static int64_t reflection_time(const struct question *q)
{
    const struct policy *policy = &q->facts->policy;

    return larger(q->act->access == ACCESS_INTERNAL ? policy->reflect_internal_s : 0,
                  q->act->intent == INTENT_SENSUAL ? policy->reflect_sensual_s : 0);
}

/* A of S9: a renewal does not start the time again; a revoke, a gap or something new does. */
static int64_t reflection_start(const struct question *q, const struct workspace *w, size_t grant)
{
    int64_t at_s = q->facts->events[grant].at_s, start = at_s;

    for (size_t i = 0; i < grant; i++) {
        const struct event *h = &q->facts->events[i];

        if (w->covers[i] && !w->fold.events[i].is_void && w->narrowed_by[i] == NO_INDEX &&
            (!h->until.known || h->until.utc_s >= at_s) && h->at_s < start)
            start = h->at_s;
    }
    return start;
}

/* The time never starts after the grant itself, so most need no look at what stood before. */
static bool is_in_reflection(const struct question *q, const struct workspace *w, size_t grant)
{
    int64_t time_s = reflection_time(q);

    return sum_passes(q->facts->events[grant].at_s, time_s, q->now_s) &&
           sum_passes(reflection_start(q, w, grant), time_s, q->now_s);
}

static enum reason_code narrowing_code(const struct question *q, int64_t index)
{
    return q->facts->events[index].kind == EVENT_REVOKE ? REASON_REVOKED : REASON_MAYBE;
}

/* The first cause, in the order of S9; REASON_COUNT when the grant is live. */
static enum reason_code first_cause(const struct question *q, const struct workspace *w,
                                    size_t grant, int64_t reconsent)
{
    const struct event *g = &q->facts->events[grant];

    if (w->fold.events[grant].is_void)
        return REASON_VOID;
    if (w->fold.events[grant].is_replaced)
        return REASON_REPLACED;
    if (w->narrowed_by[grant] != NO_INDEX)
        return narrowing_code(q, w->narrowed_by[grant]);
    if (reconsent > (int64_t)grant)
        return REASON_PREDATES;
    if (!has_begun(g->from, q->now_s))
        return REASON_NOT_YET;
    if (ends_within(g->until, q->now_s, q->act->duration_s))
        return REASON_EXPIRED;
    return is_in_reflection(q, w, grant) ? REASON_REFLECTION : REASON_COUNT;
}

/* Narrowing is instant: too short for this act, or still in reflection, already binds. */
static bool does_bind(const struct question *q, size_t grant, enum reason_code cause)
{
    if (cause == REASON_EXPIRED)
        return !has_ended(q->facts->events[grant].until, q->now_s);
    return cause == REASON_REFLECTION || cause == REASON_COUNT;
}

/* A revoke or a maybe is named itself; every other cause names the grant. */
static void report_cause(struct workspace *w, size_t grant)
{
    enum reason_code cause = w->causes[grant];
    bool narrowed = cause == REASON_REVOKED || cause == REASON_MAYBE;
    size_t named = narrowed ? (size_t)w->narrowed_by[grant] : grant;

    mark_reason(&w->events[named].reasons, cause);
}

static void report_causes(const struct question *q, struct workspace *w, bool covered)
{
    if (!covered)
        mark_reason(&w->reasons, REASON_NO_GRANT);
    for (size_t i = 0; i < q->facts->event_count; i++) {
        if (w->covers[i])
            report_cause(w, i);
    }
}

void grants_judge(const struct question *q, struct workspace *w, struct cell cell)
{
    bool covered = false, live = false;

    find_narrowings(q, w, cell);
    find_covering(q, w, cell);
    int64_t reconsent = find_reconsent(q, w, cell);

    for (size_t i = 0; i < q->facts->event_count; i++) {
        if (!w->covers[i])
            continue;
        w->causes[i] = first_cause(q, w, i, reconsent);
        w->events[i].binds |= does_bind(q, i, w->causes[i]);
        w->events[i].is_basis |= w->causes[i] == REASON_COUNT;
        live |= w->causes[i] == REASON_COUNT;
        covered = true;
    }
    if (!live)
        report_causes(q, w, covered);
}
