/* core/decide/judging.c - the folded form asked: S9-S19 as masks.
 *
 * Says rule for rule what grants.c, restrictions.c, credentials.c, decide.c and answer.c say.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/folding.h"

#include "core/decide/times.h"

enum { HIGHEST_PRESSURE = 10 };

/* One question to one client: what is the same for all its cells, and what was found so far. */
struct judging {
    const struct folded *f;
    const struct asked *asked;
    int64_t now_s, end_s; /* end_s: now + duration, INT64_MAX when it is beyond */
    int64_t reflection_s;
    bool is_beyond; /* the sum left int64: beyond every until */
    bool is_internal, is_sensitive_act, is_sensitive;
    uint64_t grants[2];                /* whose lists cover; [1]: something sensitive */
    uint64_t narrowings, restrictions; /* whose lists match, in force */
    uint64_t keys_judged;
    struct folded_answer *to;
};

static void add_reason(struct judging *j, enum reason_code code)
{
    j->to->reasons |= UINT64_C(1) << code;
}

/* --- S9 -------------------------------------------------------------------------------------- */

/* S4: internal access needs the very region of the act. */
static uint64_t grants_of_place(const struct judging *j, uint64_t grants)
{
    uint64_t left = grants;

    for (uint64_t rest = grants; rest != 0; rest &= rest - 1) {
        if (j->f->grants[mask_lowest(rest)].place != j->asked->place)
            left &= ~mask_bit(mask_lowest(rest));
    }
    return left;
}

static uint64_t find_expired(const struct judging *j, uint64_t grants)
{
    uint64_t expired = 0;

    if (!j->is_beyond && j->end_s < j->f->first_until_s)
        return 0;
    for (uint64_t rest = grants & j->f->with_until; rest != 0; rest &= rest - 1) {
        if (j->is_beyond || j->end_s >= j->f->grants[mask_lowest(rest)].until_s)
            expired |= mask_bit(mask_lowest(rest));
    }
    return expired;
}

/* A of S9, among the earlier grants that count for it. */
static int64_t reflection_start(const struct folded *f, size_t grant, uint64_t counting)
{
    int64_t at_s = f->grants[grant].at_s, start = at_s;

    for (uint64_t rest = counting & mask_before(grant); rest != 0; rest &= rest - 1) {
        size_t h = mask_lowest(rest);
        bool lasts = (f->with_until & mask_bit(h)) == 0 || f->grants[h].until_s >= at_s;

        if (lasts && f->grants[h].at_s < start)
            start = f->grants[h].at_s;
    }
    return start;
}

static uint64_t find_reflecting(const struct judging *j, uint64_t grants, uint64_t counting)
{
    uint64_t reflecting = 0;

    for (uint64_t rest = grants; rest != 0; rest &= rest - 1) {
        size_t g = mask_lowest(rest);

        if (sum_passes(reflection_start(j->f, g, counting), j->reflection_s, j->now_s))
            reflecting |= mask_bit(g);
    }
    return reflecting;
}

/* Grants before the newest beginning that asks for a new consent in this cell. */
static uint64_t find_predating(const struct judging *j, uint64_t restrictions)
{
    uint64_t predating = 0;

    for (uint64_t rest = restrictions & j->f->reconsenting; rest != 0; rest &= rest - 1)
        predating |= j->f->restrictions[mask_lowest(rest)].earlier;
    return predating;
}

/* Of the narrowings that match, those that are the first after one of the grants. */
static uint64_t find_named(const struct judging *j, uint64_t narrowings, uint64_t grants)
{
    uint64_t named = 0, before = 0;

    for (uint64_t rest = narrowings; rest != 0; rest &= rest - 1) {
        uint64_t earlier = j->f->narrowings[mask_lowest(rest)].earlier;

        if ((grants & earlier & ~before) != 0)
            named |= mask_bit(mask_lowest(rest));
        before = earlier;
    }
    return named;
}

/* The grants of one cell by what stands against them; each may stand in several. */
struct causes {
    uint64_t covering, narrowings, narrowed, predating, expired, reflecting;
};

/* Moves those of `*rest` for which a cause holds. */
static uint64_t pick(uint64_t *rest, uint64_t cause)
{
    uint64_t hit = *rest & cause;

    *rest &= ~cause;
    return hit;
}

