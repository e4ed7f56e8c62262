/* core/fhirpath/op_logic.c - operators that answer yes, no or nothing (FHIRPath N1, 6.1 to 6.5).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/operators.h"

#include <string.h>

static const struct infix_operator operators[] = {
    {"+", RESULT_ANY, op_add},
    {"-", RESULT_ANY, op_subtract},
    {"*", RESULT_ANY, op_multiply},
    {"/", RESULT_ANY, op_divide},
    {"div", RESULT_INTEGER, op_div},
    {"mod", RESULT_ANY, op_mod},
    {"&", RESULT_STRING, op_concatenate},
    {"=", RESULT_BOOLEAN, op_equal},
    {"!=", RESULT_BOOLEAN, op_not_equal},
    {"~", RESULT_BOOLEAN, op_alike},
    {"!~", RESULT_BOOLEAN, op_not_alike},
    {"<", RESULT_BOOLEAN, op_less},
    {"<=", RESULT_BOOLEAN, op_less_or_equal},
    {">", RESULT_BOOLEAN, op_greater},
    {">=", RESULT_BOOLEAN, op_greater_or_equal},
    {"and", RESULT_BOOLEAN, op_and},
    {"or", RESULT_BOOLEAN, op_or},
    {"xor", RESULT_BOOLEAN, op_xor},
    {"implies", RESULT_BOOLEAN, op_implies},
    {"in", RESULT_BOOLEAN, op_in},
    {"contains", RESULT_BOOLEAN, op_contains},
    {"|", RESULT_INPUT, op_union},
};

const struct infix_operator *operator_find(struct span text)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (span_is(text, operators[i].text))
            return &operators[i];
    }
    return NULL;
}

static bool is_text(const struct fhirpath_list *list)
{
    return list->count == 1 && list->at->kind == FHIRPATH_STRING;
}

static enum status compare_equal(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io, bool negate)
{
    struct fhirpath_list right;
    enum equal equal;
    enum status st = argument_list(m, op, frame, 0, &right);

    if (st != HF_OK)
        return st;
    if (is_text(io) && is_text(&right))
        return list_set_boolean(span_equal(io->at->string, right.at->string) != negate, io);
    st = equal_lists(m, op, *io, right, &equal);
    if (st != HF_OK || equal == EQUAL_UNKNOWN)
        return st != HF_OK ? st : list_set_empty(io);
    return list_set_boolean((equal == EQUAL_YES) != negate, io);
}

enum status op_equal(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    return compare_equal(m, op, frame, io, false);
}

enum status op_not_equal(struct machine *m, const struct op *op, const struct frame *frame,
                         struct fhirpath_list *io)
{
    return compare_equal(m, op, frame, io, true);
}

static enum status compare_alike(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io, bool negate)
{
    struct fhirpath_list right;
    bool alike;
    enum status st = argument_list(m, op, frame, 0, &right);

    if (st == HF_OK)
        st = alike_lists(m, op, *io, right, &alike);
    return st != HF_OK ? st : list_set_boolean(alike != negate, io);
}

enum status op_alike(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    return compare_alike(m, op, frame, io, false);
}

enum status op_not_alike(struct machine *m, const struct op *op, const struct frame *frame,
                         struct fhirpath_list *io)
{
    return compare_alike(m, op, frame, io, true);
}

/* `*ret` is ORDER_UNKNOWN where an operand is empty, too. */
static enum status compare_order(struct machine *m, const struct op *op, const struct frame *frame,
                                 const struct fhirpath_list *io, enum order *ret)
{
    struct fhirpath_list right;
    enum status st = argument_list(m, op, frame, 0, &right);

    if (st != HF_OK)
        return st;
    if (io->count > 1 || right.count > 1)
        return machine_refuse(m, op, "more than one item to be put in order");
    *ret = ORDER_UNKNOWN;
    if (io->count == 0 || right.count == 0)
        return HF_OK;
    return order_values(m, op, io->at[0], right.at[0], ret);
}

static enum status set_order(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io, enum order yes, enum order also)
{
    enum order order;
    enum status st = compare_order(m, op, frame, io, &order);

    if (st != HF_OK || order == ORDER_UNKNOWN)
        return st != HF_OK ? st : list_set_empty(io);
    return list_set_boolean(order == yes || order == also, io);
}

