/* Cases as data, three lines each: an expression, its input, its result (test/cases/fhirpath/).
 *
 * Blocks are parted by blank lines; a line that begins with # is for the reader. The input is JSON,
 * `=` for the one before, or `-` for none. The result is its items as text, parted by " | ", or
 * `{}`, or `error PHASE`. A file called strict.txt is compiled strictly.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

enum { FILE_MAX = 1 << 20 };

static alignas(max_align_t) unsigned char file_block[2 << 20],
    input_block[4 << 20], run_block[8 << 20];
static struct arena file_arena, input_arena, run_arena;
static const struct json *input;
static bool strict;

static bool read_input(struct span line)
{
    struct fault why;

    fault_clear(&why);
    if (span_is(line, "="))
        return true;
    input = NULL;
    if (span_is(line, "-"))
        return true;
    arena_init(&input_arena, input_block, sizeof input_block);
    enum status st = json_parse(line, &json_limits_default, &input_arena, &input, &why);

    if (st != HF_OK)
        printf("# the input is no JSON: %s at %ld\n", why.text, why.at);
    return st == HF_OK;
}

static enum status run(struct span expression, struct fhirpath_list *ret, struct fault *why)
{
    struct fhirpath_options options = {
        .strict = strict,
        .context_type = json_text(json_member(input, "resourceType")),
        .resource_type = json_text(json_member(input, "resourceType")),
    };
    struct fhirpath_world world = {
        .resource = input, .now_us = 1795435200000000, .offset_minutes = 60}; /* 2026-11-23 */
    const struct fhirpath_program *program = NULL;

    if (input != NULL)
        world.context = fhirpath_of_node(input, SPAN(""));
    enum status st = fhirpath_compile(expression, &options, &run_arena, &program, why);

    return st != HF_OK ? st : fhirpath_evaluate(program, &world, &run_arena, ret, why);
}

static struct span text_of_error(const struct fault *why)
{
    static const char *const names[] = {"error syntax", "error semantic", "error execution",
                                        "error budget"};

    return span_of(names[fhirpath_phase_of(why)]);
}

static struct span text_of(struct fhirpath_list list)
{
    struct buf out;

    if (list.count == 0)
        return SPAN("{}");
    buf_init(&out, &run_arena, 1 << 20);
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0)
            buf_lit(&out, " | ");
        fhirpath_write_text(&out, &list.at[i]);
    }
    return buf_view(&out);
}

static bool check(struct span expression, struct span want)
{
    struct fhirpath_list list = {0};
    struct fault why;

    arena_init(&run_arena, run_block, sizeof run_block);
    fault_clear(&why);
    enum status st = run(expression, &list, &why);
    struct span got = st == HF_OK ? text_of(list) : text_of_error(&why);

    if (span_equal(got, want))
        return true;
    printf("# got  %.*s %s\n# want %.*s\n", SPAN_ARGS(got), why.text, SPAN_ARGS(want));
    return false;
}

/* The next line that is not for the reader; false at the end. */
static bool next_line(struct span *rest, struct span *ret)
{
    while (rest->len > 0) {
        *ret = span_cut(rest, '\n');
        if (ret->len > 0 && ret->at[0] != '#')
            return true;
    }
    return false;
}

static void run_file(struct span rest)
{
    struct span expression, given, want;

    input = NULL;
    while (next_line(&rest, &expression) && next_line(&rest, &given) && next_line(&rest, &want)) {
        char name[200];

        snprintf(name, sizeof name, "%.*s", SPAN_ARGS(expression));
        for (char *c = name; *c != '\0'; c++)
            *c = *c == '#' ? ' ' : *c; /* TAP reads # as a directive */
        bool readable = read_input(given);

        tap_case(name, readable && check(expression, want));
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");

        arena_init(&file_arena, file_block, sizeof file_block);
        char *bytes = arena_alloc(&file_arena, FILE_MAX, 1);

        if (file == NULL || bytes == NULL) {
            printf("Bail out! %s can't be read\n", argv[i]);
            return 1;
        }
        size_t len = fread(bytes, 1, FILE_MAX, file);

        fclose(file);
        strict = strstr(argv[i], "strict") != NULL;
        run_file(span_at(bytes, len));
    }
    return tap_end();
}
