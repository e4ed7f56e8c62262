/* usecase/erasure_receipt.c - the receipt of an erasure: what is gone, why, and the proof that it
 * was signed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/erasure_inside.h"

#include "base/buf.h"

enum { US_PER_S = 1000000, TEXT_MOST = 32768 };

struct receipt_work {
    struct keyring *reader;
    struct client_id client;
    uint64_t seq;
    struct erasure_receipt *ret;
};

/* KEEP IN ORDER: enum erase_scope, enum erase_reason. */
static const char *const scopes[] = {"", "single records", "one compartment", "the whole record"};
static const char *const reasons[] = {"", "it was asked for", "its time is over",
                                      "a backup had brought it back"};

static void put_line(struct buf *out, const char *name, struct span value)
{
    buf_put(out, span_of(name));
    buf_lit(out, ": ");
    buf_put(out, value);
    buf_byte(out, '\n');
}

static void put_number(struct buf *out, const char *name, uint64_t n)
{
    buf_put(out, span_of(name));
    buf_lit(out, ": ");
    buf_int(out, (int64_t)n);
    buf_byte(out, '\n');
}

static void put_ranges(struct buf *out, const struct erasure *e)
{
    buf_lit(out, "entries of this record:");
    for (size_t i = 0; i < e->n; i++) {
        buf_put(out, i == 0 ? SPAN(" ") : SPAN(", "));
        buf_int(out, (int64_t)e->ranges[i].from);
        if (e->ranges[i].to > e->ranges[i].from) {
            buf_lit(out, " to ");
            buf_int(out, (int64_t)e->ranges[i].to);
        }
    }
    buf_byte(out, '\n');
}

static enum status write_text(const struct ledger_entry *entry, const struct erasure *e,
                              struct arena *arena, struct span *ret, struct fault *why)
{
    struct buf out;

    buf_init(&out, arena, TEXT_MOST);
    put_number(&out, "contents erased", e->count);
    put_line(&out, "extent", span_of(scopes[e->scope]));
    put_line(&out, "reason", span_of(reasons[e->reason]));
    put_line(&out, "rule", span_of(e->rule));
    if (e->asked_seq > 0)
        put_number(&out, "asked for in entry", e->asked_seq);
    put_ranges(&out, e);
    put_number(&out, "signed as entry", entry->seq);
    return buf_done(&out, ret, why);
}

static const struct ledger_item *find_erasure(const struct ledger_list *list, uint64_t seq)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].entry.seq == seq &&
            (list->items[i].entry.action == ACTION_RECORDS_ERASED ||
             list->items[i].entry.action == ACTION_ERASED_AGAIN))
            return &list->items[i];
    return NULL;
}

static enum status take_proof(struct ledger_tx *ltx, uint64_t seq, struct erasure_receipt *ret,
                              struct fault *why)
{
    struct ledger_receipt receipt;
    char base64[RECEIPT_BASE64];
    enum status st = ledger_receipt(ltx, seq, &receipt, why);

    if (st != HF_OK)
        return st;
    ledger_receipt_base64(&receipt, base64);
    ret->reference = arena_copy(ltx->arena, span_of(receipt.reference));
    ret->as_file = arena_copy(ltx->arena, span_at(receipt.bytes, receipt.len));
    ret->as_base64 = arena_copy(ltx->arena, span_of(base64));
    return ltx->arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}

/* What was erased is a public statement: nobody needs a key for it, and none may be left. */
static enum status receipt_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct receipt_work *work = arg;
    struct erasure_receipt receipt = {.at_s = 0};
    struct ledger_list list;
    struct erasure erasure;
    enum status st = ledger_load_part(ltx, work->reader, work->client, 0, &list, why);

    if (st != HF_OK)
        return st;
    const struct ledger_item *item = find_erasure(&list, work->seq);

    if (item == NULL || !erasure_parse(item->content, ltx->arena, &erasure))
        return fault_set(why, HF_NOT_FOUND, "no such erasure");
    receipt.at_s = item->entry.utc_us / US_PER_S;
    receipt.count = erasure.count;
    st = write_text(&item->entry, &erasure, ltx->arena, &receipt.text, why);
    if (st == HF_OK)
        st = take_proof(ltx, work->seq, &receipt, why);
    if (st == HF_OK)
        *work->ret = receipt;
    return st;
}

enum status view_erasure_receipt(const struct practice *practice, struct arena *arena,
                                 struct keyring *reader, struct client_id client, uint64_t seq,
                                 struct erasure_receipt *ret, struct fault *why)
{
    const struct keyring_who *who = keyring_who(reader);
    struct receipt_work work = {reader, client, seq, ret};

    if (!id_equal(who->person.id, client.id) && (who->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_NOT_FOUND, "no such erasure");
    return ledger_transact(practice->ledger, practice->store, arena, receipt_inside, &work, why);
}
