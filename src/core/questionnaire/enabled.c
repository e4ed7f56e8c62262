/* core/questionnaire/enabled.c - which questions are asked, and where.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/enabled.h"

#include "core/questionnaire/calculate.h"

enum known { KNOWN_NOT, KNOWN_BUSY, KNOWN_NO, KNOWN_YES };

/* --- where things stand ---------------------------------------------------------------------- */

static uint32_t count_items(const struct response *response, uint32_t *starts)
{
    uint32_t n = 0;

    for (struct response_item *i = response_first(response); i != NULL; i = response_next(i)) {
        i->at = n++;
        if (i->question != QUESTION_NONE)
            starts[i->question + 1]++;
    }
    return n;
}

/* What lies below an item lies between it and its `end` in document order. */
static void find_ends(struct response_item **order, uint32_t n)
{
    for (uint32_t i = n; i-- > 0;) {
        struct response_item *item = order[i];

        if (item->end <= item->at)
            item->end = item->at + 1;
        if (item->parent != NULL && item->parent->end < item->end)
            item->parent->end = item->end;
    }
}

static void fill(struct enabled *e, struct response_item **order, uint32_t *next)
{
    uint32_t n = 0;

    for (struct response_item *i = response_first(e->response); i != NULL; i = response_next(i)) {
        order[n++] = i;
        i->end = 0;
        if (i->question != QUESTION_NONE)
            e->by_question[next[i->question]++] = i;
    }
    find_ends(order, n);
}

bool enabled_init(struct enabled *enabled, struct response *response,
                  struct calculation *calculation, struct arena *arena)
{
    uint32_t n_questions = response->form->n_items;
    uint32_t *starts = arena_array(arena, uint32_t, n_questions + 2);

    if (starts == NULL)
        return false;
    uint32_t n = count_items(response, starts);
    struct response_item **by_question = arena_array(arena, struct response_item *, n);
    struct response_item **order = arena_array(arena, struct response_item *, n);
    uint32_t *next = arena_array(arena, uint32_t, n_questions + 1);
    uint8_t *known = arena_array(arena, uint8_t, n);

    if (arena->spent)
        return false;
    for (uint32_t q = 0; q < n_questions; q++) {
        starts[q + 1] += starts[q];
        next[q] = starts[q];
    }
    if (calculation != NULL)
        calculation_stale(calculation);
    *enabled = (struct enabled){response, calculation, by_question, starts, known, 0};
    fill(enabled, order, next);
    return true;
}

