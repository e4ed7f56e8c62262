/* fuzz/fuzz_forms.c - whatever the bytes are: a form whose tables hold together, or findings.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/questionnaire.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[64 << 20];

static void check_item(const struct questionnaire *form, uint32_t at)
{
    const struct question *q = &form->items[at];

    assert(questionnaire_find(form, q->link_id) == at);
    assert(q->parent == QUESTION_NONE || q->parent < at);
    assert(q->next > at && q->next <= form->n_items);
    assert(q->parent == QUESTION_NONE || q->next <= form->items[q->parent].next);
    assert(q->enabled_by == QUESTION_NONE || q->enabled_by < form->n_expressions);
    for (uint32_t i = 0; i < q->n_gates; i++)
        assert(q->gates[i].question == QUESTION_NONE || q->gates[i].question < form->n_items);
    for (uint32_t i = 0; i < q->n_options; i++)
        assert(value_problem(q->options[i].value) == NULL || q->options_from.len > 0);
}

static void check_expression(const struct questionnaire *form, uint32_t at)
{
    const struct question_expression *e = &form->expressions[at];

    assert(e->question == QUESTION_NONE || e->question < form->n_items);
    for (uint32_t i = 0; i < e->n_scope; i++)
        assert(form->expressions[e->scope[i]].use == EXPRESSION_VARIABLE);
    for (uint32_t i = 0; i < e->n_reads; i++)
        assert(e->reads[i].first < e->reads[i].end && e->reads[i].end <= form->n_items);
}

/* The findings are JSON whatever the form said. */
static void check_report(const struct report *report, struct arena *arena)
{
    const struct json *tree = NULL;
    struct span outcome;
    struct fault why;

    fault_clear(&why);
    enum status st = report_write_outcome(report, arena, &outcome, &why);
    assert(st == HF_OK);
    st = json_parse(outcome, &questionnaire_limits, arena, &tree, &why);
    assert(st == HF_OK);
}

static enum status load(struct span json, enum load_mode mode, struct arena *arena)
{
    const struct questionnaire *form = NULL;
    struct report report;
    struct fault why;

    arena_init(arena, block, sizeof block);
    report_init(&report, arena);
    fault_clear(&why);
    enum status st = questionnaire_load(json, mode, NULL, arena, &report, &form, &why);

    assert((st == HF_OK) == (form != NULL));
    assert(st != HF_OK || report.errors == 0);
    assert(st == HF_OK || (why.status == st && why.text[0] != '\0'));
    if (st == HF_FAILED)
        return st;
    check_report(&report, arena);
    for (uint32_t i = 0; form != NULL && i < form->n_items; i++)
        check_item(form, i);
    for (uint32_t i = 0; form != NULL && i < form->n_expressions; i++)
        check_expression(form, i);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span json = span_at(data, size);
    struct arena arena;

    if (size > 65536)
        return 0;
    /* What holds strictly holds for import. */
    if (load(json, LOAD_STRICT, &arena) == HF_OK)
        assert(load(json, LOAD_LENIENT, &arena) == HF_OK);
    else
        (void)load(json, LOAD_LENIENT, &arena); /* may go either way */
    return 0;
}
