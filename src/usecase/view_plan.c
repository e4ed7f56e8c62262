/* usecase/view_plan.c - the present plan with what decide() says to each step.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/render/message.h"
#include "core/visit/told.h"
#include "knowledge/knowledge.h"
#include "usecase/client_stage.h"
#include "usecase/plan.h"

enum { S_PER_MINUTE = 60 };

/* --- organs ---------------------------------------------------------------------------------- */

const enum organ_answer *plan_organs(const struct practice *practice,
                                     const struct client_file *file, struct arena *arena)
{
    const struct atlas *atlas = practice->knowledge->atlas;
    const struct organs_set_content *said = file_chain_last(file->chain, ACTION_ORGANS_SET, NULL);
    enum organ_answer *organs = arena_array(arena, enum organ_answer, atlas->n_organs);

    for (size_t i = 0; organs != NULL && said != NULL && i < said->organs.count; i++) {
        uint32_t at = atlas_organ_find(atlas, said->organs.at[i].organ);

        if (at != ATLAS_NONE)
            organs[at] = (enum organ_answer)said->organs.at[i].answer;
    }
    return organs;
}

bool plan_may_name(const struct atlas *atlas, const enum organ_answer *organs, uint32_t region)
{
    enum access access = atlas->regions[region].internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL;

    return atlas_is_target(atlas, region, access) && atlas_is_offered(atlas, organs, region);
}

/* --- words ----------------------------------------------------------------------------------- */

uint8_t plan_dots(int64_t pressure)
{
    if (pressure <= 0)
        return 0;
    int64_t dots = (pressure + PLAN_DOT - 1) / PLAN_DOT;

    return (uint8_t)(dots > PLAN_DOTS ? PLAN_DOTS : dots);
}

struct span plan_step_words(const struct practice *practice, const struct step_said *step,
                            size_t number, int lang, struct arena *arena)
{
    const struct knowledge *know = practice->knowledge;
    const struct lexicon_word *way = lexicon_find(know->lexicon->techniques, step->technique);
    const struct message_arg args[] = {
        message_arg("n", (int64_t)number),
        message_arg("where", told_place(know->atlas, step->region, step->side, lang, arena)),
        message_arg("access", message_words(step->access == ACCESS_INTERNAL ? MSG_told_internal
                                                                            : MSG_told_external,
                                            lang)),
        message_arg("how", way == NULL ? step->technique : way->name),
        message_arg("m", (int64_t)(step->duration_s / S_PER_MINUTE)),
        message_arg("dots", (int64_t)plan_dots(step->pressure)),
    };

    return message_fill(arena, MSG_plan_line, lang, args, sizeof args / sizeof *args);
}

/* --- the check ------------------------------------------------------------------------------- */

static bool only_waits(const struct decision *d)
{
    for (size_t i = 0; i < d->reason_count; i++)
        if (d->reasons[i].code != REASON_NO_GRANT)
            return false;
    return d->reason_count > 0;
}

static struct plan_step_check check_step(const struct practice *practice,
                                         const struct plan_file *file, const struct step_said *step,
                                         const struct decision *d)
{
    const struct atlas *atlas = practice->knowledge->atlas;
    uint32_t region = atlas_find(atlas, step->region);
    struct plan_step_check check = {.decision = d};

    if (region != ATLAS_NONE) {
        check.is_target = atlas_is_target(atlas, region, (enum access)step->access);
        check.is_offered = atlas_is_offered(atlas, file->organs, region);
    }
    check.is_denied = d->verdict == VERDICT_DENY || !check.is_target || !check.is_offered;
    check.is_waiting = check.is_target && check.is_offered && only_waits(d);
    return check;
}

static enum status check_all(const struct practice *practice, struct plan_file *file,
                             struct arena *arena, struct fault *why)
{
    const struct plan_drafted_content *said = file->said;
    struct plan_step_check *checks = arena_array(arena, struct plan_step_check, said->steps.count);
    struct plan_check check;
    enum status st = plan_check(&file->facts.facts, said, file->facts.now_s, arena, &check, why);

    if (st != HF_OK)
        return st;
    if (checks == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < said->steps.count; i++) {
        checks[i] = check_step(practice, file, &said->steps.at[i], &check.steps[i]);
        file->n_denied += checks[i].is_denied;
    }
    file->checks = checks;
    file->may_agree = check.may_agree && file->n_denied == 0;
    return HF_OK;
}

