/* usecase/open_link.c - a link and a spoken word become a pass; a login of one's own afterwards.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/prove.h"

struct open_work {
    const struct practice *practice;
    const struct open_link *in;
    struct sign_in_reply *ret;
    bool found;
};

static enum status issue(const struct open_work *work, struct tx *tx, const struct keyring *keyring,
                         struct fault *why)
{
    enum status st = HF_OK;

    if (work->in->old_pass.len > 0)
        st = pass_end(work->practice->vault, tx, work->in->old_pass, why);
    if (st == HF_OK)
        st = sign_issue(work->practice, tx, keyring,
                        (struct sign_way){work->in->device, PROOF_OWN_DEVICE}, work->ret, why);
    return st;
}

/* Answers HF_OK for a wrong word, too: the try that was counted has to be committed. */
static enum status open_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct open_work *work = arg;
    struct keyring *keyring;
    enum status st = keyring_open_pass(work->practice->vault, tx, work->in->token, work->in->word,
                                       PASS_LINK, &keyring, why);

    work->found = st == HF_OK;
    if (st != HF_OK)
        return st == HF_NOT_FOUND ? HF_OK : st;
    st = issue(work, tx, keyring, why);
    keyring_close(keyring);
    return st;
}

enum status open_link(const struct practice *practice, const struct open_link *in,
                      struct sign_in_reply *ret, struct fault *why)
{
    struct open_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = store_transact(practice->store, STORE_WRITE, open_inside, &work, why);

    if (st == HF_OK && !work.found)
        st = fault_set(why, HF_NOT_FOUND, "link and word don't fit");
    return st;
}

/* --- a login of one's own --------------------------------------------------------------------- */

struct count_work {
    struct vault *vault;
    struct person_id person;
    int slots;
};

static enum status count_inside(struct tx *tx, void *arg, struct fault *why)
{
    struct count_work *work = arg;

    return slot_count(work->vault, tx, work->person, &work->slots, why);
}

enum status has_login(const struct practice *practice, const struct keyring *keyring, bool *ret,
                      struct fault *why)
{
    struct count_work work = {practice->vault, keyring_who(keyring)->person, 0};
    enum status st = store_transact(practice->store, STORE_READ, count_inside, &work, why);

    if (st == HF_OK)
        *ret = work.slots > 0;
    return st;
}

struct login_work {
    const struct practice *practice;
    const struct set_login *in;
    struct set_login_reply *ret;
    bool had_login;
    struct keyring *old; /* opened by the password until now */
    struct password_chosen chosen;
};

/* Slow: in a transaction that holds nobody up. */
static enum status open_old(struct tx *tx, void *arg, struct fault *why)
{
    struct login_work *work = arg;
    const struct set_login *in = work->in;

    keyring_close(work->old); /* of a try that was busy */
    work->old = NULL;
    enum status st = keyring_open_password(work->practice->vault, tx, in->old_login,
                                           in->old_password, &work->old, why);

    if (st == HF_OK &&
        !id_equal(keyring_who(work->old)->person.id, keyring_who(in->keyring)->person.id))
        st = fault_set(why, HF_NOT_FOUND, "the password is somebody else's");
    return st;
}

static enum status ask_again(struct login_work *work, struct fault *why)
{
    enum status st = has_login(work->practice, work->in->keyring, &work->had_login, why);

    return st != HF_OK || !work->had_login
               ? st
               : store_transact(work->practice->store, STORE_READ, open_old, work, why);
}

/* What was asked before is still so; of two who set a first login at once, one does. */
static enum status still_so(const struct login_work *work, struct tx *tx, struct fault *why)
{
    struct vault *vault = work->practice->vault;
    int slots = 0;

    if (work->had_login)
        return keyring_password_stands(vault, tx, work->old, why);
    enum status st = slot_count(vault, tx, keyring_who(work->in->keyring)->person, &slots, why);

    return st == HF_OK && slots > 0 ? fault_set(why, HF_NOT_FOUND, "there is a login by now") : st;
}

static enum status end_all_others(const struct login_work *work, struct tx *tx, struct fault *why)
{
    const struct set_login *in = work->in;
    const struct keyring_who *who = keyring_who(in->keyring);
    enum status st = HF_OK;

    if (in->pass.len > 0)
        st = prove_renew(work->practice, tx, in->keyring, in->pass, who->proof,
                         &work->ret->signed_in, why);
    struct span mine = span_of(work->ret->signed_in.pass);

    return st == HF_OK ? pass_end_all_but(work->practice->vault, tx, who->person, mine, why) : st;
}

static enum status set_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct login_work *work = arg;
    const struct set_login *in = work->in;
    enum status st = still_so(work, ltx->tx, why);

    if (st == HF_OK)
        st = slot_set_password(work->practice->vault, ltx->tx, in->keyring, in->login,
                               &work->chosen, why);
    if (st == HF_OK)
        st = end_all_others(work, ltx->tx, why);
    if (st == HF_OK && in->wants_recovery)
        st = sign_new_recovery(work->practice, ltx, in->keyring, in->login, work->ret->recovery,
                               why);
    return st;
}

enum status set_login(const struct practice *practice, struct arena *arena,
                      const struct set_login *in, struct set_login_reply *ret, struct fault *why)
{
    struct login_work work = {.practice = practice, .in = in, .ret = ret};
    enum status st = password_check(in->password, in->practice_name, in->login, why);

    *ret = (struct set_login_reply){.recovery = ""};
    if (st == HF_OK && span_trim(in->login).len == 0)
        st = fault_set(why, HF_INVALID, "there is no name to sign in with");
    if (st == HF_OK)
        st = ask_again(&work, why);
    if (st == HF_OK)
        st = password_choose(practice->vault, in->password, &work.chosen, why);
    if (st == HF_OK)
        st = ledger_transact(practice->ledger, practice->store, arena, set_inside, &work, why);
    keyring_close(work.old);
    password_forget(&work.chosen);
    return st;
}
