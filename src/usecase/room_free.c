/* usecase/room_free.c - the envelope of a session, held against today's list.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "usecase/room_free.h"

#include "core/visit/asked.h"
#include "core/visit/envelope.h"
#include "knowledge/knowledge.h"
#include "usecase/room.h"

enum { CONDITIONS_MOST = 32 };

struct freeing {
    const struct session_file *session;
    struct room_free_row *rows;
    size_t count;
    struct span *conditions;
    size_t n_conditions, conditions_most;
    struct arena *arena;
};

/* --- one row --------------------------------------------------------------------------------- */

static bool is_same_act(const struct step_said *a, const struct step_said *b)
{
    return span_equal(a->region, b->region) && span_equal(a->technique, b->technique) &&
           a->side == b->side && a->access == b->access;
}

static bool was_begun(const struct session_file *s, const struct step_said *act)
{
    const struct entry_list *entries = &s->known.gathering.entries;

    for (size_t i = 0; i < entries->count; i++) {
        const struct step_begun_content *c = entries->at[i].content;

        if (entries->at[i].action == ACTION_STEP_BEGUN && c != NULL &&
            id_equal(entries->at[i].object, s->room.session) && is_same_act(&c->step, act))
            return true;
    }
    return false;
}

static struct room_free_row row_of(const struct session_file *s, const struct free_row *from)
{
    struct room_free_row row = {.act = {.region = from->region,
                                        .technique = from->technique,
                                        .side = (uint8_t)from->side,
                                        .access = (uint8_t)from->access,
                                        .intent = s->room.intent,
                                        .pressure = (uint8_t)from->ceiling}};

    row.is_here = s->room.has_step && is_same_act(&s->room.step, &row.act);
    row.is_done = !row.is_here && was_begun(s, &row.act);
    row.ask_first = words_have(from->missing, CONDITION_ASKED) || !today_covers(s, &row.act);
    return row;
}

/* --- conditions ------------------------------------------------------------------------------ */

/* The lights of the room and the look at the client have their own places on its page. */
static bool is_of_the_room(struct span condition)
{
    return span_is(condition, "capacity_ok") || span_is(condition, "live_green");
}

/* Being asked is said of the place, never of whatever comes next. */
static bool is_no_place(struct span condition)
{
    return condition.len == 0 || span_equal(condition, CONDITION_ASKED);
}

static void add_condition(struct freeing *f, struct span condition)
{
    struct words so_far = {f->conditions, f->n_conditions};

    if (f->n_conditions < f->conditions_most && !is_of_the_room(condition) &&
        !is_no_place(condition) && !words_have(so_far, condition))
        f->conditions[f->n_conditions++] = condition;
}

static void add_row(struct freeing *f, const struct free_row *from, bool today)
{
    struct room_free_row row = row_of(f->session, from);

    if (from->ceiling <= 0 || today_covers(f->session, &row.act) != today)
        return;
    for (size_t i = 0; i < from->missing.count; i++)
        add_condition(f, from->missing.at[i]);
    if (row.ask_first)
        add_condition(f, asked_word(&row.act, f->arena));
    f->rows[f->count++] = row;
}

/* --- the whole ------------------------------------------------------------------------------- */

static struct words all_techniques(const struct practice *practice, struct arena *arena)
{
    const struct lexicon_list *list = &practice->knowledge->lexicon->techniques;
    struct span *at = arena_array(arena, struct span, list->count);

    for (size_t i = 0; at != NULL && i < list->count; i++)
        at[i] = list->at[i].id;
    return (struct words){at, at == NULL ? 0 : list->count};
}

/* In plan mode: what stands, whatever the lights say at this moment. */
static enum status find(const struct practice *practice, const struct session_file *s,
                        struct arena *arena, struct envelope *ret, struct fault *why)
{
    struct envelope_question question = {
        .practitioner = entry_id_word(s->room.practitioner, arena),
        .intent = (enum intent)s->room.intent,
        .mode = MODE_PLAN,
        .techniques = all_techniques(practice, arena),
        .now_s = s->now_s,
    };

    return envelope_find(&s->known.facts, &question, arena, ret, why);
}

enum status room_free_of(const struct practice *practice, const struct session_file *session,
                         struct arena *arena, struct room_free *ret, struct fault *why)
{
    struct envelope found;
    enum status st = find(practice, session, arena, &found, why);

    if (st != HF_OK)
        return st;
    struct freeing f = {.session = session,
                        .rows = arena_array(arena, struct room_free_row, found.count),
                        .conditions =
                            arena_array(arena, struct span, CONDITIONS_MOST + found.count),
                        .conditions_most = CONDITIONS_MOST + found.count,
                        .arena = arena};

    if (f.rows == NULL || f.conditions == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; i < found.count; i++)
        add_row(&f, &found.rows[i], true);
    size_t n_today = f.count;

    for (size_t i = 0; i < found.count; i++)
        add_row(&f, &found.rows[i], false);
    *ret =
        (struct room_free){f.rows, f.count, n_today, {f.conditions, f.n_conditions}, found.is_cut};
    return HF_OK;
}
