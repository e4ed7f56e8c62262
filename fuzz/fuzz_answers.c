/* fuzz/fuzz_answers.c - sealed answers that somebody changed: read, dropped or refused, no more.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/answers.h"
#include "knowledge/knowledge.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[4 << 20];

static const struct form *intake(void)
{
    static struct knowledge know;
    static struct arena arena;
    struct fault why;

    if (know.intake != NULL)
        return know.intake;
    fault_clear(&why);
    arena_init(&arena, know_block, sizeof know_block);
    enum status st = knowledge_load(&arena, &know, &why);
    assert(st == HF_OK);
    return know.intake;
}

/* What was taken is written the same way again, except that dropped answers are gone. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct form_answers *answers = NULL, *again = NULL;
    uint32_t dropped = 0, dropped_again = 0;
    struct span once, twice;
    struct arena arena;
    struct fault why;

    const struct form *form = intake();
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (form_answers_decode(span_at(data, size), form, &arena, &answers, &dropped, &why) != HF_OK) {
        assert(answers == NULL && why.text[0] != '\0');
        return 0;
    }
    enum status st = form_answers_encode(answers, &arena, &once, &why);
    assert(st == HF_OK);
    st = form_answers_decode(once, form, &arena, &again, &dropped_again, &why);
    assert(st == HF_OK && dropped_again == 0);
    st = form_answers_encode(again, &arena, &twice, &why);
    assert(st == HF_OK && span_equal(once, twice));
    return st != HF_OK;
}
