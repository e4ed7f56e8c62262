/* usecase/agree_plan.c - agreed only if no step is denied; a refused try is on record once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"
#include "usecase/plan.h"

enum { WORDS_MOST = 16000 };

struct agree_work {
    const struct practice *practice;
    const struct agree_plan *in;
    struct plan_file *ret;
};

/* --- refused --------------------------------------------------------------------------------- */

/* What decide() does not know: the place is not this client's, or is none. */
static enum status add_place_reason(const struct plan_step_check *check, struct arena *arena,
                                    struct act_refused_content *c, struct fault *why)
{
    struct span *reasons = arena_array(arena, struct span, c->reasons.count + 1);

    if (check->is_target && check->is_offered)
        return HF_OK;
    if (reasons == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < c->reasons.count; i++)
        reasons[i] = c->reasons.at[i];
    reasons[c->reasons.count] = check->is_target ? SPAN("NOT_OFFERED") : SPAN("NOT_A_TARGET");
    c->reasons = (struct words){reasons, c->reasons.count + 1};
    return HF_OK;
}

static enum status refuse_step(struct ledger_tx *ltx, const struct agree_work *work, size_t i,
                               struct fault *why)
{
    const struct plan_file *plan = work->ret;
    const struct act_refused_content *by_decide = NULL;
    struct act_refused_content content;
    enum status st = plan_refusal(ATTEMPT_AGREE, plan->said->practitioner, &plan->said->steps.at[i],
                                  plan->checks[i].decision, ltx->arena, &by_decide, why);

    if (st != HF_OK)
        return st;
    content = *by_decide;
    st = add_place_reason(&plan->checks[i], ltx->arena, &content, why);
    struct to_record record = {ACTION_ACT_REFUSED, plan->plan.id, &content};

    if (st != HF_OK ||
        plan_refusal_is_known(plan->facts.file.chain.entries, plan->plan.id, &content))
        return st;
    return client_append(ltx, &work->in->hand, 1 + (unsigned)i, work->in->client, &record,
                         plan->version, NULL, why);
}

static enum status refuse(struct ledger_tx *ltx, const struct agree_work *work, struct fault *why)
{
    const struct plan_file *plan = work->ret;
    enum status st = HF_OK;

    for (size_t i = 0; i < plan->said->steps.count && st == HF_OK; i++)
        if (plan->checks[i].is_denied)
            st = refuse_step(ltx, work, i, why);
    return st == HF_OK ? plan_refuse_checklist(ltx, &work->in->hand, work->in->client, plan->plan,
                                               ATTEMPT_AGREE, plan->said, &plan->checklist,
                                               &plan->facts.file, why)
                       : st;
}

/* --- agreed ---------------------------------------------------------------------------------- */

static enum status agreed_words(const struct agree_work *work, struct arena *arena,
                                struct span *ret, struct fault *why)
{
    const struct step_list *steps = &work->ret->said->steps;
    struct buf out;

    buf_init(&out, arena, WORDS_MOST);
    for (size_t i = 0; i < steps->count; i++) {
        buf_put(&out, plan_step_words(work->practice, &steps->at[i], i + 1, work->in->lang, arena));
        buf_byte(&out, '\n');
    }
    return buf_done(&out, ret, why);
}

static enum status agree(struct ledger_tx *ltx, struct agree_work *work, struct fault *why)
{
    bool own = keyring_who(work->in->hand.keyring)->proof >= PROOF_OWN_DEVICE;
    struct plan_agreed_content content = {
        .plan = work->ret->plan.id,
        .version = (int64_t)work->ret->version,
        .given = {.how = own ? GIVEN_OWN_DEVICE : GIVEN_SHARED_DEVICE},
        .language = SPAN("en")};
    struct to_record record = {ACTION_PLAN_AGREED, work->ret->plan.id, &content};
    struct hand hand = work->in->hand;
    enum status st = agreed_words(work, ltx->arena, &content.words, why);

    if (st != HF_OK)
        return st;
    vault_sha256(content.words, hand.text_hash);
    st = client_append(ltx, &hand, 0, work->in->client, &record, work->ret->version, NULL, why);
    work->ret->is_agreed = st == HF_OK;
    return st;
}

static enum status agree_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct agree_work *work = arg;
    struct keyring *hand = work->in->hand.keyring;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);

    if (st == HF_OK)
        st = plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena, work->ret, why);
    if (st != HF_OK)
        return st;
    if (!work->ret->is_there)
        return fault_set(why, HF_CONFLICT, "there is no plan");
    if (work->ret->is_agreed)
        return HF_OK;
    return work->ret->may_agree ? agree(ltx, work, why) : refuse(ltx, work, why);
}

enum status agree_plan(const struct practice *practice, struct arena *arena,
                       const struct agree_plan *in, struct plan_file *ret, struct fault *why)
{
    struct agree_work work = {practice, in, ret};

    return ledger_transact(practice->ledger, practice->store, arena, agree_inside, &work, why);
}
