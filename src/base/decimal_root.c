/* base/decimal_root.c - powers, roots and logarithms in whole numbers: no floating point, so that
 * every machine gives the same digits.
 *
 * exp and ln are series over decimals of up to 37 places, after the argument is brought near zero
 * or one; their error stays far below DECIMAL_ROOT_DIGITS. Sources of the reductions: the
 * definitions only (exp(n ln 10 + r) = 10^n exp(r); ln(m 10^k) = ln m + k ln 10;
 * ln m = 2 artanh((m - 1) / (m + 1))).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/decimal_inside.h"
#include "base/wide.h"

enum { SERIES_SCALE = 34, SERIES_TERMS = 60, EXP_LIMIT = 88, POWER_LIMIT = 100000 };

/* A constant with 36 decimals as two halves, since C has no literals of 128 bits. */
static struct decimal constant(uint64_t high, uint64_t low)
{
    return (struct decimal){(__int128)((uint128)high * wide_ten_to(18) + low), 36};
}

static struct decimal ln_10(void) /* 2.302585092994045684 017991454684364208 */
{
    return constant(2302585092994045684U, 17991454684364208U);
}

static struct decimal ln_2(void) /* 0.693147180559945309 417232121458176568 */
{
    return constant(693147180559945309U, 417232121458176568U);
}

static struct decimal to_significant(struct decimal d, int digits)
{
    uint128 size = (uint128)decimal_abs(d).coefficient;

    return decimal_normalize(decimal_round(d, d.scale - (wide_digits(size) - digits)));
}

/* e^d for a d near zero. */
static bool exp_series(struct decimal d, struct decimal *ret)
{
    struct decimal sum = decimal_from_int(1), term = sum;
    bool fits = true;

    for (int n = 1; fits && n < SERIES_TERMS && term.coefficient != 0; n++) {
        fits = decimal_multiply(term, d, &term) &&
               decimal_divide_to(term, decimal_from_int(n), SERIES_SCALE, &term) &&
               decimal_add(sum, term, &sum);
    }
    *ret = sum;
    return fits;
}

/* artanh(d) for a d near zero. */
static bool artanh_series(struct decimal d, struct decimal *ret)
{
    struct decimal sum = d, power = d, square, term = d;
    bool fits = decimal_multiply(d, d, &square);

    for (int n = 3; fits && n < SERIES_TERMS && term.coefficient != 0; n += 2) {
        fits = decimal_multiply(power, square, &power) &&
               decimal_divide_to(power, decimal_from_int(n), SERIES_SCALE, &term) &&
               decimal_add(sum, term, &sum);
    }
    *ret = sum;
    return fits;
}

/* d times 10^n, n of any sign. */
static bool shift_point(struct decimal d, int n, struct decimal *ret)
{
    struct decimal ten = {.coefficient = (__int128)wide_ten_to(n < 0 ? 0 : n)};

    if (n >= 0)
        return decimal_multiply(d, ten, ret);
    if (n < -DECIMAL_SCALE_MAX)
        return *ret = decimal_from_int(0), true;
    return decimal_multiply(d, (struct decimal){.coefficient = 1, .scale = -n}, ret);
}

/* All digits that the series gave. */
static bool exp_raw(struct decimal d, struct decimal *ret)
{
    struct decimal limit = decimal_from_int(EXP_LIMIT), tens, part;

    if (decimal_compare(d, limit) > 0)
        return false;
    if (decimal_compare(d, decimal_negate(limit)) < 0)
        return *ret = decimal_from_int(0), true;
    if (!decimal_divide(d, ln_10(), &tens))
        return false;
    tens = decimal_round(tens, 0);
    int n = (int)tens.coefficient;

    return decimal_multiply(ln_10(), tens, &part) && decimal_subtract(d, part, &part) &&
           exp_series(part, &part) && shift_point(part, n, ret);
}

/* n times a constant, added to the sum. */
static bool add_times(struct decimal *sum, struct decimal value, int n)
{
    struct decimal product;

    return decimal_multiply(value, decimal_from_int(n), &product) &&
           decimal_add(*sum, product, sum);
}

