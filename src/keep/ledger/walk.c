/* keep/ledger/walk.c - see walk.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

#include <string.h>

static enum status check_place(const struct walk *walk, const struct ledger_entry *entry,
                               struct fault *why)
{
    if (!id_equal(entry->client.id, walk->client.id) ||
        !id_equal(entry->practice.id, walk->ltx->ledger->practice.id) ||
        entry->client_seq != walk->client_seq + 1 ||
        memcmp(entry->client_prev, walk->hash, 32) != 0)
        return fault_set(why, HF_INVALID, "the chain is broken");
    return HF_OK;
}

static void mix(uint8_t proof[32], uint64_t client_seq, const uint8_t what[32])
{
    uint8_t all[72];

    memcpy(all, proof, 32);
    for (int i = 0; i < 8; i++)
        all[32 + i] = (uint8_t)(client_seq >> (8 * i));
    memcpy(all + 40, what, 32);
    vault_sha256(span_at(all, sizeof all), proof);
}

static void chain_proof(const struct walk *walk, uint64_t client_seq, const uint8_t hash[32],
                        uint8_t ret[32])
{
    memcpy(ret, walk->keys, 32);
    mix(ret, client_seq, hash);
}

/* Of a walk from the beginning up to this entry: which key each signature holds by, and the entry's
 * hash, which is over all bytes before it. Only a change of keys is hashed. */
static void prove(struct walk *walk, const struct ledger_entry *entry, const uint8_t sign_pub[32])
{
    if (memcmp(walk->signer, sign_pub, 32) != 0)
        mix(walk->keys, entry->client_seq, sign_pub);
    memcpy(walk->signer, sign_pub, 32);
    if (entry->client_seq != walk->end.checked)
        return;
    uint8_t proof[32];

    chain_proof(walk, entry->client_seq, entry->hash, proof);
    walk->is_proved = memcmp(proof, walk->end.proof, sizeof proof) == 0;
}

static enum status check_item(struct walk *walk, const struct ledger_entry *entry,
                              const uint8_t bytes[LEDGER_ENTRY_BYTES], struct fault *why)
{
    bool is_known = walk->trusts && entry->client_seq <= walk->end.checked;
    const uint8_t *sign_pub = NULL;
    enum status st = entry_check_as(walk->ltx, entry, bytes, is_known, &sign_pub, why);

    if (st == HF_OK && walk->from_first)
        prove(walk, entry, sign_pub);
    return st;
}

static enum status check_bytes(struct walk *walk, struct span stored, struct ledger_item *item,
                               struct fault *why)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];

    if (!entry_parse(stored, &item->entry))
        return fault_set(why, HF_INVALID, "an entry has a wrong shape");
    memcpy(bytes, stored.at, sizeof bytes);
    enum status st = check_place(walk, &item->entry, why);

    return st == HF_OK ? check_item(walk, &item->entry, bytes, why) : st;
}

static enum status take_item(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                             struct fault *why)
{
    enum status st = check_bytes(walk, rows_bytes(rows, WALK_ENTRY), item, why);

    if (st == HF_OK && (uint64_t)rows_int(rows, WALK_SEQ) != item->entry.seq)
        st = fault_set(why, HF_INVALID, "an entry stands under another number");
    if (st == HF_OK)
        st = item_roles(walk, item, why);
    if (st == HF_OK)
        st = item_open(walk, rows, item, item_try, why);
    if (st == HF_OK && item->entry.client_seq == walk->end.client_seq &&
        memcmp(item->entry.hash, walk->end.hash, sizeof walk->end.hash) != 0)
        st = fault_set(why, HF_INVALID, "another entry stands where this was");
    walk->client_seq = item->entry.client_seq;
    memcpy(walk->hash, item->entry.hash, sizeof walk->hash);
    return st;
}

/* Before the next entry, and at the end. */
static enum status check_doubts(const struct walk *walk, struct fault *why)
{
    return walk->doubts
               ? fault_set(why, HF_INVALID, "a sealed record is not the one that was signed")
               : HF_OK;
}

/* An entry comes once for each wrap of its record that this reader could open. */
static enum status take_row(struct walk *walk, const struct rows *rows, struct ledger_list *ret,
                            size_t room, struct fault *why)
{
    struct ledger_item *last = ret->n == 0 ? NULL : &ret->items[ret->n - 1];

    if (last != NULL && (uint64_t)rows_int(rows, WALK_SEQ) == last->entry.seq)
        return last->is_open ? HF_OK : item_open(walk, rows, last, item_try, why);
    enum status st = check_doubts(walk, why);

    if (st != HF_OK)
        return st;
    if (ret->n == room)
        return fault_set(why, HF_FAILED, "a chain grew while it was read");
    return take_item(walk, rows, &ret->items[ret->n++], why);
}

/* A broken entry is our house's trouble, never the reader's: which, and HF_FAILED. */
static enum status broken(const struct walk *walk, const struct fault *inner, struct fault *why)
{
    return fault_set(why, HF_FAILED, "entry %ld of a chain does not hold (%s)",
                     (long)walk->client_seq, inner->text);
}

/* What was acknowledged before this transaction began is there, or the chain was cut; what came
 * since may be missing in an older view, which is then begun anew. */
