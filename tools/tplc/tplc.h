/* tools/tplc/tplc.h - the template compiler's own header: one source being read, one C text being
 * written. A host tool: it may exit, print and allocate; nothing of it is in the program.
 *
 * The language is described in pages/README.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TOOLS_TPLC_H
#define HF_TOOLS_TPLC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum {
    MAX_NAME = 64,
    MAX_DEPTH = 64, /* open elements and blocks together */
    MAX_ROOTS = 16, /* names that an expression may begin with */
    MAX_PARAMS = 8, /* of one template */
    MAX_MESSAGES = 4000,
    MAX_ARGS = 8,      /* placeholders of one message */
    MAX_EXPR = 400,    /* bytes of one compiled expression */
    MAX_FILE = 1 << 20 /* bytes of one source */
};

struct source {
    const char *path;
    char *text; /* NUL-terminated */
    size_t at;
    int line;
};

/* Reads a whole file or ends the program. */
void source_read(struct source *src, const char *path);

/* "path:line: ..." on stderr, exit 1. */
_Noreturn void source_fail(const struct source *src, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

char source_peek(const struct source *src);
char source_next(struct source *src);                        /* counts lines; '\0' at the end */
bool source_take(struct source *src, const char *text);      /* if it stands here: skip it */
void source_expect(struct source *src, const char *text);    /* or fail */
void source_space(struct source *src);                       /* skips white space */
bool source_name(struct source *src, char name[MAX_NAME]);   /* [A-Za-z_][A-Za-z0-9_]* */
bool source_dotted(struct source *src, char name[MAX_NAME]); /* names joined by dots and dashes */

/* --- the catalogue --- */

struct message {
    char id[MAX_NAME];
    long version;
    char *text;
    char args[MAX_ARGS][MAX_NAME];
    int n_args;
};

struct catalogue {
    struct message *messages; /* sorted by id */
    int count;
};

void catalogue_read(struct catalogue *cat, const char *path);
const struct message *catalogue_find(const struct catalogue *cat, const char *id);
void catalogue_write_ids(const struct catalogue *cat, FILE *out);
void catalogue_write_table(const struct catalogue *cat, FILE *out);
void c_string(FILE *out, const char *text, size_t len); /* a quoted C literal */

/* --- expressions --- */

enum root_kind { ROOT_POINTER, ROOT_SPAN, ROOT_INT, ROOT_MESSAGE };

struct root {
    char name[MAX_NAME];
    enum root_kind kind;
};

struct roots {
    struct root at[MAX_ROOTS];
    int count;
};

const struct root *roots_find(const struct roots *roots, const char *name);
void roots_add(struct source *src, struct roots *roots, const char *name, enum root_kind kind);

/* v.a.b as C; fails on an unknown first name. */
void expr_path(struct source *src, const struct roots *roots, char ret[MAX_EXPR]);

/* Conditions and numbers: ! && || == != < > <= >= + - ( ), whole numbers, CONSTANTS, paths,
 * has(path) for a text that is not empty, is(path, "word"), word(number, "first second third"). */
void expr_any(struct source *src, const struct roots *roots, char ret[MAX_EXPR]);

/* --- templates --- */

struct element {
    char name[MAX_NAME]; /* of an open element, or "@if", "@for", "@within" */
    int line;
    bool needs_keys; /* a posting form that has not used its form_keys yet */
    bool had_else;
    char layout[MAX_EXPR + 2 * MAX_NAME]; /* @within: the call that closes it */
};

struct template
{
    struct source src;
    const struct catalogue *cat;
    FILE *out, *header;
    struct roots roots;
    struct element stack[MAX_DEPTH];
    int depth;
    char *literal; /* waiting to be written */
    size_t literal_len;
    bool open;   /* inside a function */
    bool layout; /* it is a layout's */
    bool slotted;
    bool space; /* white space was the last thing written */
    char name[MAX_NAME], params[MAX_EXPR];
};

void template_compile(struct template *t);

/* shared by template.c, value.c and markup.c */
void literal_put(struct template *t, char c);
void literal_text(struct template *t, const char *text);
void literal_flush(struct template *t);
void stack_push(struct template *t, const char *name);
struct element *stack_top(struct template *t);
void value_put(struct template *t, const char *writer);     /* at "{": writes one value */
void arguments_put(struct template *t, char ret[MAX_EXPR]); /* "(a, b)" as C: "w, a, b" */
void markup_tag(struct template *t);                        /* at "<" */

#endif
