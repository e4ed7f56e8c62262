/* door/web/paper.c - a session without power: one page to print before it.
 *
 * It shows what holds when it is printed and opens nothing by itself: a step stands on it only if
 * decide() permits it in a plan now.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/paper.h"

#include "carried/carried.h"
#include "core/form/answers.h"
#include "core/render/map.h"
#include "core/render/pages.h"
#include "core/render/view_paper.h"
#include "core/visit/standing.h"
#include "core/visit/told.h"
#include "door/web/act.h"
#include "door/web/begin.h"
#include "door/web/overview.h"
#include "door/web/places.h"
#include "door/web/routes.h"
#include "door/web/standing.h"
#include "knowledge/knowledge.h"
#include "usecase/chaperone.h"
#include "usecase/consent.h"
#include "usecase/plan.h"
#include "usecase/room.h"

enum { S_PER_MINUTE = 60, NEEDS_MOST = 600, HOLDS_MOST = 12 };

/* --- what is agreed -------------------------------------------------------------------------- */

/* Does every step that fits need it? It is said once then. */
static bool is_for_all(const struct start_check *check, struct span condition)
{
    for (size_t i = 0; i < check->check.count; i++)
        if (check->check.steps[i].verdict != VERDICT_DENY &&
            !words_have(check->check.steps[i].conditions, condition))
            return false;
    return true;
}

/* Those that are for all, or those that are not. */
static struct span needs_of(struct exchange *x, const struct start_check *check,
                            struct words conditions, bool for_all)
{
    const struct lexicon *lexicon = x->practice->knowledge->lexicon;
    struct buf out;

    buf_init(&out, x->arena, NEEDS_MOST);
    for (size_t i = 0; i < conditions.count; i++) {
        const struct lexicon_word *word = lexicon_find(lexicon->conditions, conditions.at[i]);

        if (is_for_all(check, conditions.at[i]) != for_all)
            continue;
        if (buf_view(&out).len > 0)
            buf_lit(&out, " · ");
        buf_put(&out, word == NULL ? conditions.at[i] : word->name);
    }
    return buf_view(&out);
}

static struct span where_of(struct exchange *x, const struct step_said *step)
{
    return told_place(x->practice->knowledge->atlas, step->region, step->side, MESSAGE_EN,
                      x->arena);
}

static struct paper_step_view step_view(struct exchange *x, const struct start_check *check,
                                        size_t i)
{
    const struct step_said *step = &check->plan->steps.at[i];
    const struct decision *now = &check->check.steps[i];
    const struct lexicon_word *way =
        lexicon_find(x->practice->knowledge->lexicon->techniques, step->technique);

    return (struct paper_step_view){
        .number = (int64_t)i + 1,
        .where = where_of(x, step),
        .how = way == NULL ? step->technique : way->name,
        .inside = step->access == ACCESS_INTERNAL,
        .minutes = step->duration_s / S_PER_MINUTE,
        .dots = plan_dots(step->pressure < now->ceiling ? step->pressure : now->ceiling),
        .needs = needs_of(x, check, now->conditions, false)};
}

/* What does not fit now is named, and is not among what may be done. */
static void fill_steps(struct exchange *x, const struct start_check *check, struct paper_view *view)
{
    size_t count = check->plan == NULL ? 0 : check->plan->steps.count;
    struct paper_step_view *steps = arena_array(x->arena, struct paper_step_view, count);
    struct words_view *denied = arena_array(x->arena, struct words_view, count);

    for (size_t i = 0; steps != NULL && denied != NULL && i < count; i++) {
        if (check->check.steps[i].verdict == VERDICT_DENY)
            denied[view->n_denied++].text = where_of(x, &check->plan->steps.at[i]);
        else {
            steps[view->n_steps++] = step_view(x, check, i);
            view->for_all = needs_of(x, check, check->check.steps[i].conditions, true);
        }
    }
    view->steps = steps;
    view->denied = denied;
}

/* --- what is not ----------------------------------------------------------------------------- */

