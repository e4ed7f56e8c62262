/* core/fhirpath/member.c - from a value to the values inside it.
 *
 * A primitive's id and extensions lie in its "_name" sibling; a choice is written as "valueCoding"
 * in JSON and called "value" here. What a name means for the types that the analysis saw is planned
 * by the compiler; for others it is looked up once in a run.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

/* To look through a large object costs steps as well. */
enum { MEMBERS_A_STEP = 32 };

/* A null without anything beside it is a place holder, no item. */
static void add_one(struct growing_list *out, const struct content_type *type,
                    const struct json *node, const struct json *beside)
{
    bool nothing = node == NULL || node->kind == JSON_NULL;

    if (beside != NULL && beside->kind != JSON_OBJECT)
        beside = NULL;
    if (!nothing || beside != NULL)
        growing_add(out, plan_value(type, node, beside));
}

static void add_list(struct growing_list *out, const struct content *content)
{
    bool list = json_is(content->beside, JSON_LIST);
    const struct json *a = json_is(content->node, JSON_LIST) ? content->node->child : NULL;
    const struct json *b = list ? content->beside->child : NULL;

    growing_reserve(out, a != NULL ? content->node->count : list ? content->beside->count : 0);
    while (a != NULL || b != NULL) {
        add_one(out, content->type, a, b);
        a = a == NULL ? NULL : a->next;
        b = b == NULL ? NULL : b->next;
    }
}

static void add_content(struct growing_list *out, const struct content *content)
{
    if (content->node == NULL && content->beside == NULL)
        return;
    if (json_is(content->node, JSON_LIST) || json_is(content->beside, JSON_LIST))
        add_list(out, content);
    else
        add_one(out, content->type, content->node, content->beside);
}

static const struct json *find(const struct json *object, struct span name)
{
    const struct json *c = object->child;

    while (c != NULL && (c->name.len != name.len || memcmp(c->name.at, name.at, name.len) != 0))
        c = c->next;
    return c;
}

/* "_name" beside "name". */
static const struct json *find_beside(const struct json *object, struct span name)
{
    const struct json *c = object->child;

    while (c != NULL && (c->name.len != name.len + 1 || c->name.at[0] != '_' ||
                         memcmp(c->name.at + 1, name.at, name.len) != 0))
        c = c->next;
    return c;
}

/* "Coding" stands for Coding, "DateTime" for dateTime. */
static bool is_suffix(struct span type, struct span suffix)
{
    char first = type.at[0];

    if (first >= 'a' && first <= 'z')
        first = (char)(first - 'a' + 'A');
    return type.len == suffix.len && suffix.at[0] == first &&
           memcmp(type.at + 1, suffix.at + 1, suffix.len - 1) == 0;
}

/* Without memory of its own, since what a criterion takes is given back: what was found is kept in
 * the machine's plan itself. */
static const struct content_type *find_in_element(struct member_plan *plan, struct span suffix)
{
    size_t count = r4_element_type_count(plan->element);

    if (plan->content.known && is_suffix(r4_type_name(plan->content.type), suffix))
        return &plan->content;
    for (size_t i = 0; i < count; i++) {
        struct r4_type type = r4_element_type(plan->element, i);

        if (!is_suffix(r4_type_name(type), suffix))
            continue;
        plan->content = plan_content(type);
        return &plan->content;
    }
    return NULL;
}

static const struct content_type *choice_of(struct machine *m, const struct op *op,
                                            const struct member_plan *plan, struct span suffix)
{
    if (plan->choice_count == 0)
        return find_in_element(&m->plans[op->number], suffix);
    for (uint16_t i = 0; i < plan->choice_count; i++) {
        const struct choice_suffix *choice = &plan->choices[i];

        if (choice->len == suffix.len && is_suffix(span_at(choice->at, choice->len), suffix))
            return &choice->content;
    }
    return NULL;
}

