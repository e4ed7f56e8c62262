/* What an expression can depend on: more is only slow, less would leave a stale answer standing.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/questionnaire.h"

#include "tap.h"

#include <stdalign.h>

enum { MAX_TEXT = 8192 };

static alignas(max_align_t) unsigned char block[8 << 20];
static struct arena arena;
static char text[MAX_TEXT];

/* a, b at the top; g holds c and d; x has the expression, y may be another variable's reader. */
static const char form_head[] =
    "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"status\":\"active\",\"extension\":["
    "{\"url\":\"http://hl7.org/fhir/StructureDefinition/variable\",\"valueExpression\":{\"name\":"
    "\"ofA\",\"language\":\"text/fhirpath\",\"expression\":"
    "\"%resource.item.where(linkId='a').answer.value\"}}],\"item\":["
    "{\"linkId\":\"a\",\"type\":\"integer\"},{\"linkId\":\"b\",\"type\":\"integer\"},"
    "{\"linkId\":\"g\",\"type\":\"group\",\"item\":[{\"linkId\":\"c\",\"type\":\"integer\","
    "\"item\":["
    "{\"linkId\":\"e\",\"type\":\"integer\"}]},{\"linkId\":\"d\",\"type\":\"integer\"}]},"
    "{\"linkId\":\"x\",\"type\":\"integer\",\"item\":[{\"linkId\":\"z\",\"type\":\"integer\"}],"
    "\"extension\":[{\"url\":\"http://hl7.org/fhir/uv/sdc/StructureDefinition/"
    "sdc-questionnaire-initialExpression\",\"valueExpression\":{\"language\":\"text/fhirpath\","
    "\"expression\":\"";

static const struct {
    const char *expression;
    const char *reads; /* linkIds in the order of the form; "*": anything */
} rows[] = {
    {"1 + 1", ""},
    {"%resource.item.where(linkId='a').answer.value", "a"},
    {"%resource.item.where('a' = linkId).answer.value", "a"},
    {"%resource.item.where(linkId='a' or linkId='b').answer.value.sum()", "ab"},
    {"%resource.item.where(linkId in ('a' | 'b')).answer.value.sum()", "ab"},
    {"%resource.descendants().where(linkId='c').answer.value", "ce"},
    {"%resource.repeat(item).where(linkId='d').answer.value", "d"},
    {"%resource.item.where(linkId='g').item.where(linkId='d').answer.value", "d"},
    {"%resource.item.where(linkId='g').item.first().answer.value", "gced"},
    {"%resource.item.where(linkId='g').item.skip(1).where(linkId='d').answer.value", "gced"},
    {"%resource.item.where(linkId='g').select(item.where(linkId='c').answer.value)", "gced"},
    {"%resource.item.where(linkId='a').where(answer.exists()).answer.value", "a"},
    {"%resource.item.where(answer.exists()).where(linkId='a').answer.value", "*"},
    {"%resource.item.answer.value.sum()", "*"},
    {"%resource.item.count()", "*"},
    {"%resource.item.where(linkId != 'a').count()", "*"},
    {"%resource.item.where(linkId = 'a' and answer.exists()).count()", "*"},
    {"%resource.item.where(linkId='nowhere').answer.value", ""},
    {"%ofA + 1", "a"},
    {"%ofA + %resource.item.where(linkId='b').answer.value", "ab"},
    {"iif(%resource.item.where(linkId='a').answer.value > 1, %ofA, "
     "%resource.item.where(linkId='d').answer.value)",
     "ad"},
    {"answer.item.where(linkId='z').answer.value", "z"},
    {"%context.answer.item.answer.value", "xz"},
    {"answer.item.answer.value.count()", "xz"},
    {"%questionnaire.item.count()", ""},
    {"%qitem.linkId.length()", ""},
    {"%resource.`item`.where(linkId='a').answer.value", "a"},
    {"%resource.item.where(linkId='a').answer.value + %resource.item.count()", "*"},
    {"(%resource.item.where(linkId='a') | %resource.item.where(linkId='b')).answer.value.sum()",
     "ab"},
    {"(%resource.item).where(linkId='a').answer.value", "*"},
    {"%resource.item.where(linkId='a')[0].answer.value", "a"},
    {"%resource.item.where(linkId='a').answer[0].value", "a"},
    {"%resource.item[0].where(linkId='a').answer.value", "*"},
    {"%resource.item.skip(1).where(linkId='a').answer.value", "*"},
    {"(%resource.item.where(linkId='a').answer.value).first()", "a"},
    {"%resource.item.where(linkId='a').answer.value.where($this > 1)", "a"},
    {"%resource.item.all(linkId='a' or answer.exists()).toString().length()", "*"},
};

static const struct question_expression *find(const struct questionnaire *form)
{
    for (uint32_t i = 0; i < form->n_expressions; i++)
        if (form->expressions[i].use == EXPRESSION_INITIAL)
            return &form->expressions[i];
    return NULL;
}

static bool is_told(const struct questionnaire *form, struct span want)
{
    const struct question_expression *e = find(form);
    char got[64] = "*";
    size_t n = 0;

    for (uint32_t i = 0; e != NULL && !e->reads_all && i < form->n_items; i++)
        if (question_expression_reads(e, i))
            got[n++] = form->items[i].link_id.at[0];
    if (e != NULL && !e->reads_all)
        got[n] = '\0';
    if (span_is(want, got))
        return true;
    printf("#   got  %s\n#   want %.*s\n", got, SPAN_ARGS(want));
    return false;
}

static bool passes(const char *expression, const char *reads)
{
    const struct questionnaire *form = NULL;
    struct report report;
    struct fault why;
    int len =
        snprintf(text, sizeof text, "%s%.*s\"}}]}]}", form_head, SPAN_ARGS(span_of(expression)));

    arena_init(&arena, block, sizeof block);
    report_init(&report, &arena);
    fault_clear(&why);
    if (questionnaire_load(span_at(text, (size_t)len), LOAD_STRICT, NULL, &arena, &report, &form,
                           &why) != HF_OK) {
        printf("#   %s\n", why.text);
        return false;
    }
    return is_told(form, span_of(reads));
}

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        tap_case(rows[i].expression, passes(rows[i].expression, rows[i].reads));
    return tap_end();
}
