/* core/visit/events_session.c - what was said and done while hands work.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/events.h"

#include "core/visit/asked.h"
#include "core/visit/raise.h"

static void make_started(struct maker *m, const void *content)
{
    (void)content;
    (void)rise_step(&m->rise, m->now);
    if (events_is_due(m))
        events_add(m, EVENT_SESSION_START);
}

static void make_ended(struct maker *m, const void *content)
{
    (void)content;
    events_add(m, EVENT_SESSION_END);
}

static void speak_for_client(struct maker *m, struct event *event)
{
    event->by = (struct party){SPAN("client"), m->client};
}

/* The client's own act on a screen that knew of every narrowing, or one that was relayed. */
static bool raises_for_client(const struct maker *m, const struct given_said *given, bool may_relay)
{
    return (events_is_by_client(m) || (may_relay && raise_is_relayed(m->now, given))) &&
           !raise_is_unseen(events_before(m), given->seen);
}

static void make_signal(struct maker *m, const void *content)
{
    static const char *const words[] = {"stop", "green", "yellow", "red", "stop"};
    const struct signal_content *c = content;

    if (c->value == SAID_GREEN && !raises_for_client(m, &c->given, true))
        return;
    struct event *event = events_add(m, EVENT_SIGNAL);

    if (event == NULL)
        return;
    event->value = span_of(c->value <= SAID_STOP ? words[c->value] : words[0]);
    if (c->value == SAID_GREEN)
        speak_for_client(m, event);
}

/* From when it was entered: what a paper says of its own day shortens no rest. */
static void make_paper_session(struct maker *m, const void *content)
{
    const struct paper_session_content *c = content;

    if (c->stopped)
        events_add_said(m, EVENT_SIGNAL, SPAN(""), SPAN("stop"));
}

static void make_capacity(struct maker *m, const void *content)
{
    const struct capacity_content *c = content;

    events_add_said(m, EVENT_CAPACITY, SPAN(""),
                    c->value == JUDGED_OK ? SPAN("ok") : SPAN("impaired"));
}

/* Did the client name somebody to be there, before this session began? */
static bool has_named_company(const struct maker *m)
{
    const struct entry *e =
        entry_find_last(events_before(m), ACTION_SESSION_STARTED, m->now->object);
    const struct session_started_content *c = e == NULL ? NULL : e->content;

    return c != NULL && c->present.count > 0;
}

/* A companion without keys of their own, whom the client named before: the client alone says that
 * they are here. */
static bool is_companion(const struct maker *m, const struct attest_content *c)
{
    return c->state == STATE_ON && span_is(c->condition, "chaperone") && events_is_by_client(m);
}

/* Ready and read back come only from the client's own side; being asked may be said aloud. A yes
 * that names no place is a yes to nothing. */
static void make_attest(struct maker *m, const void *content)
{
    const struct attest_content *c = content;
    bool company = is_companion(m, c);
    bool is_clients = span_starts(c->condition, SPAN("client:"));
    bool may_relay = asked_is_word(c->condition);
    bool on = c->state == STATE_ON;

    if (!fact_is_word(c->condition) || (on && span_equal(c->condition, CONDITION_ASKED)) ||
        (on && is_clients && !raises_for_client(m, &c->given, may_relay)) ||
        (company && (!raises_for_client(m, &c->given, false) || !has_named_company(m))))
        return;
    struct event *event = events_add(m, EVENT_ATTEST);

    if (event == NULL)
        return;
    event->subject = c->condition;
    event->value = on ? SPAN("on") : SPAN("off");
    if (on && is_clients)
        speak_for_client(m, event);
    if (company)
        event->by = (struct party){SPAN("chaperone"), SPAN("companion")};
}

static void make_step_begun(struct maker *m, const void *content)
{
    const struct step_begun_content *c = content;

    m->step = c == NULL ? SPAN("") : asked_word(&c->step, m->arena);
    m->begun = m->count;
}

/* "Ask each time": the end of a step is the end of the yes to its place, and of every yes from
 * before it. What was asked during it, about what comes next, stands for that. */
static void make_step_ended(struct maker *m, const void *content)
{
    size_t count = m->count, before = m->step.len == 0 ? count : m->begun;

    (void)content;
    for (size_t i = m->asked_first; i < count; i++) {
        struct span asked = m->events[i].subject;

        if (m->events[i].kind == EVENT_ATTEST && asked_is_word(asked) &&
            (i < before || span_equal(asked, m->step)))
            events_add_said(m, EVENT_ATTEST, asked, SPAN("off"));
    }
    m->asked_first = before;
    m->step = SPAN("");
}

static void make_rehearsal(struct maker *m, const void *content)
{
    (void)content;
    events_add(m, EVENT_REHEARSAL);
}

static const struct event_maker rows[] = {
    {ACTION_SESSION_STARTED, make_started, false},
    {ACTION_SESSION_ENDED, make_ended, false},
    {ACTION_SIGNAL, make_signal, true},
    {ACTION_CAPACITY, make_capacity, true},
    {ACTION_ATTEST, make_attest, true},
    {ACTION_REHEARSAL, make_rehearsal, false},
    {ACTION_STEP_BEGUN, make_step_begun, false},
    {ACTION_STEP_ENDED, make_step_ended, false},
    {ACTION_PAPER_SESSION, make_paper_session, true},
};

const struct event_makers events_of_session = {rows, sizeof rows / sizeof *rows};
