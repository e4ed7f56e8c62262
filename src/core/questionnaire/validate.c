/* core/questionnaire/validate.c - walks a response beside its form.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/validate.h"

#include "core/questionnaire/calculate.h"
#include "core/questionnaire/load.h"
#include "core/questionnaire/validate_head.h"

struct checking {
    const struct response *response;
    const struct questionnaire *form;
    struct enabled enabled;
    struct calculation *calculation;
    struct report *report;
    const uint32_t *constraints; /* the form's expressions that are some */
    uint32_t n_constraints;
    bool draft; /* what is missing is no error */
};

#define refuse(c, severity, code, where, question, ...)                                            \
    report_add((c)->report, (severity), (code), (where), (question)->link_id, __VA_ARGS__)

/* --- one item -------------------------------------------------------------------------------- */

/* An answer without a value only holds items. */
static uint32_t count_answers(const struct response_item *item)
{
    uint32_t n = 0;

    for (const struct response_answer *a = item->answers; a != NULL; a = a->next)
        n += a->value.type != VALUE_NONE;
    return n;
}

static void check_items(struct checking *c, const struct response_item *parent,
                        const struct response_answer *answer, uint32_t above,
                        const struct place *up);

static bool is_answered(const struct response_item *item)
{
    for (const struct response_item *i = item; i != NULL && i->at < item->end; i = response_next(i))
        if (i->n_answers > 0)
            return true;
    return false;
}

static void check_occurs(struct checking *c, const struct question *q, uint32_t n,
                         const struct place *place)
{
    const char *what = q->kind == QUESTION_GROUP ? "groups" : "answers";
    uint32_t most = q->repeats ? q->max_occurs : 1;

    if (most > 0 && n > most)
        refuse(c, ISSUE_ERROR, ISSUE_BUSINESS_RULE, place, q,
               "There are %d %s; at most %d are taken.", (int)n, what, (int)most);
    if (!c->draft && n < q->min_occurs)
        refuse(c, ISSUE_ERROR, ISSUE_BUSINESS_RULE, place, q,
               "There are %d %s; at least %d are needed.", (int)n, what, (int)q->min_occurs);
}

/* optionExclusive: alone or not at all. */
static void check_exclusive(struct checking *c, const struct question *q,
                            const struct response_item *item, const struct place *up)
{
    struct place place = {up, "answer", 0};

    for (const struct response_answer *a = item->answers; a != NULL; a = a->next, place.index++) {
        const struct question_option *option =
            question_option_find(q->options, q->n_options, a->value);

        if (option != NULL && option->exclusive && item->n_answers > 1)
            refuse(c, ISSUE_ERROR, ISSUE_BUSINESS_RULE, &place, q,
                   "This option is chosen alone or not at all.");
    }
}

static void check_answers(struct checking *c, const struct question *q,
                          const struct response_item *item, const struct place *up)
{
    struct place place = {up, "answer", 0};

    for (const struct response_answer *a = item->answers; a != NULL; a = a->next, place.index++) {
        if (a->value.type != VALUE_NONE || a->items == NULL)
            response_validate_answer(c->form, q, a, &place, c->report);
        check_items(c, item, a, item->question, &place);
    }
    check_exclusive(c, q, item, up);
}

static void check_group(struct checking *c, const struct question *q,
                        const struct response_item *item, const struct place *place)
{
    if (item->answers != NULL)
        refuse(c, ISSUE_ERROR, ISSUE_STRUCTURE, place, q, "A %.*s has no answers.",
               SPAN_ARGS(question_kind_word(q->kind)));
    if (q->kind == QUESTION_GROUP)
        check_items(c, item, NULL, item->question, place);
}

