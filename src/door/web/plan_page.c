/* door/web/plan_page.c - what the page of a plan shows: each step with its check, and what can be
 * added.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/plan_page.h"

#include "core/visit/told.h"
#include "door/web/checklist.h"
#include "door/web/house.h"
#include "door/web/overview.h"
#include "door/web/paper.h"
#include "door/web/refusals.h"
#include "door/web/routes.h"
#include "knowledge/knowledge.h"

enum { S_PER_MINUTE = 60 };

/* --- one step -------------------------------------------------------------------------------- */

static void fill_conditions(const struct http_request *request, const struct lexicon *lexicon,
                            const struct decision *decision, struct plan_step_view *view)
{
    struct words_view *at =
        arena_array(request->arena, struct words_view, decision->conditions.count);

    for (size_t i = 0; at != NULL && i < decision->conditions.count; i++) {
        const struct lexicon_word *word =
            lexicon_find(lexicon->conditions, decision->conditions.at[i]);

        at[view->n_conditions++].text = word == NULL ? decision->conditions.at[i] : word->name;
    }
    view->conditions = at;
}

/* The place that is not the client's comes first: nothing else would change it. */
static void fill_refusals(const struct http_request *request, const struct door *door,
                          const struct plan_file *plan, const struct plan_step_check *check,
                          struct plan_step_view *view)
{
    struct refusals by_decide =
        refusals_of(door, request->arena, &plan->facts, check->decision, view->where);
    struct refusal_view *at = arena_array(request->arena, struct refusal_view, by_decide.n + 1);

    if (at == NULL)
        return;
    if (!check->is_target || !check->is_offered)
        at[view->n_refusals++] =
            refusals_word(door, request->arena, &plan->facts,
                          check->is_target ? "NOT_OFFERED" : "NOT_A_TARGET", view->where);
    for (size_t i = 0; i < by_decide.n; i++)
        at[view->n_refusals++] = by_decide.at[i];
    view->refusals = at;
}

static bool may_lower(const struct plan_step_check *check, const struct step_said *step)
{
    return decision_has(check->decision, REASON_PRESSURE) && check->decision->ceiling > 0 &&
           check->decision->ceiling < step->pressure;
}

static struct plan_step_view step_view(const struct http_request *request, const struct door *door,
                                       const struct plan_file *plan, size_t i)
{
    const struct knowledge *know = door->practice.knowledge;
    const struct step_said *step = &plan->said->steps.at[i];
    const struct plan_step_check *check = &plan->checks[i];
    const struct lexicon_word *way = lexicon_find(know->lexicon->techniques, step->technique);
    struct plan_step_view view = {
        .number = (int64_t)i + 1,
        .where = told_place(know->atlas, step->region, step->side, MESSAGE_EN, request->arena),
        .how = way == NULL ? step->technique : way->name,
        .minutes = step->duration_s / S_PER_MINUTE,
        .pressure = plan_dots(step->pressure),
        .ceiling = plan_dots(check->decision->ceiling),
        .may_lower = may_lower(check, step),
        .waits = check->is_waiting,
    };

    view.light = check->is_denied                        ? LIGHT_RED
                 : check->decision->conditions.count > 0 ? LIGHT_AMBER
                                                         : LIGHT_GREEN;
    fill_conditions(request, know->lexicon, check->decision, &view);
    if (check->is_denied && !check->is_waiting)
        fill_refusals(request, door, plan, check, &view);
    return view;
}

static void fill_steps(const struct http_request *request, const struct door *door,
                       const struct plan_file *plan, struct plan_view *view)
{
    size_t count = plan->is_there ? plan->said->steps.count : 0;
    struct plan_step_view *at = arena_array(request->arena, struct plan_step_view, count);

    for (size_t i = 0; at != NULL && i < count; i++) {
        at[view->n_steps++] = step_view(request, door, plan, i);
        view->planned_minutes += at[i].minutes;
        view->n_wait += at[i].waits;
        view->n_change += plan->checks[i].is_denied && !at[i].waits;
    }
    view->steps = at;
}

/* --- what can be added ----------------------------------------------------------------------- */

static struct span region_value(const struct http_request *request, struct span region,
                                const char *side)
{
    struct buf out;

    buf_init(&out, request->arena, FACTS_WORD_MAX + 4);
    buf_put(&out, region);
    buf_byte(&out, '/');
    buf_put(&out, span_of(side));
    return buf_view(&out);
}

static void add_region(const struct http_request *request, const struct atlas *atlas,
                       uint32_t region, struct choice_view *at, struct plan_view *view)
{
    static const struct {
        const char *word;
        uint8_t side;
    } sides[] = {{"B", SIDE_BOTH}, {"L", SIDE_LEFT}, {"R", SIDE_RIGHT}};
    const struct atlas_region *r = &atlas->regions[region];

    for (size_t i = 0; i < (r->paired ? 3U : 1U); i++) {
        struct choice_view choice = {
            .value = region_value(request, r->id, sides[i].word),
            .label = told_place(atlas, r->id, sides[i].side, MESSAGE_EN, request->arena)};

        choice.chosen = span_equal(choice.value, view->region.value);
        at[view->n_regions++] = choice;
    }
}

