/* fuzz/fuzz_content.c - two bytes choose the action, the rest is its content: what is taken is
 * written again byte for byte, and what is refused is refused at a place in the bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/content.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[8 << 20];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct fault why;
    const void *content = NULL;
    struct span again = SPAN(""), text = SPAN("");

    if (size < 2)
        return 0;
    uint16_t action = (uint16_t)(data[0] | data[1] << 8);
    struct span bytes = span_at(data + 2, size - 2);

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    if (content_decode(action, bytes, &arena, &content, &why) != HF_OK) {
        assert(content == NULL && why.status == HF_INVALID);
        assert(why.at >= 0 && (size_t)why.at <= bytes.len);
        return 0;
    }
    enum status st = content_encode(action, content, &arena, &again, &why);

    assert(st == HF_OK && span_equal(bytes, again));
    st = content_text(action, content, &arena, &text, &why);
    assert(st == HF_OK);
    (void)content_direction(action, content);
    return st != HF_OK;
}
