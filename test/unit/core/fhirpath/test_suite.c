/* The official FHIRPath suite for R4, used in place: $HOLDFAST_FHIRPATH_SUITE names the folder in
 * which r4/tests.json and r4/input/ lie. Each of its tests is one line. Those that we fail are
 * listed below, and have to fail: the list is exact both ways. Reasons stand in docs/fhirpath.md.
 *
 * An error is due in the phase that the test names, or earlier: what is refused before any data is
 * read is refused in time.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "core/fhirpath/quantity.h"
#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

enum { FILE_MAX = 2 << 20, NAME_MAX_BYTES = 256 };

static alignas(max_align_t) unsigned char suite_block[64 << 20],
    input_block[16 << 20], run_block[16 << 20];
static struct arena suite_arena, input_arena, run_arena;
static const char *folder;
static char input_name[NAME_MAX_BYTES];
static const struct json *input;

/* group/name */
static const char *const known[] = {
    "HighBoundary/HighBoundaryDateTimeMillisecond1",
    "HighBoundary/HighBoundaryDateTimeMillisecond3",
};

static const struct json *read_json(const char *path, struct arena *arena)
{
    const struct json_limits limits = {FILE_MAX, 64, 1000000};
    const struct json *tree = NULL;
    struct fault why;
    FILE *file = fopen(path, "rb");
    char *bytes = arena_alloc(arena, FILE_MAX, 1);

    fault_clear(&why);
    if (file == NULL || bytes == NULL) {
        printf("Bail out! %s can't be read\n", path);
        exit(1);
    }
    size_t len = fread(bytes, 1, FILE_MAX, file);

    fclose(file);
    if (json_parse(span_at(bytes, len), &limits, arena, &tree, &why) != HF_OK) {
        printf("Bail out! %s: %s\n", path, why.text);
        exit(1);
    }
    return tree;
}

/* Some tests name XML; the same resource lies there as JSON. */
static const struct json *read_input(struct span name)
{
    char path[1024], text[NAME_MAX_BYTES];

    struct span stem = span_cut(&name, '.');

    snprintf(text, sizeof text, "%.*s", SPAN_ARGS(stem));
    if (strcmp(text, input_name) == 0)
        return input;
    arena_init(&input_arena, input_block, sizeof input_block);
    snprintf(path, sizeof path, "%s/r4/input/%s.json", folder, text);
    snprintf(input_name, sizeof input_name, "%s", text);
    input = read_json(path, &input_arena);
    return input;
}

static struct span text_of(const struct fhirpath_value *value)
{
    struct buf out;

    buf_init(&out, &run_arena, 1 << 20);
    fhirpath_write_text(&out, value);
    return buf_view(&out);
}

static bool same_number(struct span a, struct span b)
{
    struct decimal x, y;

    return decimal_parse(a, &x, NULL) == HF_OK && decimal_parse(b, &y, NULL) == HF_OK &&
           decimal_compare(x, y) == 0;
}

static bool same_quantity(struct span a, struct span b)
{
    struct quantity p, q;

    return quantity_parse(a, &p, NULL) == HF_OK && quantity_parse(b, &q, NULL) == HF_OK &&
           decimal_compare(p.value, q.value) == 0 && span_equal(p.unit, q.unit);
}

/* "code" is FHIR's, "string" may be either's. */
static bool same_type(const struct fhirpath_value *value, struct span want)
{
    static const struct {
        const char *name;
        enum fhirpath_kind kind;
    } kinds[] = {{"boolean", FHIRPATH_BOOLEAN},   {"integer", FHIRPATH_INTEGER},
                 {"decimal", FHIRPATH_DECIMAL},   {"string", FHIRPATH_STRING},
                 {"date", FHIRPATH_DATE},         {"dateTime", FHIRPATH_DATETIME},
                 {"Quantity", FHIRPATH_QUANTITY}, {"time", FHIRPATH_TIME}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (span_is(want, kinds[i].name))
            return value->kind == kinds[i].kind;
    }
    return want.len == 0 || span_equal(fhirpath_type_name(value), want);
}

static bool same_value(const struct fhirpath_value *value, const struct json *output)
{
    struct span want = json_text(json_member(output, "value")), got = text_of(value);

    if (!same_type(value, json_text(json_member(output, "type"))))
        return false;
    if (value->kind >= FHIRPATH_DATE && value->kind <= FHIRPATH_TIME && want.len > 1 &&
        want.at[0] == '@')
        want = span_skip(want, want.at[1] == 'T' ? 2 : 1);
    if (value->kind == FHIRPATH_INTEGER || value->kind == FHIRPATH_DECIMAL)
        return same_number(got, want);
    return span_equal(got, want) || (value->kind == FHIRPATH_QUANTITY && same_quantity(got, want));
}

