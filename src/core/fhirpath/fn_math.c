/* core/fhirpath/fn_math.c - one number, or one quantity (FHIRPath N1, 5.7).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

/* The input as a number with its unit, if it has one. */
struct number {
    struct decimal value;
    struct quantity quantity; /* of FHIRPATH_QUANTITY */
    enum fhirpath_kind kind;
    bool empty;
};

static enum status read_number(struct machine *m, const struct op *op,
                               const struct fhirpath_list *io, struct number *ret)
{
    struct fhirpath_value v;
    enum status st = force_single(m, op, *io, &v, &ret->empty);

    if (st != HF_OK || ret->empty)
        return st;
    ret->kind = (enum fhirpath_kind)v.kind;
    if (v.kind == FHIRPATH_QUANTITY) {
        ret->quantity = *v.quantity;
        ret->value = ret->quantity.value;
    } else if (!force_decimal(&v, &ret->value)) {
        return machine_refuse(m, op, "the input is no number");
    }
    return HF_OK;
}

static enum status read_plain(struct machine *m, const struct op *op,
                              const struct fhirpath_list *io, struct number *ret)
{
    enum status st = read_number(m, op, io, ret);

    if (st == HF_OK && !ret->empty && ret->kind == FHIRPATH_QUANTITY)
        return machine_refuse(m, op, "the input is a Quantity");
    return st;
}

/* The result in the kind of the input. */
static enum status set_like(struct machine *m, const struct number *n, struct decimal value,
                            struct fhirpath_list *io)
{
    int64_t whole;

    if (n->kind == FHIRPATH_QUANTITY) {
        struct quantity q = n->quantity;

        q.value = value;
        return list_set_quantity(m, q, io);
    }
    if (n->kind == FHIRPATH_INTEGER && decimal_to_int(value, &whole))
        return list_set_integer(m, whole, io);
    return list_set_decimal(m, value, io);
}

static enum status run_abs(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    struct number n;
    enum status st = read_number(m, op, io, &n);

    (void)frame;
    return st != HF_OK || n.empty ? st : set_like(m, &n, decimal_abs(n.value), io);
}

/* To a whole number: an Integer of a number, a Quantity of a Quantity. */
static enum status run_whole(struct machine *m, const struct op *op, struct fhirpath_list *io,
                             struct decimal (*fn)(struct decimal d))
{
    struct number n;
    int64_t whole;
    enum status st = read_number(m, op, io, &n);

    if (st != HF_OK || n.empty)
        return st;
    struct decimal d = fn(n.value);

    if (n.kind == FHIRPATH_QUANTITY)
        return set_like(m, &n, d, io);
    if (!decimal_to_int(d, &whole) || whole > INT32_MAX || whole < INT32_MIN)
        return list_set_empty(io);
    return list_set_integer(m, whole, io);
}

static enum status run_ceiling(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    (void)frame;
    return run_whole(m, op, io, decimal_ceiling);
}

static enum status run_floor(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)frame;
    return run_whole(m, op, io, decimal_floor);
}

static enum status run_truncate(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    (void)frame;
    return run_whole(m, op, io, decimal_truncate);
}

/* Half away from zero; a negative precision is refused (N1, 5.7.8). */
static enum status run_round(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    struct number n;
    int64_t places = 0;
    bool none = false;
    enum status st = read_number(m, op, io, &n);

    if (st == HF_OK && op->argc == 1)
        st = argument_integer(m, op, frame, 0, &places, &none);
    if (st != HF_OK || n.empty)
        return st;
    if (none)
        places = 0;
    if (places < 0)
        return machine_refuse(m, op, "round: a negative precision");
    if (places > DECIMAL_SCALE_MAX)
        places = DECIMAL_SCALE_MAX;
    return set_like(m, &n, decimal_round(n.value, (int)places), io);
}

typedef bool root_fn(struct decimal d, struct decimal *ret);

static enum status run_root(struct machine *m, const struct op *op, struct fhirpath_list *io,
                            root_fn *fn)
{
    struct number n;
    struct decimal d;
    enum status st = read_plain(m, op, io, &n);

    if (st != HF_OK || n.empty)
        return st;
    return fn(n.value, &d) ? list_set_decimal(m, d, io) : list_set_empty(io);
}

static enum status run_exp(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    (void)frame;
    return run_root(m, op, io, decimal_exp);
}

static enum status run_ln(struct machine *m, const struct op *op, const struct frame *frame,
                          struct fhirpath_list *io)
{
    (void)frame;
    return run_root(m, op, io, decimal_ln);
}

static enum status run_sqrt(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    (void)frame;
    return run_root(m, op, io, decimal_sqrt);
}

/* The input and a number beside it. */
static enum status read_two(struct machine *m, const struct op *op, const struct frame *frame,
                            const struct fhirpath_list *io, struct number *ret_n,
                            struct number *ret_other)
{
    struct fhirpath_list list;
    enum status st = read_plain(m, op, io, ret_n);

    if (st == HF_OK)
        st = argument_list(m, op, frame, 0, &list);
    return st != HF_OK ? st : read_plain(m, op, &list, ret_other);
}

static enum status run_log(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    struct number n, base;
    struct decimal d;
    enum status st = read_two(m, op, frame, io, &n, &base);

    if (st != HF_OK || n.empty || base.empty)
        return st != HF_OK ? st : list_set_empty(io);
    return decimal_log(n.value, base.value, &d) ? list_set_decimal(m, d, io) : list_set_empty(io);
}

/* An Integer when both are and it fits, else a Decimal. */
static enum status run_power(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    struct number n, exponent;
    struct decimal d;
    int64_t whole;
    enum status st = read_two(m, op, frame, io, &n, &exponent);

    if (st != HF_OK || n.empty || exponent.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (!decimal_power(n.value, exponent.value, &d))
        return list_set_empty(io);
    if (n.kind != FHIRPATH_INTEGER || exponent.kind != FHIRPATH_INTEGER ||
        !decimal_to_int(d, &whole))
        return list_set_decimal(m, d, io);
    return whole > INT32_MAX || whole < INT32_MIN ? list_set_empty(io)
                                                  : list_set_integer(m, whole, io);
}

static const struct function rows[] = {
    {"abs", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_abs},
    {"ceiling", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_ceiling},
    {"floor", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_floor},
    {"truncate", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_truncate},
    {"round", 0, 1, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_round},
    {"exp", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_exp},
    {"ln", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_ln},
    {"log", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_log},
    {"power", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_power},
    {"sqrt", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_DECIMAL, run_sqrt},
};

FUNCTION_FAMILY(fn_math, rows);
