/* core/questionnaire/calculate.c - computes initial and calculated answers, each after what it
 * depends on.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate_inside.h"

#include <string.h>

enum { MOST_RESULTS = 1000 }; /* answers that one expression may give */

struct computing {
    struct calculation *c;
    struct report *report;
    uint32_t expression;
    const struct question_expression *e;
    const struct question *q;
    uint32_t evaluated;
    bool lack; /* the response's arena is spent, or a limit is reached */
};

static void report_fault(struct computing *k, const struct fault *why)
{
    const struct place place = {.name = k->e->where, .index = -1};

    report_add(k->report, ISSUE_WARNING, ISSUE_BUSINESS_RULE, &place, k->q->link_id,
               "This could not be computed and is left empty: %s", why->text);
}

/* --- results into answers -------------------------------------------------------------------- */

static bool is_same(const struct response_answer *answer, struct fhir_value value)
{
    return value_equal(answer->value, value) &&
           span_equal(fhir_value_text(answer->value), fhir_value_text(value));
}

/* The values; one of the wrong type makes all of them unusable. */
static bool make_values(struct computing *k, struct fhirpath_list list, struct fhir_value *values,
                        uint32_t *n)
{
    struct fault why;

    for (uint32_t i = 0; i < list.count; i++) {
        fault_clear(&why);
        enum status st = calculation_to_value(k->c, k->q, &list.at[i], &values[*n], &why);

        if (st == HF_OK) {
            ++*n;
        } else if (st == HF_INVALID) {
            report_fault(k, &why);
            *n = 0;
            return false;
        } else if (st != HF_NOT_FOUND) {
            k->lack = true;
            return false;
        }
    }
    return true;
}

static bool set_values(struct computing *k, struct response_item *item,
                       const struct fhir_value *values, uint32_t n)
{
    struct response *response = k->c->response;
    bool changed = false;

    for (uint32_t i = 0; i < n; i++) {
        const struct response_answer *old = response_answer_at(item, i);

        if (old != NULL && is_same(old, values[i]))
            continue;
        changed = true;
        if (!response_answer_set(response, item, i, values[i]))
            k->lack = true;
    }
    while (item->n_answers > n && !k->lack) {
        uint32_t before = item->n_answers;

        response_answer_remove(response, item, item->n_answers - 1);
        changed = true;
        k->lack = item->n_answers == before;
    }
    return changed;
}

static struct response_item *make_item(struct computing *k, struct response_item *parent)
{
    struct response *response = k->c->response;
    uint32_t question = (uint32_t)(k->q - response->form->items);
    struct response_item *item = parent != NULL || k->q->parent == QUESTION_NONE
                                     ? response_item_add(response, parent, question)
                                     : response_item_ensure(response, question);

    k->lack = k->lack || item == NULL;
    return item;
}

/* True when the answers of the question changed. */
static bool take_results(struct computing *k, struct response_item *parent,
                         struct response_item *item, struct fhirpath_list list)
{
    size_t most = list.count < MOST_RESULTS ? list.count : MOST_RESULTS;
    struct fhir_value *values = arena_array(&k->c->scratch, struct fhir_value, most + 1);
    uint32_t n = 0;

    if (values == NULL) {
        k->lack = true;
        return false;
    }
    if (list.count > most || (list.count > 1 && !k->q->repeats)) {
        struct fault why;

        fault_clear(&why);
        (void)fault_set(&why, HF_INVALID, "it gives %d results", (int)list.count);
        report_fault(k, &why);
        list.count = 0;
    }
    (void)make_values(k, list, values, &n); /* what it could not make is reported, and `n` is 0 */
    if (item == NULL && n > 0)
        item = make_item(k, parent);
    return item != NULL && !k->lack && set_values(k, item, values, n);
}

/* One place: `item` may be NULL where none is there yet. */
static bool compute_at(struct computing *k, struct response_item *parent,
                       struct response_item *item)
{
    struct fhirpath_list list = {NULL, 0};
    struct fault why;

    fault_clear(&why);
    if (k->c->scratch.used > k->c->scratch.size / 2)
        calculation_stale(k->c);
    k->evaluated++;
    if (calculation_evaluate(k->c, k->expression, parent, item, &list, &why) != HF_OK) {
        report_fault(k, &why);
        list.count = 0;
    }
    bool changed = take_results(k, parent, item, list);

    if (changed)
        calculation_stale(k->c);
    return changed;
}

/* Below each item of the question's parent. */
static bool compute_walk(struct computing *k, bool only_new)
{
    struct response *response = k->c->response;
    uint32_t question = (uint32_t)(k->q - response->form->items);
    struct response_item *next;
    bool changed = false;

    for (struct response_item *i = response_first(response); i != NULL && !k->lack; i = next) {
        next = response_next(i);
        if (i->question != k->q->parent)
            continue;
        struct response_item *item = response_child(response, i, question);

        if (item == NULL || !only_new)
            changed = compute_at(k, i, item) || changed;
    }
    return changed;
}

/* The one place of a question of which there is at most one, found without a walk. */
static bool compute_place(struct computing *k, struct response_item *parent, bool only_new)
{
    struct response *response = k->c->response;
    uint32_t question = (uint32_t)(k->q - response->form->items);
    bool listed = k->c->listed && !response->reshaped && !k->c->many[question];
    struct response_item *item =
        listed ? k->c->first[question] : response_child(response, parent, question);

    return item != NULL && only_new ? false : compute_at(k, parent, item);
}

