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

/* What comes of each item of a level, into `all`: the new ones only, or (NULL) every one. */
static enum status repeat_level(struct machine *m, const struct op *op, struct fhirpath_list level,
                                struct distinct *fresh, struct growing_list *all)
{
    for (uint32_t i = 0; i < level.count; i++) {
        struct fhirpath_list list;
        enum status st = argument_each(m, op, level, i, 0, &list);

        for (uint32_t j = 0; st == HF_OK && fresh != NULL && j < list.count; j++)
            st = distinct_add(fresh, &list.at[j]);
        if (st != HF_OK)
            return st;
        if (fresh == NULL)
            growing_add_all(all, list);
    }
    return all->spent ? machine_spent(m) : HF_OK;
}

/* The new ones of a level are the end of the list, and the next level. */
static enum status repeat(struct machine *m, const struct op *op, bool distinct,
                          struct fhirpath_list *io)
{
    struct distinct d = {.list = {.m = m}, .op = op};
    struct fhirpath_list level = *io;
    enum status st = HF_OK;

    while (st == HF_OK && level.count > 0) {
        uint32_t before = d.list.count;

        st = repeat_level(m, op, level, distinct ? &d : NULL, &d.list);
        level = (struct fhirpath_list){0};
        if (d.list.count > before)
            level = (struct fhirpath_list){d.list.at + before, d.list.count - before};
    }
    return st != HF_OK ? st : growing_done(&d.list, io);
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
