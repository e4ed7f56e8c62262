/* core/fhirpath/fn_fhir.c - what FHIR R4 adds: extensions, values, references, value sets.
 *
 * Nothing is fetched. A reference is looked for in the resource, in the bundle, and nowhere else;
 * a value set must have been given, expanded.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/functions.h"

static const struct json *inside_of(const struct fhirpath_value *value)
{
    return json_is(value->node, JSON_OBJECT) ? value->node : value->beside;
}

static void add_extensions(struct growing_list *out, const struct fhirpath_value *value,
                           struct span url)
{
    const struct json *list = json_member(inside_of(value), "extension");
    struct r4_type type = r4_type_find(SPAN("Extension"));

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (span_equal(json_text(json_member(c, "url")), url))
            growing_add(out, member_value(type, c, NULL));
    }
}

static enum status run_extension(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};
    struct span url;
    bool none = false;
    enum status st = argument_string(m, op, frame, 0, &url, &none);

    if (st != HF_OK || none)
        return st != HF_OK ? st : list_set_empty(io);
    for (uint32_t i = 0; i < io->count; i++)
        add_extensions(&out, &io->at[i], url);
    return growing_done(&out, io);
}

/* A single primitive, not one that has only extensions. */
static bool has_value(const struct fhirpath_list *list)
{
    return list->count == 1 && list->at->kind != FHIRPATH_NODE && list->at->kind != FHIRPATH_TYPE &&
           list->at->kind != FHIRPATH_QUANTITY;
}

static enum status run_has_value(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    return list_set_boolean(has_value(io), io);
}

static enum status run_get_value(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    (void)m;
    (void)op;
    (void)frame;
    return has_value(io) ? HF_OK : list_set_empty(io);
}

static const struct json *find_contained(const struct json *resource, struct span id)
{
    const struct json *list = json_member(resource, "contained");

    if (id.len == 0)
        return resource;
    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (span_equal(json_text(json_member(c, "id")), id))
            return c;
    }
    return NULL;
}

/* "Patient/7" names a resource of the bundle by its type and id. */
static bool is_named(const struct json *resource, struct span reference)
{
    struct span type = reference, id;

    type = span_cut(&reference, '/');
    id = reference;
    return id.len > 0 && span_equal(json_text(json_member(resource, "resourceType")), type) &&
           span_equal(json_text(json_member(resource, "id")), id);
}

static const struct json *find_in_bundle(const struct json *bundle, struct span reference)
{
    const struct json *list = json_member(bundle, "entry");

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        const struct json *resource = json_member(c, "resource");

        if (span_equal(json_text(json_member(c, "fullUrl")), reference) ||
            is_named(resource, reference))
            return resource;
    }
    return NULL;
}

static struct span reference_of(const struct fhirpath_value *value)
{
    if (value->kind == FHIRPATH_STRING)
        return value->string;
    return json_text(json_member(value->node, "reference"));
}

static const struct json *resolve(const struct machine *m, struct span reference)
{
    const struct json *root = m->world->root != NULL ? m->world->root : op_resource_of(m);
    const struct json *found;

    if (reference.len == 0)
        return NULL;
    if (reference.at[0] == '#')
        return find_contained(root, span_skip(reference, 1));
    found = find_in_bundle(m->world->bundle, reference);
    return found != NULL ? found : find_in_bundle(root, reference);
}

static enum status run_resolve(struct machine *m, const struct op *op, const struct frame *frame,
                               struct fhirpath_list *io)
{
    struct growing_list out = {.m = m};

    (void)op;
    (void)frame;
    for (uint32_t i = 0; i < io->count; i++) {
        const struct json *found = resolve(m, reference_of(&io->at[i]));

        if (found != NULL)
            growing_add(&out, member_value((struct r4_type){0}, found, NULL));
    }
    return growing_done(&out, io);
}

/* What is asked for: a code alone (any system), or a Coding. */
struct coding {
    struct span code, system;
    bool any_system;
};

