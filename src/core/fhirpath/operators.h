/* core/fhirpath/operators.h - one function for each operator; what stands right is argument 0.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_FHIRPATH_OPERATORS_H
#define HF_CORE_FHIRPATH_OPERATORS_H

#include "core/fhirpath/inside.h"

op_fn op_add, op_subtract, op_multiply, op_divide, op_div, op_mod, op_concatenate;
op_fn op_negate, op_plus_sign;
op_fn op_equal, op_not_equal, op_alike, op_not_alike;
op_fn op_less, op_less_or_equal, op_greater, op_greater_or_equal;
op_fn op_and, op_or, op_xor, op_implies;
op_fn op_union, op_in, op_contains;

/* What an operator gives, for the analysis. */
struct infix_operator {
    const char *text;
    enum function_result result; /* RESULT_ANY: arithmetic, of its operands */
    op_fn *run;
};

/* NULL when there is none. */
const struct infix_operator *operator_find(struct span text);

#endif