/* The first place in `by_question`, among those of the question, that stands at `at` or behind. */
static uint32_t place_from(const struct enabled *e, uint32_t question, uint32_t at)
{
    uint32_t low = e->starts[question], high = e->starts[question + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (e->by_question[middle]->at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last occurrence of the question inside [from, to) of the document, or the first. */
static const struct response_item *pick(const struct enabled *e, uint32_t question, uint32_t from,
                                        uint32_t to, bool last)
{
    uint32_t first = place_from(e, question, from), end = place_from(e, question, to);

    if (first == end)
        return NULL;
    return e->by_question[last ? end - 1 : first];
}

/* R4, "enableWhen.question": the nearest by ancestors, then what precedes, then what follows. */
static const struct response_item *nearest(const struct enabled *e, uint32_t question,
                                           uint32_t asked, const struct response_item *scope)
{
    for (; scope != NULL; scope = scope->parent) {
        const struct response_item *found =
            pick(e, question, scope->at, scope->end, question < asked);

        if (found != NULL)
            return found;
    }
    return pick(e, question, 0, UINT32_MAX, question < asked);
}

/* --- one gate -------------------------------------------------------------------------------- */

/* A form that names a code without its system means that code, of whatever system. */
static bool is_answer(struct fhir_value gate, struct fhir_value answer)
{
    if (gate.type == VALUE_CODING && answer.type == VALUE_CODING && value_code(gate).len > 0 &&
        value_system(gate).len == 0)
        return span_equal(value_code(gate), value_code(answer));
    return value_equal(gate, answer);
}

static bool fits_order(enum gate_operator operator, int order)
{
    if (operator== GATE_GREATER)
        return order > 0;
    if (operator== GATE_LESS)
        return order < 0;
    return operator== GATE_GREATER_OR_EQUAL ? order >= 0 : order <= 0;
}

static bool fits(const struct question_gate *gate, struct fhir_value answer)
{
    int order;

    if (gate->operator== GATE_EQUAL || gate->operator== GATE_NOT_EQUAL)
        return is_answer(gate->answer, answer);
    return value_order(answer, gate->answer, &order) && fits_order(gate->operator, order);
}

/* R4: = asks for one answer that is equal, != for none that is; so != is open while unanswered. */
static bool is_open(const struct question_gate *gate, const struct response_answer *answers)
{
    bool some = false, fitting = false;

    for (const struct response_answer *a = answers; a != NULL; a = a->next) {
        if (a->value.type == VALUE_NONE)
            continue;
        some = true;
        fitting = fitting || (gate->operator!= GATE_EXISTS && fits(gate, a->value));
    }
    if (gate->operator== GATE_EXISTS)
        return some == json_bool(gate->answer.json);
    return gate->operator== GATE_NOT_EQUAL ? !fitting : fitting;
}

static bool decide_gate(struct enabled *e, const struct question_gate *gate, uint32_t asked,
                        const struct response_item *parent)
{
    if (gate->question == QUESTION_NONE)
        return true;
    const struct response_item *item = nearest(e, gate->question, asked, parent);
    bool counts = item != NULL && enabled_item(e, item);

    return is_open(gate, counts ? item->answers : NULL);
}

static bool decide_gates(struct enabled *e, uint32_t question, const struct response_item *parent)
{
    const struct question *q = &e->response->form->items[question];

    for (uint32_t i = 0; i < q->n_gates; i++)
        if (decide_gate(e, &q->gates[i], question, parent) != q->all_gates)
            return !q->all_gates;
    return q->n_gates == 0 || q->all_gates;
}

/* --- one question ---------------------------------------------------------------------------- */

/* What can't be computed hides nothing. */
static bool decide_expression(struct enabled *e, uint32_t question,
                              const struct response_item *parent, const struct response_item *item)
{
    uint32_t expression = e->response->form->items[question].enabled_by;
    bool truth = true;

    if (expression == QUESTION_NONE || e->calculation == NULL)
        return true;
    enum status st = calculation_truth_at(e->calculation, expression, parent, item, &truth, NULL);

    return st != HF_OK || truth;
}

static bool decide(struct enabled *e, uint32_t question, const struct response_item *parent,
                   const struct response_item *item)
{
    if (e->chain >= ENABLED_MAX_CHAIN)
        return true;
    e->chain++;
    bool yes = decide_gates(e, question, parent) && decide_expression(e, question, parent, item);

    e->chain--;
    return yes;
}

bool enabled_question(struct enabled *enabled, uint32_t question,
                      const struct response_item *parent)
{
    if (question == QUESTION_NONE)
        return true;
    if (parent != NULL && !enabled_item(enabled, parent))
        return false;
    return decide(enabled, question, parent, response_child(enabled->response, parent, question));
}

static bool is_enabled(struct enabled *e, const struct response_item *item)
{
    if (item->parent != NULL && !enabled_item(e, item->parent))
        return false;
    return item->question == QUESTION_NONE || decide(e, item->question, item->parent, item);
}

/* A circle comes back to an item that is being decided: there it counts as asked. */
bool enabled_item(struct enabled *enabled, const struct response_item *item)
{
    uint8_t *known = &enabled->known[item->at];

    if (*known == KNOWN_NOT) {
        *known = KNOWN_BUSY;
        *known = is_enabled(enabled, item) ? KNOWN_YES : KNOWN_NO;
    }
    return *known != KNOWN_NO;
}

/* --- dropping -------------------------------------------------------------------------------- */

/* All that the same state of answers disables, from the end, so that what stays keeps its place. */
static uint32_t drop_once(struct enabled *e, struct arena *arena)
{
    uint32_t n = 0, n_items = e->response->n_items;
    struct response_item **gone = arena_array(arena, struct response_item *, n_items);

    if (gone == NULL)
        return 0;
    for (struct response_item *i = response_first(e->response); i != NULL; i = response_next(i)) {
        bool keeps =
            i->question == QUESTION_NONE || e->response->form->items[i->question].keeps_disabled;
        bool above = i->parent != NULL && !enabled_item(e, i->parent);

        if (!keeps && !above && !enabled_item(e, i))
            gone[n++] = i;
    }
    for (uint32_t i = n; i-- > 0;)
        response_item_remove(e->response, gone[i]);
    return n;
}

enum status enabled_drop(struct response *response, struct calculation *calculation,
                         struct arena *arena, uint32_t *ret_count, struct fault *why)
{
    uint32_t n, total = 0;

    do {
        struct enabled e;

        n = 0;
        if (enabled_init(&e, response, calculation, arena))
            n = drop_once(&e, arena);
        total += n;
    } while (n > 0 && !arena->spent);
    if (arena->spent)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret_count = total;
    return HF_OK;
}
