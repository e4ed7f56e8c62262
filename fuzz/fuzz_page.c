/* fuzz/fuzz_page.c - whatever a page sends back: a draft, answers and a button. The response stays
 * one that can be written, read again and shown.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/form/form_page.h"
#include "door/http/form.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIELDS_MOST = 200 };

static alignas(max_align_t) unsigned char block[48 << 20];

static const char form_json[] =
    "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"version\":\"1\",\"status\":\"draft\","
    "\"item\":[{\"linkId\":\"a\",\"type\":\"boolean\",\"text\":\"A\",\"item\":[{\"linkId\":\"b\","
    "\"type\":\"integer\",\"repeats\":true,\"text\":\"B\"}]},{\"linkId\":\"g\",\"type\":\"group\","
    "\"repeats\":true,\"text\":\"G\",\"item\":[{\"linkId\":\"c\",\"type\":\"open-choice\",\"text\":"
    "\"C\",\"answerOption\":[{\"valueCoding\":{\"code\":\"x\"}}]},{\"linkId\":\"q\",\"type\":"
    "\"quantity\",\"text\":\"Q\",\"enableWhen\":[{\"question\":\"a\",\"operator\":\"=\","
    "\"answerBoolean\":true}]}]},{\"linkId\":\"d\",\"type\":\"date\",\"text\":\"D\"}]}";

static void show(struct form_page *page)
{
    const struct entry_view *entries = NULL;
    struct fault why = {.status = HF_OK};
    struct span text = SPAN("");
    struct response *again = NULL;
    size_t count = 0;

    if (form_page_fill(page, &why) != HF_OK ||
        form_page_entries(page, &entries, &count, &why) != HF_OK ||
        response_write(page->response, page->arena, &text, &why) != HF_OK)
        return; /* too much for a page: said so, and nothing else */
    enum status st = response_read(text, page->response->form, page->arena, &again, &why);

    assert(st == HF_OK || page->arena->spent);
}

static void answer(const struct questionnaire *form, struct http_fields fields, struct arena *arena)
{
    const struct calculation_world world = {.now_us = 1790000000000000};
    struct fault why = {.status = HF_OK};
    struct form_page page = {.arena = arena};

    if (response_read(http_field_value(fields, "draft"), form, arena, &page.response, &why) !=
        HF_OK)
        page.response = response_new(form, arena);
    page.calculation = calculation_new(page.response, &world, arena);
    if (page.calculation == NULL || form_page_fill(&page, &why) != HF_OK ||
        form_page_read(&page, fields, &why) != HF_OK)
        return;
    calculation_stale(page.calculation);
    if (form_page_press(&page, http_field_value(fields, "go"), &why) != HF_OK)
        return;
    calculation_stale(page.calculation);
    show(&page);
    form_page_prune(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct questionnaire *form = NULL;
    struct report report;
    struct http_fields fields;
    struct fault why = {.status = HF_OK};
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    report_init(&report, &arena);
    enum status st =
        questionnaire_load(span_of(form_json), LOAD_LENIENT, NULL, &arena, &report, &form, &why);

    assert(st == HF_OK);
    if (form_parse(span_at(data, size), FIELDS_MOST, &arena, &fields, &why) == HF_OK)
        answer(form, fields, &arena);
    return 0;
}
