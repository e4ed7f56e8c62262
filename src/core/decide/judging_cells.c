/* core/decide/judging_cells.c - the folded form asked, cell by cell: S2-S5, S9, S14 as masks.
 *
 * Says rule for rule what grants.c and credentials.c say.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/judging.h"

#include "core/decide/times.h"

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

        if (f->grants[h].until_s >= at_s && f->grants[h].at_s < start)
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
        judging_add_reason(j, REASON_NO_GRANT);
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
        c.reflecting = find_reflecting(j, fresh, held);
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
        judging_add_reason(j, REASON_OUT_OF_SCOPE);
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

void judging_walk_cells(struct judging *j)
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
