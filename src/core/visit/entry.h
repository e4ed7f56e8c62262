/* core/visit/entry.h - a verified entry of the ledger with its content decoded: what all folds eat.
 *
 * Whoever fills this has checked chain and signature (keep/ledger) and decoded the content
 * (core/model/content). A content that could not be opened or decoded is NULL, never left out: a
 * fold must know that something was there.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_VISIT_ENTRY_H
#define HF_CORE_VISIT_ENTRY_H

#include "core/model/content.h"

struct entry {
    int64_t seq;    /* in the practice's log, from 1 */
    int64_t utc_us; /* when it was received; never less than the entry before */
    struct id128 actor;
    uint8_t roles;        /* bits of enum role, as certified for the key that signed */
    uint8_t proof;        /* enum proof */
    struct id128 lent_by; /* who certified the short-lived key that signed; zero: no such key */
    uint8_t device;
    uint16_t action;
    struct id128 object;
    int64_t object_version;
    const void *content; /* struct of the action, or NULL */
};

/* In the order of record. */
struct entry_list {
    const struct entry *at;
    size_t count;
    const int64_t *narrowed; /* raise_mark: for each, the seq of the last one up to it that
                                narrows; NULL: not looked for yet */
};

/* Seconds since 1970 UTC, rounded down. */
int64_t entry_utc_s(const struct entry *entry);

/* How whoever signed was there, and so what the signature proves. A proof that nobody knows is
 * PRESENCE_UNKNOWN and proves nothing. */
enum presence {
    PRESENCE_UNKNOWN,
    PRESENCE_MACHINE,   /* nobody: the program itself */
    PRESENCE_SHARED,    /* own keys, on a device of somebody else */
    PRESENCE_WITNESSED, /* a one-time key that somebody else lent, who says who it was */
    PRESENCE_PIN,       /* on a shared device, by a key that opens with one's own PIN */
    PRESENCE_OWN_DEVICE,
    PRESENCE_PASSKEY,
    PRESENCES,
};
enum presence entry_presence(const struct entry *entry);
struct span presence_word(enum presence presence); /* "witnessed" */

/* Signed by the client's own key, or by a pass of it. */
bool entry_is_by_client(const struct entry *entry, struct id128 client);

/* Neutral, raises or narrows, as content_direction says. */
enum direction entry_direction(const struct entry *entry);

/* The last one of that action and object, or NULL. */
const struct entry *entry_find_last(struct entry_list list, uint16_t action, struct id128 object);

/* By its seq, or NULL. */
const struct entry *entry_find_seq(struct entry_list list, int64_t seq);

/* An id as the decision's facts spell it; empty when the arena is spent. */
struct span entry_id_word(struct id128 id, struct arena *arena);

/* What somebody will write into the ledger: one entry yet without author and time. `object` of
 * zero: the writer makes a fresh id. */
struct to_record {
    uint16_t action;
    struct id128 object;
    const void *content;
};

struct to_record_list {
    const struct to_record *at;
    size_t count;
};

#endif