/* --- the checklist ---------------------------------------------------------------------------- */

enum status plan_checklist(const struct practice *practice, const struct client_file *file,
                           struct id128 plan, const struct plan_drafted_content *said,
                           struct checklist_answers fresh, struct arena *arena,
                           struct checklist_state *ret, struct fault *why)
{
    const struct knowledge *know = practice->knowledge;
    const struct checklist_question question = {.pack = know->checklist,
                                                .atlas = know->atlas,
                                                .ways = know->modalities,
                                                .n_ways = KNOWLEDGE_MODALITIES,
                                                .entries = file->chain.entries,
                                                .client = file->client.id,
                                                .plan = plan,
                                                .said = said,
                                                .lang = MESSAGE_EN};

    return checklist_of(&question, fresh, arena, ret, why);
}

static enum status check_list(const struct practice *practice, struct plan_file *plan,
                              const struct client_file *file, struct arena *arena,
                              struct fault *why)
{
    const struct checklist_answers none = {NULL, 0};
    enum status st = plan_checklist(practice, file, plan->plan.id, plan->said, none, arena,
                                    &plan->checklist, why);

    plan->may_agree &= plan->checklist.lacks_desk + plan->checklist.lacks_client == 0;
    return st;
}

/* --- the plan -------------------------------------------------------------------------------- */

static const struct file_entry *find_draft(const struct client_file *file)
{
    struct id128 plan = client_stage(file).plan;

    for (size_t i = file->chain.count; !id_is_zero(plan) && i > 0; i--) {
        const struct file_entry *e = &file->chain.at[i - 1];

        if (e->entry->action == ACTION_PLAN_DRAFTED && id_equal(e->entry->object, plan))
            return e->content == NULL ? NULL : e;
    }
    return NULL;
}

static void find_state(struct plan_file *plan, const struct client_file *file)
{
    for (size_t i = 0; i < file->chain.count; i++) {
        const struct file_entry *e = &file->chain.at[i];

        if (e->entry->action == ACTION_OLDER_TAKEN) /* what was asked before is asked anew */
            plan->is_proposed = plan->is_agreed = false;
        if (e->content == NULL)
            continue;
        if (e->entry->action == ACTION_PLAN_PROPOSED) {
            const struct plan_proposed_content *said = e->content;

            plan->is_proposed |=
                id_equal(said->plan, plan->plan.id) && said->version == (int64_t)plan->version;
        }
        if (e->entry->action == ACTION_PLAN_AGREED) {
            const struct plan_agreed_content *said = e->content;

            plan->is_agreed |=
                id_equal(said->plan, plan->plan.id) && said->version == (int64_t)plan->version;
        }
    }
}

enum status plan_of(const struct practice *practice, const struct client_file *file,
                    struct person_id reader, struct arena *arena, struct plan_file *ret,
                    struct fault *why)
{
    const struct file_entry *draft = find_draft(file);
    const struct plan_drafted_content *said = draft == NULL ? NULL : draft->content;
    struct plan_file plan = {
        .is_there = said != NULL, .said = said, .organs = plan_organs(practice, file, arena)};
    struct person_id practitioner = said == NULL ? reader : (struct person_id){said->practitioner};
    enum status st = client_facts_of(practice, file, practitioner, arena, &plan.facts, why);

    if (st == HF_OK && plan.organs == NULL)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    if (st == HF_OK && said != NULL) {
        plan.plan.id = draft->entry->object;
        plan.version = draft->entry->object_version;
        find_state(&plan, file);
        st = check_all(practice, &plan, arena, why);
        if (st == HF_OK)
            st = check_list(practice, &plan, file, arena, why);
    }
    if (st == HF_OK)
        *ret = plan;
    return st;
}

struct view_work {
    const struct practice *practice;
    struct keyring *reader;
    struct client_id client;
    struct plan_file *ret;
};

static enum status view_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct view_work *work = arg;
    struct client_file file;
    enum status st = client_file_load(ltx, work->practice, work->reader, work->client, &file, why);

    return st != HF_OK ? st
                       : plan_of(work->practice, &file, keyring_who(work->reader)->person,
                                 ltx->arena, work->ret, why);
}

enum status view_plan(const struct practice *practice, struct arena *arena, struct keyring *reader,
                      struct client_id client, struct plan_file *ret, struct fault *why)
{
    struct view_work work = {practice, reader, client, ret};

    return ledger_transact(practice->ledger, practice->store, arena, view_inside, &work, why);
}
