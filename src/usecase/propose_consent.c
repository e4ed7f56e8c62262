/* usecase/propose_consent.c - the client is asked about this version of the plan.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/plan.h"

struct propose_work {
    const struct practice *practice;
    const struct propose_consent *in;
};

static enum status propose_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct propose_work *work = arg;
    struct keyring *hand = work->in->hand.keyring;
    struct client_file file;
    struct plan_file plan;
    enum status st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);

    if (st == HF_OK)
        st = plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena, &plan, why);
    if (st != HF_OK || client_file_written(&file, work->in->hand.request) != NULL)
        return st;
    if (!plan.is_there || plan.said->steps.count == 0)
        return fault_set(why, HF_CONFLICT, "there is nothing to propose");
    if (plan.checklist.lacks_desk > 0)
        return fault_set(why, HF_CONFLICT, "what the practitioner has to say of it is missing");
    struct plan_proposed_content content = {plan.plan.id, (int64_t)plan.version};
    struct to_record record = {ACTION_PLAN_PROPOSED, plan.plan.id, &content};

    return client_append(ltx, &work->in->hand, 0, work->in->client, &record, plan.version, NULL,
                         why);
}

enum status propose_consent(const struct practice *practice, struct arena *arena,
                            const struct propose_consent *in, struct fault *why)
{
    struct propose_work work = {practice, in};

    return ledger_transact(practice->ledger, practice->store, arena, propose_inside, &work, why);
}
