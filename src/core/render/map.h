/* core/render/map.h - body maps: our drawings with the client's answers on them.
 *
 * The map is never the only control: it pictures the list that stands beside it, and each shape is
 * a link to its line there, so it works without a script. A shape that stands for several regions
 * shows the most careful of their states.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_MAP_H
#define HF_CORE_RENDER_MAP_H

#include "core/model/atlas.h"
#include "core/render/message.h"
#include "core/render/view.h"

/* What is to be shown for one region and side; later marks do not override earlier ones: the more
 * careful one wins. A yes reaches as far as it was given (narrow), a no as far as it may (wide). */
struct map_mark {
    struct span region;
    enum side side;
    enum answer answer;
    struct span key;  /* of the line in the list: the shape links to "#r-KEY"; "" for no link */
    struct span name; /* of that line, for the label: "Lower back, left" */
};

struct map_view {
    const struct atlas *atlas;
    const struct map_mark *marks;
    size_t n_marks;
};

/* Writes `svg`, one of our own drawings, with data-state on every shape that has a data-region.
 * Bytes of the drawing that are no shape are copied as they are. */
void map_write(struct html *w, struct span svg, const struct map_view *map);

/* The same as markup for a view; empty when the arena is spent. */
struct html_safe map_markup(struct arena *arena, int lang, struct span svg,
                            const struct map_view *map);

/* The state that a shape of this region and side shows. */
enum answer map_answer(const struct map_view *map, struct span region, enum side side);

#endif
