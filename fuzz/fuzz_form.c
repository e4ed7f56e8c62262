/* fuzz/fuzz_form.c - whatever the bytes are: fields of clean text, or a fault that points into
 * them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"
#include "door/http/form.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[4 << 20];

static void check_fields(struct http_fields fields, size_t size)
{
    size_t total = 0;

    for (size_t i = 0; i < fields.count; i++) {
        assert(fields.at[i].name.len > 0 && fields.at[i].name.len <= FORM_MAX_NAME);
        assert(utf8_is_text(fields.at[i].name) && utf8_is_text(fields.at[i].value));
        total += fields.at[i].name.len + fields.at[i].value.len;
    }
    assert(total <= size);
}

static void fuzz_cookies(struct span text, struct arena *arena)
{
    struct http_fields fields = {NULL, 0};
    enum status st = cookie_parse(text, arena, &fields, NULL);

    assert(st == HF_OK && fields.count <= COOKIE_MAX);
    for (size_t i = 0; i < fields.count; i++)
        assert(fields.at[i].name.len > 0 && utf8_is_text(fields.at[i].value));
    (void)st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_at(data, size);
    struct http_fields fields = {NULL, 0};
    struct arena arena;
    struct fault why;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    enum status st = form_parse(text, 1000, &arena, &fields, &why);

    if (st == HF_OK)
        check_fields(fields, size);
    else
        assert(fields.count == 0 && why.at <= (long)size);
    fuzz_cookies(text, &arena);
    return 0;
}
