/* core/decide/decide.c - one question through all rules.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/decide.h"

#include "core/decide/folded.h"
#include "core/decide/times.h"
#include "core/decide/workspace.h"

#include <string.h>

enum { HIGHEST_PRESSURE = 10, PLAIN_REASONS = 16, REASONS_PER_SOURCE = 8, PLAN_CONDITIONS = 2 };

/* How many of each a decision on these facts can at most name. */
struct bounds {
    size_t sources, conditions, credentials;
};

static struct bounds find_bounds(const struct facts *f)
{
    struct bounds b = {f->event_count + f->rule_count + f->policy.house_count, PLAN_CONDITIONS, 0};

    for (size_t i = 0; i < f->event_count; i++)
        b.conditions += f->events[i].effect.conditions.count;
    for (size_t i = 0; i < f->rule_count; i++)
        b.conditions += f->rules[i].effect.conditions.count;
    for (size_t i = 0; i < f->policy.house_count; i++)
        b.conditions += f->policy.house[i].effect.conditions.count;
    for (size_t i = 0; i < f->practitioner_count; i++) {
        if (f->practitioners[i].credential_count > b.credentials)
            b.credentials = f->practitioners[i].credential_count;
    }
    b.sources += b.credentials;
    return b;
}

struct workspace *workspace_new(const struct facts *facts, struct arena *arena)
{
    struct bounds b = find_bounds(facts);
    struct workspace *w = arena_new(arena, struct workspace);

    if (w == NULL || fold_init(&w->fold, facts, 0, arena, NULL) != HF_OK)
        return NULL;
    w->events = arena_array(arena, struct mark, facts->event_count);
    w->rules = arena_array(arena, struct mark, facts->rule_count);
    w->house = arena_array(arena, struct mark, facts->policy.house_count);
    w->credentials = arena_array(arena, struct mark, b.credentials);
    w->narrowed_by = arena_array(arena, int64_t, facts->event_count);
    w->causes = arena_array(arena, enum reason_code, facts->event_count);
    w->covers = arena_array(arena, bool, facts->event_count);
    w->reason_list =
        arena_array(arena, struct reason, b.sources * REASONS_PER_SOURCE + PLAIN_REASONS);
    w->conditions = arena_array(arena, struct span, b.conditions);
    w->missing = arena_array(arena, struct span, b.conditions);
    w->basis = arena_array(arena, struct span, b.sources);
    return arena->spent ? NULL : w;
}

static const struct practitioner *find_practitioner(const struct question *q)
{
    for (size_t i = 0; i < q->facts->practitioner_count; i++) {
        if (span_equal(q->facts->practitioners[i].id, q->act->practitioner))
            return &q->facts->practitioners[i];
    }
    return NULL;
}

static void clear_marks(struct mark *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        marks[i] = (struct mark){.reasons = 0};
}

void workspace_begin(struct workspace *w)
{
    w->reason_count = w->condition_count = w->missing_count = w->basis_count = 0;
}

static void workspace_clear(const struct question *q, struct workspace *w,
                            const struct practitioner *p)
{
    clear_marks(w->events, q->facts->event_count);
    clear_marks(w->rules, q->facts->rule_count);
    clear_marks(w->house, q->facts->policy.house_count);
    clear_marks(w->credentials, p == NULL ? 0 : p->credential_count);
    workspace_begin(w);
    w->reasons = 0;
    w->ceiling = HIGHEST_PRESSURE;
    w->is_sensitive = false;
}

/* S2: every cell must pass. */
static void judge_footprint(const struct question *q, struct workspace *w,
                            const struct practitioner *p)
{
    struct cell cell = {.leaf = 0};

    for (bool first = true; footprint_next(q, first, &cell); first = false) {
        grants_judge(q, w, cell);
        restrictions_judge(q, w, cell);
        if (p != NULL)
            credentials_judge(q, w, p, cell);
        w->is_sensitive |= cell_is_sensitive(q, cell);
    }
}

/* S18 */
static void judge_unknowns(const struct question *q, struct workspace *w,
                           const struct practitioner *p)
{
    if (q->place == FACTS_NO_PLACE)
        mark_reason(&w->reasons, REASON_UNKNOWN_REGION);
    if (p == NULL)
        mark_reason(&w->reasons, REASON_UNKNOWN_PRACTITIONER);
    for (size_t i = 0; i < q->facts->event_count; i++) {
        if (q->facts->events[i].kind == EVENT_UNKNOWN && w->fold.events[i].exists)
            mark_reason(&w->events[i].reasons, REASON_UNKNOWN_EVENT);
    }
}

/* S15 */
static void judge_client(const struct question *q, struct workspace *w)
{
    struct moment adult_at = q->facts->adult_at;

    if (!adult_at.known)
        mark_reason(&w->reasons, REASON_AGE_UNVERIFIED);
    else if (q->now_s < adult_at.utc_s)
        mark_reason(&w->reasons, REASON_MINOR);
}