enum status op_less(struct machine *m, const struct op *op, const struct frame *frame,
                    struct fhirpath_list *io)
{
    return set_order(m, op, frame, io, ORDER_LESS, ORDER_LESS);
}

enum status op_less_or_equal(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    return set_order(m, op, frame, io, ORDER_LESS, ORDER_EQUAL);
}

enum status op_greater(struct machine *m, const struct op *op, const struct frame *frame,
                       struct fhirpath_list *io)
{
    return set_order(m, op, frame, io, ORDER_GREATER, ORDER_GREATER);
}

enum status op_greater_or_equal(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    return set_order(m, op, frame, io, ORDER_GREATER, ORDER_EQUAL);
}

/* Rows: what stands left; columns: what stands right; false, true, empty (N1, 6.5). */
typedef const uint8_t truth_table[3][3];
static truth_table and_table = {{0, 0, 0}, {0, 1, 2}, {0, 2, 2}};
static truth_table or_table = {{0, 1, 2}, {1, 1, 1}, {2, 1, 2}};
static truth_table xor_table = {{0, 1, 2}, {1, 0, 2}, {2, 2, 2}};
static truth_table implies_table = {{1, 1, 1}, {0, 1, 2}, {2, 1, 2}};

static enum status set_truth(enum fhirpath_truth truth, struct fhirpath_list *io)
{
    if (truth == FHIRPATH_EMPTY)
        return list_set_empty(io);
    return list_set_boolean(truth == FHIRPATH_TRUE, io);
}

/* What stands right is not looked at where it could change nothing. */
static enum status run_truth(struct machine *m, const struct op *op, const struct frame *frame,
                             truth_table table, struct fhirpath_list *io)
{
    enum fhirpath_truth left, right = FHIRPATH_EMPTY;
    struct fhirpath_list list;
    enum status st = force_truth(m, op, *io, &left);

    if (st != HF_OK)
        return st;
    const uint8_t *row = table[left];

    if (row[0] != row[1] || row[1] != row[2]) {
        st = argument_list(m, op, frame, 0, &list);
        if (st == HF_OK)
            st = force_truth(m, op, list, &right);
    }
    return st != HF_OK ? st : set_truth((enum fhirpath_truth)row[right], io);
}

enum status op_and(struct machine *m, const struct op *op, const struct frame *frame,
                   struct fhirpath_list *io)
{
    return run_truth(m, op, frame, and_table, io);
}

enum status op_or(struct machine *m, const struct op *op, const struct frame *frame,
                  struct fhirpath_list *io)
{
    return run_truth(m, op, frame, or_table, io);
}

enum status op_xor(struct machine *m, const struct op *op, const struct frame *frame,
                   struct fhirpath_list *io)
{
    return run_truth(m, op, frame, xor_table, io);
}

enum status op_implies(struct machine *m, const struct op *op, const struct frame *frame,
                       struct fhirpath_list *io)
{
    return run_truth(m, op, frame, implies_table, io);
}

enum status op_union(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    struct growing_list both = {.m = m};
    struct fhirpath_list right;
    enum status st = argument_list(m, op, frame, 0, &right);

    if (st != HF_OK)
        return st;
    growing_add_all(&both, *io);
    growing_add_all(&both, right);
    st = growing_done(&both, io);
    return st != HF_OK ? st : equal_distinct(m, op, *io, io);
}

static enum status set_is_in(struct machine *m, const struct op *op, struct fhirpath_list item,
                             struct fhirpath_list list, struct fhirpath_list *io)
{
    bool found;

    if (item.count > 1)
        return machine_refuse(m, op, "more than one item to look for");
    if (item.count == 0)
        return list_set_empty(io);
    enum status st = equal_is_in(m, op, item.at, list, &found);

    return st != HF_OK ? st : list_set_boolean(found, io);
}

enum status op_in(struct machine *m, const struct op *op, const struct frame *frame,
                  struct fhirpath_list *io)
{
    struct fhirpath_list right;
    enum status st = argument_list(m, op, frame, 0, &right);

    return st != HF_OK ? st : set_is_in(m, op, *io, right, io);
}

enum status op_contains(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    struct fhirpath_list right;
    enum status st = argument_list(m, op, frame, 0, &right);

    return st != HF_OK ? st : set_is_in(m, op, right, *io, io);
}
