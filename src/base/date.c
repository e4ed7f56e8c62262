/* base/date.c - civil dates by counting from 1 March, so that the leap day comes last.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/date.h"

enum { DAYS_PER_ERA = 146097, EPOCH_SHIFT = 719468, YEARS_PER_ERA = 400 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_is_real(struct date d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    return d.day <= days[d.month - 1] + (d.month == 2 && is_leap(d.year) ? 1 : 0);
}

int64_t date_to_days(struct date d)
{
    int64_t year = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = (year >= 0 ? year : year - (YEARS_PER_ERA - 1)) / YEARS_PER_ERA;
    int64_t year_of_era = year - era * YEARS_PER_ERA;
    int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT;
}

struct date date_from_days(int64_t days)
{
    int64_t z = days + EPOCH_SHIFT;
    int64_t era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t doe = z - era * DAYS_PER_ERA;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = yoe + era * YEARS_PER_ERA + (month <= 2);

    return (struct date){(int)year, (int)month, (int)(doy - (153 * mp + 2) / 5 + 1)};
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

struct date date_of(int64_t utc_s)
{
    return date_from_days(floor_div(utc_s, HF_SECONDS_PER_DAY));
}

struct time_of_day time_of(int64_t utc_s)
{
    int s = (int)(utc_s - floor_div(utc_s, HF_SECONDS_PER_DAY) * HF_SECONDS_PER_DAY);

    return (struct time_of_day){s / 3600, s / 60 % 60, s % 60};
}

struct date date_add_years(struct date d, int years)
{
    struct date later = {d.year + years, d.month, d.day};

    if (d.month == 2 && d.day == 29 && !is_leap(later.year))
        later = (struct date){later.year, 3, 1};
    return later;
}

static bool parse_digits(struct span s, int *ret)
{
    int64_t n;

    if (s.len == 0 || s.at[0] == '-' || !span_to_int64(s, &n))
        return false;
    *ret = (int)n;
    return true;
}

bool date_parse(struct span s, struct date *ret)
{
    struct date d;

    if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
        return false;
    if (!parse_digits(span_head(s, 4), &d.year) ||
        !parse_digits(span_head(span_skip(s, 5), 2), &d.month) ||
        !parse_digits(span_skip(s, 8), &d.day) || !date_is_real(d))
        return false;
    *ret = d;
    return true;
}

static void put_digits(char *at, int n, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        at[i] = (char)('0' + n % 10);
        n /= 10;
    }
}

void date_write(struct date d, char text[10])
{
    put_digits(text, d.year, 4);
    text[4] = text[7] = '-';
    put_digits(text + 5, d.month, 2);
    put_digits(text + 8, d.day, 2);
}
