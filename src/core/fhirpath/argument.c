/* core/fhirpath/argument.c - what a function was given, as what it needs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

enum status argument_list(struct machine *m, const struct op *op, const struct frame *frame,
                          size_t i, struct fhirpath_list *ret)
{
    return machine_run(m, &op->args[i], frame, ret);
}

enum status argument_single(struct machine *m, const struct op *op, const struct frame *frame,
                            size_t i, struct fhirpath_value *ret, bool *ret_empty)
{
    struct fhirpath_list list;
    enum status st = argument_list(m, op, frame, i, &list);

    return st != HF_OK ? st : force_single(m, op, list, ret, ret_empty);
}

/* To work on a long text costs steps as well. */
enum { BYTES_A_STEP = 64 };

/* A date of the tree has the text that was written there. */
static bool read_text(const struct fhirpath_value *value, struct span *ret)
{
    if (value->kind == FHIRPATH_STRING)
        *ret = value->string;
    else if (json_is(value->node, JSON_TEXT))
        *ret = value->node->text;
    else
        return false;
    return true;
}

enum status argument_string(struct machine *m, const struct op *op, const struct frame *frame,
                            size_t i, struct span *ret, bool *ret_empty)
{
    struct fhirpath_value value;
    enum status st = argument_single(m, op, frame, i, &value, ret_empty);

    if (st != HF_OK || *ret_empty)
        return st;
    return read_text(&value, ret) ? HF_OK : machine_refuse(m, op, "an argument is no String");
}

enum status argument_integer(struct machine *m, const struct op *op, const struct frame *frame,
                             size_t i, int64_t *ret, bool *ret_empty)
{
    struct fhirpath_value value;
    enum status st = argument_single(m, op, frame, i, &value, ret_empty);

    if (st != HF_OK || *ret_empty)
        return st;
    if (value.kind != FHIRPATH_INTEGER)
        return machine_refuse(m, op, "an argument is no Integer");
    *ret = value.integer;
    return HF_OK;
}

enum status input_string(struct machine *m, const struct op *op, const struct fhirpath_list *io,
                         struct span *ret, bool *ret_empty)
{
    struct fhirpath_value value;
    enum status st = force_single(m, op, *io, &value, ret_empty);

    if (st != HF_OK || *ret_empty)
        return st;
    if (!read_text(&value, ret))
        return machine_refuse(m, op, "the input is no String");
    return machine_charge(m, op, ret->len / BYTES_A_STEP);
}

enum status argument_each(struct machine *m, const struct op *op, struct fhirpath_list input,
                          uint32_t at, size_t i, struct fhirpath_list *ret)
{
    const struct frame frame = {.focus = {&input.at[at], 1}, .index = at};

    return machine_run(m, &op->args[i], &frame, ret);
}

/* What it took is given back: the answer needs no memory, and what a criterion defines ends
 * with it. */
enum status argument_truth(struct machine *m, const struct op *op, struct fhirpath_list input,
                           uint32_t at, size_t i, enum fhirpath_truth *ret)
{
    size_t mark = arena_mark(m->arena);
    struct fhirpath_list list;
    enum status st = argument_each(m, op, input, at, i, &list);

    if (st == HF_OK)
        st = force_truth(m, op, list, ret);
    if (st == HF_OK)
        arena_rewind(m->arena, mark);
    return st;
}
