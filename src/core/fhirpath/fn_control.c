/* core/fhirpath/fn_control.c - iif, trace, defineVariable, sort, and types as functions.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

#include <string.h>

/* Only the branch that is needed is run (N1, 5.5.1). */
static enum status run_iif(struct machine *m, const struct op *op, const struct frame *frame,
                           struct fhirpath_list *io)
{
    const struct frame inner = {*io, frame->total, frame->index};
    enum fhirpath_truth truth;
    struct fhirpath_list list;

    if (io->count > 1)
        return machine_refuse(m, op, "iif: more than one item");
    enum status st = machine_run(m, &op->args[0], &inner, &list);

    if (st == HF_OK)
        st = force_truth(m, op, list, &truth);
    if (st != HF_OK)
        return st;
    if (truth == FHIRPATH_TRUE)
        return machine_run(m, &op->args[1], &inner, io);
    return op->argc < 3 ? list_set_empty(io) : machine_run(m, &op->args[2], &inner, io);
}

/* What a projection makes of each item. */
static enum status project(struct machine *m, const struct op *op, struct fhirpath_list list,
                           struct fhirpath_list *ret)
{
    struct growing_list out = {.m = m};

    for (uint32_t i = 0; i < list.count; i++) {
        struct fhirpath_list some;
        enum status st = argument_each(m, op, list, i, 1, &some);

        if (st != HF_OK)
            return st;
        growing_add_all(&out, some);
    }
    return growing_done(&out, ret);
}

/* Tells the world; the list goes on as it was. */
static enum status run_trace(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    struct fhirpath_list shown = *io;
    struct span name = {0};
    bool none = false;
    enum status st = argument_string(m, op, frame, 0, &name, &none);

    if (st == HF_OK && op->argc == 2)
        st = project(m, op, *io, &shown);
    if (st == HF_OK && m->world->trace != NULL)
        m->world->trace(m->world->trace_arg, name, shown);
    return st;
}

static enum status run_define_variable(struct machine *m, const struct op *op,
                                       const struct frame *frame, struct fhirpath_list *io)
{
    const struct frame inner = {*io, frame->total, frame->index};
    struct fhirpath_list value = *io;
    enum status st = op->argc < 2 ? HF_OK : machine_run(m, &op->args[1], &inner, &value);

    if (st == HF_OK)
        m->slots[op->number] = value;
    return st;
}

/* One item and what it is sorted by. */
struct sorted {
    struct fhirpath_value item;
    const struct fhirpath_list *keys;
};

/* What is empty comes first, whatever the direction (the suite's testSort10). */
static enum status order_keys(struct machine *m, const struct op *op, struct fhirpath_list a,
                              struct fhirpath_list b, bool down, enum order *ret)
{
    if (a.count > 1 || b.count > 1)
        return machine_refuse(m, op, "sort: more than one item to sort by");
    if (a.count == 0 || b.count == 0) {
        *ret = a.count == b.count ? ORDER_EQUAL : a.count == 0 ? ORDER_LESS : ORDER_GREATER;
        return HF_OK;
    }
    enum status st = order_values(m, op, a.at[0], b.at[0], ret);

    if (st == HF_OK && *ret == ORDER_UNKNOWN)
        return machine_refuse(m, op, "sort: an order that is not known");
    if (st == HF_OK && down)
        *ret = (enum order) - (int)*ret;
    return st;
}

static enum status order_sorted(struct machine *m, const struct op *op, const struct sorted *a,
                                const struct sorted *b, enum order *ret)
{
    size_t keys = op->argc == 0 ? 1 : op->argc;

    *ret = ORDER_EQUAL;
    for (size_t i = 0; i < keys && *ret == ORDER_EQUAL; i++) {
        enum status st = order_keys(m, op, a->keys[i], b->keys[i], (op->number >> i & 1) != 0, ret);

        if (st != HF_OK)
            return st;
    }
    return machine_charge(m, op, 1);
}

static enum status find_keys(struct machine *m, const struct op *op, struct fhirpath_list list,
                             uint32_t at, struct sorted *ret)
{
    struct fhirpath_list *keys = arena_array(m->arena, struct fhirpath_list, op->argc + 1U);
    enum status st = keys == NULL ? machine_spent(m) : HF_OK;

    ret->item = list.at[at];
    ret->keys = keys;
    if (st == HF_OK && op->argc == 0)
        keys[0] = (struct fhirpath_list){&list.at[at], 1};
    for (size_t i = 0; st == HF_OK && i < op->argc; i++)
        st = argument_each(m, op, list, at, i, &keys[i]);
    return st;
}

/* Two sorted halves from `from` to `to`, together in `out`. Stable. */
static enum status merge(struct machine *m, const struct op *op, const struct sorted *in,
                         uint32_t from, uint32_t middle, uint32_t to, struct sorted *out)
{
    uint32_t a = from, b = middle;

    for (uint32_t i = from; i < to; i++) {
        enum order order = a == middle ? ORDER_GREATER : ORDER_LESS;

        if (a < middle && b < to) {
            enum status st = order_sorted(m, op, &in[a], &in[b], &order);

            if (st != HF_OK)
                return st;
        }
        out[i] = order == ORDER_GREATER ? in[b++] : in[a++];
    }
    return HF_OK;
}

static uint32_t least(uint64_t a, uint32_t b)
{
    return a < b ? (uint32_t)a : b;
}

static enum status merge_sort(struct machine *m, const struct op *op, struct sorted *at,
                              struct sorted *spare, uint32_t count, struct sorted **ret)
{
    for (uint64_t width = 1; width < count; width *= 2) {
        for (uint64_t from = 0; from < count; from += 2 * width) {
            enum status st = merge(m, op, at, (uint32_t)from, least(from + width, count),
                                   least(from + 2 * width, count), spare);

            if (st != HF_OK)
                return st;
        }
        struct sorted *other = at;

        at = spare;
        spare = other;
    }
    *ret = at;
    return HF_OK;
}

static enum status run_sort(struct machine *m, const struct op *op, const struct frame *frame,
                            struct fhirpath_list *io)
{
    struct sorted *at = arena_array(m->arena, struct sorted, io->count);
    struct sorted *spare = arena_array(m->arena, struct sorted, io->count);
    struct fhirpath_value *out = list_room(m, io->count);
    enum status st = m->arena->spent ? machine_spent(m) : HF_OK;

    (void)frame;
    for (uint32_t i = 0; st == HF_OK && i < io->count; i++)
        st = find_keys(m, op, *io, i, &at[i]);
    if (st == HF_OK)
        st = merge_sort(m, op, at, spare, io->count, &at);
    if (st != HF_OK)
        return st;
    for (uint32_t i = 0; i < io->count; i++)
        out[i] = at[i].item;
    *io = (struct fhirpath_list){out, io->count};
    return HF_OK;
}

static const struct function rows[] = {
    {"iif", 2, 3, ARGS_INPUT, INPUT_ANY, RESULT_ANY, run_iif},
    {"trace", 1, 2, ARGS_TRACE, INPUT_ANY, RESULT_INPUT, run_trace},
    {"defineVariable", 1, 2, ARGS_DEFINE, INPUT_ANY, RESULT_INPUT, run_define_variable},
    {"sort", 0, 15, ARGS_SORT, INPUT_ANY, RESULT_INPUT, run_sort},
    {"is", 1, 1, ARGS_TYPE, INPUT_ANY, RESULT_BOOLEAN, op_is},
    {"as", 1, 1, ARGS_TYPE, INPUT_ANY, RESULT_INPUT, op_as},
    {"type", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, fn_type},
};

FUNCTION_FAMILY(fn_control, rows);
