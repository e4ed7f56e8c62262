/* core/fhirpath/fn_subset.c - by place, and by comparing two lists (FHIRPath N1, 5.3 and 5.4).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static enum status run_single(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    (void)frame;
    return io->count > 1 ? machine_refuse(m, op, "single: more than one item") : HF_OK;
}

static struct fhirpath_list cut(struct fhirpath_list list, int64_t from, int64_t count)
{
    int64_t skip = from < 0 ? 0 : from > list.count ? list.count : from;
    int64_t left = list.count - skip;

    if (count < 0)
        count = 0;
    if (left > count)
        left = count;
    return (struct fhirpath_list){left == 0 ? NULL : list.at + skip, (uint32_t)left};
}

static enum status run_first(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    *io = cut(*io, 0, 1);
    return HF_OK;
}

static enum status run_last(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    *io = cut(*io, (int64_t)io->count - 1, 1);
    return HF_OK;
}

static enum status run_tail(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    *io = cut(*io, 1, UINT32_MAX);
    return HF_OK;
}

/* The only argument as a number; nothing makes the result empty. */
static enum status read_place(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io, int64_t *ret)
{
    bool empty;
    enum status st = argument_integer(m, op, frame, 0, ret, &empty);

    if (st == HF_OK && empty) {
        *ret = 0;
        return list_set_empty(io);
    }
    return st;
}

static enum status run_skip(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    int64_t n;
    enum status st = read_place(m, op, frame, io, &n);

    if (st == HF_OK)
        *io = cut(*io, n, UINT32_MAX);
    return st;
}

static enum status run_take(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    int64_t n;
    enum status st = read_place(m, op, frame, io, &n);

    if (st == HF_OK)
        *io = cut(*io, 0, n);
    return st;
}

enum status op_at(struct machine *m, const struct op *op, const struct frame *frame,
                  struct fhirpath_list *io)
{
    int64_t n;
    enum status st = read_place(m, op, frame, io, &n);

    if (st == HF_OK)
        *io = n < 0 ? (struct fhirpath_list){0} : cut(*io, n, 1);
    return st;
}

/* The items of the input that the argument has, or has not. */
static enum status keep(struct machine *m, const struct op *op, const struct frame *frame,
                        bool wanted, struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct fhirpath_list other;
    enum status st = argument_list(m, op, frame, 0, &other);

    for (uint32_t i = 0; st == HF_OK && i < io->count; i++) {
        bool found;

        st = equal_is_in(m, op, &io->at[i], other, &found);
        if (st == HF_OK && found == wanted)
            growing_add(&out, io->at[i]);
    }
    return st != HF_OK ? st : growing_done(&out, io);
}

static enum status run_intersect(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    enum status st = keep(m, op, frame, true, io);

    return st != HF_OK ? st : equal_distinct(m, op, *io, io);
}

static enum status run_exclude(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    return keep(m, op, frame, false, io);
}

static enum status run_combine(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct fhirpath_list other;
    enum status st = argument_list(m, op, frame, 0, &other);

    if (st != HF_OK)
        return st;
    growing_add_all(&out, *io);
    growing_add_all(&out, other);
    return growing_done(&out, io);
}

static enum status run_union(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    enum status st = run_combine(m, op, frame, io);

    return st != HF_OK ? st : equal_distinct(m, op, *io, io);
}

static const struct function rows[] = {
    {"single", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ONE, run_single},
    {"first", 0, 0, ARGS_VALUES, INPUT_ORDERED, RESULT_ONE, run_first},
    {"last", 0, 0, ARGS_VALUES, INPUT_ORDERED, RESULT_ONE, run_last},
    {"tail", 0, 0, ARGS_VALUES, INPUT_ORDERED, RESULT_INPUT, run_tail},
    {"skip", 1, 1, ARGS_VALUES, INPUT_ORDERED, RESULT_INPUT, run_skip},
    {"take", 1, 1, ARGS_VALUES, INPUT_ORDERED, RESULT_INPUT, run_take},
    {"intersect", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_INPUT, run_intersect},
    {"exclude", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_INPUT, run_exclude},
    {"combine", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_JOINED, run_combine},
    {"union", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_JOINED, run_union},
};

FUNCTION_FAMILY(fn_subset, rows);