static struct content find_choice(struct machine *m, const struct op *op,
                                  const struct member_plan *plan, const struct json *object)
{
    struct span name = op->name;
    struct content content = {0};

    for (const struct json *c = object->child; c != NULL; c = c->next) {
        bool beside = c->name.len > 0 && c->name.at[0] == '_';
        struct span text = beside ? span_skip(c->name, 1) : c->name;

        if (text.len <= name.len || memcmp(text.at, name.at, name.len) != 0)
            continue;
        const struct content_type *type = choice_of(m, op, plan, span_skip(text, name.len));

        if (type == NULL)
            continue;
        content.type = type;
        if (beside)
            content.beside = c;
        else
            content.node = c;
    }
    return content;
}

struct content member_content(struct machine *m, const struct op *op,
                              const struct member_plan *plan, const struct json *object)
{
    if (plan->choice)
        return find_choice(m, op, plan, object);
    return (struct content){find(object, op->name),
                            plan->primitive ? find_beside(object, op->name) : NULL, &plan->content};
}

/* "Quantity" behind "value": a type of the model, written with a capital. */
static struct r4_type type_of_suffix(struct span suffix)
{
    char small[64];

    if (suffix.len == 0 || suffix.len > sizeof small || suffix.at[0] < 'A' || suffix.at[0] > 'Z')
        return (struct r4_type){0};
    memcpy(small, suffix.at, suffix.len);
    small[0] = (char)(small[0] - 'A' + 'a');
    struct r4_type type = r4_type_find(span_at(small, suffix.len));

    return r4_type_is_none(type) ? r4_type_find(suffix) : type;
}

/* Of an object whose type nobody knows: as it stands, or as a choice of any type. */
static void add_unknown(struct growing_list *out, const struct json *object, struct span name)
{
    struct content_type type = {.text_kind = FHIRPATH_STRING, .open = true};
    struct content content = {find(object, name), find_beside(object, name), &type};

    for (const struct json *c = object->child;
         c != NULL && content.node == NULL && content.beside == NULL; c = c->next) {
        struct r4_type found = {0};

        if (span_starts(c->name, name))
            found = type_of_suffix(span_skip(c->name, name.len));
        if (r4_type_is_none(found))
            continue;
        type = plan_content(found);
        content.node = c;
    }
    add_content(out, &content);
}

const struct member_plan *member_plan_for(struct machine *m, const struct op *op,
                                          struct r4_type type)
{
    struct member_plan *plan = &m->plans[op->number];

    for (uint16_t i = 0; i < op->argc; i++) {
        if (op->plans[i].type.index == type.index)
            return &op->plans[i];
    }
    if (plan->filled && plan->type.index == type.index)
        return plan;
    plan_fill(plan, type, op->name);
    return plan;
}

/* "valueQuantity" where the model says "value": a mistake that would read as nothing. */
static enum status check_name(struct machine *m, const struct op *op, struct r4_type type)
{
    struct r4_type content;

    if (!r4_element_is_none(r4_element_find_json(type, op->name, &content)))
        return machine_refuse(m, op, "a choice is named without its type: value");
    return HF_OK;
}

static enum status add_member(struct growing_list *out, const struct op *op, struct r4_type type,
                              const struct json *object)
{
    if (r4_type_is_none(type)) {
        add_unknown(out, object, op->name);
        return HF_OK;
    }
    const struct member_plan *plan = member_plan_for(out->m, op, type);

    if (!plan->exists)
        return check_name(out->m, op, type);
    struct content content = member_content(out->m, op, plan, object);

    add_content(out, &content);
    return HF_OK;
}

/* SimpleTypeInfo and ClassInfo (FHIRPath N1, 9). */
static void add_of_type(struct growing_list *out, const struct fhirpath_value *type,
                        struct span name)
{
    if (span_is(name, "name"))
        growing_add(out, fhirpath_of_string(type->string));
    else if (span_is(name, "namespace"))
        growing_add(out, fhirpath_of_string(type->type == 0 ? SPAN("System") : SPAN("FHIR")));
}

