/* usecase/sign_in.c - a name and a password become a pass; a pass ends.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/sign.h"

struct sign_in_work {
    const struct practice *practice;
    const struct sign_in *in;
    struct keyring *keyring;
    struct sign_in_reply *ret;
};

/* Slow: in a transaction that holds nobody up. */
static enum status open_password(struct tx *tx, void *arg, struct fault *why)
{
    struct sign_in_work *work = arg;

    return keyring_open_password(work->practice->vault, tx, work->in->login, work->in->password,
                                 &work->keyring, why);
}

/* A passkey that opens nothing said before who it is: both together are its proof. */
static struct sign_way way_of(const struct sign_in_work *work)
{
    struct person_id said = work->in->passkey_of;
    bool is_same = !id_is_zero(said.id) && id_equal(said.id, keyring_who(work->keyring)->person.id);

    return (struct sign_way){work->in->device, is_same ? PROOF_PASSKEY : PROOF_OWN_DEVICE};
}

static enum status issue(struct tx *tx, void *arg, struct fault *why)
{
    struct sign_in_work *work = arg;
    enum status st = keyring_password_stands(work->practice->vault, tx, work->keyring, why);

    if (st == HF_OK && work->in->old_pass.len > 0)
        st = pass_end(work->practice->vault, tx, work->in->old_pass, why);
    if (st == HF_OK)
        st = sign_issue(work->practice, tx, work->keyring, way_of(work), work->ret, why);
    return st;
}

enum status sign_in(const struct practice *practice, const struct sign_in *in,
                    struct sign_in_reply *ret, struct fault *why)
{
    struct sign_in_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = store_transact(practice->store, STORE_READ, open_password, &work, why);

    if (st == HF_OK)
        st = store_transact(practice->store, STORE_WRITE, issue, &work, why);
    keyring_close(work.keyring);
    return st;
}

struct sign_out_work {
    struct vault *vault;
    struct span pass;
};

static enum status end(struct tx *tx, void *arg, struct fault *why)
{
    struct sign_out_work *work = arg;

    return pass_end(work->vault, tx, work->pass, why);
}

enum status sign_out(const struct practice *practice, struct span pass, struct fault *why)
{
    struct sign_out_work work = {practice->vault, pass};

    return store_transact(practice->store, STORE_WRITE, end, &work, why);
}
