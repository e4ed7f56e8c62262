/* core/visit/gather_events.c - the client's chain as events of the decision, in the order of
 * record. What an entry becomes stands in events_*.c, one row for each action.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/events.h"

#include <string.h>

/* --- making events --------------------------------------------------------------------------- */

/* Few entries make more than one event, so that the first room mostly lasts. */
static bool make_room(struct maker *m)
{
    size_t room = m->room == 0 ? m->in->entries.count + 64 : m->room * 2;

    if (m->count < m->room)
        return true;
    struct event *events = arena_array(m->arena, struct event, room);

    if (events == NULL)
        return false;
    if (m->count > 0)
        memcpy(events, m->events, m->count * sizeof *events);
    m->events = events;
    m->room = room;
    return true;
}

struct span events_id(struct arena *arena, int64_t seq, int part)
{
    struct buf out;

    buf_init(&out, arena, FACTS_WORD_MAX);
    buf_byte(&out, 'e');
    buf_int(&out, seq);
    if (part > 0) {
        buf_byte(&out, '.');
        buf_int(&out, part);
    }
    return buf_view(&out);
}

struct span events_role(const struct maker *m)
{
    const struct entry *e = m->now;
    bool does_the_act = id_equal(e->actor, m->in->practitioner);

    if (entry_is_by_client(e, m->in->client))
        return SPAN("client");
    if ((e->roles & ROLE_CLINICIAN) != 0 && !does_the_act)
        return SPAN("clinician");
    if ((e->roles & ROLE_PRACTITIONER) != 0)
        return SPAN("practitioner");
    if ((e->roles & ROLE_CHAPERONE) != 0)
        return SPAN("chaperone");
    if ((e->roles & ROLE_OWNER) != 0)
        return SPAN("owner");
    return (e->roles & ROLE_SERVICE) != 0 ? SPAN("service") : SPAN("other");
}

struct event *events_add(struct maker *m, enum event_kind kind)
{
    if (!make_room(m))
        return NULL;
    struct event *event = &m->events[m->count++];

    *event = (struct event){.id = events_id(m->arena, m->now->seq, m->parts++),
                            .at_s = entry_utc_s(m->now),
                            .kind = kind,
                            .by = {events_role(m), entry_id_word(m->now->actor, m->arena)}};
    return event;
}

void events_add_said(struct maker *m, enum event_kind kind, struct span subject, struct span value)
{
    struct event *event = events_add(m, kind);

    if (event == NULL)
        return;
    event->subject = subject;
    event->value = value;
}

struct entry_list events_before(const struct maker *m)
{
    return (struct entry_list){m->in->entries.at, m->place, m->in->entries.narrowed};
}

bool events_is_due(const struct maker *m)
{
    return action_may_sign(m->now->action, m->now->roles, m->now->proof);
}

bool events_is_by_client(const struct maker *m)
{
    return entry_is_by_client(m->now, m->in->client);
}

/* --- the chain ------------------------------------------------------------------------------- */

static const struct event_maker *maker_find(uint16_t action)
{
    static const struct event_makers *const all[] = {&events_of_consent, &events_of_health,
                                                     &events_of_session};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t j = 0; j < all[i]->count; j++)
            if (all[i]->at[j].action == action)
                return &all[i]->at[j];
    return NULL;
}

/* Every other action of the register says nothing here. */
static void make_entry(struct maker *m, const struct entry *e)
{
    const struct event_maker *maker = maker_find(e->action);

    if (action_find(e->action) == NULL ||
        (maker != NULL && maker->needs_content && e->content == NULL))
        events_add(m, EVENT_UNKNOWN);
    else if (maker != NULL)
        maker->make(m, e->content);
}

/* Before everything else, and known at every moment. */
static void add_unknown(struct maker *m, bool is_so, struct span id)
{
    if (!is_so || !make_room(m))
        return;
    m->events[m->count++] = (struct event){.id = id,
                                           .at_s = INT64_MIN,
                                           .kind = EVENT_UNKNOWN,
                                           .by = {SPAN("service"), SPAN("service")}};
}

enum status gather_events(const struct gathering *in, struct arena *arena, struct facts *ret,
                          struct fault *why)
{
    struct maker m = {.in = in, .arena = arena, .client = ret->client};

    rise_begin(&m.rise, in->knowledge->measures, in->client, in->practitioner);
    add_unknown(&m, !gather_knows_the_adopted(in), SPAN(GATHER_RULES_MISSING));
    add_unknown(&m, !gather_reads_the_house(in), SPAN(GATHER_UNREADABLE));
    add_unknown(&m, in->is_clock_behind, SPAN(GATHER_CLOCK_BEHIND));
    add_unknown(&m, in->is_older_copy, SPAN(GATHER_OLDER_COPY));
    for (m.place = 0; m.place < in->entries.count; m.place++) {
        m.now = &in->entries.at[m.place];
        m.parts = 0;
        make_entry(&m, m.now);
    }
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    ret->events = m.events;
    ret->event_count = m.count;
    return HF_OK;
}
