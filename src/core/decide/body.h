/* core/decide/body.h - all cells of the body in a row, so that each region's stand side by side
 * (S0).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_BODY_H
#define HF_CORE_DECIDE_BODY_H

#include "core/decide/cells.h"

/* Beside each cell: on which side it lies, and whether it is intimate. */
enum {
    CELL_IS_MIDLINE = 1 << CELL_MIDLINE,
    CELL_IS_LEFT = 1 << CELL_LEFT,
    CELL_IS_RIGHT = 1 << CELL_RIGHT,
    CELL_IS_INTIMATE = 8,
    CELL_SIDES = CELL_IS_MIDLINE | CELL_IS_LEFT | CELL_IS_RIGHT,
};

/* Cells from `first` to before `end` that have one of `sides` and none of `without`. */
struct cell_set {
    uint16_t first, end;
    uint8_t sides, without;
};

struct body {
    uint8_t *cells;         /* CELL_IS_... */
    struct cell_set *whole; /* beside each region: all its cells */
    size_t count;
};

/* Made once for a tree of regions that was checked; HF_FAILED when the arena is spent. */
HF_MUST_USE enum status body_init(struct body *body, const struct facts *facts, struct arena *arena,
                                  struct fault *why);

/* S1: what is asked or allowed; an unknown region or side is no cell. */
struct cell_set body_narrow(const struct body *body, const struct facts *facts, int32_t place,
                            enum side side);
/* S4: where a grant or credential can reach at all: a cell that is intimate only by a region that
 * is. */
struct cell_set body_allowed(const struct body *body, const struct facts *facts,
                             const struct scope *allow);
/* S1, S5: what is forbidden; an unknown region or side is the whole body. */
struct cell_set body_wide(const struct body *body, int32_t place, enum side side);

/* A cell from first to before end: is it of the set? */
static inline bool cell_set_has(struct cell_set set, const struct body *body, size_t cell)
{
    return (body->cells[cell] & set.sides) != 0 && (body->cells[cell] & set.without) == 0;
}

#endif
