/* usecase/view_me.c - the client's own file, and their receipts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/view_me.h"

#include "core/visit/told.h"

enum { US_PER_S = 1000000 };

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

static void fill_about(const struct client_file *file, size_t i, struct me_receipt *ret)
{
    const struct entry *told = &file->chain.entries.at[i];

    *ret = (struct me_receipt){
        .utc_s = told->utc_us / US_PER_S,
        .what = what_of(told->action),
        .words = told_words(told),
        .presence = entry_presence(told),
        .witness = client_file_who(file, (struct person_id){told->lent_by}),
    };
    ledger_reference(file->chain.at[i].entry->hash, ret->reference);
}

static bool is_own_act(const struct file_entry *e, struct client_id client)
{
    return e->content != NULL && what_of(e->entry->action) != NULL &&
           id_equal(e->entry->actor.id, client.id);
}

static enum status all_receipts(struct arena *arena, struct me_file *ret, struct fault *why)
{
    const struct file_chain *chain = &ret->client.chain;
    struct me_receipt *at = arena_array(arena, struct me_receipt, ME_RECEIPTS_MOST);

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    ret->receipts = at;
    ret->n_receipts = 0;
    for (size_t i = chain->count; i > 0 && ret->n_receipts < ME_RECEIPTS_MOST; i--)
        if (is_own_act(&chain->at[i - 1], ret->client.client))
            fill_about(&ret->client, i - 1, &at[ret->n_receipts++]);
    return HF_OK;
}

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct me_work *work = arg;
    struct client_id client = {keyring_who(work->reader)->person.id};
    enum status st =
        client_file_load(ltx, work->practice, work->reader, client, &work->ret->client, why);

    return st == HF_OK ? all_receipts(ltx->arena, work->ret, why) : st;
}

enum status view_me(const struct practice *practice, struct arena *arena, struct keyring *reader,
                    struct me_file *ret, struct fault *why)
{
    struct me_work work = {practice, reader, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}

/* --- one receipt ----------------------------------------------------------------------------- */

struct receipt_work {
    const struct practice *practice;
    struct keyring *reader;
    struct span reference;
    struct me_receipt_whole *ret;
};

static size_t find_act(const struct client_file *file, struct span reference)
{
    char has[RECEIPT_REFERENCE_TEXT];
    size_t i = file->chain.count;

    for (; i > 0; i--) {
        if (!is_own_act(&file->chain.at[i - 1], file->client))
            continue;
        ledger_reference(file->chain.at[i - 1].entry->hash, has);
        if (span_is(reference, has))
            break;
    }
    return i;
}

static enum status keep_receipt(const struct ledger_receipt *receipt, struct arena *arena,
                                struct me_receipt_whole *ret, struct fault *why)
{
    char base64[RECEIPT_BASE64];

    ledger_receipt_base64(receipt, base64);
    ret->as_file = arena_copy(arena, span_at(receipt->bytes, receipt->len));
    ret->as_base64 = arena_copy(arena, span_of(base64));
    return ret->as_file.len > 0 && ret->as_base64.len > 0
               ? HF_OK
               : fault_set(why, HF_FAILED, "request memory is spent");
}

static enum status receipt_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct receipt_work *work = arg;
    struct client_id client = {keyring_who(work->reader)->person.id};
    struct ledger_receipt receipt;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, work->reader, client, &file, why);

    if (st != HF_OK)
        return st;
    size_t n = receipts_are_hidden(&file) ? 0 : find_act(&file, work->reference);
    if (n == 0)
        return HF_NOT_FOUND;
    const struct entry *told = &file.chain.entries.at[n - 1];

    fill_about(&file, n - 1, &work->ret->about);
    st = receipt_text(told, ltx->arena, &work->ret->text, why);
    if (st == HF_OK)
        st = ledger_receipt(ltx, (uint64_t)told->seq, &receipt, why);
    return st == HF_OK ? keep_receipt(&receipt, ltx->arena, work->ret, why) : st;
}

enum status view_receipt(const struct practice *practice, struct arena *arena,
                         struct keyring *reader, struct span reference,
                         struct me_receipt_whole *ret, struct fault *why)
{
    struct receipt_work work = {practice, reader, reference, ret};

    return ledger_transact(practice->ledger, practice->store, arena, receipt_inside, &work, why);
}
