/* core/decide/folding.c - a log into masks, event by event.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/folding.h"

#include "core/decide/times.h"
#include "core/decide/workspace.h"

#include <string.h>

/* --- rows ------------------------------------------------------------------------------------ */

static void count_hits(const struct folded *f, struct cell_set set, uint16_t *hits)
{
    for (size_t c = set.first; c < set.end; c++)
        hits[f->row_of[c]] += cell_set_has(set, &f->ground->body, c);
}

/* A row that lies in the set whole gets the bit; of another, the part that does is a new row. */
static bool split_rows(struct folded *f, enum row_mask mask, uint64_t bit, const uint16_t *hits,
                       uint8_t *target)
{
    size_t count = f->row_count;

    for (size_t r = 0; r < count; r++) {
        size_t to = r;

        if (hits[r] == 0)
            continue;
        if (hits[r] < f->row_sizes[r]) {
            if (f->row_count == f->row_room)
                return false;
            to = f->row_count++;
            f->rows[to] = f->rows[r];
            f->row_sizes[to] = hits[r];
            f->row_sizes[r] = (uint16_t)(f->row_sizes[r] - hits[r]);
        }
        f->rows[to].masks[mask] |= bit;
        target[r] = (uint8_t)to;
    }
    return true;
}

static void put_cells(struct folded *f, enum row_mask mask, size_t slot, struct cell_set set)
{
    uint16_t hits[ROWS_MOST] = {0};
    uint8_t target[ROWS_MOST];

    count_hits(f, set, hits);
    if (!split_rows(f, mask, mask_bit(slot), hits, target)) {
        f->fits = false;
        return;
    }
    for (size_t c = set.first; c < set.end; c++) {
        if (cell_set_has(set, &f->ground->body, c))
            f->row_of[c] = target[f->row_of[c]];
    }
}

/* --- conditions ------------------------------------------------------------------------------ */

static uint64_t attested_of(const struct live_state *live, const struct vocabulary *conditions)
{
    return vocabulary_mask(conditions, (struct words){live->attested, live->attested_count});
}

static void note_attested(struct folded *f)
{
    f->attested = attested_of(&f->fold.live, &f->conditions);
    f->house_attested = attested_of(&f->fold.live, &f->ground->conditions);
}

/* --- grants, revokes and maybes -------------------------------------------------------------- */

/* Takes the next slot of a family, or finds that there is none. */
static bool has_room(struct folded *f, const struct family *family, size_t room)
{
    f->fits &= family->count < room;
    return f->fits;
}

static void note_void_and_replaced(struct folded *f)
{
    f->is_void = f->replaced = 0;
    for (size_t i = 0; i < f->grant_family.count; i++) {
        const struct event_state *state = &f->fold.events[f->grants[i].event];

        f->is_void |= state->is_void ? mask_bit(i) : 0;
        f->replaced |= state->is_replaced ? mask_bit(i) : 0;
    }
}

static void note_grant_times(struct folded *f, size_t slot, const struct event *e, int64_t now_s)
{
    uint64_t bit = mask_bit(slot);

    f->not_yet |= has_begun(e->from, now_s) ? 0 : bit;
    f->ended |= has_ended(e->until, now_s) ? bit : 0;
    f->with_until |= e->until.known ? bit : 0;
    if (e->until.known && e->until.utc_s < f->first_until_s)
        f->first_until_s = e->until.utc_s;
}

static void take_grant(struct folded *f, size_t index, int64_t now_s)
{
    const struct event *e = &f->facts->events[index];
    size_t slot = f->grant_family.count;

    if (!has_room(f, &f->grant_family, f->grant_room))
        return;
    f->grants[slot] = (struct grant_slot){.at_s = e->at_s,
                                          .until_s = e->until.known ? e->until.utc_s : INT64_MAX,
                                          .place = e->scope.place,
                                          .event = (uint16_t)index};
    f->grant_family.count++;
    f->fits &= family_allow(&f->grant_family, &f->words, slot, &e->scope, true) &&
               effects_put(&f->grant_effects, &f->conditions, slot, &e->effect);
    note_grant_times(f, slot, e, now_s);
    put_cells(f, ROW_GRANTS, slot, body_allowed(&f->ground->body, f->facts, &e->scope));
    note_void_and_replaced(f);
    note_attested(f);
}

