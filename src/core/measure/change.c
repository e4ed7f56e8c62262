/* core/measure/change.c - thresholds as products of whole numbers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/change.h"

static __int128 size_of(__int128 n)
{
    return n < 0 ? -n : n;
}

/* after - before, not in lowest terms; false beyond 63 bits. */
static bool subtract(struct fraction before, struct fraction after, struct fraction *ret)
{
    int64_t left, right;

    if (__builtin_mul_overflow(after.top, before.bottom, &left) ||
        __builtin_mul_overflow(before.top, after.bottom, &right) ||
        __builtin_sub_overflow(left, right, &ret->top) ||
        __builtin_mul_overflow(before.bottom, after.bottom, &ret->bottom))
        return false;
    return true;
}

/* |by| against `hundredths`, or against so many hundredths of a per cent of `before`. */
static int compare_size(struct fraction by, struct fraction before, int64_t hundredths,
                        bool percent)
{
    __int128 left = size_of(by.top), right = (__int128)hundredths * by.bottom;

    if (percent) {
        left *= (__int128)10000 * before.bottom;
        right *= size_of(before.top);
    } else {
        left *= 100;
    }
    return (left > right) - (left < right);
}

static bool is_met(const struct measure_change *change, struct fraction by, struct fraction before)
{
    int size = compare_size(by, before, change->by_hundredths, change->percent);

    if (by.top == 0 || (change->fall_only && by.top > 0))
        return false;
    if (change->percent && before.top == 0)
        return false; /* a share of nought says nothing */
    return change->kind == CHANGE_NOISE ? size <= 0 : size >= 0;
}

static enum measure_way way_of(const struct measure *m, struct fraction by)
{
    if (by.top == 0)
        return WAY_SAME;
    return (by.top > 0) == m->higher_is_better ? WAY_BETTER : WAY_WORSE;
}

static void find_changes(const struct measure *m, uint32_t scale, struct fraction before,
                         struct measure_shift *shift)
{
    for (uint32_t i = 0; i < m->n_changes; i++)
        if (m->changes[i].scale == scale) {
            shift->known = true;
            shift->reached |= is_met(&m->changes[i], shift->by, before) ? 1u << i : 0;
        }
}

static bool is_held(const struct measure *m, uint32_t scale, struct fraction by)
{
    for (uint32_t i = 0; i < m->n_holds; i++)
        if (m->holds[i].scale == scale && fraction_compare(by, m->holds[i].rise_hundredths) >= 0)
            return true;
    return false;
}

enum status measure_change(const struct measure *measure, uint32_t scale, struct fraction before,
                           struct fraction after, int64_t days, struct measure_shift *ret,
                           struct fault *why)
{
    struct measure_shift shift = {.too_soon = days < measure->recall_days};

    if (!subtract(before, after, &shift.by))
        return fault_set(why, HF_INVALID, "%.*s: scores too fine to compare",
                         SPAN_ARGS(measure->id));
    shift.holds = is_held(measure, scale, shift.by);
    if (!measure->not_for_change) {
        shift.way = way_of(measure, shift.by);
        find_changes(measure, scale, before, &shift);
    }
    *ret = shift;
    return HF_OK;
}

/* Scores are at most 10,000 with bottoms of at most 6,400 each, so top * 10^6 squared fits. */
bool measure_is_reliable(struct fraction before, struct fraction after,
                         struct measure_sample sample)
{
    struct fraction by;

    if (!subtract(before, after, &by))
        return false;
    __int128 left = (__int128)by.top * by.top * 10000 * 1000 * 10000;
    __int128 right = (__int128)by.bottom * by.bottom * 76832 * sample.sd_hundredths *
                     sample.sd_hundredths * (1000 - sample.r_thousandths);
    return left > right;
}

static int64_t root(__int128 n)
{
    __int128 low = 0, high = (__int128)1 << 40;

    while (low < high) {
        __int128 middle = (low + high + 1) / 2;

        if (middle * middle <= n)
            low = middle;
        else
            high = middle - 1;
    }
    return (int64_t)low;
}

int64_t measure_index_hundredths(struct fraction before, struct fraction after,
                                 struct measure_sample sample)
{
    struct fraction by;

    if (!subtract(before, after, &by) || sample.r_thousandths >= 1000)
        return 0;
    __int128 top = (__int128)by.top * by.top * 10000 * 10000 * 1000;
    __int128 bottom = (__int128)by.bottom * by.bottom * 2 * sample.sd_hundredths *
                      sample.sd_hundredths * (1000 - sample.r_thousandths);
    int64_t size = root(top / bottom);
    return by.top < 0 ? -size : size;
}
