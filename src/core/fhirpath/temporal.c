/* core/fhirpath/temporal.c - reading and writing, and the parts of a date or time.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/temporal.h"

#include "base/date.h"

#include <string.h>

struct scan {
    struct span text;
    size_t at;
    struct temporal got;
};

static bool ends(const struct scan *s)
{
    return s->at >= s->text.len;
}

static char next(const struct scan *s)
{
    return ends(s) ? '\0' : s->text.at[s->at];
}

static bool take(struct scan *s, char c)
{
    bool found = next(s) == c && !ends(s);

    s->at += found;
    return found;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Exactly `count` digits of a number from `low` to `high`; else nothing is taken. */
static bool take_number(struct scan *s, int count, int low, int high, int *ret)
{
    int n = 0;

    for (size_t i = 0; i < (size_t)count; i++) {
        if (s->at + i >= s->text.len || !is_digit(s->text.at[s->at + i]))
            return false;
        n = n * 10 + (s->text.at[s->at + i] - '0');
    }
    if (n < low || n > high)
        return false;
    s->at += (size_t)count;
    *ret = n;
    return true;
}

/* "2015-02-04" or its beginning. */
static bool take_date(struct scan *s)
{
    int year, month = 1, day = 1;

    if (!take_number(s, 4, 1, 9999, &year))
        return false;
    s->got.precision = TEMPORAL_YEAR;
    if (take(s, '-')) {
        if (!take_number(s, 2, 1, 12, &month))
            return false;
        s->got.precision = TEMPORAL_MONTH;
        if (take(s, '-')) {
            if (!take_number(s, 2, 1, 31, &day) || !date_is_real((struct date){year, month, day}))
                return false;
            s->got.precision = TEMPORAL_DAY;
        }
    }
    s->got.year = (short)year;
    s->got.month = (unsigned char)month;
    s->got.day = (unsigned char)day;
    return true;
}

/* Digits after the point of a second: at least one, at most nine. */
static bool take_fraction(struct scan *s)
{
    int nanoseconds = 0, count = 0;

    for (; !ends(s) && is_digit(next(s)) && count < TEMPORAL_FRACTION_DIGITS; s->at++, count++)
        nanoseconds = nanoseconds * 10 + (next(s) - '0');
    if (count == 0 || is_digit(next(s)))
        return false;
    s->got.fraction_digits = (unsigned char)count;
    for (; count < TEMPORAL_FRACTION_DIGITS; count++)
        nanoseconds *= 10;
    s->got.nanoseconds = nanoseconds;
    return true;
}

static bool take_seconds(struct scan *s)
{
    int second;

    if (!take_number(s, 2, 0, 60, &second)) /* 60: a leap second */
        return false;
    s->got.second = (unsigned char)second;
    s->got.precision = TEMPORAL_SECOND;
    return !take(s, '.') || take_fraction(s);
}

/* "14:34:28.123" or its beginning. */
static bool take_time(struct scan *s)
{
    int hour, minute;

    if (!take_number(s, 2, 0, 23, &hour))
        return false;
    s->got.hour = (unsigned char)hour;
    s->got.precision = TEMPORAL_HOUR;
    if (!take(s, ':'))
        return true;
    if (!take_number(s, 2, 0, 59, &minute))
        return false;
    s->got.minute = (unsigned char)minute;
    s->got.precision = TEMPORAL_MINUTE;
    return !take(s, ':') || take_seconds(s);
}

/* "Z", "+09:00" or nothing. */
static bool take_zone(struct scan *s)
{
    enum { FARTHEST = 14 * 60 };
    int hours, minutes, sign = next(s) == '-' ? -1 : 1;

    if (take(s, 'Z')) {
        s->got.zone = TEMPORAL_ZONE_UTC;
        return true;
    }
    if (!take(s, '+') && !take(s, '-'))
        return true;
    if (!take_number(s, 2, 0, 14, &hours) || !take(s, ':') || !take_number(s, 2, 0, 59, &minutes) ||
        hours * 60 + minutes > FARTHEST)
        return false;
    s->got.zone = TEMPORAL_ZONE_OFFSET;
    s->got.offset_minutes = (short)(sign * (hours * 60 + minutes));
    return true;
}

