/* core/measure/slot_value.c - which answer of a question counts what.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/slot_inside.h"

/* LOINC's own answers yes and no have no weight in a form, and need none. */
static bool yes_or_no(struct span code, int64_t *ret)
{
    bool yes = span_is(code, "LA33-6");

    *ret = yes;
    return yes || span_is(code, "LA32-8");
}

static bool value_of(const struct question_option *option, int64_t *ret)
{
    if (option->score != NULL)
        return json_int64(option->score, ret);
    if (option->value.type == VALUE_INTEGER)
        return json_int64(option->value.json, ret);
    return yes_or_no(option->code, ret);
}

static bool has_weights(const struct question *q)
{
    int64_t value;

    for (uint32_t i = 0; i < q->n_options; i++)
        if (value_of(&q->options[i], &value))
            return true;
    return false;
}

static void check_value(struct slot_matching *m, uint32_t item, const struct question *q,
                        const int64_t *values, uint32_t at)
{
    const struct measure_item *range = &m->measure->items[item];

    if (values[at] < range->least || values[at] > range->most)
        slot_refuse(m, q, "item %d goes from %ld to %ld; its answer %d counts %ld", (int)item + 1,
                    (long)range->least, (long)range->most, (int)at + 1, (long)values[at]);
    for (uint32_t i = 0; i < at; i++)
        if (values[i] == values[at])
            slot_refuse(m, q, "item %d: its answers %d and %d count the same", (int)item + 1,
                        (int)i + 1, (int)at + 1);
}

/* An item that counts in nothing needs no weights: its answers are numbered in their order. */
static void match_choice(struct slot_matching *m, uint32_t item, const struct question *q)
{
    const struct measure_item *range = &m->measure->items[item];
    int64_t *values = arena_array(m->arena, int64_t, q->n_options);
    bool by_order = !measure_reads(m->measure, item + 1) && !has_weights(q);

    if (values == NULL)
        return;
    if (q->options_open || q->n_options != (uint64_t)(range->most - range->least + 1))
        slot_refuse(m, q, "item %d has %ld answers; here it has %d%s", (int)item + 1,
                    (long)(range->most - range->least + 1), (int)q->n_options,
                    q->options_open ? ", and perhaps more" : "");
    for (uint32_t i = 0; i < q->n_options; i++) {
        values[i] = range->least + i;
        if (!by_order && !value_of(&q->options[i], &values[i])) {
            slot_refuse(m, q, "item %d: nothing says what its answer %d counts", (int)item + 1,
                        (int)i + 1);
            return;
        }
        check_value(m, item, q, values, i);
    }
    m->match->at[item].values = values;
}

static void match_number(struct slot_matching *m, uint32_t item, const struct question *q)
{
    const struct measure_item *range = &m->measure->items[item];
    int64_t least, most;

    if (q->least.type != VALUE_INTEGER || q->most.type != VALUE_INTEGER ||
        !json_int64(q->least.json, &least) || !json_int64(q->most.json, &most) ||
        least != range->least || most != range->most)
        slot_refuse(m, q, "item %d goes from %ld to %ld; the form does not say so", (int)item + 1,
                    (long)range->least, (long)range->most);
}

static void match_yes(struct slot_matching *m, uint32_t item, const struct question *q)
{
    const struct measure_item *range = &m->measure->items[item];

    if (range->least != 0 || range->most != 1)
        slot_refuse(m, q, "item %d goes from %ld to %ld; here it is yes or no", (int)item + 1,
                    (long)range->least, (long)range->most);
}

void slot_match_values(struct slot_matching *m, uint32_t item, const struct question *q)
{
    if (q->kind == QUESTION_BOOLEAN)
        match_yes(m, item, q);
    else if (q->kind == QUESTION_INTEGER)
        match_number(m, item, q);
    else
        match_choice(m, item, q);
}
