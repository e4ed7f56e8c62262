/* base/decimal.c - reading, writing and the four operations.
 *
 * Magnitudes are computed without a sign and beside the scale, in up to 256 bits; `settle` brings
 * every result back below 10^38.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/decimal.h"

#include "base/decimal_inside.h"
#include "base/wide.h"

#include <string.h>

static uint128 size_of(struct decimal d)
{
    return d.coefficient < 0 ? -(uint128)d.coefficient : (uint128)d.coefficient;
}

static struct decimal signed_of(bool negative, uint128 size, int scale)
{
    __int128 n = (__int128)size;

    return (struct decimal){.coefficient = negative ? -n : n, .scale = scale};
}

/* Cuts `count` decimals off; true when the first of them rounds up. */
static bool cut_decimals(struct wide *size, int count)
{
    enum { CHUNK = 19 };

    for (count -= 1; count > 0; count -= CHUNK)
        (void)wide_divide_small(size, (uint64_t)wide_ten_to(count < CHUNK ? count : CHUNK));
    return wide_divide_small(size, 10) >= 5; /* what lies below the half can't change it */
}

static int digits_beyond(struct wide size)
{
    int beyond = 0;

    while (!wide_fits(size)) {
        (void)wide_divide_small(&size, (uint64_t)wide_ten_to(10));
        beyond += 10;
    }
    int digits = wide_digits(wide_low(size)) + beyond;

    return digits > DECIMAL_DIGITS ? digits - DECIMAL_DIGITS : 0;
}

/* The decimal of this size, its last decimals rounded off where there are too many digits. */
static bool settle(bool negative, struct wide size, int scale, struct decimal *ret)
{
    for (;;) {
        int cut = digits_beyond(size);

        if (cut < scale - DECIMAL_SCALE_MAX)
            cut = scale - DECIMAL_SCALE_MAX;
        if (cut > scale)
            return false;
        if (cut == 0)
            break;
        if (cut_decimals(&size, cut))
            size = wide_add(size, wide_of(1)); /* may reach 10^38: look again */
        scale -= cut;
    }
    *ret = signed_of(negative, wide_low(size), scale);
    return true;
}

/* text to number */

struct digits {
    uint128 size;
    int count, scale; /* significant digits so far; digits after the point */
    bool any;
};

/* Takes digits from `*at` on; false when there are more than fit. */
static bool take_digits(struct span text, size_t *at, bool fraction, struct digits *d)
{
    for (; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; ++*at) {
        int digit = text.at[*at] - '0';

        d->any = true;
        d->count += d->count > 0 || digit != 0;
        d->scale += fraction;
        if (d->count > DECIMAL_DIGITS || d->scale > DECIMAL_SCALE_MAX)
            return false;
        d->size = d->size * 10 + (unsigned)digit;
    }
    return true;
}

/* "e-3" at `*at`; leaves it where the number does not go on. */
static bool take_exponent(struct span text, size_t *at, int *ret)
{
    if (*at >= text.len || (text.at[*at] | 0x20) != 'e')
        return true;
    size_t i = *at + 1;
    bool negative = i < text.len && text.at[i] == '-';
    int n = 0;

    i += i < text.len && (text.at[i] == '-' || text.at[i] == '+');
    size_t first = i;

    for (; i < text.len && text.at[i] >= '0' && text.at[i] <= '9' && n < 1000; i++)
        n = n * 10 + (text.at[i] - '0');
    if (i == first)
        return false;
    *at = i;
    *ret = negative ? -n : n;
    return true;
}

/* Moves the point; false when the number then has too many digits. */
static bool apply_exponent(struct digits *d, int exponent)
{
    d->scale -= exponent;
    if (d->scale > DECIMAL_SCALE_MAX)
        return false;
    if (d->scale >= 0)
        return true;
    int zeros = -d->scale;

    d->scale = 0;
    if (d->size == 0)
        return true;
    if (d->count + zeros > DECIMAL_DIGITS)
        return false;
    d->size *= wide_ten_to(zeros);
    return true;
}

