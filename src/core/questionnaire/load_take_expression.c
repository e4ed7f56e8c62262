/* core/questionnaire/load_take_expression.c - expressions that the extensions bring, and what is
 * refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load_extension.h"

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->link_id, __VA_ARGS__)

static struct fhir_value value_of(const struct extension_load *in)
{
    return value_find(in->json, "value");
}

/* --- expressions ----------------------------------------------------------------------------- */

struct draft {
    enum expression_use use;
    struct span name, language, text, human;
    enum issue_severity severity;
};

/* SDC: 0..1 on an item; of two nobody could say which one holds. */
static bool has_one(const struct extension_load *in, enum expression_use use)
{
    const struct loading *l = in->l;
    bool found = false;

    for (uint32_t i = l->n_expressions; i-- > 0 && in->question != NULL;) {
        if (l->expressions[i].question != (uint32_t)(in->question - l->items))
            break;
        found = found || l->expressions[i].use == use;
    }
    return found && use != EXPRESSION_VARIABLE && use != EXPRESSION_CONSTRAINT;
}

static void add_expression(struct extension_load *in, const struct draft *draft)
{
    struct loading *l = in->l;

    if (has_one(in, draft->use)) {
        refuse(in, ISSUE_ERROR, ISSUE_BUSINESS_RULE, "%s stands twice.", in->row->name);
        return;
    }
    struct question_expression *e = &l->expressions[l->n_expressions++];

    *e = (struct question_expression){
        .use = draft->use,
        .question = in->question == NULL ? QUESTION_NONE : (uint32_t)(in->question - l->items),
        .name = draft->name,
        .text = draft->text,
        .human = draft->human,
        .severity = draft->severity,
        .where = arena_copy(l->arena, place_write(in->place, l->arena)).at};
}

/* Other languages are refused by name. True when the expression may be taken. */
static bool check_language(const struct extension_load *in, struct span language)
{
    const char *what = NULL;

    if (span_is(language, "text/fhirpath"))
        return true;
    if (span_starts(language, SPAN("text/cql")))
        what = "is in CQL, which is not understood here: write it in FHIRPath";
    else if (span_is(language, "application/x-fhir-query"))
        what = "is a query to another server, which is never made here: ask for it, or let it be "
               "handed in";
    if (what != NULL)
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED, "%s %s.", in->row->name, what);
    else
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "%s is in a language (%.*s) that is not understood here.", in->row->name,
               SPAN_ARGS(span_head(language, 40)));
    return false;
}

static void take_expression(struct extension_load *in, enum expression_use use)
{
    const struct json *json = json_member(in->json, "valueExpression");
    struct draft draft = {.use = use,
                          .name = json_text(json_member(json, "name")),
                          .language = json_text(json_member(json, "language")),
                          .text = json_text(json_member(json, "expression"))};

    if (json == NULL || draft.text.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "%s has no expression.", in->row->name);
    else if (use == EXPRESSION_VARIABLE && draft.name.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "A variable has no name.");
    else if (check_language(in, draft.language))
        add_expression(in, &draft);
}

void load_take_variable(struct extension_load *in)
{
    take_expression(in, EXPRESSION_VARIABLE);
}

void load_take_initial(struct extension_load *in)
{
    take_expression(in, EXPRESSION_INITIAL);
}

void load_take_calculated(struct extension_load *in)
{
    take_expression(in, EXPRESSION_CALCULATED);
}

void load_take_enabled(struct extension_load *in)
{
    take_expression(in, EXPRESSION_ENABLED);
}

/* The Finnish profile's condition: FHIRPath as a plain string. */
void load_take_enabled_text(struct extension_load *in)
{
    const struct draft draft = {.use = EXPRESSION_ENABLED, .text = fhir_value_text(value_of(in))};

    if (draft.text.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "%s has no expression.", in->row->name);
    else
        add_expression(in, &draft);
}

static const struct json *part(const struct json *extension, const char *url)
{
    for (const struct json *c = json_first(json_member(extension, "extension")); c != NULL;
         c = c->next)
        if (span_is(json_text(json_member(c, "url")), url))
            return c;
    return NULL;
}

/* R4's constraint is made of parts; R5's keeps its expression in valueExpression alike. */
void load_take_constraint(struct extension_load *in)
{
    struct span severity = json_text(json_member(part(in->json, "severity"), "valueCode"));
    const struct draft draft = {
        .use = EXPRESSION_CONSTRAINT,
        .name = json_text(json_member(part(in->json, "key"), "valueId")),
        .text = json_text(json_member(part(in->json, "expression"), "valueString")),
        .human = json_text(json_member(part(in->json, "human"), "valueString")),
        .severity = span_is(severity, "warning") ? ISSUE_WARNING : ISSUE_ERROR};

    if (draft.text.len == 0 || draft.human.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED,
               "A constraint needs an expression and words for a person (human).");
    else
        add_expression(in, &draft);
}

void load_take_launch(struct extension_load *in)
{
    struct questionnaire *form = in->l->form;
    const struct json *name = part(in->json, "name");
    struct span word = json_text(json_member(json_member(name, "valueCoding"), "code"));
    struct span *longer = load_grow(in, form->launch, form->n_launch);

    if (word.len == 0)
        word = json_text(json_member(name, "valueId"));
    if (word.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_REQUIRED, "A launchContext has no name.");
    if (longer == NULL || word.len == 0)
        return;
    longer[form->n_launch++] = word;
    form->launch = longer;
}

/* --- what is not taken ----------------------------------------------------------------------- */

/* What it would do is not done, and what is asked and taken stays the same. */
void load_leave(struct extension_load *in)
{
    refuse(in, ISSUE_INFORMATION, ISSUE_NOT_SUPPORTED, "%s is not used here.", in->row->name);
}

void load_show(struct extension_load *in)
{
    (void)in; /* only how a page may look, or what others make of the answers */
}

void load_refuse_query(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s is a query to another server, which is never made here.", in->row->name);
}

void load_refuse_map(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s names a StructureMap, which is not carried out here.", in->row->name);
}

void load_refuse_cql(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s names a library of CQL, which is not understood here.", in->row->name);
}

/* It is an expression: in which language decides what is said. */
void load_refuse_expression(struct extension_load *in)
{
    const struct json *json = json_member(in->json, "valueExpression");

    if (check_language(in, json_text(json_member(json, "language"))))
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "%s is not carried out here: list the answers, or ask.", in->row->name);
}

void load_refuse_adaptive(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s needs another server to put the form together.", in->row->name);
}
