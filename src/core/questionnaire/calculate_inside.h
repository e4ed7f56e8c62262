/* core/questionnaire/calculate_inside.h - inside the room: one expression at one place.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_CORE_QUESTIONNAIRE_CALCULATE_INSIDE_H
#define HF_CORE_QUESTIONNAIRE_CALCULATE_INSIDE_H

#include "core/questionnaire/calculate.h"

#include "core/fhirpath/fhirpath.h"

/* What a variable was, in one state of the answers, for one item. */
struct kept_variable {
    uint64_t state; /* 0: never */
    const struct response_item *item;
    struct fhirpath_list list;
};

struct calculation {
    struct response *response;
    const struct calculation_world *world;
    struct arena *arena;  /* of the response: answers are made there */
    struct arena scratch; /* of one state of the answers: emptied when they change */
    bool listed;          /* the next three are made; they are stale while response.reshaped */
    const struct fhirpath_index *index;
    struct response_item **first; /* by question, the first item of it */
    bool *many;                   /* by question: there is more than one */
    struct json scores[2];        /* a list of the form, for weight() */
    struct kept_variable *kept;   /* by expression */
    uint64_t state;
    uint32_t depth, steps;
    bool *dirty; /* by question: its answers changed in this run */
};

/* The result lives in the scratch until calculation_stale. HF_INVALID: not to be computed. */
HF_MUST_USE enum status calculation_evaluate(struct calculation *c, uint32_t expression,
                                             const struct response_item *parent,
                                             const struct response_item *item,
                                             struct fhirpath_list *ret, struct fault *why);

/* Makes one answer of the question's type in the response's arena. HF_NOT_FOUND: an empty text,
 * so no answer; HF_INVALID: not of that type. */
HF_MUST_USE enum status calculation_to_value(struct calculation *c, const struct question *question,
                                             const struct fhirpath_value *result,
                                             struct fhir_value *ret, struct fault *why);

#endif
