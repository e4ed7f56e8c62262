/* test/unit/core/decide/laws.h - the 23 statements of docs/decision.md, "What must always hold",
 * each as a function that is true for the case on the tape it is given.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_CORE_DECIDE_LAWS_H
#define HF_TEST_UNIT_CORE_DECIDE_LAWS_H

#include "world.h"

#include "core/decide/workspace.h"

static bool has_reason(const struct decision *d, const struct reason *reason)
{
    for (size_t i = 0; i < d->reason_count; i++) {
        if (same_reason(&d->reasons[i], reason))
            return true;
    }
    return false;
}

static bool are_reasons_within(const struct decision *part, const struct decision *whole)
{
    bool all = true;

    for (size_t i = 0; i < part->reason_count; i++)
        all &= has_reason(whole, &part->reasons[i]);
    return all;
}

static bool are_words_within(struct words part, struct words whole)
{
    bool all = true;

    for (size_t i = 0; i < part.count; i++)
        all &= words_have(whole, part.at[i]);
    return all;
}

static bool are_sorted(struct words list)
{
    bool sorted = true;

    for (size_t i = 1; i < list.count; i++)
        sorted &= span_compare(list.at[i - 1], list.at[i]) < 0;
    return sorted;
}

/* Recorded by now: as late as now, or a little before. */
static struct event *append_by_now(struct tape *tape, struct world *w, enum event_kind kind)
{
    struct event *e = world_append(tape, w, kind);

    e->at_s = w->now_s - (int64_t)tape_below(tape, 4);
    return e;
}

static struct event *append_root_revoke(struct world *w, int64_t at_s)
{
    struct event *e = world_append(&(struct tape){.len = 0}, w, EVENT_REVOKE);

    e->at_s = at_s;
    e->scope = (struct scope){.region = region_ids[0], .side = SIDE_BOTH};
    return e;
}

static bool law_01_pure_and_total(struct tape *tape)
{
    struct world w, other;

    world_make(tape, &w);
    struct decision once = world_decide(&w);

    world_copy(&w, &other);
    struct decision again = world_decide(&other);
    struct workspace *used = workspace_new(&w.facts, &world_arena);
    struct decision d;

    decide(&w.facts, &w.act, w.now_s + 7, used, &d);
    decide(&w.facts, &w.act, w.now_s, used, &d);
    return same_decision(&once, &again) && same_decision(&once, &d) &&
           memcmp(w.events, other.events, sizeof w.events) == 0;
}

static bool law_02_deny_iff_reasons(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision d = world_decide(&w);
    enum verdict open = d.missing.count > 0 ? VERDICT_CONDITIONAL : VERDICT_PERMIT;
    bool sorted = are_sorted(d.conditions) && are_sorted(d.missing) && are_sorted(d.basis);

    for (size_t i = 1; i < d.reason_count; i++)
        sorted &= d.reasons[i - 1].code < d.reasons[i].code ||
                  span_compare(d.reasons[i - 1].id, d.reasons[i].id) < 0;
    return sorted && d.verdict == (d.reason_count > 0 ? VERDICT_DENY : open) &&
           are_words_within(d.missing, d.conditions);
}

static bool law_03_no_grant_denies(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    for (size_t i = 0; i < w.facts.event_count; i++) {
        if (w.events[i].kind == EVENT_GRANT)
            w.events[i].kind = EVENT_REHEARSAL;
    }
    return world_decide(&w).verdict == VERDICT_DENY;
}

/* Every kind of event that can only narrow, by anyone. */
static void append_narrowing(struct tape *tape, struct world *w)
{
    static const struct {
        enum event_kind kind;
        struct span value;
    } rows[] = {
        {EVENT_REVOKE, S("")},      {EVENT_MAYBE, S("")},        {EVENT_LIMIT, S("")},
        {EVENT_FINDING, S("on")},   {EVENT_SIGNAL, S("yellow")}, {EVENT_SIGNAL, S("red")},
        {EVENT_SIGNAL, S("stop")},  {EVENT_SIGNAL, S("blue")},   {EVENT_CAPACITY, S("asleep")},
        {EVENT_SESSION_END, S("")}, {EVENT_ATTEST, S("off")},    {EVENT_UNKNOWN, S("")},
    };
    size_t i = tape_below(tape, sizeof rows / sizeof rows[0]);
    struct event *e = append_by_now(tape, w, rows[i].kind);

    e->value = rows[i].value;
}

