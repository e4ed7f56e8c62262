/* core/fhirpath/fn_tree.c - children and descendants (FHIRPath N1, 5.8).
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static enum status add_children(struct machine *m, const struct op *op, struct fhirpath_list level,
                                struct growing_list *out)
{
    for (uint32_t i = 0; i < level.count; i++) {
        uint32_t before = out->count;
        enum status st = member_children(m, op, &level.at[i], out);

        if (st == HF_OK)
            st = machine_charge(m, op, 1 + out->count - before);
        if (st != HF_OK)
            return st;
    }
    return out->spent ? machine_spent(m) : HF_OK;
}

static enum status run_children(struct machine *m, const struct op *op, const struct frame *frame,
                                struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    enum status st = add_children(m, op, *io, &out);

    (void)frame;
    return st != HF_OK ? st : growing_done(&out, io);
}

/* Level by level. What grows may move; the level stays where it was, as nothing is freed. */
static enum status run_descendants(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    enum status st = add_children(m, op, *io, &out);
    uint32_t from = 0;

    (void)frame;
    while (st == HF_OK && from < out.count) {
        struct fhirpath_list level = {out.at + from, out.count - from};

        from = out.count;
        st = add_children(m, op, level, &out);
    }
    return st != HF_OK ? st : growing_done(&out, io);
}

static const struct function rows[] = {
    {"children", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_CHILDREN, run_children},
    {"descendants", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_CHILDREN, run_descendants},
};

FUNCTION_FAMILY(fn_tree, rows);
