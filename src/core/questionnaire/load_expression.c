/* core/questionnaire/load_expression.c - compiles what a form computes; a name that is not known
 * is found here, not when somebody answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

#include "core/fhirpath/fhirpath.h"

enum { OWN_NAMES = 2 }; /* questionnaire, qitem */

static const char *const use_names[] = {
    [EXPRESSION_VARIABLE] = "variable",         [EXPRESSION_ENABLED] = "enableWhenExpression",
    [EXPRESSION_INITIAL] = "initialExpression", [EXPRESSION_CALCULATED] = "calculatedExpression",
    [EXPRESSION_CONSTRAINT] = "constraint",
};

static bool is_above(const struct loading *l, uint32_t above, uint32_t at)
{
    if (above == QUESTION_NONE)
        return true;
    while (at != QUESTION_NONE && at != above)
        at = l->items[at].parent;
    return at == above;
}

/* A variable sees those that stand before it; everything else sees all of its own item too. */
static bool is_seen(const struct loading *l, uint32_t variable, uint32_t by)
{
    const struct question_expression *v = &l->expressions[variable], *e = &l->expressions[by];

    return v->use == EXPRESSION_VARIABLE && v->program != NULL &&
           (e->use != EXPRESSION_VARIABLE || variable < by) &&
           is_above(l, v->question, e->question);
}

/* The innermost of a name counts: a later one takes its place. */
static void add_scope(const struct loading *l, uint32_t *scope, uint32_t *n, uint32_t variable)
{
    for (uint32_t i = 0; i < *n; i++)
        if (span_equal(l->expressions[scope[i]].name, l->expressions[variable].name)) {
            scope[i] = variable;
            return;
        }
    scope[(*n)++] = variable;
}

static void refuse_scope(struct loading *l, const struct question_expression *e)
{
    const struct place place = {.name = e->where, .index = -1};

    report_add(l->report, ISSUE_ERROR, ISSUE_TOO_COSTLY, &place, SPAN(""),
               "More than %d variables can be named here.", QUESTIONNAIRE_MAX_SCOPE);
}

static void find_scope(struct loading *l, uint32_t at)
{
    struct question_expression *e = &l->expressions[at];
    uint32_t count = 0;

    for (uint32_t i = 0; i < l->n_expressions; i++)
        count += is_seen(l, i, at);
    if (count > QUESTIONNAIRE_MAX_SCOPE) {
        refuse_scope(l, e);
        return;
    }
    uint32_t *scope = load_array(l, uint32_t, count);

    e->scope = scope;
    for (uint32_t i = 0; scope != NULL && i < l->n_expressions; i++)
        if (is_seen(l, i, at))
            add_scope(l, scope, &e->n_scope, i);
}

static struct fhirpath_variable *name_variables(struct loading *l,
                                                const struct question_expression *e, size_t *count)
{
    size_t n = OWN_NAMES + l->form->n_launch + e->n_scope, i = 0;
    struct fhirpath_variable *names = load_array(l, struct fhirpath_variable, n);

    *count = n;
    if (names == NULL)
        return NULL;
    names[i++] = (struct fhirpath_variable){SPAN("questionnaire"), SPAN("Questionnaire"), false};
    names[i++] = (struct fhirpath_variable){SPAN("qitem"), SPAN("Questionnaire.item"), false};
    for (uint32_t k = 0; k < l->form->n_launch; k++)
        names[i++] = (struct fhirpath_variable){l->form->launch[k], SPAN(""), true};
    for (uint32_t k = 0; k < e->n_scope; k++)
        names[i++] = (struct fhirpath_variable){l->expressions[e->scope[k]].name, SPAN(""), true};
    return names;
}

static void report_fault(struct loading *l, const struct question_expression *e,
                         const struct fault *why)
{
    const struct place place = {.name = e->where, .index = -1};
    struct span link_id = e->question == QUESTION_NONE ? SPAN("") : l->items[e->question].link_id;

    report_add(l->report, load_severity(l), ISSUE_NOT_SUPPORTED, &place, link_id,
               "%s can't be used: %s%s", use_names[e->use], why->text,
               e->use == EXPRESSION_ENABLED ? " (the question is asked always)" : "");
}

static enum status compile_in(struct loading *l, struct question_expression *e,
                              struct fhirpath_options *options, struct fault *why)
{
    fault_clear(why);
    options->context_type =
        e->of_response ? SPAN("QuestionnaireResponse") : SPAN("QuestionnaireResponse.item");
    return fhirpath_compile(e->text, options, l->arena, &e->program, why);
}

/* SDC: the context of an item's expression is its item in the response. Some forms mean the whole
 * response; one that can only mean that is taken so. The first fault is the one that is told. */
static enum status compile_any(struct loading *l, struct question_expression *e,
                               struct fhirpath_options *options, struct fault *why)
{
    struct fault second;
    enum status st;

    e->of_response = e->question == QUESTION_NONE;
    st = compile_in(l, e, options, why);
    if (st != HF_INVALID || e->of_response)
        return st;
    e->of_response = true;
    return compile_in(l, e, options, &second);
}

static void compile(struct loading *l, uint32_t at)
{
    struct question_expression *e = &l->expressions[at];
    struct fhirpath_options options = {.strict = true};
    struct fault why;

    find_scope(l, at);
    options.variables = name_variables(l, e, &options.variable_count);
    if (options.variables == NULL)
        return;
    if (compile_any(l, e, &options, &why) != HF_OK) {
        e->program = NULL;
        report_fault(l, e, &why);
    } else if (e->use == EXPRESSION_ENABLED) {
        l->items[e->question].enabled_by = at;
    }
}

/* Variables first: an expression of an item may stand before a variable of the same item. */
void load_expressions(struct loading *l)
{
    for (uint32_t i = 0; i < l->n_expressions && !l->arena->spent; i++)
        if (l->expressions[i].use == EXPRESSION_VARIABLE)
            compile(l, i);
    for (uint32_t i = 0; i < l->n_expressions && !l->arena->spent; i++)
        if (l->expressions[i].use != EXPRESSION_VARIABLE)
            compile(l, i);
    l->form->expressions = l->expressions;
    l->form->n_expressions = l->n_expressions;
}