/* Every place where the question stands or could stand. */
static bool compute_everywhere(struct computing *k, bool only_new)
{
    struct response *response = k->c->response;
    struct response_item *parent = NULL;

    if (k->q->parent != QUESTION_NONE) {
        bool listed = k->c->listed && !response->reshaped;

        parent = listed ? k->c->first[k->q->parent] : response_find(response, k->q->parent, 0);
        if (parent != NULL && (!listed || k->c->many[k->q->parent]))
            return compute_walk(k, only_new);
    }
    return compute_place(k, parent, only_new);
}

/* --- calculated answers ---------------------------------------------------------------------- */

static void list_items(struct calculation *c)
{
    uint32_t n = c->response->form->n_items;

    memset(c->first, 0, n * sizeof *c->first);
    memset(c->many, 0, n * sizeof *c->many);
    for (struct response_item *i = response_first(c->response); i != NULL; i = response_next(i)) {
        if (i->question == QUESTION_NONE)
            continue;
        if (c->first[i->question] == NULL)
            c->first[i->question] = i;
        else
            c->many[i->question] = true;
    }
}

/* New items made the lists stale: they are made again when there is quiet. */
static enum status renew_lists(struct calculation *c, struct fault *why)
{
    if (c->listed && !c->response->reshaped)
        return HF_OK;
    list_items(c);
    c->index = fhirpath_index_new(c->response->node, c->arena);
    if (c->index == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    c->listed = true;
    c->response->reshaped = false;
    return HF_OK;
}

static bool is_touched(const struct calculation *c, const struct question_expression *e)
{
    if (e->reads_all)
        return true;
    for (uint32_t i = 0; i < e->n_reads; i++)
        if (memchr(&c->dirty[e->reads[i].first], true, e->reads[i].end - e->reads[i].first) != NULL)
            return true;
    return false;
}

static enum status compute_order(struct calculation *c, bool all, struct report *report,
                                 uint32_t *ret_count, struct fault *why)
{
    const struct questionnaire *form = c->response->form;
    struct computing k = {.c = c, .report = report};

    calculation_stale(c);
    enum status st = renew_lists(c, why);

    for (uint32_t i = 0; i < form->n_order && st == HF_OK && !k.lack; i++) {
        k.expression = form->order[i];
        k.e = &form->expressions[k.expression];
        k.q = &form->items[k.e->question];
        if (all || is_touched(c, k.e))
            c->dirty[k.e->question] = compute_everywhere(&k, false) || c->dirty[k.e->question];
    }
    if (ret_count != NULL)
        *ret_count = k.evaluated;
    if (st == HF_OK && k.lack)
        st = fault_set(why, HF_FAILED, "request memory is spent");
    return st == HF_OK ? renew_lists(c, why) : st;
}

enum status calculation_run(struct calculation *calculation, struct report *report,
                            struct fault *why)
{
    return compute_order(calculation, true, report, NULL, why);
}

enum status calculation_changed(struct calculation *calculation, uint32_t question,
                                struct report *report, uint32_t *ret_count, struct fault *why)
{
    memset(calculation->dirty, 0, calculation->response->form->n_items * sizeof(bool));
    calculation->dirty[question] = true;
    return compute_order(calculation, false, report, ret_count, why);
}

/* --- initial answers ------------------------------------------------------------------------- */

static uint32_t find_values(const struct question *q, struct fhir_value *values)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < q->n_initial; i++)
        values[n++] = q->initial[i];
    for (uint32_t i = 0; i < q->n_options; i++)
        if (q->options[i].chosen && (n == 0 || q->repeats))
            values[n++] = q->options[i].value;
    return n;
}

/* Where the question could stand and does not yet. */
static void begin_values(struct computing *k)
{
    struct response *response = k->c->response;
    uint32_t question = (uint32_t)(k->q - response->form->items);
    struct fhir_value *values =
        arena_array(&k->c->scratch, struct fhir_value, k->q->n_initial + k->q->n_options);
    uint32_t n = values == NULL ? 0 : find_values(k->q, values);

    if (n == 0 || response_find(response, question, 0) != NULL)
        return;
    struct response_item *item = response_item_ensure(response, question);

    k->lack = k->lack || item == NULL;
    if (item != NULL)
        (void)set_values(k, item, values, n); /* a lack is noted */
}

static void begin_expressions(struct computing *k)
{
    const struct questionnaire *form = k->c->response->form;

    for (uint32_t i = 0; i < form->n_expressions && !k->lack; i++) {
        k->expression = i;
        k->e = &form->expressions[i];
        if (k->e->use != EXPRESSION_INITIAL || k->e->program == NULL)
            continue;
        k->q = &form->items[k->e->question];
        (void)compute_everywhere(k, true); /* whether it changed anything matters to nobody yet */
    }
}

enum status calculation_begin(struct calculation *calculation, struct report *report,
                              struct fault *why)
{
    const struct questionnaire *form = calculation->response->form;
    struct computing k = {.c = calculation, .report = report};

    calculation_stale(calculation);
    for (uint32_t i = 0; i < form->n_items && !k.lack; i++) {
        k.q = &form->items[i];
        begin_values(&k);
        calculation_stale(calculation);
    }
    begin_expressions(&k);
    return k.lack ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}
