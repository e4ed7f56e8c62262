/* fuzz/fuzz_temporal.c - two dates or times and an amount, one to a line:
 * as text and back the same, in one order only, and moved without leaving the calendar.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/temporal.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool read_literal(struct span text, struct temporal *ret)
{
    struct fault why;

    fault_clear(&why);
    if (temporal_parse_literal(text, ret, &why) != HF_OK) {
        assert(why.status == HF_INVALID && why.at >= 0 && (size_t)why.at <= text.len);
        return false;
    }
    return true;
}

static void check_text(const struct temporal *t)
{
    char text[TEMPORAL_TEXT];
    struct span written = span_at(text, temporal_write(t, text));
    struct temporal again;
    struct fault why;

    fault_clear(&why);
    enum status st = temporal_parse((enum temporal_kind)t->kind, written, &again, &why);

    assert(st == HF_OK && temporal_compare(t, &again) == ORDER_EQUAL);
    assert(st != HF_OK || temporal_digits(t) == temporal_digits(&again));
}

static void check_order(const struct temporal *a, const struct temporal *b)
{
    enum order order = temporal_compare(a, b), back = temporal_compare(b, a);

    assert(order == ORDER_UNKNOWN ? back == ORDER_UNKNOWN : (int)back == -(int)order);
    assert(!temporal_is_like(a, b) || order == ORDER_EQUAL);
}

static void check_boundaries(const struct temporal *t)
{
    struct temporal low, high;

    if (!temporal_low_boundary(t, 0, &low) || !temporal_high_boundary(t, 0, &high))
        return;
    check_text(&low);
    check_text(&high);
    assert(temporal_compare(&low, &high) != ORDER_GREATER);
}

static void check_moves(const struct temporal *a, const struct temporal *b, struct decimal amount)
{
    for (int unit = CALENDAR_YEAR; unit <= CALENDAR_MILLISECOND; unit++) {
        struct temporal sum;
        int64_t n;

        if (temporal_add(a, amount, (enum calendar_unit)unit, &sum))
            check_text(&sum);
        (void)temporal_between(a, b, (enum calendar_unit)unit, true, &n);
        (void)temporal_between(a, b, (enum calendar_unit)unit, false, &n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_at(data, size);
    struct temporal a, b;
    struct decimal amount;
    struct fault why;

    fault_clear(&why);
    if (size > 256 || !read_literal(span_cut(&rest, '\n'), &a) ||
        !read_literal(span_cut(&rest, '\n'), &b) || decimal_parse(rest, &amount, &why) != HF_OK)
        return 0;
    check_text(&a);
    check_order(&a, &b);
    check_boundaries(&a);
    check_moves(&a, &b, amount);
    return 0;
}
