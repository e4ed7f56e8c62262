/* test/unit/core/decide/world.h - small worlds, logs and acts drawn from a tape, their times close
 * together so that edges are hit. On zeros: a world in which the act is permitted.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_UNIT_CORE_DECIDE_WORLD_H
#define HF_TEST_UNIT_CORE_DECIDE_WORLD_H

#include "tape.h"

#include "core/decide/decide.h"

#include <assert.h>
#include <stdalign.h>

enum { MOST_REGIONS = 7, MOST_RULES = 3, MOST_HOUSE = 2, MOST_KEYS = 3, MOST_EVENTS = 32 };

struct world {
    struct region regions[MOST_REGIONS];
    struct rule rules[MOST_RULES], house[MOST_HOUSE];
    struct credential keys[2][MOST_KEYS];
    struct practitioner practitioners[2];
    struct event events[MOST_EVENTS];
    struct facts facts;
    struct act act;
    int64_t now_s, clock_s; /* clock_s: where the log has come to while it is made */
};

#define LIST(...)                                                                                  \
    {                                                                                              \
        (const struct span[]){__VA_ARGS__},                                                        \
            sizeof((const struct span[]){__VA_ARGS__}) / sizeof(struct span)                       \
    }
#define S(word) SPAN_INIT(word)
#define NONE                                                                                       \
    {                                                                                              \
        NULL, 0                                                                                    \
    }

static const struct span region_ids[] = {S("g0"), S("g1"), S("g2"), S("g3"),
                                         S("g4"), S("g5"), S("g6")};
static const struct span rule_ids[] = {S("r0"), S("r1"), S("r2")};
static const struct span house_ids[] = {S("h0"), S("h1")};
static const struct span key_ids[] = {S("k0"), S("k1"), S("k2")};
static const struct span practitioner_ids[] = {S("p1"), S("p2")};
static const struct span event_ids[MOST_EVENTS] = {
    S("e00"), S("e01"), S("e02"), S("e03"), S("e04"), S("e05"), S("e06"), S("e07"),
    S("e08"), S("e09"), S("e10"), S("e11"), S("e12"), S("e13"), S("e14"), S("e15"),
    S("e16"), S("e17"), S("e18"), S("e19"), S("e20"), S("e21"), S("e22"), S("e23"),
    S("e24"), S("e25"), S("e26"), S("e27"), S("e28"), S("e29"), S("e30"), S("e31")};
static const struct span findings[] = {S("f1"), S("f1"), S("f2"), S("f3")};

static const struct words any_techniques[] = {LIST(S("t1"), S("t2")), LIST(S("t1")),
                                              LIST(S("t2")),          LIST(S("*")),
                                              LIST(S("*"), S("t1")),  NONE};
static const struct words any_access[] = {LIST(S("external"), S("internal")), LIST(S("external")),
                                          LIST(S("internal")), LIST(S("*")), NONE};
static const struct words any_intents[] = {LIST(S("therapeutic"), S("sensual")),
                                           LIST(S("therapeutic")), LIST(S("sensual")), LIST(S("*")),
                                           NONE};
static const struct words any_practitioners[] = {LIST(S("p1"), S("p2")), LIST(S("p1")),
                                                 LIST(S("p2")), LIST(S("*")), NONE};
static const struct words any_conditions[] = {NONE,
                                              NONE,
                                              NONE,
                                              LIST(S("gloves")),
                                              LIST(S("chaperone"), S("gloves")),
                                              LIST(S("client:asked"))};
static const struct words clearers = LIST(S("clinician"));

static const struct party the_client = {S("client"), S("c1")};
static const struct party the_practitioner = {S("practitioner"), S("p1")};
static const struct party any_party[] = {
    {S("client"), S("c1")},       {S("client"), S("c1")},    {S("client"), S("c1")},
    {S("client"), S("c1")},       {S("client"), S("c2")},    {S("practitioner"), S("p1")},
    {S("practitioner"), S("p1")}, {S("clinician"), S("d1")}, {S("clinician"), S("d1")},
    {S("chaperone"), S("h1")},    {S("janitor"), S("j1")}};
