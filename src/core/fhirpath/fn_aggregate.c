/* core/fhirpath/fn_aggregate.c - one value of many, and putting many in order.
 *
 * sum, min, max and avg of nothing are nothing, never 0: an unanswered form has no score.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"
#include "core/fhirpath/operators.h"

/* $total starts as the second argument, or empty (N1, 7.1). */
static enum status run_aggregate(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct fhirpath_list total = {0};
    enum status st = op->argc == 1 ? HF_OK : argument_list(m, op, frame, 1, &total);

    for (uint32_t i = 0; st == HF_OK && i < io->count; i++) {
        const struct frame inner = {.focus = {&io->at[i], 1}, .index = i, .total = total};

        st = machine_run(m, &op->args[0], &inner, &total);
    }
    *io = total;
    return st;
}

/* Runs an operator of two values: what stands right is `b`. */
static enum status run_operator(struct machine *m, const struct op *op, op_fn *run,
                                const struct fhirpath_value *b, struct fhirpath_list *io)
{
    const struct op literal = {.run = op_constant, .at = op->at, .constant = {b, 1}};
    const struct seq right = {&literal, 1};
    const struct op plus = {.run = run, .at = op->at, .args = &right, .argc = 1};
    static const struct frame nowhere = {.index = -1};

    return run(m, &plus, &nowhere, io);
}

/* Numbers of which at least one is a decimal; `*ret_done` false: something else is among them. */
static enum status sum_decimals(struct machine *m, const struct op *op, struct fhirpath_list *io,
                                bool *ret_done)
{
    struct decimal sum = decimal_from_int(0), next;
    bool decimal = false, fits = true;

    *ret_done = false;
    for (uint32_t i = 0; fits && i < io->count; i++) {
        struct fhirpath_value value = io->at[i];
        enum status st = force(m, op, &value);

        if (st != HF_OK || !force_decimal(&value, &next))
            return st;
        decimal |= value.kind == FHIRPATH_DECIMAL;
        fits = decimal_add(sum, next, &sum);
    }
    *ret_done = decimal;
    if (!decimal)
        return HF_OK;
    return fits ? list_set_decimal(m, sum, io) : list_set_empty(io);
}

static enum status sum(struct machine *m, const struct op *op, struct fhirpath_list *io)
{
    bool done;
    enum status decimals = sum_decimals(m, op, io, &done);

    if (decimals != HF_OK || done)
        return decimals;
    struct fhirpath_list list = *io, total = {list.at, list.count == 0 ? 0 : 1};
    enum status st = HF_OK;

    for (uint32_t i = 1; st == HF_OK && total.count > 0 && i < list.count; i++)
        st = run_operator(m, op, op_add, &list.at[i], &total);
    if (st == HF_OK && list.count == 1)
        st = op_plus_sign(m, op, NULL, &total);
    *io = total;
    return st;
}

static enum status run_sum(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    (void)frame;
    return sum(m, op, io);
}

static enum status run_avg(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    struct fhirpath_value count = fhirpath_of_integer(io->count);
    enum status st = sum(m, op, io);

    (void)frame;
    return st != HF_OK ? st : run_operator(m, op, op_divide, &count, io);
}

/* The first item of which none stands on the `wanted` side; empty where an order is not known. */
static enum status run_extreme(struct machine *m, const struct op *op, enum order wanted,
                               struct fhirpath_list *io)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < io->count; i++) {
        enum order order;
        enum status st = order_values(m, op, io->at[i], io->at[best], &order);

        if (st != HF_OK)
            return st;
        if (order == ORDER_UNKNOWN)
            return list_set_empty(io);
        if (order == wanted)
            best = i;
    }
    if (io->count > 0)
        *io = (struct fhirpath_list){io->at + best, 1};
    return HF_OK;
}

static enum status run_min(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    (void)frame;
    return run_extreme(m, op, ORDER_LESS, io);
}

static enum status run_max(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    (void)frame;
    return run_extreme(m, op, ORDER_GREATER, io);
}

static const struct function rows[] = {
    {"aggregate", 1, 2, ARGS_TOTAL, INPUT_ANY, RESULT_ANY, run_aggregate},
    {"sum", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_sum},
    {"avg", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_avg},
    {"min", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ONE, run_min},
    {"max", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ONE, run_max},
};

FUNCTION_FAMILY(fn_aggregate, rows);