static enum status refuse_size(struct span text, struct fault *why)
{
    return fault_at(why, HF_INVALID, text.len, "a number has at most %d digits", DECIMAL_DIGITS);
}

enum status decimal_parse(struct span text, struct decimal *ret, struct fault *why)
{
    struct digits d = {0};
    bool negative = text.len > 0 && text.at[0] == '-';
    size_t at = negative;
    int exponent = 0;

    if (!take_digits(text, &at, false, &d))
        return refuse_size(text, why);
    if (d.any && at < text.len && text.at[at] == '.') {
        at++;
        d.any = false;
        if (!take_digits(text, &at, true, &d))
            return refuse_size(text, why);
    }
    if (!d.any || !take_exponent(text, &at, &exponent) || at != text.len)
        return fault_at(why, HF_INVALID, at, "not a number");
    if (!apply_exponent(&d, exponent))
        return refuse_size(text, why);
    *ret = signed_of(negative, d.size, d.scale);
    return HF_OK;
}

struct decimal decimal_from_int(int64_t n)
{
    return (struct decimal){.coefficient = n};
}

bool decimal_to_int(struct decimal d, int64_t *ret)
{
    struct decimal whole = decimal_truncate(d);

    if (!decimal_is_whole(d) || whole.coefficient > INT64_MAX || whole.coefficient < INT64_MIN)
        return false;
    *ret = (int64_t)whole.coefficient;
    return true;
}

size_t decimal_write(struct decimal d, char text[DECIMAL_TEXT])
{
    char digits[DECIMAL_TEXT];
    size_t count = 0, len = 0;
    uint128 size = size_of(d);

    for (int i = 0; size > 0 || i <= d.scale; i++, size /= 10) {
        if (i == d.scale && i > 0)
            digits[count++] = '.';
        digits[count++] = (char)('0' + (int)(size % 10));
    }
    if (d.coefficient < 0)
        text[len++] = '-';
    while (count > 0)
        text[len++] = digits[--count];
    return len;
}

/* comparing */

static bool is_small(struct decimal d)
{
    return d.coefficient <= INT64_MAX && d.coefficient >= -INT64_MAX;
}

/* The sizes of both at the larger scale. */
static int align(struct decimal a, struct decimal b, struct wide *ret_a, struct wide *ret_b)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;

    *ret_a = wide_multiply(size_of(a), wide_ten_to(scale - a.scale));
    *ret_b = wide_multiply(size_of(b), wide_ten_to(scale - b.scale));
    return scale;
}

int decimal_compare(struct decimal a, struct decimal b)
{
    if (a.scale == b.scale)
        return (a.coefficient > b.coefficient) - (a.coefficient < b.coefficient);
    bool negative = a.coefficient < 0;

    if (negative != (b.coefficient < 0))
        return negative ? -1 : 1;
    struct wide left, right;

    (void)align(a, b, &left, &right); /* only the sizes are of interest */
    return negative ? wide_compare(right, left) : wide_compare(left, right);
}

bool decimal_is_zero(struct decimal d)
{
    return d.coefficient == 0;
}

bool decimal_is_whole(struct decimal d)
{
    return d.scale == 0 || size_of(d) % wide_ten_to(d.scale) == 0;
}

bool decimal_is_like(struct decimal a, struct decimal b)
{
    int scale_a = decimal_normalize(a).scale, scale_b = decimal_normalize(b).scale;
    int scale = scale_a < scale_b ? scale_a : scale_b;

    return decimal_compare(decimal_round(a, scale), decimal_round(b, scale)) == 0;
}

/* the four operations */

struct decimal decimal_negate(struct decimal d)
{
    return (struct decimal){.coefficient = -d.coefficient, .scale = d.scale};
}

struct decimal decimal_abs(struct decimal d)
{
    return d.coefficient < 0 ? decimal_negate(d) : d;
}

