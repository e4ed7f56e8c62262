/* core/render/chart.h - a few numbers over time as a small, calm line. The numbers stand beside it
 * in words; the drawing adds nothing that is not said there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_RENDER_CHART_H
#define HF_CORE_RENDER_CHART_H

#include "base/arena.h"
#include "core/format/html.h"

enum { CHART_MOST = 24 }; /* points; of more, the latest */

/* Time in seconds, value in hundredths. */
struct chart_point {
    int64_t at_s, value;
};

/* Oldest first, on a scale from `least` to `most` (hundredths, least < most). `label` says what it
 * is, for those who do not see it. Empty with fewer than two points or when the arena is spent. */
struct html_safe chart_markup(struct arena *arena, const struct chart_point *points, size_t count,
                              int64_t least, int64_t most, struct span label);

#endif
