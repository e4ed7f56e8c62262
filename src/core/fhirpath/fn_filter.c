/* core/fhirpath/fn_filter.c - some of the input, or what comes of each (FHIRPath N1, 5.2).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static enum status run_select(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};

    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        struct fhirpath_list list;
        enum status st = argument_each(m, op, *io, i, 0, &list);

        if (st != HF_OK)
            return st;
        growing_add_all(&out, list);
    }
    return growing_done(&out, io);
}

/* One level of repeat(): what comes of each item, new ones only. */
static enum status repeat_level(struct machine *m, const struct op *op, struct fhirpath_list level,
                                struct fhirpath_list *ret)
{
    struct growing_list out = {.m = m};

    for (uint32_t i = 0; i < level.count; i++) {
        struct fhirpath_list list;
        enum status st = argument_each(m, op, level, i, 0, &list);

        if (st != HF_OK)
            return st;
        growing_add_all(&out, list);
    }
    return growing_done(&out, ret);
}

/* `out` and `level` together, each item once; the new ones are the end of `out`. */
static enum status add_new(struct machine *m, const struct op *op, struct growing_list *out,
                           struct fhirpath_list level)
{
    struct fhirpath_list all;

    growing_add_all(out, level);
    enum status st = growing_done(out, &all);

    if (st == HF_OK)
        st = equal_distinct(m, op, all, &all);
    if (st != HF_OK)
        return st;
    *out = (struct growing_list){.m = m};
    growing_add_all(out, all);
    return HF_OK;
}

static enum status repeat(struct machine *m, const struct op *op, bool distinct,
                          struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct fhirpath_list level = *io;
    enum status st = HF_OK;

    while (st == HF_OK && level.count > 0) {
        uint32_t before = out.count;

        st = repeat_level(m, op, level, &level);
        if (st == HF_OK && distinct)
            st = add_new(m, op, &out, level);
        else if (st == HF_OK)
            growing_add_all(&out, level);
        if (out.spent)
            return machine_spent(m);
        level = (struct fhirpath_list){out.at + before, out.count - before};
    }
    return st != HF_OK ? st : growing_done(&out, io);
}

/* Level by level; an item that was there before is neither added nor asked again. */
static enum status run_repeat(struct machine *m, const struct op *op, const struct frame *frame,
                              struct fhirpath_list *io)
{
    (void)frame;
    return repeat(m, op, true, io);
}

/* The same without looking back; an expression that never ends meets the budget. */
static enum status run_repeat_all(struct machine *m, const struct op *op, const struct frame *frame,
                                  struct fhirpath_list *io)
{
    (void)frame;
    return repeat(m, op, false, io);
}

/* The first argument that is not empty; those after it are not looked at. */
static enum status run_coalesce(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    struct fhirpath_list list = {0};

    for (size_t i = 0; i < op->argc && list.count == 0; i++) {
        enum status st = argument_list(m, op, frame, i, &list);

        if (st != HF_OK)
            return st;
    }
    *io = list;
    return HF_OK;
}

static const struct function rows[] = {
    {"where", 1, 1, ARGS_EACH, INPUT_ANY, RESULT_INPUT, op_where},
    {"select", 1, 1, ARGS_EACH, INPUT_ANY, RESULT_ARGUMENT, run_select},
    {"repeat", 1, 1, ARGS_REPEAT, INPUT_ANY, RESULT_ARGUMENT, run_repeat},
    {"repeatAll", 1, 1, ARGS_REPEAT, INPUT_ANY, RESULT_ARGUMENT, run_repeat_all},
    {"coalesce", 1, 16, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_coalesce},
    {"ofType", 1, 1, ARGS_TYPE, INPUT_ANY, RESULT_INPUT, op_of_type},
};

FUNCTION_FAMILY(fn_filter, rows);
