/* core/decide/cells.c - narrow for what is allowed, wide for what is forbidden.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/cells.h"

/* S0: a region counts as below itself. */
static bool is_below(const struct facts *facts, int32_t place, int32_t above)
{
    while (place != FACTS_NO_PLACE && place != above)
        place = facts->regions[place].parent_place;
    return place == above;
}

static bool is_cell(const struct facts *facts, struct cell cell)
{
    const struct region *region = &facts->regions[cell.leaf];

    return region->is_leaf && region->paired == (cell.side != CELL_MIDLINE);
}

static bool is_on_side(struct cell cell, enum side side)
{
    return cell.side == (side == SIDE_LEFT ? CELL_LEFT : CELL_RIGHT);
}

bool cell_is_in_narrow(const struct facts *facts, int32_t place, enum side side, struct cell cell)
{
    if (place == FACTS_NO_PLACE || side == SIDE_UNKNOWN || !is_below(facts, cell.leaf, place))
        return false;
    if (side == SIDE_BOTH || !facts->regions[place].holds_a_paired_leaf)
        return true;
    return is_on_side(cell, side);
}

bool cell_is_in_wide(const struct facts *facts, int32_t place, enum side side, struct cell cell)
{
    if (place == FACTS_NO_PLACE || side == SIDE_UNKNOWN)
        return true;
    if (!is_below(facts, cell.leaf, place))
        return false;
    return side == SIDE_BOTH || cell.side == CELL_MIDLINE || is_on_side(cell, side);
}

static bool step(const struct facts *facts, struct cell *cell)
{
    if (cell->side != CELL_RIGHT) {
        cell->side++;
        return true;
    }
    *cell = (struct cell){cell->leaf + 1, CELL_MIDLINE};
    return (size_t)cell->leaf < facts->region_count;
}

bool footprint_next(const struct question *q, bool first, struct cell *cell)
{
    const struct act *act = q->act;
    bool more = q->place != FACTS_NO_PLACE && (first || step(q->facts, cell));

    while (more &&
           !(is_cell(q->facts, *cell) && cell_is_in_narrow(q->facts, q->place, act->side, *cell)))
        more = step(q->facts, cell);
    return more;
}

static bool is_intimate(const struct facts *facts, struct cell cell)
{
    return facts->regions[cell.leaf].is_intimate;
}

bool cell_is_sensitive(const struct question *q, struct cell cell)
{
    return q->act->access == ACCESS_INTERNAL || q->act->intent == INTENT_SENSUAL ||
           is_intimate(q->facts, cell);
}

/* S4: "*" stands for every word only where nothing sensitive is touched. */
static bool allows_word(const struct question *q, struct words list, struct span word,
                        struct cell cell)
{
    return words_have(list, word) || (words_have(list, SPAN("*")) && !cell_is_sensitive(q, cell));
}

bool credential_covers(const struct question *q, const struct scope *allow, struct cell cell)
{
    const struct act *act = q->act;

    if (!cell_is_in_narrow(q->facts, allow->place, allow->side, cell))
        return false;
    if (is_intimate(q->facts, cell) && !q->facts->regions[allow->place].is_intimate)
        return false;
    if (act->access == ACCESS_INTERNAL && allow->place != q->place)
        return false;
    return words_have(allow->access, access_word(act->access)) &&
           words_have(allow->intents, intent_word(act->intent)) &&
           allows_word(q, allow->techniques, act->technique, cell);
}

bool grant_covers(const struct question *q, const struct scope *allow, struct cell cell)
{
    return credential_covers(q, allow, cell) &&
           allows_word(q, allow->practitioners, q->act->practitioner, cell);
}

static bool forbids_word(struct words list, struct span word)
{
    return list.count == 0 || words_have(list, SPAN("*")) || words_have(list, word);
}

bool scope_matches(const struct question *q, const struct scope *forbid, struct cell cell)
{
    const struct act *act = q->act;

    return cell_is_in_wide(q->facts, forbid->place, forbid->side, cell) &&
           forbids_word(forbid->techniques, act->technique) &&
           forbids_word(forbid->access, access_word(act->access)) &&
           forbids_word(forbid->intents, intent_word(act->intent)) &&
           forbids_word(forbid->practitioners, act->practitioner);
}
