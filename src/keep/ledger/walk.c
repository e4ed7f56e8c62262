/* keep/ledger/walk.c - see walk.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/walk.h"

#include <string.h>

/* Columns of the walk. */
enum {
    ENTRY_BYTES,
    STATEMENT_BLIND,
    STATEMENT_BYTES,
    RECORD_FRAME,
    RECORD_ID, /* then compartment and epoch: record_place_of */
    STATEMENT_KIND = RECORD_ID + 3,
    STATEMENT_PERSON,
    STATEMENT_KEYGEN,
    STATEMENT_CLIENT,
};

struct record_place record_place_of(const struct ledger_entry *entry, const struct rows *rows,
                                    int column)
{
    struct record_place place = {
        .client = entry->client,
        .compartment = (uint8_t)rows_int(rows, column + 1),
        .epoch = (uint32_t)rows_int(rows, column + 2),
        .version = entry->object_version,
        .author = entry->actor,
    };

    /* Of a wrong length it stays zero, and the seal will not open. */
    (void)rows_copy(rows, column, place.record.id.bytes, 16);
    return place;
}

/* Columns from `column` on: key_id, way, bytes. */
static bool take_wrap(const struct rows *rows, int column, struct record_wrap *ret)
{
    struct span bytes = rows_bytes(rows, column + 2);

    ret->way = (uint8_t)rows_int(rows, column + 1);
    ret->len = bytes.len;
    return bytes.len <= sizeof ret->bytes && rows_copy(rows, column, ret->key_id.bytes, 16) &&
           rows_copy(rows, column + 2, ret->bytes, bytes.len);
}

enum status record_wraps(struct ledger_tx *ltx, const struct keyring *keyring, uint64_t seq,
                         struct record_wrap ret[WRAPS_READ], size_t *ret_n, struct fault *why)
{
    struct key_id mine = key_id_of(keyring_who(keyring)->box_pub);
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT key_id, way, bytes FROM record_wrap WHERE practice = $1 AND seq = $2 "
                  "AND (way < $3 OR key_id = $4) ORDER BY way",
                  VALUES(PRACTICE(ltx), value_int((int64_t)seq), value_int(KEY_WAY_DELEGATE),
                         value_raw(mine.bytes, 16)),
                  &rows, why);

    *ret_n = 0;
    if (st != HF_OK)
        return st;
    while (*ret_n < WRAPS_READ && (st = rows_next(&rows, why)) == HF_OK)
        *ret_n += take_wrap(&rows, 0, &ret[*ret_n]);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

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

static bool is_more_than_a_name(uint8_t compartment)
{
    return compartment != COMPARTMENT_IDENTITY && compartment != COMPARTMENT_CONTACT;
}

/* --- wraps, beside the entries --------------------------------------------------------------- */

static enum status wraps_next(struct walk *walk, struct fault *why)
{
    enum status st = rows_next(&walk->wraps, why);

    walk->wraps_seq = st == HF_OK ? (uint64_t)rows_int(&walk->wraps, 0) : UINT64_MAX;
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* One question for the chain as a whole, since one for each entry takes longer than opening it. */
static enum status wraps_open(struct walk *walk, struct fault *why)
{
    struct key_id mine = key_id_of(keyring_who(walk->reader)->box_pub);
    enum status st = rows_open(
        walk->ltx->tx,
        "SELECT w.seq, w.key_id, w.way, w.bytes FROM ledger_entry e JOIN record_wrap w ON "
        "w.practice = e.practice AND w.seq = e.seq WHERE e.practice = $1 AND e.client = $2 AND "
        "e.client_seq > $3 AND (w.way < $4 OR w.key_id = $5) ORDER BY e.client_seq, w.way",
        VALUES(PRACTICE(walk->ltx), value_raw(walk->client.id.bytes, 16),
               value_int((int64_t)walk->client_seq), value_int(KEY_WAY_DELEGATE),
               value_raw(mine.bytes, 16)),
        &walk->wraps, why);

