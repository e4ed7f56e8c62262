/* door/cli/decide.c - `holdfast decide`: JSON Lines in, one answer a line out.
 *
 * Reads one line at a time into memory of a fixed size; nothing of a line outlives it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "base/buf.h"
#include "core/decide/line.h"
#include "core/format/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORLDS_MAX = 8,
    WORLD_BYTES = 1 << 20,
    WORLD_MEMORY = 64 << 20,
    LINE_MEMORY = 128 << 20, /* address space; only what a line needs is ever touched */
    ANSWER_MEMORY = 16 << 20,
};

struct decider {
    struct named_world worlds[WORLDS_MAX];
    size_t world_count;
    struct arena world_arena, line_arena, answer_arena;
    char *line;
    const char *path; /* NULL: standard input */
    enum decide_form form;
    bool refused; /* some line was an error */
};

static bool make_arena(struct arena *arena, size_t size)
{
    void *block = malloc(size);

    if (block != NULL)
        arena_init(arena, block, size);
    return block != NULL;
}

static enum status decider_init(struct decider *d, struct fault *why)
{
    *d = (struct decider){.line = malloc(DECIDE_LINE_MAX + 1)};
    if (d->line == NULL || !make_arena(&d->world_arena, WORLD_MEMORY) ||
        !make_arena(&d->line_arena, LINE_MEMORY) || !make_arena(&d->answer_arena, ANSWER_MEMORY))
        return fault_set(why, HF_FAILED, "not enough memory");
    return HF_OK;
}

static void decider_clear(struct decider *d)
{
    free(d->line);
    free(d->world_arena.block);
    free(d->line_arena.block);
    free(d->answer_arena.block);
}

static enum status read_whole(const char *path, struct arena *arena, struct span *ret,
                              struct fault *why)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return fault_set(why, HF_INVALID, "%s: %s", path, strerror(errno));
    char *bytes = arena_alloc(arena, WORLD_BYTES, 1);
    size_t len = bytes == NULL ? WORLD_BYTES : fread(bytes, 1, WORLD_BYTES, file);
    bool broken = ferror(file) != 0;

    fclose(file);
    if (broken)
        return fault_set(why, HF_FAILED, "%s: can't be read", path);
    if (len == WORLD_BYTES)
        return fault_set(why, HF_INVALID, "%s: too large", path);
    *ret = span_at(bytes, len);
    return HF_OK;
}

/* "NAME=FILE" */
static enum status add_world(struct decider *d, const char *argument, struct fault *why)
{
    struct span name = span_of(argument), text;
    const char *equals = strchr(argument, '=');

    if (equals == NULL || equals == argument)
        return fault_set(why, HF_INVALID, "--named takes NAME=FILE");
    if (d->world_count == WORLDS_MAX)
        return fault_set(why, HF_INVALID, "more than %d named files", WORLDS_MAX);
    name.len = (size_t)(equals - argument);
    size_t mark = arena_mark(&d->world_arena);
    enum status st = read_whole(equals + 1, &d->world_arena, &text, why);

    if (st != HF_OK)
        return st;
    struct named_world *world = &d->worlds[d->world_count];

    world->name = name;
    st = json_parse(text, &json_limits_default, &d->world_arena, &world->value, why);
    d->world_count += st == HF_OK;
    if (st != HF_OK)
        arena_rewind(&d->world_arena, mark);
    return st;
}

static enum status read_arguments(struct decider *d, int argc, char **argv, struct fault *why)
{
    for (int i = 1; i < argc; i++) {
        enum status st = HF_OK;

        if (strcmp(argv[i], "--named") == 0 && i + 1 < argc)
            st = add_world(d, argv[++i], why);
        else if (strncmp(argv[i], "--named=", strlen("--named=")) == 0)
            st = add_world(d, argv[i] + strlen("--named="), why);
        else if (strcmp(argv[i], "--folded") == 0)
            d->form = DECIDE_FOLDED;
        else if ((argv[i][0] == '-' && argv[i][1] != '\0') || d->path != NULL)
            st = fault_set(why, HF_INVALID, "an argument that is not known: %s", argv[i]);
        else
            d->path = argv[i];
        if (st != HF_OK)
            return st;
    }
    return HF_OK;
}

/* One line without its newline; false at the end. A line that is too long is read to its end and
 * comes back as `*ret_cut`. */
static bool read_line(struct decider *d, FILE *in, struct span *ret, bool *ret_cut)
{
    size_t len = 0, seen = 0;
    int c = getc_unlocked(in);

    for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
        if (len <= DECIDE_LINE_MAX)
            d->line[len++] = (char)c;
        seen++;
    }
    *ret = span_at(d->line, len);
    *ret_cut = len > DECIDE_LINE_MAX;
    return c != EOF || seen > 0;
}

static void put_error(struct buf *out, const char *text)
{
    struct fault why;

    fault_clear(&why);
    (void)fault_set(&why, HF_INVALID, "%s", text); /* only its text is wanted */
    decide_line_error(out, SPAN(""), &why);
}

/* Both arenas are taken back to the start: a line leaves nothing behind. */
static void answer_line(struct decider *d, struct span line, bool cut)
{
    const struct named_worlds named = {d->worlds, d->world_count};
    struct buf out;
    enum status st = HF_INVALID;

    arena_init(&d->line_arena, d->line_arena.block, d->line_arena.size);
    arena_init(&d->answer_arena, d->answer_arena.block, d->answer_arena.size);
    buf_init(&out, &d->answer_arena, d->answer_arena.size);
    if (cut)
        put_error(&out, "a line longer than 4 MiB");
    else
        st = decide_line(line, &named, d->form, &d->line_arena, &out);
    if (out.failed) {
        arena_init(&d->answer_arena, d->answer_arena.block, d->answer_arena.size);
        buf_init(&out, &d->answer_arena, d->answer_arena.size);
        put_error(&out, "an answer longer than its limit");
    }
    d->refused |= st != HF_OK;
    buf_byte(&out, '\n');
    fwrite(out.at, 1, out.len, stdout);
}

static enum status answer_all(struct decider *d, FILE *in, struct fault *why)
{
    struct span line;
    bool cut;

    while (read_line(d, in, &line, &cut)) {
        if (span_trim(line).len > 0)
            answer_line(d, line, cut);
    }
    return ferror(in) ? fault_set(why, HF_FAILED, "the input can't be read") : HF_OK;
}

static enum status answer_input(struct decider *d, struct fault *why)
{
    if (d->path == NULL || strcmp(d->path, "-") == 0)
        return answer_all(d, stdin, why);
    FILE *in = fopen(d->path, "rb");

    if (in == NULL)
        return fault_set(why, HF_INVALID, "%s: %s", d->path, strerror(errno));
    enum status st = answer_all(d, in, why);

    fclose(in);
    return st;
}

static int run(int argc, char **argv)
{
    struct decider d;
    struct fault why;

    fault_clear(&why);
    enum status st = decider_init(&d, &why);

    if (st == HF_OK)
        st = read_arguments(&d, argc, argv, &why);
    if (st == HF_OK)
        st = answer_input(&d, &why);
    bool refused = d.refused;

    decider_clear(&d);
    if (st != HF_OK)
        return cli_failed(&decide_command, &why);
    return refused ? CLI_FAILED : CLI_OK;
}

const struct command decide_command = {
    "decide", "[--folded] [--named NAME=FILE]... [FILE]",
    "Answer questions of consent, one JSON object a line, from FILE or standard input", run};