static bool law_04_narrowing_never_raises(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision before = world_decide(&w);

    append_narrowing(tape, &w);
    return world_decide(&w).verdict <= before.verdict;
}

static bool law_05_revoke_red_and_stop_deny_at_once(struct tape *tape)
{
    static const struct span signals[] = {S("red"), S("stop")};
    struct world w, live;

    world_make(tape, &w);
    world_copy(&w, &live);
    append_root_revoke(&w, w.now_s);
    struct event *e = world_append(tape, &live, EVENT_SIGNAL);

    e->value = TAPE_PICK(tape, signals);
    e->at_s = live.now_s;
    live.act.mode = MODE_LIVE;
    return world_decide(&w).verdict == VERDICT_DENY && world_decide(&live).verdict == VERDICT_DENY;
}

/* What only the client, or whoever set a limit, or a clinician may do: done by another. */
static void append_without_right(struct tape *tape, struct world *w)
{
    static const enum event_kind kinds[] = {EVENT_GRANT, EVENT_SIGNAL, EVENT_LIFT, EVENT_FINDING};
    struct event *e = append_by_now(tape, w, TAPE_PICK(tape, kinds));

    e->by = the_practitioner;
    e->is_signed = true;
    if (e->kind == EVENT_SIGNAL)
        e->value = SPAN("green");
    if (e->kind == EVENT_FINDING)
        e->value = SPAN("off");
    if (e->kind == EVENT_LIFT)
        e->by.id = SPAN("p9");
}

static bool law_06_others_change_nothing(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision before = world_decide(&w);

    append_without_right(tape, &w);
    struct decision after = world_decide(&w);

    return before.verdict == after.verdict && before.ceiling == after.ceiling &&
           same_words(before.basis, after.basis);
}

static bool is_by_the_client(const struct event *e)
{
    return span_is(e->by.role, "client") && span_is(e->by.id, "c1");
}

/* A client's own limit is lifted by the client; any other by whoever set it. */
static bool is_lift_with_right(const struct world *w, const struct event *lift)
{
    int matching = 0;

    for (size_t i = 0; i < w->facts.event_count; i++) {
        const struct event *e = &w->events[i];

        matching += e->kind == EVENT_LIMIT && span_equal(e->id, lift->subject) &&
                    span_equal(e->by.role, lift->by.role) && span_equal(e->by.id, lift->by.id);
    }
    return matching > 0 && (!span_is(lift->by.role, "client") || is_by_the_client(lift));
}

static bool may_raise(const struct world *w, const struct event *e)
{
    bool on = span_is(e->value, "on");

    switch (e->kind) {
    case EVENT_GRANT:
        return is_by_the_client(e) && e->is_signed;
    case EVENT_LIFT:
        return is_lift_with_right(w, e);
    case EVENT_SIGNAL:
        return is_by_the_client(e) && span_is(e->value, "green");
    case EVENT_CAPACITY:
        return span_is(e->value, "ok");
    case EVENT_ATTEST:
        return on;
    case EVENT_FINDING:
        return span_is(e->value, "off") && span_is(e->by.role, "clinician");
    case EVENT_SESSION_START:
    case EVENT_SCREENING:
    case EVENT_CLEARANCE:
        return true;
    case EVENT_UNKNOWN:
    case EVENT_LIMIT:
    case EVENT_REVOKE:
    case EVENT_MAYBE:
    case EVENT_REHEARSAL:
    case EVENT_SESSION_END:
        return false;
    }
    return false;
}

static bool law_07_only_listed_events_raise(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision before = world_decide(&w);
    enum event_kind kind = TAPE_PICK(tape, any_kind);
    const struct event *e = append_by_now(tape, &w, kind);

    return world_decide(&w).verdict <= before.verdict || may_raise(&w, e);
}

static const struct event *find_event(const struct world *w, struct span id)
{
    for (size_t i = 0; i < w->facts.event_count; i++) {
        if (span_equal(w->events[i].id, id))
            return &w->events[i];
    }
    return NULL;
}

static bool law_08_every_yes_rests_on_a_signed_grant(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision d = world_decide(&w);
    int grants = 0;

    for (size_t i = 0; i < d.basis.count; i++) {
        const struct event *e = find_event(&w, d.basis.at[i]);

        grants += e != NULL && e->kind == EVENT_GRANT && e->is_signed && is_by_the_client(e);
    }
    return d.verdict == VERDICT_DENY || grants > 0;
}

