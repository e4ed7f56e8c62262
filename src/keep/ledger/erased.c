/* keep/ledger/erased.c - reading erasures back: for the read path, the whole check, and the list
 * that goes to the secrets folder and into backups.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erased.h"

#include "keep/ledger/wire.h"
#include "keep/vault/kit.h"

#include <stdlib.h>
#include <string.h>

enum { HASH = 32, LIST_HEAD = 19 + 16 + 8 + 8, SIGNATURE = 64, ERASED_MOST = 1 << 22 };
static const char list_label[] = "holdfast/erased/v1";

/* --- the set --------------------------------------------------------------------------------- */

/* An erasure takes what stands before it in its own chain. */
static bool is_erasure_of(const struct stated *stated, const struct erasure *e)
{
    bool again = stated->entry.action == ACTION_ERASED_AGAIN;

    return (again || stated->entry.action == ACTION_RECORDS_ERASED) &&
           again == (e->reason == ERASE_RESTORED) &&
           id_equal(stated->entry.client.id, e->client.id) &&
           id_equal(stated->entry.practice.id, e->practice.id) &&
           e->ranges[e->n - 1].to < stated->entry.client_seq;
}

static enum status take_erasure(struct ledger_tx *ltx, uint64_t seq, struct erasure *ret,
                                struct fault *why)
{
    struct stated stated;
    enum status st = stated_get(ltx, seq, &stated, why);

    if (st != HF_OK)
        return st;
    return erasure_parse(stated.bytes, ltx->arena, ret) && is_erasure_of(&stated, ret)
               ? HF_OK
               : fault_set(why, HF_INVALID, "an erasure has a wrong shape");
}

static enum status list_erasures(struct ledger_tx *ltx, const struct client_id *client,
                                 struct seq_list *ret, struct fault *why)
{
    static const struct client_id any = {{{0}}};
    enum status st;

    if (client != NULL)
        return stated_list(ltx, STATEMENT_ERASURE, STATEMENT_ERASURE, *client, ret, why);
    struct rows rows;

    st = rows_open(ltx->tx,
                   "SELECT seq FROM statement WHERE practice = $1 AND kind = $2 AND client <> $3 "
                   "ORDER BY seq",
                   VALUES(PRACTICE(ltx), value_int(STATEMENT_ERASURE), value_raw(any.id.bytes, 16)),
                   &rows, why);
    if (st != HF_OK)
        return st;
    st = seqs_take(ltx, &rows, ret, why);
    rows_close(&rows);
    return st;
}

static size_t add_parts(const struct erasure *e, uint64_t by, struct erased_part *ret)
{
    for (size_t i = 0; i < e->n; i++)
        ret[i] = (struct erased_part){e->client, e->ranges[i].from, e->ranges[i].to, by};
    return e->n;
}

enum status erased_set_read(struct ledger_tx *ltx, const struct client_id *client,
                            struct erased_set *ret, struct fault *why)
{
    struct seq_list list = {0};
    size_t most = 0;
    enum status st = list_erasures(ltx, client, &list, why);
    struct erasure *all = arena_array(ltx->arena, struct erasure, list.n);

    *ret = (struct erased_set){0};
    if (st == HF_OK && all == NULL && list.n > 0)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < list.n; i++) {
        st = take_erasure(ltx, list.at[i], &all[i], why);
        most += st == HF_OK ? all[i].n : 0;
    }
    if (st != HF_OK || most == 0)
        return st;
    ret->at = arena_array(ltx->arena, struct erased_part, most);
    if (ret->at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < list.n; i++)
        ret->n += add_parts(&all[i], list.at[i], ret->at + ret->n);
    return HF_OK;
}

uint64_t erased_set_by(const struct erased_set *set, const struct ledger_entry *entry)
{
    for (size_t i = 0; i < set->n; i++)
        if (set->at[i].from <= entry->client_seq && entry->client_seq <= set->at[i].to &&
            id_equal(set->at[i].client.id, entry->client.id) && !action_is_statement(entry->action))
            return set->at[i].by;
    return 0;
}

/* --- the list -------------------------------------------------------------------------------- */

struct hashes {
    uint8_t (*at)[HASH];
    size_t n, room;
};

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, HASH);
}

static void sort_once(struct hashes *hashes)
{
    size_t kept = 0;

    if (hashes->n == 0)
        return;
    qsort(hashes->at, hashes->n, HASH, compare_hashes);
    for (size_t i = 0; i < hashes->n; i++)
        if (i == 0 || memcmp(hashes->at[i], hashes->at[kept - 1], HASH) != 0)
            memmove(hashes->at[kept++], hashes->at[i], HASH);
    hashes->n = kept;
}

static bool list_has(const struct erased_list *list, const uint8_t hash[HASH])
{
    return list->n > 0 && bsearch(hash, list->hashes, list->n, HASH, compare_hashes) != NULL;
}

