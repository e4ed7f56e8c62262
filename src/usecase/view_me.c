/* usecase/view_me.c - the client's own file, with receipts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/view_me.h"

#include "base/buf.h"
#include "core/visit/told.h"

enum { US_PER_S = 1000000, TEXT_MOST = 32 * 1024 };

struct me_work {
    const struct practice *practice;
    struct keyring *reader;
    struct me_file *ret;
};

static const struct {
    uint16_t action;
    const char *what;
} acts[] = {
    {ACTION_GRANT, "act.grant"},      {ACTION_LIMIT, "act.limit"}, {ACTION_REVOKE, "act.revoke"},
    {ACTION_MAYBE, "act.maybe"},      {ACTION_LIFT, "act.lift"},   {ACTION_NEVER_SAID, "act.never"},
    {ACTION_PLAN_AGREED, "act.plan"},
};

static const char *what_of(uint16_t action)
{
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (acts[i].action == action)
            return acts[i].what;
    return NULL;
}

static void put_hex(struct buf *out, const uint8_t *bytes, size_t len)
{
    static const char hex[] = "0123456789abcdef";

    for (size_t i = 0; i < len; i++) {
        buf_byte(out, hex[bytes[i] >> 4]);
        buf_byte(out, hex[bytes[i] & 15]);
        if (i % 32 == 31)
            buf_byte(out, '\n');
    }
}

static enum status write_text(const struct entry *e, const struct ledger_receipt *receipt,
                              struct arena *arena, struct span *ret, struct fault *why)
{
    struct span said;
    struct buf out;
    enum status st = receipt_text(e, arena, &said, why);

    if (st != HF_OK)
        return st;
    buf_init(&out, arena, TEXT_MOST);
    buf_put(&out, said);
    buf_byte(&out, '\n');
    put_hex(&out, receipt->bytes, receipt->len);
    return buf_done(&out, ret, why);
}

static enum status one_receipt(struct ledger_tx *ltx, const struct entry *e, struct me_receipt *ret,
                               struct fault *why)
{
    struct ledger_receipt receipt;
    enum status st = ledger_receipt(ltx, (uint64_t)e->seq, &receipt, why);

    if (st != HF_OK)
        return st;
    *ret = (struct me_receipt){
        .utc_s = e->utc_us / US_PER_S, .what = what_of(e->action), .words = told_words(e)};
    for (size_t i = 0; i < RECEIPT_REFERENCE_TEXT; i++)
        ret->reference[i] = receipt.reference[i];
    return write_text(e, &receipt, ltx->arena, &ret->text, why);
}

static bool is_own_act(const struct file_entry *e, struct client_id client)
{
    return e->content != NULL && what_of(e->entry->action) != NULL &&
           id_equal(e->entry->actor.id, client.id);
}

static enum status all_receipts(struct ledger_tx *ltx, struct me_file *ret, struct fault *why)
{
    struct file_chain chain = ret->client.chain;
    struct me_receipt *at = arena_array(ltx->arena, struct me_receipt, ME_RECEIPTS_MOST);
    enum status st = HF_OK;

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    ret->receipts = at;
    ret->n_receipts = 0;
    for (size_t i = chain.count; i > 0 && ret->n_receipts < ME_RECEIPTS_MOST && st == HF_OK; i--)
        if (is_own_act(&chain.at[i - 1], ret->client.client))
            st = one_receipt(ltx, &chain.entries.at[i - 1], &at[ret->n_receipts++], why);
    return st;
}

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct me_work *work = arg;
    struct client_id client = {keyring_who(work->reader)->person.id};
    enum status st =
        client_file_load(ltx, work->practice, work->reader, client, &work->ret->client, why);

    return st == HF_OK ? all_receipts(ltx, work->ret, why) : st;
}

enum status view_me(const struct practice *practice, struct arena *arena, struct keyring *reader,
                    struct me_file *ret, struct fault *why)
{
    struct me_work work = {practice, reader, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
