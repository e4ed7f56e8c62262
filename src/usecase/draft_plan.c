/* usecase/draft_plan.c - one change to the draft: a new version of the plan, checked anew.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "usecase/plan.h"

enum { S_PER_MINUTE = 60, PRESSURE_MOST = 10 };

struct draft_work {
    const struct practice *practice;
    const struct draft_plan *in;
    struct plan_file *ret;
    struct arena *arena; /* of the transaction */
};

/* The draft that is being made: a copy of the present one with one change. */
struct draft {
    struct plan_drafted_content said;
    struct step_said *steps; /* room for PLAN_STEPS_MOST */
    size_t count;
};

static enum status wrong(struct fault *why, const char *field)
{
    return fault_set(why, HF_INVALID, "%s", field);
}

/* --- the changes ----------------------------------------------------------------------------- */

static enum status put_step(struct draft *draft, const struct step_said *step, struct fault *why)
{
    if (draft->count == PLAN_STEPS_MOST)
        return fault_set(why, HF_CONFLICT, "more steps than %d", PLAN_STEPS_MOST);
    if (draft->said.intent != INTENT_UNKNOWN && draft->said.intent != step->intent)
        return fault_set(why, HF_CONFLICT, "one intent for each session");
    draft->said.intent = step->intent;
    draft->steps[draft->count++] = *step;
    return HF_OK;
}

static const struct modality *find_pack(const struct knowledge *know, struct span id)
{
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        if (span_equal(know->modalities[i]->head.id, id))
            return know->modalities[i];
    return NULL;
}

static struct step_said step_of_pack(const struct pack_step *step)
{
    return (struct step_said){.region = step->act.region,
                              .technique = step->act.technique,
                              .side = (uint8_t)step->act.side,
                              .access = (uint8_t)step->act.access,
                              .intent = (uint8_t)step->act.intent,
                              .pressure = (uint8_t)step->act.pressure,
                              .duration_s = (uint32_t)step->act.duration_s,
                              .reason = step->words};
}

static bool is_clinical(const struct plan_file *plan)
{
    const struct practice_founded_content *founded = plan->facts.file.practice.founded;

    return founded == NULL || founded->profile != PROFILE_BODYWORK;
}

static enum status change_from_pack(const struct draft_work *work, struct draft *draft,
                                    struct fault *why)
{
    const struct knowledge *know = work->practice->knowledge;
    const struct modality *pack = find_pack(know, work->in->pack);
    enum status st = HF_OK;
    size_t count;

    if (pack == NULL || (pack->bodywork_only && is_clinical(work->ret)))
        return wrong(why, "pack");
    const struct pack_step *steps =
        modality_steps(pack, know->modalities, KNOWLEDGE_MODALITIES, work->arena, &count);
    if (steps == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    draft->said.title = pack->head.title; /* its risks are told with the proposal */
    for (size_t i = 0; i < count && st == HF_OK; i++) {
        struct step_said step = step_of_pack(&steps[i]);
        uint32_t region = atlas_find(know->atlas, step.region);

        if (region != ATLAS_NONE && plan_may_name(know->atlas, work->ret->organs, region))
            st = put_step(draft, &step, why);
    }
    return st;
}

static enum status check_step(const struct draft_work *work, const struct step_said *step,
                              struct fault *why)
{
    const struct knowledge *know = work->practice->knowledge;
    const struct lexicon_word *way = lexicon_find(know->lexicon->techniques, step->technique);
    uint32_t region = atlas_find(know->atlas, step->region);

    if (region == ATLAS_NONE || !plan_may_name(know->atlas, work->ret->organs, region) ||
        (step->side != SIDE_BOTH && !know->atlas->regions[region].paired))
        return wrong(why, "region");
    if (way == NULL || (know->atlas->regions[region].internal && !way->internal))
        return wrong(why, "technique");
    if (step->pressure == 0 || step->pressure > PRESSURE_MOST || step->pressure > way->pressure)
        return wrong(why, "dots");
    if (step->duration_s == 0 || step->duration_s > PLAN_MINUTES_MOST * S_PER_MINUTE)
        return wrong(why, "minutes");
    return step->intent == INTENT_UNKNOWN ? wrong(why, "intent") : HF_OK;
}

static enum status change_add(const struct draft_work *work, struct draft *draft, struct fault *why)
{
    const struct atlas *atlas = work->practice->knowledge->atlas;
    struct step_said step = work->in->step;
    enum status st = check_step(work, &step, why);

    if (st != HF_OK)
        return st;
    step.access =
        atlas->regions[atlas_find(atlas, step.region)].internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL;
    return put_step(draft, &step, why);
}

static enum status change_remove(const struct draft_work *work, struct draft *draft,
                                 struct fault *why)
{
    size_t at = work->in->number;

