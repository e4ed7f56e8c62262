/* usecase/prove.c - see prove.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/prove.h"

static const int64_t minute_us = INT64_C(60) * 1000000;

struct prove_work {
    const struct practice *practice;
    const struct prove *in;
    struct keyring *keyring; /* opened by the password */
    struct sign_in_reply *ret;
};

/* Slow: in a transaction that holds nobody up. */
static enum status open_password(struct tx *tx, void *arg, struct fault *why)
{
    struct prove_work *work = arg;
    struct person_id person = keyring_who(work->in->keyring)->person;

    return keyring_open_password_of(work->practice->vault, tx, person, work->in->password,
                                    &work->keyring, why);
}

enum status prove_renew(const struct practice *practice, struct tx *tx,
                        const struct keyring *keyring, struct span pass, uint8_t proof,
                        struct sign_in_reply *ret, struct fault *why)
{
    struct vault *vault = practice->vault;
    const struct pass_state *old = keyring_pass(keyring);
    const struct keyring_who *who = keyring_who(keyring);
    bool locks = (who->roles & ~(unsigned)ROLE_CLIENT) != 0;
    struct pass_spec spec = {
        .kind = PASS_SESSION,
        .idle_us = IDLE_MINUTES * minute_us,
        .until_us = old->until_us,
        .proof = locks ? proof : PROOF_OWN_DEVICE, /* as sign_issue */
        .lock = locks ? PASS_LOCKS : PASS_ENDS,
        .since_us = old->since_us,
        .proved_us = world_now_us(vault_world(vault)),
        .device = old->device,
    };
    enum status st = pass_stands(vault, tx, pass, why);

    if (st == HF_OK)
        st = pass_end(vault, tx, pass, why);
    ret->person = who->person;
    ret->roles = who->roles;
    return st == HF_OK ? pass_issue(vault, tx, keyring, &spec, ret->pass, why) : st;
}

/* What the sign-in had proved with a passkey stays proved. */
static enum status renew(struct tx *tx, void *arg, struct fault *why)
{
    struct prove_work *work = arg;
    enum status st = keyring_password_stands(work->practice->vault, tx, work->keyring, why);

    return st == HF_OK ? prove_renew(work->practice, tx, work->in->keyring, work->in->pass,
                                     keyring_who(work->in->keyring)->proof, work->ret, why)
                       : st;
}

enum status prove(const struct practice *practice, const struct prove *in,
                  struct sign_in_reply *ret, struct fault *why)
{
    struct prove_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = store_transact(practice->store, STORE_READ, open_password, &work, why);

    if (st == HF_OK)
        st = store_transact(practice->store, STORE_WRITE, renew, &work, why);
    keyring_close(work.keyring);
    return st;
}

/* A clock that went back makes nothing fresh. */
bool has_proved(const struct practice *practice, const struct keyring *keyring)
{
    int64_t proved_us = keyring_pass(keyring)->proved_us;
    int64_t since_us = world_now_us(vault_world(practice->vault)) - proved_us;

    return proved_us > 0 && since_us >= 0 && since_us < PROVE_MINUTES * minute_us;
}

struct lock_work {
    struct vault *vault;
    struct span pass;
};

static enum status lock(struct tx *tx, void *arg, struct fault *why)
{
    struct lock_work *work = arg;

    return pass_lock(work->vault, tx, work->pass, why);
}

enum status lock_screen(const struct practice *practice, struct span pass, struct fault *why)
{
    struct lock_work work = {practice->vault, pass};

    return store_transact(practice->store, STORE_WRITE, lock, &work, why);
}

/* --- where somebody is signed in ------------------------------------------------------------- */

struct list_work {
    struct vault *vault;
    const struct keyring *keyring;
    struct sign_ins *ret;
    struct id128 name;
};

static enum status list(struct tx *tx, void *arg, struct fault *why)
{
    struct list_work *work = arg;

    return pass_list(work->vault, tx, keyring_who(work->keyring)->person, work->ret->lines,
                     &work->ret->n, why);
}

enum status list_sign_ins(const struct practice *practice, const struct keyring *keyring,
                          struct sign_ins *ret, struct fault *why)
{
    struct list_work work = {.vault = practice->vault, .keyring = keyring, .ret = ret};

    return store_transact(practice->store, STORE_READ, list, &work, why);
}

static enum status end(struct tx *tx, void *arg, struct fault *why)
{
    struct list_work *work = arg;
    struct person_id person = keyring_who(work->keyring)->person;

    if (!id_is_zero(work->name))
        return pass_end_named(work->vault, tx, person, work->name, why);
    return pass_end_others(work->vault, tx, person, keyring_pass(work->keyring)->name, why);
}

enum status end_sign_in(const struct practice *practice, const struct keyring *keyring,
                        struct id128 name, struct fault *why)
{
    struct list_work work = {.vault = practice->vault, .keyring = keyring, .name = name};

    return store_transact(practice->store, STORE_WRITE, end, &work, why);
}
