/* core/fhirpath/truth.c - small values in and out, and the three values of a condition.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include <string.h>

struct fhirpath_value fhirpath_of_boolean(bool value)
{
    return (struct fhirpath_value){.kind = FHIRPATH_BOOLEAN, .boolean = value};
}

struct fhirpath_value fhirpath_of_integer(int64_t value)
{
    return (struct fhirpath_value){.kind = FHIRPATH_INTEGER, .integer = value};
}

struct fhirpath_value fhirpath_of_string(struct span value)
{
    return (struct fhirpath_value){.kind = FHIRPATH_STRING, .string = value};
}

enum status fhirpath_truth(struct fhirpath_list list, enum fhirpath_truth *ret, struct fault *why)
{
    if (list.count > 1)
        return fault_set(why, HF_INVALID, "execution: %d items where one truth was expected",
                         (int)list.count);
    if (list.count == 0)
        *ret = FHIRPATH_EMPTY;
    else if (list.at->kind == FHIRPATH_BOOLEAN)
        *ret = list.at->boolean ? FHIRPATH_TRUE : FHIRPATH_FALSE;
    else
        *ret = FHIRPATH_TRUE;
    return HF_OK;
}

enum fhirpath_phase fhirpath_phase_of(const struct fault *why)
{
    static const char *const names[] = {"syntax:", "semantic:", "execution:", "budget:"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(why->text, names[i], strlen(names[i])) == 0)
            return (enum fhirpath_phase)i;
    }
    return FHIRPATH_BUDGET;
}
