/* core/model/resource.c - a FHIR R4 resource as the plain rows that a loader reads.
 *
 * An action of a PlanDefinition, or a concept of a CodeSystem, is a row. What FHIR has no element
 * for stands in extensions "urn:holdfast:NAME", or in properties of the concept; an extension with
 * extensions of its own is an object whose members are their urls. The shape says which elements
 * have a plain name of ours and which names are lists. tools/pack_resource.py does the same for
 * the tools.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

enum { MAX_MEMBERS = 64 }; /* of an object or a list of extensions; each is looked through */

static const char ours[] = "urn:holdfast:";

/* An object or a list being made. */
struct making {
    struct json *of, *last;
    const struct pack_shape *shape;
};

static struct making make(struct packing *p, const struct pack_shape *shape, struct span name,
                          enum json_kind kind)
{
    struct json *of = pick_alloc(&p->pick, 1, sizeof *of);

    if (of != NULL)
        *of = (struct json){.kind = kind, .name = name};
    return (struct making){.of = of, .shape = shape};
}

static void append(struct making *to, struct json *value)
{
    if (to->of == NULL || value == NULL)
        return;
    if (to->last == NULL)
        to->of->child = value;
    else
        to->last->next = value;
    to->last = value;
    to->of->count++;
}

/* The same value under another name. */
static struct json *copy(struct packing *p, const struct json *value, struct span name)
{
    struct json *of = value == NULL ? NULL : pick_alloc(&p->pick, 1, sizeof *of);

    if (of == NULL)
        return NULL;
    *of = *value;
    of->name = name;
    of->next = NULL;
    return of;
}

/* --- members -------------------------------------------------------------------------------- */

/* One extension, or property, for each element. */
static bool is_list(const struct pack_shape *shape, struct span name)
{
    for (size_t i = 0; shape->lists[i] != NULL; i++)
        if (span_is(name, shape->lists[i]))
            return true;
    return false;
}

static struct json *find(const struct making *in, struct span name)
{
    const struct json *c = in->of == NULL ? NULL : in->of->child;

    while (c != NULL && !span_equal(c->name, name))
        c = c->next;
    return (struct json *)(uintptr_t)c; /* made here, not parsed */
}

static struct making again(const struct making *in, struct json *of)
{
    struct making at = {.of = of, .shape = in->shape};

    for (const struct json *c = of->child; c != NULL; c = c->next)
        at.last = (struct json *)(uintptr_t)c; /* made here, not parsed */
    return at;
}

static void add_to_list(struct packing *p, struct making *to, struct json *value)
{
    struct json *list = find(to, value->name);

    if (list == NULL) {
        list = make(p, to->shape, value->name, JSON_LIST).of;
        append(to, list);
    }
    if (list == NULL)
        return;
    packing_require(p, list->count < MAX_MEMBERS, "a list is too long");
    struct making at = again(to, list);
    append(&at, value);
}

static void add_member(struct packing *p, struct making *to, struct json *value)
{
    if (value == NULL)
        return;
    if (is_list(to->shape, value->name)) {
        add_to_list(p, to, value);
        return;
    }
    packing_require(p, to->of == NULL || to->of->count < MAX_MEMBERS, "has too many extensions");
    packing_require(p, find(to, value->name) == NULL, "has an extension twice");
    append(to, value);
}

static void add_extensions(struct packing *p, const struct json *holder, struct making *to);

static struct json *value_of(struct packing *p, const struct json *extension,
                             const struct pack_shape *shape, struct span name)
{
    static const char *const values[] = {"valueString", "valueCode", "valueBoolean",
                                         "valueInteger"};
    struct making object;

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (json_member(extension, values[i]) != NULL)
            return copy(p, json_member(extension, values[i]), name);
    object = make(p, shape, name, JSON_OBJECT);
    add_extensions(p, extension, &object);
    return object.of;
}

static void add_one(struct packing *p, const struct json *one, const char *key, struct making *to)
{
    packing_require(p, one->count == 2, "an extension or property has a name and one value");
    struct span name = pick_text(&p->pick, one, key);

    if (span_starts(name, span_of(ours)))
        name = span_skip(name, sizeof ours - 1);
    if (p->pick.status == HF_OK)
        add_member(p, to, value_of(p, one, to->shape, name));
}

/* No deeper than the file, whose depth is bounded when it is parsed. */
static void add_extensions(struct packing *p, const struct json *holder, struct making *to)
{
    static const char *const members[] = {"url",          "valueString", "valueBoolean",
                                          "valueInteger", "extension",   NULL};
    const struct json *list = pick_list_if(&p->pick, holder, "extension");

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, members);
        add_one(p, c, "url", to);
    }
}

