/* usecase/note_recovery.c - whether somebody has her recovery code on paper.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/practice.h"

struct note_work {
    const struct practice *practice;
    const struct note_recovery *in;
};

static enum status note_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct note_work *work = arg;
    const struct note_recovery *in = work->in;
    struct recovery_kept_content content = {STATE_ON};
    struct ledger_write write = {.action = ACTION_RECOVERY_KEPT,
                                 .object = keyring_who(in->hand.keyring)->person.id};
    enum status st =
        slot_recovery_stands(work->practice->vault, ltx->tx, in->hand.keyring, in->code, why);

    if (st == HF_OK)
        st = content_encode(ACTION_RECOVERY_KEPT, &content, ltx->arena, &write.content, why);

    return st != HF_OK ? st : hand_append(ltx, &in->hand, 0, write, NULL, why);
}

enum status note_recovery(const struct practice *practice, struct arena *arena,
                          const struct note_recovery *in, struct fault *why)
{
    struct note_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, note_inside, &work, why);
}