static const enum side any_side[] = {SIDE_BOTH, SIDE_BOTH, SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT};
static const enum event_kind any_kind[] = {
    EVENT_GRANT,     EVENT_LIMIT,     EVENT_LIFT,          EVENT_REVOKE,     EVENT_MAYBE,
    EVENT_SIGNAL,    EVENT_CAPACITY,  EVENT_ATTEST,        EVENT_FINDING,    EVENT_CLEARANCE,
    EVENT_SCREENING, EVENT_REHEARSAL, EVENT_SESSION_START, EVENT_SESSION_END};

/* One block for everything that a case needs; begun anew by world_make. */
static alignas(max_align_t) unsigned char world_block[4 << 20];
static struct arena world_arena;

static inline struct moment draw_moment(struct tape *tape, unsigned of_256)
{
    if (!tape_chance(tape, of_256))
        return (struct moment){.known = false};
    return (struct moment){.known = true, .utc_s = (int64_t)tape_below(tape, 40)};
}

/* Most lists are the full one; `odd` says how often one is not. */
static inline struct words draw_list(struct tape *tape, const struct words *table, size_t count,
                                     unsigned odd)
{
    return table[tape_chance(tape, odd) ? tape_below(tape, count) : 0];
}
#define DRAW_LIST(tape, table, odd)                                                                \
    draw_list((tape), (table), sizeof(table) / sizeof(table)[0], (odd))

static inline struct span draw_region(struct tape *tape, const struct world *w)
{
    if (tape_chance(tape, 6))
        return SPAN("nowhere");
    return region_ids[tape_below(tape, w->facts.region_count)];
}

static inline struct scope draw_scope(struct tape *tape, const struct world *w, unsigned odd)
{
    return (struct scope){
        .region = tape_chance(tape, 128) ? draw_region(tape, w) : region_ids[0],
        .side = tape_chance(tape, 6) ? SIDE_UNKNOWN : TAPE_PICK(tape, any_side),
        .techniques = DRAW_LIST(tape, any_techniques, odd),
        .access = DRAW_LIST(tape, any_access, odd),
        .intents = DRAW_LIST(tape, any_intents, odd),
        .practitioners = DRAW_LIST(tape, any_practitioners, odd),
    };
}

static inline struct effect draw_effect(struct tape *tape)
{
    struct effect effect = {.deny = tape_chance(tape, 60),
                            .has_max_pressure = tape_chance(tape, 128)};

    if (effect.has_max_pressure)
        effect.max_pressure = (int64_t)tape_below(tape, 11);
    effect.conditions = TAPE_PICK(tape, any_conditions);
    return effect;
}

static inline void draw_grant(struct tape *tape, struct event *e)
{
    e->effect.has_max_pressure = true;
    e->effect.max_pressure = 10 - (int64_t)tape_below(tape, 9);
    e->effect.conditions = TAPE_PICK(tape, any_conditions);
    e->is_signed = !tape_chance(tape, 20);
    if (!tape_chance(tape, 50))
        e->by = the_client;
    if (tape_chance(tape, 40))
        e->replaces = (struct words){&event_ids[tape_below(tape, MOST_EVENTS / 2)], 1};
}

static inline void draw_lift(struct tape *tape, const struct world *w, struct event *e)
{
    size_t i = tape_below(tape, w->facts.event_count + 1);

    e->subject = event_ids[i];
    e->is_signed = !tape_chance(tape, 40);
    if (!tape_chance(tape, 60) && i < w->facts.event_count)
        e->by = w->events[i].by;
}

