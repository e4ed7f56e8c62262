/* core/fhirpath/temporal_math.c - comparing, moving and bounding dates and times.
 *
 * A value is the stretch of time that it could mean: 2015-02 is a whole month, and an hour whose
 * offset is unknown lies somewhere in 26 hours. Two values compare when their stretches are apart,
 * or are the same.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/temporal.h"

#include "base/date.h"

enum { MINUTE = 60, HOUR = 3600, DAY = HF_SECONDS_PER_DAY, EAST_MOST = 14, WEST_MOST = 12 };

static const int64_t SECOND_NS = 1000000000;

/* Nanoseconds since 1970; first and last one of what a value may mean. */
struct stretch {
    __int128 first, last;
};

/* Wall clock seconds since 1970-01-01; of a time of day since midnight. */
static int64_t wall_seconds(const struct temporal *t)
{
    int64_t seconds = t->hour * HOUR + t->minute * MINUTE + t->second;

    if (t->kind == TEMPORAL_TIME)
        return seconds;
    return seconds + date_to_days((struct date){t->year, t->month, t->day}) * DAY;
}

static struct date next_month(struct date d)
{
    return d.month == 12 ? (struct date){d.year + 1, 1, 1} : (struct date){d.year, d.month + 1, 1};
}

/* Days of the year or month that the value names. */
static int64_t days_named(const struct temporal *t)
{
    struct date from = {t->year, t->month, t->day};
    struct date to =
        t->precision == TEMPORAL_YEAR ? (struct date){t->year + 1, 1, 1} : next_month(from);

    return date_to_days(to) - date_to_days(from);
}

static int64_t seconds_named(const struct temporal *t)
{
    static const int fixed[] = {0, 0, DAY, HOUR, MINUTE, 0};

    return t->precision <= TEMPORAL_MONTH ? days_named(t) * DAY : fixed[t->precision];
}

static struct stretch stretch_of(const struct temporal *t, bool other_has_zone)
{
    int64_t from = wall_seconds(t) - t->offset_minutes * MINUTE;
    int64_t named = seconds_named(t);
    __int128 first = (__int128)from * SECOND_NS + t->nanoseconds;
    __int128 last = first + (__int128)named * SECOND_NS - (named > 0);

    if (t->zone == TEMPORAL_ZONE_UNKNOWN && other_has_zone) {
        first -= (__int128)EAST_MOST * HOUR * SECOND_NS;
        last += (__int128)WEST_MOST * HOUR * SECOND_NS;
    }
    return (struct stretch){first, last};
}

enum order temporal_compare(const struct temporal *a, const struct temporal *b)
{
    if ((a->kind == TEMPORAL_TIME) != (b->kind == TEMPORAL_TIME))
        return ORDER_UNKNOWN;
    struct stretch one = stretch_of(a, b->zone != TEMPORAL_ZONE_UNKNOWN);
    struct stretch two = stretch_of(b, a->zone != TEMPORAL_ZONE_UNKNOWN);

    if (one.last < two.first)
        return ORDER_LESS;
    if (one.first > two.last)
        return ORDER_GREATER;
    return one.first == two.first && one.last == two.last ? ORDER_EQUAL : ORDER_UNKNOWN;
}

bool temporal_is_like(const struct temporal *a, const struct temporal *b)
{
    return a->precision == b->precision && temporal_compare(a, b) == ORDER_EQUAL;
}

/* arithmetic */

static const int64_t unit_ms[] = {
    [CALENDAR_WEEK] = 7LL * DAY * 1000, [CALENDAR_DAY] = 1000LL * DAY,
    [CALENDAR_HOUR] = 1000LL * HOUR,    [CALENDAR_MINUTE] = 1000LL * MINUTE,
    [CALENDAR_SECOND] = 1000,           [CALENDAR_MILLISECOND] = 1,
};

static int days_in_month(int year, int month)
{
    struct date first = {year, month, 1};

    return (int)(date_to_days(next_month(first)) - date_to_days(first));
}

