/* core/fhirpath/quantity.h - amounts with a unit: UCUM codes and the calendar's words.
 *
 * Units are compared by what they measure: 1 'kg' equals 1000 'g'. Calendar words (year, month)
 * are not UCUM's mean years and months: equal only by ~, never by =, except for units of a second
 * and shorter. Source: UCUM 2.1 tables 1 to 12; FHIRPath 2.0 (N1) 4.1.8.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_QUANTITY_H
#define HF_CORE_FHIRPATH_QUANTITY_H

#include "base/buf.h"
#include "core/fhirpath/temporal.h"

enum { QUANTITY_UNIT_MAX = 100 }; /* bytes of a unit's code */

/* `unit` is borrowed. The unit of a number without one is '1'. */
struct quantity {
    struct decimal value;
    struct span unit; /* a UCUM code without quotes, or, if `calendar`, "year" .. "millisecond" */
    bool calendar;
};

/* "years", "day", "milliseconds": the words that may follow a number without quotes. */
bool quantity_calendar_find(struct span word, enum calendar_unit *ret);

/* The calendar unit by which a date may be moved: the words, with or without quotes, and of UCUM
 * wk, d, h, min, s and ms. False for UCUM's mean years and months and for all else. */
bool quantity_calendar_unit(const struct quantity *q, enum calendar_unit *ret);

/* Unit word ("days", made singular) or UCUM code to a quantity. Never fails: an unknown code is
 * a unit that can be compared only with itself. */
struct quantity quantity_of(struct decimal value, struct span unit, bool calendar);

/* "5.4 'mg'", "4 days", "7": text as toQuantity() reads it. HF_INVALID says where. */
HF_MUST_USE enum status quantity_parse(struct span text, struct quantity *ret, struct fault *why);

/* Is this a UCUM code that we know? HF_INVALID says where it is not. */
HF_MUST_USE enum status quantity_unit_check(struct span code, struct fault *why);

/* Do both measure the same thing, so that they can be compared? */
bool quantity_is_comparable(const struct quantity *a, const struct quantity *b);

/* UNKNOWN when they measure different things. Also serves =. */
enum order quantity_compare(const struct quantity *a, const struct quantity *b);

/* ~ : in base units (g, m, s ...) to the decimals of the less precise; calendar words count as
 * UCUM's. Always answers. */
bool quantity_is_like(const struct quantity *a, const struct quantity *b);

/* The same amount in another unit; false when that measures something else. */
bool quantity_convert(const struct quantity *q, struct span unit, bool calendar,
                      struct quantity *ret);

/* Sums carry the finer unit of both (N1, 6.6.3). False: they measure different things, or do not
 * fit. */
bool quantity_add(const struct quantity *a, const struct quantity *b, struct quantity *ret);
bool quantity_subtract(const struct quantity *a, const struct quantity *b, struct quantity *ret);

/* The unit's text is made in `arena`: "m2" of 'cm' and 'm', '1' where all cancels. False: a
 * calendar word longer than a second, an unknown unit, zero below, or it does not fit. */
bool quantity_multiply(const struct quantity *a, const struct quantity *b, struct arena *arena,
                       struct quantity *ret);
bool quantity_divide(const struct quantity *a, const struct quantity *b, struct arena *arena,
                     struct quantity *ret);

/* "5.4 'mg'", "4 days" ("1 day" stays single). */
void quantity_write(const struct quantity *q, struct buf *out);

#endif