    if (at < 1 || at > draft->count)
        return wrong(why, "step");
    for (size_t i = at; i < draft->count; i++)
        draft->steps[i - 1] = draft->steps[i];
    draft->count--;
    if (draft->count == 0)
        draft->said.intent = INTENT_UNKNOWN;
    return HF_OK;
}

static enum status change_lower(const struct draft_work *work, struct draft *draft,
                                struct fault *why)
{
    size_t at = work->in->number;

    if (at < 1 || at > draft->count)
        return wrong(why, "step");
    int64_t ceiling = work->ret->checks[at - 1].decision->ceiling;

    if (ceiling < 1 || ceiling >= draft->steps[at - 1].pressure)
        return wrong(why, "step");
    draft->steps[at - 1].pressure = (uint8_t)ceiling;
    return HF_OK;
}

typedef enum status change_fn(const struct draft_work *work, struct draft *draft,
                              struct fault *why);

/* KEEP IN ORDER: enum plan_change. */
static change_fn *const changes[] = {
    [PLAN_FROM_PACK] = change_from_pack,
    [PLAN_ADD] = change_add,
    [PLAN_REMOVE] = change_remove,
    [PLAN_LOWER] = change_lower,
};

/* --- the draft ------------------------------------------------------------------------------- */

/* Another way of working after one that was agreed is another plan; the agreed one stays as it was.
 */
static bool is_anew(const struct draft_work *work)
{
    return !work->ret->is_there || (work->in->change == PLAN_FROM_PACK && work->ret->is_agreed);
}

static bool begin_draft(const struct draft_work *work, struct draft *draft, struct arena *arena)
{
    const struct plan_file *now = work->ret;

    *draft = (struct draft){.steps = arena_array(arena, struct step_said, PLAN_STEPS_MOST)};
    if (draft->steps == NULL)
        return false;
    draft->said.practitioner = keyring_who(work->in->hand.keyring)->person.id;
    if (is_anew(work))
        return true;
    draft->said = *now->said;
    for (; draft->count < now->said->steps.count && draft->count < PLAN_STEPS_MOST; draft->count++)
        draft->steps[draft->count] = now->said->steps.at[draft->count];
    return true;
}

static enum status drop(struct ledger_tx *ltx, const struct draft_work *work, struct fault *why)
{
    struct plan_dropped_content content = {work->ret->plan.id};
    struct to_record record = {ACTION_PLAN_DROPPED, work->ret->plan.id, &content};

    if (!work->ret->is_there)
        return HF_OK;
    return client_append(ltx, &work->in->hand, 0, work->in->client, &record, 1, NULL, why);
}

static enum status change(struct ledger_tx *ltx, const struct draft_work *work, struct fault *why)
{
    struct draft draft;

    if (work->in->change == PLAN_DROP)
        return drop(ltx, work, why);
    if (work->in->change < PLAN_FROM_PACK || work->in->change > PLAN_LOWER)
        return wrong(why, "do");
    if (!begin_draft(work, &draft, ltx->arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = changes[work->in->change](work, &draft, why);

    if (st != HF_OK)
        return st;
    draft.said.steps = (struct step_list){draft.steps, draft.count};
    struct to_record record = {ACTION_PLAN_DRAFTED, work->ret->plan.id, &draft.said};
    uint64_t version = work->ret->version + 1;

    if (is_anew(work)) {
        record.object = (struct id128){{0}};
        version = 1;
    }
    return client_append(ltx, &work->in->hand, 0, work->in->client, &record, version, NULL, why);
}

static enum status draft_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct draft_work *work = arg;
    work->arena = ltx->arena;
    struct keyring *hand = work->in->hand.keyring;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);

    if (st == HF_OK)
        st = plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena, work->ret, why);
    if (st != HF_OK || client_file_written(&file, work->in->hand.request) != NULL)
        return st;
    st = change(ltx, work, why);
    if (st == HF_OK)
        st = client_file_load(ltx, work->practice, hand, work->in->client, &file, why);
    return st != HF_OK ? st
                       : plan_of(work->practice, &file, keyring_who(hand)->person, ltx->arena,
                                 work->ret, why);
}

/* Another change from the same page is another act. */
static struct request_id own_request(const struct draft_plan *in)
{
    const struct step_said *step = &in->step;
    unsigned how = (unsigned)step->side << 24 | (unsigned)step->access << 16 |
                   (unsigned)step->intent << 8 | step->pressure;
    struct request_id request =
        request_for(in->hand.request, in->pack, (unsigned)in->change << 16 | (unsigned)in->number);

    request = request_for(request, step->region, how);
    request = request_for(request, step->technique, step->duration_s);
    return request_for(request, step->reason, 0);
}

enum status draft_plan(const struct practice *practice, struct arena *arena,
                       const struct draft_plan *in, struct plan_file *ret, struct fault *why)
{
    struct draft_plan own = *in;
    struct draft_work work = {practice, &own, ret, arena};

    own.hand.request = own_request(in);
    return ledger_transact(practice->ledger, practice->store, arena, draft_inside, &work, why);
}
