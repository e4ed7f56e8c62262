/* core/questionnaire/load_extension.c - every extension by its address: taken, only shown, left
 * out, or refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load_extension.h"

#include "core/fhirpath/pattern.h"

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->link_id, __VA_ARGS__)

/* --- limits ---------------------------------------------------------------------------------- */

static struct value value_of(const struct extension_load *in)
{
    return value_find(in->json, "value");
}

/* A whole number from `least` on; a finding and 0 otherwise. */
static int64_t take_count(const struct extension_load *in, int64_t least)
{
    int64_t n = 0;

    if (value_of(in).type == VALUE_INTEGER && json_int64(value_of(in).json, &n) && n >= least &&
        n <= UINT32_MAX)
        return n;
    refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s must be a whole number from %ld on.", in->row->name,
           (long)least);
    return 0;
}

static void take_min_occurs(struct extension_load *in)
{
    in->question->min_occurs = (uint32_t)take_count(in, 0);
}

static void take_max_occurs(struct extension_load *in)
{
    in->question->max_occurs = (uint32_t)take_count(in, 1);
}

static void take_min_length(struct extension_load *in)
{
    in->question->min_length = take_count(in, 0);
}

static void take_max_decimals(struct extension_load *in)
{
    in->question->max_decimals = take_count(in, 0);
}

static void take_max_size(struct extension_load *in)
{
    const struct json *json = value_of(in).json;
    struct span whole = value_text(value_of(in));

    if (json == NULL || json->kind != JSON_NUMBER ||
        !span_to_int64(span_cut(&whole, '.'), &in->question->max_bytes) ||
        in->question->max_bytes < 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "maxSize must be a number of bytes.");
}

static bool has_order(enum value_type type)
{
    return type == VALUE_DECIMAL || type == VALUE_INTEGER || type == VALUE_DATE ||
           type == VALUE_DATE_TIME || type == VALUE_TIME || type == VALUE_QUANTITY;
}

static bool is_number(enum value_type type)
{
    return type == VALUE_DECIMAL || type == VALUE_INTEGER;
}

static bool is_comparable(enum value_type bound, enum value_type answer)
{
    return bound == answer || (is_number(bound) && is_number(answer)) ||
           (bound == VALUE_DATE && answer == VALUE_DATE_TIME);
}

static void take_bound(struct extension_load *in, struct value *bound)
{
    const char *problem = value_problem(value_of(in));

    *bound = value_of(in);
    if (problem != NULL)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "The value of %s %s.", in->row->name, problem);
    else if (!has_order(bound->type) || !is_comparable(bound->type, in->question->answers))
        refuse(in, load_severity(in->l), ISSUE_VALUE, "%s is of another type than the answers.",
               in->row->name);
}

static void take_least(struct extension_load *in)
{
    take_bound(in, &in->question->least);
}

static void take_most(struct extension_load *in)
{
    take_bound(in, &in->question->most);
}

static void take_regex(struct extension_load *in)
{
    struct pattern *pattern = NULL;
    struct fault why;

    fault_clear(&why);
    in->question->regex = value_text(value_of(in));
    if (pattern_compile(in->question->regex, false, in->l->arena, &pattern, &why) == HF_OK)
        in->question->pattern = pattern;
    else
        refuse(in, load_severity(in->l), ISSUE_VALUE, "The regex can't be used: %s.", why.text);
}

/* --- words ----------------------------------------------------------------------------------- */

static void take_hidden(struct extension_load *in)
{
    in->question->hidden = json_bool(value_of(in).json);
}

static void take_control(struct extension_load *in)
{
    const struct json *codings =
        json_member(json_member(in->json, "valueCodeableConcept"), "coding");

    in->question->control = json_text(json_member(json_first(codings), "code"));
}

static void take_placeholder(struct extension_load *in)
{
    in->question->placeholder = value_text(value_of(in));
}

static void take_disabled(struct extension_load *in)
{
    in->question->keeps_disabled =
        span_is(json_text(json_member(in->json, "valueCode")), "protected");
}

static void take_prefix(struct extension_load *in)
{
    in->option->prefix = value_text(value_of(in));
}

static void take_exclusive(struct extension_load *in)
{
    in->option->exclusive = json_bool(value_of(in).json);
}

/* --- lists: each extension adds one ---------------------------------------------------------- */