    return st == HF_OK ? wraps_next(walk, why) : st;
}

/* Those of entry `seq`; entries come in the order of the chain, as these rows do. */
static enum status wraps_of(struct walk *walk, uint64_t seq, struct record_wrap ret[WRAPS_READ],
                            size_t *ret_n, struct fault *why)
{
    enum status st = HF_OK;

    *ret_n = 0;
    while (st == HF_OK && walk->wraps_seq < seq)
        st = wraps_next(walk, why);
    while (st == HF_OK && walk->wraps_seq == seq) {
        if (*ret_n < WRAPS_READ)
            *ret_n += take_wrap(&walk->wraps, 1, &ret[*ret_n]);
        st = wraps_next(walk, why);
    }
    return st;
}

/* --- entries --------------------------------------------------------------------------------- */

static enum status open_record(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                               struct fault *why)
{
    struct record_place place = record_place_of(&item->entry, rows, RECORD_ID);
    struct record_wrap wraps[WRAPS_READ];
    size_t n;
    enum status st = walk->wraps.statement == NULL
                         ? record_wraps(walk->ltx, walk->reader, item->entry.seq, wraps, &n, why)
                         : wraps_of(walk, item->entry.seq, wraps, &n, why);

    if (st == HF_OK)
        st = record_open(walk->reader, &place, rows_bytes(rows, RECORD_FRAME), wraps, n,
                         item->entry.commitment, walk->ltx->arena, &item->content,
                         item->entry.blind, why);
    item->is_open = st == HF_OK;
    walk->looked = walk->looked || (item->is_open && is_more_than_a_name(item->compartment));
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* By its columns a statement is found again: an end that stands under another name ends nobody. */
static bool columns_agree(const struct rows *rows, const struct ledger_entry *entry,
                          struct span bytes)
{
    return bytes.len > 0 && rows_int(rows, STATEMENT_KIND) == (uint8_t)bytes.at[0] &&
           rows_int(rows, STATEMENT_KEYGEN) == keygen_about(bytes) &&
           span_equal(rows_bytes(rows, STATEMENT_PERSON), span_at(entry->object.bytes, 16)) &&
           span_equal(rows_bytes(rows, STATEMENT_CLIENT), span_at(entry->client.id.bytes, 16));
}

static enum status open_statement(struct walk *walk, const struct rows *rows,
                                  struct ledger_item *item, struct fault *why)
{
    item->content = arena_copy(walk->ltx->arena, rows_bytes(rows, STATEMENT_BYTES));
    item->is_open = true;
    if (!columns_agree(rows, &item->entry, rows_bytes(rows, STATEMENT_BYTES)))
        return fault_set(why, HF_INVALID, "a statement is missing, or stands under another name");
    return stated_commitment(&item->entry, rows_bytes(rows, STATEMENT_BLIND), item->content, why);
}

static enum status open_item(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                             struct fault *why)
{
    const struct action *action = action_find(item->entry.action);

    item->compartment = action->compartment; /* entry_check has found the action */
    item->is_erased = erased_set_by(&walk->erased, &item->entry) != 0;
    if (item->is_erased) /* an old row that was put back is not opened either */
        return HF_OK;
    if (item->compartment == COMPARTMENT_OPEN)
        return open_statement(walk, rows, item, why);
    if (rows_value(rows, RECORD_FRAME).kind != VALUE_BYTES)
        return fault_set(why, HF_INVALID, "its content is missing, and no erasure names it");
    return (walk->opens & COMPARTMENT_BIT(item->compartment)) != 0 ||
                   item->entry.action == walk->opens_too
               ? open_record(walk, rows, item, why)
               : HF_OK;
}

static enum status take_roles(struct walk *walk, struct ledger_item *item, struct fault *why)
{
    const struct directory_row *row;
    enum status st =
        directory_get(walk->ltx, item->entry.actor, item->entry.actor_keygen, &row, why);

