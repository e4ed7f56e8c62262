/* core/fhirpath/op_value.c - literals, variables, $this and its kin: what is there already.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

enum status op_constant(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    (void)m;
    (void)frame;
    *io = op->constant;
    return HF_OK;
}

enum status op_this(struct machine *m, const struct op *op, const struct frame *frame,
                    struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    *io = frame->focus;
    return HF_OK;
}

enum status op_index(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    (void)op;
    return list_set_integer(m, frame->index, io);
}

enum status op_total(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    *io = frame->total;
    return HF_OK;
}

enum status op_variable(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    (void)frame;
    *io = m->slots[op->number];
    return HF_OK;
}

enum status op_context(struct machine *m, const struct op *op, const struct frame *frame,
                       struct fhirpath_list *io)
{
    const struct fhirpath_value *context = &m->world->context;
    bool none = context->kind == FHIRPATH_NODE && context->node == NULL && context->beside == NULL;

    (void)op;
    (void)frame;
    *io = (struct fhirpath_list){context, none ? 0 : 1};
    return HF_OK;
}

const struct json *op_resource_of(const struct machine *m)
{
    return m->world->resource != NULL ? m->world->resource : m->world->context.node;
}

static enum status set_node(struct machine *m, const struct json *node, struct fhirpath_list *io)
{
    if (node == NULL)
        return list_set_empty(io);
    return list_set(m, member_value((struct r4_type){0}, node, NULL), io);
}

enum status op_resource(struct machine *m, const struct op *op, const struct frame *frame,
                        struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return set_node(m, op_resource_of(m), io);
}

enum status op_root_resource(struct machine *m, const struct op *op, const struct frame *frame,
                             struct fhirpath_list *io)
{
    (void)op;
    (void)frame;
    return set_node(m, m->world->root != NULL ? m->world->root : op_resource_of(m), io);
}

enum status op_group(struct machine *m, const struct op *op, const struct frame *frame,
                     struct fhirpath_list *io)
{
    return machine_run(m, &op->args[0], frame, io);
}
