/* core/fhirpath/r4_inside.h - the shape of the generated table; for r4.c only.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_R4_INSIDE_H
#define HF_CORE_FHIRPATH_R4_INSIDE_H

#include "core/fhirpath/r4.h"

enum { R4_CHOICE = 1, R4_LIST = 2 };

/* Row 0 of types and of elements is none. Types are in the order of their names' bytes; so are
 * names, and the elements of one type. */
struct r4_type_row {
    uint16_t name, base, first, count; /* base: a type; first, count: elements */
    uint8_t kind, system, abstract;
};

struct r4_element_row {
    uint16_t name, first; /* first, count: types in r4_lists */
    uint8_t count, flags;
};

extern const char r4_name_text[];
extern const uint16_t r4_name_places[]; /* name n lies from place n up to place n + 1 */
extern const struct r4_type_row r4_types[];
extern const struct r4_element_row r4_elements[];
extern const uint16_t r4_lists[];
extern const uint16_t r4_type_total, r4_name_total;

#endif