/* value, unit and code of a quantity that an expression made. */
static void add_of_quantity(struct growing_list *out, const struct fhirpath_value *value,
                            struct span name)
{
    const struct quantity *q = value->quantity;

    if (span_is(name, "value"))
        growing_add(out, (struct fhirpath_value){.kind = FHIRPATH_DECIMAL, .decimal = &q->value});
    else if (span_is(name, "unit") || span_is(name, "code"))
        growing_add(out, fhirpath_of_string(q->unit));
}

static enum status add_from(struct growing_list *out, const struct op *op,
                            const struct fhirpath_value *value)
{
    struct r4_type type = {value->type};
    const struct json *object =
        value->node != NULL && value->node->kind == JSON_OBJECT ? value->node : value->beside;

    if (object != NULL && object->count > MEMBERS_A_STEP &&
        machine_charge(out->m, op, object->count / MEMBERS_A_STEP) != HF_OK)
        return HF_INVALID;
    if (object != NULL)
        return add_member(out, op, type, object);
    if (value->kind == FHIRPATH_TYPE)
        add_of_type(out, value, op->name);
    else if (value->kind == FHIRPATH_QUANTITY)
        add_of_quantity(out, value, op->name);
    return HF_OK;
}

enum status op_member(struct machine *m, const struct op *op, const struct frame *frame,
                      struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    enum status st = HF_OK;

    (void)frame;
    if (io->count > 1)
        growing_reserve(&out, io->count);
    for (uint32_t i = 0; i < io->count && st == HF_OK; i++)
        st = add_from(&out, op, &io->at[i]);
    return st != HF_OK ? st : growing_done(&out, io);
}

/* Patient.name: the context itself where it is a Patient; else, what is called so. */
enum status op_root(struct machine *m, const struct op *op, const struct frame *frame,
                    struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct type_name name = {.fhir = op->type.fhir, .system = -1};
    const struct op member = {.name = op->name, .at = op->at, .number = op->number};
    enum status st = HF_OK;

    (void)frame;
    if (io->count == 1 && type_is(io->at, &name))
        return HF_OK;
    for (uint32_t i = 0; i < io->count && st == HF_OK; i++) {
        if (type_is(&io->at[i], &name))
            growing_add(&out, io->at[i]);
        else
            st = add_from(&out, &member, &io->at[i]);
    }
    return st != HF_OK ? st : growing_done(&out, io);
}

/* A member of an object by its JSON name, as a child; the underscored come with their plain. */
static void add_child(struct growing_list *out, struct r4_type type, const struct json *object,
                      const struct json *member)
{
    struct r4_type found = {0};
    struct span name = member->name;
    bool is_beside = name.len > 0 && name.at[0] == '_';

    if (span_is(name, "resourceType"))
        return;
    if (is_beside)
        name = span_skip(name, 1);
    if (is_beside && find(object, name) != NULL)
        return;
    if (!r4_type_is_none(type))
        (void)r4_element_find_json(type, name, &found); /* unknown: a child without a type */
    bool simple = r4_type_is_none(found) || r4_type_kind(found) == R4_PRIMITIVE;
    struct content_type content_type = plan_content(found);
    struct content content = {is_beside ? NULL : member, simple ? find_beside(object, name) : NULL,
                              &content_type};

    add_content(out, &content);
}

/* Each child looks for what lies beside it. */
enum status member_children(struct machine *m, const struct op *op, const struct fhirpath_value *of,
                            struct growing_list *out)
{
    const struct json *object = json_is(of->node, JSON_OBJECT) ? of->node : of->beside;
    enum status st = HF_OK;

    if (object == NULL)
        return HF_OK;
    for (const struct json *c = object->child; st == HF_OK && c != NULL; c = c->next) {
        add_child(out, (struct r4_type){of->type}, object, c);
        st = machine_charge(m, op, object->count / MEMBERS_A_STEP);
    }
    return st;
}