static void take_narrowing(struct folded *f, size_t index, int64_t now_s)
{
    const struct scope *scope = &f->facts->events[index].scope;
    size_t slot = f->narrowing_family.count;

    (void)now_s; /* holds from the moment it exists, for ever */
    if (!has_room(f, &f->narrowing_family, f->narrowing_room))
        return;
    f->narrowings[slot] = (struct narrowing_slot){.earlier = mask_before(f->grant_family.count),
                                                  .event = (uint16_t)index};
    f->narrowing_family.count++;
    f->fits &= family_forbid(&f->narrowing_family, &f->words, slot, scope);
    put_cells(f, ROW_NARROWINGS, slot, body_wide(&f->ground->body, scope->place, scope->side));
}

/* --- limits and rules ------------------------------------------------------------------------ */

static bool take_restriction(struct folded *f, size_t index, const struct scope *scope,
                             const struct effect *effect)
{
    size_t slot = f->restriction_family.count;

    if (!has_room(f, &f->restriction_family, f->restriction_room))
        return false;
    f->restrictions[slot] = (struct restriction_slot){.index = (uint16_t)index};
    f->restriction_family.count++;
    f->fits &= family_forbid(&f->restriction_family, &f->words, slot, scope) &&
               effects_put(&f->restriction_effects, &f->conditions, slot, effect);
    put_cells(f, ROW_RESTRICTIONS, slot, body_wide(&f->ground->body, scope->place, scope->side));
    note_attested(f);
    return f->fits;
}

static uint64_t grants_before(const struct folded *f, size_t event)
{
    size_t n = 0;

    while (n < f->grant_family.count && f->grants[n].event < event)
        n++;
    return mask_before(n);
}

static bool note_rule(struct folded *f, const struct question *q, size_t slot)
{
    const struct rule *rule = &f->facts->rules[f->restrictions[slot].index];
    const struct finding_state *finding = rule_find_active(q, &f->fold, rule);

    if (finding == NULL)
        return false;
    f->restrictions[slot].earlier = grants_before(f, finding->began);
    return true;
}

/* Which of them hold now: what a limit, a lift, a finding or a clearance may change. */
static void note_in_force(struct folded *f, int64_t now_s)
{
    const struct question q = {.facts = f->facts, .now_s = now_s};

    f->in_force = 0;
    for (size_t i = 0; i < f->restriction_family.count; i++) {
        bool holds = (f->is_rule & mask_bit(i)) != 0
                         ? note_rule(f, &q, i)
                         : limit_is_in_force(&q, &f->fold, f->restrictions[i].index);

        f->in_force |= holds ? mask_bit(i) : 0;
    }
}

static void take_limit(struct folded *f, size_t index, int64_t now_s)
{
    const struct event *e = &f->facts->events[index];

    if (take_restriction(f, index, &e->scope, &e->effect))
        note_in_force(f, now_s);
}

static bool has_slot(const struct folded *f, size_t rule)
{
    for (size_t i = 0; i < f->restriction_family.count; i++) {
        if ((f->is_rule & mask_bit(i)) != 0 && f->restrictions[i].index == rule)
            return true;
    }
    return false;
}

static void take_rule(struct folded *f, size_t index)
{
    const struct rule *rule = &f->facts->rules[index];
    uint64_t bit = mask_bit(f->restriction_family.count % MASK_SLOTS);

    if (has_slot(f, index) || !take_restriction(f, index, &rule->scope, &rule->effect))
        return;
    f->is_rule |= bit;
    f->reconsenting |= rule->reconsent ? bit : 0;
}

static void note_unknown_findings(struct folded *f, int64_t now_s)
{
    f->has_unknown_finding = false;
    for (size_t i = 0; i < f->fold.finding_count; i++)
        f->has_unknown_finding |= finding_is_active(&f->fold.findings[i], now_s) &&
                                  !finding_is_named(f->facts, f->fold.findings[i].finding);
}

