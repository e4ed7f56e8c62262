/* core/decide/judging.c - the folded form asked: S10-S19 as masks.
 *
 * Says rule for rule what restrictions.c, decide.c and answer.c say; judging_cells.c has the rest.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/judging.h"

#include "core/decide/times.h"

enum { HIGHEST_PRESSURE = 10 };

/* --- S15-S18 --------------------------------------------------------------------------------- */

static void judge_facts(struct judging *j)
{
    const struct policy *policy = &j->f->ground->facts->policy;
    struct moment adult_at = j->f->adult_at, screened = j->f->fold.screened;

    if (j->asked->place == FACTS_NO_PLACE)
        judging_add_reason(j, REASON_UNKNOWN_REGION);
    if (j->asked->keyring == NULL)
        judging_add_reason(j, REASON_UNKNOWN_PRACTITIONER);
    if (j->f->has_unknown_event)
        judging_add_reason(j, REASON_UNKNOWN_EVENT);
    if (j->f->has_unknown_finding)
        judging_add_reason(j, REASON_UNKNOWN_FINDING);
    if (!adult_at.known)
        judging_add_reason(j, REASON_AGE_UNVERIFIED);
    else if (j->now_s < adult_at.utc_s)
        judging_add_reason(j, REASON_MINOR);
    if (!screened.known)
        judging_add_reason(j, REASON_SCREENING_MISSING);
    else if (!sum_reaches(screened.utc_s, policy->screening_max_age_s, j->now_s))
        judging_add_reason(j, REASON_SCREENING_STALE);
}

static void judge_silence(struct judging *j)
{
    const struct live_state *live = &j->f->fold.live;
    const struct policy *policy = &j->f->ground->facts->policy;
    int64_t limit_s = j->is_sensitive ? policy->checkin_sensitive_s : policy->checkin_s;

    if (live->signal == SIGNAL_YELLOW && j->is_sensitive)
        judging_add_reason(j, REASON_YELLOW_SENSITIVE);
    if (!live->green_at.known || !sum_reaches(live->green_at.utc_s, limit_s, j->now_s))
        judging_add_reason(j, REASON_CHECKIN_STALE);
}

static void judge_live(struct judging *j)
{
    const struct live_state *live = &j->f->fold.live;

    if (!live->open)
        judging_add_reason(j, REASON_NO_SESSION);
    if (live->open && live->signal == SIGNAL_NONE)
        judging_add_reason(j, REASON_SIGNAL_NONE);
    if (live->signal == SIGNAL_RED)
        judging_add_reason(j, REASON_SIGNAL_RED);
    if (live->signal == SIGNAL_STOP)
        judging_add_reason(j, REASON_SIGNAL_STOP);
    if (live->signal == SIGNAL_GREEN || live->signal == SIGNAL_YELLOW)
        judge_silence(j);
    if (live->capacity == CAPACITY_UNKNOWN)
        judging_add_reason(j, REASON_CAPACITY_UNKNOWN);
    if (live->capacity == CAPACITY_IMPAIRED)
        judging_add_reason(j, REASON_CAPACITY_IMPAIRED);
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

    while (below(j, ceiling) != 0) /* nothing is below 0 */
        ceiling--;
    j->to->ceiling = has_yellow_ceiling(j) && yellow < ceiling ? yellow : ceiling;
    if (j->to->ceiling < j->asked->act->pressure)
        judging_add_reason(j, REASON_PRESSURE);
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
    __builtin_prefetch(f->words.techniques.names);
    __builtin_prefetch(f->words.practitioners.names);
    __builtin_prefetch(f->grants);
}

/* What is gathered bit by bit; the rest is written at the end. One by one, since a whole struct
 * would be cleared by an instruction that takes longer than a row is judged in. */
static void begin_answer(struct folded_answer *to)
{
    to->reasons = to->void_grants = to->replaced = to->predating = 0;
    to->not_yet = to->expired = to->reflecting = to->narrowings = 0;
    to->binding = to->live = to->restrictions = to->house = 0;
    to->keys_valid = to->keys_revoked = to->keys_not_yet = to->keys_expired = 0;
}

bool folded_judge(const struct folded *f, const struct asked *asked, int64_t now_s,
                  struct folded_answer *ret)
{
    const struct act *act = asked->act;
    struct judging j = {.f = f, .asked = asked, .now_s = now_s, .to = ret};

    fetch(f, asked);
    if (!folded_is_right(f, now_s) || f->ground != asked->ground)
        return false;
    begin_answer(ret);
    j.is_beyond = __builtin_add_overflow(now_s, act->duration_s, &j.end_s);
    j.is_internal = act->access == ACCESS_INTERNAL;
    j.is_sensitive_act = j.is_internal || act->intent == INTENT_SENSUAL;
    j.reflection_s = reflection_time(&f->ground->facts->policy, act);
    find_lists(&j);
    judging_walk_cells(&j);
    judge_facts(&j);
    if (act->mode == MODE_LIVE)
        judge_live(&j);
    find_ceiling(&j);
    find_conditions(&j);
    find_verdict(&j);
    return true;
}