static bool is_below(const struct world *w, size_t region, int32_t above)
{
    int32_t at = (int32_t)region;

    while (at != above && at != FACTS_NO_PLACE)
        at = w->regions[at].parent_place;
    return at == above;
}

/* Each cell below the act's region is asked for apart. */
static size_t decide_cells(struct world *w, struct decision *ret)
{
    static const enum side sides[] = {SIDE_LEFT, SIDE_RIGHT};
    int32_t above = facts_place_of(&w->facts, w->act.region);
    size_t n = 0;

    for (size_t i = 0; i < w->facts.region_count; i++) {
        if (!w->regions[i].is_leaf || above == FACTS_NO_PLACE || !is_below(w, i, above))
            continue;
        for (size_t s = 0; s < (w->regions[i].paired ? 2 : 1); s++) {
            w->act.region = region_ids[i];
            w->act.side = w->regions[i].paired ? sides[s] : SIDE_BOTH;
            ret[n++] = world_decide(w);
        }
    }
    return n;
}

static bool is_part(const struct decision *part, const struct decision *whole)
{
    return are_reasons_within(part, whole) && are_words_within(part->basis, whole->basis) &&
           are_words_within(part->conditions, whole->conditions) &&
           are_words_within(part->missing, whole->missing);
}

static bool law_09_an_act_is_the_union_of_its_cells(struct tape *tape)
{
    struct world w;
    struct decision parts[2 * MOST_REGIONS], all = {.verdict = VERDICT_PERMIT, .ceiling = 10};
    bool holds = true;
    size_t reasons = 0;

    world_make(tape, &w);
    w.act.access = ACCESS_EXTERNAL;
    w.act.side = SIDE_BOTH;
    struct decision whole = world_decide(&w);
    size_t count = decide_cells(&w, parts);

    for (size_t i = 0; i < count; i++) {
        holds &= is_part(&parts[i], &whole);
        all.verdict = parts[i].verdict < all.verdict ? parts[i].verdict : all.verdict;
        all.ceiling = parts[i].ceiling < all.ceiling ? parts[i].ceiling : all.ceiling;
    }
    for (size_t i = 0; i < whole.reason_count; i++) {
        bool named = false;

        for (size_t k = 0; k < count; k++)
            named |= has_reason(&parts[k], &whole.reasons[i]);
        reasons += named;
    }
    return count == 0 || (holds && reasons == whole.reason_count && all.verdict == whole.verdict &&
                          all.ceiling == whole.ceiling);
}

static bool law_10_less_is_never_worse(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision whole = world_decide(&w);

    w.act.pressure -= (int64_t)tape_below(tape, (size_t)w.act.pressure + 1);
    w.act.duration_s -= (int64_t)tape_below(tape, (size_t)w.act.duration_s + 1);
    struct decision less = world_decide(&w);
    int32_t above = facts_place_of(&w.facts, w.act.region);
    size_t region = tape_below(tape, w.facts.region_count);

    w.act.access = ACCESS_EXTERNAL;
    w.act.side = SIDE_BOTH;
    struct decision wide = world_decide(&w);

    if (above == FACTS_NO_PLACE || !is_below(&w, region, above))
        return less.verdict >= whole.verdict;
    w.act.region = region_ids[region];
    return less.verdict >= whole.verdict && world_decide(&w).verdict >= wide.verdict;
}

static bool law_11_a_plan_asks_less_and_is_never_a_permit(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    w.act.mode = MODE_LIVE;
    struct decision live = world_decide(&w);

    w.act.mode = MODE_PLAN;
    struct decision plan = world_decide(&w);

    return are_reasons_within(&plan, &live) && plan.verdict != VERDICT_PERMIT;
}

static bool law_12_later_events_are_invisible(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision before = world_decide(&w);
    struct event *e = append_by_now(tape, &w, TAPE_PICK(tape, any_kind));
    size_t to = tape_below(tape, w.facts.event_count);
    struct event later = *e;

    later.at_s = w.now_s + 1 + (int64_t)tape_below(tape, 3);
    memmove(&w.events[to + 1], &w.events[to], (w.facts.event_count - 1 - to) * sizeof later);
    w.events[to] = later;
    struct decision after = world_decide(&w);

    return same_decision(&before, &after);
}

static void drop_later_events(struct world *w)
{
    size_t left = 0;

    for (size_t i = 0; i < w->facts.event_count; i++) {
        if (w->events[i].at_s <= w->now_s)
            w->events[left++] = w->events[i];
    }
    w->facts.event_count = left;
}

