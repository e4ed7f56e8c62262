/* core/questionnaire/load_gates.c - linkIds in order, and enableWhen: what opens which question.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

#include "base/sort.h"

/* --- by linkId ------------------------------------------------------------------------------- */

static int compare_links(const void *a, const void *b)
{
    const struct question *const *x = a, *const *y = b;
    int order = span_compare((*x)->link_id, (*y)->link_id);

    return order != 0 ? order : (*x > *y) - (*x < *y);
}

/* que-2 */
static void refuse_twins(struct loading *l, const struct question *const *sorted,
                         const struct place *root)
{
    for (uint32_t i = 1; i < l->n_items; i++)
        if (span_equal(sorted[i - 1]->link_id, sorted[i]->link_id) && sorted[i]->link_id.len > 0)
            report_add(l->report, ISSUE_ERROR, ISSUE_INVARIANT, root, sorted[i]->link_id,
                       "The linkId \"%.*s\" stands twice (que-2).",
                       SPAN_ARGS(span_head(sorted[i]->link_id, 80)));
}

static void order_links(struct loading *l, const struct place *root)
{
    const struct question **sorted = load_array(l, const struct question *, l->n_items);
    uint32_t *by_link = load_array(l, uint32_t, l->n_items);

    if (sorted == NULL || by_link == NULL)
        return;
    for (uint32_t i = 0; i < l->n_items; i++)
        sorted[i] = &l->items[i];
    sort_items(sorted, l->n_items, sizeof sorted[0], compare_links);
    for (uint32_t i = 0; i < l->n_items; i++)
        by_link[i] = (uint32_t)(sorted[i] - l->items);
    l->form->by_link = by_link;
    refuse_twins(l, sorted, root);
}

/* --- one gate -------------------------------------------------------------------------------- */

struct gate_load {
    struct loading *l;
    struct question *question;
    const struct place *place;
};

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->question->link_id,          \
               __VA_ARGS__)

static void load_operator(const struct gate_load *in, const struct json *json,
                          struct question_gate *gate)
{
    static const struct {
        const char *word;
        enum gate_operator operator;
    } rows[] = {{"exists", GATE_EXISTS},   {"=", GATE_EQUAL}, {"!=", GATE_NOT_EQUAL},
                {">", GATE_GREATER},       {"<", GATE_LESS},  {">=", GATE_GREATER_OR_EQUAL},
                {"<=", GATE_LESS_OR_EQUAL}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (span_is(json_text(json_member(json, "operator")), rows[i].word)) {
            gate->operator= rows[i].operator;
            return;
        }
    refuse(in, ISSUE_ERROR, ISSUE_VALUE,
           "The operator of enableWhen must be exists, =, !=, >, <, >= or <=.");
}

static bool is_below(const struct loading *l, uint32_t at, uint32_t above)
{
    while (at != QUESTION_NONE && at != above)
        at = l->items[at].parent;
    return at == above;
}

static void load_target(const struct gate_load *in, const struct json *json,
                        struct question_gate *gate)
{
    struct span link_id = json_text(json_member(json, "question"));
    uint32_t self = (uint32_t)(in->question - in->l->items);

