/* keep/ledger/item.c - what a row of a chain holds: who signed it, and its content opened.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

#include <string.h>

static bool is_more_than_a_name(uint8_t compartment)
{
    return compartment != COMPARTMENT_IDENTITY && compartment != COMPARTMENT_CONTACT;
}

/* By these wraps, whichever is for this reader. */
static enum status open_by(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                           const struct record_wrap *wraps, size_t n, struct fault *why)
{
    struct record_place place = record_place_of(&item->entry, rows, WALK_RECORD);
    enum status st = record_open(walk->reader, &place, rows_bytes(rows, WALK_FRAME), wraps, n,
                                 item->entry.commitment, walk->ltx->arena, &item->content,
                                 item->entry.blind, why);

    item->is_open = st == HF_OK;
    walk->looked = walk->looked || (item->is_open && is_more_than_a_name(item->compartment));
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* A wrap that leads to another key may be somebody's who can only write to the store. It hinders
 * nobody whose own wrap is there too; that none is shows at the next entry. */
enum status item_try(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                     struct fault *why)
{
    struct record_wrap wrap;
    struct fault inner;

    if (item->is_open || !record_wrap_take(rows, WALK_WRAP, &wrap))
        return HF_OK;
    fault_clear(&inner);
    enum status st = open_by(walk, rows, item, &wrap, 1, &inner);

    walk->doubts = (walk->doubts && !item->is_open) || st == HF_INVALID;
    return st == HF_INVALID || st == HF_OK ? HF_OK : fault_set(why, st, "%s", inner.text);
}

static enum status open_alone(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                              struct fault *why)
{
    struct record_wrap wraps[WRAPS_READ];
    size_t n;
    enum status st = record_wraps(walk->ltx, walk->reader, item->entry.seq, wraps, &n, why);

    return st == HF_OK ? open_by(walk, rows, item, wraps, n, why) : st;
}

/* By its columns a statement is found again: an end that stands under another name ends nobody. */
static bool columns_agree(const struct rows *rows, const struct ledger_entry *entry,
                          struct span bytes)
{
    return bytes.len > 0 && rows_int(rows, WALK_KIND) == (uint8_t)bytes.at[0] &&
           rows_int(rows, WALK_KEYGEN) == keygen_about(bytes) &&
           span_equal(rows_bytes(rows, WALK_PERSON), span_at(entry->object.bytes, 16)) &&
           span_equal(rows_bytes(rows, WALK_CLIENT), span_at(entry->client.id.bytes, 16));
}

static enum status open_statement(struct walk *walk, const struct rows *rows,
                                  struct ledger_item *item, struct fault *why)
{
    item->content = arena_copy(walk->ltx->arena, rows_bytes(rows, WALK_STATEMENT));
    item->is_open = true;
    if (!columns_agree(rows, &item->entry, rows_bytes(rows, WALK_STATEMENT)))
        return fault_set(why, HF_INVALID, "a statement is missing, or stands under another name");
    return stated_commitment(&item->entry, rows_bytes(rows, WALK_BLIND), item->content, why);
}

enum status item_open(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                      item_opener *open, struct fault *why)
{
    const struct action *action = action_find(item->entry.action);

    item->compartment = action->compartment; /* entry_check has found the action */
    item->is_erased = erased_set_by(&walk->erased, &item->entry) != 0;
    if (item->is_erased) /* an old row that was put back is not opened either */
        return HF_OK;
    if (item->compartment == COMPARTMENT_OPEN)
        return open_statement(walk, rows, item, why);
    if (rows_value(rows, WALK_FRAME).kind != VALUE_BYTES)
        return fault_set(why, HF_INVALID, "its content is missing, and no erasure names it");
    return (walk->opens & COMPARTMENT_BIT(item->compartment)) != 0 ||
                   item->entry.action == walk->opens_too
               ? open(walk, rows, item, why)
               : HF_OK;
}

enum status item_roles(struct walk *walk, struct ledger_item *item, struct fault *why)
{
    const struct directory_row *row;
    enum status st =
        directory_get(walk->ltx, item->entry.actor, item->entry.actor_keygen, &row, why);

    if (st != HF_OK)
        return st;
    item->roles = row->certificate.who.roles;
    item->is_void = !vouch_counts(row, &item->entry);
    if (row->certificate.kind == STATEMENT_DELEGATE)
        item->lent_by = row->by;
    return HF_OK;
}

static enum status take_again(struct walk *walk, const struct rows *rows, const uint8_t hash[32],
                              struct ledger_item *ret, struct fault *why)
{
    if (!entry_parse(rows_bytes(rows, WALK_ENTRY), &ret->entry) ||
        memcmp(ret->entry.hash, hash, 32) != 0)
        return fault_set(why, HF_INVALID, "an entry is not the one that was checked");
    enum status st = item_roles(walk, ret, why);

    return st == HF_OK ? item_open(walk, rows, ret, open_alone, why) : st;
}

enum status chain_again(struct walk *walk, uint64_t seq, const uint8_t hash[32],
                        struct ledger_item *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        walk->ltx->tx, "SELECT " WALK_COLUMNS WALK_TABLES "WHERE e.practice = $1 AND e.seq = $2",
        VALUES(PRACTICE(walk->ltx), value_int((int64_t)seq)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        st = take_again(walk, &rows, hash, ret, why);
    rows_close(&rows);
    return st;
}