/* Places by one answer: where it holds of everything below a region, the region says so. */
struct gathered {
    const struct atlas *atlas;
    bool *whole; /* one for each region */
};

static bool is_said(const struct agreed *agreed, struct span leaf, enum choice_answer answer)
{
    for (size_t i = 0; i < agreed->count; i++)
        if (agreed->rows[i].answer == (uint8_t)answer && agreed->rows[i].side == SIDE_BOTH &&
            span_equal(agreed->rows[i].region, leaf))
            return true;
    return false;
}

/* Parents stand before their children: backwards, each is known before it is asked for. */
static bool gather(struct gathered *g, const struct agreed *agreed, enum choice_answer answer,
                   struct arena *arena)
{
    g->whole = arena_array(arena, bool, g->atlas->n_regions);
    if (g->whole == NULL)
        return false;
    for (uint32_t i = 0; i < g->atlas->n_regions; i++) {
        const struct atlas_region *r = &g->atlas->regions[i];

        g->whole[i] = !r->is_leaf || r->never || is_said(agreed, r->id, answer);
    }
    for (uint32_t i = g->atlas->n_regions; i > 0; i--) {
        uint32_t parent = g->atlas->regions[i - 1].parent;

        if (parent != ATLAS_NONE)
            g->whole[parent] = g->whole[parent] && g->whole[i - 1];
    }
    return true;
}

static bool is_named_above(const struct gathered *g, uint32_t region)
{
    uint32_t parent = g->atlas->regions[region].parent;

    return parent != ATLAS_NONE && g->whole[parent];
}

static const struct words_view *places_of(struct exchange *x, const struct agreed *agreed,
                                          enum choice_answer answer, size_t *ret_count)
{
    struct gathered g = {.atlas = x->practice->knowledge->atlas};
    struct words_view *at =
        arena_array(x->arena, struct words_view, g.atlas->n_regions + agreed->count);

    *ret_count = 0;
    if (at == NULL || !gather(&g, agreed, answer, x->arena))
        return NULL;
    for (uint32_t i = 0; i < g.atlas->n_regions; i++)
        if (g.whole[i] && !is_named_above(&g, i) && !g.atlas->regions[i].never)
            at[(*ret_count)++].text =
                told_place(g.atlas, g.atlas->regions[i].id, SIDE_BOTH, MESSAGE_EN, x->arena);
    for (size_t i = 0; i < agreed->count; i++) /* one side of a place */
        if (agreed->rows[i].answer == (uint8_t)answer && agreed->rows[i].side != SIDE_BOTH)
            at[(*ret_count)++].text =
                told_place(g.atlas, agreed->rows[i].region, (uint8_t)agreed->rows[i].side,
                           MESSAGE_EN, x->arena);
    return at;
}

static void fill_map(struct exchange *x, const struct agreed *agreed, struct paper_view *view)
{
    const struct atlas *atlas = x->practice->knowledge->atlas;
    const struct carried *body = carried_find(SPAN("pages/assets/body.svg"));
    struct map_mark *marks = arena_array(x->arena, struct map_mark, agreed->count);
    struct map_view map = {.atlas = atlas, .marks = marks};

    for (size_t i = 0; marks != NULL && i < agreed->count; i++)
        marks[map.n_marks++] = (struct map_mark){.region = agreed->rows[i].region,
                                                 .side = agreed->rows[i].side,
                                                 .answer = (enum answer)agreed->rows[i].answer,
                                                 .name = told_place(atlas, agreed->rows[i].region,
                                                                    (uint8_t)agreed->rows[i].side,
                                                                    MESSAGE_EN, x->arena)};
    if (body != NULL)
        view->map = map_markup(x->arena, MESSAGE_EN, body->bytes, &map);
}

static enum status fill_said(struct exchange *x, const struct client_file *file,
                             struct paper_view *view)
{
    const struct atlas *atlas = x->practice->knowledge->atlas;
    struct agreed agreed;
    enum status st = consent_agreed(x->practice, file, x->arena, &agreed, &x->why);

