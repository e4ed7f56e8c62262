/* core/visit/entry.c - small questions to entries.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/visit/entry.h"

enum { MICROSECONDS = 1000000 };

int64_t entry_utc_s(const struct entry *entry)
{
    return entry->utc_us / MICROSECONDS - (entry->utc_us % MICROSECONDS < 0);
}

/* On a shared device it matters whose word it is that the person was there. */
static enum presence shared_presence(const struct entry *entry)
{
    if (id_is_zero(entry->lent_by))
        return PRESENCE_SHARED;
    return id_equal(entry->lent_by, entry->actor) ? PRESENCE_PIN : PRESENCE_WITNESSED;
}

enum presence entry_presence(const struct entry *entry)
{
    static const enum presence known[] = {
        [PROOF_MACHINE] = PRESENCE_MACHINE,
        [PROOF_OWN_DEVICE] = PRESENCE_OWN_DEVICE,
        [PROOF_PASSKEY] = PRESENCE_PASSKEY,
    };

    if (entry->proof == PROOF_SHARED_DEVICE)
        return shared_presence(entry);
    return entry->proof < sizeof known / sizeof *known ? known[entry->proof] : PRESENCE_UNKNOWN;
}

/* KEEP IN ORDER: enum presence. */
static const char *const presence_words[PRESENCES] = {
    "unknown", "machine", "shared_device", "witnessed", "pin", "own_device", "passkey"};

struct span presence_word(enum presence presence)
{
    return span_of(presence_words[presence]);
}

bool entry_is_by_client(const struct entry *entry, struct id128 client)
{
    return (entry->roles & ROLE_CLIENT) != 0 && id_equal(entry->actor, client);
}

enum direction entry_direction(const struct entry *entry)
{
    return content_direction(entry->action, entry->content);
}

const struct entry *entry_find_last(struct entry_list list, uint16_t action, struct id128 object)
{
    for (size_t i = list.count; i > 0; i--)
        if (list.at[i - 1].action == action && id_equal(list.at[i - 1].object, object))
            return &list.at[i - 1];
    return NULL;
}

const struct entry *entry_find_seq(struct entry_list list, int64_t seq)
{
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].seq == seq)
            return &list.at[i];
    return NULL;
}

struct span entry_id_word(struct id128 id, struct arena *arena)
{
    char text[HF_ID_TEXT];

    id_write(id, text);
    return arena_copy(arena, span_at(text, sizeof text));
}
