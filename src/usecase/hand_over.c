/* usecase/hand_over.c - the tablet goes to the client, and comes back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/client.h"

enum {
    CLIENT_READS = COMPARTMENT_BIT(COMPARTMENT_CONTACT) | COMPARTMENT_BIT(COMPARTMENT_IDENTITY) |
                   COMPARTMENT_BIT(COMPARTMENT_CARE),
};

static const int64_t hour_us = INT64_C(3600) * 1000000;

struct hand_over_work {
    const struct practice *practice;
    const struct hand_over *in;
    struct sign_in_reply *ret;
};

static enum status issue(const struct hand_over_work *work, struct ledger_tx *ltx,
                         struct keyring *delegate, int64_t until_us, struct fault *why)
{
    struct vault *vault = work->practice->vault;
    struct pass_spec spec = {
        .kind = PASS_HANDOVER, .until_us = until_us, .proof = PROOF_SHARED_DEVICE};
    enum status st = ledger_certify_delegate(ltx, work->in->hand.keyring, delegate, CLIENT_READS,
                                             work->in->hand.request, why);

    if (st == HF_OK)
        st = pass_issue(vault, ltx->tx, delegate, &spec, work->ret->pass, why);
    /* From now on nothing of hers is open on this device. */
    return st == HF_OK ? pass_end(vault, ltx->tx, work->in->old_pass, why) : st;
}

static enum status hand_over_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct hand_over_work *work = arg;
    struct vault *vault = work->practice->vault;
    struct delegate_scope scope = {
        .person = {work->in->client.id},
        .roles = ROLE_CLIENT,
        .client = work->in->client,
        .purpose = DELEGATE_HANDOVER,
        .most_proof = PROOF_SHARED_DEVICE,
        .until_us = world_now_us(vault_world(vault)) + HANDOVER_HOURS * hour_us,
    };
    struct client_file file;
    struct keyring *delegate;
    enum status st =
        client_file_load(ltx, work->practice, work->in->hand.keyring, work->in->client, &file, why);

    if (st == HF_OK)
        st = delegate_make(vault, &scope, &delegate, why);
    if (st != HF_OK)
        return st;
    work->ret->person = scope.person;
    work->ret->roles = scope.roles;
    st = issue(work, ltx, delegate, scope.until_us, why);
    keyring_close(delegate);
    return st;
}

enum status hand_over(const struct practice *practice, struct arena *arena,
                      const struct hand_over *in, struct sign_in_reply *ret, struct fault *why)
{
    struct hand_over_work work = {practice, in, ret};

    return ledger_transact(practice->ledger, practice->store, arena, hand_over_inside, &work, why);
}

struct take_back_work {
    const struct practice *practice;
    const struct take_back *in;
};

static enum status take_back_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct take_back_work *work = arg;
    const struct hand *hand = &work->in->hand;
    const struct keyring_who *who = keyring_who(hand->keyring);
    enum status st = ledger_end_delegate(ltx, hand->keyring, who->client, who->person, who->keygen,
                                         hand->request, why);

    return st != HF_OK ? st : pass_end(work->practice->vault, ltx->tx, work->in->pass, why);
}

enum status take_back(const struct practice *practice, struct arena *arena,
                      const struct take_back *in, struct fault *why)
{
    struct take_back_work work = {practice, in};

    if (keyring_who(in->hand.keyring)->purpose != DELEGATE_HANDOVER)
        return fault_set(why, HF_INVALID, "this is not a handed-over device");
    return ledger_transact(practice->ledger, practice->store, arena, take_back_inside, &work, why);
}
