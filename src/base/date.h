/* base/date.h - days and times in UTC, proleptic Gregorian. No clock: "now" is an argument.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_BASE_DATE_H
#define HF_BASE_DATE_H

#include "base/span.h"

enum { HF_SECONDS_PER_DAY = 86400 };

struct date {
    int year, month, day; /* 1..9999, 1..12, 1..31 */
};

struct time_of_day {
    int hour, minute, second;
};

bool date_is_real(struct date d);
int64_t date_to_days(struct date d); /* days since 1970-01-01 */
struct date date_from_days(int64_t days);
struct date date_of(int64_t utc_s); /* of seconds since 1970 UTC */
struct time_of_day time_of(int64_t utc_s);

/* The same day `years` later; 29 February becomes 1 March in a common year. */
struct date date_add_years(struct date d, int years);

/* "2026-11-23", exactly; false leaves `*ret` alone. */
bool date_parse(struct span text, struct date *ret);
void date_write(struct date d, char text[10]);

#endif
