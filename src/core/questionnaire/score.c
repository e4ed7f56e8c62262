/* core/questionnaire/score.c - adds up the weights of what was chosen, for the form and each group.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/score.h"

#include "base/decimal.h"

struct scoring {
    struct response *response;
    struct enabled *enabled;
    struct arena *arena;
    struct score *scores; /* [0] the form, then one for each question: only groups are used */
    struct decimal *sums;
    bool *weighed, *overflow;
    struct fault *why;
};

static bool has_weights(const struct question *q)
{
    for (uint32_t i = 0; i < q->n_options; i++)
        if (q->options[i].score != NULL)
            return true;
    return false;
}

/* The weight of one answer: of its option, or said by the answer's own coding. */
static bool find_weight(const struct question *q, const struct response_answer *answer,
                        struct decimal *ret)
{
    const struct question_option *option =
        question_option_find(q->options, q->n_options, answer->value);

    return option != NULL && json_is(option->score, JSON_NUMBER) &&
           decimal_parse(option->score->text, ret, NULL) == HF_OK;
}

/* To the form and to every group above. */
static void add(struct scoring *s, uint32_t question, struct decimal weight)
{
    for (uint32_t at = s->response->form->items[question].parent;;
         at = s->response->form->items[at].parent) {
        uint32_t slot = at == QUESTION_NONE ? 0 : at + 1;

        s->weighed[slot] = true;
        if (!decimal_add(s->sums[slot], weight, &s->sums[slot]))
            s->overflow[slot] = true;
        if (at == QUESTION_NONE)
            return;
    }
}

enum tally { TALLY_ANSWERED, TALLY_MISSING, TALLY_UNWEIGHED };

static void bump(struct scoring *s, uint32_t question, enum tally tally)
{
    for (uint32_t at = s->response->form->items[question].parent;;
         at = s->response->form->items[at].parent) {
        struct score *score = &s->scores[at == QUESTION_NONE ? 0 : at + 1];

        score->answered += tally == TALLY_ANSWERED;
        score->missing += tally == TALLY_MISSING;
        score->unweighed += tally == TALLY_UNWEIGHED;
        if (at == QUESTION_NONE)
            return;
    }
}

static void score_item(struct scoring *s, const struct response_item *item)
{
    const struct question *q = &s->response->form->items[item->question];
    bool weighed = false, some = false;

    for (const struct response_answer *a = item->answers; a != NULL; a = a->next) {
        struct decimal weight;

        if (a->value.type == VALUE_NONE)
            continue;
        some = true;
        if (find_weight(q, a, &weight)) {
            add(s, item->question, weight);
            weighed = true;
        } else {
            bump(s, item->question, TALLY_UNWEIGHED);
        }
    }
    if (weighed || !some)
        bump(s, item->question, weighed ? TALLY_ANSWERED : TALLY_MISSING);
}

/* One that has no item here and is asked: of a repeating group, at the place that is looked at. */
static void score_missing(struct scoring *s, const struct response_item *parent, uint32_t question)
{
    const struct question *q = &s->response->form->items[question];

    if (has_weights(q) && response_child(s->response, parent, question) == NULL &&
        enabled_question(s->enabled, question, parent))
        bump(s, question, TALLY_MISSING);
}

/* Every weighed question below one place; a group that is not there is walked all the same. */
static void score_below(struct scoring *s, uint32_t above, const struct response_item *parent)
{
    const struct questionnaire *form = s->response->form;
    uint32_t q = above == QUESTION_NONE ? 0 : above + 1;
    uint32_t end = above == QUESTION_NONE ? form->n_items : form->items[above].next;

    for (; q < end; q = form->items[q].next) {
        const struct response_item *child = response_child(s->response, parent, q);

        if (form->items[q].kind != QUESTION_GROUP)
            score_missing(s, parent, q);
        if (child == NULL && form->items[q].kind == QUESTION_GROUP &&
            enabled_question(s->enabled, q, parent))
            score_below(s, q, parent);
    }
}

static void score_all(struct scoring *s)
{
    score_below(s, QUESTION_NONE, NULL);
    for (struct response_item *i = response_first(s->response); i != NULL; i = response_next(i)) {
        if (i->question == QUESTION_NONE || !enabled_item(s->enabled, i))
            continue;
        if (has_weights(&s->response->form->items[i->question]))
            score_item(s, i);
        score_below(s, i->question, i);
    }
}

/* --- the result ------------------------------------------------------------------------------ */

static bool is_told(const struct scoring *s, uint32_t slot)
{
    const struct score *score = &s->scores[slot];

    return slot == 0 || score->answered + score->missing + score->unweighed > 0;
}

static bool finish(struct scoring *s, uint32_t slot, struct score *ret)
{
    char text[DECIMAL_TEXT];

    *ret = s->scores[slot];
    ret->question = slot == 0 ? QUESTION_NONE : slot - 1;
    if (s->overflow[slot])
        return false;
    if (s->weighed[slot])
        ret->sum = arena_copy(s->arena, span_at(text, decimal_write(s->sums[slot], text)));
    return true;
}

static enum status collect(struct scoring *s, const struct score **ret, uint32_t *ret_count)
{
    uint32_t n = 0, slots = s->response->form->n_items + 1;
    struct score *told = arena_array(s->arena, struct score, slots);

    for (uint32_t i = 0; told != NULL && i < slots; i++)
        if (is_told(s, i) && !finish(s, i, &told[n++]))
            return fault_set(s->why, HF_INVALID, "the sum has more digits than are kept");
    if (s->arena->spent)
        return fault_set(s->why, HF_FAILED, "request memory is spent");
    *ret = told;
    *ret_count = n;
    return HF_OK;
}

enum status response_score(struct response *response, struct enabled *enabled, struct arena *arena,
                           const struct score **ret, uint32_t *ret_count, struct fault *why)
{
    uint32_t slots = response->form->n_items + 1;
    struct scoring s = {.response = response,
                        .enabled = enabled,
                        .arena = arena,
                        .scores = arena_array(arena, struct score, slots),
                        .sums = arena_array(arena, struct decimal, slots),
                        .weighed = arena_array(arena, bool, slots),
                        .overflow = arena_array(arena, bool, slots),
                        .why = why};

    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (uint32_t i = 0; i < slots; i++)
        s.sums[i] = decimal_from_int(0);
    score_all(&s);
    return collect(&s, ret, ret_count);
}