static void fill_regions(const struct http_request *request, const struct door *door,
                         const struct plan_file *plan, struct plan_view *view)
{
    const struct atlas *atlas = door->practice.knowledge->atlas;
    struct choice_view *at = arena_array(request->arena, struct choice_view, 3 * atlas->n_regions);

    for (uint32_t i = 0; at != NULL && i < atlas->n_regions; i++)
        if (plan_may_name(atlas, plan->organs, i))
            add_region(request, atlas, i, at, view);
    view->regions = at;
}

static const struct choice_view *choices_of(const struct http_request *request,
                                            struct lexicon_list list, struct span chosen)
{
    struct choice_view *at = arena_array(request->arena, struct choice_view, list.count);

    for (uint32_t i = 0; at != NULL && i < list.count; i++)
        at[i] = (struct choice_view){.value = list.at[i].id,
                                     .label = list.at[i].name,
                                     .hint = list.at[i].help,
                                     .chosen = span_equal(list.at[i].id, chosen)};
    return at;
}

static struct span pack_hint(const struct http_request *request, const struct knowledge *know,
                             const struct modality *pack)
{
    size_t mark = arena_mark(request->arena), count;
    int64_t minutes = 0;
    const struct pack_step *steps =
        modality_steps(pack, know->modalities, KNOWLEDGE_MODALITIES, request->arena, &count);

    for (size_t i = 0; steps != NULL && i < count; i++)
        minutes += steps[i].act.duration_s / S_PER_MINUTE;
    arena_rewind(request->arena, mark);
    const struct message_arg args[] = {message_arg("n", (int64_t)count), message_arg("m", minutes)};

    return message_fill(request->arena, MSG_plan_pack_steps, MESSAGE_EN, args, 2);
}

static void fill_packs(const struct http_request *request, const struct door *door,
                       struct plan_view *view)
{
    const struct knowledge *know = door->practice.knowledge;
    struct choice_view *at = arena_array(request->arena, struct choice_view, KNOWLEDGE_MODALITIES);

    bool is_clinical = house_of(door->shared)->profile != PROFILE_BODYWORK;

    for (size_t i = 0; at != NULL && i < KNOWLEDGE_MODALITIES; i++) {
        if (know->modalities[i]->bodywork_only && is_clinical)
            continue;
        at[view->n_packs++] =
            (struct choice_view){.value = know->modalities[i]->head.id,
                                 .label = know->modalities[i]->head.title,
                                 .hint = pack_hint(request, know, know->modalities[i])};
    }
    view->packs = at;
}

static void fill_lacks(const struct http_request *request, const struct plan_file *plan,
                       struct plan_view *view)
{
    struct checklist_lacks desk = checklist_lacks_of(request, &plan->checklist, ASK_PRACTITIONER);
    struct checklist_lacks client = checklist_lacks_of(request, &plan->checklist, ASK_CLIENT);

    view->desk_lacks = desk.at;
    view->n_desk_lacks = desk.n;
    view->client_lacks = client.at;
    view->n_client_lacks = client.n;
}

void plan_page_fill(const struct http_request *request, const struct door *door,
                    const struct plan_file *plan, struct plan_view *view)
{
    const struct lexicon *lexicon = door->practice.knowledge->lexicon;
    bool is_clinical = house_of(door->shared)->profile != PROFILE_BODYWORK;

    view->client = overview_head(request->arena, &plan->facts.file);
    view->never = overview_never(&plan->facts.file);
    view->on_paper = paper_waits(request->arena, &plan->facts.file);
    fill_steps(request, door, plan, view);
    fill_lacks(request, plan, view);
    fill_regions(request, door, plan, view);
    view->techniques = choices_of(request, lexicon->techniques, view->technique.value);
    view->n_techniques = lexicon->techniques.count;
    view->intents = choices_of(request, lexicon->intents,
                               plan->is_there && plan->said->steps.count > 0
                                   ? intent_word((enum intent)plan->said->intent)
                                   : SPAN("therapeutic"));
    view->n_intents = is_clinical ? 1 : lexicon->intents.count;
    if (view->n_steps == 0)
        fill_packs(request, door, view);
    view->proposed = plan->is_proposed;
    view->agreed = plan->is_agreed && plan->may_agree; /* as it stands now */
    view->was_agreed = plan->is_agreed;
    view->may_agree = plan->may_agree && !plan->is_agreed;
    if (plan->is_agreed)
        view->session = web_id(request->arena, plan->plan.id);
}