/* In a cell with no live grant: for each covering one its first cause, in the order of S9. */
static void report_causes(struct judging *j, const struct causes *c)
{
    struct folded_answer *to = j->to;
    uint64_t rest = c->covering;

    if (rest == 0)
        add_reason(j, REASON_NO_GRANT);
    to->void_grants |= pick(&rest, j->f->is_void);
    to->replaced |= pick(&rest, j->f->replaced);
    to->narrowings |= find_named(j, c->narrowings, pick(&rest, c->narrowed));
    to->predating |= pick(&rest, c->predating);
    to->not_yet |= pick(&rest, j->f->not_yet);
    to->expired |= pick(&rest, c->expired);
    to->reflecting |= rest;
}

static void judge_grants(struct judging *j, const struct row *row, bool sensitive)
{
    const struct folded *f = j->f;
    uint64_t restrictions = row->masks[ROW_RESTRICTIONS] & j->restrictions;
    struct causes c = {.covering = row->masks[ROW_GRANTS] & j->grants[sensitive],
                       .narrowings = row->masks[ROW_NARROWINGS] & j->narrowings,
                       .predating = find_predating(j, restrictions)};

    if (j->is_internal)
        c.covering = grants_of_place(j, c.covering);
    if (c.narrowings != 0)
        c.narrowed = f->narrowings[mask_highest(c.narrowings)].earlier;
    uint64_t held = c.covering & ~(f->is_void | c.narrowed);
    uint64_t fresh = held & ~(f->replaced | c.predating | f->not_yet);

    c.expired = find_expired(j, fresh);
    if (j->reflection_s > 0)
        c.reflecting = find_reflecting(j, fresh & ~c.expired, held);
    uint64_t live = fresh & ~(c.expired | c.reflecting);

    j->to->binding |= fresh & ~f->ended;
    j->to->live |= live;
    j->to->restrictions |= restrictions;
    if (live == 0)
        report_causes(j, &c);
}

/* --- S14 ------------------------------------------------------------------------------------- */

static bool ends_before_the_act(const struct judging *j, struct moment until)
{
    return until.known && (j->is_beyond || j->end_s >= until.utc_s);
}

/* The first cause, in the order of S14; each credential is judged once. */
static void judge_key(struct judging *j, size_t slot)
{
    const struct credential *k = &j->asked->keyring->practitioner->credentials[slot];
    struct folded_answer *to = j->to;

    if (has_ended(k->revoked, j->now_s))
        to->keys_revoked |= mask_bit(slot);
    else if (!has_begun(k->from, j->now_s))
        to->keys_not_yet |= mask_bit(slot);
    else if (ends_before_the_act(j, k->until))
        to->keys_expired |= mask_bit(slot);
    else
        to->keys_valid |= mask_bit(slot);
}

static uint64_t keys_of_place(const struct judging *j, uint64_t keys)
{
    const struct credential *credentials = j->asked->keyring->practitioner->credentials;
    uint64_t left = keys;

    for (uint64_t rest = keys; rest != 0; rest &= rest - 1) {
        if (credentials[mask_lowest(rest)].scope.place != j->asked->place)
            left &= ~mask_bit(mask_lowest(rest));
    }
    return left;
}

/* Returns those of the cell's credentials that are to be told of: the valid ones, or all. */
static uint64_t judge_keys(struct judging *j, size_t cell, bool sensitive)
{
    uint64_t keys = j->asked->keyring->by_cell[cell] & j->asked->keys[sensitive];

    if (j->is_internal)
        keys = keys_of_place(j, keys);
    for (uint64_t rest = keys & ~j->keys_judged; rest != 0; rest &= rest - 1)
        judge_key(j, mask_lowest(rest));
    j->keys_judged |= keys;
    if (keys == 0)
        add_reason(j, REASON_OUT_OF_SCOPE);
    return (keys & j->to->keys_valid) != 0 ? keys & j->to->keys_valid : keys;
}

/* --- S2, S3 ---------------------------------------------------------------------------------- */

/* A cell like the one before it says nothing new. */
struct likeness {
    const struct row *row;
    uint64_t house, keys;
    bool sensitive;
};

static bool is_like(const struct likeness *a, const struct likeness *b)
{
    return a->row == b->row && a->house == b->house && a->keys == b->keys &&
           a->sensitive == b->sensitive;
}

static struct likeness likeness_of(const struct judging *j, size_t cell)
{
    const struct ground *g = j->f->ground;
    const struct keyring *ring = j->asked->keyring;

    return (struct likeness){.row = &j->f->rows[j->f->row_of[cell]],
                             .house = g->house_by_cell[cell],
                             .keys = ring == NULL ? 0 : ring->by_cell[cell],
                             .sensitive = j->is_sensitive_act ||
                                          (g->body.cells[cell] & CELL_IS_INTIMATE) != 0};
}