static enum status check_end(const struct walk *walk, struct fault *why)
{
    if (walk->client_seq >= walk->end.client_seq)
        return HF_OK;
    if (walk->end.seq > walk->ltx->floor)
        return fault_set(why, HF_BUSY, "a chain grew while it was read");
    return fault_set(why, HF_FAILED, "a chain ends after entry %ld, and was longer",
                     (long)walk->client_seq);
}

static enum status take_items(struct walk *walk, struct rows *rows, struct ledger_list *ret,
                              size_t room, struct fault *why)
{
    struct fault inner;
    enum status st = HF_OK;

    fault_clear(&inner);
    walk->doubts = false;
    while (st == HF_OK && (st = rows_next(rows, &inner)) == HF_OK) {
        st = take_row(walk, rows, ret, room, &inner);
        if (st == HF_NOT_FOUND) /* of an entry that is there: it does not hold, nor end the walk */
            return broken(walk, &inner, why);
    }
    if (walk->ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_NOT_FOUND)
        st = check_doubts(walk, &inner);
    if (st == HF_OK)
        return check_end(walk, why);
    return st == HF_BUSY ? fault_set(why, st, "%s", inner.text) : broken(walk, &inner, why);
}

static enum status count_items(const struct walk *walk, size_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(walk->ltx->tx,
                               "SELECT count(*) FROM ledger_entry WHERE practice = $1 AND "
                               "client = $2 AND client_seq > $3",
                               VALUES(PRACTICE(walk->ltx), value_raw(walk->client.id.bytes, 16),
                                      value_int((int64_t)walk->client_seq)),
                               &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (size_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

enum status chain_begin(struct walk *walk, struct fault *why)
{
    enum status st = keys_admit(walk->ltx, walk->reader, walk->client, why);

    if (st == HF_OK)
        st = erased_set_read(walk->ltx, &walk->client, &walk->erased, why);
    return st == HF_INVALID ? HF_FAILED : st; /* stored, not sent: never the reader's fault */
}

/* One question for the chain as a whole: one for each entry takes longer than opening it. In no
 * order within an entry, since sorting costs as much as all else that is asked here. */
static enum status open_rows(const struct walk *walk, struct rows *ret, struct fault *why)
{
    struct key_id mine = key_id_of(keyring_who(walk->reader)->box_pub);

    return rows_open(walk->ltx->tx,
                     "SELECT " WALK_COLUMNS ", w.key_id, w.way, w.bytes " WALK_TABLES
                     "LEFT JOIN record_wrap w ON w.practice = e.practice AND w.seq = r.seq AND "
                     "(w.way < $4 OR w.key_id = $5) WHERE e.practice = $1 AND e.client = $2 AND "
                     "e.client_seq > $3 ORDER BY e.client_seq",
                     VALUES(PRACTICE(walk->ltx), value_raw(walk->client.id.bytes, 16),
                            value_int((int64_t)walk->client_seq), value_int(KEY_WAY_DELEGATE),
                            value_raw(mine.bytes, 16)),
                     ret, why);
}

/* A yes in somebody's name by keys that are not theirs was walked along, and is told to nobody. */
static void leave_out(struct ledger_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->n; i++)
        if (!list->items[i].is_void)
            list->items[kept++] = list->items[i];
    list->n = kept;
}

static enum status walk_on(struct walk *walk, struct ledger_list *ret, struct fault *why)
{
    struct ledger_tx *ltx = walk->ltx;
    struct rows rows;
    size_t n = 0;
    enum status st = count_items(walk, &n, why);

    if (st != HF_OK)
        return st;
    *ret = (struct ledger_list){NULL, 0};
    if (n == 0)
        return check_end(walk, why);
    ret->items = arena_array(ltx->arena, struct ledger_item, n);
    if (ret->items == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    st = open_rows(walk, &rows, why);
    if (st != HF_OK)
        return st;
    st = take_items(walk, &rows, ret, n, why);
    rows_close(&rows);
    leave_out(ret);
    return st;
}

/* From the first entry on. With trust no signature is computed that an earlier walk found good; the
 * proof at its end says whether these are the same bytes under the same keys. */
static enum status walk_first(struct walk *walk, bool trusts, struct ledger_list *ret,
                              struct fault *why)
{
    walk->from_first = true;
    walk->trusts = trusts;
    walk->is_proved = false;
    walk->client_seq = 0;
    memset(walk->hash, 0, sizeof walk->hash);
    memset(walk->keys, 0, sizeof walk->keys);
    memset(walk->signer, 0, sizeof walk->signer);
    return walk_on(walk, ret, why);
}

static void note_checked(const struct walk *walk)
{
    uint8_t proof[32];

    chain_proof(walk, walk->client_seq, walk->hash, proof);
    ends_checked(walk->ltx->ledger, walk->client, walk->client_seq, proof);
}

enum status chain_walk(struct walk *walk, struct ledger_list *ret, struct fault *why)
{
    size_t mark = arena_mark(walk->ltx->arena);
    enum status st = HF_OK;

    ends_find(walk->ltx->ledger, walk->client, &walk->end);
    if (walk->client_seq > 0)
        return walk_on(walk, ret, why);
    if (walk->end.checked > 0)
        st = walk_first(walk, true, ret, why);
    if (st == HF_OK && !walk->is_proved) { /* nothing of it was shown to anybody */
        arena_rewind(walk->ltx->arena, mark);
        st = walk_first(walk, false, ret, why);
    }
    if (st == HF_OK && walk->client_seq > 0)
        note_checked(walk);
    return st;
}
