/* usecase/choose_receipts.c - a receipt found at home can endanger: the client says whether there
 * are any to be seen.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client_facts.h"
#include "usecase/view_me.h"

struct choose_work {
    const struct practice *practice;
    const struct choose_receipts *in;
};

static enum status choose_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct choose_work *work = arg;
    const struct choose_receipts *in = work->in;
    struct client_id client = {keyring_who(in->hand.keyring)->person.id};
    struct receipt_choice_content content = {in->on_screen ? RECEIPTS_ON_SCREEN : RECEIPTS_NONE};
    struct to_record record = {ACTION_RECEIPT_CHOICE, client.id, &content};
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, in->hand.keyring, client, &file, why);

    return st != HF_OK ? st : client_append(ltx, &in->hand, 0, client, &record, 1, NULL, why);
}

enum status choose_receipts(const struct practice *practice, struct arena *arena,
                            const struct choose_receipts *in, struct fault *why)
{
    struct choose_work work = {practice, in};

    if (in->on_screen && keyring_who(in->hand.keyring)->proof < PROOF_OWN_DEVICE)
        return fault_set(why, HF_CONFLICT, "what was hidden is shown again on an own device alone");
    return ledger_transact(practice->ledger, practice->store, arena, choose_inside, &work, why);
}

bool receipts_are_hidden(const struct client_file *file)
{
    const struct receipt_choice_content *said =
        file_chain_last(file->chain, ACTION_RECEIPT_CHOICE, NULL);

    return said != NULL && said->choice == RECEIPTS_NONE;
}
