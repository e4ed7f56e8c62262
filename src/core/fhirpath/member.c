/* core/fhirpath/member.c - from a value to the values inside it.
 *
 * A primitive's id and extensions lie in its "_name" sibling; a choice is written as "valueCoding"
 * in JSON and called "value" here. What a name means for a type is looked up once for each run.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

static const uint8_t kinds_of_system[] = {
    [R4_NOT_PRIMITIVE] = FHIRPATH_STRING, [R4_BOOLEAN] = FHIRPATH_STRING,
    [R4_STRING] = FHIRPATH_STRING,        [R4_INTEGER] = FHIRPATH_STRING,
    [R4_DECIMAL] = FHIRPATH_STRING,       [R4_DATE] = FHIRPATH_DATE,
    [R4_DATE_TIME] = FHIRPATH_DATETIME,   [R4_TIME] = FHIRPATH_TIME,
};

static bool is_whole(struct span number)
{
    return memchr(number.at, '.', number.len) == NULL &&
           memchr(number.at, 'e', number.len) == NULL && memchr(number.at, 'E', number.len) == NULL;
}

/* An object says what it is, where it is a resource. */
static struct r4_type type_of_object(struct r4_type type, const struct json *node)
{
    if (!r4_type_is_none(type) && !r4_type_is_abstract(type))
        return type;
    const struct json *name = json_member(node, "resourceType");

    return name == NULL ? type : r4_type_find(json_text(name));
}

static void set_text(struct fhirpath_value *value, struct r4_type type)
{
    value->kind = kinds_of_system[r4_type_system(type)];
    value->lazy = value->kind != FHIRPATH_STRING;
    if (!value->lazy)
        value->string = value->node->text;
}

static void set_number(struct fhirpath_value *value, struct r4_type type)
{
    bool integer =
        r4_type_is_none(type) ? is_whole(value->node->text) : r4_type_system(type) == R4_INTEGER;

    value->kind = integer ? FHIRPATH_INTEGER : FHIRPATH_DECIMAL;
    value->lazy = true;
}

struct fhirpath_value member_value(struct r4_type type, const struct json *node,
                                   const struct json *beside)
{
    struct fhirpath_value value = {.type = type.index, .node = node, .beside = beside};

    if (node == NULL || node->kind == JSON_NULL) {
        value.node = NULL;
    } else if (node->kind == JSON_OBJECT) {
        value.type = type_of_object(type, node).index;
    } else if (node->kind == JSON_TEXT) {
        set_text(&value, type);
    } else if (node->kind == JSON_NUMBER) {
        set_number(&value, type);
    } else if (node->kind != JSON_LIST) {
        value.kind = FHIRPATH_BOOLEAN;
        value.boolean = node->kind == JSON_TRUE;
    }
    return value;
}

struct fhirpath_value fhirpath_of_node(const struct json *node, struct span type)
{
    return member_value(r4_type_find(type), node, NULL);
}

/* A null without anything beside it is a place holder, no item. */
static void add_one(struct growing_list *out, struct r4_type type, const struct json *node,
                    const struct json *beside)
{
    bool nothing = node == NULL || node->kind == JSON_NULL;

    if (nothing && !json_is(beside, JSON_OBJECT))
        return;
    growing_add(out, member_value(type, node, json_is(beside, JSON_OBJECT) ? beside : NULL));
}

static void add_list(struct growing_list *out, struct r4_type type, const struct json *node,
                     const struct json *beside)
{
    const struct json *a = json_is(node, JSON_LIST) ? node->child : NULL;
    const struct json *b = json_is(beside, JSON_LIST) ? beside->child : NULL;

    while (a != NULL || b != NULL) {
        add_one(out, type, a, b);
        a = a == NULL ? NULL : a->next;
        b = b == NULL ? NULL : b->next;
    }
}

static void add_content(struct growing_list *out, struct r4_type type, const struct json *node,
                        const struct json *beside)
{
    if (json_is(node, JSON_LIST) || json_is(beside, JSON_LIST))
        add_list(out, type, node, beside);
    else if (node != NULL || beside != NULL)
        add_one(out, type, node, beside);
}

static const struct json *find(const struct json *object, struct span name)
{
    for (const struct json *c = object->child; c != NULL; c = c->next) {
        if (c->name.len == name.len && memcmp(c->name.at, name.at, name.len) == 0)
            return c;
    }
    return NULL;
}

