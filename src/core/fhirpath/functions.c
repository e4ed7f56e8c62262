/* core/fhirpath/functions.c - all functions by name.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static const struct function_family *const families[] = {
    &fn_existence, &fn_filter, &fn_subset, &fn_string,   &fn_text, &fn_math,  &fn_aggregate,
    &fn_convert,   &fn_tree,   &fn_time,   &fn_boundary, &fn_fhir, &fn_score, &fn_control,
};

static const struct function *find_in(const struct function_family *family, struct span name)
{
    for (size_t i = 0; i < family->count; i++) {
        if (span_is(name, family->at[i].name))
            return &family->at[i];
    }
    return NULL;
}

const struct function *function_find(struct span name)
{
    const struct function *found = NULL;

    for (size_t i = 0; found == NULL && i < sizeof families / sizeof families[0]; i++)
        found = find_in(families[i], name);
    return found;
}