/* S11: its rules get their slots when it is first spoken of, and keep them. */
static void take_finding(struct folded *f, size_t index, int64_t now_s)
{
    struct span finding = f->facts->events[index].subject;

    for (size_t i = 0; i < f->facts->rule_count; i++) {
        if (span_equal(f->facts->rules[i].finding, finding))
            take_rule(f, i);
    }
    note_in_force(f, now_s);
    note_unknown_findings(f, now_s);
}

static void take_change_in_force(struct folded *f, size_t index, int64_t now_s)
{
    (void)index; /* fold_step has already taken it in */
    note_in_force(f, now_s);
}

static void take_room(struct folded *f, size_t index, int64_t now_s)
{
    (void)index;
    (void)now_s;
    note_attested(f);
}

static void take_unknown(struct folded *f, size_t index, int64_t now_s)
{
    (void)index;
    (void)now_s;
    f->has_unknown_event = true;
}

/* --- the log --------------------------------------------------------------------------------- */

typedef void take_fn(struct folded *f, size_t index, int64_t now_s);

/* The other kinds change only what fold_step keeps. */
static take_fn *const takes[] = {
    [EVENT_UNKNOWN] = take_unknown,
    [EVENT_GRANT] = take_grant,
    [EVENT_LIMIT] = take_limit,
    [EVENT_LIFT] = take_change_in_force,
    [EVENT_REVOKE] = take_narrowing,
    [EVENT_MAYBE] = take_narrowing,
    [EVENT_ATTEST] = take_room,
    [EVENT_FINDING] = take_finding,
    [EVENT_CLEARANCE] = take_change_in_force,
    [EVENT_SESSION_START] = take_room,
    [EVENT_SESSION_END] = take_room,
};

static void consider(struct folded *f, struct moment m, int64_t now_s)
{
    if (m.known && m.utc_s > now_s && m.utc_s < f->until_s)
        f->until_s = m.utc_s;
}

/* From and until count for grants, limits and clearances; a finding's is kept by the fold. */
static void consider_event(struct folded *f, const struct event *e, int64_t now_s)
{
    consider(f, (struct moment){true, e->at_s}, now_s);
    consider(f, e->from, now_s);
    consider(f, e->until, now_s);
}

static void take(struct folded *f, size_t index, int64_t now_s)
{
    const struct event *e = &f->facts->events[index];

    fold_step(&f->fold, f->facts, index, now_s);
    consider_event(f, e, now_s);
    if (f->fits && e->at_s <= now_s && takes[e->kind] != NULL)
        takes[e->kind](f, index, now_s);
}

static void clear_rows(struct folded *f)
{
    memset(f->row_of, 0, f->ground->body.count);
    f->rows[0] = (struct row){{0}};
    f->row_sizes[0] = (uint16_t)f->ground->body.count;
    f->row_count = 1;
}

void folded_clear(struct folded *f, int64_t now_s)
{
    f->taken = 0;
    f->from_s = now_s;
    f->until_s = f->first_until_s = INT64_MAX;
    f->fits = true;
    f->has_unknown_event = f->has_unknown_finding = false;
    f->attested = f->house_attested = f->not_yet = f->ended = f->with_until = 0;
    f->is_void = f->replaced = f->is_rule = f->in_force = f->reconsenting = 0;
    f->conditions.count = f->words.techniques.count = f->words.practitioners.count = 0;
    family_clear(&f->grant_family, &f->words);
    family_clear(&f->narrowing_family, &f->words);
    family_clear(&f->restriction_family, &f->words);
    effects_clear(&f->grant_effects);
    effects_clear(&f->restriction_effects);
    fold_clear(&f->fold);
    clear_rows(f);
}

void folded_advance(struct folded *f, int64_t now_s)
{
    if (now_s < f->from_s || now_s >= f->until_s)
        folded_clear(f, now_s);
    if (f->facts->event_count > f->event_room)
        return; /* what was not taken in is no right answer (folded_is_right) */
    if (f->taken < f->facts->event_count)
        f->from_s = now_s;
    while (f->taken < f->facts->event_count)
        take(f, f->taken++, now_s);
}

bool folded_is_right(const struct folded *f, int64_t now_s)
{
    return f->fits && now_s >= f->from_s && now_s < f->until_s && f->taken == f->facts->event_count;
}

int64_t folded_boundary(const struct folded *f)
{
    return f->until_s;
}