static bool law_13_silence_closes(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    drop_later_events(&w);
    w.act.mode = MODE_LIVE;
    w.now_s += w.facts.policy.checkin_s + 1;
    return world_decide(&w).verdict == VERDICT_DENY;
}

static void consider(const struct world *w, struct moment m, int64_t more_s, int64_t *next_s)
{
    if (m.known && m.utc_s + more_s > w->now_s && m.utc_s + more_s < *next_s)
        *next_s = m.utc_s + more_s;
}

static void consider_event(const struct world *w, const struct event *e, int64_t *next_s)
{
    const struct policy *p = &w->facts.policy;
    const int64_t after[] = {0,
                             p->reflect_internal_s,
                             p->reflect_sensual_s,
                             p->screening_max_age_s + 1,
                             p->checkin_s + 1,
                             p->checkin_sensitive_s + 1};

    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++)
        consider(w, (struct moment){true, e->at_s}, after[i], next_s);
    consider(w, e->from, 0, next_s);
    consider(w, e->until, 0, next_s);
    consider(w, e->until, -w->act.duration_s, next_s);
}

/* The first time after now at which the answer may be another, if nothing is recorded till then. */
static int64_t next_boundary(const struct world *w)
{
    int64_t next_s = w->now_s + 12;

    consider(w, w->facts.adult_at, 0, &next_s);
    for (size_t i = 0; i < w->facts.event_count; i++)
        consider_event(w, &w->events[i], &next_s);
    for (size_t i = 0; i < MOST_KEYS; i++) {
        const struct credential *k = &w->keys[span_is(w->act.practitioner, "p2")][i];

        consider(w, k->from, 0, &next_s);
        consider(w, k->revoked, 0, &next_s);
        consider(w, k->until, -w->act.duration_s, &next_s);
    }
    return next_s;
}

static bool law_14_constant_between_boundaries(struct tape *tape)
{
    struct world w;
    bool holds = true;

    world_make(tape, &w);
    struct decision now = world_decide(&w);
    int64_t next_s = next_boundary(&w);

    while (++w.now_s < next_s) {
        struct decision then = world_decide(&w);

        holds &= same_decision(&now, &then);
    }
    return holds;
}

static bool law_15_grants_of_one_time_may_swap(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct event *a = append_by_now(tape, &w, EVENT_GRANT);
    struct event *b = append_by_now(tape, &w, EVENT_GRANT);

    b->at_s = a->at_s;
    a->replaces = b->replaces = (struct words){.count = 0};
    append_by_now(tape, &w, TAPE_PICK(tape, any_kind));
    struct decision before = world_decide(&w);
    struct event swapped = *a;

    *a = *b;
    *b = swapped;
    struct decision after = world_decide(&w);

    return same_decision(&before, &after);
}

static bool law_16_a_minor_is_denied(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    w.facts.adult_at =
        (struct moment){!tape_chance(tape, 60), w.now_s + 1 + (int64_t)tape_below(tape, 9)};
    return world_decide(&w).verdict == VERDICT_DENY;
}

static bool law_17_pressure_within_every_ceiling(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision d = world_decide(&w);
    bool within = w.act.pressure <= d.ceiling;

    for (size_t i = 0; i < d.basis.count; i++) {
        const struct event *e = find_event(&w, d.basis.at[i]);

        within &= e == NULL || w.act.pressure <= e->effect.max_pressure;
    }
    return d.verdict == VERDICT_DENY || within;
}

static bool names_exactly(const struct world *w, const struct event *e)
{
    return e != NULL && span_equal(e->scope.region, w->act.region) &&
           words_have(e->scope.access, SPAN("internal")) &&
           words_have(e->scope.techniques, w->act.technique) &&
           words_have(e->scope.practitioners, w->act.practitioner);
}

static bool law_18_internal_needs_an_exact_grant(struct tape *tape)
{
    struct world w;
    bool named = false;

    world_make(tape, &w);
    w.act.access = ACCESS_INTERNAL;
    struct decision d = world_decide(&w);

    for (size_t i = 0; i < d.basis.count; i++)
        named |= names_exactly(&w, find_event(&w, d.basis.at[i]));
    return d.verdict == VERDICT_DENY || named;
}

static bool same_moment(struct moment a, struct moment b)
{
    return a.known == b.known && (!a.known || a.utc_s == b.utc_s);
}