    gate->question = questionnaire_find(in->l->form, link_id);
    if (gate->question == QUESTION_NONE) {
        refuse(in, load_severity(in->l), ISSUE_NOT_FOUND,
               "enableWhen asks for \"%.*s\", which the form does not have.",
               SPAN_ARGS(span_head(link_id, 80)));
        return;
    }
    if (is_below(in->l, gate->question, self))
        refuse(in, ISSUE_ERROR, ISSUE_BUSINESS_RULE,
               "enableWhen asks for the item itself or one below it: it could never be answered.");
    else if (gate->question > self)
        refuse(in, ISSUE_WARNING, ISSUE_BUSINESS_RULE,
               "enableWhen asks for \"%.*s\", which stands later in the form.",
               SPAN_ARGS(span_head(link_id, 80)));
    if (!question_is_asked(&in->l->items[gate->question]))
        refuse(in, load_severity(in->l), ISSUE_BUSINESS_RULE,
               "enableWhen asks for \"%.*s\", which is no question.",
               SPAN_ARGS(span_head(link_id, 80)));
}

static bool has_type(const struct question *question, enum value_type type)
{
    if (type == question->answers)
        return true;
    for (uint32_t i = 0; i < question->n_options; i++)
        if (question->options[i].value.type == type)
            return true;
    return question->kind == QUESTION_OPEN_CHOICE && type == VALUE_STRING;
}

/* Codings, truths, words and references have no order. */
static bool has_order(enum value_type type)
{
    return type == VALUE_DECIMAL || type == VALUE_INTEGER || type == VALUE_DATE ||
           type == VALUE_DATE_TIME || type == VALUE_TIME || type == VALUE_QUANTITY;
}

/* que-7 */
static void check_answer(const struct gate_load *in, const struct question_gate *gate)
{
    const char *problem = value_problem(gate->answer);
    bool exists = gate->operator== GATE_EXISTS;

    if (problem != NULL)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "The answer of enableWhen %s.", problem);
    else if (exists && gate->answer.type != VALUE_BOOLEAN)
        refuse(in, ISSUE_ERROR, ISSUE_INVARIANT, "exists needs answerBoolean (que-7).");
    else if (!exists && gate->question != QUESTION_NONE &&
             question_is_asked(&in->l->items[gate->question]) &&
             !has_type(&in->l->items[gate->question], gate->answer.type))
        refuse(in, load_severity(in->l), ISSUE_BUSINESS_RULE,
               "The answer of enableWhen is of another type than that question's: it never fits.");
    else if (gate->operator> GATE_NOT_EQUAL && !has_order(gate->answer.type))
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "Answers of this type have no greater and less.");
}

static void load_gate(const struct gate_load *in, const struct json *json,
                      struct question_gate *gate)
{
    gate->question = QUESTION_NONE;
    load_operator(in, json, gate);
    load_target(in, json, gate);
    gate->answer = value_find(json, "answer");
    if (value_count(json, "answer") != 1)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "enableWhen needs exactly one answer.");
    else
        check_answer(in, gate);
}

/* que-12 */
static void load_behaviour(const struct gate_load *in)
{
    struct span word = json_text(json_member(in->question->json, "enableBehavior"));

    in->question->all_gates = span_is(word, "all");
    if (word.len > 0 && !in->question->all_gates && !span_is(word, "any"))
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "enableBehavior must be all or any.");
    if (word.len == 0 && in->question->n_gates > 1)
        refuse(in, ISSUE_ERROR, ISSUE_INVARIANT,
               "Several enableWhen need enableBehavior: all or any (que-12).");
}

static void load_item_gates(const struct gate_load *in)
{
    const struct json *list = json_member(in->question->json, "enableWhen");
    uint32_t count = list == NULL ? 0 : list->count;

    if (count > QUESTIONNAIRE_MAX_GATES) {
        refuse(in, ISSUE_ERROR, ISSUE_TOO_LONG, "More than %d enableWhen.",
               QUESTIONNAIRE_MAX_GATES);
        return;
    }
    struct question_gate *gates = load_array(in->l, struct question_gate, count);

    if (gates == NULL)
        return;
    in->question->gates = gates;
    for (const struct json *c = json_first(list); c != NULL; c = c->next)
        load_gate(in, c, &gates[in->question->n_gates++]);
    load_behaviour(in);
}

/* Walks as load_items did, so that each finding has its place. */
static void load_list(struct loading *l, const struct json *list, uint32_t *at,
                      const struct place *up)
{
    struct place place = {up, "item", 0};

    for (const struct json *c = json_first(list); c != NULL && *at < l->n_items;
         c = c->next, place.index++) {
        struct question *question = &l->items[*at];

        ++*at;
        load_item_gates(&(struct gate_load){l, question, &place});
        load_list(l, json_member(c, "item"), at, &place);
    }
}

void load_gates(struct loading *l, const struct place *root)
{
    uint32_t at = 0;

    order_links(l, root);
    if (!l->arena->spent && l->report->errors == 0)
        load_list(l, json_member(l->form->json, "item"), &at, root);
}
