/* core/render/chart.c - see chart.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/chart.h"

enum { WIDE = 320, HIGH = 96, EDGE = 8, MARKUP_MOST = 8192 };

struct drawing {
    const struct chart_point *points;
    size_t count;
    int64_t least, most;
};

static int64_t along(int64_t value, int64_t from, int64_t to, int64_t room)
{
    if (value < from)
        value = from;
    if (value > to)
        value = to;
    return to == from ? 0 : (int64_t)((__int128)(value - from) * room / (to - from));
}

static int64_t x_of(const struct drawing *d, size_t i)
{
    return EDGE + along(d->points[i].at_s, d->points[0].at_s, d->points[d->count - 1].at_s,
                        WIDE - 2 * EDGE);
}

static int64_t y_of(const struct drawing *d, size_t i)
{
    return HIGH - EDGE - along(d->points[i].value, d->least, d->most, HIGH - 2 * EDGE);
}

static void put_line(struct html *w, const struct drawing *d)
{
    html_lit(w, "<polyline points=\"");
    for (size_t i = 0; i < d->count; i++) {
        if (i > 0)
            html_lit(w, " ");
        html_int(w, x_of(d, i));
        html_lit(w, ",");
        html_int(w, y_of(d, i));
    }
    html_lit(w, "\"/>");
}

static void put_points(struct html *w, const struct drawing *d)
{
    for (size_t i = 0; i < d->count; i++) {
        html_lit(w, "<circle r=\"4\" cx=\"");
        html_int(w, x_of(d, i));
        html_lit(w, "\" cy=\"");
        html_int(w, y_of(d, i));
        html_lit(w, "\"/>");
    }
}

static void put_frame(struct html *w)
{
    html_lit(w, "<path class=\"frame\" d=\"M");
    html_int(w, EDGE);
    html_lit(w, " ");
    html_int(w, EDGE);
    html_lit(w, "V");
    html_int(w, HIGH - EDGE);
    html_lit(w, "H");
    html_int(w, WIDE - EDGE);
    html_lit(w, "\"/>");
}

struct html_safe chart_markup(struct arena *arena, const struct chart_point *points, size_t count,
                              int64_t least, int64_t most, struct span label)
{
    size_t from = count > CHART_MOST ? count - CHART_MOST : 0;
    const struct drawing d = {points + from, count - from, least, most};
    struct buf out;
    struct html w;

    if (count < 2)
        return (struct html_safe){SPAN("")};
    buf_init(&out, arena, MARKUP_MOST);
    html_init(&w, &out, 0); /* no words of the catalogue in it */
    html_lit(&w, "<svg class=\"chart\" viewBox=\"0 0 320 96\" role=\"img\" aria-label=\"");
    html_attr(&w, label);
    html_lit(&w, "\">");
    put_frame(&w);
    put_line(&w, &d);
    put_points(&w, &d);
    html_lit(&w, "</svg>");
    return (struct html_safe){out.failed ? SPAN("") : buf_view(&out)};
}