/* ln of 0.75 up to 1.5. */
static bool ln_near_one(struct decimal d, struct decimal *ret)
{
    const struct decimal one = decimal_from_int(1);
    struct decimal above, below, sum;

    return decimal_subtract(d, one, &above) && decimal_add(d, one, &below) &&
           decimal_divide_to(above, below, SERIES_SCALE, &sum) && artanh_series(sum, &sum) &&
           decimal_add(sum, sum, ret);
}

static bool ln_raw(struct decimal d, struct decimal *ret)
{
    const struct decimal most = {.coefficient = 15, .scale = 1},
                         half = {.coefficient = 5, .scale = 1};
    int halvings = 0;

    if (d.coefficient <= 0)
        return false;
    int above_one = wide_digits((uint128)d.coefficient) - 1;
    int tens = above_one - d.scale;

    d.scale = above_one; /* 1 up to 10 */
    for (; decimal_compare(d, most) >= 0; halvings++) {
        if (!decimal_multiply(d, half, &d))
            return false;
    }
    return ln_near_one(d, ret) && add_times(ret, ln_2(), halvings) && add_times(ret, ln_10(), tens);
}

bool decimal_exp(struct decimal d, struct decimal *ret)
{
    struct decimal raw;

    if (!exp_raw(d, &raw))
        return false;
    *ret = to_significant(raw, DECIMAL_ROOT_DIGITS);
    return true;
}

bool decimal_ln(struct decimal d, struct decimal *ret)
{
    struct decimal raw;

    if (!ln_raw(d, &raw))
        return false;
    *ret = to_significant(raw, DECIMAL_ROOT_DIGITS);
    return true;
}

bool decimal_log(struct decimal d, struct decimal base, struct decimal *ret)
{
    struct decimal above, below, raw;

    if (!ln_raw(d, &above) || !ln_raw(base, &below) ||
        !decimal_divide_to(above, below, SERIES_SCALE, &raw))
        return false;
    *ret = to_significant(raw, DECIMAL_ROOT_DIGITS);
    return true;
}

/* Brings the coefficient to 37 or 38 digits and an even scale, so that its root has 19. */
bool decimal_sqrt(struct decimal d, struct decimal *ret)
{
    if (d.coefficient < 0)
        return false;
    uint128 size = (uint128)d.coefficient;
    int zeros = DECIMAL_DIGITS - wide_digits(size);

    zeros -= (d.scale + zeros) % 2;
    zeros = zeros < 0 ? 0 : zeros;
    if ((d.scale + zeros) % 2 != 0) /* 38 digits and an odd scale: one digit is beyond the root's */
        return decimal_sqrt(decimal_round(d, d.scale - 1), ret);
    size *= wide_ten_to(zeros);
    uint128 root = wide_root(size);
    struct decimal raw = {.coefficient = (__int128)root, .scale = (d.scale + zeros) / 2};

    *ret = root * root == size ? decimal_normalize(raw) : to_significant(raw, DECIMAL_ROOT_DIGITS);
    return true;
}

/* By squaring; n is above zero. */
static bool power_whole(struct decimal base, int64_t n, struct decimal *ret)
{
    struct decimal power = decimal_from_int(1);

    for (;; n /= 2) {
        if (n % 2 != 0 && !decimal_multiply(power, base, &power))
            return false;
        if (n <= 1)
            break;
        if (!decimal_multiply(base, base, &base))
            return false;
    }
    *ret = power;
    return true;
}

static bool power_negative(struct decimal base, int64_t n, struct decimal *ret)
{
    struct decimal below, raw;

    if (!power_whole(base, n, &below) ||
        !decimal_divide_to(decimal_from_int(1), below, SERIES_SCALE, &raw))
        return false;
    *ret = to_significant(raw, DECIMAL_ROOT_DIGITS);
    return true;
}

static bool power_fraction(struct decimal base, struct decimal exponent, struct decimal *ret)
{
    struct decimal product;

    if (base.coefficient == 0 && exponent.coefficient > 0)
        return *ret = base, true;
    return ln_raw(base, &product) && decimal_multiply(product, exponent, &product) &&
           decimal_exp(product, ret);
}

bool decimal_power(struct decimal base, struct decimal exponent, struct decimal *ret)
{
    int64_t n;

    if (!decimal_to_int(exponent, &n))
        return power_fraction(base, exponent, ret);
    if (n > POWER_LIMIT || n < -POWER_LIMIT)
        return false;
    return n < 0 ? power_negative(base, -n, ret) : power_whole(base, n, ret);
}