static inline void draw_words(struct tape *tape, struct event *e)
{
    static const struct span signals[] = {S("green"),  S("green"), S("green"), S("yellow"),
                                          S("yellow"), S("red"),   S("stop"),  S("purple")};
    static const struct span capacities[] = {S("ok"), S("ok"), S("ok"), S("asleep")};
    static const struct span conditions[] = {S("gloves"), S("chaperone"), S("client:asked")};
    static const struct span states[] = {S("on"), S("on"), S("on"), S("off"), S("gone")};

    if (e->kind == EVENT_SIGNAL)
        e->value = TAPE_PICK(tape, signals);
    if (e->kind == EVENT_CAPACITY)
        e->value = TAPE_PICK(tape, capacities);
    if (e->kind == EVENT_ATTEST)
        e->subject = TAPE_PICK(tape, conditions);
    if (e->kind == EVENT_FINDING)
        e->subject = TAPE_PICK(tape, findings);
    if (e->kind == EVENT_CLEARANCE)
        e->subject = TAPE_PICK(tape, rule_ids);
    if (e->kind == EVENT_ATTEST || e->kind == EVENT_FINDING)
        e->value = TAPE_PICK(tape, states);
}

/* One more event at the end of the log, all its members drawn. */
static inline struct event *world_append(struct tape *tape, struct world *w, enum event_kind kind)
{
    size_t i = w->facts.event_count;
    struct event *e = &w->events[i];

    assert(i < MOST_EVENTS);
    *e = (struct event){.id = event_ids[i], .kind = kind, .by = TAPE_PICK(tape, any_party)};
    w->clock_s += (int64_t)tape_below(tape, 3);
    e->at_s = tape_chance(tape, 12) ? (int64_t)tape_below(tape, 40) : w->clock_s;
    if (kind == EVENT_GRANT || kind == EVENT_LIMIT || kind == EVENT_REVOKE || kind == EVENT_MAYBE)
        e->scope = draw_scope(tape, w, kind == EVENT_GRANT ? 60 : 150);
    if (kind == EVENT_LIMIT)
        e->effect = draw_effect(tape);
    if (kind == EVENT_GRANT)
        draw_grant(tape, e);
    if (kind == EVENT_LIFT)
        draw_lift(tape, w, e);
    draw_words(tape, e);
    if (kind == EVENT_GRANT || kind == EVENT_LIMIT || kind == EVENT_CLEARANCE)
        e->from = draw_moment(tape, 40);
    if (kind == EVENT_GRANT || kind == EVENT_LIMIT || kind == EVENT_CLEARANCE ||
        kind == EVENT_FINDING)
        e->until = draw_moment(tape, 60);
    w->facts.event_count++;
    return e;
}

static inline void draw_regions(struct tape *tape, struct world *w)
{
    w->facts.region_count = 1 + tape_below(tape, MOST_REGIONS);
    for (size_t i = 0; i < w->facts.region_count; i++) {
        w->regions[i] = (struct region){.id = region_ids[i], .paired = tape_chance(tape, 120)};
        if (i > 0) {
            w->regions[i].parent = region_ids[tape_below(tape, i)];
            w->regions[i].intimate = tape_chance(tape, 60);
        }
    }
}

static inline void draw_act(struct tape *tape, struct world *w)
{
    static const int64_t durations[] = {0, 0, 1, 3};

    w->act = (struct act){
        .practitioner = practitioner_ids[tape_chance(tape, 20)],
        .region = draw_region(tape, w),
        .technique = tape_chance(tape, 40) ? SPAN("t2") : SPAN("t1"),
        .side = TAPE_PICK(tape, any_side),
        .access = tape_chance(tape, 80) ? ACCESS_INTERNAL : ACCESS_EXTERNAL,
        .intent = tape_chance(tape, 80) ? INTENT_SENSUAL : INTENT_THERAPEUTIC,
        .mode = tape_chance(tape, 80) ? MODE_PLAN : MODE_LIVE,
        .pressure = (int64_t)tape_below(tape, 7),
        .duration_s = TAPE_PICK(tape, durations),
    };
}

static inline struct rule draw_rule(struct tape *tape, const struct world *w, struct span id)
{
    return (struct rule){.id = id,
                         .scope = draw_scope(tape, w, 150),
                         .effect = draw_effect(tape),
                         .finding = findings[tape_below(tape, 3)],
                         .reconsent = tape_chance(tape, 100),
                         .clearable = tape_chance(tape, 100)};
}

