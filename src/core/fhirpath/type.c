/* core/fhirpath/type.c - what a value is: is, as, ofType, type().
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

static const struct span system_names[] = {
    [FHIRPATH_BOOLEAN] = SPAN_INIT("System.Boolean"),
    [FHIRPATH_INTEGER] = SPAN_INIT("System.Integer"),
    [FHIRPATH_DECIMAL] = SPAN_INIT("System.Decimal"),
    [FHIRPATH_STRING] = SPAN_INIT("System.String"),
    [FHIRPATH_DATE] = SPAN_INIT("System.Date"),
    [FHIRPATH_DATETIME] = SPAN_INIT("System.DateTime"),
    [FHIRPATH_TIME] = SPAN_INIT("System.Time"),
    [FHIRPATH_QUANTITY] = SPAN_INIT("System.Quantity"),
    [FHIRPATH_TYPE] = SPAN_INIT("System.Any"),
};

struct span fhirpath_type_name(const struct fhirpath_value *value)
{
    if (value->type != 0)
        return r4_type_name((struct r4_type){value->type});
    return system_names[value->kind];
}

int type_system_find(struct span name)
{
    for (int i = FHIRPATH_BOOLEAN; i <= FHIRPATH_QUANTITY; i++) {
        if (span_equal(span_skip(system_names[i], strlen("System.")), name))
            return i;
    }
    return -1;
}

/* A primitive of the tree whose type nobody knows counts as the plain one of its kind. */
static bool is_plain(const struct fhirpath_value *value, struct r4_type type)
{
    static const struct span names[] = {
        [FHIRPATH_NODE] = SPAN_INIT(""),           [FHIRPATH_BOOLEAN] = SPAN_INIT("boolean"),
        [FHIRPATH_INTEGER] = SPAN_INIT("integer"), [FHIRPATH_DECIMAL] = SPAN_INIT("decimal"),
        [FHIRPATH_STRING] = SPAN_INIT("string"),
    };

    return value->node != NULL && value->kind <= FHIRPATH_STRING &&
           span_equal(r4_type_name(type), names[value->kind]);
}

bool type_is(const struct fhirpath_value *value, const struct type_name *type)
{
    if (value->type != 0)
        return !r4_type_is_none(type->fhir) &&
               r4_type_is((struct r4_type){value->type}, type->fhir);
    if (type->system == value->kind && value->node == NULL)
        return true;
    return !r4_type_is_none(type->fhir) && is_plain(value, type->fhir);
}

/* A code is no string here, but an Age is a Quantity, and both are Elements (FHIR R4, "ofType" and
 * "as"). */
bool type_is_exactly(const struct fhirpath_value *value, const struct type_name *type)
{
    struct r4_type own = {value->type};

    if (value->type != 0 && r4_type_kind(own) == R4_PRIMITIVE &&
        r4_type_kind(type->fhir) == R4_PRIMITIVE)
        return own.index == type->fhir.index;
    return type_is(value, type);
}

enum status op_is(struct machine *m, const struct op *op, const struct frame *frame,
                  struct fhirpath_list *io)
{
    (void)frame;
    if (io->count > 1)
        return machine_refuse(m, op, "is: more than one item");
    return io->count == 0 ? HF_OK : list_set_boolean(type_is(io->at, &op->type), io);
}

enum status op_as(struct machine *m, const struct op *op, const struct frame *frame,
                  struct fhirpath_list *io)
{
    (void)frame;
    if (io->count > 1)
        return machine_refuse(m, op, "as: more than one item");
    if (io->count == 1 && !type_is_exactly(io->at, &op->type))
        return list_set_empty(io);
    return HF_OK;
}

enum status op_of_type(struct machine *m, const struct op *op, const struct frame *frame,
                       struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};

    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        if (type_is_exactly(&io->at[i], &op->type))
            growing_add(&out, io->at[i]);
    }
    return growing_done(&out, io);
}

/* Of what is nameless inside a type (Patient.contact), the type that it is made from. */
static struct span info_name(const struct fhirpath_value *v)
{
    struct r4_type type = {v->type};

    if (v->type == 0)
        return span_skip(fhirpath_type_name(v), strlen("System."));
    return r4_type_name(r4_type_kind(type) == R4_BACKBONE ? r4_type_base(type) : type);
}

/* SimpleTypeInfo or ClassInfo: its name, and where it comes from. */
enum status fn_type(struct machine *m, const struct op *op, const struct frame *frame,
                    struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};

    (void)op;
    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        const struct fhirpath_value *v = &io->at[i];
        struct span name = fhirpath_type_name(v);

        if (v->type == 0)
            name = span_skip(name, strlen("System."));
        growing_add(&out, (struct fhirpath_value){
                              .kind = FHIRPATH_TYPE, .type = v->type, .string = info_name(v)});
    }
    return growing_done(&out, io);
}
