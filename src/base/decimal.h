/* base/decimal.h - exact decimal numbers that keep how they were written: 1.0 stays 1.0.
 *
 * A value of at most 38 digits. Sums, differences and products are exact while they fit; one with
 * more digits loses its last decimals (rounded half away from zero), never its size. Every
 * function that returns bool answers false where no such number exists or its size does not fit,
 * and then leaves `*ret` alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_DECIMAL_H
#define HF_BASE_DECIMAL_H

#include "base/fault.h"
#include "base/span.h"

enum {
    DECIMAL_DIGITS = 38,         /* of the coefficient, at most */
    DECIMAL_SCALE_MAX = 37,      /* digits after the point, at most */
    DECIMAL_DIVISION_SCALE = 18, /* decimals of a quotient that does not end; rounded */
    DECIMAL_ROOT_DIGITS = 17,    /* significant digits of roots, powers and logarithms */
    DECIMAL_BOUNDARY_SCALE = 28, /* largest precision of a boundary */
    DECIMAL_TEXT = 48,           /* bytes that any decimal needs as text */
};

/* coefficient / 10^scale; `scale` is the number of digits written after the point. */
struct decimal {
    __int128 coefficient;
    int scale;
};

/* "-12.50", "7", "1.5e3": a minus sign, digits, a fraction, an exponent (JSON's numbers, but
 * leading zeros are read too), nothing else. HF_INVALID: no number, or more than 38 digits. */
HF_MUST_USE enum status decimal_parse(struct span text, struct decimal *ret, struct fault *why);

struct decimal decimal_from_int(int64_t n);

/* Only a whole number (4.0 is one) of 64 bits. */
bool decimal_to_int(struct decimal d, int64_t *ret);

/* By value: 1.0 and 1.00 are equal. Less than, equal to or greater than zero. */
int decimal_compare(struct decimal a, struct decimal b);
bool decimal_is_zero(struct decimal d);
bool decimal_is_whole(struct decimal d);

/* Equal when both are rounded to the smaller number of decimals that either has, not counting
 * zeros at the end. */
bool decimal_is_like(struct decimal a, struct decimal b);

bool decimal_add(struct decimal a, struct decimal b, struct decimal *ret);
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret);
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret);
bool decimal_divide(struct decimal a, struct decimal b, struct decimal *ret); /* zero: false */

/* The quotient cut towards zero, and what it leaves; the remainder has the sign of `a`. */
bool decimal_div(struct decimal a, struct decimal b, struct decimal *ret);
bool decimal_mod(struct decimal a, struct decimal b, struct decimal *ret);

struct decimal decimal_negate(struct decimal d);
struct decimal decimal_abs(struct decimal d);

/* To `places` decimals, half away from zero; a number with fewer is as it was. */
struct decimal decimal_round(struct decimal d, int places);
struct decimal decimal_truncate(struct decimal d); /* scale 0, as the next two */
struct decimal decimal_floor(struct decimal d);
struct decimal decimal_ceiling(struct decimal d);

/* Without zeros at the end of the fraction: 1.50 becomes 1.5, 2.0 becomes 2. */
struct decimal decimal_normalize(struct decimal d);

/* A whole exponent multiplies (exactly while it fits); any other, and the functions below, are
 * right to DECIMAL_ROOT_DIGITS significant digits. A negative base needs a whole exponent. */
bool decimal_power(struct decimal base, struct decimal exponent, struct decimal *ret);
bool decimal_sqrt(struct decimal d, struct decimal *ret);
bool decimal_exp(struct decimal d, struct decimal *ret);
bool decimal_ln(struct decimal d, struct decimal *ret);
bool decimal_log(struct decimal d, struct decimal base, struct decimal *ret);

/* The least and greatest number that could have been written so, with `places` decimals
 * (0..DECIMAL_BOUNDARY_SCALE): 1.587 to 6 lies between 1.586500 and 1.587500. */
bool decimal_low_boundary(struct decimal d, int places, struct decimal *ret);
bool decimal_high_boundary(struct decimal d, int places, struct decimal *ret);

/* Exactly `scale` digits after the point. Returns the bytes written, no NUL. */
size_t decimal_write(struct decimal d, char text[DECIMAL_TEXT]);

#endif
