/* fuzz/fuzz_response.c - a form, a zero byte and a response: checked, computed and written without
 * a fall, and what is written comes back as it was. Without a zero byte: the form below.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate.h"
#include "core/questionnaire/score.h"
#include "core/questionnaire/validate.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[64 << 20];
static struct arena arena;
static struct fault why;

#define FHIR "http://hl7.org/fhir/StructureDefinition/"
#define SDC  "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
#define EXPRESSION(url, text)                                                                      \
    "{\"url\":\"" url "\",\"valueExpression\":{\"name\":\"x\",\"language\":\"text/fhirpath\","     \
    "\"expression\":\"" text "\"}}"

static const char form_text[] =
    "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"version\":\"1\",\"status\":"
    "\"active\","
    "\"extension\":[" EXPRESSION(
        FHIR "variable",
        "%resource.item.where(linkId='i').answer.value") "],\"item\":["
                                                         "{\"linkId\":\"b\",\"type\":"
                                                         "\"boolean\"},"
                                                         "{\"linkId\":\"i\",\"type\":"
                                                         "\"integer\",\"repeats\":true,"
                                                         "\"extension\":["
                                                         "{\"url\":\"" FHIR
                                                         "maxValue\",\"valueInteger\":9}]},"
                                                         "{\"linkId\":\"g\",\"type\":\"group\","
                                                         "\"repeats\":true,\"enableWhen\":[{"
                                                         "\"question\":\"b\","
                                                         "\"operator\":\"=\",\"answerBoolean\":"
                                                         "true}],\"item\":["
                                                         "{\"linkId\":\"d\",\"type\":\"date\","
                                                         "\"required\":true},"
                                                         "{\"linkId\":\"s\",\"type\":"
                                                         "\"string\",\"maxLength\":5,\"item\":["
                                                         "{\"linkId\":\"t\",\"type\":\"text\","
                                                         "\"enableWhen\":[{\"question\":\"d\","
                                                         "\"operator\":\"exists\","
                                                         "\"answerBoolean\":true}]}]}]},"
                                                         "{\"linkId\":\"c\",\"type\":\"open-"
                                                         "choice\",\"repeats\":true,"
                                                         "\"answerOption\":["
                                                         "{\"valueCoding\":{\"system\":\"urn:"
                                                         "s\",\"code\":\"x\"},\"extension\":[{"
                                                         "\"url\":\"" FHIR
                                                         "ordinalValue\",\"valueDecimal\":1.5}]"
                                                         "},{\"valueCoding\":{\"code\":\"y\"}}]"
                                                         "},"
                                                         "{\"linkId\":\"q\",\"type\":"
                                                         "\"quantity\"},{\"linkId\":\"u\","
                                                         "\"type\":\"url\"},"
                                                         "{\"linkId\":\"r\",\"type\":"
                                                         "\"reference\"},{\"linkId\":\"a\","
                                                         "\"type\":\"attachment\"},"
                                                         "{\"linkId\":\"n\",\"type\":"
                                                         "\"decimal\",\"extension\":"
                                                         "[" EXPRESSION(
                                                             SDC "calculatedExpression",
                                                             "%x.sum() + 0.5") "]},"
                                                                               "{\"linkId\":"
                                                                               "\"e\",\"type\":"
                                                                               "\"string\","
                                                                               "\"extension\":"
                                                                               "[" EXPRESSION(
                                                                                   SDC "enableWhenE"
                                                                                       "xpression",
                                                                                   "%x.exists("
                                                                                   ")") "]}]}";
/* clang-format on */

static void check_written(const struct response *response)
{
    struct response *again = NULL;
    struct span once, twice;

    if (response_write(response, &arena, &once, &why) != HF_OK)
        return; /* beyond RESPONSE_MAX_BYTES, or the arena */
    enum status st = response_read(once, response->form, &arena, &again, &why);
    assert(st == HF_OK || st == HF_FAILED);
    if (st != HF_OK)
        return;
    assert(again->n_items == response->n_items && again->n_answers == response->n_answers);
    if (response_write(again, &arena, &twice, &why) == HF_OK)
        assert(span_equal(once, twice));
}

static void check_dropped(struct response *response, struct calculation *calculation)
{
    struct enabled enabled;
    uint32_t n;

    if (enabled_drop(response, calculation, &arena, &n, &why) != HF_OK ||
        !enabled_init(&enabled, response, calculation, &arena))
        return;
    for (struct response_item *i = response_first(response); i != NULL; i = response_next(i))
        assert(i->question == QUESTION_NONE || response->form->items[i->question].keeps_disabled ||
               enabled_item(&enabled, i));
}

static void check_scores(struct response *response, struct calculation *calculation)
{
    const struct score *scores = NULL;
    struct enabled enabled;
    uint32_t n = 0;

    if (enabled_init(&enabled, response, calculation, &arena) &&
        response_score(response, &enabled, &arena, &scores, &n, &why) == HF_OK)
        assert(n > 0 && scores->question == QUESTION_NONE);
}

static void try_response(const struct questionnaire *form, struct span json)
{
    static const struct calculation_world world = {.now_us = 1795000000000000};
    struct calculation *calculation;
    struct response *response = NULL;
    struct report report;

    report_init(&report, &arena);
    fault_clear(&why);
    if (response_read(json, form, &arena, &response, &why) != HF_OK)
        return;
    check_written(response);
    calculation = calculation_new(response, &world, &arena);
    if (calculation == NULL ||
        response_validate(response, calculation, &arena, &report, &why) != HF_OK ||
        calculation_begin(calculation, &report, &why) != HF_OK ||
        calculation_run(calculation, &report, &why) != HF_OK)
        return;
    check_written(response);
    check_scores(response, calculation);
    check_dropped(response, calculation);
    check_written(response);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct questionnaire *form = NULL;
    const uint8_t *cut = size == 0 ? NULL : memchr(data, 0, size);
    struct span json = span_at(data, size), first = span_of(form_text);
    struct report report;

    if (size > 65536)
        return 0;
    if (cut != NULL) {
        first = span_at(data, (size_t)(cut - data));
        json = span_skip(json, first.len + 1);
    }
    arena_init(&arena, block, sizeof block);
    report_init(&report, &arena);
    fault_clear(&why);
    if (questionnaire_load(first, LOAD_LENIENT, NULL, &arena, &report, &form, &why) == HF_OK)
        try_response(form, json);
    else
        assert(cut != NULL);
    return 0;
}
