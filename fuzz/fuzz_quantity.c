/* fuzz/fuzz_quantity.c - two quantities, one to a line: written and read the same, in one order
 * only, and a sum has a unit of one of them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/quantity.h"

#include <assert.h>
#include <stdalign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static alignas(max_align_t) unsigned char block[1 << 16];

static bool read_quantity(struct span text, struct quantity *ret)
{
    struct fault why;

    fault_clear(&why);
    if (quantity_parse(text, ret, &why) != HF_OK) {
        assert(why.status == HF_INVALID && why.at >= 0 && (size_t)why.at <= text.len);
        return false;
    }
    return true;
}

static void check_text(const struct quantity *q, struct arena *arena)
{
    struct quantity again = {0};
    struct buf out;

    buf_init(&out, arena, 4096);
    quantity_write(q, &out);
    assert(read_quantity(buf_view(&out), &again));
    assert(span_equal(again.unit, q->unit) && decimal_compare(again.value, q->value) == 0);
}

static void check_unit(struct span code)
{
    struct fault why;

    fault_clear(&why);
    if (quantity_unit_check(code, &why) != HF_OK)
        assert(why.at >= 0 && (size_t)why.at <= code.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_at(data, size);
    struct quantity a, b, got;
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    if (size > 256 || !read_quantity(span_cut(&rest, '\n'), &a) || !read_quantity(rest, &b))
        return 0;
    check_text(&a, &arena);
    check_unit(a.unit);
    enum order order = quantity_compare(&a, &b), back = quantity_compare(&b, &a);

    assert(order == ORDER_UNKNOWN ? back == order : (int)back == -(int)order);
    assert(quantity_is_like(&a, &b) == quantity_is_like(&b, &a));
    if (quantity_add(&a, &b, &got))
        assert(span_equal(got.unit, a.unit) || span_equal(got.unit, b.unit));
    if (quantity_multiply(&a, &b, &arena, &got))
        check_text(&got, &arena);
    if (quantity_divide(&a, &b, &arena, &got))
        check_text(&got, &arena);
    return 0;
}