static bool add_months(struct temporal *t, int64_t months)
{
    int64_t all = (int64_t)t->year * 12 + t->month - 1 + months;
    int64_t year = all / 12;

    if (all < 12 || year > 9999)
        return false;
    t->year = (short)year;
    t->month = (unsigned char)(all % 12 + 1);
    int last = days_in_month(t->year, t->month);

    t->day = (unsigned char)(t->day > last ? last : t->day);
    return true;
}

static int64_t divide_down(int64_t n, int64_t by)
{
    return n / by - (n % by < 0);
}

/* Puts wall clock seconds back into parts; a time of day wraps. */
static bool set_wall(struct temporal *t, int64_t seconds, int nanoseconds)
{
    static const int64_t first_day = -719162, last_day = 2932896; /* 0001-01-01, 9999-12-31 */
    int64_t days = divide_down(seconds, DAY);
    int rest = (int)(seconds - days * DAY);

    if (t->kind != TEMPORAL_TIME) {
        if (days < first_day || days > last_day)
            return false;
        struct date d = date_from_days(days);

        t->year = (short)d.year;
        t->month = (unsigned char)d.month;
        t->day = (unsigned char)d.day;
    }
    t->hour = (unsigned char)(rest / HOUR);
    t->minute = (unsigned char)(rest % HOUR / MINUTE);
    t->second = (unsigned char)(rest % MINUTE);
    t->nanoseconds = nanoseconds;
    return true;
}

static bool add_ms(struct temporal *t, int64_t ms)
{
    int64_t nanoseconds = t->nanoseconds + ms % 1000 * 1000000;
    int64_t carry = divide_down(nanoseconds, SECOND_NS);

    return set_wall(t, wall_seconds(t) + ms / 1000 + carry, (int)(nanoseconds - carry * SECOND_NS));
}

/* Milliseconds to a value that is not so fine: only what fills its finest part. */
static bool add_coarse(struct temporal *t, int64_t ms)
{
    static const int64_t part_ms[] = {
        0, 0, 1000LL * DAY, 1000LL * HOUR, 1000LL * MINUTE, 1,
    };
    int64_t days = ms / unit_ms[CALENDAR_DAY];

    if (t->precision == TEMPORAL_YEAR)
        return add_months(t, days / 365 * 12);
    if (t->precision == TEMPORAL_MONTH)
        return add_months(t, days / 30);
    return add_ms(t, ms / part_ms[t->precision] * part_ms[t->precision]);
}

/* Whole units, few enough that nothing below overflows; 10^15 ms are more than all years. */
static bool whole_units(struct decimal amount, int64_t *ret)
{
    static const int64_t most = 1000000000000000;

    return decimal_to_int(decimal_truncate(amount), ret) && *ret <= most && *ret >= -most;
}

static bool add_unit(struct temporal *t, int64_t n, enum calendar_unit unit)
{
    static const int64_t most_ms = 1000000000000000;

    if (unit == CALENDAR_YEAR)
        return n < 10000 && n > -10000 && add_months(t, n * 12);
    if (unit == CALENDAR_MONTH && t->precision == TEMPORAL_YEAR)
        n = n / 12 * 12;
    if (unit == CALENDAR_MONTH)
        return n < 120000 && n > -120000 && add_months(t, n);
    if (n > most_ms / unit_ms[unit] || n < -most_ms / unit_ms[unit])
        return false;
    return add_coarse(t, n * unit_ms[unit]);
}

bool temporal_add(const struct temporal *t, struct decimal amount, enum calendar_unit unit,
                  struct temporal *ret)
{
    struct temporal sum = *t;
    int64_t n;