/* The list with one more place; the old one stays behind in the arena. */
static struct span *grow(struct extension_load *in, const struct span *list, uint32_t n)
{
    struct span *longer = load_array(in->l, struct span, n + 1);

    for (uint32_t i = 0; longer != NULL && i < n; i++)
        longer[i] = list[i];
    return longer;
}

static void add_word(struct extension_load *in, const struct span **list, uint32_t *n)
{
    struct span word = json_text(json_member(in->json, "valueCode"));
    struct span *longer = grow(in, *list, *n);

    if (word.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s needs valueCode.", in->row->name);
    if (longer == NULL)
        return;
    longer[*n] = word;
    *list = longer;
    ++*n;
}

static void take_mime_type(struct extension_load *in)
{
    add_word(in, &in->question->mime_types, &in->question->n_mime_types);
}

static void take_target(struct extension_load *in)
{
    add_word(in, &in->question->targets, &in->question->n_targets);
}

static void take_unit(struct extension_load *in)
{
    const struct question *q = in->question;
    struct value unit = value_of(in);
    struct question_option *units = load_array(in->l, struct question_option, q->n_units + 1);

    if (unit.type != VALUE_CODING || value_problem(unit) != NULL) {
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "%s needs a coding of a unit.", in->row->name);
        return;
    }
    for (uint32_t i = 0; units != NULL && i < q->n_units; i++)
        units[i] = q->units[i];
    if (units == NULL)
        return;
    units[q->n_units] = (struct question_option){.value = unit};
    in->question->units = units;
    in->question->n_units++;
}

/* A decimal with a unit (lforms) is no quantity: the unit is only shown there. */
static void take_unit_set(struct extension_load *in)
{
    struct span url = json_text(json_member(in->json, "valueCanonical"));
    const struct value_set *set = questionnaire_value_set(in->l->form, url);

    in->question->unit_set = url;
    if (url.len == 0)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "questionnaire-unitValueSet needs valueCanonical.");
    else if (set == NULL || !set->complete)
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "The units come from %.*s, which is not at hand with all of its codes.",
               SPAN_ARGS(span_head(url, 60)));
}

/* --- expressions ----------------------------------------------------------------------------- */

struct draft {
    enum expression_use use;
    struct span name, language, text, human;
    enum issue_severity severity;
};

