/* fuzz/fuzz_texts.c - two strings, the first on one line: what is encoded or escaped comes back,
 * and pieces put together are the whole again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/texts.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[4 << 20];

static void check_codes(struct span s, struct arena *arena)
{
    for (int code = TEXTS_BASE64; code <= TEXTS_HEX; code++) {
        struct span coded = texts_encode((enum texts_code)code, s, arena), back = {0};
        struct fault why;

        fault_clear(&why);
        enum status st = texts_decode((enum texts_code)code, coded, arena, &back, &why);

        assert(st == HF_OK && span_equal(back, s));
        if (texts_decode((enum texts_code)code, s, arena, &back, &why) != HF_OK)
            assert(st != HF_OK || (why.at >= 0 && (size_t)why.at <= s.len));
    }
}

static void check_escapes(struct span s, struct arena *arena)
{
    struct span html = texts_escape_html(s, arena), json = texts_escape_json(s, arena);

    assert(span_equal(texts_unescape_html(html, arena), s));
    assert(span_equal(texts_unescape_json(json, arena), s));
    assert(utf8_check(texts_unescape_html(s, arena)) == texts_unescape_html(s, arena).len);
    assert(utf8_check(texts_unescape_json(s, arena)) == texts_unescape_json(s, arena).len);
}

static void check_places(struct span s, struct span part, struct arena *arena)
{
    int64_t first = texts_index_of(s, part), last = texts_last_index_of(s, part);
    size_t count;

    assert((first < 0) == (last < 0) && first <= last && (first >= 0) == texts_contains(s, part));
    if (first >= 0)
        assert(span_starts(texts_substring(s, first, INT64_MAX), part));
    struct span *pieces = texts_split(s, part, arena, &count);
    size_t bytes = count > 0 ? part.len * (count - 1) : 0;

    for (size_t i = 0; pieces != NULL && i < count; i++)
        bytes += pieces[i].len;
    assert(bytes == s.len);
    assert(span_equal(texts_replace(s, part, part, arena), s) || part.len == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_at(data, size);
    struct arena arena;

    if (size > 1024 || utf8_check(rest) != size)
        return 0;
    arena_init(&arena, block, sizeof block);
    struct span part = span_cut(&rest, '\n');

    check_codes(rest, &arena);
    check_escapes(rest, &arena);
    check_places(rest, part, &arena);
    assert(texts_is_like(rest, texts_trim(rest)));
    assert(utf8_count(texts_lower(rest, &arena)) == utf8_count(rest));
    assert(!arena.spent);
    return 0;
}
