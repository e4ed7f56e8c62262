/* core/visit/raise.c - see raise.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/raise.h"

bool raise_is_relayed(const struct entry *entry, const struct given_said *given)
{
    uint8_t witnesses = ROLE_PRACTITIONER | ROLE_CLINICIAN | ROLE_CHAPERONE;
    bool in_the_room = given->how == GIVEN_SIGN || given->how == GIVEN_ALOUD;

    return in_the_room && !id_is_zero(given->heard_by) && (entry->roles & witnesses) != 0;
}

/* Statements about keys narrow somebody's access, not what was agreed. */
static bool narrows_the_room(const struct entry *entry)
{
    if (entry->action <= ACTION_KEYS_LAST)
        return false;
    if (entry->action == ACTION_SIGNAL && entry->content == NULL)
        return true;
    return entry_direction(entry) == DIRECTION_NARROWS || action_find(entry->action) == NULL;
}

void raise_mark(const struct entry *entries, size_t from, size_t count, int64_t *narrowed)
{
    int64_t last = from == 0 ? INT64_MIN : narrowed[from - 1];

    for (size_t i = from; i < count; i++) {
        if (narrows_the_room(&entries[i]))
            last = entries[i].seq;
        narrowed[i] = last;
    }
}

bool raise_is_unseen(struct entry_list before, int64_t seen)
{
    if (before.narrowed != NULL)
        return before.count > 0 && before.narrowed[before.count - 1] > seen;
    for (size_t i = before.count; i > 0 && before.at[i - 1].seq > seen; i--)
        if (narrows_the_room(&before.at[i - 1]))
            return true;
    return false;
}

bool grant_needs_own_device(const struct atlas *atlas, const struct scope_said *scope)
{
    uint32_t region = atlas_find(atlas, scope->region);

    return region == ATLAS_NONE || atlas->regions[region].intimate ||
           words_have(scope->access, SPAN("internal")) ||
           words_have(scope->intents, SPAN("sensual"));
}