static bool same_in_order(struct fhirpath_list list, const struct json *outputs)
{
    const struct json *output = json_first(outputs);

    for (uint32_t i = 0; i < list.count; i++, output = output->next) {
        if (!same_value(&list.at[i], output))
            return false;
    }
    return true;
}

static bool same_in_any_order(struct fhirpath_list list, const struct json *outputs)
{
    for (const struct json *output = json_first(outputs); output != NULL; output = output->next) {
        bool found = false;

        for (uint32_t i = 0; i < list.count && !found; i++)
            found = same_value(&list.at[i], output);
        if (!found)
            return false;
    }
    return true;
}

static bool is_true(const struct json *test, const char *member)
{
    const struct json *value = json_member(test, member);

    return json_bool(value) || span_is(json_text(value), "true");
}

static bool is_as_expected(const struct json *test, struct fhirpath_list list)
{
    const struct json *outputs = json_member(test, "outputs");
    struct fhirpath_value exists = fhirpath_of_boolean(list.count > 0);
    const struct json *ordered = json_member(test, "ordered");

    if (is_true(test, "predicate") && !(list.count == 1 && list.at->kind == FHIRPATH_BOOLEAN))
        list = (struct fhirpath_list){&exists, 1};
    if (list.count != outputs->count)
        return false;
    if (json_is(ordered, JSON_FALSE) || span_is(json_text(ordered), "false"))
        return same_in_any_order(list, outputs);
    return same_in_order(list, outputs);
}

static enum status run(const struct json *test, struct fhirpath_list *ret, struct fault *why)
{
    struct span name = json_text(json_member(test, "inputfile"));
    const struct json *resource = name.len == 0 ? NULL : read_input(name);
    struct fhirpath_options options = {
        .strict = span_is(json_text(json_member(test, "mode")), "strict"),
        .ordered = is_true(test, "checkOrderedFunctions"),
        .context_type = json_text(json_member(resource, "resourceType")),
    };
    struct fhirpath_world world = {.now_us = 1795000000000000, .resource = resource};
    const struct fhirpath_program *program = NULL;

    if (resource != NULL)
        world.context = fhirpath_of_node(resource, SPAN(""));
    enum status st = fhirpath_compile(json_text(json_member(test, "expression")), &options,
                                      &run_arena, &program, why);

    return st != HF_OK ? st : fhirpath_evaluate(program, &world, &run_arena, ret, why);
}

static bool is_in_time(struct span phase, const struct fault *why)
{
    static const char *const names[] = {"syntax", "semantic", "execution"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (span_is(phase, names[i]))
            return (size_t)fhirpath_phase_of(why) <= i;
    }
    return false;
}

static bool passes(const struct json *test, struct fault *why, struct fhirpath_list *list)
{
    struct span invalid = json_text(json_member(test, "invalid"));

    *list = (struct fhirpath_list){0};
    arena_init(&run_arena, run_block, sizeof run_block);
    fault_clear(why);
    enum status st = run(test, list, why);

    if (invalid.len > 0)
        return st == HF_INVALID && is_in_time(invalid, why);
    return st == HF_OK && is_as_expected(test, *list);
}

static bool is_known(const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i], name) == 0)
            return true;
    }
    return false;
}

static void show(const struct json *test, const struct fault *why, struct fhirpath_list list)
{
    struct span expression = json_text(json_member(test, "expression"));

    printf("# %.*s\n# %s\n", SPAN_ARGS(expression), why->text);
    for (uint32_t i = 0; i < list.count; i++) {
        struct span type = fhirpath_type_name(&list.at[i]), text = text_of(&list.at[i]);

        printf("#   %.*s %.*s\n", SPAN_ARGS(type), SPAN_ARGS(text));
    }
}

static bool check(const struct json *test)
{
    char name[NAME_MAX_BYTES];
    struct fault why;
    struct fhirpath_list list;
    struct span group = json_text(json_member(test, "group"));
    struct span own = json_text(json_member(test, "name"));

    snprintf(name, sizeof name, "%.*s/%.*s", SPAN_ARGS(group), SPAN_ARGS(own));
    bool passed = passes(test, &why, &list);

    if (passed == is_known(name))
        show(test, &why, list);
    tap_case(name, passed != is_known(name));
    return passed;
}

int main(void)
{
    char path[1024];
    int passed = 0, all = 0;

    folder = getenv("HOLDFAST_FHIRPATH_SUITE");
    if (folder == NULL || folder[0] == '\0') {
        printf("1..0 # SKIP HOLDFAST_FHIRPATH_SUITE does not name the official suite\n");
        return 0;
    }
    arena_init(&suite_arena, suite_block, sizeof suite_block);
    snprintf(path, sizeof path, "%s/r4/tests.json", folder);
    const struct json *tests = read_json(path, &suite_arena);

    for (const struct json *test = json_first(tests); test != NULL; test = test->next, all++)
        passed += check(test);
    printf("# %d of %d tests of the suite pass\n", passed, all);
    return tap_end();
}
