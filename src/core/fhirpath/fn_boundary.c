/* core/fhirpath/fn_boundary.c - how precise a value is, and between what it lies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

enum { PLACES_BY_DEFAULT = 8 };

/* The least or the greatest value that could have been written as the input. */
struct boundary {
    bool (*of_decimal)(struct decimal d, int places, struct decimal *ret);
    bool (*of_temporal)(const struct temporal *t, int digits, struct temporal *ret);
};

static const struct boundary low = {decimal_low_boundary, temporal_low_boundary};
static const struct boundary high = {decimal_high_boundary, temporal_high_boundary};

/* `*ret` stays as it was without an argument; false in `*ret_fits`: no such precision. */
static enum status read_precision(struct machine *m, const struct op *op, const struct frame *frame,
                                  int *ret, bool *ret_fits)
{
    int64_t n = *ret;
    bool none = true;
    enum status st = op->argc == 0 ? HF_OK : argument_integer(m, op, frame, 0, &n, &none);

    if (none)
        n = *ret;
    *ret_fits = n >= 0 && n <= DECIMAL_BOUNDARY_SCALE;
    if (*ret_fits)
        *ret = (int)n;
    return st;
}

static enum status set_boundary(struct machine *m, const struct fhirpath_value *v,
                                const struct boundary *b, int places, struct fhirpath_list *io)
{
    struct quantity q;
    struct decimal d;
    struct temporal t;

    if (force_decimal(v, &d))
        return b->of_decimal(d, places, &d) ? list_set_decimal(m, d, io) : list_set_empty(io);
    if (v->kind == FHIRPATH_QUANTITY) {
        q = *v->quantity;
        return b->of_decimal(q.value, places, &q.value) ? list_set_quantity(m, q, io)
                                                        : list_set_empty(io);
    }
    return b->of_temporal(v->temporal, places, &t) ? list_set_temporal(m, t, io)
                                                   : list_set_empty(io);
}

static bool is_temporal(const struct fhirpath_value *v)
{
    return v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME || v->kind == FHIRPATH_TIME;
}

static enum status run_boundary(struct machine *m, const struct op *op, const struct frame *frame,
                                const struct boundary *b, struct fhirpath_list *io)
{
    struct fhirpath_value v;
    struct quantity q;
    bool empty, fits;
    enum status st = force_single(m, op, *io, &v, &empty);

    if (st != HF_OK || empty)
        return st;
    if (!is_temporal(&v) && !force_quantity(&v, &q))
        return machine_refuse(m, op, "a boundary of what is neither number nor time");
    int places = is_temporal(&v) ? 0 : PLACES_BY_DEFAULT;

    st = read_precision(m, op, frame, &places, &fits);
    if (st != HF_OK || !fits)
        return st != HF_OK ? st : list_set_empty(io);
    return set_boundary(m, &v, b, places, io);
}

static enum status run_low_boundary(struct machine *m, const struct op *op,
                                    const struct frame *frame, struct fhirpath_list *io)
{
    return run_boundary(m, op, frame, &low, io);
}

static enum status run_high_boundary(struct machine *m, const struct op *op,
                                     const struct frame *frame, struct fhirpath_list *io)
{
    return run_boundary(m, op, frame, &high, io);
}

static enum status run_precision(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct fhirpath_value v;
    struct decimal d;
    bool empty;
    enum status st = force_single(m, op, *io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    if (is_temporal(&v))
        return list_set_integer(m, temporal_digits(v.temporal), io);
    if (!force_decimal(&v, &d))
        return machine_refuse(m, op, "precision of what is neither number nor time");
    return list_set_integer(m, d.scale, io);
}

static enum status run_comparable(struct machine *m, const struct op *op, const struct frame *frame,
                                  struct fhirpath_list *io)
{
    struct fhirpath_value a, b;
    struct quantity p, q;
    bool empty = false, none = false;
    enum status st = force_single(m, op, *io, &a, &empty);

    if (st == HF_OK)
        st = argument_single(m, op, frame, 0, &b, &none);
    if (st != HF_OK || empty || none)
        return st != HF_OK ? st : list_set_empty(io);
    if (!force_quantity(&a, &p) || !force_quantity(&b, &q))
        return machine_refuse(m, op, "comparable: what is no Quantity");
    return list_set_boolean(quantity_is_comparable(&p, &q), io);
}

static const struct function rows[] = {
    {"lowBoundary", 0, 1, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_low_boundary},
    {"highBoundary", 0, 1, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_high_boundary},
    {"precision", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_precision},
    {"comparable", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_comparable},
};

FUNCTION_FAMILY(fn_boundary, rows);
