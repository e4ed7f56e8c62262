/* fuzz/fuzz_decimal.c - two numbers, one to a line: as text and back the same, sums undone by
 * differences, quotient and remainder the number again.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/decimal.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool read_number(struct span text, struct decimal *ret)
{
    struct fault why;

    fault_clear(&why);
    if (decimal_parse(text, ret, &why) != HF_OK) {
        assert(why.status == HF_INVALID && why.at >= 0 && (size_t)why.at <= text.len);
        return false;
    }
    return true;
}

static void check_text(struct decimal d)
{
    char text[DECIMAL_TEXT];
    struct decimal again;

    assert(read_number(span_at(text, decimal_write(d, text)), &again));
    assert(again.coefficient == d.coefficient && again.scale == d.scale);
}

/* A sum of few digits loses none, so the difference undoes it. */
static void check_sum(struct decimal a, struct decimal b)
{
    struct decimal sum, back;

    if (!decimal_add(a, b, &sum) || sum.scale < a.scale || sum.scale < b.scale)
        return;
    assert(decimal_subtract(sum, b, &back));
    assert(back.scale < a.scale || decimal_compare(back, a) == 0);
}

static void check_remainder(struct decimal a, struct decimal b)
{
    struct decimal whole, left, product, sum;

    if (!decimal_div(a, b, &whole) || !decimal_mod(a, b, &left))
        return;
    assert(decimal_compare(decimal_abs(left), decimal_abs(b)) < 0);
    if (decimal_multiply(whole, b, &product) && product.scale >= b.scale &&
        decimal_add(product, left, &sum) && sum.scale >= a.scale)
        assert(decimal_compare(sum, a) == 0);
}

static void check_all(struct decimal a, struct decimal b)
{
    struct decimal d;

    check_text(a);
    check_sum(a, b);
    check_remainder(a, b);
    if (decimal_multiply(a, b, &d))
        check_text(d);
    if (decimal_divide(a, b, &d))
        check_text(d);
    if (decimal_power(a, b, &d))
        check_text(d);
    if (decimal_sqrt(a, &d) && decimal_log(a, b, &d))
        check_text(d);
    if (decimal_low_boundary(a, b.scale, &d))
        assert(d.scale == b.scale);
    assert(decimal_compare(decimal_floor(a), decimal_ceiling(a)) <= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_at(data, size);
    struct decimal a, b;

    if (size <= 256 && read_number(span_cut(&rest, '\n'), &a) && read_number(rest, &b))
        check_all(a, b);
    return 0;
}
