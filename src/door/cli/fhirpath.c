/* door/cli/fhirpath.c - `holdfast fhirpath`: an expression over a file, or JSON Lines.
 *
 * Reads one line at a time into memory of a fixed size; nothing of a line outlives it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "core/fhirpath/fhirpath.h"
#include "core/fhirpath/line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LINE_MEMORY = 256 << 20, /* address space; only what a line needs is ever touched */
    ANSWER_MEMORY = 32 << 20,
};

struct runner {
    struct arena line_arena, answer_arena;
    char *line;
    bool refused; /* some line was an error */
};

static bool make_arena(struct arena *arena, size_t size)
{
    void *block = malloc(size);

    if (block != NULL)
        arena_init(arena, block, size);
    return block != NULL;
}

static enum status runner_init(struct runner *r, struct fault *why)
{
    *r = (struct runner){.line = malloc(FHIRPATH_LINE_MAX + 1)};
    if (r->line == NULL || !make_arena(&r->line_arena, LINE_MEMORY) ||
        !make_arena(&r->answer_arena, ANSWER_MEMORY))
        return fault_set(why, HF_FAILED, "not enough memory");
    return HF_OK;
}

static void runner_clear(struct runner *r)
{
    free(r->line);
    free(r->line_arena.block);
    free(r->answer_arena.block);
}

static struct fhirpath_now now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (struct fhirpath_now){.utc_us = (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000};
}

/* One line without its newline; false at the end. What does not fit is read and dropped; then the
 * length is one more than a line may have. */
static bool read_line(struct runner *r, FILE *in, struct span *ret)
{
    size_t len = 0;
    int c = getc_unlocked(in);
    bool some = c != EOF;

    for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
        if (len <= FHIRPATH_LINE_MAX)
            r->line[len++] = (char)c;
    }
    *ret = span_at(r->line, len);
    return some;
}

static void answer_line(struct runner *r, struct span line)
{
    struct buf out;

    arena_init(&r->line_arena, r->line_arena.block, r->line_arena.size);
    arena_init(&r->answer_arena, r->answer_arena.block, r->answer_arena.size);
    buf_init(&out, &r->answer_arena, r->answer_arena.size);
    enum status st = fhirpath_line(line, now(), &r->line_arena, &out);

    if (st == HF_FAILED) {
        fputs(
            "{\"error\":{\"phase\":\"budget\",\"at\":null,\"text\":\"the result is too long\"}}\n",
            stdout);
    } else {
        buf_byte(&out, '\n');
        fwrite(out.at, 1, out.len, stdout);
    }
    r->refused |= st != HF_OK;
}

static enum status answer_all(struct runner *r, FILE *in, struct fault *why)
{
    struct span line;

    while (read_line(r, in, &line)) {
        if (span_trim(line).len > 0)
            answer_line(r, line);
    }
    return ferror(in) ? fault_set(why, HF_FAILED, "the input can't be read") : HF_OK;
}

static enum status open_file(const char *path, FILE **ret, struct fault *why)
{
    *ret = path == NULL || strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (*ret == NULL)
        return fault_set(why, HF_INVALID, "%s: %s", path, strerror(errno));
    return HF_OK;
}

static enum status answer_lines(struct runner *r, const char *path, struct fault *why)
{
    FILE *in;
    enum status st = open_file(path, &in, why);

    if (st != HF_OK)
        return st;
    st = answer_all(r, in, why);
    if (in != stdin)
        fclose(in);
    return st;
}

static enum status read_resource(struct runner *r, const char *path, const struct json **ret,
                                 struct fault *why)
{
    const struct json_limits limits = {FHIRPATH_LINE_MAX, 32, 200000};
    FILE *in;
    enum status st = open_file(path, &in, why);

    if (st != HF_OK)
        return st;
    size_t len = fread(r->line, 1, FHIRPATH_LINE_MAX + 1, in);
    bool broken = ferror(in) != 0;

    if (in != stdin)
        fclose(in);
    if (broken)
        return fault_set(why, HF_FAILED, "%s: can't be read", path);
    return json_parse(span_at(r->line, len), &limits, &r->line_arena, ret, why);
}

static enum status evaluate(struct runner *r, struct span expression, const struct json *resource,
                            struct fhirpath_list *ret, struct fault *why)
{
    struct span type = json_text(json_member(resource, "resourceType"));
    const struct fhirpath_options options = {.context_type = type, .resource_type = type};
    struct fhirpath_world world = {.resource = resource, .now_us = now().utc_us};
    const struct fhirpath_program *program;

    world.context = fhirpath_of_node(resource, SPAN(""));
    enum status st = fhirpath_compile(expression, &options, &r->line_arena, &program, why);

    return st != HF_OK ? st : fhirpath_evaluate(program, &world, &r->line_arena, ret, why);
}

/* Each item on a line of its own. */
static enum status answer_one(struct runner *r, const char *expression, const char *path,
                              struct fault *why)
{
    const struct json *resource = NULL;
    struct fhirpath_list list = {0};
    struct buf out;
    struct span text;
    enum status st = read_resource(r, path, &resource, why);

    if (st == HF_OK)
        st = evaluate(r, span_of(expression), resource, &list, why);
    if (st != HF_OK)
        return st;
    buf_init(&out, &r->answer_arena, r->answer_arena.size);
    for (uint32_t i = 0; i < list.count; i++) {
        fhirpath_write_text(&out, &list.at[i]);
        buf_byte(&out, '\n');
    }
    st = buf_done(&out, &text, why);
    if (st == HF_OK)
        fwrite(text.at, 1, text.len, stdout);
    return st;
}

static int run(int argc, char **argv)
{
    bool lines = argc >= 2 && strcmp(argv[1], "--jsonl") == 0;
    struct runner r;
    struct fault why;

    if (lines ? argc > 3 : argc != 3)
        return cli_misused(&fhirpath_command, "takes an expression and a file, or --jsonl");
    fault_clear(&why);
    enum status st = runner_init(&r, &why);

    if (st == HF_OK)
        st = lines ? answer_lines(&r, argc == 3 ? argv[2] : NULL, &why)
                   : answer_one(&r, argv[1], argv[2], &why);
    bool refused = r.refused;

    runner_clear(&r);
    if (st != HF_OK)
        return cli_failed(&fhirpath_command, &why);
    return refused ? CLI_FAILED : CLI_OK;
}

const struct command fhirpath_command = {
    "fhirpath", "EXPRESSION FILE | --jsonl [FILE]",
    "Evaluate FHIRPath over a resource, or over one JSON object a line", run};
