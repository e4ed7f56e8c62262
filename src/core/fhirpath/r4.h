/* core/fhirpath/r4.h - what FHIR R4 (4.0.1) says of its types: elements, bases, how many.
 *
 * Constant tables made by tools/fhir_model from the official definitions; nothing is kept.
 * Types are resources, data types and the nameless ones inside them ("Patient.contact").
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_R4_H
#define HF_CORE_FHIRPATH_R4_H

#include "base/span.h"

/* Indexes into the tables; 0 is none. Found once at load, compared as numbers ever after. */
struct r4_type {
    uint16_t index;
};
struct r4_element {
    uint16_t index;
};

/* What FHIRPath makes of a primitive's value (FHIR R4 2.1.11.3, "using FHIR types"). */
enum r4_system {
    R4_NOT_PRIMITIVE,
    R4_BOOLEAN,
    R4_STRING,
    R4_INTEGER,
    R4_DECIMAL,
    R4_DATE,
    R4_DATE_TIME,
    R4_TIME,
};

enum r4_kind { R4_NO_KIND, R4_PRIMITIVE, R4_COMPLEX, R4_BACKBONE, R4_RESOURCE };

/* "Patient", "HumanName", "code", "Patient.contact"; none when unknown. */
struct r4_type r4_type_find(struct span name);
bool r4_type_is_none(struct r4_type type);
struct span r4_type_name(struct r4_type type);

/* Patient -> DomainResource -> Resource -> none; code -> string -> Element; Age -> Quantity. */
struct r4_type r4_type_base(struct r4_type type);
/* The type itself or one of its bases. */
bool r4_type_is(struct r4_type type, struct r4_type ancestor);
bool r4_type_is_abstract(struct r4_type type);
enum r4_kind r4_type_kind(struct r4_type type);
enum r4_system r4_type_system(struct r4_type type);

/* The element as expressions call it, also one of a base: "name", "value" for value[x]. */
struct r4_element r4_element_find(struct r4_type type, struct span name);

/* The element as JSON calls it: "name"; "valueQuantity" gives value[x] and the type Quantity.
 * `*ret_type` is the type of its content where JSON or the model leaves no choice, else none. */
struct r4_element r4_element_find_json(struct r4_type type, struct span name,
                                       struct r4_type *ret_type);
bool r4_element_is_none(struct r4_element element);
struct span r4_element_name(struct r4_element element); /* without [x] */
bool r4_element_is_choice(struct r4_element element);   /* value[x] */
bool r4_element_is_list(struct r4_element element);     /* max is not 1 */

/* The types it may have, in the order of the specification. A content reference (item.item) has
 * the type that it refers to; an element of any resource has Resource. */
size_t r4_element_type_count(struct r4_element element);
struct r4_type r4_element_type(struct r4_element element, size_t i);

/* The elements of a type without those of its bases, for walking. */
size_t r4_type_element_count(struct r4_type type);
struct r4_element r4_type_element(struct r4_type type, size_t i);

#endif
