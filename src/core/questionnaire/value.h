/* core/questionnaire/value.h - one FHIR value[x]: what type it is, whether it is well-formed, and
 * how two of them compare.
 *
 * A value stays the JSON that it came as, so that "0.10" and its order of members survive.
 * Source: FHIR R4, "Data Types" and their regular expressions.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_VALUE_H
#define HF_CORE_QUESTIONNAIRE_VALUE_H

#include "core/format/json.h"

/* KEEP IN ORDER: value types. */
enum value_type {
    VALUE_NONE,
    VALUE_BOOLEAN,
    VALUE_DECIMAL,
    VALUE_INTEGER,
    VALUE_DATE,
    VALUE_DATE_TIME,
    VALUE_TIME,
    VALUE_STRING,
    VALUE_URI,
    VALUE_ATTACHMENT,
    VALUE_CODING,
    VALUE_QUANTITY,
    VALUE_REFERENCE,
};

struct fhir_value {
    enum value_type type;
    const struct json *json; /* named "valueCoding" and so on; NULL with VALUE_NONE */
};

/* "Coding", "dateTime": as FHIR spells it; "" for none. */
struct span value_type_name(enum value_type type);

/* "Coding", "DateTime": what stands behind "value" or "answer" in a member's name. */
struct span value_member_name(enum value_type type);

/* The one member `prefix`[x] of the object: {VALUE_NONE} when there is none, or when its type is
 * not one of the twelve. With two of them the first counts; see value_count. */
struct fhir_value value_find(const struct json *object, const char *prefix);

/* How many members of the object are `prefix`[x] of any of the twelve types. */
uint32_t value_count(const struct json *object, const char *prefix);

/* NULL when the value is well-formed, else what is wrong with it, in words that repeat nothing of
 * it. A partial date is well-formed. */
const char *value_problem(struct fhir_value value);

/* The same value: numbers by size ("1.0" is 1), codings by system and code, references and other
 * texts by their characters, quantities by value and unit (UCUM units are converted), dates and
 * times by what they have in common. Different types are never the same. */
bool value_equal(struct fhir_value a, struct fhir_value b);

/* Less than, equal to or greater than zero in `*ret`. False where the order is not decided: types
 * that have none, units that can't be compared, "2022-06" beside "2022-06-30". */
bool value_order(struct fhir_value a, struct fhir_value b, int *ret);

/* The two parts of a Coding ("" where absent), or of a Quantity's unit. */
struct span value_system(struct fhir_value value);
struct span value_code(struct fhir_value value);
struct span value_display(struct fhir_value value);

/* "Patient" of "Patient/7", ".../Patient/7/_history/2"; "" where no type stands. */
struct span value_reference_type(struct span reference);

/* The text of a primitive as it was written: "true", "0.10", "2026-11"; "" for the others. */
struct span fhir_value_text(struct fhir_value value);

#endif
