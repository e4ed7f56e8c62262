/* core/fhirpath/fn_existence.c - is there anything, and how much (FHIRPath N1, 5.1).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static enum status run_empty(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    return list_set_boolean(io->count == 0, io);
}

static enum status run_not(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    enum fhirpath_truth truth;
    enum status st = force_truth(m, op, *io, &truth);

    (void)frame;
    if (st != HF_OK || truth == FHIRPATH_EMPTY)
        return st;
    return list_set_boolean(truth == FHIRPATH_FALSE, io);
}

static enum status run_exists(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    if (op->argc == 1)
        return op_exists(m, op, frame, io);
    return list_set_boolean(io->count > 0, io);
}

static enum status run_all(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    enum fhirpath_truth truth = FHIRPATH_TRUE;

    (void)frame;
    for (uint32_t i = 0; i < io->count && truth == FHIRPATH_TRUE; i++) {
        enum status st = argument_truth(m, op, *io, i, 0, &truth);

        if (st != HF_OK)
            return st;
    }
    return list_set_boolean(truth == FHIRPATH_TRUE, io);
}

/* Whether any item is `value`; anything but booleans is refused. */
static enum status find_boolean(struct machine *m, const struct op *op, struct fhirpath_list list,
                                bool value, bool *ret)
{
    *ret = false;
    for (uint32_t i = 0; i < list.count; i++) {
        if (list.at[i].kind != FHIRPATH_BOOLEAN)
            return machine_refuse(m, op, "an item that is no Boolean");
        *ret = *ret || list.at[i].boolean == value;
    }
    return HF_OK;
}

static enum status set_any(struct machine *m, const struct op *op, struct fhirpath_list *io,
                           bool value, bool when_found)
{
    bool found;
    enum status st = find_boolean(m, op, *io, value, &found);

    return st != HF_OK ? st : list_set_boolean(found == when_found, io);
}

static enum status run_all_true(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    (void)frame;
    return set_any(m, op, io, false, false);
}

static enum status run_any_true(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    (void)frame;
    return set_any(m, op, io, true, true);
}

static enum status run_all_false(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    (void)frame;
    return set_any(m, op, io, true, false);
}

static enum status run_any_false(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    (void)frame;
    return set_any(m, op, io, false, true);
}

static enum status is_subset(struct machine *m, const struct op *op, struct fhirpath_list part,
                             struct fhirpath_list whole, bool *ret)
{
    *ret = true;
    for (uint32_t i = 0; i < part.count && *ret; i++) {
        enum status st = equal_is_in(m, op, &part.at[i], whole, ret);

        if (st != HF_OK)
            return st;
    }
    return HF_OK;
}

static enum status run_subset_of(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct fhirpath_list other;
    bool subset;
    enum status st = argument_list(m, op, frame, 0, &other);

    if (st == HF_OK)
        st = is_subset(m, op, *io, other, &subset);
    return st != HF_OK ? st : list_set_boolean(subset, io);
}

static enum status run_superset_of(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    struct fhirpath_list other;
    bool subset;
    enum status st = argument_list(m, op, frame, 0, &other);

    if (st == HF_OK)
        st = is_subset(m, op, other, *io, &subset);
    return st != HF_OK ? st : list_set_boolean(subset, io);
}

static enum status run_count(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return list_set_integer(m, io->count, io);
}

static enum status run_distinct(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    (void)frame;
    return equal_distinct(m, op, *io, io);
}

static enum status run_is_distinct(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    struct fhirpath_list distinct;
    enum status st = equal_distinct(m, op, *io, &distinct);

    (void)frame;
    return st != HF_OK ? st : list_set_boolean(distinct.count == io->count, io);
}

static const struct function rows[] = {
    {"empty", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_empty},
    {"not", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_not},
    {"exists", 0, 1, ARGS_EACH, INPUT_ANY, RESULT_BOOLEAN, run_exists},
    {"all", 1, 1, ARGS_EACH, INPUT_ANY, RESULT_BOOLEAN, run_all},
    {"allTrue", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_all_true},
    {"anyTrue", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_any_true},
    {"allFalse", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_all_false},
    {"anyFalse", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_any_false},
    {"subsetOf", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_subset_of},
    {"supersetOf", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_superset_of},
    {"count", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INTEGER, run_count},
    {"distinct", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_INPUT, run_distinct},
    {"isDistinct", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_is_distinct},
};

FUNCTION_FAMILY(fn_existence, rows);