static bool same_live(const struct live_state *a, const struct live_state *b)
{
    return a->open == b->open && a->signal == b->signal && a->capacity == b->capacity &&
           same_moment(a->green_at, b->green_at) && a->stop_at_s == b->stop_at_s &&
           same_words((struct words){a->attested, a->attested_count},
                      (struct words){b->attested, b->attested_count});
}

static bool same_finding(const struct finding_state *a, const struct finding_state *b)
{
    return span_equal(a->finding, b->finding) && a->on == b->on && a->began == b->began &&
           same_moment(a->until, b->until);
}

static bool same_fold(const struct fold *a, const struct fold *b, size_t events)
{
    bool same = same_live(&a->live, &b->live) && same_moment(a->screened, b->screened) &&
                a->finding_count == b->finding_count &&
                memcmp(a->events, b->events, events * sizeof *a->events) == 0;

    for (size_t i = 0; same && i < a->finding_count; i++)
        same = same_finding(&a->findings[i], &b->findings[i]);
    return same;
}

static bool law_19_fold_takes_one_step_for_one_event(struct tape *tape)
{
    struct fold stepped;
    struct fault why;
    struct world w;

    world_make(tape, &w);
    append_by_now(tape, &w, TAPE_PICK(tape, any_kind));
    (void)world_decide(&w);
    struct workspace *whole = workspace_new(&w.facts, &world_arena);
    struct decision d;

    decide(&w.facts, &w.act, w.now_s, whole, &d);
    fault_clear(&why);
    enum status st = fold_init(&stepped, &w.facts, 0, &world_arena, &why);

    assert(st == HF_OK);
    w.facts.event_count--;
    fold_all(&stepped, &w.facts, w.now_s);
    w.facts.event_count++;
    fold_step(&stepped, &w.facts, w.facts.event_count - 1, w.now_s);
    return same_fold(&whole->fold, &stepped, w.facts.event_count);
}

static bool is_end(const struct event *e)
{
    return e->kind == EVENT_SESSION_END || e->kind == EVENT_SESSION_START;
}

static bool latches_hold(const struct live_state *before, const struct live_state *after,
                         const struct event *e, int64_t cooldown_s)
{
    bool restarted = e->kind == EVENT_SESSION_START && e->at_s >= before->stop_at_s + cooldown_s;
    bool green = e->kind == EVENT_SIGNAL && is_by_the_client(e) && span_is(e->value, "green");
    bool stopped = after->signal == SIGNAL_STOP;

    if (before->signal == SIGNAL_STOP && !stopped && !restarted)
        return false;
    if (before->signal == SIGNAL_RED && after->signal != SIGNAL_RED && !stopped &&
        !(green && after->signal == SIGNAL_GREEN))
        return false;
    return before->capacity != CAPACITY_IMPAIRED || after->capacity == CAPACITY_IMPAIRED ||
           (is_end(e) && stopped);
}

static bool law_20_latches(struct tape *tape)
{
    struct live_state live;
    struct fault why;
    struct world w;
    bool holds = true;

    world_make(tape, &w);
    fault_clear(&why);
    enum status st = live_init(&live, &w.facts, 0, &world_arena, &why);

    assert(st == HF_OK);
    for (size_t i = 0; i < w.facts.event_count; i++) {
        struct live_state before = live;

        live_step(&live, &w.facts, &w.events[i]);
        holds &= latches_hold(&before, &live, &w.events[i], w.facts.policy.stop_cooldown_s);
    }
    return holds;
}

/* Before every other id, and before "yellow": the order stays. */
static struct span rename_id(struct span id)
{
    if (id.len == 0 || span_is(id, "*"))
        return id;
    char *at = arena_array(&world_arena, char, id.len + 2);

    assert(at != NULL);
    memcpy(at, "a.", 2);
    memcpy(at + 2, id.at, id.len);
    return span_at(at, id.len + 2);
}

static struct words rename_ids(struct words ids)
{
    struct span *at = arena_array(&world_arena, struct span, ids.count);

    for (size_t i = 0; i < ids.count; i++)
        at[i] = rename_id(ids.at[i]);
    return (struct words){at, ids.count};
}

static void rename_scope(struct scope *scope)
{
    scope->region = rename_id(scope->region);
    scope->practitioners = rename_ids(scope->practitioners);
}

static void rename_rule(struct rule *rule)
{
    rule->id = rename_id(rule->id);
    rule->finding = rename_id(rule->finding);
    rename_scope(&rule->scope);
}

