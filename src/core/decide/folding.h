/* core/decide/folding.h - what a folded log looks like inside (private to the room).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_DECIDE_FOLDING_H
#define HF_CORE_DECIDE_FOLDING_H

#include "core/decide/fold.h"
#include "core/decide/folded.h"
#include "core/decide/ground.h"

enum { ROWS_MOST = 255 }; /* a byte numbers them */

enum row_mask { ROW_GRANTS, ROW_NARROWINGS, ROW_RESTRICTIONS, ROW_MASKS };

/* Cells in which the same scopes lie. */
struct row {
    uint64_t masks[ROW_MASKS];
};

struct folded {
    const struct ground *ground;
    const struct facts *facts;
    size_t taken;            /* of facts->events */
    int64_t from_s, until_s; /* the masks are right from here to before there */
    struct moment adult_at;
    bool fits, has_unknown_event, has_unknown_finding;

    uint8_t *row_of; /* beside each cell */
    struct row *rows;
    uint16_t *row_sizes; /* cells in each */
    size_t row_count, row_room;

    struct scope_words words;
    struct vocabulary conditions;
    uint64_t attested, house_attested; /* numbers of conditions */

    /* Grants in the order of record. */
    struct family grant_family;
    struct effects grant_effects;
    struct grant_slot {
        int64_t at_s, until_s; /* until_s: INT64_MAX where there is none */
        int32_t place;
        uint16_t event;
    } * grants;
    uint64_t is_void, replaced, not_yet, ended, with_until;
    int64_t first_until_s; /* of all that have one */

    /* Revokes and maybes in the order of record. */
    struct family narrowing_family;
    struct narrowing_slot {
        uint64_t earlier; /* grants before it */
        uint16_t event;
    } * narrowings;

    /* Limits, and every rule whose finding was ever spoken of. */
    struct family restriction_family;
    struct effects restriction_effects;
    struct restriction_slot {
        uint64_t earlier; /* rule: grants before the beginning of its finding */
        uint16_t index;   /* of the event or of the rule */
    } * restrictions;
    uint64_t is_rule, in_force, reconsenting;

    size_t event_room, grant_room, narrowing_room, restriction_room;
    struct fold fold;
};

/* As before the first event; the memory stays. */
void folded_clear(struct folded *f, int64_t now_s);

#endif
