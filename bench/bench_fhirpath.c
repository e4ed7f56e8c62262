/* bench/bench_fhirpath.c - evaluates the expressions of bench/fhirpath.json on demand, so that
 * bench/fhirpath.mjs can alternate with another engine.
 *
 * usage: bench_fhirpath CASES.json; then for each line "CASE TIMES INDEXED" on standard input one
 * line "NANOSECONDS RESULT" (processor time) of that many evaluations, the compiled program and the
 * parsed tree being kept. INDEXED 1: with the index of linkIds that a form keeps beside its
 * response.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CASES = 32, BLOCK = 4 << 20 };

struct bench {
    struct arena arena; /* the tree, the programs, the index */
    struct arena run;   /* of one evaluation */
    const struct json *resource;
    const struct fhirpath_index *index;
    const struct fhirpath_program *programs[CASES];
    size_t count;
};

static void fail(const char *what, const struct fault *why)
{
    fprintf(stderr, "bench_fhirpath: %s: %s\n", what, why->text);
    exit(1);
}

static struct span file_read(const char *path, struct arena *arena)
{
    enum { LARGEST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    char *bytes = arena_alloc(arena, LARGEST, 1);

    if (file == NULL || bytes == NULL) {
        fprintf(stderr, "bench_fhirpath: %s can't be read\n", path);
        exit(1);
    }
    size_t len = fread(bytes, 1, LARGEST, file);

    fclose(file);
    return span_at(bytes, len);
}

static void block_init(struct arena *arena)
{
    void *block = malloc(BLOCK);

    if (block == NULL)
        exit(1);
    arena_init(arena, block, BLOCK);
}

static void bench_init(struct bench *b, const char *path)
{
    const struct json_limits limits = {1 << 20, 32, 100000};
    const struct json *tree;
    struct fault why;

    fault_clear(&why);
    block_init(&b->arena);
    block_init(&b->run);
    if (json_parse(file_read(path, &b->arena), &limits, &b->arena, &tree, &why) != HF_OK)
        fail(path, &why);
    b->resource = json_member(tree, "resource");
    b->index = fhirpath_index_new(b->resource, &b->arena);
    for (const struct json *c = json_first(json_member(tree, "cases")); c != NULL; c = c->next) {
        const struct fhirpath_options options = {
            .context_type = json_text(json_member(b->resource, "resourceType")),
        };

        if (b->count == CASES ||
            fhirpath_compile(json_text(json_member(c, "expression")), &options, &b->arena,
                             &b->programs[b->count++], &why) != HF_OK)
            fail("an expression", &why);
    }
}

static struct fhirpath_list evaluate(struct bench *b, size_t which, bool indexed)
{
    const struct fhirpath_world world = {
        .context = fhirpath_of_node(b->resource, SPAN("")),
        .resource = b->resource,
        .index = indexed ? b->index : NULL,
        .now_us = 1795446000000000,
    };
    struct fhirpath_list list;
    struct fault why;

    fault_clear(&why);
    arena_rewind(&b->run, 0);
    if (fhirpath_evaluate(b->programs[which], &world, &b->run, &list, &why) != HF_OK)
        fail("an evaluation", &why);
    return list;
}

/* Of this process alone, so that what else the machine does matters less. */
static int64_t clock_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* always there on Linux */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void result_print(struct bench *b, struct fhirpath_list list)
{
    struct json_writer w;
    struct buf out;

    buf_init(&out, &b->run, 1 << 20);
    json_writer_init(&w, &out);
    json_begin_list(&w);
    for (uint32_t i = 0; i < list.count; i++)
        fhirpath_write_json(&w, &list.at[i]);
    json_end_list(&w);
    printf("%.*s\n", SPAN_ARGS(buf_view(&out)));
    fflush(stdout);
}

/* False at the end, or for a line that asks for nothing there is. */
static bool answer(struct bench *b)
{
    char line[64];
    int64_t asked[3];

    if (fgets(line, sizeof line, stdin) == NULL)
        return false;
    struct span rest = span_trim(span_of(line));

    for (int i = 0; i < 3; i++) {
        if (!span_to_int64(span_cut(&rest, ' '), &asked[i]))
            return false;
    }
    if (asked[0] < 0 || (size_t)asked[0] >= b->count || asked[1] < 1)
        return false;
    struct fhirpath_list list = {0};
    int64_t from = clock_ns();

    for (int64_t i = 0; i < asked[1]; i++)
        list = evaluate(b, (size_t)asked[0], asked[2] == 1);
    printf("%lld ", (long long)(clock_ns() - from));
    result_print(b, list);
    return true;
}

int main(int argc, char **argv)
{
    struct bench b = {0};

    if (argc != 2) {
        fprintf(stderr, "usage: bench_fhirpath CASES.json\n");
        return 2;
    }
    bench_init(&b, argv[1]);
    while (answer(&b))
        continue;
    return 0;
}