    if (st != HF_OK)
        return st;
    item->roles = row->certificate.who.roles;
    if (row->certificate.kind == STATEMENT_DELEGATE)
        item->lent_by = row->by;
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

static enum status take_item(struct walk *walk, const struct rows *rows, struct ledger_item *item,
                             struct fault *why)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];

    if (!entry_parse(rows_bytes(rows, ENTRY_BYTES), &item->entry))
        return fault_set(why, HF_INVALID, "an entry has a wrong shape");
    memcpy(bytes, rows_bytes(rows, ENTRY_BYTES).at, sizeof bytes);
    enum status st = check_place(walk, &item->entry, why);

    if (st == HF_OK)
        st = check_item(walk, &item->entry, bytes, why);
    if (st == HF_OK)
        st = take_roles(walk, item, why);
    if (st == HF_OK)
        st = open_item(walk, rows, item, why);
    if (st == HF_OK && item->entry.client_seq == walk->end.client_seq &&
        memcmp(item->entry.hash, walk->end.hash, sizeof walk->end.hash) != 0)
        st = fault_set(why, HF_INVALID, "another entry stands where this was");
    walk->client_seq = item->entry.client_seq;
    memcpy(walk->hash, item->entry.hash, sizeof walk->hash);
    return st;
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
    while (st == HF_OK && (st = rows_next(rows, &inner)) == HF_OK) {
        if (ret->n == room)
            return fault_set(why, HF_FAILED, "a chain grew while it was read");
        st = take_item(walk, rows, &ret->items[ret->n++], &inner);
        if (st == HF_NOT_FOUND) /* of an entry that is there: it does not hold, nor end the walk */
            return broken(walk, &inner, why);
    }
    if (walk->ltx->arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_NOT_FOUND)
        return check_end(walk, why);
    return st == HF_BUSY ? st : broken(walk, &inner, why);
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

#define ITEM                                                                                       \
    "SELECT e.bytes, s.blind, s.bytes, r.frame, r.record, r.compartment, r.epoch, s.kind, "        \
    "s.person, s.keygen, s.client FROM ledger_entry e LEFT JOIN statement s ON "                   \
    "s.practice = e.practice AND s.seq = e.seq LEFT JOIN record r ON r.practice = e.practice AND " \
    "r.seq = e.seq WHERE e.practice = $1 AND "

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
    st = rows_open(ltx->tx, ITEM "e.client = $2 AND e.client_seq > $3 ORDER BY e.client_seq",
                   VALUES(PRACTICE(ltx), value_raw(walk->client.id.bytes, 16),
                          value_int((int64_t)walk->client_seq)),
                   &rows, why);
    if (st != HF_OK)
        return st;
    st = wraps_open(walk, why);
    if (st == HF_OK)
        st = take_items(walk, &rows, ret, n, why);
    rows_close(&walk->wraps);
    rows_close(&rows);
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

static enum status take_again(struct walk *walk, const struct rows *rows, const uint8_t hash[32],
                              struct ledger_item *ret, struct fault *why)
{
    if (!entry_parse(rows_bytes(rows, ENTRY_BYTES), &ret->entry) ||
        memcmp(ret->entry.hash, hash, 32) != 0)
        return fault_set(why, HF_INVALID, "an entry is not the one that was checked");
    enum status st = take_roles(walk, ret, why);

    return st == HF_OK ? open_item(walk, rows, ret, why) : st;
}

enum status chain_again(struct walk *walk, uint64_t seq, const uint8_t hash[32],
                        struct ledger_item *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(walk->ltx->tx, ITEM "e.seq = $2",
                               VALUES(PRACTICE(walk->ltx), value_int((int64_t)seq)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        st = take_again(walk, &rows, hash, ret, why);
    rows_close(&rows);
    return st;
}