static bool take_date_time(struct scan *s, bool bare_t)
{
    if (!take_date(s))
        return false;
    if (!take(s, 'T') || (bare_t && ends(s)))
        return true;
    return s->got.precision == TEMPORAL_DAY && take_time(s) && take_zone(s);
}

static bool take_kind(struct scan *s, bool bare_t)
{
    if (s->got.kind == TEMPORAL_DATE)
        return take_date(s);
    if (s->got.kind == TEMPORAL_TIME)
        return take_time(s);
    return take_date_time(s, bare_t);
}

static enum status parse(enum temporal_kind kind, struct span text, size_t from, bool bare_t,
                         struct temporal *ret, struct fault *why)
{
    static const char *const names[] = {"date", "date and time", "time of day"};
    struct scan s = {.text = text, .at = from, .got = {.kind = (unsigned char)kind}};

    if (!take_kind(&s, bare_t) || !ends(&s))
        return fault_at(why, HF_INVALID, s.at, "not a %s", names[kind]);
    *ret = s.got;
    return HF_OK;
}

enum status temporal_parse(enum temporal_kind kind, struct span text, struct temporal *ret,
                           struct fault *why)
{
    return parse(kind, text, 0, false, ret, why);
}

enum status temporal_parse_literal(struct span text, struct temporal *ret, struct fault *why)
{
    if (text.len == 0 || text.at[0] != '@')
        return fault_at(why, HF_INVALID, 0, "a date or time begins with @");
    if (text.len > 1 && text.at[1] == 'T')
        return parse(TEMPORAL_TIME, text, 2, false, ret, why);
    if (memchr(text.at, 'T', text.len) != NULL)
        return parse(TEMPORAL_DATE_TIME, text, 1, true, ret, why);
    return parse(TEMPORAL_DATE, text, 1, false, ret, why);
}

/* writing */

static char *put_number(char *to, int n, int digits)
{
    for (int i = digits - 1; i >= 0; i--, n /= 10)
        to[i] = (char)('0' + n % 10);
    return to + digits;
}

static char *put_date(char *to, const struct temporal *t)
{
    to = put_number(to, t->year, 4);
    if (t->precision >= TEMPORAL_MONTH) {
        *to++ = '-';
        to = put_number(to, t->month, 2);
    }
    if (t->precision >= TEMPORAL_DAY) {
        *to++ = '-';
        to = put_number(to, t->day, 2);
    }
    return to;
}

static char *put_seconds(char *to, const struct temporal *t)
{
    int fraction = t->nanoseconds;

    *to++ = ':';
    to = put_number(to, t->second, 2);
    if (t->fraction_digits == 0)
        return to;
    *to++ = '.';
    for (int i = t->fraction_digits; i < TEMPORAL_FRACTION_DIGITS; i++)
        fraction /= 10;
    return put_number(to, fraction, t->fraction_digits);
}

static char *put_time(char *to, const struct temporal *t)
{
    to = put_number(to, t->hour, 2);
    if (t->precision >= TEMPORAL_MINUTE) {
        *to++ = ':';
        to = put_number(to, t->minute, 2);
    }
    return t->precision >= TEMPORAL_SECOND ? put_seconds(to, t) : to;
}

static char *put_zone(char *to, const struct temporal *t)
{
    int minutes = t->offset_minutes < 0 ? -t->offset_minutes : t->offset_minutes;

    if (t->zone == TEMPORAL_ZONE_UNKNOWN)
        return to;
    if (t->zone == TEMPORAL_ZONE_UTC) {
        *to++ = 'Z';
        return to;
    }
    *to++ = t->offset_minutes < 0 ? '-' : '+';
    to = put_number(to, minutes / 60, 2);
    *to++ = ':';
    return put_number(to, minutes % 60, 2);
}