static bool add_wide(struct decimal a, struct decimal b, struct decimal *ret)
{
    bool negative = a.coefficient < 0;
    struct wide left, right;
    int scale = align(a, b, &left, &right);

    if (negative == (b.coefficient < 0))
        return settle(negative, wide_add(left, right), scale, ret);
    if (wide_compare(left, right) >= 0)
        return settle(negative, wide_subtract(left, right), scale, ret);
    return settle(!negative, wide_subtract(right, left), scale, ret);
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *ret)
{
    if (a.scale != b.scale || !is_small(a) || !is_small(b))
        return add_wide(a, b, ret);
    *ret = (struct decimal){.coefficient = a.coefficient + b.coefficient, .scale = a.scale};
    return true;
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret)
{
    return decimal_add(a, decimal_negate(b), ret);
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret)
{
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);

    return settle(negative, wide_multiply(size_of(a), size_of(b)), a.scale + b.scale, ret);
}

/* size * 10^shift / by, cut. In two strides, since 256 bits hold only the first; the second stops
 * where the quotient has more digits than are kept anyway. Leaves in `*shift` what it reached. */
static struct wide divide_shifted(uint128 size, int *shift, uint128 by)
{
    int first = *shift < DECIMAL_DIGITS ? *shift : DECIMAL_DIGITS;
    int second = *shift - first;
    uint128 left_over, ignored;
    struct wide high = wide_divide(wide_multiply(size, wide_ten_to(first)), by, &left_over);

    *shift = first;
    if (second == 0 || !wide_fits(high) || wide_low(high) >= wide_ten_to(DECIMAL_DIGITS))
        return high;
    *shift += second;
    return wide_add(wide_multiply(wide_low(high), wide_ten_to(second)),
                    wide_divide(wide_multiply(left_over, wide_ten_to(second)), by, &ignored));
}

/* One decimal more than is kept, and the rest cut: what is cut can't change how it rounds. */
bool decimal_divide_to(struct decimal a, struct decimal b, int places, struct decimal *ret)
{
    if (b.coefficient == 0)
        return false;
    a = decimal_normalize(a);
    b = decimal_normalize(b);
    int shift = places + 1 + b.scale - a.scale;
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);

    shift = shift < 0 ? 0 : shift;
    struct wide size = divide_shifted(size_of(a), &shift, size_of(b));
    struct decimal quotient;

    if (!settle(negative, size, shift + a.scale - b.scale, &quotient))
        return false;
    *ret = decimal_normalize(decimal_round(quotient, places));
    return true;
}

bool decimal_divide(struct decimal a, struct decimal b, struct decimal *ret)
{
    return decimal_divide_to(a, b, DECIMAL_DIVISION_SCALE, ret);
}

/* Whole quotient and what is left over, as sizes; the latter at the larger of both scales. */
static bool divide_whole(struct decimal a, struct decimal b, struct wide *ret, uint128 *ret_left)
{
    struct wide left, right;

    (void)align(a, b, &left, &right); /* the scale is the callers' to know */
    if (wide_compare(left, right) < 0) {
        *ret = wide_of(0);
        *ret_left = wide_low(left);
        return wide_fits(left);
    }
    if (!wide_fits(right) || wide_low(right) >> 127 != 0) /* more digits apart than are kept */
        return false;
    *ret = wide_divide(left, wide_low(right), ret_left);
    return true;
}

bool decimal_div(struct decimal a, struct decimal b, struct decimal *ret)
{
    struct wide size;
    uint128 left;

    if (b.coefficient == 0)
        return false;
    if (decimal_compare(decimal_abs(a), decimal_abs(b)) < 0) {
        *ret = decimal_from_int(0);
        return true;
    }
    if (!divide_whole(a, b, &size, &left))
        return false;
    return settle((a.coefficient < 0) != (b.coefficient < 0), size, 0, ret);
}

bool decimal_mod(struct decimal a, struct decimal b, struct decimal *ret)
{
    struct wide size;
    uint128 left;

    if (b.coefficient == 0)
        return false;
    if (decimal_compare(decimal_abs(a), decimal_abs(b)) < 0) {
        *ret = a;
        return true;
    }
    if (!divide_whole(a, b, &size, &left))
        return false;
    return settle(a.coefficient<0, wide_of(left), a.scale> b.scale ? a.scale : b.scale, ret);
}
