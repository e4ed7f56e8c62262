/* core/visit/events.h - how entries become events of the decision; for gather_events.c and the
 * events_*.c that it asks.
 *
 * Narrowing is believed from anybody; raising only from whom it is due.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_EVENTS_H
#define HF_CORE_VISIT_EVENTS_H

#include "core/visit/gather_inside.h"
#include "core/visit/rise.h"

struct maker {
    const struct gathering *in;
    struct arena *arena;
    struct span client; /* as a word */
    struct event *events;
    size_t count, room;
    const struct entry *now; /* the entry at hand */
    size_t place;            /* its index in the chain */
    int parts;               /* events it has made */
    struct rise rise;
    struct span step;   /* asked_word of the step at hand; "": none, or not readable */
    size_t begun;       /* events that there were when it began */
    size_t asked_first; /* before this event no yes to being asked can still stand */
};

struct event_maker {
    uint16_t action;
    void (*make)(struct maker *m, const void *content);
    bool needs_content; /* without it the entry denies: nobody knows what it said */
};

struct event_makers {
    const struct event_maker *at;
    size_t count;
};

extern const struct event_makers events_of_consent, events_of_health, events_of_session;

/* "e41"; the second and later events of one entry are "e41.1", "e41.2" */
struct span events_id(struct arena *arena, int64_t seq, int part);
/* A further event of the entry at hand, to be filled; NULL when memory is spent. */
struct event *events_add(struct maker *m, enum event_kind kind);
/* With subject and value, for those that need no more. */
void events_add_said(struct maker *m, enum event_kind kind, struct span subject, struct span value);

/* The role in which whoever signed the entry at hand speaks. A clinician is another person than the
 * practitioner of the act: whoever holds both is a practitioner there. */
struct span events_role(const struct maker *m);
bool events_is_by_client(const struct maker *m);
/* May they sign it at all, with that proof? */
bool events_is_due(const struct maker *m);
/* The chain as it was before the entry at hand. */
struct entry_list events_before(const struct maker *m);

#endif
