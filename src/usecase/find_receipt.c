/* usecase/find_receipt.c - see find_receipt.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/find_receipt.h"

enum { US_PER_S = 1000000 };

struct find_work {
    struct span reference;
    struct found_receipt *ret;
};

static struct found_receipt told(const struct ledger_item *item)
{
    const struct ledger_entry *e = &item->entry;
    const struct action *action = action_find(e->action); /* entry_check has found it */
    struct entry entry = {.actor = e->actor.id, .proof = e->proof, .lent_by = item->lent_by.id};

    return (struct found_receipt){
        .seq = (int64_t)e->seq,
        .utc_s = e->utc_us / US_PER_S,
        .client = e->client,
        .action = action->name,
        .meaning = action->meaning,
        .presence = entry_presence(&entry),
        .witness = item->lent_by,
    };
}

static enum status find_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct find_work *work = arg;
    struct ledger_item item;
    enum status st = ledger_find_reference(ltx, work->reference, &item, why);

    if (st == HF_OK)
        *work->ret = told(&item);
    return st;
}

enum status find_receipt(const struct practice *practice, struct arena *arena,
                         struct span reference, struct found_receipt *ret, struct fault *why)
{
    struct find_work work = {reference, ret};

    return ledger_read(practice->ledger, practice->store, arena, find_inside, &work, why);
}
