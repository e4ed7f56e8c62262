/* core/fhirpath/shape.h - what can be known of a list before there is data: its types, how many.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_SHAPE_H
#define HF_CORE_FHIRPATH_SHAPE_H

#include "core/fhirpath/inside.h"

enum shape_kind {
    SHAPE_ANY,    /* nothing is known */
    SHAPE_EMPTY,  /* {} */
    SHAPE_SYSTEM, /* of `system` */
    SHAPE_FHIR,   /* of `type` */
    SHAPE_CHOICE, /* of one of the types of `element` */
};

struct shape {
    enum shape_kind kind;
    enum fhirpath_kind system;
    struct r4_type type;
    struct r4_element element;
    bool many, unordered;
};

struct shape shape_of_system(enum fhirpath_kind kind);
struct shape shape_of_type(struct span name); /* "Patient", "System.String"; "" is anything */
struct shape shape_of_type_name(struct type_name type, struct shape input);

/* The member `name`. False: certainly none; `*ret_choice`: it is the JSON name of a choice. */
bool shape_member(struct shape of, struct span name, struct shape *ret, bool *ret_choice);

/* Either of the two. */
struct shape shape_join(struct shape a, struct shape b);

/* What the values can certainly not be. */
bool shape_is_no_boolean(struct shape shape);
bool shape_is_no_string(struct shape shape);
bool shape_is_temporal(struct shape shape);
bool shape_is_number(struct shape shape);

/* What a function makes of its input and its first argument. */
struct shape shape_of_result(enum function_result result, struct shape input,
                             struct shape argument);

#endif
