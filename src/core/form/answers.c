/* core/form/answers.c - takes answers, says which questions count, packs them for sealing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/answers.h"

#include "base/utf8.h"

#include <string.h>

struct form_answers *form_answers_new(struct arena *arena, const struct form *form)
{
    struct form_answers *answers = arena_new(arena, struct form_answers);
    struct form_answer *of = arena_array(arena, struct form_answer, form->n_items);

    if (answers == NULL || of == NULL)
        return NULL;
    *answers = (struct form_answers){.form = form, .of = of};
    return answers;
}

/* --- taking one answer ----------------------------------------------------------------------- */

static bool read_words(const struct form_item *item, struct span raw, struct form_answer *ret)
{
    if (!utf8_is_text(raw) || utf8_count(raw) > item->max_length)
        return false;
    if (item->kind == FORM_STRING && memchr(raw.at, '\n', raw.len) != NULL)
        return false;
    ret->text = raw;
    return true;
}

static bool read_boolean(struct span raw, struct form_answer *ret)
{
    ret->yes = span_is(raw, "true");
    return ret->yes || span_is(raw, "false");
}

static bool read_choice(const struct form_item *item, struct span raw, struct form_answer *ret)
{
    const struct form_option *option = form_option_find(item, raw);

    if (option != NULL)
        ret->text = option->code;
    return option != NULL;
}

static bool read_value(const struct form_item *item, struct span raw, struct form_answer *ret)
{
    switch (item->kind) {
    case FORM_STRING:
    case FORM_TEXT:
        return read_words(item, raw, ret);
    case FORM_CHOICE:
        return read_choice(item, raw, ret);
    case FORM_BOOLEAN:
        return read_boolean(raw, ret);
    case FORM_INTEGER:
        return span_to_int64(raw, &ret->number);
    case FORM_DATE:
        return date_parse(raw, &ret->date);
    case FORM_GROUP:
    case FORM_DISPLAY:
        break;
    }
    return false;
}

enum status form_answer_read(struct form_answers *answers, struct span link_id, struct span raw,
                             struct arena *arena, struct fault *why)
{
    uint32_t at = form_find(answers->form, link_id);
    struct form_answer answer = {.given = true};

    if (at == FORM_NONE)
        return fault_set(why, HF_NOT_FOUND, "no question of this name: %.*s",
                         SPAN_ARGS(span_head(link_id, FORM_MAX_LINK_ID)));
    struct span trimmed = span_trim(raw);
    if (trimmed.len == 0) {
        answers->of[at] = (struct form_answer){.given = false};
        return HF_OK;
    }
    if (!read_value(&answers->form->items[at], trimmed, &answer))
        return fault_set(why, HF_INVALID, "the answer does not fit question %.*s",
                         SPAN_ARGS(link_id));
    if (answers->form->items[at].kind != FORM_CHOICE)
        answer.text = arena_copy(arena, answer.text);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    answers->of[at] = answer;
    return HF_OK;
}

/* --- looking --------------------------------------------------------------------------------- */

static const struct form_answer *find_answer(const struct form_answers *answers,
                                             const char *link_id)
{
    uint32_t at = form_find(answers->form, span_of(link_id));

    return at != FORM_NONE && answers->of[at].given ? &answers->of[at] : NULL;
}

struct span form_answer_text(const struct form_answers *answers, const char *link_id)
{
    const struct form_answer *answer = find_answer(answers, link_id);

    return answer != NULL ? answer->text : SPAN("");
}

bool form_answer_date(const struct form_answers *answers, const char *link_id, struct date *ret)
{
    const struct form_answer *answer = find_answer(answers, link_id);

    if (answer == NULL || !date_is_real(answer->date))
        return false;
    *ret = answer->date;
    return true;
}

static struct span show_number(int64_t n, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, 24);
    buf_int(&out, n);
    return buf_view(&out);
}

static struct span show_date(struct date d, struct arena *arena)
{
    char text[10];

    date_write(d, text);
    return arena_copy(arena, span_at(text, sizeof text));
}

struct span form_answer_show(const struct form_answers *answers, uint32_t at, struct arena *arena)
{
    const struct form_item *item = &answers->form->items[at];
    const struct form_answer *answer = &answers->of[at];

