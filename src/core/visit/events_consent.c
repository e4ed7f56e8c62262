/* core/visit/events_consent.c - yes, no, and what was taken back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/events.h"

#include "core/visit/raise.h"

/* The client's own key, present enough for what it reaches, having seen what was narrowed. */
static bool is_signed(const struct maker *m, bool needs_device, const struct given_said *given)
{
    return events_is_due(m) && events_is_by_client(m) &&
           (!needs_device || m->now->proof >= PROOF_OWN_DEVICE) &&
           !(given->seen > 0 && raise_is_unseen(events_before(m), given->seen));
}

/* Event ids of the grants that this one takes the place of; what is not there is left out. */
static struct words replaced_ids(struct maker *m, struct words objects)
{
    struct span *ids = arena_array(m->arena, struct span, objects.count);
    size_t n = 0;

    for (size_t i = 0; ids != NULL && i < objects.count; i++) {
        struct id128 object;

        if (!id_parse(objects.at[i], &object))
            continue;
        const struct entry *e = entry_find_last(events_before(m), ACTION_GRANT, object);

        if (e != NULL)
            ids[n++] = events_id(m->arena, e->seq, 0);
    }
    return (struct words){ids, n};
}

static void make_grant(struct maker *m, const void *content)
{
    const struct grant_content *c = content;
    struct event *event = events_add(m, EVENT_GRANT);
    bool needs_device = grant_needs_own_device(m->in->knowledge->atlas, &c->scope);

    if (event == NULL)
        return;
    event->scope = gather_scope(&c->scope);
    event->effect = (struct effect){.has_max_pressure = true,
                                    .max_pressure = c->max_pressure,
                                    .conditions = gather_words(c->conditions)};
    event->from = c->from;
    event->until =
        (struct moment){.known = true, .utc_s = gather_grant_end(m->in, event->at_s, c->until)};
    event->replaces = replaced_ids(m, c->replaces);
    /* A condition that can't be read can't be met: the grant then is no grant. */
    event->is_signed = is_signed(m, needs_device, &c->given) &&
                       event->effect.conditions.count == c->conditions.count;
}

static struct moment session_end(const struct maker *m, struct id128 session)
{
    const struct entry *e = entry_find_last(m->in->entries, ACTION_SESSION_ENDED, session);

    return e == NULL ? (struct moment){.known = false}
                     : (struct moment){.known = true, .utc_s = entry_utc_s(e)};
}

static void make_limit(struct maker *m, const void *content)
{
    const struct limit_content *c = content;
    struct event *event = events_add(m, EVENT_LIMIT);

    if (event == NULL)
        return;
    event->scope = gather_scope(&c->scope);
    event->effect = (struct effect){.deny = c->deny,
                                    .has_max_pressure = c->has_max_pressure,
                                    .max_pressure = c->max_pressure,
                                    .conditions = gather_words(c->conditions)};
    event->from = c->from;
    event->until = id_is_zero(c->session) ? c->until : session_end(m, c->session);
}

static void make_revoke(struct maker *m, const void *content)
{
    const struct revoke_content *c = content;
    struct event *event =
        events_add(m, m->now->action == ACTION_MAYBE ? EVENT_MAYBE : EVENT_REVOKE);

    if (event != NULL)
        event->scope = gather_scope(&c->scope);
}

static void make_never(struct maker *m, const void *content)
{
    const struct never_said_content *c = content;

    for (size_t i = 0; i < c->places.count; i++) {
        struct event *event = events_add(m, EVENT_LIMIT);

        if (event == NULL)
            return;
        event->scope = gather_scope(
            &(struct scope_said){.region = c->places.at[i].region, .side = c->places.at[i].side});
        event->effect.deny = true;
    }
}

/* What a lift takes away: a limit, or every place of "anything you never want". */
static const struct entry *lifted_entry(const struct maker *m, struct id128 target)
{
    const struct entry *e = entry_find_last(events_before(m), ACTION_LIMIT, target);

    return e != NULL ? e : entry_find_last(events_before(m), ACTION_NEVER_SAID, target);
}

static bool lift_needs_device(const struct maker *m, const struct entry *target)
{
    const struct limit_content *limit = target->content;

    return target->action != ACTION_LIMIT || limit == NULL ||
           grant_needs_own_device(m->in->knowledge->atlas, &limit->scope);
}

static size_t parts_of(const struct entry *target)
{
    const struct never_said_content *never = target->content;

    return target->action == ACTION_NEVER_SAID && never != NULL ? never->places.count : 1;
}

/* Statement 7: the client, and a practitioner for a limit of their own (S10). A limit of anybody
 * else stays until it ends. */
static bool may_lift(const struct maker *m)
{
    struct span role = events_role(m);

    return span_is(role, "client") || span_is(role, "practitioner");
}

static void make_lift(struct maker *m, const void *content)
{
    const struct lift_content *c = content;
    const struct entry *target = lifted_entry(m, c->target);

    if (target == NULL || !events_is_due(m) || !may_lift(m))
        return;
    bool is_ours = is_signed(m, lift_needs_device(m, target), &c->given);

    for (size_t part = 0; part < parts_of(target); part++) {
        struct event *event = events_add(m, EVENT_LIFT);

        if (event == NULL)
            return;
        event->subject = events_id(m->arena, target->seq, (int)part);
        event->is_signed = is_ours;
    }
}

/* What was taken back in the part that is missing is not known: no yes of before may be one. The
 * scope of nothing is everything (S5). Reviews go by gather_rules_since. */
static void make_older(struct maker *m, const void *content)
{
    (void)content; /* a statement of keep/ledger */
    events_add(m, EVENT_REVOKE);
}

static const struct event_maker rows[] = {
    {ACTION_NEVER_SAID, make_never, true},   {ACTION_GRANT, make_grant, true},
    {ACTION_LIMIT, make_limit, true},        {ACTION_REVOKE, make_revoke, true},
    {ACTION_MAYBE, make_revoke, true},       {ACTION_LIFT, make_lift, true},
    {ACTION_OLDER_TAKEN, make_older, false},
};

const struct event_makers events_of_consent = {rows, sizeof rows / sizeof *rows};