    if (t->kind == TEMPORAL_TIME && unit < CALENDAR_HOUR)
        return false;
    if (!whole_units(amount, &n) || !add_unit(&sum, n, unit))
        return false;
    if (unit == CALENDAR_MILLISECOND && sum.precision == TEMPORAL_SECOND &&
        sum.fraction_digits < TEMPORAL_MILLISECOND_DIGITS)
        sum.fraction_digits = TEMPORAL_MILLISECOND_DIGITS;
    *ret = sum;
    return true;
}

/* how far apart */

static const enum temporal_part unit_part[] = {
    TEMPORAL_YEAR, TEMPORAL_MONTH,  TEMPORAL_DAY,    TEMPORAL_DAY,
    TEMPORAL_HOUR, TEMPORAL_MINUTE, TEMPORAL_SECOND, TEMPORAL_SECOND,
};

/* The same moment by the clock of another offset. */
static bool move_to_offset(struct temporal *t, int offset_minutes)
{
    int64_t seconds = wall_seconds(t) + (offset_minutes - t->offset_minutes) * MINUTE;

    t->offset_minutes = (short)offset_minutes;
    return set_wall(t, seconds, t->nanoseconds);
}

/* Orders what is finer than the month. */
static bool is_earlier_in_month(const struct temporal *a, const struct temporal *b)
{
    int64_t one = wall_seconds(a), two = wall_seconds(b);
    int64_t rest_one = a->day * DAY + one - divide_down(one, DAY) * DAY;
    int64_t rest_two = b->day * DAY + two - divide_down(two, DAY) * DAY;

    return rest_one < rest_two || (rest_one == rest_two && a->nanoseconds < b->nanoseconds);
}

static int64_t months_between(const struct temporal *a, const struct temporal *b, bool boundaries)
{
    int64_t months = (int64_t)(b->year - a->year) * 12 + b->month - a->month;

    if (!boundaries && months > 0 && is_earlier_in_month(b, a))
        months--;
    else if (!boundaries && months < 0 && is_earlier_in_month(a, b))
        months++;
    return months;
}

/* Borders of `unit` before the moment; weeks begin on Sunday. */
static int64_t borders_before(const struct temporal *t, enum calendar_unit unit)
{
    enum { SUNDAY = 4 }; /* 1970-01-01 was a Thursday: the week's border lies four days before */
    int64_t seconds = wall_seconds(t), ms = seconds * 1000 + t->nanoseconds / 1000000;

    if (unit == CALENDAR_WEEK)
        return divide_down(divide_down(seconds, DAY) + SUNDAY, 7);
    return divide_down(ms, unit_ms[unit]);
}

static int64_t units_between(const struct temporal *a, const struct temporal *b,
                             enum calendar_unit unit, bool boundaries)
{
    if (unit == CALENDAR_YEAR && boundaries)
        return b->year - a->year;
    if (unit == CALENDAR_YEAR)
        return months_between(a, b, false) / 12;
    if (unit == CALENDAR_MONTH)
        return months_between(a, b, boundaries);
    if (boundaries)
        return borders_before(b, unit) - borders_before(a, unit);
    __int128 ns = (__int128)(wall_seconds(b) - wall_seconds(a)) * SECOND_NS;

    return (int64_t)((ns + b->nanoseconds - a->nanoseconds) / ((__int128)unit_ms[unit] * 1000000));
}

static bool has_zone(const struct temporal *t)
{
    return t->zone != TEMPORAL_ZONE_UNKNOWN;
}

bool temporal_between(const struct temporal *a, const struct temporal *b, enum calendar_unit unit,
                      bool boundaries, int64_t *ret)
{
    struct temporal moved = *b;
    enum temporal_part part = unit_part[unit];

    if ((a->kind == TEMPORAL_TIME) != (b->kind == TEMPORAL_TIME) || has_zone(a) != has_zone(b))
        return false;
    if (part > a->precision || part > b->precision)
        return false;
    if (a->kind == TEMPORAL_TIME && unit < CALENDAR_HOUR)
        return false;
    if (has_zone(a) && !move_to_offset(&moved, a->offset_minutes))
        return false;
    *ret = units_between(a, &moved, unit, boundaries);
    return true;
}

