/* core/visit/asked.c - see asked.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/asked.h"

#include "base/buf.h"

enum { WORD_ROOM = 4 * FACTS_WORD_MAX };

static const char sides[] = "?LRB";
static const struct span prefix = SPAN_INIT("client:asked/");

/* --- the word -------------------------------------------------------------------------------- */

struct span asked_word(const struct step_said *step, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, WORD_ROOM);
    buf_put(&out, prefix);
    buf_put(&out, step->region);
    buf_byte(&out, '/');
    buf_byte(&out, sides[step->side <= SIDE_BOTH ? step->side : SIDE_UNKNOWN]);
    if (step->access != ACCESS_EXTERNAL)
        buf_lit(&out, "/internal");
    return out.failed || !fact_is_word(buf_view(&out)) ? SPAN("") : buf_view(&out);
}

bool asked_is_word(struct span condition)
{
    struct step_said place;

    return asked_read(condition, &place);
}

bool asked_read(struct span condition, struct step_said *ret)
{
    if (!span_starts(condition, prefix))
        return false;
    struct span rest = span_skip(condition, prefix.len);
    struct step_said place = {.region = span_cut(&rest, '/')};

    place.side = (uint8_t)side_of(span_cut(&rest, '/'));
    place.access = rest.len == 0 ? ACCESS_EXTERNAL : ACCESS_INTERNAL;
    if (place.region.len == 0 || place.side == SIDE_UNKNOWN ||
        (rest.len > 0 && !span_is(rest, "internal")))
        return false;
    *ret = place;
    return true;
}

/* --- the facts ------------------------------------------------------------------------------- */

enum status asked_begin(const struct facts *facts, struct arena *arena, struct asked_facts *ret,
                        struct fault *why)
{
    struct event *events = arena_array(arena, struct event, facts->event_count);

    if (events == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < facts->event_count; i++)
        events[i] = facts->events[i];
    *ret = (struct asked_facts){.bound = *facts, .all = facts, .events = events};
    ret->bound.events = events;
    return HF_OK;
}

const struct facts *asked_for(struct asked_facts *asked, const struct step_said *step,
                              struct arena *arena)
{
    struct span word = asked_word(step, arena);

    for (size_t i = 0; i < asked->all->event_count; i++) {
        const struct event *e = &asked->all->events[i];

        if (e->kind == EVENT_ATTEST)
            asked->events[i].subject =
                word.len > 0 && span_equal(e->subject, word) ? CONDITION_ASKED : e->subject;
    }
    return &asked->bound;
}
