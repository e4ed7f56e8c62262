/* core/fhirpath/ucum.h - what a unit's code measures, and how much of it.
 *
 * Everything is brought to grams, metres, seconds, radians, kelvins, coulombs, candelas and moles.
 * Two things differ from UCUM on purpose: a mole stays a kind of its own (UCUM makes it a mere
 * number, so that mol and 1 could be compared), and units that are defined by a procedure or by a
 * logarithm ([IU], [pH], B) measure only themselves.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_UCUM_H
#define HF_CORE_FHIRPATH_UCUM_H

#include "base/buf.h"
#include "base/decimal.h"

/* KEEP IN ORDER: base units (ucum.c). NO_KIND: made of others. */
enum ucum_kind {
    UCUM_MASS,
    UCUM_LENGTH,
    UCUM_TIME,
    UCUM_ANGLE,
    UCUM_TEMPERATURE,
    UCUM_CHARGE,
    UCUM_LIGHT,
    UCUM_AMOUNT,
    UCUM_MONTHS, /* of the calendar: no UCUM code, only quantity.c's words */
    UCUM_ARBITRARY,
    UCUM_KINDS,
    UCUM_NO_KIND = UCUM_KINDS,
};

enum { UCUM_BYTES = 100, UCUM_DEPTH = 12, UCUM_POWER = 60 };

struct ucum_prefix {
    struct span code;
    int exponent; /* of ten */
};

/* value times unit (an expression of other atoms); `kind` of a base unit. */
struct ucum_atom {
    struct span code;
    bool metric; /* may have a prefix */
    const char *value, *unit;
    enum ucum_kind kind;
};

extern const struct ucum_prefix ucum_prefixes[];
extern const size_t ucum_prefix_total;
extern const struct ucum_atom ucum_atoms[];
extern const size_t ucum_atom_total;

/* (value + offset) * numerator / denominator of the base units to their powers. */
struct measure {
    struct decimal numerator, denominator, offset;
    signed char powers[UCUM_KINDS];
    const struct ucum_atom *arbitrary; /* which, if any: only one kind at a time */
};

struct measure measure_one(void);

/* HF_INVALID with the offset in `code`: unknown, not well formed, or its size does not fit. */
HF_MUST_USE enum status ucum_parse(struct span code, struct measure *ret, struct fault *why);

bool measure_same_kind(const struct measure *a, const struct measure *b);
bool measure_is_number(const struct measure *m);

/* a times b to the power (b once or inverse, or more); false when it does not fit. An offset (of
 * degrees) is lost: a difference of degrees is meant. */
bool measure_combine(struct measure *a, const struct measure *b, int power);

/* The base units alone: "g.m-1", "1". */
void measure_write(const struct measure *m, struct buf *out);

#endif