static uint64_t judge_cell(struct judging *j, size_t cell, const struct likeness *like)
{
    j->is_sensitive |= like->sensitive;
    judge_grants(j, like->row, like->sensitive);
    j->to->house |= like->house & j->asked->house;
    return j->asked->keyring == NULL ? 0 : judge_keys(j, cell, like->sensitive);
}

static void judge_footprint(struct judging *j)
{
    struct cell_set set = j->asked->footprint;
    struct likeness last = {.row = NULL};
    uint64_t told = 0;

    for (size_t c = set.first; c < set.end; c++) {
        if (!cell_set_has(set, &j->f->ground->body, c))
            continue;
        struct likeness like = likeness_of(j, c);

        if (!is_like(&like, &last))
            told |= judge_cell(j, c, &like);
        last = like;
    }
    j->to->keys_valid &= told;
    j->to->keys_revoked &= told;
    j->to->keys_not_yet &= told;
    j->to->keys_expired &= told;
}

/* --- S15-S18 --------------------------------------------------------------------------------- */

static void judge_facts(struct judging *j)
{
    const struct policy *policy = &j->f->ground->facts->policy;
    struct moment adult_at = j->f->adult_at, screened = j->f->fold.screened;

    if (j->asked->place == FACTS_NO_PLACE)
        add_reason(j, REASON_UNKNOWN_REGION);
    if (j->asked->keyring == NULL)
        add_reason(j, REASON_UNKNOWN_PRACTITIONER);
    if (j->f->has_unknown_event)
        add_reason(j, REASON_UNKNOWN_EVENT);
    if (j->f->has_unknown_finding)
        add_reason(j, REASON_UNKNOWN_FINDING);
    if (!adult_at.known)
        add_reason(j, REASON_AGE_UNVERIFIED);
    else if (j->now_s < adult_at.utc_s)
        add_reason(j, REASON_MINOR);
    if (!screened.known)
        add_reason(j, REASON_SCREENING_MISSING);
    else if (!sum_reaches(screened.utc_s, policy->screening_max_age_s, j->now_s))
        add_reason(j, REASON_SCREENING_STALE);
}

static void judge_silence(struct judging *j)
{
    const struct live_state *live = &j->f->fold.live;
    const struct policy *policy = &j->f->ground->facts->policy;
    int64_t limit_s = j->is_sensitive ? policy->checkin_sensitive_s : policy->checkin_s;

    if (live->signal == SIGNAL_YELLOW && j->is_sensitive)
        add_reason(j, REASON_YELLOW_SENSITIVE);
    if (!live->green_at.known || !sum_reaches(live->green_at.utc_s, limit_s, j->now_s))
        add_reason(j, REASON_CHECKIN_STALE);
}

static void judge_live(struct judging *j)
{
    const struct live_state *live = &j->f->fold.live;

    if (!live->open)
        add_reason(j, REASON_NO_SESSION);
    if (live->open && live->signal == SIGNAL_NONE)
        add_reason(j, REASON_SIGNAL_NONE);
    if (live->signal == SIGNAL_RED)
        add_reason(j, REASON_SIGNAL_RED);
    if (live->signal == SIGNAL_STOP)
        add_reason(j, REASON_SIGNAL_STOP);
    if (live->signal == SIGNAL_GREEN || live->signal == SIGNAL_YELLOW)
        judge_silence(j);
    if (live->capacity == CAPACITY_UNKNOWN)
        add_reason(j, REASON_CAPACITY_UNKNOWN);
    if (live->capacity == CAPACITY_IMPAIRED)
        add_reason(j, REASON_CAPACITY_IMPAIRED);
}

/* --- S12, S13, S19 --------------------------------------------------------------------------- */

static uint64_t below(const struct judging *j, int64_t pressure)
{
    return (j->to->binding & j->f->grant_effects.below[pressure]) |
           (j->to->restrictions & j->f->restriction_effects.below[pressure]) |
           (j->to->house & j->f->ground->house_effects.below[pressure]);
}

static bool has_yellow_ceiling(const struct judging *j)
{
    return j->asked->act->mode == MODE_LIVE && j->f->fold.live.signal == SIGNAL_YELLOW;
}

/* The lowest maxPressure is the highest one below which there is none. */
static void find_ceiling(struct judging *j)
{
    int64_t yellow = j->f->ground->facts->policy.yellow_pressure, ceiling = HIGHEST_PRESSURE;

    while (ceiling > 0 && below(j, ceiling) != 0)
        ceiling--;
    j->to->ceiling = has_yellow_ceiling(j) && yellow < ceiling ? yellow : ceiling;
    if (j->to->ceiling < j->asked->act->pressure)
        add_reason(j, REASON_PRESSURE);
}

