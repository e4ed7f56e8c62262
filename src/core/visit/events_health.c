/* core/visit/events_health.c - findings, who looked at them, and what answers put on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/events.h"

static void make_finding(struct maker *m, const void *content)
{
    const struct finding_set_content *c = content;
    struct event *event = events_add(m, EVENT_FINDING);

    if (event == NULL)
        return;
    event->subject = fact_is_word(c->finding) ? c->finding : SPAN("unreadable");
    event->value = c->state == STATE_OFF && events_is_due(m) ? SPAN("off") : SPAN("on");
    event->until = c->until;
    (void)rise_step(&m->rise, m->now);
}

/* A practitioner's clearance is a letter seen: by whom, of which day, until when. */
static bool is_letter(const struct clearance_given_content *c)
{
    return c->letter_by.len > 0 && c->letter_date.len > 0 && c->until.known;
}

static void make_clearance(struct maker *m, const void *content)
{
    const struct clearance_given_content *c = content;
    bool by_clinician = span_is(events_role(m), "clinician");

    if (!events_is_due(m) || !fact_is_word(c->rule) || !(by_clinician || is_letter(c)))
        return;
    struct event *event = events_add(m, EVENT_CLEARANCE);

    if (event == NULL)
        return;
    event->subject = c->rule;
    event->from = c->from;
    event->until = c->until;
}

/* New answers wait for a person: no review from before them counts. */
static bool answers_came_later(const struct maker *m)
{
    for (size_t i = m->place + 1; i < m->in->entries.count; i++)
        if (m->in->entries.at[i].action == ACTION_INTAKE_ANSWERED)
            return true;
    return false;
}

/* Rules that the owner took since ask these answers something else: whoever signed the review saw
 * other findings than they make now. */
static bool rules_came_later(const struct maker *m)
{
    return gather_rules_since(m->in->practice) > m->now->seq;
}

static bool was_ever_set(const struct maker *m, struct span finding)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->events[i].kind == EVENT_FINDING && span_equal(m->events[i].subject, finding))
            return true;
    return false;
}

/* A finding that was reviewed but never set is there all the same. */
static void add_reviewed_findings(struct maker *m, const struct review_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct span finding = findings->at[i].finding;

        if (!fact_is_word(finding))
            finding = SPAN("unreadable");
        if (!was_ever_set(m, finding))
            events_add_said(m, EVENT_FINDING, finding, SPAN("on"));
    }
}

static void make_review(struct maker *m, const void *content)
{
    const struct screening_reviewed_content *c = content;

    add_reviewed_findings(m, &c->findings);
    if (events_is_due(m) && !c->refer_on && !answers_came_later(m) && !rules_came_later(m))
        events_add(m, EVENT_SCREENING);
}

/* "Anything new?" - "No." renews a review and never takes its place. */
static void make_nothing_new(struct maker *m, const void *content)
{
    bool reviewed = false;

    (void)content; /* that it was asked and answered is all there is to it */
    for (size_t i = 0; i < m->count; i++)
        reviewed |= m->events[i].kind == EVENT_SCREENING;
    if (reviewed && events_is_due(m) && events_is_by_client(m) && !answers_came_later(m) &&
        !rules_came_later(m))
        events_add(m, EVENT_SCREENING);
}

/* Worse answers hold by themselves: nobody has to remember to set a finding, and nobody can forget
 * it. Each is a finding like any other, which only a clinician ends (S11). */
static void make_measured(struct maker *m, const void *content)
{
    uint32_t held = rise_step(&m->rise, m->now);

    (void)content;
    if (m->in->knowledge->measures == NULL)
        events_add(m, EVENT_UNKNOWN);
    for (uint32_t i = 0; i < m->rise.count; i++)
        for (size_t j = 0; (held >> i & 1) != 0 && j < m->rise.at[i].hold->findings.count; j++)
            events_add_said(m, EVENT_FINDING, m->rise.at[i].hold->findings.at[j], SPAN("on"));
}

static const struct event_maker rows[] = {
    {ACTION_SCREENING_REVIEWED, make_review, true},
    {ACTION_FINDING_SET, make_finding, true},
    {ACTION_CLEARANCE_GIVEN, make_clearance, true},
    {ACTION_NOTHING_NEW_SAID, make_nothing_new, false},
    {ACTION_MEASURE_ANSWERED, make_measured, false},
};

const struct event_makers events_of_health = {rows, sizeof rows / sizeof *rows};
