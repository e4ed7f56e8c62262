/* usecase/say_terms.c - the practitioner's part of the checklist: said before the client is asked.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/plan.h"

struct terms_work {
    const struct practice *practice;
    const struct say_terms *in;
    struct plan_file *ret;
};

static struct span answered(const struct say_terms *in, struct span id)
{
    for (size_t i = 0; i < in->answers.count; i++)
        if (span_equal(in->answers.at[i].id, id))
            return span_trim(in->answers.at[i].value);
    return SPAN("");
}

/* A blank is kept as not said; what was said has to be an answer, also one that stands in the way.
 */
static bool is_answer(const struct checklist_ask *ask, struct span value)
{
    const struct checklist_item item = {.ask = ask};

    if (value.len == 0)
        return true;
    if (value.len > TERMS_VALUE_MOST)
        return false;
    return ask->kind == ASK_CHOICE ? ask_option_find(ask, value) != NULL
                                   : checklist_counts(&item, value);
}

/* Every question to the practitioner, asked now or not: what is not asked is not looked at. */
static enum status collect(const struct terms_work *work, struct arena *arena,
                           struct field_list *ret, struct fault *why)
{
    const struct checklist *pack = work->practice->knowledge->checklist;
    struct field_said *fields = arena_array(arena, struct field_said, pack->n_asks);
    size_t n = 0;

    if (fields == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < pack->n_asks; i++) {
        const struct checklist_ask *ask = &pack->asks[i];
        struct span value = answered(work->in, ask->id);

        if (ask->who != ASK_PRACTITIONER || value.len == 0)
            continue;
        if (!is_answer(ask, value))
            return fault_set(why, HF_INVALID, "%.*s", SPAN_ARGS(ask->id));
        fields[n++] = (struct field_said){.ask = ask->id, .value = value, .words = ask->text};
    }
    *ret = (struct field_list){fields, n};
    return HF_OK;
}

static enum status record(struct ledger_tx *ltx, const struct terms_work *work, struct fault *why)
{
    struct terms_said_content said = {
        .plan = work->ret->plan.id, .version = work->practice->knowledge->checklist->head.version};
    struct to_record what = {ACTION_TERMS_SAID, work->ret->plan.id, &said};
    enum status st = collect(work, ltx->arena, &said.fields, why);

    return st == HF_OK ? client_append(ltx, &work->in->hand, 0, work->in->client, &what,
                                       work->ret->version, NULL, why)
                       : st;
}

static enum status terms_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct terms_work *work = arg;
    struct keyring *hand = work->in->hand.keyring;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);

    if (st == HF_OK)
        st = plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena, work->ret, why);
    if (st != HF_OK || client_file_written(&file, work->in->hand.request) != NULL)
        return st;
    if (!work->ret->is_there)
        return fault_set(why, HF_CONFLICT, "there is no plan");
    st = record(ltx, work, why);
    if (st == HF_OK)
        st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);
    return st == HF_OK ? plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena,
                                 work->ret, why)
                       : st;
}

enum status say_terms(const struct practice *practice, struct arena *arena,
                      const struct say_terms *in, struct plan_file *ret, struct fault *why)
{
    struct say_terms own = *in;
    struct terms_work work = {practice, &own, ret};

    /* Another form of the same page is another act. */
    for (size_t i = 0; i < in->answers.count; i++) {
        own.hand.request = request_for(own.hand.request, in->answers.at[i].id, 0);
        own.hand.request = request_for(own.hand.request, in->answers.at[i].value, 0);
    }
    return ledger_transact(practice->ledger, practice->store, arena, terms_inside, &work, why);
}

struct span terms_before(const struct plan_file *plan, struct span ask)
{
    const struct file_chain *chain = &plan->facts.file.chain;

    for (size_t i = chain->count; i > 0; i--) {
        const struct terms_said_content *said = chain->at[i - 1].content;

        if (chain->at[i - 1].entry->action != ACTION_TERMS_SAID || said == NULL)
            continue;
        for (size_t j = 0; j < said->fields.count; j++)
            if (span_equal(said->fields.at[j].ask, ask))
                return said->fields.at[j].value;
        return SPAN("");
    }
    return SPAN("");
}

enum status plan_refuse_checklist(struct ledger_tx *ltx, const struct hand *hand,
                                  struct client_id client, struct plan_id plan,
                                  enum attempt attempt, const struct plan_drafted_content *said,
                                  const struct checklist_state *checklist,
                                  const struct client_file *file, struct fault *why)
{
    struct act_refused_content refused = {.attempt = (uint8_t)attempt,
                                          .practitioner = said->practitioner,
                                          .reasons = checklist_reasons(checklist, ltx->arena)};
    struct to_record what = {ACTION_ACT_REFUSED, plan.id, &refused};

    if (refused.reasons.count == 0 || plan_refusal_is_known(file->chain.entries, plan.id, &refused))
        return HF_OK;
    return client_append(ltx, hand, 1 + PLAN_STEPS_MOST, client, &what, 1, NULL, why);
}