/* boundaries */

/* The finest part for so many digits, and whether milliseconds too. */
static bool find_digits(const struct temporal *t, int digits, int *ret_part, bool *ret_fraction)
{
    enum { OF_DATE = 8, MILLISECOND = 17 };
    static const int all[] = {4, 6, OF_DATE, 10, 12, 14};
    static const int finest[] = {OF_DATE, MILLISECOND, MILLISECOND};

    if (digits == 0)
        digits = finest[t->kind];
    else if (t->kind == TEMPORAL_TIME)
        digits += OF_DATE;
    *ret_fraction = digits == MILLISECOND;
    for (int part = 0; part <= TEMPORAL_SECOND; part++) {
        *ret_part = part;
        if (digits == all[part] || (part == TEMPORAL_SECOND && *ret_fraction))
            return digits <= finest[t->kind] && (part > TEMPORAL_DAY || t->kind != TEMPORAL_TIME);
    }
    return false;
}

/* Every part finer than the value's own becomes its last. */
static void fill_high(struct temporal *t)
{
    if (t->precision < TEMPORAL_MONTH)
        t->month = 12;
    if (t->precision < TEMPORAL_DAY && t->kind != TEMPORAL_TIME)
        t->day = (unsigned char)days_in_month(t->year, t->month);
    if (t->precision < TEMPORAL_HOUR)
        t->hour = 23;
    if (t->precision < TEMPORAL_MINUTE)
        t->minute = 59;
    if (t->precision < TEMPORAL_SECOND)
        t->second = 59;
    int place = 100000000; /* digits of the fraction that were not written are nines, to the ms */

    for (int i = 0; i < TEMPORAL_MILLISECOND_DIGITS; i++, place /= 10) {
        if (i >= t->fraction_digits)
            t->nanoseconds += 9 * place;
    }
}

/* Every part finer than `part` becomes its first. */
static void cut_to(struct temporal *t, int part, bool fraction)
{
    t->precision = (unsigned char)part;
    t->month = part < TEMPORAL_MONTH && t->kind != TEMPORAL_TIME ? 1 : t->month;
    t->day = part < TEMPORAL_DAY && t->kind != TEMPORAL_TIME ? 1 : t->day;
    t->hour = part < TEMPORAL_HOUR ? 0 : t->hour;
    t->minute = part < TEMPORAL_MINUTE ? 0 : t->minute;
    t->second = part < TEMPORAL_SECOND ? 0 : t->second;
    t->nanoseconds = fraction ? t->nanoseconds / 1000000 * 1000000 : 0;
    t->fraction_digits = fraction ? TEMPORAL_MILLISECOND_DIGITS : 0;
}

static void settle_zone(struct temporal *t, bool high)
{
    if (t->kind != TEMPORAL_DATE_TIME)
        return;
    if (t->precision < TEMPORAL_HOUR) {
        t->zone = TEMPORAL_ZONE_UNKNOWN;
        t->offset_minutes = 0;
    } else if (t->zone == TEMPORAL_ZONE_UNKNOWN) {
        t->zone = TEMPORAL_ZONE_OFFSET;
        t->offset_minutes = high ? -WEST_MOST * MINUTE : EAST_MOST * MINUTE;
    }
}

static bool boundary(const struct temporal *t, int digits, bool high, struct temporal *ret)
{
    struct temporal edge = *t;
    int part;
    bool fraction;

    if (!find_digits(t, digits, &part, &fraction))
        return false;
    if (high)
        fill_high(&edge);
    cut_to(&edge, part, fraction);
    settle_zone(&edge, high);
    *ret = edge;
    return true;
}

bool temporal_low_boundary(const struct temporal *t, int digits, struct temporal *ret)
{
    return boundary(t, digits, false, ret);
}

bool temporal_high_boundary(const struct temporal *t, int digits, struct temporal *ret)
{
    return boundary(t, digits, true, ret);
}
