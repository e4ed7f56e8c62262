/* core/model/plan_definition.c - a FHIR R4 PlanDefinition as the plain rows that a loader reads.
 *
 * An action is a row: id, title (for the client), description (for the practitioner),
 * textEquivalent (what to do), condition, documentation (its sources by label). What FHIR has no
 * element for stands in extensions "urn:holdfast:NAME"; one with extensions of its own is an object
 * whose members are their urls. tools/plan_definition.py does the same for the tools.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/model/pack_inside.h"

enum { MAX_MEMBERS = 64 }; /* of an object or a list of extensions; each is looked through */

static const char ours[] = "urn:holdfast:";

/* An object or a list being made. */
struct making {
    struct json *of, *last;
};

static struct making make(struct packing *p, struct span name, enum json_kind kind)
{
    struct json *of = pick_alloc(&p->pick, 1, sizeof *of);

    if (of != NULL)
        *of = (struct json){.kind = kind, .name = name};
    return (struct making){.of = of};
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

/* --- extensions ------------------------------------------------------------------------------ */

/* One extension for each element. */
static bool is_list(struct span name)
{
    static const char *const lists[] = {"scope",  "where",   "place",     "techniques",
                                        "access", "intents", "conditions"};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (span_is(name, lists[i]))
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

static void add_to_list(struct packing *p, struct making *to, struct json *value)
{
    struct json *list = find(to, value->name);

    if (list == NULL) {
        list = make(p, value->name, JSON_LIST).of;
        append(to, list);
    }
    if (list == NULL)
        return;
    packing_require(p, list->count < MAX_MEMBERS, "a list is too long");
    struct making at = {.of = list, .last = NULL};
    for (const struct json *c = list->child; c != NULL; c = c->next)
        at.last = (struct json *)(uintptr_t)c; /* made here, not parsed */
    append(&at, value);
}

static void add_member(struct packing *p, struct making *to, struct json *value)
{
    if (value == NULL)
        return;
    if (is_list(value->name)) {
        add_to_list(p, to, value);
        return;
    }
    packing_require(p, to->of == NULL || to->of->count < MAX_MEMBERS, "has too many extensions");
    packing_require(p, find(to, value->name) == NULL, "has an extension twice");
    append(to, value);
}

static void add_extensions(struct packing *p, const struct json *holder, struct making *to);

static struct json *value_of(struct packing *p, const struct json *extension, struct span name)
{
    static const char *const values[] = {"valueString", "valueBoolean", "valueInteger"};
    struct making object;

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (json_member(extension, values[i]) != NULL)
            return copy(p, json_member(extension, values[i]), name);
    object = make(p, name, JSON_OBJECT);
    add_extensions(p, extension, &object);
    return object.of;
}

/* No deeper than the file, whose depth is bounded when it is parsed. */
static void add_extensions(struct packing *p, const struct json *holder, struct making *to)
{
    static const char *const members[] = {"url",          "valueString", "valueBoolean",
                                          "valueInteger", "extension",   NULL};
    const struct json *list = pick_list(&p->pick, holder, "extension");

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK;
         c = c->next) {
        pick_only(&p->pick, c, members);
        packing_require(p, c->count == 2, "an extension has a url and one value");
        struct span url = pick_text(&p->pick, c, "url");
        if (span_starts(url, span_of(ours)))
            url = span_skip(url, sizeof ours - 1);
        if (p->pick.status == HF_OK)
            add_member(p, to, value_of(p, c, url));
    }
}

/* --- elements -------------------------------------------------------------------------------- */

struct element {
    const char *theirs, *mine;
};

static void add_elements(struct packing *p, const struct json *holder,
                         const struct element *elements, size_t count, struct making *to)
{
    for (size_t i = 0; i < count; i++)
        append(to, copy(p, json_member(holder, elements[i].theirs), span_of(elements[i].mine)));
}

static struct json *artifact_to_source(struct packing *p, const struct json *artifact)
{
    static const char *const members[] = {"extension", "type", "label", "citation", NULL};
    static const struct element elements[] = {{"label", "id"}, {"citation", "citation"}};
    struct making source = make(p, SPAN(""), JSON_OBJECT);

    pick_only(&p->pick, artifact, members);
    packing_require(p, span_is(pick_text(&p->pick, artifact, "type"), "citation"),
                    "a source is a citation");
    add_elements(p, artifact, elements, sizeof elements / sizeof *elements, &source);
    add_extensions(p, artifact, &source);
    return source.of;
}

static struct json *cited(struct packing *p, const struct json *action)
{
    static const char *const members[] = {"type", "label", NULL};
    struct making sources = make(p, SPAN("sources"), JSON_LIST);
    const struct json *list = pick_list_if(&p->pick, action, "documentation");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        pick_only(&p->pick, c, members);
        append(&sources, copy(p, json_member(c, "label"), SPAN("")));
    }
    return sources.of;
}

static struct json *action_to_row(struct packing *p, const struct json *action)
{
    static const char *const members[] = {
        "id",        "extension",     "title", "description", "textEquivalent",
        "condition", "documentation", NULL};
    static const struct element elements[] = {{"id", "id"},
                                              {"title", "client"},
                                              {"description", "practitioner"},
                                              {"textEquivalent", "act"},
                                              {"condition", "condition"}};
    struct making row = make(p, SPAN(""), JSON_OBJECT);

    p->row = json_text(json_member(action, "id"));
    pick_only(&p->pick, action, members);
    add_elements(p, action, elements, sizeof elements / sizeof *elements, &row);
    add_extensions(p, action, &row);
    add_member(p, &row, cited(p, action));
    return row.of;
}

static struct json *each(struct packing *p, const struct json *list, struct span name,
                         struct json *(*unfold)(struct packing *, const struct json *))
{
    struct making all = make(p, name, JSON_LIST);

    for (const struct json *c = json_first(list); c != NULL && p->pick.status == HF_OK; c = c->next)
        append(&all, unfold(p, c));
    return all.of;
}

const struct json *packing_plan(struct packing *p, const struct json *root)
{
    static const char *const members[] = {
        "resourceType", "id",          "url",       "version",         "title",  "status", "date",
        "name",         "description", "extension", "relatedArtifact", "action", NULL};
    static const struct element elements[] = {
        {"id", "id"},         {"url", "url"},   {"version", "version"},    {"title", "title"},
        {"status", "status"}, {"date", "date"}, {"description", "review"},
    };
    struct making pack = make(p, SPAN(""), JSON_OBJECT);

    pick_only(&p->pick, root, members);
    packing_require(p, span_is(pick_text(&p->pick, root, "resourceType"), "PlanDefinition"),
                    "is no PlanDefinition");
    add_elements(p, root, elements, sizeof elements / sizeof *elements, &pack);
    add_extensions(p, root, &pack);
    append(&pack, each(p, pick_list(&p->pick, root, "relatedArtifact"), SPAN("sources"),
                       artifact_to_source));
    append(&pack, each(p, pick_list(&p->pick, root, "action"), SPAN("rows"), action_to_row));
    p->row = SPAN("pack");
    return pack.of;
}