static void add_expression(struct extension_load *in, const struct draft *draft)
{
    struct loading *l = in->l;
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

static void take_variable(struct extension_load *in)
{
    take_expression(in, EXPRESSION_VARIABLE);
}

static void take_initial(struct extension_load *in)
{
    take_expression(in, EXPRESSION_INITIAL);
}

static void take_calculated(struct extension_load *in)
{
    take_expression(in, EXPRESSION_CALCULATED);
}

static void take_enabled(struct extension_load *in)
{
    take_expression(in, EXPRESSION_ENABLED);
}

/* The Finnish profile's condition: FHIRPath as a plain string. */
static void take_enabled_text(struct extension_load *in)
{
    const struct draft draft = {.use = EXPRESSION_ENABLED, .text = value_text(value_of(in))};

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
static void take_constraint(struct extension_load *in)
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

static void take_launch(struct extension_load *in)
{
    struct questionnaire *form = in->l->form;
    const struct json *name = part(in->json, "name");
    struct span word = json_text(json_member(json_member(name, "valueCoding"), "code"));
    struct span *longer = grow(in, form->launch, form->n_launch);

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
static void leave(struct extension_load *in)
{
    refuse(in, ISSUE_INFORMATION, ISSUE_NOT_SUPPORTED, "%s is not used here.", in->row->name);
}

static void show(struct extension_load *in)
{
    (void)in; /* only how a page may look, or what others make of the answers */
}

static void refuse_query(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s is a query to another server, which is never made here.", in->row->name);
}

static void refuse_map(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s names a StructureMap, which is not carried out here.", in->row->name);
}

static void refuse_cql(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s names a library of CQL, which is not understood here.", in->row->name);
}

/* It is an expression: in which language decides what is said. */
static void refuse_expression(struct extension_load *in)
{
    const struct json *json = json_member(in->json, "valueExpression");

    if (check_language(in, json_text(json_member(json, "language"))))
        refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
               "%s is not carried out here: list the answers, or ask.", in->row->name);
}

static void refuse_adaptive(struct extension_load *in)
{
    refuse(in, load_severity(in->l), ISSUE_NOT_SUPPORTED,
           "%s needs another server to put the form together.", in->row->name);
}

/* --- the table ------------------------------------------------------------------------------- */

#define R4(name)  "http://hl7.org/fhir/StructureDefinition/" name, name
#define SDC(name) "http://hl7.org/fhir/uv/sdc/StructureDefinition/" name, name

enum { FORM = 1, ITEM = 2, OPTION = 4 };

static const struct extension_row rows[] = {
    {R4("questionnaire-minOccurs"), ITEM, take_min_occurs},
    {R4("questionnaire-maxOccurs"), ITEM, take_max_occurs},
    {R4("minValue"), ITEM, take_least},
    {R4("maxValue"), ITEM, take_most},
    {SDC("sdc-questionnaire-minQuantity"), ITEM, take_least},
    {SDC("sdc-questionnaire-maxQuantity"), ITEM, take_most},
    {R4("minLength"), ITEM, take_min_length},
    {R4("maxDecimalPlaces"), ITEM, take_max_decimals},
    {R4("maxSize"), ITEM, take_max_size},
    {R4("regex"), ITEM, take_regex},
    {R4("mimeType"), ITEM, take_mime_type},
    {R4("questionnaire-referenceResource"), ITEM, take_target},
    {R4("questionnaire-unit"), ITEM, take_unit},
    {R4("questionnaire-unitOption"), ITEM, take_unit},
    {R4("questionnaire-unitValueSet"), ITEM, take_unit_set},
    {R4("questionnaire-hidden"), ITEM, take_hidden},
    {R4("questionnaire-itemControl"), ITEM, take_control},
    {R4("entryFormat"), ITEM, take_placeholder},
    {"http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.disabledDisplay",
     "disabledDisplay", ITEM, take_disabled},
    {R4("questionnaire-constraint"), FORM | ITEM, take_constraint},
    {R4("variable"), FORM | ITEM, take_variable},
    {SDC("sdc-questionnaire-initialExpression"), ITEM, take_initial},
    {SDC("sdc-questionnaire-calculatedExpression"), ITEM, take_calculated},
    {SDC("sdc-questionnaire-enableWhenExpression"), ITEM, take_enabled},
    {"http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen",
     "fiphr-ext-questionnaire-enablewhen", ITEM, take_enabled_text},
    {SDC("sdc-questionnaire-launchContext"), FORM, take_launch},
    {R4("questionnaire-optionExclusive"), OPTION, take_exclusive},
    {R4("questionnaire-optionPrefix"), OPTION, take_prefix},
    {R4("ordinalValue"), OPTION, show}, /* taken by find_score */
    {R4("itemWeight"), OPTION, show},
    {SDC("sdc-questionnaire-itemWeight"), OPTION, show},
    {R4("cqf-expression"), FORM | ITEM, refuse_expression},
    {R4("cqf-library"), FORM, refuse_cql},
    {SDC("sdc-questionnaire-library"), FORM, refuse_cql},
    {SDC("sdc-questionnaire-sourceQueries"), FORM, refuse_query},
    {SDC("sdc-questionnaire-sourceStructureMap"), FORM, refuse_map},
    {SDC("sdc-questionnaire-targetStructureMap"), FORM, refuse_map},
    {SDC("sdc-questionnaire-answerExpression"), ITEM, refuse_expression},
    {SDC("sdc-questionnaire-candidateExpression"), ITEM, refuse_expression},
    {SDC("sdc-questionnaire-contextExpression"), ITEM, refuse_expression},
    {SDC("sdc-questionnaire-itemPopulationContext"), ITEM, refuse_expression},
    {SDC("sdc-questionnaire-answerOptionsToggleExpression"), ITEM, refuse_expression},
    {SDC("sdc-questionnaire-subQuestionnaire"), ITEM, refuse_adaptive},
    {SDC("sdc-questionnaire-questionnaireAdaptive"), FORM, refuse_adaptive},
    {SDC("sdc-questionnaire-lookupQuestionnaire"), ITEM, refuse_adaptive},
    {SDC("sdc-questionnaire-observationExtract"), FORM | ITEM, leave},
    {SDC("sdc-questionnaire-templateExtract"), FORM | ITEM, leave},
    {SDC("sdc-questionnaire-templateExtractBundle"), FORM, leave},
    {SDC("sdc-questionnaire-extractAllocateId"), FORM | ITEM, leave},
    {SDC("sdc-questionnaire-observationLinkPeriod"), ITEM, leave},
    {R4("questionnaire-signatureRequired"), FORM | ITEM, leave},
    {R4("preferredTerminologyServer"), FORM | ITEM, leave},
    {R4("questionnaire-usageMode"), ITEM, show},
    {R4("questionnaire-choiceOrientation"), ITEM, show},
    {R4("questionnaire-displayCategory"), ITEM, show},
    {R4("questionnaire-sliderStepValue"), ITEM, show},
    {R4("questionnaire-supportLink"), ITEM, show},
    {R4("questionnaire-instruction"), ITEM, show},
    {R4("rendering-style"), ITEM, show},
    {R4("rendering-xhtml"), ITEM, show},
    {R4("rendering-markdown"), ITEM, show},
    {R4("designNote"), FORM | ITEM, show},
    {R4("translation"), FORM | ITEM, show},
    {R4("artifact-versionAlgorithm"), FORM, show},
    {SDC("sdc-questionnaire-shortText"), ITEM, show},
    {SDC("sdc-questionnaire-openLabel"), ITEM, show},
    {SDC("sdc-questionnaire-width"), ITEM, show},
    {SDC("sdc-questionnaire-collapsible"), ITEM, show},
    {SDC("sdc-questionnaire-assembledFrom"), FORM, show},
    {SDC("sdc-questionnaire-assemble-expectation"), FORM, show},
    {SDC("sdc-questionnaire-preferredTerminologyServer"), FORM | ITEM, leave},
};

static const struct extension_row *find_row(struct span url, int level)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if ((rows[i].levels & level) != 0 && span_is(url, rows[i].url))
            return &rows[i];
    return NULL;
}

static void load_one(struct extension_load *in, int level)
{
    struct span url = json_text(json_member(in->json, "url"));

    in->row = find_row(url, level);
    if (in->row != NULL)
        in->row->take(in);
    else
        refuse(in, ISSUE_WARNING, ISSUE_NOT_SUPPORTED, "The extension %.*s is not known here.",
               SPAN_ARGS(span_head(url, 140)));
}

static void load_all(struct extension_load *in, const struct json *object, int level)
{
    struct place place = {in->place, "extension", 0};

    in->place = &place;
    for (const struct json *c = json_first(json_member(object, "extension")); c != NULL;
         c = c->next, place.index++) {
        in->json = c;
        load_one(in, level);
    }
}

/* What only all extensions of an item together can tell. */
static void check_together(struct extension_load *in, const struct place *place)
{
    const struct question *q = in->question;
    int order;

    in->place = place;
    if (q->max_occurs > 0 && q->min_occurs > q->max_occurs)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "minOccurs is above maxOccurs: no answer could fit.");
    if (q->max_occurs > 1 && !q->repeats)
        refuse(in, ISSUE_WARNING, ISSUE_BUSINESS_RULE,
               "maxOccurs on an item that does not repeat.");
    if (q->max_length > 0 && q->min_length > q->max_length)
        refuse(in, ISSUE_ERROR, ISSUE_VALUE, "minLength is above maxLength: no answer could fit.");
    if (value_order(q->least, q->most, &order) && order > 0)
        refuse(in, load_severity(in->l), ISSUE_VALUE,
               "The least value is above the most: no answer could fit.");
}

void load_item_extensions(struct loading *l, const struct json *json, uint32_t question,
                          const struct place *place)
{
    struct extension_load in = {.l = l,
                                .question = &l->items[question],
                                .link_id = l->items[question].link_id,
                                .place = place};

    load_all(&in, json, ITEM);
    check_together(&in, place);
}

void load_form_extensions(struct loading *l, const struct json *json, const struct place *place)
{
    struct extension_load in = {.l = l, .link_id = SPAN(""), .place = place};

    load_all(&in, json, FORM);
}

void load_option_extensions(struct loading *l, const struct json *json,
                            struct question_option *option, const struct place *place)
{
    struct extension_load in = {.l = l, .option = option, .link_id = SPAN(""), .place = place};

    load_all(&in, json, OPTION);
}
