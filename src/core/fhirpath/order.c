/* core/fhirpath/order.c - which comes first (FHIRPath N1, 6.2).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

static bool is_moment(const struct fhirpath_value *v)
{
    return v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME;
}

static enum order order_of(int sign)
{
    if (sign == 0)
        return ORDER_EQUAL;
    return sign < 0 ? ORDER_LESS : ORDER_GREATER;
}

/* False when the two are of kinds that have no order between them. */
static bool order_forced(const struct fhirpath_value *a, const struct fhirpath_value *b,
                         enum order *ret)
{
    struct decimal x, y;
    struct quantity p, q;

    if (a->kind == FHIRPATH_INTEGER && b->kind == FHIRPATH_INTEGER)
        *ret = order_of((a->integer > b->integer) - (a->integer < b->integer));
    else if (force_decimal(a, &x) && force_decimal(b, &y))
        *ret = order_of(decimal_compare(x, y));
    else if (a->kind == FHIRPATH_STRING && b->kind == FHIRPATH_STRING)
        *ret = order_of(span_compare(a->string, b->string));
    else if (force_quantity(a, &p) && force_quantity(b, &q))
        *ret = quantity_compare(&p, &q);
    else if ((is_moment(a) && is_moment(b)) ||
             (a->kind == FHIRPATH_TIME && b->kind == FHIRPATH_TIME))
        *ret = temporal_compare(a->temporal, b->temporal);
    else
        return false;
    return true;
}

enum status order_values(struct machine *m, const struct op *op, struct fhirpath_value a,
                         struct fhirpath_value b, enum order *ret)
{
    enum status st = force(m, op, &a);

    if (st == HF_OK)
        st = force(m, op, &b);
    if (st == HF_OK && !order_forced(&a, &b, ret))
        return machine_refuse(m, op, "values that have no order between them");
    return st;
}
