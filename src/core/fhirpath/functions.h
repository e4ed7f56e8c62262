/* core/fhirpath/functions.h - the families of functions; each file ends with its table.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_FUNCTIONS_H
#define HF_CORE_FHIRPATH_FUNCTIONS_H

#include "core/fhirpath/inside.h"

struct function_family {
    const struct function *at;
    size_t count;
};

extern const struct function_family fn_existence, fn_filter, fn_subset, fn_string, fn_text, fn_math,
    fn_aggregate, fn_convert, fn_tree, fn_time, fn_boundary, fn_fhir, fn_score, fn_control;

/* fn_text.c: compiles the pattern of matches() and its kin, where it is a literal. */
enum status fn_text_plan(struct op *op, struct arena *arena, struct fault *why);

#define FUNCTION_FAMILY(family, rows)                                                              \
    const struct function_family family = {(rows), sizeof(rows) / sizeof((rows)[0])}

#endif
