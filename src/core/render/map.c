/* core/render/map.c - copies a drawing, and writes each shape's state as it goes by.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/map.h"

enum { LONGEST_MAP = 512 << 10 };

/* KEEP IN ORDER: enum answer. The higher, the more careful; not decided counts as no. */
static const int care[] = {
    [ANSWER_NONE] = 3, [ANSWER_YES] = 0, [ANSWER_ASK] = 1, [ANSWER_NO] = 4, [ANSWER_TALK] = 2};

static const struct span state_words[] = {[ANSWER_NONE] = SPAN_INIT("undecided"),
                                          [ANSWER_YES] = SPAN_INIT("yes"),
                                          [ANSWER_ASK] = SPAN_INIT("ask"),
                                          [ANSWER_NO] = SPAN_INIT("no"),
                                          [ANSWER_TALK] = SPAN_INIT("talk")};

static const enum message_id state_messages[] = {[ANSWER_NONE] = MSG_count_undecided,
                                                 [ANSWER_YES] = MSG_count_yes,
                                                 [ANSWER_ASK] = MSG_count_ask,
                                                 [ANSWER_NO] = MSG_count_no,
                                                 [ANSWER_TALK] = MSG_count_talk};

/* S1: a side of a region that has no paired leaf is its midline cells. */
static bool holds_a_paired_leaf(const struct atlas *atlas, uint32_t region)
{
    for (uint32_t i = 0; i < atlas->n_regions; i++)
        if (atlas->regions[i].paired && atlas_is_below(atlas, i, region))
            return true;
    return false;
}

/* narrow for what allows, wide for what forbids (S1); `cell` is B for a midline cell. */
static bool reaches(const struct atlas *atlas, const struct map_mark *mark, uint32_t marked,
                    enum side cell)
{
    bool allows = mark->answer == ANSWER_YES || mark->answer == ANSWER_ASK;

    if (mark->side == SIDE_BOTH || mark->side == cell)
        return true;
    if (cell != SIDE_BOTH)
        return false;
    return !allows || !holds_a_paired_leaf(atlas, marked);
}

static const struct map_mark *most_careful(const struct map_view *map, uint32_t region,
                                           enum side cell)
{
    const struct map_mark *found = NULL;

    for (size_t i = 0; i < map->n_marks; i++) {
        const struct map_mark *mark = &map->marks[i];
        uint32_t marked = atlas_find(map->atlas, mark->region);

        if (marked == ATLAS_NONE || !atlas_is_below(map->atlas, region, marked) ||
            !reaches(map->atlas, mark, marked, cell))
            continue;
        if (found == NULL || care[mark->answer] > care[found->answer])
            found = mark;
    }
    return found;
}

struct shape {
    enum answer answer;
    const struct map_mark *mark; /* the line it leads to, or NULL */
};

static void shape_add(struct shape *shape, bool first, const struct map_mark *mark)
{
    enum answer answer = mark == NULL ? ANSWER_NONE : mark->answer;

    if (first || care[answer] > care[shape->answer])
        shape->answer = answer;
    if (shape->mark == NULL)
        shape->mark = mark;
}

/* Over the cells that the shape pictures: its own side of every leaf below its region. */
static struct shape shape_of(const struct map_view *map, struct span region, enum side side)
{
    struct shape shape = {ANSWER_NONE, NULL};
    const struct atlas *atlas = map->atlas;
    uint32_t above = atlas_find(atlas, region);
    bool first = true;

    for (uint32_t i = 0; above != ATLAS_NONE && i < atlas->n_regions; i++) {
        if (!atlas->regions[i].is_leaf || !atlas_is_below(atlas, i, above))
            continue;
        for (int cell = SIDE_LEFT; cell <= SIDE_RIGHT; cell++) {
            bool other = side != SIDE_BOTH && (enum side)cell != side;

            if (!atlas->regions[i].paired || other)
                continue;
            shape_add(&shape, first, most_careful(map, i, (enum side)cell));
            first = false;
        }
        if (atlas->regions[i].paired)
            continue;
        shape_add(&shape, first, most_careful(map, i, SIDE_BOTH));
        first = false;
    }
    return shape;
}

