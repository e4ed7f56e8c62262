/* core/visit/raise.h - only the client's own hand raises, and only what the client has seen.
 *
 * The use case asks before it records; the fold to facts asks again, so that an entry which should
 * not be there raises nothing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_RAISE_H
#define HF_CORE_VISIT_RAISE_H

#include "core/visit/entry.h"

enum raise_answer {
    RAISE_MAY,
    RAISE_NOT_THE_CLIENTS, /* neither the client's own act nor a relayed one with a witness */
    RAISE_UNSEEN,          /* something narrowed after what this screen had shown */
    RAISE_TOO_LATE,        /* the check-in had expired: silence came first */
    RAISE_NEEDS_DEVICE,    /* intimate, internal or sensual: only from an own device */
};

/* A yes given by a sign or aloud in the room: somebody of the staff wrote it down, and it names who
 * saw or heard it. It is printed as relayed, never as the client's own tap. */
bool raise_is_relayed(const struct entry *entry, const struct given_said *given);

/* Fills entry_list.narrowed from place `from` on (what stands before it is filled), so that the
 * question below needs no walk: a fold asks it for every entry. */
void raise_mark(const struct entry *entries, size_t from, size_t count, int64_t *narrowed);

/* Was anything narrowed (or an unreadable thing recorded) among `before` after seq `seen`? */
bool raise_is_unseen(struct entry_list before, int64_t seen);

/* Could this reach a cell that is intimate, or internal or sensual work? What the atlas does not
 * know could (S8). */
bool grant_needs_own_device(const struct atlas *atlas, const struct scope_said *scope);

#endif
