/* core/decide/body.c - one walk from the leaves up counts, one from the root down places.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/body.h"

static uint16_t cells_of(const struct region *region)
{
    return region->paired ? 2 : 1;
}

/* Children stand after their parents (facts_check); `end` holds a count until it is placed. */
static void count_cells(struct body *body, const struct facts *facts)
{
    for (size_t i = facts->region_count; i-- > 0;) {
        const struct region *region = &facts->regions[i];

        if (region->is_leaf)
            body->whole[i].end = cells_of(region);
        if (region->parent_place != FACTS_NO_PLACE) {
            struct cell_set *parent = &body->whole[region->parent_place];

            parent->end = (uint16_t)(parent->end + body->whole[i].end);
        }
    }
    body->count = body->whole[0].end;
}

static void fill_leaf(struct body *body, const struct region *region, uint16_t first)
{
    unsigned intimate = region->is_intimate ? CELL_IS_INTIMATE : 0;

    if (!region->paired) {
        body->cells[first] = (uint8_t)(CELL_IS_MIDLINE | intimate);
        return;
    }
    body->cells[first] = (uint8_t)(CELL_IS_LEFT | intimate);
    body->cells[first + 1] = (uint8_t)(CELL_IS_RIGHT | intimate);
}

/* `next` says where the next child of each region begins. */
static void place_cells(struct body *body, const struct facts *facts, uint16_t *next)
{
    for (size_t i = 0; i < facts->region_count; i++) {
        const struct region *region = &facts->regions[i];
        uint16_t count = body->whole[i].end, first = 0;

        if (region->parent_place != FACTS_NO_PLACE) {
            first = next[region->parent_place];
            next[region->parent_place] = (uint16_t)(first + count);
        }
        next[i] = first;
        body->whole[i] = (struct cell_set){first, (uint16_t)(first + count), CELL_SIDES, 0};
        if (region->is_leaf)
            fill_leaf(body, region, first);
    }
}

enum status body_init(struct body *body, const struct facts *facts, struct arena *arena,
                      struct fault *why)
{
    struct body b = {.whole = arena_array(arena, struct cell_set, facts->region_count)};

    if (b.whole == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    count_cells(&b, facts);
    b.cells = arena_array(arena, uint8_t, b.count);
    size_t mark = arena_mark(arena);
    uint16_t *next = arena_array(arena, uint16_t, facts->region_count);

    if (b.cells == NULL || next == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    place_cells(&b, facts, next);
    arena_rewind(arena, mark);
    *body = b;
    return HF_OK;
}

static uint8_t only(enum side side)
{
    return side == SIDE_LEFT ? CELL_IS_LEFT : CELL_IS_RIGHT;
}

struct cell_set body_narrow(const struct body *body, const struct facts *facts, int32_t place,
                            enum side side)
{
    struct cell_set set = {.first = 0};

    if (place == FACTS_NO_PLACE || side == SIDE_UNKNOWN)
        return set;
    set = body->whole[place];
    if (side != SIDE_BOTH && facts->regions[place].holds_a_paired_leaf)
        set.sides = only(side);
    return set;
}

struct cell_set body_allowed(const struct body *body, const struct facts *facts,
                             const struct scope *allow)
{
    struct cell_set set = body_narrow(body, facts, allow->place, allow->side);

    if (allow->place == FACTS_NO_PLACE || !facts->regions[allow->place].is_intimate)
        set.without = CELL_IS_INTIMATE;
    return set;
}

struct cell_set body_wide(const struct body *body, int32_t place, enum side side)
{
    if (place == FACTS_NO_PLACE || side == SIDE_UNKNOWN)
        return body->whole[0];
    struct cell_set set = body->whole[place];

    if (side != SIDE_BOTH)
        set.sides = CELL_IS_MIDLINE | only(side);
    return set;
}
