/* fuzz/fuzz_measure.c - whatever text is loaded: beside each instrument it is that one, whole and
 * in range, or it is refused with a reason, and nothing in between.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/hold.h"
#include "core/measure/slot.h"
#include "knowledge/knowledge.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[64 << 20];
static struct knowledge know;

static void load_once(void)
{
    static struct arena arena;
    struct fault why;

    if (know.measures != NULL)
        return;
    arena_init(&arena, know_block, sizeof know_block);
    fault_clear(&why);
    enum status st = knowledge_load(&arena, &know, &why);

    assert(st == HF_OK);
}

/* Each answer of an item counts within its range, and no two the same. */
static void check_values(const struct measure_match *match, uint32_t item)
{
    const struct measure_item *range = &match->measure->items[item];
    const struct measure_slot *slot = &match->at[item];
    const struct question *q = &match->form->items[slot->question];

    for (uint32_t i = 0; slot->values != NULL && i < q->n_options; i++) {
        assert(slot->values[i] >= range->least && slot->values[i] <= range->most);
        for (uint32_t j = 0; j < i; j++)
            assert(slot->values[i] != slot->values[j]);
    }
}

static bool is_item(const struct measure_match *match, uint32_t question)
{
    for (uint32_t i = 0; i < match->n; i++)
        if (match->at[i].question == question)
            return true;
    return false;
}

/* Nothing is asked that is no item, and nothing has to be answered. */
static void check_form(const struct measure_match *match)
{
    for (uint32_t i = 0; i < match->form->n_items; i++) {
        const struct question *q = &match->form->items[i];

        assert(!q->required && q->min_occurs == 0);
        assert(!question_is_asked(q) || q->hidden || is_item(match, i));
    }
}

/* Silence is no answer; and blanks beside blanks may hold as much as the scale is wide. */
static void check_silence(const struct measure_match *match, struct arena *arena)
{
    const struct measure *m = match->measure;
    struct response *response = response_new(match->form, arena);
    int64_t answers[MEASURE_MAX_ITEMS];

    if (response == NULL)
        return;
    measure_answers(match, response, answers);
    for (uint32_t i = 0; i < m->n_items; i++)
        assert(answers[i] == MEASURE_MISSING);
    for (uint32_t i = 0; i < m->n_holds; i++)
        assert(measure_may_rise(m, &m->holds[i], answers, answers));
}

static void check_match(const struct measure_match *match, struct arena *arena)
{
    assert(match->n <= match->measure->n_items);
    for (uint32_t i = 0; i < match->measure->n_items; i++)
        assert(i < match->n || !measure_reads(match->measure, i + 1));
    for (uint32_t i = 0; i < match->n; i++) {
        assert(match->at[i].question < match->form->n_items);
        check_values(match, i);
    }
    check_form(match);
    check_silence(match, arena);
}

static void try_measure(const struct measure *measure, const struct questionnaire *form,
                        struct arena *arena)
{
    struct measure_match match = {.measure = NULL};
    struct report report;
    struct fault why;

    report_init(&report, arena);
    fault_clear(&why);
    enum status st = measure_match(measure, form, arena, &report, &match, &why);

    if (st == HF_OK)
        check_match(&match, arena);
    else
        assert(match.measure == NULL && why.text[0] != '\0' &&
               (st == HF_FAILED || (st == HF_INVALID && report.errors > 0)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct questionnaire *form = NULL;
    struct report report;
    struct arena arena;
    struct fault why;

    if (size > 65536)
        return 0;
    load_once();
    arena_init(&arena, block, sizeof block);
    report_init(&report, &arena);
    fault_clear(&why);
    if (questionnaire_load(span_at(data, size), LOAD_LENIENT, NULL, &arena, &report, &form, &why) !=
        HF_OK)
        return 0;
    size_t mark = arena_mark(&arena);

    for (uint32_t i = 0; i < know.measures->count; i++) {
        arena_rewind(&arena, mark);
        try_measure(&know.measures->at[i], form, &arena);
    }
    const struct measure *found = measure_recognise(know.measures, form, &arena);

    assert(found == NULL || measures_find(know.measures, found->id) == found);
    return 0;
}
