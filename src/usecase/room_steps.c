/* usecase/room_steps.c - which steps are done, here, still to come, and what they ask for.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_steps.h"

#include "core/visit/asked.h"
#include "core/visit/plan.h"
#include "usecase/room.h"

enum { CONDITIONS_MOST = 32 };

struct walk {
    const struct session_file *session;
    struct arena *arena;
    struct room_step *steps;
    size_t count;
    struct asked_facts asked;
    struct span *conditions;
    size_t n_conditions, conditions_most;
};

/* --- done ------------------------------------------------------------------------------------ */

static int64_t end_of_step(const struct entry_list *entries, size_t begun,
                           const struct session_file *s)
{
    for (size_t i = begun + 1; i < entries->count; i++) {
        uint16_t action = entries->at[i].action;

        if (id_equal(entries->at[i].object, s->room.session) &&
            (action == ACTION_STEP_ENDED || action == ACTION_STEP_BEGUN ||
             action == ACTION_SESSION_ENDED))
            return entry_utc_s(&entries->at[i]);
    }
    return s->now_s;
}

static void fill_done(struct walk *w)
{
    const struct entry_list *entries = &w->session->known.gathering.entries;

    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *e = &entries->at[i];
        const struct step_begun_content *c = e->content;

        if (e->action != ACTION_STEP_BEGUN || c == NULL ||
            !id_equal(e->object, w->session->room.session) || c->number < 1 || c->number > w->count)
            continue;
        w->steps[c->number - 1].is_done = true;
        w->steps[c->number - 1].done_s += end_of_step(entries, i, w->session) - entry_utc_s(e);
    }
}

static void fill_here(struct walk *w)
{
    const struct room *room = &w->session->room;

    if (!room->has_step || room->step_number < 1 || room->step_number > w->count)
        return;
    w->steps[room->step_number - 1].is_here = true;
    w->steps[room->step_number - 1].is_done = false;
}

/* --- conditions ------------------------------------------------------------------------------ */

static void add_condition(struct walk *w, struct span condition)
{
    if (w->n_conditions < w->conditions_most && condition.len > 0 &&
        !words_have((struct words){w->conditions, w->n_conditions}, condition))
        w->conditions[w->n_conditions++] = condition;
}

/* Being asked is said of the place, never of whatever comes next. */
static void add_conditions(struct walk *w, const struct room_step *step, struct words list)
{
    for (size_t i = 0; i < list.count; i++)
        if (!span_equal(list.at[i], CONDITION_ASKED))
            add_condition(w, list.at[i]);
    if (step->ask_first)
        add_condition(w, asked_word(step->step, w->arena));
}

static void ask_step(struct walk *w, struct room_step *step, bool wanted)
{
    const struct session_file *s = w->session;
    struct workspace *space = workspace_new(&s->known.facts, w->arena);
    struct act act = plan_act(step->step, entry_id_word(s->room.practitioner, w->arena), MODE_LIVE);
    struct decision decision;

    if (space == NULL)
        return;
    decide(asked_for(&w->asked, step->step, w->arena), &act, s->now_s, space, &decision);
    step->ask_first =
        words_have(decision.conditions, CONDITION_ASKED) || !today_covers(s, step->step);
    if (wanted)
        add_conditions(w, step, decision.conditions);
}

/* In steps only the next one is near; free within what is agreed, any may be. */
static void ask_steps(struct walk *w)
{
    bool is_next = true;

    for (size_t i = 0; i < w->count; i++) {
        struct room_step *step = &w->steps[i];
        bool open = !step->is_done && !step->is_here;

        ask_step(w, step,
                 step->is_here || (open && (is_next || w->session->room.mode == SESSION_ENVELOPE)));
        is_next &= !open;
    }
}

/* --- refused --------------------------------------------------------------------------------- */

static const struct act_refused_content *refused_last(const struct session_file *s)
{
    const struct entry_list *entries = &s->known.gathering.entries;

    for (size_t i = entries->count; i > 0; i--) {
        const struct entry *e = &entries->at[i - 1];

        if (action_is_statement(e->action) || e->action == ACTION_CHECK_IN_PROMPTED)
            continue;
        return e->action == ACTION_ACT_REFUSED && id_equal(e->object, s->room.session) ? e->content
                                                                                       : NULL;
    }
    return NULL;
}

enum status room_steps_of(const struct session_file *session, struct arena *arena,
                          struct room_steps *ret, struct fault *why)
{
    size_t count = session->plan == NULL ? 0 : session->plan->steps.count;
    struct walk w = {.session = session,
                     .arena = arena,
                     .steps = arena_array(arena, struct room_step, count),
                     .count = count,
                     .conditions = arena_array(arena, struct span, CONDITIONS_MOST + count),
                     .conditions_most = CONDITIONS_MOST + count};

    if (w.steps == NULL || w.conditions == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = asked_begin(&session->known.facts, arena, &w.asked, why);

    if (st != HF_OK)
        return st;
    for (size_t i = 0; i < count; i++)
        w.steps[i] =
            (struct room_step){.number = (uint32_t)i + 1, .step = &session->plan->steps.at[i]};
    fill_done(&w);
    fill_here(&w);
    ask_steps(&w);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret =
        (struct room_steps){w.steps, count, {w.conditions, w.n_conditions}, refused_last(session)};
    return HF_OK;
}