/* As deep as the expansion nests, which its reader has limited. */
static bool is_in_expansion(const struct json *list, const struct coding *coding)
{
    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        bool same =
            span_equal(json_text(json_member(c, "code")), coding->code) &&
            (coding->any_system || span_equal(json_text(json_member(c, "system")), coding->system));

        if ((same && !json_bool(json_member(c, "abstract"))) ||
            is_in_expansion(json_member(c, "contains"), coding))
            return true;
    }
    return false;
}

static struct coding coding_of(const struct json *node)
{
    return (struct coding){json_text(json_member(node, "code")),
                           json_text(json_member(node, "system")), false};
}

/* A code, a Coding, or any coding of a CodeableConcept. */
static bool is_member(const struct json *expansion, const struct fhirpath_value *value)
{
    const struct json *list = json_member(expansion, "contains");
    const struct json *codings = json_member(value->node, "coding");
    struct coding coding = {value->string, {0}, true};

    if (value->kind == FHIRPATH_STRING)
        return is_in_expansion(list, &coding);
    if (codings == NULL) {
        coding = coding_of(value->node);
        return is_in_expansion(list, &coding);
    }
    for (const struct json *c = json_first(codings); c != NULL; c = c->next) {
        coding = coding_of(c);
        if (is_in_expansion(list, &coding))
            return true;
    }
    return false;
}

/* "url" or "url|version" */
static bool is_value_set(const struct json *set, struct span name)
{
    struct span version = name, url = span_cut(&version, '|');

    return span_equal(json_text(json_member(set, "url")), url) &&
           (version.len == 0 || span_equal(json_text(json_member(set, "version")), version));
}

static const struct json *find_expansion(const struct machine *m, struct span name)
{
    const struct json *list = m->world->value_sets;

    for (const struct json *c = json_first(list); c != NULL; c = c->next) {
        if (is_value_set(c, name))
            return json_member(c, "expansion");
    }
    return NULL;
}

static enum status run_member_of(struct machine *m, const struct op *op, const struct frame *frame,
                                 struct fhirpath_list *io)
{
    struct fhirpath_value value;
    struct span name;
    bool empty = false, none = false;
    enum status st = force_single(m, op, *io, &value, &empty);

    if (st == HF_OK)
        st = argument_string(m, op, frame, 0, &name, &none);
    if (st != HF_OK || empty || none)
        return st != HF_OK ? st : list_set_empty(io);
    const struct json *expansion = find_expansion(m, name);

    if (expansion == NULL)
        return machine_refuse(m, op, "memberOf: this value set was not given, or not expanded");
    return list_set_boolean(is_member(expansion, &value), io);
}

/* Only the definitions of the base types: what a profile asks for is not checked here. */
static enum status run_conforms_to(struct machine *m, const struct op *op,
                                   const struct frame *frame, struct fhirpath_list *io)
{
    struct span url, prefix = SPAN("http://hl7.org/fhir/StructureDefinition/");
    struct type_name type = {.system = -1};
    bool none = false;
    enum status st = argument_string(m, op, frame, 0, &url, &none);

    if (st != HF_OK)
        return st;
    if (io->count > 1)
        return machine_refuse(m, op, "conformsTo: more than one item");
    if (none || io->count == 0)
        return list_set_empty(io);
    if (span_starts(url, prefix))
        type.fhir = r4_type_find(span_skip(url, prefix.len));
    if (r4_type_is_none(type.fhir))
        return machine_refuse(m, op, "conformsTo: profiles are not checked here");
    return list_set_boolean(type_is(io->at, &type), io);
}

static const struct function rows[] = {
    {"extension", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_EXTENSION, run_extension},
    {"hasValue", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_has_value},
    {"getValue", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ONE, run_get_value},
    {"resolve", 0, 0, ARGS_VALUES, INPUT_ANY, RESULT_ANY, run_resolve},
    {"memberOf", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_member_of},
    {"conformsTo", 1, 1, ARGS_VALUES, INPUT_ANY, RESULT_BOOLEAN, run_conforms_to},
};

FUNCTION_FAMILY(fn_fhir, rows);
