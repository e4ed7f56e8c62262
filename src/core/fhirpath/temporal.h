/* core/fhirpath/temporal.h - dates, times of day and both together, as exact as they were written.
 *
 * "2015-02" is a month and nothing finer; "...T14:00+09:00" keeps its offset, through arithmetic
 * too. No clock and no zone table: where an offset is missing it is unknown, not local.
 * Source: FHIRPath 2.0 (N1) 4.1, 6.6; FHIR R4 2.24.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_TEMPORAL_H
#define HF_CORE_FHIRPATH_TEMPORAL_H

#include "base/decimal.h"

enum temporal_kind { TEMPORAL_DATE, TEMPORAL_DATE_TIME, TEMPORAL_TIME };

/* The finest part that was written. Seconds and their fraction are one. */
enum temporal_part {
    TEMPORAL_YEAR,
    TEMPORAL_MONTH,
    TEMPORAL_DAY,
    TEMPORAL_HOUR,
    TEMPORAL_MINUTE,
    TEMPORAL_SECOND,
};

enum temporal_zone {
    TEMPORAL_ZONE_UNKNOWN, /* no offset was written */
    TEMPORAL_ZONE_UTC,     /* "Z" */
    TEMPORAL_ZONE_OFFSET,  /* "+09:00", also "+00:00" */
};

/* Units of calendar arithmetic. */
enum calendar_unit {
    CALENDAR_YEAR,
    CALENDAR_MONTH,
    CALENDAR_WEEK,
    CALENDAR_DAY,
    CALENDAR_HOUR,
    CALENDAR_MINUTE,
    CALENDAR_SECOND,
    CALENDAR_MILLISECOND,
};

enum {
    TEMPORAL_TEXT = 40,           /* bytes that any of them needs as text */
    TEMPORAL_FRACTION_DIGITS = 9, /* of a second, at most */
    TEMPORAL_MILLISECOND_DIGITS = 3,
};

/* Parts finer than `precision` are zero (month and day: one). */
struct temporal {
    unsigned char kind, precision, zone; /* the enums above */
    unsigned char month, day, hour, minute, second;
    unsigned char fraction_digits; /* as written, 0 to 9 */
    short year;                    /* 1 to 9999; zero in a time of day */
    short offset_minutes;          /* east of Greenwich; zero unless zone is OFFSET */
    int nanoseconds;
};

/* How two values stand to each other; UNKNOWN where they are not precise enough to tell. */
enum order { ORDER_LESS = -1, ORDER_EQUAL = 0, ORDER_GREATER = 1, ORDER_UNKNOWN = 2 };

/* FHIR text: "2015", "2015-02-04T14:34:28.123+09:00", "14:34". A date-time with an hour needs no
 * minutes here. HF_INVALID with the offset of the first byte that does not belong. */
HF_MUST_USE enum status temporal_parse(enum temporal_kind kind, struct span text,
                                       struct temporal *ret, struct fault *why);

/* A literal with its @: "@2015-02-04", "@2015T", "@2015-02-04T14:34Z", "@T14:34". A time of day
 * with an offset is HF_INVALID. */
HF_MUST_USE enum status temporal_parse_literal(struct span text, struct temporal *ret,
                                               struct fault *why);

/* Of the UTC instant, to the millisecond: for now(), today() and timeOfDay(). */
struct temporal temporal_of(enum temporal_kind kind, int64_t utc_ms, int offset_minutes);

/* A date counts as a date-time of its precision. UNKNOWN: the shorter one could be either, an
 * offset is missing and matters (they lie within 26 hours), or one is a time of day only. */
enum order temporal_compare(const struct temporal *a, const struct temporal *b);

/* ~ : equal, and equally precise. Always answers. */
bool temporal_is_like(const struct temporal *a, const struct temporal *b);

/* Adds whole units (a fraction of the amount is dropped), end of month clipped, offset kept. A
 * unit finer than the value's precision counts as often as it fills the finest part (12 months a
 * year, 30 days a month). Times of day wrap; a date and hours count whole days. False: outside
 * years 1 to 9999, or a date part added to a time of day. */
bool temporal_add(const struct temporal *t, struct decimal amount, enum calendar_unit unit,
                  struct temporal *ret);

/* Whole units from `a` to `b`: negative when `b` lies before. `boundaries`: how many borders of
 * the unit are crossed (difference), else how many whole units have passed (duration). False:
 * not precise enough for the unit, or not comparable. */
bool temporal_between(const struct temporal *a, const struct temporal *b, enum calendar_unit unit,
                      bool boundaries, int64_t *ret);

/* Digits: 4 a year, 6 a month, 8 a day, 10, 12, 14, 17 a millisecond; a time of day 2, 4, 6, 9. */
int temporal_digits(const struct temporal *t);

/* The first and last moment that it could be, to `digits` (as above; 0: the finest of its kind).
 * An unknown offset becomes +14:00 (first) or -12:00 (last). False: no such precision. */
bool temporal_low_boundary(const struct temporal *t, int digits, struct temporal *ret);
bool temporal_high_boundary(const struct temporal *t, int digits, struct temporal *ret);

/* The day of a date-time, as it was written; a date as a date-time of its precision. */
struct temporal temporal_to_date(const struct temporal *t);
struct temporal temporal_to_date_time(const struct temporal *t);
struct temporal temporal_to_time(const struct temporal *t); /* of a date-time with an hour */

/* One part as a number; false when it is finer than what was written. */
bool temporal_part_of(const struct temporal *t, enum temporal_part part, int *ret);
bool temporal_millisecond_of(const struct temporal *t, int *ret);
/* Hours east of Greenwich; false when unknown. */
bool temporal_offset_of(const struct temporal *t, struct decimal *ret);

/* As FHIR writes it, without @. Returns the bytes written, no NUL. */
size_t temporal_write(const struct temporal *t, char text[TEMPORAL_TEXT]);

#endif