/* No policy asks less often for a sign where more is at stake. */
static inline void draw_policy(struct tape *tape, struct world *w)
{
    static const int64_t internal[] = {0, 3, 6}, sensual[] = {0, 2, 5}, cooldowns[] = {1, 3, 8};
    bool brisk = tape_chance(tape, 80);

    w->facts.policy = (struct policy){
        .reflect_internal_s = TAPE_PICK(tape, internal),
        .reflect_sensual_s = TAPE_PICK(tape, sensual),
        .stop_cooldown_s = TAPE_PICK(tape, cooldowns),
        .checkin_s = brisk ? 5 : 30,
        .checkin_sensitive_s = brisk ? 2 : 20,
        .screening_max_age_s = tape_chance(tape, 60) ? 10 : 40,
        .yellow_pressure = 6 - (int64_t)tape_below(tape, 7),
        .clearance_by = clearers,
        .house_count = tape_chance(tape, 40) ? MOST_HOUSE : 0,
    };
    for (size_t i = 0; i < MOST_HOUSE; i++)
        w->house[i] = draw_rule(tape, w, house_ids[i]);
    for (size_t i = 0; i < MOST_RULES; i++)
        w->rules[i] = draw_rule(tape, w, rule_ids[i]);
}

static inline void draw_practitioners(struct tape *tape, struct world *w)
{
    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < MOST_KEYS; i++) {
            w->keys[p][i] = (struct credential){.id = key_ids[i],
                                                .scope = draw_scope(tape, w, 20),
                                                .from = draw_moment(tape, 20),
                                                .until = draw_moment(tape, 20),
                                                .revoked = draw_moment(tape, 20)};
        }
        w->keys[p][1].scope.region = w->act.region;
        w->practitioners[p] = (struct practitioner){practitioner_ids[p], w->keys[p], MOST_KEYS};
    }
}

static inline void draw_noise(struct tape *tape, struct world *w)
{
    size_t count = tape_chance(tape, 60) ? 1 + tape_below(tape, 3) : 0;

    for (size_t i = 0; i < count; i++) {
        enum event_kind kind = TAPE_PICK(tape, any_kind);

        world_append(tape, w, tape_chance(tape, 3) ? EVENT_UNKNOWN : kind);
    }
}

/* A grant of all, where the tape does not say otherwise; now and then by "*". */
static inline void draw_full_grant(struct tape *tape, struct world *w, struct span region)
{
    struct event *e = world_append(tape, w, EVENT_GRANT);

    e->scope = (struct scope){.region = region,
                              .side = SIDE_BOTH,
                              .techniques = any_techniques[tape_chance(tape, 40) ? 3 : 0],
                              .access = any_access[0],
                              .intents = any_intents[0],
                              .practitioners = any_practitioners[tape_chance(tape, 40) ? 3 : 0]};
}

/* What leads to a permit when nothing else happens. */
static inline void draw_log(struct tape *tape, struct world *w)
{
    w->clock_s = (int64_t)tape_below(tape, 6);
    world_append(tape, w, tape_chance(tape, 12) ? EVENT_REHEARSAL : EVENT_SCREENING);
    draw_noise(tape, w);
    draw_full_grant(tape, w, region_ids[0]);
    draw_noise(tape, w);
    draw_full_grant(tape, w, w->act.region);
    draw_noise(tape, w);
    world_append(tape, w, tape_chance(tape, 12) ? EVENT_REHEARSAL : EVENT_SESSION_START);
    draw_noise(tape, w);
    struct event *ok = world_append(tape, w, EVENT_CAPACITY);

    ok->by = the_practitioner;
    struct event *green = world_append(tape, w, EVENT_SIGNAL);

    if (!tape_chance(tape, 60)) {
        ok->value = SPAN("ok");
        green->by = the_client;
        green->value = SPAN("green");
    }
    draw_noise(tape, w);
}

