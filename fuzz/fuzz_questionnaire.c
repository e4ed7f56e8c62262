/* fuzz/fuzz_questionnaire.c - whatever the bytes are: a form whose rules hold, or a fault.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/answers.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[16 << 20];

static void check_item(const struct form *form, uint32_t at)
{
    const struct form_item *item = &form->items[at];

    assert(form_find(form, item->link_id) == at);
    assert(item->parent == FORM_NONE || form->items[item->parent].kind == FORM_GROUP);
    assert((item->kind == FORM_CHOICE) == (item->n_options > 0));
    for (uint32_t i = 0; i < item->n_gates; i++)
        assert(item->gates[i].question < at);
}

/* Answers the first option of every choice, takes all of it through its bytes and back. */
static void try_answers(const struct form *form, struct arena *arena)
{
    struct form_answers *answers = form_answers_new(arena, form), *again = NULL;
    struct span bytes, twice;
    uint32_t dropped = 0;
    struct fault why;

    fault_clear(&why);
    assert(answers != NULL && form_states(answers, arena) != NULL);
    for (uint32_t i = 0; i < form->n_items; i++)
        if (form->items[i].n_options > 0) {
            enum status st = form_answer_read(answers, form->items[i].link_id,
                                              form->items[i].options[0].code, arena, &why);
            assert(st == HF_OK);
        }
    enum status st = form_answers_encode(answers, arena, &bytes, &why);
    assert(st == HF_OK);
    st = form_answers_decode(bytes, form, arena, &again, &dropped, &why);
    assert(st == HF_OK && dropped == 0);
    st = form_answers_encode(again, arena, &twice, &why);
    assert(st == HF_OK && span_equal(bytes, twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct form *form = NULL;
    struct form_part part;
    struct arena arena;
    struct fault why;

    if (size > 65536)
        return 0;
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (form_load(span_at(data, size), &arena, &form, &why) != HF_OK) {
        assert(form == NULL && why.status == HF_INVALID && why.text[0] != '\0');
        return 0;
    }
    for (uint32_t i = 0; i < form->n_items; i++)
        check_item(form, i);
    for (uint32_t i = 0; form_part(form, i, &part); i++)
        assert(part.first <= part.end && part.end <= form->n_items);
    try_answers(form, &arena);
    return 0;
}
