/* core/measure/score.c - sums and means of whole answers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measure/score.h"

#include <assert.h>

static int64_t common(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static struct fraction lowest(int64_t top, int64_t bottom)
{
    int64_t by = common(top, bottom);

    assert(bottom > 0); /* the pack's factors are at least 1 */
    return (struct fraction){top / by, bottom / by};
}

/* Bottoms are at most 6,400 (64 items, over 100), and a pack adds at most twelve: the sums stay
 * far below 63 bits as long as the bottoms share their factors; where they don't, false. */
static bool add(struct fraction a, struct fraction b, struct fraction *ret)
{
    int64_t left, right, top, bottom;

    if (__builtin_mul_overflow(a.top, b.bottom, &left) ||
        __builtin_mul_overflow(b.top, a.bottom, &right) ||
        __builtin_add_overflow(left, right, &top) ||
        __builtin_mul_overflow(a.bottom, b.bottom, &bottom))
        return false;
    *ret = lowest(top, bottom);
    return true;
}

int fraction_compare(struct fraction value, int64_t hundredths)
{
    __int128 left = (__int128)value.top * 100, right = (__int128)hundredths * value.bottom;

    return (left > right) - (left < right);
}

int64_t fraction_hundredths(struct fraction value)
{
    __int128 twice = (__int128)value.top * 200;
    __int128 half = twice < 0 ? -(__int128)value.bottom : value.bottom;

    return (int64_t)((twice + half) / (2 * (__int128)value.bottom));
}

static bool in_range(const struct measure_item *item, int64_t answer)
{
    return answer == MEASURE_MISSING || (answer >= item->least && answer <= item->most);
}

/* What the answer counts: behind a closed gate nothing is asked, and nothing counts. */
static int64_t counted(const struct measure *m, const int64_t *answers, uint32_t i)
{
    const struct measure_item *item = &m->items[i];

    if (m->gate && i > 0 && answers[0] == 0)
        return 0;
    if (m->gate && i > 0 && answers[0] == MEASURE_MISSING)
        return MEASURE_MISSING;
    if (answers[i] == MEASURE_MISSING || !item->reversed)
        return answers[i];
    return item->least + item->most - answers[i];
}

static struct measure_score sum_items(const struct measure *m, const struct measure_scale *scale,
                                      const int64_t *answers)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < scale->n_items; i++) {
        int64_t n = counted(m, answers, scale->items[i] - 1u);

        if (n == MEASURE_MISSING)
            return (struct measure_score){.missing = scale->items[i]};
        sum += n;
    }
    int64_t over = scale->over * (scale->mean ? scale->n_items : 1);
    return (struct measure_score){.given = true, .value = lowest(sum * scale->times, over)};
}

static struct measure_score sum_scales(const struct measure_scale *scale,
                                       const struct measure_score *of)
{
    struct measure_score sum = {.given = true, .value = {0, 1}};

    for (uint32_t i = 0; i < scale->n_adds; i++) {
        const struct measure_score *part = &of[scale->adds[i]];

        if (!part->given)
            return *part;
        if (!add(sum.value, part->value, &sum.value))
            return (struct measure_score){0};
    }
    return sum;
}

static void find_alarm(const struct measure *m, const int64_t *answers, struct measure_result *ret)
{
    for (uint32_t i = 0; i < m->n_alarms && !ret->alarm; i++) {
        int64_t n = answers[m->alarms[i].item - 1];

        ret->alarm = n != MEASURE_MISSING && n >= m->alarms[i].from;
        ret->alarm_item = ret->alarm ? m->alarms[i].item : 0;
    }
}

enum status measure_score(const struct measure *measure, const int64_t *answers,
                          struct measure_result *ret, struct fault *why)
{
    struct measure_result result = {0};

    for (uint32_t i = 0; i < measure->n_items; i++)
        if (!in_range(&measure->items[i], answers[i]))
            return fault_set(why, HF_INVALID, "%.*s: item %d is out of its range",
                             SPAN_ARGS(measure->id), (int)i + 1);
    for (uint32_t i = 0; i < measure->n_scales; i++) {
        const struct measure_scale *scale = &measure->scales[i];

        result.of[i] =
            scale->n_adds > 0 ? sum_scales(scale, result.of) : sum_items(measure, scale, answers);
    }
    find_alarm(measure, answers, &result);
    *ret = result;
    return HF_OK;
}

const struct measure_band *measure_band_of(const struct measure *measure, uint32_t scale,
                                           struct fraction value)
{
    const struct measure_band *found = NULL;

    for (uint32_t i = 0; i < measure->n_bands; i++)
        if (measure->bands[i].scale == scale &&
            fraction_compare(value, measure->bands[i].from_hundredths) >= 0)
            found = &measure->bands[i];
    return found;
}

bool measure_cut_met(const struct measure_cut *cut, struct fraction value)
{
    int side = fraction_compare(value, cut->at_hundredths);

    return cut->at_most ? side <= 0 : side >= 0;
}