size_t temporal_write(const struct temporal *t, char text[TEMPORAL_TEXT])
{
    char *to = text;

    if (t->kind != TEMPORAL_TIME)
        to = put_date(to, t);
    if (t->kind == TEMPORAL_DATE_TIME && t->precision >= TEMPORAL_HOUR)
        *to++ = 'T';
    if (t->precision >= TEMPORAL_HOUR)
        to = put_time(to, t);
    return (size_t)(put_zone(to, t) - text);
}

/* parts and kinds */

struct temporal temporal_of(enum temporal_kind kind, int64_t utc_ms, int offset_minutes)
{
    int64_t local = utc_ms + (int64_t)offset_minutes * 60000;
    int ms = (int)(local % 1000);

    ms += ms < 0 ? 1000 : 0;
    int64_t seconds = (local - ms) / 1000;
    struct date day = date_of(seconds);
    struct time_of_day time = time_of(seconds);
    struct temporal whole = {.kind = TEMPORAL_DATE_TIME,
                             .precision = TEMPORAL_SECOND,
                             .zone = offset_minutes == 0 ? TEMPORAL_ZONE_UTC : TEMPORAL_ZONE_OFFSET,
                             .year = (short)day.year,
                             .month = (unsigned char)day.month,
                             .day = (unsigned char)day.day,
                             .hour = (unsigned char)time.hour,
                             .minute = (unsigned char)time.minute,
                             .second = (unsigned char)time.second,
                             .fraction_digits = TEMPORAL_MILLISECOND_DIGITS,
                             .offset_minutes = (short)offset_minutes,
                             .nanoseconds = ms * 1000000};

    return kind == TEMPORAL_DATE   ? temporal_to_date(&whole)
           : kind == TEMPORAL_TIME ? temporal_to_time(&whole)
                                   : whole;
}

struct temporal temporal_to_date(const struct temporal *t)
{
    return (struct temporal){
        .kind = TEMPORAL_DATE,
        .precision = t->precision > TEMPORAL_DAY ? TEMPORAL_DAY : t->precision,
        .year = t->year,
        .month = t->month,
        .day = t->day,
    };
}

struct temporal temporal_to_date_time(const struct temporal *t)
{
    struct temporal copy = *t;

    copy.kind = TEMPORAL_DATE_TIME;
    return copy;
}

struct temporal temporal_to_time(const struct temporal *t)
{
    struct temporal copy = *t;

    copy.kind = TEMPORAL_TIME;
    copy.zone = TEMPORAL_ZONE_UNKNOWN;
    copy.offset_minutes = 0;
    copy.year = 0;
    copy.month = copy.day = 0;
    return copy;
}

bool temporal_part_of(const struct temporal *t, enum temporal_part part, int *ret)
{
    const int parts[] = {t->year, t->month, t->day, t->hour, t->minute, t->second};

    if (part > t->precision || (t->kind == TEMPORAL_TIME && part < TEMPORAL_HOUR))
        return false;
    *ret = parts[part];
    return true;
}

bool temporal_millisecond_of(const struct temporal *t, int *ret)
{
    if (t->fraction_digits == 0)
        return false;
    *ret = t->nanoseconds / 1000000;
    return true;
}

bool temporal_offset_of(const struct temporal *t, struct decimal *ret)
{
    if (t->zone == TEMPORAL_ZONE_UNKNOWN)
        return false;
    return decimal_divide(decimal_from_int(t->offset_minutes), decimal_from_int(60), ret);
}

int temporal_digits(const struct temporal *t)
{
    static const int digits[] = {4, 6, 8, 10, 12, 14};
    enum { MILLISECOND = 17, OF_DATE = 8 };
    int all = t->fraction_digits > 0 ? MILLISECOND : digits[t->precision];

    return t->kind == TEMPORAL_TIME ? all - OF_DATE : all;
}
