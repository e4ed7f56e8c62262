/* door/web/live_rows.c - see live_rows.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/web/live_rows.h"

#include "core/render/message.h"
#include "core/visit/asked.h"
#include "door/web/room_door.h"
#include "knowledge/knowledge.h"
#include "usecase/chaperone.h"
#include "usecase/room_free.h"
#include "usecase/room_steps.h"

enum { ACT_MOST = 256, PER_DOT = 2, MINUTE_S = 60, PLACES_SHOWN = 3 };

/* --- the step at hand, and the others --------------------------------------------------------- */

static int64_t dots_of(int64_t pressure)
{
    return pressure / PER_DOT; /* never a dot more than what is agreed */
}

static struct span step_key(struct arena *arena, const struct step_said *step)
{
    static const char sides[] = "?LRB";
    struct buf key;

    buf_init(&key, arena, 128);
    buf_put(&key, step->region);
    buf_byte(&key, '/');
    buf_byte(&key, sides[step->side <= SIDE_BOTH ? step->side : 0]);
    return buf_view(&key);
}

static void fill_step(struct arena *arena, const struct door *door, const struct session_file *now,
                      struct live_view *view)
{
    const struct room *room = &now->room;
    int64_t left = (int64_t)room->step.duration_s - (now->now_s - room->step_began_s);

    view->left_s = -1;
    if (!room->has_step)
        return;
    view->where = room_where(arena, door, &room->step);
    view->how = room_how(door, &room->step);
    view->dots = dots_of(room->ceiling);
    view->inside = room->is_inside;
    view->step_key = step_key(arena, &room->step);
    if (view->steps_mode)
        view->left_s = left < 0 ? 0 : left;
}

static void fill_steps(struct arena *arena, const struct door *door, const struct room_steps *steps,
                       struct live_view *view)
{
    struct live_step_view *at = arena_array(arena, struct live_step_view, steps->count);

    for (size_t i = 0; at != NULL && i < steps->count; i++) {
        const struct room_step *step = &steps->at[i];

        at[i] = (struct live_step_view){.number = step->number,
                                        .where = room_where(arena, door, step->step),
                                        .how = room_how(door, step->step),
                                        .minutes = (step->step->duration_s + 30) / MINUTE_S,
                                        .here = step->is_here,
                                        .done = step->is_done,
                                        .ask_first = step->ask_first};
    }
    view->steps = at;
    view->n_steps = at == NULL ? 0 : steps->count;
}

/* "Asked just now about Lower back, left, and yes" */
static struct span asked_words(struct arena *arena, const struct door *door,
                               const struct step_said *place)
{
    const struct message_arg where = {.name = SPAN("where"),
                                      .text = room_where(arena, door, place)};
    const char *words = place->access == ACCESS_EXTERNAL ? "live.asked_place" : "live.asked_inside";

    return message_fill(arena, message_find(span_of(words)), MESSAGE_EN, &where, 1);
}

static struct live_condition_view condition_of(struct arena *arena, const struct door *door,
                                               struct span id, bool on)
{
    const struct lexicon_word *word =
        lexicon_find(door->practice.knowledge->lexicon->conditions, id);
    struct step_said place;
    bool is_place = asked_read(id, &place);

    return (struct live_condition_view){.condition = id,
                                        .label = is_place       ? asked_words(arena, door, &place)
                                                 : word == NULL ? id
                                                                : word->name,
                                        .on = on,
                                        .by_client = span_starts(id, SPAN("client:")),
                                        .by_chaperone = span_equal(id, CONDITION_CHAPERONE),
                                        .by_desk = attest_is_the_desks(&door->practice, id),
                                        .is_place = is_place};
}

static void fill_conditions(struct arena *arena, const struct door *door, struct words conditions,
                            struct words attested, struct live_view *view)
{
    struct live_condition_view *at =
        arena_array(arena, struct live_condition_view, conditions.count);
    size_t n_places = 0;

