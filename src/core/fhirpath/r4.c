/* core/fhirpath/r4.c - looking things up in the generated table of FHIR R4's types.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/r4.h"

#include "core/fhirpath/r4_inside.h"

static const struct r4_type_row *type_row(struct r4_type type)
{
    return &r4_types[type.index < r4_type_total ? type.index : 0];
}

static const struct r4_element_row *element_row(struct r4_element element)
{
    return &r4_elements[element.index];
}

static struct span name_of(uint16_t name)
{
    size_t from = r4_name_places[name];

    return (struct span){r4_name_text + from, r4_name_places[name + 1U] - from};
}

struct r4_type r4_type_find(struct span name)
{
    uint16_t low = 1, high = r4_type_total;

    while (low < high) {
        uint16_t middle = (uint16_t)((low + high) / 2);
        int order = span_compare(name, name_of(r4_types[middle].name));

        if (order == 0)
            return (struct r4_type){middle};
        if (order < 0)
            high = middle;
        else
            low = (uint16_t)(middle + 1);
    }
    return (struct r4_type){0};
}

bool r4_type_is_none(struct r4_type type)
{
    return type.index == 0;
}

struct span r4_type_name(struct r4_type type)
{
    return name_of(type_row(type)->name);
}

struct r4_type r4_type_base(struct r4_type type)
{
    return (struct r4_type){type_row(type)->base};
}

bool r4_type_is(struct r4_type type, struct r4_type ancestor)
{
    while (type.index != 0 && type.index != ancestor.index)
        type = r4_type_base(type);
    return type.index != 0;
}

bool r4_type_is_abstract(struct r4_type type)
{
    return type_row(type)->abstract != 0;
}

enum r4_kind r4_type_kind(struct r4_type type)
{
    return (enum r4_kind)type_row(type)->kind;
}

enum r4_system r4_type_system(struct r4_type type)
{
    return (enum r4_system)type_row(type)->system;
}

/* Of the type's own, without its bases'. */
static struct r4_element own_element(const struct r4_type_row *type, struct span name)
{
    unsigned low = type->first, high = type->first + (unsigned)type->count;

    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order = span_compare(name, name_of(r4_elements[middle].name));

        if (order == 0)
            return (struct r4_element){(uint16_t)middle};
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (struct r4_element){0};
}

struct r4_element r4_element_find(struct r4_type type, struct span name)
{
    struct r4_element found = {0};

    for (; type.index != 0 && found.index == 0; type = r4_type_base(type))
        found = own_element(type_row(type), name);
    return found;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "Quantity" of valueQuantity names Quantity, "DateTime" of valueDateTime names dateTime. */
static bool is_suffix_for(struct span suffix, struct span type_name)
{
    return suffix.len == type_name.len && suffix.at[0] >= 'A' && suffix.at[0] <= 'Z' &&
           lower(suffix.at[0]) == lower(type_name.at[0]) &&
           span_equal(span_skip(suffix, 1), span_skip(type_name, 1));
}

/* The choice's type that the end of `name` stands for. */
static struct r4_type type_by_suffix(struct r4_element element, struct span name)
{
    struct span stem = r4_element_name(element);

    if (!r4_element_is_choice(element) || name.len <= stem.len || !span_starts(name, stem))
        return (struct r4_type){0};
    for (size_t i = 0; i < r4_element_type_count(element); i++) {
        struct r4_type type = r4_element_type(element, i);

        if (is_suffix_for(span_skip(name, stem.len), r4_type_name(type)))
            return type;
    }
    return (struct r4_type){0};
}

static struct r4_element own_choice(struct r4_type type, struct span name, struct r4_type *ret)
{
    for (size_t i = 0; i < r4_type_element_count(type); i++) {
        struct r4_element element = r4_type_element(type, i);
        struct r4_type found = type_by_suffix(element, name);

        if (found.index != 0) {
            *ret = found;
            return element;
        }
    }
    return (struct r4_element){0};
}

static struct r4_type only_type(struct r4_element element)
{
    if (r4_element_type_count(element) == 1)
        return r4_element_type(element, 0);
    return (struct r4_type){0};
}

struct r4_element r4_element_find_json(struct r4_type type, struct span name,
                                       struct r4_type *ret_type)
{
    struct r4_element found = r4_element_find(type, name);

    *ret_type = only_type(found);
    if (found.index != 0 && !r4_element_is_choice(found))
        return found;
    found.index = 0;
    ret_type->index = 0;
    for (; type.index != 0 && found.index == 0; type = r4_type_base(type))
        found = own_choice(type, name, ret_type);
    return found;
}

bool r4_element_is_none(struct r4_element element)
{
    return element.index == 0;
}

struct span r4_element_name(struct r4_element element)
{
    return name_of(element_row(element)->name);
}

bool r4_element_is_choice(struct r4_element element)
{
    return (element_row(element)->flags & R4_CHOICE) != 0;
}

bool r4_element_is_list(struct r4_element element)
{
    return (element_row(element)->flags & R4_LIST) != 0;
}

size_t r4_element_type_count(struct r4_element element)
{
    return element_row(element)->count;
}

struct r4_type r4_element_type(struct r4_element element, size_t i)
{
    const struct r4_element_row *row = element_row(element);

    return (struct r4_type){i < row->count ? r4_lists[row->first + i] : 0};
}

size_t r4_type_element_count(struct r4_type type)
{
    return type_row(type)->count;
}

struct r4_element r4_type_element(struct r4_type type, size_t i)
{
    const struct r4_type_row *row = type_row(type);

    return (struct r4_element){i < row->count ? (uint16_t)(row->first + i) : 0};
}