static enum status take_part(struct ledger_tx *ltx, const struct erased_part *part,
                             struct hashes *hashes, struct fault *why)
{
    struct ledger_entry entry;
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT bytes FROM ledger_entry WHERE practice = $1 AND client = $2 AND "
                  "client_seq >= $3 AND client_seq <= $4",
                  VALUES(PRACTICE(ltx), value_raw(part->client.id.bytes, 16),
                         value_int((int64_t)part->from), value_int((int64_t)part->to)),
                  &rows, why);

    if (st != HF_OK)
        return st;
    while (hashes->n < hashes->room && (st = rows_next(&rows, why)) == HF_OK)
        if (entry_parse(rows_bytes(&rows, 0), &entry) && !action_is_statement(entry.action))
            memcpy(hashes->at[hashes->n++], entry.hash, HASH);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static size_t room_for(const struct erased_set *set, const struct erased_list *known)
{
    size_t room = known->n;

    for (size_t i = 0; i < set->n; i++)
        room += (size_t)(set->at[i].to - set->at[i].from) + 1;
    return room;
}

/* What the secrets folder noted; none yet is the empty list. */
enum status erased_noted(struct ledger_tx *ltx, struct erased_list *ret, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    struct fault quiet = {.status = HF_OK};
    struct keyring *service = NULL;
    struct span bytes = {0};
    uint64_t number = 0;
    enum status st = kit_erased_read(vault, ltx->arena, &bytes, &quiet);

    *ret = (struct erased_list){0};
    if (st == HF_NOT_FOUND)
        return HF_OK;
    if (st != HF_OK)
        return fault_set(why, st, "%s", quiet.text);
    st = vault_service_open(vault, &service, why);
    if (st != HF_OK)
        return st;
    st = erased_list_read(bytes, ltx->ledger->practice, keyring_who(service)->sign_pub, ret,
                          &number, why);
    keyring_close(service);
    return st;
}

enum status ledger_erased(struct ledger_tx *ltx, struct erased_list *ret, struct fault *why)
{
    struct erased_set set;
    struct erased_list known;
    struct hashes hashes = {0};
    enum status st = erased_noted(ltx, &known, why);

