/* core/decide/live.c - one function for each event that changes the room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/live.h"

#include "core/decide/times.h"

void live_reset(struct live_state *live)
{
    *live = (struct live_state){
        .stop_at_s = INT64_MIN, .attested = live->attested, .attested_room = live->attested_room};
}

enum status live_init(struct live_state *live, const struct facts *facts, size_t spare,
                      struct arena *arena, struct fault *why)
{
    struct live_state state = {.attested_room = spare};

    for (size_t i = 0; i < facts->event_count; i++)
        state.attested_room += facts->events[i].kind == EVENT_ATTEST;
    state.attested = arena_array(arena, struct span, state.attested_room);
    if (state.attested == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    live_reset(&state);
    *live = state;
    return HF_OK;
}

static bool has_role(const struct event *e, const char *role)
{
    return span_is(e->by.role, role);
}

bool live_is_by_the_client(const struct facts *facts, const struct event *e)
{
    return has_role(e, "client") && span_equal(e->by.id, facts->client);
}

static void stop(struct live_state *live, int64_t at_s)
{
    live->signal = SIGNAL_STOP;
    if (at_s > live->stop_at_s)
        live->stop_at_s = at_s;
}

/* Red and impairment do not fade with the session: they become a stop, with its cooldown. */
static bool ends_in_stop(const struct live_state *live)
{
    return live->signal == SIGNAL_RED || live->capacity == CAPACITY_IMPAIRED;
}

static void end_session(struct live_state *live, int64_t at_s)
{
    if (ends_in_stop(live))
        stop(live, at_s);
    live->open = false;
    live->capacity = CAPACITY_UNKNOWN;
    live->attested_count = 0;
    live->green_at = (struct moment){.known = false};
    if (live->signal != SIGNAL_STOP)
        live->signal = SIGNAL_NONE;
}

static void step_session_end(struct live_state *live, const struct facts *facts,
                             const struct event *e)
{
    (void)facts; /* anyone may end a session */
    end_session(live, e->at_s);
}

static void step_session_start(struct live_state *live, const struct facts *facts,
                               const struct event *e)
{
    if (live->open || ends_in_stop(live))
        end_session(live, e->at_s);
    if (live->signal == SIGNAL_STOP &&
        sum_passes(live->stop_at_s, facts->policy.stop_cooldown_s, e->at_s))
        return;
    live->open = true;
    live->signal = SIGNAL_NONE;
    live->green_at = (struct moment){.known = false};
    live->capacity = CAPACITY_UNKNOWN;
    live->attested_count = 0;
}

static void step_green(struct live_state *live, const struct facts *facts, const struct event *e)
{
    if (!live_is_by_the_client(facts, e) || !live->open || live->signal == SIGNAL_STOP ||
        live->capacity == CAPACITY_IMPAIRED)
        return;
    live->signal = SIGNAL_GREEN;
    live->green_at = (struct moment){.known = true, .utc_s = e->at_s};
}

/* Anyone may slow down or stop; only the client may go on. Any unknown value is a stop. */
static void step_signal(struct live_state *live, const struct facts *facts, const struct event *e)
{
    if (span_is(e->value, "green")) {
        step_green(live, facts, e);
    } else if (span_is(e->value, "yellow")) {
        if (live->signal != SIGNAL_RED && live->signal != SIGNAL_STOP)
            live->signal = SIGNAL_YELLOW;
    } else if (span_is(e->value, "red")) {
        if (live->signal != SIGNAL_STOP)
            live->signal = SIGNAL_RED;
    } else {
        stop(live, e->at_s);
    }
}

static void step_capacity(struct live_state *live, const struct facts *facts, const struct event *e)
{
    (void)facts; /* a role is enough: capacity is judged by whoever is there */
    if (!span_is(e->value, "ok"))
        live->capacity = CAPACITY_IMPAIRED;
    else if (live->open && live->capacity == CAPACITY_UNKNOWN &&
             (has_role(e, "practitioner") || has_role(e, "clinician")))
        live->capacity = CAPACITY_OK;
}

static size_t find_attested(const struct live_state *live, struct span condition)
{
    size_t i = 0;

    while (i < live->attested_count && !span_equal(live->attested[i], condition))
        i++;
    return i;
}

bool live_is_attested(const struct live_state *live, struct span condition)
{
    return find_attested(live, condition) < live->attested_count;
}

/* "chaperone" only by role chaperone; "client:..." only by the client. */
static bool may_attest(const struct facts *facts, const struct event *e)
{
    if (span_is(e->subject, "chaperone"))
        return has_role(e, "chaperone");
    return !span_starts(e->subject, SPAN("client:")) || live_is_by_the_client(facts, e);
}

static void step_attest(struct live_state *live, const struct facts *facts, const struct event *e)
{
    size_t i = find_attested(live, e->subject);
    bool known = i < live->attested_count;

    if (span_is(e->value, "on")) {
        if (live->open && may_attest(facts, e) && !known && i < live->attested_room)
            live->attested[live->attested_count++] = e->subject;
    } else if (known) {
        live->attested[i] = live->attested[--live->attested_count];
    }
}

typedef void step_fn(struct live_state *live, const struct facts *facts, const struct event *e);

/* The kinds that change the room; a rehearsal, like all others, changes nothing. */
static step_fn *const steps[] = {
    [EVENT_SIGNAL] = step_signal,           [EVENT_CAPACITY] = step_capacity,
    [EVENT_ATTEST] = step_attest,           [EVENT_SESSION_START] = step_session_start,
    [EVENT_SESSION_END] = step_session_end,
};

void live_step(struct live_state *live, const struct facts *facts, const struct event *event)
{
    if (steps[event->kind] != NULL)
        steps[event->kind](live, facts, event);
}

void live_fold(struct live_state *live, const struct facts *facts, int64_t now_s)
{
    live_reset(live);
    for (size_t i = 0; i < facts->event_count; i++) {
        if (facts->events[i].at_s <= now_s)
            live_step(live, facts, &facts->events[i]);
    }
}

/* A stop holds whatever would widen, until it has had its rest and no session is open: then a
 * session could begin, and without a new yes none ever would. */
static bool is_held_by_a_stop(const struct live_state *live, const struct facts *facts,
                              int64_t at_s)
{
    return live->signal == SIGNAL_STOP &&
           (live->open || sum_passes(live->stop_at_s, facts->policy.stop_cooldown_s, at_s));
}

bool live_may_widen(const struct live_state *live, const struct facts *facts, const struct event *e)
{
    return live_is_by_the_client(facts, e) && e->is_signed && facts->adult_at.known &&
           e->at_s >= facts->adult_at.utc_s && live->capacity != CAPACITY_IMPAIRED &&
           live->signal != SIGNAL_RED && !is_held_by_a_stop(live, facts, e->at_s);
}