    if (st != HF_OK)
        return st;
    view->all_no = consent_standing_limit(file, atlas->regions[0].id, SIDE_BOTH, false) != NULL;
    view->no = places_of(x, &agreed, CHOICE_NO, &view->n_no);
    view->ask = places_of(x, &agreed, CHOICE_ASK, &view->n_ask);
    view->talk = places_of(x, &agreed, CHOICE_TALK, &view->n_talk);
    view->never = overview_never(file);
    fill_map(x, &agreed, view);
    return HF_OK;
}

/* --- health, and the client's own words ------------------------------------------------------- */

static enum status fill_holds(struct exchange *x, const struct client_file *file,
                              struct paper_view *view)
{
    struct client_facts facts;
    const struct standing_finding *standing;
    size_t count = 0;
    enum status st =
        client_facts_of(x->practice, file, file->practitioner, x->arena, &facts, &x->why);

    if (st == HF_OK)
        st = standing_find(&facts.facts, facts.now_s, x->arena, &standing, &count, &x->why);
    if (st != HF_OK)
        return st;
    struct words_view *at = arena_array(x->arena, struct words_view, count);

    for (size_t i = 0; at != NULL && i < count && i < HOLDS_MOST; i++)
        at[view->n_holds++].text = standing_line(x->request, x->door, &standing[i]).text;
    view->holds = at;
    return HF_OK;
}

static struct span hard_moment(struct exchange *x, const struct client_file *file)
{
    const struct intake_content *said = file_chain_last(file->chain, ACTION_INTAKE_ANSWERED, NULL);
    struct form_answers *answers = NULL;
    uint32_t dropped;
    struct fault quiet;

    fault_clear(&quiet);
    if (said == NULL || form_answers_decode(said->answers, x->practice->knowledge->intake, x->arena,
                                            &answers, &dropped, &quiet) != HF_OK)
        return SPAN("");
    return form_answer_text(answers, "hard_moment");
}

/* --- the page -------------------------------------------------------------------------------- */

/* Whether she is ready is said on the day, in the page's own boxes. */
static struct span obstacle_of(const struct start_check *check)
{
    bool waits_for_the_day = check->answer == START_UNREADY;

    return waits_for_the_day ? SPAN("") : begin_obstacle(check->answer);
}

static void fill_plan(struct exchange *x, const struct start_check *check, struct paper_view *view)
{
    if (check->plan == NULL)
        return;
    const struct lexicon_word *intent = lexicon_find(x->practice->knowledge->lexicon->intents,
                                                     intent_word((enum intent)check->plan->intent));

    view->practitioner =
        client_file_who(&check->file, (struct person_id){check->plan->practitioner});
    view->intent = intent == NULL ? SPAN("") : intent->name;
    view->chaperone = chaperone_wanted(&check->checklist, x->arena).count > 0;
    if (view->obstacle.len == 0)
        fill_steps(x, check, view);
}

static enum status look(struct exchange *x)
{
    struct start_check check = {.answer = START_MAY};
    enum status st = check_start(x->practice, x->arena, x->keyring, x->client, &check, &x->why);

    if (st != HF_OK)
        return st;
    struct paper_view view = {.client = overview_head(x->arena, &check.file),
                              .practitioner = client_file_who(&check.file, check.file.practitioner),
                              .printed = web_when(x->arena, practice_now_s(x->practice)),
                              .obstacle = obstacle_of(&check)};

    fill_plan(x, &check, &view);
    view.hard_moment = hard_moment(x, &check.file);
    st = fill_said(x, &check.file, &view);
    if (st == HF_OK)
        st = fill_holds(x, &check.file, &view);
    if (st != HF_OK)
        return st;
    struct html w = web_open(x, PAGE_PRACTICE, "clients", &view.page);

    page_paper(&w, &view);
    return HF_OK;
}
WEB_LOOK(paper_get, look);

static const struct http_route paper_rows[] = {
    HTTP_ROUTE(HTTP_GET, "/c/{client}/paper", RIGHT_PRACTITIONER, paper_get, HTTP_ROUTE_PLAIN),
};
WEB_TABLE(paper);