static void rename_event(struct event *e)
{
    e->id = rename_id(e->id);
    e->by.id = rename_id(e->by.id);
    e->replaces = rename_ids(e->replaces);
    rename_scope(&e->scope);
    if (e->kind != EVENT_ATTEST)
        e->subject = rename_id(e->subject);
}

static void rename_world(struct world *w)
{
    w->facts.client = rename_id(w->facts.client);
    w->act.region = rename_id(w->act.region);
    w->act.practitioner = rename_id(w->act.practitioner);
    for (size_t i = 0; i < w->facts.region_count; i++) {
        w->regions[i].id = rename_id(w->regions[i].id);
        w->regions[i].parent = rename_id(w->regions[i].parent);
    }
    for (size_t i = 0; i < MOST_RULES; i++)
        rename_rule(&w->rules[i]);
    for (size_t i = 0; i < MOST_HOUSE; i++)
        rename_rule(&w->house[i]);
    for (size_t p = 0; p < 2; p++) {
        w->practitioners[p].id = rename_id(w->practitioners[p].id);
        for (size_t i = 0; i < MOST_KEYS; i++) {
            w->keys[p][i].id = rename_id(w->keys[p][i].id);
            rename_scope(&w->keys[p][i].scope);
        }
    }
    for (size_t i = 0; i < w->facts.event_count; i++)
        rename_event(&w->events[i]);
}

static struct decision rename_decision(const struct decision *d)
{
    struct reason *reasons = arena_array(&world_arena, struct reason, d->reason_count);
    struct decision renamed = *d;

    for (size_t i = 0; i < d->reason_count; i++) {
        bool is_word = span_is(d->reasons[i].id, "yellow");

        reasons[i] = d->reasons[i];
        reasons[i].id = is_word ? reasons[i].id : rename_id(reasons[i].id);
    }
    renamed.reasons = reasons;
    renamed.basis = rename_ids(d->basis);
    return renamed;
}

static bool law_21_names_do_not_matter(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision d = world_decide(&w), expected = rename_decision(&d);

    rename_world(&w);
    struct decision renamed = world_decide(&w);

    return same_decision(&expected, &renamed);
}

enum { ENOUGH_MEMORY = 64 << 10 };

/* The sanitizer sees what overflows. */
static bool law_22_bounded_and_without_overflow(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    world_stretch(tape, &w);
    struct decision d = world_decide(&w);

    return world_arena.used < ENOUGH_MEMORY && d.ceiling <= 10 &&
           (d.verdict == VERDICT_DENY) == (d.reason_count > 0);
}

/* Why the log is append-only: what narrowed is gone when its event is. */
static bool law_23_deleting_can_widen(struct tape *tape)
{
    struct world w;

    world_make(tape, &w);
    struct decision before = world_decide(&w);

    append_root_revoke(&w, w.now_s);
    struct decision revoked = world_decide(&w);

    w.facts.event_count--;
    struct decision deleted = world_decide(&w);

    return revoked.verdict == VERDICT_DENY && same_decision(&before, &deleted);
}

struct law {
    const char *name;
    tape_law_fn *holds;
};

#define LAW(name)                                                                                  \
    {                                                                                              \
#name, name                                                                                \
    }

static const struct law laws[] = {
    LAW(law_01_pure_and_total),
    LAW(law_02_deny_iff_reasons),
    LAW(law_03_no_grant_denies),
    LAW(law_04_narrowing_never_raises),
    LAW(law_05_revoke_red_and_stop_deny_at_once),
    LAW(law_06_others_change_nothing),
    LAW(law_07_only_listed_events_raise),
    LAW(law_08_every_yes_rests_on_a_signed_grant),
    LAW(law_09_an_act_is_the_union_of_its_cells),
    LAW(law_10_less_is_never_worse),
    LAW(law_11_a_plan_asks_less_and_is_never_a_permit),
    LAW(law_12_later_events_are_invisible),
    LAW(law_13_silence_closes),
    LAW(law_14_constant_between_boundaries),
    LAW(law_15_grants_of_one_time_may_swap),
    LAW(law_16_a_minor_is_denied),
    LAW(law_17_pressure_within_every_ceiling),
    LAW(law_18_internal_needs_an_exact_grant),
    LAW(law_19_fold_takes_one_step_for_one_event),
    LAW(law_20_latches),
    LAW(law_21_names_do_not_matter),
    LAW(law_22_bounded_and_without_overflow),
    LAW(law_23_deleting_can_widen),
};

enum { LAW_COUNT = sizeof laws / sizeof laws[0] };

#endif