    if (st == HF_OK)
        st = erased_set_read(ltx, NULL, &set, why);
    if (st != HF_OK)
        return st;
    hashes.room = room_for(&set, &known);
    if (hashes.room > ERASED_MOST)
        return fault_set(why, HF_FAILED, "the list of what was erased is too long");
    hashes.at = arena_alloc(ltx->arena, (hashes.room + 1) * HASH, 1);
    if (hashes.at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (known.n > 0)
        memcpy(hashes.at, known.hashes, known.n * HASH);
    hashes.n = known.n;
    for (size_t i = 0; st == HF_OK && i < set.n; i++)
        st = take_part(ltx, &set.at[i], &hashes, why);
    sort_once(&hashes);
    *ret = (struct erased_list){(const void *)hashes.at, hashes.n,
                                set.n > 0 ? set.at[set.n - 1].by : 0};
    return st;
}

/* --- its bytes ------------------------------------------------------------------------------- */

static void list_fields(struct wire *w, struct practice_id *practice, uint64_t *number, uint64_t *n)
{
    wire_fixed(w, list_label, sizeof list_label);
    wire_bytes(w, practice->id.bytes, 16);
    wire_u64(w, number);
    wire_u64(w, n);
}

enum status erased_list_write(struct ledger_tx *ltx, const struct erased_list *list,
                              uint64_t number, struct span *ret, struct fault *why)
{
    size_t len = LIST_HEAD + list->n * HASH;
    uint8_t *bytes = arena_alloc(ltx->arena, len + SIGNATURE, 1);
    struct keyring *service = NULL;
    uint64_t n = list->n;

    if (bytes == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = vault_service_open(ltx->ledger->vault, &service, why);

    if (st != HF_OK)
        return st;
    struct wire w = wire_writer(bytes, LIST_HEAD);

    list_fields(&w, &ltx->ledger->practice, &number, &n);
    if (n > 0)
        memcpy(bytes + LIST_HEAD, list->hashes, n * HASH);
    keyring_sign(service, span_at(bytes, len), bytes + len);
    keyring_close(service);
    *ret = span_at(bytes, len + SIGNATURE);
    return HF_OK;
}

static bool are_sorted(const struct erased_list *list)
{
    for (size_t i = 1; i < list->n; i++)
        if (memcmp(list->hashes[i - 1], list->hashes[i], HASH) >= 0)
            return false;
    return true;
}

enum status erased_list_read(struct span bytes, struct practice_id practice,
                             const uint8_t service[32], struct erased_list *ret,
                             uint64_t *ret_number, struct fault *why)
{
    const uint8_t *at = (const uint8_t *)bytes.at;
    struct practice_id of = {{{0}}};
    uint64_t number = 0, n = 0;

    if (bytes.len < LIST_HEAD + SIGNATURE)
        return fault_set(why, HF_INVALID, "the list of what was erased is cut off");
    struct wire w = wire_reader(at, LIST_HEAD);

    list_fields(&w, &of, &number, &n);
    if (!wire_done(&w) || n > ERASED_MOST || bytes.len != LIST_HEAD + n * HASH + SIGNATURE ||
        !id_equal(of.id, practice.id))
        return fault_set(why, HF_INVALID,
                         "the list of what was erased is another practice's, or "
                         "has a wrong shape");
    if (!vault_verify(service, span_at(at, bytes.len - SIGNATURE), at + bytes.len - SIGNATURE))
        return fault_set(why, HF_INVALID,
                         "the list of what was erased was changed after it was signed");
    struct erased_list list = {(const void *)(at + LIST_HEAD), n, 0};

    if (!are_sorted(&list))
        return fault_set(why, HF_INVALID, "the list of what was erased is not in order");
    *ret = list;
    *ret_number = number;
    return HF_OK;
}

enum status ledger_note_erased(struct ledger_tx *ltx, const struct erased_list *more,
                               struct fault *why)
{
    struct erased_list all;
    struct span bytes;
    enum status st = ledger_erased(ltx, &all, why);

    if (st != HF_OK)
        return st;
    struct hashes hashes = {.n = all.n + more->n};

    hashes.at = arena_alloc(ltx->arena, (hashes.n + 1) * HASH, 1);
    if (hashes.at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    if (all.n > 0)
        memcpy(hashes.at, all.hashes, all.n * HASH);
    if (more->n > 0)
        memcpy(hashes.at + all.n, more->hashes, more->n * HASH);
    sort_once(&hashes);
    all = (struct erased_list){(const void *)hashes.at, hashes.n, 0};
    st = erased_list_write(ltx, &all, 0, &bytes, why);
    return st == HF_OK ? kit_erased_write(ltx->ledger->vault, bytes, why) : st;
}

/* --- after a restore ------------------------------------------------------------------------- */

/* One client's ranges so far; written when the next client begins or the statement is full. */
struct again {
    struct ledger_tx *ltx;
    struct keyring *service;
    const struct erased_list *list;
    struct erase_range *ranges;
    struct client_id client;
    size_t n;
    uint64_t count;
};

static enum status again_flush(struct again *a, struct fault *why)
{
    struct ledger_erase erase = {
        .client = a->client,
        .ranges = a->ranges,
        .n = a->n,
        .scope = ERASE_RECORD,
        .reason = ERASE_RESTORED,
        .rule = SPAN("erased before"),
        .request = {world_id(vault_world(a->ltx->ledger->vault))},
    };

    if (a->n == 0)
        return HF_OK;
    a->n = 0;
    return ledger_erase(a->ltx, a->service, &erase, NULL, why);
}

static enum status again_take(struct again *a, const struct ledger_entry *e, struct fault *why)
{
    bool same = a->n > 0 && id_equal(a->client.id, e->client.id);
    enum status st = HF_OK;

    if (!list_has(a->list, e->hash))
        return HF_OK;
    a->count++;
    if (same && a->ranges[a->n - 1].to + 1 == e->client_seq) {
        a->ranges[a->n - 1].to = e->client_seq;
        return HF_OK;
    }
    if (!same || a->n == ERASE_RANGES_MOST)
        st = again_flush(a, why);
    a->client = e->client;
    a->ranges[a->n++] = (struct erase_range){e->client_seq, e->client_seq};
    return st;
}

struct found {
    struct ledger_entry *at;
    size_t n;
};

/* Gathered before anything is written: a walk does not go on over a table that changes. */
static enum status find_again(struct ledger_tx *ltx, const struct erased_list *list,
                              struct found *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT e.bytes FROM ledger_entry e JOIN record r ON r.practice = e.practice AND "
                  "r.seq = e.seq WHERE e.practice = $1 ORDER BY e.client, e.client_seq",
                  VALUES(PRACTICE(ltx)), &rows, why);

    ret->n = 0;
    if (st != HF_OK)
        return st;
    while (ret->n < list->n && (st = rows_next(&rows, why)) == HF_OK)
        ret->n += entry_parse(rows_bytes(&rows, 0), &ret->at[ret->n]) &&
                  list_has(list, ret->at[ret->n].hash);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status ledger_erase_again(struct ledger_tx *ltx, const struct erased_list *list, uint64_t *ret,
                               struct fault *why)
{
    struct again a = {.ltx = ltx, .list = list};
    struct found found = {.at = arena_array(ltx->arena, struct ledger_entry, list->n)};

    *ret = 0;
    if (list->n == 0)
        return HF_OK;
    a.ranges = arena_array(ltx->arena, struct erase_range, ERASE_RANGES_MOST);
    if (found.at == NULL || a.ranges == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = find_again(ltx, list, &found, why);

    if (st == HF_OK)
        st = vault_service_open(ltx->ledger->vault, &a.service, why);
    for (size_t i = 0; st == HF_OK && i < found.n; i++)
        st = again_take(&a, &found.at[i], why);
    if (st == HF_OK)
        st = again_flush(&a, why);
    keyring_close(a.service);
    *ret = a.count;
    return st;
}
