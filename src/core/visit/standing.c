/* core/visit/standing.c - see standing.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/standing.h"

struct state {
    struct standing_finding said;
    bool on;
};

static bool is_active(const struct state *state, int64_t at_s)
{
    return state->on && (!state->said.until.known || at_s < state->said.until.utc_s);
}

static struct moment later_of(struct moment a, struct moment b)
{
    if (!a.known || !b.known)
        return (struct moment){.known = false};
    return a.utc_s > b.utc_s ? a : b;
}

/* KEEP IN ORDER: step_finding of core/decide/fold.c. */
static void step(struct state *state, const struct event *e)
{
    if (span_is(e->value, "off"))
        state->on = state->on && !span_is(e->by.role, "clinician");
    else if (is_active(state, e->at_s))
        state->said.until = later_of(state->said.until, e->until);
    else
        *state = (struct state){{e->subject, e->until, e->at_s}, true};
}

static struct state *state_of(struct state *states, size_t *count, struct span finding)
{
    for (size_t i = 0; i < *count; i++)
        if (span_equal(states[i].said.finding, finding))
            return &states[i];
    states[*count] = (struct state){.said = {.finding = finding}};
    return &states[(*count)++];
}

static size_t count_events(const struct facts *facts)
{
    size_t n = 0;

    for (size_t i = 0; i < facts->event_count; i++)
        n += facts->events[i].kind == EVENT_FINDING;
    return n;
}

enum status standing_find(const struct facts *facts, int64_t now_s, struct arena *arena,
                          const struct standing_finding **ret, size_t *ret_count, struct fault *why)
{
    size_t most = count_events(facts), count = 0, n = 0;
    struct state *states = arena_array(arena, struct state, most);
    struct standing_finding *at = arena_array(arena, struct standing_finding, most);

    if (states == NULL || at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < facts->event_count; i++) {
        const struct event *e = &facts->events[i];

        if (e->kind == EVENT_FINDING && e->at_s <= now_s)
            step(state_of(states, &count, e->subject), e);
    }
    for (size_t i = 0; i < count; i++)
        if (is_active(&states[i], now_s))
            at[n++] = states[i].said;
    *ret = at;
    *ret_count = n;
    return HF_OK;
}
