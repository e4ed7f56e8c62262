/* core/fhirpath/shape.c - the typed analysis: one step at a time.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/shape.h"

struct shape shape_of_system(enum fhirpath_kind kind)
{
    return (struct shape){.kind = SHAPE_SYSTEM, .system = kind};
}

static struct shape shape_of_fhir(struct r4_type type, bool many)
{
    if (r4_type_is_none(type))
        return (struct shape){.many = many};
    return (struct shape){.kind = SHAPE_FHIR, .type = type, .many = many};
}

struct shape shape_of_type(struct span name)
{
    struct span prefix = SPAN("System.");
    int system = span_starts(name, prefix) ? type_system_find(span_skip(name, prefix.len)) : -1;

    if (system >= 0)
        return shape_of_system((enum fhirpath_kind)system);
    return shape_of_fhir(r4_type_find(name), false);
}

struct shape shape_of_type_name(struct type_name type, struct shape input)
{
    struct shape shape = {.many = input.many, .unordered = input.unordered};

    if (!r4_type_is_none(type.fhir) && type.system < 0) {
        shape.kind = SHAPE_FHIR;
        shape.type = type.fhir;
    } else if (r4_type_is_none(type.fhir) && type.system >= 0) {
        shape.kind = SHAPE_SYSTEM;
        shape.system = (enum fhirpath_kind)type.system;
    } else if (!r4_type_is_none(type.fhir) && input.kind != SHAPE_SYSTEM) {
        shape.kind = SHAPE_FHIR;
        shape.type = type.fhir;
    }
    return shape;
}

static struct shape shape_of_element(struct r4_element element, bool many)
{
    bool list = many || r4_element_is_list(element);

    if (!r4_element_is_choice(element))
        return shape_of_fhir(r4_element_type(element, 0), list);
    return (struct shape){.kind = SHAPE_CHOICE, .element = element, .many = list};
}

static bool member_of_type(struct r4_type type, struct span name, bool many, struct shape *ret,
                           bool *ret_choice)
{
    struct r4_element element = r4_element_find(type, name);
    struct r4_type content;

    if (r4_element_is_none(element)) {
        *ret_choice = !r4_element_is_none(r4_element_find_json(type, name, &content));
        return r4_type_is_abstract(type) && !*ret_choice;
    }
    *ret = shape_of_element(element, many);
    return true;
}

static bool member_of_choice(struct shape of, struct span name, struct shape *ret)
{
    size_t count = r4_element_type_count(of.element);
    bool found = false, choice = false;

    for (size_t i = 0; i < count; i++) {
        struct shape shape = {.many = of.many};

        if (!member_of_type(r4_element_type(of.element, i), name, of.many, &shape, &choice))
            continue;
        *ret = found ? shape_join(*ret, shape) : shape;
        found = true;
    }
    return found;
}

bool shape_member(struct shape of, struct span name, struct shape *ret, bool *ret_choice)
{
    bool known = true;

    *ret_choice = false;
    *ret = (struct shape){.many = true};
    if (of.kind == SHAPE_FHIR)
        known = member_of_type(of.type, name, of.many, ret, ret_choice);
    else if (of.kind == SHAPE_CHOICE)
        known = member_of_choice(of, name, ret);
    else if (of.kind == SHAPE_SYSTEM)
        known = of.system == FHIRPATH_QUANTITY || of.system == FHIRPATH_TYPE;
    ret->unordered = of.unordered;
    return known;
}

static bool shape_is_same(struct shape a, struct shape b)
{
    if (a.kind != b.kind)
        return false;
    return a.kind == SHAPE_SYSTEM ? a.system == b.system
                                  : a.kind == SHAPE_FHIR && a.type.index == b.type.index;
}

struct shape shape_join(struct shape a, struct shape b)
{
    if (a.kind == SHAPE_EMPTY)
        return b;
    if (b.kind == SHAPE_EMPTY)
        return a;
    if (!shape_is_same(a, b))
        a = (struct shape){.unordered = a.unordered};
    a.many = true;
    a.unordered |= b.unordered;
    return a;
}

/* Of one kind of System values, or FHIR's primitives that become them. */
static bool is_system(struct shape shape, enum fhirpath_kind kind, enum r4_system system)
{
    if (shape.kind == SHAPE_SYSTEM)
        return shape.system == kind;
    return shape.kind == SHAPE_FHIR && r4_type_system(shape.type) == system;
}

bool shape_is_no_boolean(struct shape shape)
{
    if (shape.kind != SHAPE_SYSTEM && shape.kind != SHAPE_FHIR)
        return false;
    if (shape.kind == SHAPE_FHIR && r4_type_is_abstract(shape.type))
        return false;
    return !is_system(shape, FHIRPATH_BOOLEAN, R4_BOOLEAN);
}

/* Only what has no text at all: an element of many parts. */
bool shape_is_no_string(struct shape shape)
{
    return shape.kind == SHAPE_FHIR && !r4_type_is_abstract(shape.type) &&
           r4_type_kind(shape.type) != R4_PRIMITIVE;
}

bool shape_is_temporal(struct shape shape)
{
    return is_system(shape, FHIRPATH_DATE, R4_DATE) ||
           is_system(shape, FHIRPATH_DATETIME, R4_DATE_TIME) ||
           is_system(shape, FHIRPATH_TIME, R4_TIME);
}

bool shape_is_number(struct shape shape)
{
    return is_system(shape, FHIRPATH_INTEGER, R4_INTEGER) ||
           is_system(shape, FHIRPATH_DECIMAL, R4_DECIMAL);
}

static struct shape one_of(struct shape shape)
{
    shape.many = false;
    return shape;
}

static struct shape many_of(struct shape shape, struct shape input)
{
    shape.many = shape.many || input.many;
    shape.unordered |= input.unordered;
    return shape;
}

struct shape shape_of_result(enum function_result result, struct shape input, struct shape argument)
{
    static const uint8_t systems[] = {
        [RESULT_BOOLEAN] = FHIRPATH_BOOLEAN, [RESULT_INTEGER] = FHIRPATH_INTEGER,
        [RESULT_DECIMAL] = FHIRPATH_DECIMAL, [RESULT_DECIMALS] = FHIRPATH_DECIMAL,
        [RESULT_STRING] = FHIRPATH_STRING,   [RESULT_STRINGS] = FHIRPATH_STRING,
        [RESULT_DATE] = FHIRPATH_DATE,       [RESULT_DATETIME] = FHIRPATH_DATETIME,
        [RESULT_TIME] = FHIRPATH_TIME,       [RESULT_QUANTITY] = FHIRPATH_QUANTITY,
    };
    struct shape shape = {.many = true};

    if (result == RESULT_INPUT)
        return input;
    if (result == RESULT_ONE)
        return one_of(input);
    if (result == RESULT_ARGUMENT)
        return many_of(argument, input);
    if (result == RESULT_EXTENSION)
        return shape_of_fhir(r4_type_find(SPAN("Extension")), true);
    if (result == RESULT_CHILDREN)
        shape.unordered = true;
    if (result == RESULT_ANY || result == RESULT_CHILDREN)
        return shape;
    shape = shape_of_system((enum fhirpath_kind)systems[result]);
    shape.many = result == RESULT_STRINGS || result == RESULT_DECIMALS;
    return shape;
}
