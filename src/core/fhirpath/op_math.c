/* core/fhirpath/op_math.c - + - * / div mod & and the sign (FHIRPath N1, 6.6).
 *
 * Integers have 32 bits: what does not fit is empty, as the standard has it. Decimals are exact.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/operators.h"

#include <string.h>

struct pair {
    struct fhirpath_value a, b;
    bool empty;
};

static enum status read_pair(struct machine *m, const struct op *op, const struct frame *frame,
                             const struct fhirpath_list *io, struct pair *ret)
{
    bool left_empty, right_empty;
    enum status st = force_single(m, op, *io, &ret->a, &left_empty);

    if (st == HF_OK)
        st = argument_single(m, op, frame, 0, &ret->b, &right_empty);
    if (st == HF_OK)
        ret->empty = left_empty || right_empty;
    return st;
}

static enum status set_int32(struct machine *m, int64_t value, struct fhirpath_list *io)
{
    if (value > INT32_MAX || value < INT32_MIN)
        return list_set_empty(io);
    return list_set_integer(m, value, io);
}

static bool are_integers(const struct pair *p)
{
    return p->a.kind == FHIRPATH_INTEGER && p->b.kind == FHIRPATH_INTEGER;
}

typedef bool decimal_fn(struct decimal a, struct decimal b, struct decimal *ret);

/* True when both are numbers; then `*st` is done. */
static bool run_decimals(struct machine *m, const struct pair *p, decimal_fn *fn,
                         struct fhirpath_list *io, enum status *st)
{
    struct decimal a, b, d;

    if (!force_decimal(&p->a, &a) || !force_decimal(&p->b, &b))
        return false;
    *st = fn(a, b, &d) ? list_set_decimal(m, d, io) : list_set_empty(io);
    return true;
}

static bool read_quantities(const struct pair *p, struct quantity *a, struct quantity *b)
{
    return (p->a.kind == FHIRPATH_QUANTITY || p->b.kind == FHIRPATH_QUANTITY) &&
           force_quantity(&p->a, a) && force_quantity(&p->b, b);
}

typedef bool quantity_fn(const struct quantity *a, const struct quantity *b, struct quantity *ret);

static bool run_quantities(struct machine *m, const struct pair *p, quantity_fn *fn,
                           struct fhirpath_list *io, enum status *st)
{
    struct quantity a, b, q;

    if (!read_quantities(p, &a, &b))
        return false;
    *st = fn(&a, &b, &q) ? list_set_quantity(m, q, io) : list_set_empty(io);
    return true;
}

static bool is_temporal(const struct fhirpath_value *v)
{
    return v->kind == FHIRPATH_DATE || v->kind == FHIRPATH_DATETIME || v->kind == FHIRPATH_TIME;
}

/* A date or time moved by an amount; only calendar units have a meaning there (N1, 6.6.7). */
static enum status move(struct machine *m, const struct op *op, const struct pair *p, bool back,
                        struct fhirpath_list *io)
{
    enum calendar_unit unit;
    struct temporal t;
    const struct quantity *q = p->b.quantity;

    if (!quantity_calendar_unit(q, &unit) || (p->a.kind == FHIRPATH_TIME && unit < CALENDAR_HOUR))
        return machine_refuse(m, op, "a date or time can't be moved by this unit");
    struct decimal amount = back ? decimal_negate(q->value) : q->value;

    if (!temporal_add(p->a.temporal, amount, unit, &t))
        return list_set_empty(io);
    return list_set_temporal(m, t, io);
}

static enum status join(struct machine *m, struct span a, struct span b, struct fhirpath_list *io)
{
    char *text = arena_alloc(m->arena, a.len + b.len, 1);

    if (text == NULL)
        return machine_spent(m);
    memcpy(text, a.at, a.len);
    memcpy(text + a.len, b.at, b.len);
    return list_set_string(m, span_at(text, a.len + b.len), io);
}

static enum status not_these(struct machine *m, const struct op *op)
{
    return machine_refuse(m, op, "an operator with values of the wrong types");
}

enum status op_add(struct machine *m, const struct op *op, const struct frame *frame,
                   struct fhirpath_list *io)
{
    struct pair p;
    enum status st = read_pair(m, op, frame, io, &p);