enum answer map_answer(const struct map_view *map, struct span region, enum side side)
{
    return shape_of(map, region, side).answer;
}

/* --- the drawing --- */

/* The value of an attribute in a tag of our own drawings; empty when it is not there. */
static struct span attribute(struct span tag, struct span name)
{
    for (size_t i = 0; i + name.len < tag.len; i++)
        if (tag.at[i] == ' ' && span_starts(span_skip(tag, i + 1), name)) {
            struct span value = span_skip(tag, i + 1 + name.len);
            return span_cut(&value, '"');
        }
    return SPAN("");
}

static enum side shape_side(struct span tag)
{
    struct span side = attribute(tag, SPAN("data-side=\""));

    if (span_is(side, "L"))
        return SIDE_LEFT;
    return span_is(side, "R") ? SIDE_RIGHT : SIDE_BOTH;
}

static void link_open(struct html *w, const struct shape *shape)
{
    html_lit(w, "<a href=\"#r-");
    html_url_part(w, shape->mark->key);
    html_lit(w, "\" data-key=\"");
    html_attr(w, shape->mark->key);
    html_lit(w, "\" aria-label=\"");
    html_attr(w, shape->mark->name);
    html_lit(w, ": ");
    html_message(w, state_messages[shape->answer], NULL, 0);
    html_lit(w, "\">");
}

/* Everything up to and with the first `end` in `*rest`; all of it when there is none. */
static struct span take_through(struct span *rest, struct span end)
{
    for (size_t i = 0; i + end.len <= rest->len; i++)
        if (rest->at[i] == end.at[0] && span_starts(span_skip(*rest, i), end)) {
            struct span taken = span_head(*rest, i + end.len);
            *rest = span_skip(*rest, taken.len);
            return taken;
        }
    struct span all = *rest;
    *rest = SPAN("");
    return all;
}

/* A shape is <path ...><title>...</title></path>: the drawings' own check holds it to that. */
static void shape_write(struct html *w, struct span tag, struct span *rest,
                        const struct map_view *map)
{
    struct shape shape = shape_of(map, attribute(tag, SPAN("data-region=\"")), shape_side(tag));
    struct span title = take_through(rest, SPAN("</path>"));
    bool linked = shape.mark != NULL && shape.mark->key.len > 0;

    if (linked)
        link_open(w, &shape);
    buf_put(w->out, span_head(tag, tag.len - 1));
    html_lit(w, " data-state=\"");
    buf_put(w->out, state_words[shape.answer]);
    html_lit(w, "\">");
    buf_put(w->out, title);
    if (linked)
        html_lit(w, "</a>");
}

/* role="img" hides what is inside from a screen reader; with links inside it is a group. */
static void root_write(struct html *w, struct span tag)
{
    static const char role[] = "role=\"img\"";
    struct span rest = tag;

    for (size_t i = 0; i < tag.len; i++)
        if (span_starts(span_skip(tag, i), span_of(role))) {
            buf_put(w->out, span_head(tag, i));
            html_lit(w, "role=\"group\"");
            rest = span_skip(tag, i + sizeof role - 1);
            break;
        }
    buf_put(w->out, rest);
}

void map_write(struct html *w, struct span svg, const struct map_view *map)
{
    while (svg.len > 0 && !w->out->failed) {
        struct span text = span_cut(&svg, '<');

        buf_put(w->out, text);
        if (svg.len == 0)
            return;
        struct span tag = span_at(svg.at - 1, svg.len + 1);
        struct span rest = tag;
        tag = take_through(&rest, SPAN(">"));
        svg = rest;
        if (span_starts(tag, SPAN("<svg ")))
            root_write(w, tag);
        else if (span_starts(tag, SPAN("<path ")) && attribute(tag, SPAN("data-region=\"")).len > 0)
            shape_write(w, tag, &svg, map);
        else
            buf_put(w->out, tag);
    }
}

struct html_safe map_markup(struct arena *arena, int lang, struct span svg,
                            const struct map_view *map)
{
    struct buf out;
    struct html w;

    buf_init(&out, arena, LONGEST_MAP);
    html_init(&w, &out, lang);
    map_write(&w, svg, map);
    return (struct html_safe){out.failed ? SPAN("") : buf_view(&out)};
}