static void add_properties(struct packing *p, const struct json *concept, struct making *to)
{
    static const char *const members[] = {"code",         "valueString",  "valueCode",
                                          "valueBoolean", "valueInteger", NULL};
    const struct json *list = pick_list_if(&p->pick, concept, "property");

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, members);
        add_one(p, c, "code", to);
    }
}

/* --- elements -------------------------------------------------------------------------------- */

static void add_elements(struct packing *p, const struct json *holder,
                         const struct pack_element *elements, struct making *to)
{
    for (; elements->theirs != NULL; elements++)
        add_member(p, to, copy(p, json_member(holder, elements->theirs), span_of(elements->mine)));
}

static struct json *artifact_to_source(struct packing *p, const struct pack_shape *shape,
                                       const struct json *artifact)
{
    static const char *const members[] = {"extension", "type", "label", "citation", NULL};
    static const struct pack_element elements[] = {
        {"label", "id"}, {"citation", "citation"}, {NULL, NULL}};
    struct making source = make(p, shape, SPAN(""), JSON_OBJECT);

    pick_only(&p->pick, artifact, members);
    packing_require(p, span_is(pick_text(&p->pick, artifact, "type"), "citation"),
                    "a source is a citation");
    add_elements(p, artifact, elements, &source);
    add_extensions(p, artifact, &source);
    return source.of;
}

/* By the label of an artifact of the pack, or in its own words. */
static void add_cited(struct packing *p, const struct json *action, struct making *row)
{
    static const char *const members[] = {"type", "label", "citation", NULL};
    struct making sources = make(p, row->shape, SPAN("sources"), JSON_LIST);
    const struct json *list = pick_list_if(&p->pick, action, "documentation");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        pick_only(&p->pick, c, members);
        append(&sources, copy(p, json_member(c, "label"), SPAN("")));
        add_member(p, row, copy(p, json_member(c, "citation"), SPAN("source")));
    }
    if (sources.of != NULL && sources.of->count > 0) {
        packing_require(p, find(row, SPAN("sources")) == NULL, "has its sources twice");
        append(row, sources.of);
    }
}

static void add_minutes(struct packing *p, const struct json *action, struct making *row)
{
    static const char *const members[] = {"value", "unit", "system", "code", NULL};
    const struct json *time = json_member(action, "timingDuration");

    if (time == NULL)
        return;
    pick_only(&p->pick, time, members);
    packing_require(p, span_is(pick_text(&p->pick, time, "code"), "min"), "is not in minutes");
    add_member(p, row, copy(p, json_member(time, "value"), SPAN("minutes")));
}

static struct json *action_to_row(struct packing *p, const struct pack_shape *shape,
                                  const struct json *action)
{
    static const char *const members[] = {
        "id",        "extension",      "title",         "description", "textEquivalent",
        "condition", "timingDuration", "documentation", NULL};
    struct making row = make(p, shape, SPAN(""), JSON_OBJECT);

    p->row = json_text(json_member(action, "id"));
    pick_only(&p->pick, action, members);
    add_elements(p, action, shape->row, &row);
    add_extensions(p, action, &row);
    add_minutes(p, action, &row);
    add_cited(p, action, &row);
    return row.of;
}

/* The text `use` in one language: a member of the object of that use. */
static void add_spoken(struct packing *p, struct making *row, struct span use, struct span language,
                       const struct json *value)
{
    struct json *texts = find(row, use);

    if (texts == NULL) {
        texts = make(p, row->shape, use, JSON_OBJECT).of;
        append(row, texts);
    }
    if (texts == NULL)
        return;
    struct making at = again(row, texts);
    add_member(p, &at, copy(p, value, language));
}

static void add_designation(struct packing *p, const struct json *one, struct making *row)
{
    static const char *const members[] = {"language", "use", "value", NULL};
    static const char *const coding[] = {"system", "code", NULL};
    const struct json *use = json_member(one, "use");

    pick_only(&p->pick, one, members);
    if (use != NULL)
        pick_only(&p->pick, use, coding);
    struct span language = pick_text(&p->pick, one, "language");
    struct span named = use != NULL ? pick_text(&p->pick, use, "code") : SPAN("name");
    if (p->pick.status == HF_OK)
        add_spoken(p, row, named, language, json_member(one, "value"));
}

static void add_designations(struct packing *p, const struct json *concept, struct making *row)
{
    const struct json *list = pick_list_if(&p->pick, concept, "designation");

    if (row->shape->is_spoken)
        add_spoken(p, row, SPAN("name"), SPAN("en"), json_member(concept, "display"));
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK; c = c->next)
        add_designation(p, c, row);
}

