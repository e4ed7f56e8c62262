/* usecase/recover.c - the recovery code: coming back with it, and getting a new one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/sign.h"

struct recover_work {
    const struct practice *practice;
    const struct recover *in;
    struct recover_reply *ret;
    struct password_chosen chosen;
};

/* So that nothing slow is done for whoever has no code. */
static enum status fits(struct tx *tx, void *arg, struct fault *why)
{
    const struct recover_work *work = arg;

    return slot_recovery_fits(work->practice->vault, tx, work->in->login, work->in->code, why);
}

static enum status start_anew(const struct recover_work *work, struct ledger_tx *ltx,
                              struct keyring *keyring, struct fault *why)
{
    const struct recover *in = work->in;
    struct vault *vault = work->practice->vault;
    enum status st = slot_set_password(vault, ltx->tx, keyring, in->login, &work->chosen, why);

    if (st == HF_OK)
        st = sign_new_recovery(work->practice, ltx, keyring, in->login, work->ret->recovery, why);
    if (st == HF_OK)
        st = pass_end_person(vault, ltx->tx, keyring_who(keyring)->person, 0, why);
    if (st == HF_OK)
        st = sign_issue(work->practice, ltx->tx, keyring,
                        (struct sign_way){work->in->device, PROOF_OWN_DEVICE},
                        &work->ret->signed_in, why);
    return st;
}

static enum status recover_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct recover_work *work = arg;
    struct keyring *keyring;
    enum status st = keyring_open_recovery(work->practice->vault, ltx->tx, work->in->login,
                                           work->in->code, &keyring, why);

    if (st != HF_OK)
        return st;
    st = start_anew(work, ltx, keyring, why);
    keyring_close(keyring);
    return st;
}

enum status recover(const struct practice *practice, struct arena *arena, const struct recover *in,
                    struct recover_reply *ret, struct fault *why)
{
    struct recover_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = password_check(in->new_password, in->practice_name, in->login, why);

    if (st == HF_OK)
        st = store_transact(practice->store, STORE_READ, fits, &work, why);
    if (st == HF_OK)
        st = password_choose(practice->vault, in->new_password, &work.chosen, why);
    if (st == HF_OK) /* where the code is looked at again, and spent */
        st = ledger_transact(practice->ledger, practice->store, arena, recover_inside, &work, why);
    password_forget(&work.chosen);
    return st;
}

struct renew_work {
    const struct practice *practice;
    const struct renew_recovery *in;
    struct keyring *keyring;
    char *ret_code;
};

static enum status open_again(struct tx *tx, void *arg, struct fault *why)
{
    struct renew_work *work = arg;
    enum status st = keyring_open_password(work->practice->vault, tx, work->in->login,
                                           work->in->password, &work->keyring, why);

    if (st == HF_OK && !id_equal(keyring_who(work->keyring)->person.id, work->in->who->person.id))
        st = fault_set(why, HF_NOT_FOUND, "the password is somebody else's");
    return st;
}

static enum status renew(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct renew_work *work = arg;
    enum status st = keyring_password_stands(work->practice->vault, ltx->tx, work->keyring, why);

    if (st != HF_OK)
        return st;
    return sign_new_recovery(work->practice, ltx, work->keyring, work->in->login, work->ret_code,
                             why);
}

enum status renew_recovery(const struct practice *practice, struct arena *arena,
                           const struct renew_recovery *in, char ret_code[SLOT_RECOVERY_TEXT],
                           struct fault *why)
{
    struct renew_work work = {.practice = practice, .in = in, .ret_code = ret_code};
    enum status st = store_transact(practice->store, STORE_READ, open_again, &work, why);

    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, renew, &work, why);
    keyring_close(work.keyring);
    return st;
}