    if (!answer->given)
        return SPAN("");
    if (item->kind == FORM_CHOICE)
        return form_option_find(item, answer->text)->display;
    if (item->kind == FORM_BOOLEAN)
        return answer->yes ? SPAN("yes") : SPAN("no");
    if (item->kind == FORM_INTEGER)
        return show_number(answer->number, arena);
    return item->kind == FORM_DATE ? show_date(answer->date, arena) : answer->text;
}

/* --- which questions count ------------------------------------------------------------------- */

static bool gate_fits(const struct form_answers *answers, const enum form_state *states,
                      const struct form_gate *gate)
{
    const struct form_answer *answer = &answers->of[gate->question];

    if (states[gate->question] != FORM_ANSWERED)
        return false;
    if (answers->form->items[gate->question].kind == FORM_BOOLEAN)
        return answer->yes == gate->yes;
    return span_equal(answer->text, gate->code);
}

/* A gate settles nothing while its question is missing, or answered with a careful answer. */
static bool gate_settles(const struct form_answers *answers, const enum form_state *states,
                         const struct form_gate *gate)
{
    const struct form_item *item = &answers->form->items[gate->question];

    if (states[gate->question] != FORM_ANSWERED || item->kind != FORM_CHOICE)
        return states[gate->question] != FORM_MISSING;
    return !form_option_find(item, answers->of[gate->question].text)->careful;
}

static bool is_enabled(const struct form_answers *answers, const enum form_state *states,
                       const struct form_item *item)
{
    uint32_t fit = 0;

    for (uint32_t i = 0; i < item->n_gates; i++)
        fit += gate_fits(answers, states, &item->gates[i]);
    return item->all_gates ? fit == item->n_gates : fit > 0 || item->n_gates == 0;
}

/* Why an item is not shown: moot, or only not known yet. With "all", one settled gate that does
 * not fit is enough to make it moot. */
static enum form_state state_hidden(const struct form_answers *answers,
                                    const enum form_state *states, const struct form_item *item)
{
    uint32_t unsettled = 0, closed = 0;

    for (uint32_t i = 0; i < item->n_gates; i++) {
        bool settles = gate_settles(answers, states, &item->gates[i]);

        unsettled += !settles;
        closed += settles && !gate_fits(answers, states, &item->gates[i]);
    }
    if (item->all_gates && closed > 0)
        return FORM_NOT_ASKED;
    return unsettled > 0 ? FORM_MISSING : FORM_NOT_ASKED;
}

static enum form_state state_of(const struct form_answers *answers, const enum form_state *states,
                                uint32_t at)
{
    const struct form_item *item = &answers->form->items[at];

    if (item->parent != FORM_NONE && states[item->parent] != FORM_ANSWERED)
        return states[item->parent];
    if (!is_enabled(answers, states, item))
        return state_hidden(answers, states, item);
    if (item->kind == FORM_GROUP || item->kind == FORM_DISPLAY)
        return FORM_ANSWERED;
    return answers->of[at].given ? FORM_ANSWERED : FORM_MISSING;
}

/* One pass: gates and parents always stand earlier. */
const enum form_state *form_states(const struct form_answers *answers, struct arena *arena)
{
    uint32_t n = answers->form->n_items;
    enum form_state *states = arena_array(arena, enum form_state, n);

    for (uint32_t i = 0; states != NULL && i < n; i++)
        states[i] = state_of(answers, states, i);
    return states;
}

/* Shown to the client: every gate of it and of its groups is open. A hidden question may be
 * MISSING for the rules and must still not be demanded. */
static bool is_shown(const struct form_answers *answers, const enum form_state *states, uint32_t at)
{
    const struct form_item *item = &answers->form->items[at];

    return (item->parent == FORM_NONE || states[item->parent] == FORM_ANSWERED) &&
           is_enabled(answers, states, item);
}

enum status form_check(const struct form_answers *answers, struct arena *arena,
                       const uint32_t **ret, uint32_t *ret_count, struct fault *why)
{
    const enum form_state *states = form_states(answers, arena);
    uint32_t *missing = arena_array(arena, uint32_t, answers->form->n_items);
    uint32_t n = 0;

    if (states == NULL || missing == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < answers->form->n_items; i++)
        if (answers->form->items[i].required && states[i] == FORM_MISSING &&
            is_shown(answers, states, i))
            missing[n++] = i;
    *ret = missing;
    *ret_count = n;
    return HF_OK;
}
