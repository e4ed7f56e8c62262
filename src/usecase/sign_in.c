/* usecase/sign_in.c - a name and a password become a pass; a pass ends.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/sign.h"

#include "keep/vault/passkey_slot.h"

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

/* Is the passkey that was used before the password still one of this person's? It may have been
 * ended between the two. */
static enum status is_kept(struct tx *tx, const struct sign_in_work *work, bool *ret,
                           struct fault *why)
{
    struct person_id person = keyring_who(work->keyring)->person;
    struct passkey_slot own[PASSKEY_SLOTS_MOST];
    size_t n = 0;

    *ret = false;
    if (id_is_zero(work->in->passkey))
        return HF_OK;
    enum status st = passkey_slot_list(work->practice->vault, tx, person, own, &n, why);

    for (size_t i = 0; st == HF_OK && i < n; i++)
        *ret = *ret || id_equal(passkey_fingerprint(&own[i]), work->in->passkey);
    return st;
}

/* A passkey that opens nothing and a password: both together are the passkey's proof. */
static enum status issue_by(struct tx *tx, struct sign_in_work *work, struct fault *why)
{
    bool has_passkey = false;
    enum status st = is_kept(tx, work, &has_passkey, why);

    if (st != HF_OK)
        return st;
    return sign_issue(
        work->practice, tx, work->keyring,
        (struct sign_way){work->in->device, has_passkey ? PROOF_PASSKEY : PROOF_OWN_DEVICE},
        work->ret, why);
}

static enum status issue(struct tx *tx, void *arg, struct fault *why)
{
    struct sign_in_work *work = arg;
    enum status st = keyring_password_stands(work->practice->vault, tx, work->keyring, why);

    if (st == HF_OK && work->in->old_pass.len > 0)
        st = pass_end(work->practice->vault, tx, work->in->old_pass, why);
    if (st == HF_OK)
        st = issue_by(tx, work, why);
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
