/* core/questionnaire/structure.c - is every member of a resource one that R4 has there?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/load.h"

#include "core/fhirpath/r4.h"

enum { LONGEST_NAME = 64 };

struct walk {
    struct report *report;
    enum issue_severity severity;
    struct arena *arena;
};

static void check_object(const struct walk *w, const struct json *object, struct r4_type type,
                         const struct place *place);

/* A resource inside another says what it is; what R4 does not have is left alone. */
static struct r4_type type_of(const struct json *object, struct r4_type type)
{
    const struct json *name = json_member(object, "resourceType");

    return name == NULL ? type : r4_type_find(json_text(name));
}

static bool is_kind(const struct json *json, enum r4_system system)
{
    switch (system) {
    case R4_NOT_PRIMITIVE:
        return json->kind == JSON_OBJECT;
    case R4_BOOLEAN:
        return json->kind == JSON_TRUE || json->kind == JSON_FALSE;
    case R4_INTEGER:
    case R4_DECIMAL:
        return json->kind == JSON_NUMBER;
    case R4_STRING:
    case R4_DATE:
    case R4_DATE_TIME:
    case R4_TIME:
        return json->kind == JSON_TEXT;
    }
    return false;
}

static void check_value(const struct walk *w, const struct json *json, struct r4_type type,
                        const struct place *place)
{
    if (r4_type_is_none(type))
        return;
    if (!is_kind(json, r4_type_system(type)))
        report_add(w->report, w->severity, ISSUE_STRUCTURE, place, SPAN(""),
                   "%s is not written as a %.*s.", place->name, SPAN_ARGS(r4_type_name(type)));
    else if (json->kind == JSON_OBJECT)
        check_object(w, json, type, place);
}

static void check_list(const struct walk *w, const struct json *list, struct r4_type type,
                       const struct place *place)
{
    struct place at = {place->up, place->name, 0};

    if (list->count == 0)
        report_add(w->report, w->severity, ISSUE_STRUCTURE, place, SPAN(""),
                   "%s is an empty list: leave it out.", place->name);
    for (const struct json *c = list->child; c != NULL; c = c->next, at.index++)
        check_value(w, c, type, &at);
}

/* "_name" holds id and extensions beside a primitive: its shape is not looked at. */
static void check_member(const struct walk *w, const struct json *json, struct r4_type type,
                         const struct place *up)
{
    struct span copy = arena_copy(w->arena, json->name);
    struct place place = {up, copy.at == NULL ? "" : copy.at, -1};
    struct span name = span_skip(json->name, json->name.len > 0 && json->name.at[0] == '_');
    struct r4_type below = {0};
    struct r4_element element = r4_element_find_json(type, name, &below);

    if (r4_element_is_none(element))
        report_add(w->report, w->severity, ISSUE_STRUCTURE, up, SPAN(""),
                   "R4 has no member \"%.*s\" here.", SPAN_ARGS(span_head(name, LONGEST_NAME)));
    else if (name.len != json->name.len)
        return;
    else if (r4_element_is_list(element) != (json->kind == JSON_LIST))
        report_add(w->report, w->severity, ISSUE_STRUCTURE, &place, SPAN(""),
                   "%s must %sbe a list.", place.name, json->kind == JSON_LIST ? "not " : "");
    else if (json->kind == JSON_LIST)
        check_list(w, json, below, &place);
    else
        check_value(w, json, below, &place);
}

static void check_object(const struct walk *w, const struct json *object, struct r4_type above,
                         const struct place *place)
{
    struct r4_type type = type_of(object, above);

    if (r4_type_is_none(type))
        return;
    if (object->count == 0)
        report_add(w->report, w->severity, ISSUE_STRUCTURE, place, SPAN(""),
                   "%s is an empty object: leave it out.", place->name);
    for (const struct json *c = object->child; c != NULL; c = c->next)
        if (!span_is(c->name, "resourceType"))
            check_member(w, c, type, place);
}

void structure_check(const struct json *resource, struct report *report,
                     enum issue_severity severity, const struct place *place)
{
    const struct walk w = {report, severity, report->arena};

    check_object(&w, resource, (struct r4_type){0}, place);
}
