/* core/questionnaire/calculate_one.c - evaluates one expression at one place of a response.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate_inside.h"

#include "base/decimal.h"
#include "core/fhirpath/quantity.h"

enum {
    OWN_NAMES = 2,           /* KEEP IN ORDER: names of load_expression.c */
    DEEPEST = 64,            /* variables in variables */
    SCRATCH_BYTES = 1 << 20, /* of one state */
    ALL_STEPS = 40000000,    /* of all expressions of a form together */
    LEAST_STEPS = 20000,
    RESULT_CEILING = 65536,
};

/* --- variables ------------------------------------------------------------------------------- */

static struct fhirpath_list one(struct arena *arena, struct fhirpath_value value)
{
    struct fhirpath_value *copy = arena_new(arena, struct fhirpath_value);

    if (copy == NULL)
        return (struct fhirpath_list){NULL, 0};
    *copy = value;
    return (struct fhirpath_list){copy, 1};
}

static struct fhirpath_list one_node(struct arena *arena, const struct json *node, const char *type)
{
    if (node == NULL)
        return (struct fhirpath_list){NULL, 0};
    return one(arena, fhirpath_of_node(node, span_of(type)));
}

/* What was not handed in is not nothing: a condition must not read it as "no". */
static enum status find_launch(struct calculation *c, struct span name, struct fhirpath_list *ret,
                               struct fault *why)
{
    for (uint32_t i = 0; i < c->world->n_launches; i++)
        if (span_equal(c->world->launches[i].name, name)) {
            *ret = one_node(&c->scratch, c->world->launches[i].resource, "");
            return HF_OK;
        }
    return fault_set(why, HF_INVALID, "it needs %%%.*s, which was not handed in",
                     SPAN_ARGS(span_head(name, 40)));
}

/* The item of that question at or above the place. */
static const struct response_item *above(const struct response_item *item, uint32_t question)
{
    while (item != NULL && item->question != question)
        item = item->parent;
    return item;
}

static enum status find_variable(struct calculation *c, uint32_t variable,
                                 const struct response_item *parent,
                                 const struct response_item *item, struct fhirpath_list *ret,
                                 struct fault *why)
{
    const struct question_expression *v = &c->response->form->expressions[variable];
    struct kept_variable *kept = &c->kept[variable];
    const struct response_item *at = NULL;

    if (v->question != QUESTION_NONE)
        at = above(item != NULL ? item : parent, v->question);
    if (kept->state != c->state || kept->item != at) {
        struct fhirpath_list list;
        enum status st =
            calculation_evaluate(c, variable, at == NULL ? parent : at->parent, at, &list, why);

        if (st != HF_OK)
            return st;
        *kept = (struct kept_variable){c->state, at, list};
    }
    *ret = kept->list;
    return HF_OK;
}

static enum status fill_variables(struct calculation *c, const struct question_expression *e,
                                  const struct response_item *parent,
                                  const struct response_item *item, struct fhirpath_list *lists,
                                  struct fault *why)
{
    const struct questionnaire *form = c->response->form;
    enum status st = HF_OK;
    uint32_t n = OWN_NAMES;

    lists[0] = one_node(&c->scratch, form->json, "Questionnaire");
    if (e->question != QUESTION_NONE)
        lists[1] = one_node(&c->scratch, form->items[e->question].json, "Questionnaire.item");
    for (uint32_t i = 0; i < form->n_launch && st == HF_OK; i++, n++)
        if (fhirpath_reads(e->program, n))
            st = find_launch(c, form->launch[i], &lists[n], why);
    for (uint32_t i = 0; i < e->n_scope && st == HF_OK; i++, n++)
        if (fhirpath_reads(e->program, n))
            st = find_variable(c, e->scope[i], parent, item, &lists[n], why);
    return st;
}

/* --- one expression -------------------------------------------------------------------------- */

/* An item that is not there is in the context as it would stand there unanswered. */
static const struct json *unanswered(struct calculation *c, uint32_t question)
{
    struct json *json = arena_array(&c->scratch, struct json, 2);

    if (json == NULL)
        return NULL;
    json[0] = (struct json){.kind = JSON_OBJECT, .count = 1, .child = &json[1]};
    json[1] = (struct json){.kind = JSON_TEXT,
                            .name = SPAN("linkId"),
                            .text = c->response->form->items[question].link_id};
    return json;
}

static struct fhirpath_value context_of(struct calculation *c, const struct question_expression *e,
                                        const struct response_item *item)
{
    const struct json *node = c->response->node;

    if (e->of_response)
        return fhirpath_of_node(node, SPAN("QuestionnaireResponse"));
    node = item != NULL ? item->node : unanswered(c, e->question);
    return fhirpath_of_node(node, SPAN("QuestionnaireResponse.item"));
}

static enum status run(struct calculation *c, const struct question_expression *e,
                       const struct response_item *parent, const struct response_item *item,
                       struct fhirpath_list *ret, struct fault *why)
{
    size_t n = OWN_NAMES + c->response->form->n_launch + e->n_scope;
    struct fhirpath_list *lists = arena_array(&c->scratch, struct fhirpath_list, n);
    struct fhirpath_world world = {.context = context_of(c, e, item),
                                   .resource = c->response->node,
                                   .value_sets = c->world->value_sets,
                                   .scores = c->scores,
                                   .variables = lists,
                                   .index = c->response->reshaped ? NULL : c->index,
                                   .now_us = c->world->now_us,
                                   .offset_minutes = c->world->offset_minutes,
                                   .steps = c->steps};