/* The lists of the facts lie in the world itself. */
static inline void world_bind(struct world *w)
{
    w->practitioners[0].credentials = w->keys[0];
    w->practitioners[1].credentials = w->keys[1];
    w->facts.regions = w->regions;
    w->facts.rules = w->rules;
    w->facts.policy.house = w->house;
    w->facts.practitioners = w->practitioners;
    w->facts.events = w->events;
}

static inline void world_make(struct tape *tape, struct world *w)
{
    arena_init(&world_arena, world_block, sizeof world_block);
    *w = (struct world){.facts.client = SPAN("c1"), .facts.rule_count = MOST_RULES};
    draw_regions(tape, w);
    draw_act(tape, w);
    draw_policy(tape, w);
    draw_practitioners(tape, w);
    w->facts.practitioner_count = 2;
    draw_log(tape, w);
    w->facts.adult_at = (struct moment){!tape_chance(tape, 8), tape_chance(tape, 8) ? 12 : 0};
    w->now_s = w->clock_s + (int64_t)tape_below(tape, 4);
    if (w->facts.policy.reflect_internal_s + w->facts.policy.reflect_sensual_s > 0)
        w->now_s += (int64_t)tape_below(tape, 6);
    world_bind(w);
}

static inline void world_copy(const struct world *from, struct world *to)
{
    *to = *from;
    world_bind(to);
}

/* Times and durations at the ends of int64. */
static inline int64_t stretch(struct tape *tape, int64_t n)
{
    static const int64_t ends[] = {INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1, -1};

    return tape_chance(tape, 40) ? TAPE_PICK(tape, ends) : n;
}

static inline void world_stretch(struct tape *tape, struct world *w)
{
    struct policy *p = &w->facts.policy;
    int64_t *const numbers[] = {
        &p->reflect_internal_s,  &p->reflect_sensual_s,   &p->stop_cooldown_s, &p->checkin_s,
        &p->checkin_sensitive_s, &p->screening_max_age_s, &p->yellow_pressure, &w->now_s,
        &w->facts.adult_at.utc_s};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        *numbers[i] = stretch(tape, *numbers[i]);
    for (size_t i = 0; i < w->facts.event_count; i++) {
        struct event *e = &w->events[i];

        e->at_s = stretch(tape, e->at_s);
        e->from.utc_s = stretch(tape, e->from.utc_s);
        e->until.utc_s = stretch(tape, e->until.utc_s);
    }
    for (size_t i = 0; i < MOST_KEYS; i++)
        w->keys[0][i].until.utc_s = stretch(tape, w->keys[0][i].until.utc_s);
    w->act.duration_s = tape_chance(tape, 60) ? INT64_MAX : w->act.duration_s;
}

static inline bool same_words(struct words a, struct words b)
{
    bool same = a.count == b.count;

    for (size_t i = 0; same && i < a.count; i++)
        same = span_equal(a.at[i], b.at[i]);
    return same;
}

static inline bool same_reason(const struct reason *a, const struct reason *b)
{
    return a->code == b->code && span_equal(a->id, b->id);
}

static inline bool same_decision(const struct decision *a, const struct decision *b)
{
    bool same = a->verdict == b->verdict && a->ceiling == b->ceiling &&
                a->reason_count == b->reason_count && same_words(a->conditions, b->conditions) &&
                same_words(a->missing, b->missing) && same_words(a->basis, b->basis);

    for (size_t i = 0; same && i < a->reason_count; i++)
        same = same_reason(&a->reasons[i], &b->reasons[i]);
    return same;
}

/* The answer lives until the next world is made. */
static inline struct decision world_decide(struct world *w)
{
    struct decision d = {.ceiling = 0};
    struct fault why;

    fault_clear(&why);
    enum status st = facts_check(&w->facts, &world_arena, &why);

    assert(st == HF_OK);
    struct workspace *workspace = workspace_new(&w->facts, &world_arena);

    assert(workspace != NULL);
    decide(&w->facts, &w->act, w->now_s, workspace, &d);
    return d;
}

#endif
