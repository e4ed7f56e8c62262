/* core/questionnaire/load_extension.c - every extension by its address: taken, only shown, left
 * out, or refused by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load_extension.h"

#define refuse(in, severity, code, ...)                                                            \
    report_add((in)->l->report, (severity), (code), (in)->place, (in)->link_id, __VA_ARGS__)

/* --- the table ------------------------------------------------------------------------------- */

#define R4(name)  "http://hl7.org/fhir/StructureDefinition/" name, name
#define SDC(name) "http://hl7.org/fhir/uv/sdc/StructureDefinition/" name, name

enum { FORM = 1, ITEM = 2, OPTION = 4 };

static const struct extension_row rows[] = {
    {R4("questionnaire-minOccurs"), ITEM, load_take_min_occurs},
    {R4("questionnaire-maxOccurs"), ITEM, load_take_max_occurs},
    {R4("minValue"), ITEM, load_take_least},
    {R4("maxValue"), ITEM, load_take_most},
    {SDC("sdc-questionnaire-minQuantity"), ITEM, load_take_least},
    {SDC("sdc-questionnaire-maxQuantity"), ITEM, load_take_most},
    {R4("minLength"), ITEM, load_take_min_length},
    {R4("maxDecimalPlaces"), ITEM, load_take_max_decimals},
    {R4("maxSize"), ITEM, load_take_max_size},
    {R4("regex"), ITEM, load_take_regex},
    {R4("mimeType"), ITEM, load_take_mime_type},
    {R4("questionnaire-referenceResource"), ITEM, load_take_target},
    {R4("questionnaire-unit"), ITEM, load_take_unit},
    {R4("questionnaire-unitOption"), ITEM, load_take_unit},
    {R4("questionnaire-unitValueSet"), ITEM, load_take_unit_set},
    {R4("questionnaire-hidden"), ITEM, load_take_hidden},
    {R4("questionnaire-itemControl"), ITEM, load_take_control},
    {R4("entryFormat"), ITEM, load_take_placeholder},
    {"http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.disabledDisplay",
     "disabledDisplay", ITEM, load_take_disabled},
    {R4("questionnaire-constraint"), FORM | ITEM, load_take_constraint},
    {R4("variable"), FORM | ITEM, load_take_variable},
    {SDC("sdc-questionnaire-initialExpression"), ITEM, load_take_initial},
    {SDC("sdc-questionnaire-calculatedExpression"), ITEM, load_take_calculated},
    {SDC("sdc-questionnaire-enableWhenExpression"), ITEM, load_take_enabled},
    {"http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen",
     "fiphr-ext-questionnaire-enablewhen", ITEM, load_take_enabled_text},
    {SDC("sdc-questionnaire-launchContext"), FORM, load_take_launch},
    {R4("questionnaire-optionExclusive"), OPTION, load_take_exclusive},
    {R4("questionnaire-optionPrefix"), OPTION, load_take_prefix},
    {R4("ordinalValue"), OPTION, load_show}, /* taken by find_score */
    {R4("itemWeight"), OPTION, load_show},
    {SDC("sdc-questionnaire-itemWeight"), OPTION, load_show},
    {R4("cqf-expression"), FORM | ITEM, load_refuse_expression},
    {R4("cqf-library"), FORM, load_refuse_cql},
    {SDC("sdc-questionnaire-library"), FORM, load_refuse_cql},
    {SDC("sdc-questionnaire-sourceQueries"), FORM, load_refuse_query},
    {SDC("sdc-questionnaire-sourceStructureMap"), FORM, load_refuse_map},
    {SDC("sdc-questionnaire-targetStructureMap"), FORM, load_refuse_map},
    {SDC("sdc-questionnaire-answerExpression"), ITEM, load_refuse_expression},
    {SDC("sdc-questionnaire-candidateExpression"), ITEM, load_refuse_expression},
    {SDC("sdc-questionnaire-contextExpression"), ITEM, load_refuse_expression},
    {SDC("sdc-questionnaire-itemPopulationContext"), ITEM, load_refuse_expression},
    {SDC("sdc-questionnaire-answerOptionsToggleExpression"), ITEM, load_refuse_expression},
    {SDC("sdc-questionnaire-subQuestionnaire"), ITEM, load_refuse_adaptive},
    {SDC("sdc-questionnaire-questionnaireAdaptive"), FORM, load_refuse_adaptive},
    {SDC("sdc-questionnaire-lookupQuestionnaire"), ITEM, load_refuse_adaptive},
    {SDC("sdc-questionnaire-observationExtract"), FORM | ITEM, load_leave},
    {SDC("sdc-questionnaire-templateExtract"), FORM | ITEM, load_leave},
    {SDC("sdc-questionnaire-templateExtractBundle"), FORM, load_leave},
    {SDC("sdc-questionnaire-extractAllocateId"), FORM | ITEM, load_leave},
    {SDC("sdc-questionnaire-observationLinkPeriod"), ITEM, load_leave},
    {R4("questionnaire-signatureRequired"), FORM | ITEM, load_leave},
    {R4("preferredTerminologyServer"), FORM | ITEM, load_leave},
    {R4("questionnaire-usageMode"), ITEM, load_show},
    {R4("questionnaire-choiceOrientation"), ITEM, load_show},
    {R4("questionnaire-displayCategory"), ITEM, load_show},
    {R4("questionnaire-sliderStepValue"), ITEM, load_show},
    {R4("questionnaire-supportLink"), ITEM, load_show},
    {R4("questionnaire-instruction"), ITEM, load_show},
    {R4("rendering-style"), ITEM, load_show},
    {R4("rendering-xhtml"), ITEM, load_show},
    {R4("rendering-markdown"), ITEM, load_show},
    {R4("designNote"), FORM | ITEM, load_show},
    {R4("translation"), FORM | ITEM, load_show},
    {R4("artifact-versionAlgorithm"), FORM, load_show},
    {SDC("sdc-questionnaire-shortText"), ITEM, load_show},
    {SDC("sdc-questionnaire-openLabel"), ITEM, load_show},
    {SDC("sdc-questionnaire-width"), ITEM, load_show},
    {SDC("sdc-questionnaire-collapsible"), ITEM, load_show},
    {SDC("sdc-questionnaire-assembledFrom"), FORM, load_show},
    {SDC("sdc-questionnaire-assemble-expectation"), FORM, load_show},
    {SDC("sdc-questionnaire-preferredTerminologyServer"), FORM | ITEM, load_leave},
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