    for (size_t i = 0; at != NULL && i < conditions.count; i++) {
        at[i] = condition_of(arena, door, conditions.at[i], words_have(attested, conditions.at[i]));
        n_places += at[i].is_place;
    }
    view->fold_places = n_places > PLACES_SHOWN;
    view->conditions = at;
    view->n_conditions = at == NULL ? 0 : conditions.count;
    for (size_t i = 0; i < view->n_conditions; i++)
        if (!at[i].by_client || view->side == LIVE_SIDE_DESK)
            *(at[i].on ? &view->n_met : &view->n_unmet) += 1;
    for (size_t i = 0; i < view->n_conditions; i++)
        view->n_all += at[i].by_desk && !at[i].on;
    view->n_all += !view->capacity_ok;
}

/* --- free within what is agreed --------------------------------------------------------------- */

static struct span act_value(struct arena *arena, const struct step_said *act)
{
    static const char sides[] = "?LRB";
    struct buf value;

    buf_init(&value, arena, ACT_MOST);
    buf_put(&value, act->region);
    buf_byte(&value, '/');
    buf_byte(&value, sides[act->side <= SIDE_BOTH ? act->side : 0]);
    buf_byte(&value, '/');
    buf_put(&value, access_word((enum access)act->access));
    buf_byte(&value, '/');
    buf_put(&value, act->technique);
    return buf_view(&value);
}

static struct live_free_view row_of(struct arena *arena, const struct door *door,
                                    const struct room_free_row *from)
{
    return (struct live_free_view){
        .act = act_value(arena, &from->act),
        .where = room_where(arena, door, &from->act),
        .how = room_how(door, &from->act),
        .dots = dots_of(from->act.pressure),
        .inside = from->act.access != ACCESS_EXTERNAL,
        .here = from->is_here,
        .done = from->is_done,
        .ask_first = from->ask_first,
    };
}

static void fill_free(struct arena *arena, const struct door *door, const struct room_free *from,
                      struct live_view *view)
{
    struct live_free_view *at = arena_array(arena, struct live_free_view, from->count);

    for (size_t i = 0; at != NULL && i < from->count; i++)
        at[i] = row_of(arena, door, &from->at[i]);
    if (at == NULL)
        return;
    view->today = at;
    view->n_today = from->n_today;
    view->more = at + from->n_today;
    view->n_more = from->count - from->n_today;
    view->is_cut = from->is_cut;
}

/* --- both ------------------------------------------------------------------------------------ */

/* Timed by steps, or free within what is agreed: then the plan's steps are not what is shown. */
static enum status fill_acts(struct arena *arena, const struct door *door,
                             const struct session_file *now, struct live_view *view,
                             struct words *ret_conditions, struct fault *why)
{
    struct room_steps steps = {.count = 0};
    struct room_free free = {.count = 0};
    enum status st = room_steps_of(now, arena, &steps, why);

    if (st == HF_OK && !view->steps_mode)
        st = room_free_of(&door->practice, now, arena, &free, why);
    if (st != HF_OK)
        return st;
    if (view->steps_mode)
        fill_steps(arena, door, &steps, view);
    else
        fill_free(arena, door, &free, view);
    if (steps.refused != NULL)
        view->refusals =
            room_refusals(arena, door, &now->known.file, steps.refused, true, &view->n_refusals);
    *ret_conditions = view->steps_mode ? steps.conditions : free.conditions;
    return HF_OK;
}

enum status live_rows_fill(struct arena *arena, const struct door *door,
                           const struct session_file *now, struct live_view *view,
                           struct fault *why)
{
    struct words conditions;
    enum status st = fill_acts(arena, door, now, view, &conditions, why);

    if (st != HF_OK)
        return st;
    fill_step(arena, door, now, view);
    fill_conditions(arena, door, conditions, now->room.attested, view);
    return HF_OK;
}

bool live_rows_parse(struct span value, struct step_said *ret)
{
    struct step_said act = {.region = span_cut(&value, '/')};

    act.side = (uint8_t)side_of(span_cut(&value, '/'));
    act.access = (uint8_t)access_of(span_cut(&value, '/'));
    act.technique = value;
    if (!fact_is_word(act.region) || !fact_is_word(act.technique) || act.side == SIDE_UNKNOWN ||
        act.access == ACCESS_UNKNOWN)
        return false;
    *ret = act;
    return true;
}