static struct json *concept_to_row(struct packing *p, const struct pack_shape *shape,
                                   const struct json *concept)
{
    static const char *const members[] = {"code",        "display",  "definition",
                                          "designation", "property", NULL};
    struct making row = make(p, shape, SPAN(""), JSON_OBJECT);

    p->row = json_text(json_member(concept, "code"));
    pick_only(&p->pick, concept, members);
    add_elements(p, concept, shape->row, &row);
    add_designations(p, concept, &row);
    add_properties(p, concept, &row);
    return row.of;
}

static struct json *each(struct packing *p, const struct pack_shape *shape, const struct json *list,
                         struct span name,
                         struct json *(*unfold)(struct packing *, const struct pack_shape *,
                                                const struct json *))
{
    struct making all = make(p, shape, name, JSON_LIST);

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK; c = c->next)
        append(&all, unfold(p, shape, c));
    return all.of;
}

/* --- resources ------------------------------------------------------------------------------- */

static void unfold_plan(struct packing *p, const struct json *root, struct making *pack)
{
    static const char *const members[] = {
        "resourceType", "id",   "url",         "version",   "title",           "status", "date",
        "name",         "type", "description", "extension", "relatedArtifact", "action", NULL};
    const struct json *artifacts = pick_list_if(&p->pick, root, "relatedArtifact");

    pick_only(&p->pick, root, members);
    append(pack, each(p, pack->shape, artifacts, SPAN("sources"), artifact_to_source));
    append(pack, each(p, pack->shape, pick_list(&p->pick, root, "action"),
                      span_of(pack->shape->rows), action_to_row));
}

/* Rows, or groups of rows that have the name of the group. */
static void unfold_codes(struct packing *p, const struct json *root, struct making *pack)
{
    static const char *const members[] = {
        "resourceType", "id",        "url",      "version",       "title",
        "status",       "date",      "name",     "description",   "copyright",
        "language",     "extension", "property", "caseSensitive", "hierarchyMeaning",
        "content",      "concept",   NULL};
    static const char *const group[] = {"code", "display", "concept", NULL};
    const struct json *list = pick_list(&p->pick, root, "concept");

    pick_only(&p->pick, root, members);
    if (pack->shape->rows != NULL) {
        append(pack, each(p, pack->shape, list, span_of(pack->shape->rows), concept_to_row));
        return;
    }
    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, group);
        add_member(p, pack,
                   each(p, pack->shape, pick_list(&p->pick, c, "concept"),
                        pick_text(&p->pick, c, "code"), concept_to_row));
    }
}

static struct json *element_to_row(struct packing *p, const struct pack_shape *shape,
                                   const struct json *element)
{
    static const char *const members[] = {"code", "target", NULL};
    struct making row = make(p, shape, SPAN(""), JSON_OBJECT);

    pick_only(&p->pick, element, members);
    add_elements(p, element, shape->row, &row);
    return row.of;
}

static void unfold_map(struct packing *p, const struct json *root, struct making *pack)
{
    static const char *const members[] = {"resourceType", "id",        "url",   "version",
                                          "title",        "status",    "date",  "name",
                                          "copyright",    "extension", "group", NULL};
    static const char *const group[] = {"source", "target", "element", NULL};
    const struct json *list = pick_list(&p->pick, root, "group");

    pick_only(&p->pick, root, members);
    packing_require(p, list != NULL && list->count == 1, "is a map to one vocabulary");
    if (p->pick.status != HF_OK)
        return;
    pick_only(&p->pick, list->child, group);
    append(pack, each(p, pack->shape, pick_list(&p->pick, list->child, "element"),
                      span_of(pack->shape->rows), element_to_row));
}

const struct json *packing_resource(struct packing *p, const struct json *root,
                                    const struct pack_shape *shape)
{
    static const struct {
        const char *resource;
        void (*unfold)(struct packing *p, const struct json *root, struct making *pack);
    } kinds[] = {
        {"PlanDefinition", unfold_plan}, {"CodeSystem", unfold_codes}, {"ConceptMap", unfold_map}};
    static const struct pack_element head[] = {
        {"id", "id"},       {"url", "url"},       {"version", "version"},
        {"title", "title"}, {"status", "status"}, {"date", "date"},
        {NULL, NULL}};
    struct making pack = make(p, shape, SPAN(""), JSON_OBJECT);

    if (!span_is(pick_text(&p->pick, root, "resourceType"), shape->resource))
        pick_refuse(&p->pick, root, "resourceType", "is not the resource that this pack is");
    add_elements(p, root, head, &pack);
    add_elements(p, root, shape->head, &pack);
    add_extensions(p, root, &pack);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_is(span_of(shape->resource), kinds[i].resource))
            kinds[i].unfold(p, root, &pack);
    p->row = SPAN("pack");
    return pack.of;
}
