/* core/decide/cells.h - the body as a tree of regions, and what is reached or meant (S0-S5).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_CELLS_H
#define HF_CORE_DECIDE_CELLS_H

#include "core/model/facts.h"

/* S0: one leaf, and which side of it. */
enum cell_side { CELL_MIDLINE, CELL_LEFT, CELL_RIGHT };

struct cell {
    int32_t leaf; /* index of a region */
    enum cell_side side;
};

/* What was asked, with the region looked up once. */
struct question {
    const struct facts *facts;
    const struct act *act;
    int64_t now_s;
    int32_t place; /* of act.region, or FACTS_NO_PLACE */
};

/* S2: steps through the footprint; begin with `*cell` zeroed and `first` true. */
bool footprint_next(const struct question *q, bool first, struct cell *cell);

/* S1: cell in narrow(region, side): what somebody asks or allows. */
bool cell_is_in_narrow(const struct facts *facts, int32_t place, enum side side, struct cell cell);
/* S1, S5: cell in wide(region, side): what somebody forbids; an unknown one means the whole. */
bool cell_is_in_wide(const struct facts *facts, int32_t place, enum side side, struct cell cell);

/* S3 */
bool cell_is_sensitive(const struct question *q, struct cell cell);

/* S4; a credential's practitioners are not looked at. */
bool grant_covers(const struct question *q, const struct scope *allow, struct cell cell);
bool credential_covers(const struct question *q, const struct scope *allow, struct cell cell);

/* S5 */
bool scope_matches(const struct question *q, const struct scope *forbid, struct cell cell);

#endif
