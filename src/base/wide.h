/* base/wide.h - whole numbers of up to 256 bits, for products and quotients of decimals.
 *
 * Sizes are the caller's affair: what does not fit is lost, so operands stay below 10^38 (and a
 * product of two below 10^76).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_WIDE_H
#define HF_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 uint128;

struct wide {
    uint64_t limb[4]; /* lowest first */
};

/* 10^n; n is 0 to 38. */
uint128 wide_ten_to(int n);

/* Decimal digits of n; 1 for zero. */
int wide_digits(uint128 n);

struct wide wide_of(uint128 n);
bool wide_fits(struct wide w); /* in 128 bits */
uint128 wide_low(struct wide w);
int wide_compare(struct wide a, struct wide b);

struct wide wide_multiply(uint128 a, uint128 b);
struct wide wide_add(struct wide a, struct wide b);
struct wide wide_subtract(struct wide a, struct wide b); /* a is not less than b */

/* Divides in place by a number above zero; returns what is left over. */
uint64_t wide_divide_small(struct wide *w, uint64_t by);

/* The quotient, cut; `by` is above zero and below 2^127. */
struct wide wide_divide(struct wide w, uint128 by, uint128 *ret_left_over);

/* The root, cut. */
uint128 wide_root(uint128 n);

#endif