/* S16 */
static void judge_screening(const struct question *q, struct workspace *w)
{
    struct moment screened = w->fold.screened;

    if (!screened.known)
        mark_reason(&w->reasons, REASON_SCREENING_MISSING);
    else if (!sum_reaches(screened.utc_s, q->facts->policy.screening_max_age_s, q->now_s))
        mark_reason(&w->reasons, REASON_SCREENING_STALE);
}

/* S17: silence closes. */
static bool is_checkin_stale(const struct question *q, const struct workspace *w)
{
    const struct live_state *live = &w->fold.live;
    const struct policy *policy = &q->facts->policy;
    int64_t limit_s = w->is_sensitive ? policy->checkin_sensitive_s : policy->checkin_s;

    if (live->signal != SIGNAL_GREEN && live->signal != SIGNAL_YELLOW)
        return false;
    return !live->green_at.known || !sum_reaches(live->green_at.utc_s, limit_s, q->now_s);
}

static void judge_signal(const struct question *q, struct workspace *w)
{
    const struct live_state *live = &w->fold.live;

    if (live->open && live->signal == SIGNAL_NONE)
        mark_reason(&w->reasons, REASON_SIGNAL_NONE);
    if (live->signal == SIGNAL_RED)
        mark_reason(&w->reasons, REASON_SIGNAL_RED);
    if (live->signal == SIGNAL_STOP)
        mark_reason(&w->reasons, REASON_SIGNAL_STOP);
    if (live->signal == SIGNAL_YELLOW && w->is_sensitive)
        mark_reason(&w->reasons, REASON_YELLOW_SENSITIVE);
    if (is_checkin_stale(q, w))
        mark_reason(&w->reasons, REASON_CHECKIN_STALE);
}

/* S17: each on its own, whether open or not. */
static void judge_live(const struct question *q, struct workspace *w)
{
    const struct live_state *live = &w->fold.live;

    if (!live->open)
        mark_reason(&w->reasons, REASON_NO_SESSION);
    judge_signal(q, w);
    if (live->capacity == CAPACITY_UNKNOWN)
        mark_reason(&w->reasons, REASON_CAPACITY_UNKNOWN);
    if (live->capacity == CAPACITY_IMPAIRED)
        mark_reason(&w->reasons, REASON_CAPACITY_IMPAIRED);
}

/* S18: exactly this, whatever the facts are. */
static void answer_bad_act(struct decision *ret)
{
    static const struct reason bad_act = {REASON_BAD_ACT, SPAN_INIT("")};

    *ret = (struct decision){.verdict = VERDICT_DENY, .reasons = &bad_act, .reason_count = 1};
}

void decide(const struct facts *facts, const struct act *act, int64_t now_s, struct workspace *w,
            struct decision *ret)
{
    if (!act_is_whole(act)) {
        answer_bad_act(ret);
        return;
    }
    struct question q = {facts, act, now_s, facts_place_of(facts, act->region)};
    const struct practitioner *p = find_practitioner(&q);

    workspace_clear(&q, w, p);
    fold_all(&w->fold, facts, now_s);
    judge_footprint(&q, w, p);
    judge_unknowns(&q, w, p);
    judge_client(&q, w);
    judge_screening(&q, w);
    if (act->mode == MODE_LIVE)
        judge_live(&q, w);
    workspace_answer(&q, w, p, ret);
}

static struct words keep_words(struct words words, struct arena *arena)
{
    struct span *at = arena_array(arena, struct span, words.count);

    if (at != NULL && words.count > 0)
        memcpy(at, words.at, words.count * sizeof *at);
    return (struct words){at, at == NULL ? 0 : words.count};
}

/* A decision borrows its lists from the workspace; for the next step they are copied out, since a
 * workspace for each step of a long plan would fill a request's memory. */
static void keep_lists(struct decision *d, struct arena *arena)
{
    struct reason *reasons = arena_array(arena, struct reason, d->reason_count);

    if (reasons != NULL && d->reason_count > 0)
        memcpy(reasons, d->reasons, d->reason_count * sizeof *reasons);
    d->reasons = reasons;
    d->conditions = keep_words(d->conditions, arena);
    d->missing = keep_words(d->missing, arena);
    d->basis = keep_words(d->basis, arena);
}

enum status decide_plan(const struct facts *facts, const struct act *acts, size_t count,
                        int64_t now_s, struct arena *arena, struct decision *ret, struct fault *why)
{
    struct folded *folded = NULL;
    enum status st = folded_of(facts, now_s, arena, &folded, why);

    if (st != HF_OK)
        return st;
    struct workspace *w = workspace_new(facts, arena);

    for (size_t i = 0; w != NULL && i < count; i++) {
        folded_decide(folded, facts, &acts[i], now_s, w, &ret[i]);
        keep_lists(&ret[i], arena);
    }
    return w == NULL || arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}