static void check_constraint(struct checking *c, uint32_t expression,
                             const struct response_item *item, const struct place *place)
{
    const struct question_expression *e = &c->form->expressions[expression];
    struct span link_id = item == NULL ? SPAN("") : item->link_id;
    bool holds = true;
    struct fault why;

    fault_clear(&why);
    if (calculation_truth_at(c->calculation, expression, item == NULL ? NULL : item->parent, item,
                             &holds, &why) != HF_OK)
        report_add(c->report, ISSUE_ERROR, ISSUE_INVARIANT, place, link_id,
                   "The constraint %.*s could not be computed: %s",
                   SPAN_ARGS(span_head(e->name, 40)), why.text);
    else if (!holds)
        report_add(c->report, e->severity, ISSUE_INVARIANT, place, link_id, "%.*s",
                   SPAN_ARGS(e->human));
}

static void check_constraints(struct checking *c, const struct response_item *item,
                              uint32_t question, const struct place *place)
{
    for (uint32_t i = 0; i < c->n_constraints; i++)
        if (c->form->expressions[c->constraints[i]].question == question)
            check_constraint(c, c->constraints[i], item, place);
}

/* Without a calculation none is looked at. */
static void find_constraints(struct checking *c, struct arena *arena)
{
    uint32_t *found = arena_array(arena, uint32_t, c->form->n_expressions);

    c->constraints = found;
    for (uint32_t i = 0; found != NULL && i < c->form->n_expressions; i++)
        if (c->calculation != NULL && c->form->expressions[i].use == EXPRESSION_CONSTRAINT &&
            c->form->expressions[i].program != NULL)
            found[c->n_constraints++] = i;
}

/* A draft keeps what is not asked any more: the answer comes back with its condition. */
static void check_disabled(struct checking *c, const struct question *q,
                           const struct response_item *item, const struct place *place)
{
    if (is_answered(item) && !q->keeps_disabled)
        refuse(c, c->draft ? ISSUE_INFORMATION : ISSUE_ERROR, ISSUE_BUSINESS_RULE, place, q,
               "This is answered though it is not asked: its condition does not hold.");
}

static void check_item(struct checking *c, const struct response_item *item, uint32_t above,
                       const struct place *place)
{
    if (item->question == QUESTION_NONE) {
        report_add(c->report, ISSUE_ERROR, ISSUE_NOT_FOUND, place, item->link_id,
                   "The form has no item \"%.*s\".", SPAN_ARGS(span_head(item->link_id, 80)));
        return;
    }
    const struct question *q = &c->form->items[item->question];

    if (q->parent != above) {
        refuse(c, ISSUE_ERROR, ISSUE_STRUCTURE, place, q,
               "This item stands in another place of the form.");
        return;
    }
    if (!enabled_item(&c->enabled, item)) {
        check_disabled(c, q, item, place);
        return;
    }
    if (question_is_asked(q))
        check_answers(c, q, item, place);
    else
        check_group(c, q, item, place);
    check_constraints(c, item, item->question, place);
}

/* --- the items below one place --------------------------------------------------------------- */

/* What stands of one question below one parent. */
struct occurrences {
    const struct response_item *first;
    struct place place; /* of the first */
    uint32_t items, answers, answered;
};

/* Items below one place. In the order of the form those of one question stand together, so that
 * `from` moves on with the questions; in disorder all are looked at for each. */
struct siblings {
    const struct response_item *from;
    int n; /* of `from` among all of them */
    bool ordered;
};

static struct occurrences count(const struct siblings *items, uint32_t question,
                                const struct place *up)
{
    struct occurrences o = {.first = NULL, .place = {up, "item", 0}};
    int n = items->n;

    for (const struct response_item *i = items->from; i != NULL; i = i->next, n++) {
        if (items->ordered && i->question != QUESTION_NONE && i->question > question)
            break;
        if (i->question != question)
            continue;
        if (o.first == NULL) {
            o.first = i;
            o.place.index = n;
        }
        o.items++;
        o.answers += count_answers(i);
        o.answered += is_answered(i);
    }
    return o;
}

static void move_on(struct siblings *items, uint32_t question)
{
    while (items->ordered && items->from != NULL && items->from->question <= question) {
        items->from = items->from->next;
        items->n++;
    }
}