    if (st != HF_OK || p.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (are_integers(&p))
        return set_int32(m, p.a.integer + p.b.integer, io);
    if (p.a.kind == FHIRPATH_STRING && p.b.kind == FHIRPATH_STRING)
        return join(m, p.a.string, p.b.string, io);
    if (is_temporal(&p.a) && p.b.kind == FHIRPATH_QUANTITY)
        return move(m, op, &p, false, io);
    if (run_decimals(m, &p, decimal_add, io, &st) || run_quantities(m, &p, quantity_add, io, &st))
        return st;
    return not_these(m, op);
}

enum status op_subtract(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    struct pair p;
    enum status st = read_pair(m, op, frame, io, &p);

    if (st != HF_OK || p.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (are_integers(&p))
        return set_int32(m, p.a.integer - p.b.integer, io);
    if (is_temporal(&p.a) && p.b.kind == FHIRPATH_QUANTITY)
        return move(m, op, &p, true, io);
    if (run_decimals(m, &p, decimal_subtract, io, &st) ||
        run_quantities(m, &p, quantity_subtract, io, &st))
        return st;
    return not_these(m, op);
}

enum status op_multiply(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    struct pair p;
    struct quantity a, b, q;
    enum status st = read_pair(m, op, frame, io, &p);

    if (st != HF_OK || p.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (are_integers(&p))
        return set_int32(m, p.a.integer * p.b.integer, io);
    if (run_decimals(m, &p, decimal_multiply, io, &st))
        return st;
    if (!read_quantities(&p, &a, &b))
        return not_these(m, op);
    return quantity_multiply(&a, &b, m->arena, &q) ? list_set_quantity(m, q, io)
                                                   : list_set_empty(io);
}

enum status op_divide(struct machine *m, const struct op *op, const struct frame *frame,
                      struct fhirpath_list *io)
{
    struct pair p;
    struct quantity a, b, q;
    enum status st = read_pair(m, op, frame, io, &p);

    if (st != HF_OK || p.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (run_decimals(m, &p, decimal_divide, io, &st))
        return st;
    if (!read_quantities(&p, &a, &b))
        return not_these(m, op);
    return quantity_divide(&a, &b, m->arena, &q) ? list_set_quantity(m, q, io) : list_set_empty(io);
}

static enum status run_whole(struct machine *m, const struct op *op, const struct frame *frame,
                             decimal_fn *fn, bool integer, struct fhirpath_list *io)
{
    struct pair p;
    struct decimal a, b, d;
    int64_t n;
    enum status st = read_pair(m, op, frame, io, &p);

    if (st != HF_OK || p.empty)
        return st != HF_OK ? st : list_set_empty(io);
    if (!force_decimal(&p.a, &a) || !force_decimal(&p.b, &b))
        return not_these(m, op);
    if (!fn(a, b, &d))
        return list_set_empty(io);
    if ((integer || are_integers(&p)) && decimal_to_int(d, &n))
        return set_int32(m, n, io);
    return list_set_decimal(m, d, io);
}

/* Whole, whatever the operands were (N1, 6.6.5). */
enum status op_div(struct machine *m, const struct op *op, const struct frame *frame,
                   struct fhirpath_list *io)
{
    return run_whole(m, op, frame, decimal_div, true, io);
}

enum status op_mod(struct machine *m, const struct op *op, const struct frame *frame,
                   struct fhirpath_list *io)
{
    return run_whole(m, op, frame, decimal_mod, false, io);
}

/* Nothing counts as the empty string (N1, 6.6.8). */
enum status op_concatenate(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    struct span a = {0}, b = {0};
    bool left_empty, right_empty;
    enum status st = input_string(m, op, io, &a, &left_empty);

    if (st == HF_OK)
        st = argument_string(m, op, frame, 0, &b, &right_empty);
    if (st != HF_OK)
        return st;
    return join(m, left_empty ? SPAN("") : a, right_empty ? SPAN("") : b, io);
}

enum status op_plus_sign(struct machine *m, const struct op *op, const struct frame *frame,
                         struct fhirpath_list *io)
{
    struct fhirpath_value v;
    struct quantity q;
    bool empty;
    enum status st = force_single(m, op, *io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    return force_quantity(&v, &q) ? HF_OK
                                  : machine_refuse(m, op, "a sign before what is no number");
}

enum status op_negate(struct machine *m, const struct op *op, const struct frame *frame,
                      struct fhirpath_list *io)
{
    struct fhirpath_value v;
    struct quantity q;
    bool empty;
    enum status st = force_single(m, op, *io, &v, &empty);

    (void)frame;
    if (st != HF_OK || empty)
        return st;
    if (v.kind == FHIRPATH_INTEGER)
        return list_set_integer(m, -v.integer, io);
    if (v.kind == FHIRPATH_DECIMAL)
        return list_set_decimal(m, decimal_negate(*v.decimal), io);
    if (!force_quantity(&v, &q))
        return machine_refuse(m, op, "a sign before what is no number");
    q.value = decimal_negate(q.value);
    return list_set_quantity(m, q, io);
}
