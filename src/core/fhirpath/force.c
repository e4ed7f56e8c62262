/* core/fhirpath/force.c - from the text of the tree to what FHIRPath calculates with.
 *
 * Done when an operator asks, so that walking costs nothing. Text that is not what its type says
 * ("birthDate": "soon") is refused here, never read as something else.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

static enum status force_decimal_text(struct machine *m, const struct op *op,
                                      struct fhirpath_value *value)
{
    struct decimal *at = arena_new(m->arena, struct decimal);

    if (at == NULL)
        return machine_spent(m);
    if (decimal_parse(value->node->text, at, NULL) != HF_OK)
        return machine_refuse(m, op, "an element's number has too many digits");
    value->decimal = at;
    return HF_OK;
}

/* 32 bits, as FHIRPath has it; what is larger is a decimal. */
static enum status force_integer_text(struct machine *m, const struct op *op,
                                      struct fhirpath_value *value)
{
    int64_t n;

    if (!span_to_int64(value->node->text, &n))
        return machine_refuse(m, op, "an element's number is no integer");
    if (n > INT32_MAX || n < INT32_MIN) {
        value->kind = FHIRPATH_DECIMAL;
        return force_decimal_text(m, op, value);
    }
    value->integer = n;
    return HF_OK;
}

static enum status force_temporal_text(struct machine *m, const struct op *op,
                                       struct fhirpath_value *value)
{
    enum temporal_kind kind = value->kind == FHIRPATH_DATE       ? TEMPORAL_DATE
                              : value->kind == FHIRPATH_DATETIME ? TEMPORAL_DATE_TIME
                                                                 : TEMPORAL_TIME;
    struct temporal *at = arena_new(m->arena, struct temporal);

    if (at == NULL)
        return machine_spent(m);
    if (temporal_parse(kind, value->node->text, at, NULL) != HF_OK)
        return machine_refuse(m, op,
                              "an element's text is not the date or time that its type says");
    value->temporal = at;
    return HF_OK;
}

/* A Quantity with a comparator is a range, no amount: it stays a node. */
static enum status force_node(struct machine *m, const struct op *op, struct fhirpath_value *value)
{
    const struct json *number = json_member(value->node, "value");
    const struct json *code = json_member(value->node, "code");
    struct quantity *at;

    if (!json_is(number, JSON_NUMBER) || json_member(value->node, "comparator") != NULL)
        return HF_OK;
    if (code == NULL)
        code = json_member(value->node, "unit");
    at = arena_new(m->arena, struct quantity);
    if (at == NULL)
        return machine_spent(m);
    struct decimal d;

    if (decimal_parse(number->text, &d, NULL) != HF_OK)
        return machine_refuse(m, op, "a Quantity's number has too many digits");
    *at = quantity_of(d, code == NULL ? SPAN("1") : json_text(code), false);
    *value = (struct fhirpath_value){
        .kind = FHIRPATH_QUANTITY, .type = value->type, .quantity = at, .node = value->node};
    return HF_OK;
}

bool force_is_quantity(const struct machine *m, const struct fhirpath_value *value)
{
    return value->kind == FHIRPATH_NODE && value->type != 0 && json_is(value->node, JSON_OBJECT) &&
           r4_type_is((struct r4_type){value->type}, m->program->quantity);
}

enum status force(struct machine *m, const struct op *op, struct fhirpath_value *value)
{
    enum status st = HF_OK;

    if (!value->lazy)
        return force_is_quantity(m, value) ? force_node(m, op, value) : HF_OK;
    if (value->kind == FHIRPATH_INTEGER)
        st = force_integer_text(m, op, value);
    else if (value->kind == FHIRPATH_DECIMAL)
        st = force_decimal_text(m, op, value);
    else
        st = force_temporal_text(m, op, value);
    value->lazy = false;
    return st;
}

enum status force_single(struct machine *m, const struct op *op, struct fhirpath_list list,
                         struct fhirpath_value *ret, bool *ret_empty)
{
    if (list.count > 1)
        return machine_refuse(m, op, "more than one item where one is needed");
    *ret_empty = list.count == 0;
    if (list.count == 0)
        return HF_OK;
    *ret = list.at[0];
    return force(m, op, ret);
}

bool force_decimal(const struct fhirpath_value *value, struct decimal *ret)
{
    if (value->kind == FHIRPATH_INTEGER)
        *ret = decimal_from_int(value->integer);
    else if (value->kind == FHIRPATH_DECIMAL)
        *ret = *value->decimal;
    else
        return false;
    return true;
}

bool force_quantity(const struct fhirpath_value *value, struct quantity *ret)
{
    struct decimal d;

    if (value->kind == FHIRPATH_QUANTITY)
        *ret = *value->quantity;
    else if (force_decimal(value, &d))
        *ret = quantity_of(d, SPAN("1"), false);
    else
        return false;
    return true;
}

enum status force_truth(struct machine *m, const struct op *op, struct fhirpath_list list,
                        enum fhirpath_truth *ret)
{
    if (list.count > 1)
        return machine_refuse(m, op, "more than one item where one truth is needed");
    if (list.count == 0)
        *ret = FHIRPATH_EMPTY;
    else
        *ret =
            list.at->kind != FHIRPATH_BOOLEAN || list.at->boolean ? FHIRPATH_TRUE : FHIRPATH_FALSE;
    return HF_OK;
}