static void check_group_count(struct checking *c, const struct question *q,
                              const struct occurrences *o, const struct place *place)
{
    if (q->required && o->answered == 0 && !c->draft)
        refuse(c, ISSUE_ERROR, ISSUE_REQUIRED, place, q,
               "This group is required and has no answer.");
    else
        check_occurs(c, q, o->items, place);
}

static void check_question_count(struct checking *c, const struct question *q,
                                 const struct occurrences *o, const struct place *place)
{
    if (o->items > 1)
        refuse(c, ISSUE_ERROR, ISSUE_STRUCTURE, place, q,
               "The question stands %d times here: one item holds all of its answers.",
               (int)o->items);
    if (q->required && o->answers == 0 && !c->draft)
        refuse(c, ISSUE_ERROR, ISSUE_REQUIRED, place, q,
               "The question is required and not answered.");
    else
        check_occurs(c, q, o->answers, place);
}

static void check_count(struct checking *c, const struct response_item *parent, uint32_t question,
                        const struct siblings *items, const struct place *up)
{
    const struct question *q = &c->form->items[question];
    const struct occurrences o = count(items, question, up);

    if (q->kind == QUESTION_DISPLAY)
        return;
    if (!(o.first != NULL ? enabled_item(&c->enabled, o.first)
                          : enabled_question(&c->enabled, question, parent)))
        return;
    if (q->kind == QUESTION_GROUP)
        check_group_count(c, q, &o, o.first != NULL ? &o.place : up);
    else
        check_question_count(c, q, &o, o.first != NULL ? &o.place : up);
}

/* R4: the items of a response stand in the order of the form. */
static bool check_order(struct checking *c, const struct response_item *item, uint32_t *last,
                        const struct place *place)
{
    if (item->question == QUESTION_NONE)
        return true;
    bool ordered = item->question >= *last;

    if (!ordered)
        refuse(c, ISSUE_ERROR, ISSUE_STRUCTURE, place, &c->form->items[item->question],
               "This item stands in another order than in the form.");
    *last = item->question;
    return ordered;
}

static void check_counts(struct checking *c, const struct response_item *parent, uint32_t above,
                         struct siblings *items, const struct place *up)
{
    uint32_t q = above == QUESTION_NONE ? 0 : above + 1;
    uint32_t end = above == QUESTION_NONE ? c->form->n_items : c->form->items[above].next;

    for (; q < end; q = c->form->items[q].next) {
        check_count(c, parent, q, items, up);
        move_on(items, q);
    }
}

static void check_items(struct checking *c, const struct response_item *parent,
                        const struct response_answer *answer, uint32_t above,
                        const struct place *up)
{
    struct place place = {up, "item", 0};
    const struct response_item *items =
        answer != NULL ? answer->items : (parent != NULL ? parent->items : c->response->items);
    struct siblings siblings = {items, 0, true};
    uint32_t last = 0;

    for (const struct response_item *i = items; i != NULL; i = i->next, place.index++) {
        siblings.ordered = check_order(c, i, &last, &place) && siblings.ordered;
        check_item(c, i, above, &place);
    }
    check_counts(c, parent, above, &siblings, up);
}

enum status response_validate(struct response *response, struct calculation *calculation,
                              struct arena *arena, struct report *report, struct fault *why)
{
    const struct place root = {.name = "QuestionnaireResponse", .index = -1};
    struct checking c = {.response = response,
                         .form = response->form,
                         .calculation = calculation,
                         .report = report,
                         .draft = span_is(response->status, "in-progress")};

    if (!enabled_init(&c.enabled, response, calculation, arena))
        return fault_set(why, HF_FAILED, "request memory is spent");
    find_constraints(&c, arena);
    structure_check(response->node, report, ISSUE_ERROR, &root);
    validate_head(response, report, &root);
    check_items(&c, NULL, NULL, QUESTION_NONE, &root);
    check_constraints(&c, NULL, QUESTION_NONE, &root);
    return arena->spent ? fault_set(why, HF_FAILED, "request memory is spent") : HF_OK;
}