static uint64_t conditions_of(const struct effects *effects, uint64_t slots)
{
    uint64_t conditions = 0;

    for (uint64_t rest = slots & effects->with_conditions; rest != 0; rest &= rest - 1)
        conditions |= effects->conditions[mask_lowest(rest)];
    return conditions;
}

static void find_conditions(struct judging *j)
{
    bool is_plan = j->asked->act->mode == MODE_PLAN;
    struct folded_answer *to = j->to;

    to->conditions = conditions_of(&j->f->grant_effects, to->binding) |
                     conditions_of(&j->f->restriction_effects, to->restrictions);
    to->house_conditions = conditions_of(&j->f->ground->house_effects, to->house);
    to->missing = is_plan ? to->conditions : to->conditions & ~j->f->attested;
    to->house_missing =
        is_plan ? to->house_conditions : to->house_conditions & ~j->f->house_attested;
}

static bool is_denied(const struct judging *j)
{
    const struct folded_answer *to = j->to;

    return (to->reasons | to->void_grants | to->replaced | to->narrowings | to->predating |
            to->not_yet | to->expired | to->reflecting | to->keys_revoked | to->keys_not_yet |
            to->keys_expired | (to->restrictions & j->f->restriction_effects.denying) |
            (to->house & j->f->ground->house_effects.denying)) != 0;
}

/* A plan is never a bare permit: capacity and the client's green are yet to come. */
static void find_verdict(struct judging *j)
{
    bool misses = (j->to->missing | j->to->house_missing) != 0;

    j->to->verdict = VERDICT_PERMIT;
    if (misses || j->asked->act->mode == MODE_PLAN)
        j->to->verdict = VERDICT_CONDITIONAL;
    if (is_denied(j))
        j->to->verdict = VERDICT_DENY;
}

/* --- the question ---------------------------------------------------------------------------- */

/* R of S9; without one nothing is in reflection. */
static int64_t reflection_time(const struct policy *policy, const struct act *act)
{
    int64_t internal = act->access == ACCESS_INTERNAL ? policy->reflect_internal_s : 0;
    int64_t sensual = act->intent == INTENT_SENSUAL ? policy->reflect_sensual_s : 0;

    return internal > sensual ? internal : sensual;
}

static void find_lists(struct judging *j)
{
    const struct folded *f = j->f;
    const struct act *act = j->asked->act;
    struct scope_asked scope = {vocabulary_find(&f->words.techniques, &j->asked->technique),
                                vocabulary_find(&f->words.practitioners, &j->asked->practitioner),
                                act->access, act->intent};

    j->grants[0] = family_covers(&f->grant_family, &scope, false, true);
    j->grants[1] = family_covers(&f->grant_family, &scope, true, true);
    j->narrowings = family_matches(&f->narrowing_family, &scope);
    j->restrictions = family_matches(&f->restriction_family, &scope) & f->in_force;
}

/* So that the parts of a client that was not asked lately come from memory together. */
static void fetch(const struct folded *f, const struct asked *asked)
{
    const char *at = (const char *)f;

    for (size_t i = 0; i < sizeof *f; i += 64)
        __builtin_prefetch(at + i);
    __builtin_prefetch(f->facts);
    __builtin_prefetch(f->row_of + asked->footprint.first);
    __builtin_prefetch(f->words.techniques.hashes);
    __builtin_prefetch(f->words.techniques.words);
    __builtin_prefetch(f->words.practitioners.hashes);
    __builtin_prefetch(f->words.practitioners.words);
    __builtin_prefetch(f->grants);
}

bool folded_judge(const struct folded *f, const struct asked *asked, int64_t now_s,
                  struct folded_answer *ret)
{
    const struct act *act = asked->act;
    struct judging j = {.f = f, .asked = asked, .now_s = now_s, .to = ret};

    fetch(f, asked);
    if (!folded_is_right(f, now_s) || f->ground != asked->ground)
        return false;
    *ret = (struct folded_answer){.ceiling = HIGHEST_PRESSURE};
    j.is_beyond = __builtin_add_overflow(now_s, act->duration_s, &j.end_s);
    j.is_internal = act->access == ACCESS_INTERNAL;
    j.is_sensitive_act = j.is_internal || act->intent == INTENT_SENSUAL;
    j.reflection_s = reflection_time(&f->ground->facts->policy, act);
    find_lists(&j);
    judge_footprint(&j);
    judge_facts(&j);
    if (act->mode == MODE_LIVE)
        judge_live(&j);
    find_ceiling(&j);
    find_conditions(&j);
    find_verdict(&j);
    return true;
}
