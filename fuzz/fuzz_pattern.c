/* fuzz/fuzz_pattern.c - a pattern, a replacement and a subject, one to a line (the subject may have
 * more): never runs on, never leaves its arena. Subjects are UTF-8, as everywhere.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/pattern.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[8 << 20];

static void use(const struct pattern *p, struct span with, struct span subject, struct arena *arena)
{
    struct fault why;
    struct buf out;
    bool part = false, whole = false;

    fault_clear(&why);
    if (pattern_match(p, subject, false, arena, &part, &why) == HF_OK &&
        pattern_match(p, subject, true, arena, &whole, &why) == HF_OK)
        assert(part || !whole);
    buf_init(&out, arena, 4096);
    fault_clear(&why);
    if (pattern_replace(p, subject, with, &out, &why) == HF_OK && !part)
        assert(span_equal(buf_view(&out), subject));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_at(data, size);
    struct pattern *p = NULL;
    struct arena arena;
    struct fault why;

    if (size > 1024 || utf8_check(rest) != size)
        return 0;
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    struct span text = span_cut(&rest, '\n'), with = span_cut(&rest, '\n');

    if (pattern_compile(text, false, &arena, &p, &why) == HF_OK)
        use(p, with, rest, &arena);
    else
        assert(why.status == HF_FAILED || (why.at >= 0 && (size_t)why.at <= text.len));
    return 0;
}
