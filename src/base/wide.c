/* base/wide.c - schoolbook arithmetic on four limbs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/wide.h"

#include <stddef.h>

enum { LIMBS = 4, SMALL_TENS = 19 };

static const uint64_t tens[] = {
    1U,
    10U,
    100U,
    1000U,
    10000U,
    100000U,
    1000000U,
    10000000U,
    100000000U,
    1000000000U,
    10000000000U,
    100000000000U,
    1000000000000U,
    10000000000000U,
    100000000000000U,
    1000000000000000U,
    10000000000000000U,
    100000000000000000U,
    1000000000000000000U,
    10000000000000000000U,
};

uint128 wide_ten_to(int n)
{
    return n <= SMALL_TENS ? tens[n] : (uint128)tens[SMALL_TENS] * tens[n - SMALL_TENS];
}

int wide_digits(uint128 n)
{
    int digits = 1;

    if (n >= wide_ten_to(SMALL_TENS))
        digits = SMALL_TENS + 1;
    while (digits < 2 * SMALL_TENS + 1 && n >= wide_ten_to(digits))
        digits++;
    return digits;
}

struct wide wide_of(uint128 n)
{
    return (struct wide){{(uint64_t)n, (uint64_t)(n >> 64), 0, 0}};
}

bool wide_fits(struct wide w)
{
    return w.limb[2] == 0 && w.limb[3] == 0;
}

uint128 wide_low(struct wide w)
{
    return ((uint128)w.limb[1] << 64) | w.limb[0];
}

int wide_compare(struct wide a, struct wide b)
{
    for (int i = LIMBS - 1; i >= 0; i--) {
        if (a.limb[i] != b.limb[i])
            return a.limb[i] < b.limb[i] ? -1 : 1;
    }
    return 0;
}

/* Adds `n` into the limbs from `at` on. */
static void carry_in(struct wide *w, int at, uint128 n)
{
    uint128 carry = n;

    for (int i = at; i < LIMBS && carry != 0; i++) {
        uint128 sum = (uint128)w->limb[i] + (uint64_t)carry;

        w->limb[i] = (uint64_t)sum;
        carry = (carry >> 64) + (sum >> 64);
    }
}

struct wide wide_multiply(uint128 a, uint128 b)
{
    const uint64_t left[2] = {(uint64_t)a, (uint64_t)(a >> 64)};
    const uint64_t right[2] = {(uint64_t)b, (uint64_t)(b >> 64)};
    struct wide product = {{0}};

    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++)
            carry_in(&product, i + j, (uint128)left[i] * right[j]);
    }
    return product;
}

struct wide wide_add(struct wide a, struct wide b)
{
    carry_in(&a, 0, wide_low(b));
    carry_in(&a, 2, ((uint128)b.limb[3] << 64) | b.limb[2]);
    return a;
}

struct wide wide_subtract(struct wide a, struct wide b)
{
    bool borrow = false;

    for (int i = 0; i < LIMBS; i++) {
        uint128 take = (uint128)b.limb[i] + borrow;

        borrow = a.limb[i] < take;
        a.limb[i] = (uint64_t)(a.limb[i] - take);
    }
    return a;
}

uint64_t wide_divide_small(struct wide *w, uint64_t by)
{
    uint128 left_over = 0;

    for (int i = LIMBS - 1; i >= 0; i--) {
        uint128 n = (left_over << 64) | w->limb[i];

        w->limb[i] = (uint64_t)(n / by);
        left_over = n % by;
    }
    return (uint64_t)left_over;
}

/* Bit by bit: rare, and only for numbers beyond 128 bits. */
static struct wide divide_bits(struct wide w, uint128 by, uint128 *ret_left_over)
{
    struct wide quotient = {{0}};
    uint128 left_over = 0;

    for (int bit = 64 * LIMBS - 1; bit >= 0; bit--) {
        left_over = (left_over << 1) | ((w.limb[bit / 64] >> (bit % 64)) & 1U);
        if (left_over < by)
            continue;
        left_over -= by;
        quotient.limb[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    *ret_left_over = left_over;
    return quotient;
}

struct wide wide_divide(struct wide w, uint128 by, uint128 *ret_left_over)
{
    if (wide_fits(w)) {
        *ret_left_over = wide_low(w) % by;
        return wide_of(wide_low(w) / by);
    }
    if (by >> 64 != 0)
        return divide_bits(w, by, ret_left_over);
    *ret_left_over = wide_divide_small(&w, (uint64_t)by);
    return w;
}

uint128 wide_root(uint128 n)
{
    uint128 root = 0;

    for (uint128 bit = (uint128)1 << 126; bit != 0; bit >>= 2) {
        if (n >= root + bit) {
            n -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return root;
}