/* "_name" beside "name". */
static const struct json *find_beside(const struct json *object, struct span name)
{
    for (const struct json *c = object->child; c != NULL; c = c->next) {
        if (c->name.len == name.len + 1 && c->name.at[0] == '_' &&
            memcmp(c->name.at + 1, name.at, name.len) == 0)
            return c;
    }
    return NULL;
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

/* The member that writes the choice `name`, with or without the underscore. */
static struct r4_type choice_member(const struct json *member, struct span name, bool *ret_beside)
{
    struct span text = member->name;

    *ret_beside = text.len > 0 && text.at[0] == '_';
    if (*ret_beside)
        text = span_skip(text, 1);
    return span_starts(text, name) ? type_of_suffix(span_skip(text, name.len))
                                   : (struct r4_type){0};
}

static void add_choice(struct growing_list *out, const struct json *object, struct span name)
{
    const struct json *node = NULL, *beside = NULL;
    struct r4_type type = {0};

    for (const struct json *c = object->child; c != NULL; c = c->next) {
        bool is_beside;
        struct r4_type found = choice_member(c, name, &is_beside);

        if (r4_type_is_none(found))
            continue;
        type = found;
        if (is_beside)
            beside = c;
        else
            node = c;
    }
    add_content(out, type, node, beside);
}

static void fill_cache(struct member_cache *cache, struct r4_type type, struct span name)
{
    struct r4_element element = r4_element_find(type, name);

    *cache = (struct member_cache){.type = type, .element = element, .known = true};
    if (r4_element_is_none(element))
        return;
    cache->choice = r4_element_is_choice(element);
    if (!cache->choice)
        cache->result = r4_element_type(element, 0);
    cache->primitive = r4_type_kind(cache->result) == R4_PRIMITIVE;
}

/* "valueQuantity" where the model says "value": a mistake that would read as nothing. */
static bool is_json_name(struct r4_type type, struct span name)
{
    struct r4_type content;

    return !r4_element_is_none(r4_element_find_json(type, name, &content));
}

/* Of an object whose type nobody knows: as it stands, or as a choice. */
static void add_unknown(struct growing_list *out, const struct json *object, struct span name)
{
    const struct json *node = find(object, name), *beside = find_beside(object, name);

    if (node != NULL || beside != NULL)
        add_content(out, (struct r4_type){0}, node, beside);
    else
        add_choice(out, object, name);
}

static enum status add_member(struct growing_list *out, const struct op *op,
                              struct member_cache *cache, struct r4_type type,
                              const struct json *object)
{
    if (r4_type_is_none(type)) {
        add_unknown(out, object, op->name);
        return HF_OK;
    }
    if (!cache->known || cache->type.index != type.index)
        fill_cache(cache, type, op->name);
    if (r4_element_is_none(cache->element))
        return is_json_name(type, op->name)
                   ? machine_refuse(out->m, op, "a choice is named without its type: value")
                   : HF_OK;
    if (cache->choice)
        add_choice(out, object, op->name);
    else
        add_content(out, cache->result, find(object, op->name),
                    cache->primitive ? find_beside(object, op->name) : NULL);
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
                            struct member_cache *cache, const struct fhirpath_value *value)
{
    struct r4_type type = {value->type};

    if (json_is(value->node, JSON_OBJECT))
        return add_member(out, op, cache, type, value->node);
    if (value->beside != NULL)
        return add_member(out, op, cache, type, value->beside);
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
    struct member_cache *cache = &m->caches[op->number];
    enum status st = HF_OK;

    (void)frame;
    for (uint32_t i = 0; i < io->count && st == HF_OK; i++)
        st = add_from(&out, op, cache, &io->at[i]);
    return st != HF_OK ? st : growing_done(&out, io);
}

enum status member_get(struct machine *m, const struct fhirpath_value *of, struct span name,
                       struct fhirpath_list *ret)
{
    struct growing_list out = {.m = m};
    struct member_cache cache = {0};
    struct op op = {.name = name};
    enum status st = add_from(&out, &op, &cache, of);

    return st != HF_OK ? st : growing_done(&out, ret);
}

/* Patient.name: the context itself where it is a Patient; else, what is called so. */
enum status op_root(struct machine *m, const struct op *op, const struct frame *frame,
                    struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct member_cache *cache = &m->caches[op->number];
    struct type_name name = {.fhir = r4_type_find(op->name), .system = -1};
    enum status st = HF_OK;

    (void)frame;
    for (uint32_t i = 0; i < io->count && st == HF_OK; i++) {
        if (type_is(&io->at[i], &name))
            growing_add(&out, io->at[i]);
        else
            st = add_from(&out, op, cache, &io->at[i]);
    }
    return st != HF_OK ? st : growing_done(&out, io);
}

/* A member of an object by its JSON name, as a child; the underscored come with their plain. */
static void add_child(struct growing_list *out, struct r4_type type, const struct json *object,
                      const struct json *member)
{
    struct r4_type content = {0};
    struct span name = member->name;
    bool is_beside = name.len > 0 && name.at[0] == '_';

    if (span_is(name, "resourceType"))
        return;
    if (is_beside)
        name = span_skip(name, 1);
    if (is_beside && find(object, name) != NULL)
        return;
    if (!r4_type_is_none(type))
        (void)r4_element_find_json(type, name, &content); /* unknown: a child without a type */
    if (r4_type_is_none(content) || r4_type_kind(content) == R4_PRIMITIVE)
        add_content(out, content, is_beside ? NULL : member, find_beside(object, name));
    else
        add_content(out, content, member, NULL);
}

enum status member_children(struct machine *m, const struct fhirpath_value *of,
                            struct growing_list *out)
{
    const struct json *object = json_is(of->node, JSON_OBJECT) ? of->node : of->beside;

    (void)m;
    if (object == NULL)
        return HF_OK;
    for (const struct json *c = object->child; c != NULL; c = c->next)
        add_child(out, (struct r4_type){of->type}, object, c);
    return HF_OK;
}
