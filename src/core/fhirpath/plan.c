/* core/fhirpath/plan.c - what a name means for a type, worked out once; and JSON to values by it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/inside.h"

#include <string.h>

static const uint8_t kinds_of_text[] = {
    [R4_NOT_PRIMITIVE] = FHIRPATH_STRING, [R4_BOOLEAN] = FHIRPATH_STRING,
    [R4_STRING] = FHIRPATH_STRING,        [R4_INTEGER] = FHIRPATH_STRING,
    [R4_DECIMAL] = FHIRPATH_STRING,       [R4_DATE] = FHIRPATH_DATE,
    [R4_DATE_TIME] = FHIRPATH_DATETIME,   [R4_TIME] = FHIRPATH_TIME,
};

struct content_type plan_content(struct r4_type type)
{
    enum r4_system system = r4_type_system(type);

    return (struct content_type){
        .type = type,
        .text_kind = kinds_of_text[system],
        .decimal = system != R4_INTEGER,
        .known = !r4_type_is_none(type),
        .open = r4_type_is_none(type) || r4_type_is_abstract(type),
    };
}

void plan_fill(struct member_plan *plan, struct r4_type type, struct span name)
{
    struct r4_element element = r4_element_find(type, name);

    *plan = (struct member_plan){.type = type, .filled = true, .element = element};
    if (r4_element_is_none(element))
        return;
    plan->exists = true;
    plan->choice = r4_element_is_choice(element);
    if (plan->choice)
        return;
    struct r4_type content = r4_element_type(element, 0);

    plan->content = plan_content(content);
    plan->primitive = r4_type_kind(content) == R4_PRIMITIVE;
}

bool plan_fill_wide(struct member_plan *plan, struct r4_type type, struct span name,
                    struct arena *arena)
{
    plan_fill(plan, type, name);
    if (!plan->choice)
        return true;
    size_t count = r4_element_type_count(plan->element);
    struct choice_suffix *choices = arena_array(arena, struct choice_suffix, count);

    if (choices == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct r4_type content = r4_element_type(plan->element, i);
        struct span text = r4_type_name(content);

        choices[i] = (struct choice_suffix){text.at, (uint32_t)text.len, plan_content(content)};
    }
    plan->choices = choices;
    plan->choice_count = (uint16_t)count;
    return true;
}

static bool is_whole(struct span number)
{
    return memchr(number.at, '.', number.len) == NULL &&
           memchr(number.at, 'e', number.len) == NULL && memchr(number.at, 'E', number.len) == NULL;
}

static const struct json *find(const struct json *object, struct span name)
{
    const struct json *c = object->child;

    while (c != NULL && !span_equal(c->name, name))
        c = c->next;
    return c;
}

static void set_object(struct fhirpath_value *value, const struct content_type *type)
{
    const struct json *name = type->open ? find(value->node, SPAN("resourceType")) : NULL;

    if (name != NULL)
        value->type = r4_type_find(json_text(name)).index;
}

static void set_text(struct fhirpath_value *value, const struct content_type *type)
{
    value->kind = type->text_kind;
    value->lazy = value->kind != FHIRPATH_STRING;
    if (!value->lazy)
        value->string = value->node->text;
}

static void set_number(struct fhirpath_value *value, const struct content_type *type)
{
    bool decimal = type->known ? type->decimal : !is_whole(value->node->text);

    value->kind = decimal ? FHIRPATH_DECIMAL : FHIRPATH_INTEGER;
    value->lazy = true;
}

struct fhirpath_value plan_value(const struct content_type *type, const struct json *node,
                                 const struct json *beside)
{
    struct fhirpath_value value = {.type = type->type.index, .node = node, .beside = beside};

    if (node == NULL || node->kind == JSON_NULL) {
        value.node = NULL;
    } else if (node->kind == JSON_OBJECT) {
        set_object(&value, type);
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

struct fhirpath_value member_value(struct r4_type type, const struct json *node,
                                   const struct json *beside)
{
    struct content_type content = plan_content(type);

    return plan_value(&content, node, beside);
}

struct fhirpath_value fhirpath_of_node(const struct json *node, struct span type)
{
    return member_value(r4_type_find(type), node, NULL);
}