    if (c->scratch.spent)
        return fault_set(why, HF_INVALID, "budget: it needs more memory than an expression may");
    enum status st = fill_variables(c, e, parent, item, lists, why);

    if (st == HF_OK)
        st = fhirpath_evaluate(e->program, &world, &c->scratch, ret, why);
    return st;
}

enum status calculation_evaluate(struct calculation *c, uint32_t expression,
                                 const struct response_item *parent,
                                 const struct response_item *item, struct fhirpath_list *ret,
                                 struct fault *why)
{
    const struct question_expression *e = &c->response->form->expressions[expression];

    if (e->program == NULL)
        return fault_set(why, HF_INVALID, "it was not understood");
    if (c->depth == DEEPEST)
        return fault_set(why, HF_INVALID, "budget: variables in variables, too deep");
    c->depth++;
    enum status st = run(c, e, parent, item, ret, why);

    c->depth--;
    /* The scratch is ours: that it is spent says something about the expression, not about us. */
    if (st == HF_FAILED && c->scratch.spent) {
        if (why != NULL)
            fault_clear(why);
        st = fault_set(why, HF_INVALID, "budget: it needs more memory than an expression may");
    }
    return st;
}

enum status calculation_truth_at(struct calculation *calculation, uint32_t expression,
                                 const struct response_item *parent,
                                 const struct response_item *item, bool *ret, struct fault *why)
{
    enum fhirpath_truth truth = FHIRPATH_EMPTY;
    struct fhirpath_list list;

    if (calculation->scratch.used > calculation->scratch.size / 2)
        calculation_stale(calculation);
    enum status st = calculation_evaluate(calculation, expression, parent, item, &list, why);

    if (st == HF_OK)
        st = fhirpath_truth(list, &truth, why);
    if (st == HF_OK)
        *ret = truth == FHIRPATH_TRUE;
    return st;
}

/* --- the calculation ------------------------------------------------------------------------- */

void calculation_stale(struct calculation *c)
{
    c->state++;
    c->scratch.used = 0;
    c->scratch.spent = false;
}

static uint32_t share_steps(uint32_t n_expressions)
{
    uint32_t share = ALL_STEPS / (n_expressions + 1);

    if (share < LEAST_STEPS)
        return LEAST_STEPS;
    return share < FHIRPATH_STEPS ? share : FHIRPATH_STEPS;
}

static void list_form(struct calculation *c)
{
    c->scores[1] = *c->response->form->json;
    c->scores[1].next = NULL;
    c->scores[0] = (struct json){.kind = JSON_LIST, .count = 1, .child = &c->scores[1]};
}

struct calculation *calculation_new(struct response *response,
                                    const struct calculation_world *world, struct arena *arena)
{
    struct calculation *c = arena_new(arena, struct calculation);
    void *scratch = arena_alloc(arena, SCRATCH_BYTES, 1);
    struct kept_variable *kept =
        arena_array(arena, struct kept_variable, response->form->n_expressions);
    bool *dirty = arena_array(arena, bool, response->form->n_items);
    bool *many = arena_array(arena, bool, response->form->n_items);
    struct response_item **first =
        arena_array(arena, struct response_item *, response->form->n_items);

    if (arena->spent)
        return NULL;
    *c = (struct calculation){.response = response,
                              .world = world,
                              .arena = arena,
                              .first = first,
                              .many = many,
                              .kept = kept,
                              .state = 1,
                              .steps = share_steps(response->form->n_expressions),
                              .dirty = dirty};
    arena_init(&c->scratch, scratch, SCRATCH_BYTES);
    list_form(c);
    return c;
}

/* --- results --------------------------------------------------------------------------------- */

static bool is_object_type(enum value_type type)
{
    return type == VALUE_CODING || type == VALUE_QUANTITY || type == VALUE_REFERENCE ||
           type == VALUE_ATTACHMENT;
}

static enum status take_node(const struct question *q, const struct fhirpath_value *result,
                             struct fhir_value *ret, struct fault *why)
{
    const struct fhir_value value = {q->answers, result->node};

    if (!is_object_type(q->answers) || value_problem(value) != NULL)
        return fault_set(why, HF_INVALID, "its result is no %.*s",
                         SPAN_ARGS(value_type_name(q->answers)));
    *ret = value;
    return HF_OK;
}

/* "12.5 'kg'" loses its quotes, "7.0" its fraction where a whole number is asked for. */
static struct span plain_text(struct calculation *c, const struct question *q,
                              const struct fhirpath_value *result)
{
    char text[DECIMAL_TEXT];
    struct buf out;

    if (result->kind == FHIRPATH_DECIMAL && q->answers == VALUE_INTEGER &&
        decimal_is_whole(*result->decimal))
        return arena_copy(&c->scratch,
                          span_at(text, decimal_write(decimal_truncate(*result->decimal), text)));
    buf_init(&out, &c->scratch, RESULT_CEILING);
    if (result->kind != FHIRPATH_QUANTITY) {
        fhirpath_write_text(&out, result);
    } else {
        buf_put(&out, span_at(text, decimal_write(result->quantity->value, text)));
        if (!span_is(result->quantity->unit, "1")) {
            buf_byte(&out, ' ');
            buf_put(&out, result->quantity->unit);
        }
    }
    return buf_view(&out);
}

enum status calculation_to_value(struct calculation *c, const struct question *question,
                                 const struct fhirpath_value *result, struct fhir_value *ret,
                                 struct fault *why)
{
    if (result->kind == FHIRPATH_NODE)
        return take_node(question, result, ret, why);
    return question_read_value(question, plain_text(c, question, result), c->arena, ret, why);
}
