/* usecase/give_judge.c - what is missing on the page, and is every yes one that can be given here?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/give.h"

#include "core/visit/raise.h"

bool give_is_yes(uint8_t answer)
{
    return answer == CHOICE_YES || answer == CHOICE_ASK;
}

const struct consent_choice *give_choice_of(const struct give_consent *in,
                                            const struct proposal_row *row)
{
    for (size_t i = 0; i < in->count; i++)
        if (span_equal(in->choices[i].region, row->region) && in->choices[i].side == row->side)
            return &in->choices[i];
    return NULL;
}

/* A proposal of one technique is answered with the place itself. */
static enum consent_row_fault judge_row(const struct consent_file *file,
                                        const struct proposal_row *row,
                                        const struct consent_choice *choice)
{
    if (choice == NULL || !give_is_yes(choice->answer))
        return CONSENT_ROW_OK;
    if (file->in_session)
        return CONSENT_ROW_IN_SESSION;
    if (file->is_resting)
        return CONSENT_ROW_RESTING;
    if (row->needs_device && !file->own_device)
        return CONSENT_ROW_NEEDS_DEVICE;
    if (row->techniques.count > 1 && choice->techniques.count == 0)
        return CONSENT_ROW_NO_TECHNIQUE;
    return choice->dots == 0 ? CONSENT_ROW_NO_DOTS : CONSENT_ROW_OK;
}

/* With what the client answers now; what is asked of the practitioner stays as it is. */
static enum status judge_checklist(struct give_work *work, struct arena *arena, struct fault *why)
{
    const struct plan_file *plan = &work->ret->file.plan;

    return plan_checklist(work->practice, &plan->facts.file, plan->plan.id, plan->said,
                          work->in->answers, arena, &work->ret->checklist, why);
}

/* What the page had shown is not what is asked now: another plan, or other words to it. Nobody says
 * yes to what stood on no screen. */
static bool is_other_than_shown(const struct entry_list *entries, int64_t seen)
{
    for (size_t i = entries->count; i > 0 && entries->at[i - 1].seq > seen; i--) {
        uint16_t action = entries->at[i - 1].action;

        if (action == ACTION_PLAN_DRAFTED || action == ACTION_PLAN_DROPPED ||
            action == ACTION_TERMS_SAID)
            return true;
    }
    return false;
}

enum status give_judge(struct give_work *work, struct arena *arena, struct fault *why)
{
    const struct give_consent *in = work->in;
    struct give_consent_reply *ret = work->ret;
    enum consent_row_fault *rows = arena_array(arena, enum consent_row_fault, ret->file.n_rows);
    size_t raises = 0;

    if (rows == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < ret->file.n_rows; i++) {
        const struct consent_choice *choice = give_choice_of(in, &ret->file.rows[i]);

        rows[i] = judge_row(&ret->file, &ret->file.rows[i], choice);
        ret->n_wrong += rows[i] != CONSENT_ROW_OK;
        raises += choice != NULL && give_is_yes(choice->answer);
    }
    ret->rows = rows;
    const struct entry_list *entries = &ret->file.plan.facts.file.chain.entries;
    enum status st = judge_checklist(work, arena, why);

    if (is_other_than_shown(entries, in->seen))
        ret->lacks |= CONSENT_UNSEEN;
    if (st != HF_OK || raises == 0)
        return st;
    if (span_trim(in->name).len == 0)
        ret->lacks |= CONSENT_NO_NAME;
    if (!in->says_it_oneself)
        ret->lacks |= CONSENT_NO_STATEMENT;
    if (in->is_unsigned)
        ret->lacks |= CONSENT_UNSIGNED;
    if (ret->checklist.lacks_client > 0)
        ret->lacks |= CONSENT_CHECKLIST;
    if (raise_is_unseen(*entries, in->seen))
        ret->lacks |= CONSENT_UNSEEN;
    return HF_OK;
}
