/* tools/tplc/expr.c - the little expressions of templates, compiled to C.
 *
 * Only shape and first names are checked here; whether a member exists and has the right type is
 * found by the C compiler, in the generated text.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <string.h>

static void append(struct source *src, char ret[MAX_EXPR], const char *text)
{
    if (strlen(ret) + strlen(text) >= MAX_EXPR)
        source_fail(src, "expression too long");
    snprintf(ret + strlen(ret), MAX_EXPR - strlen(ret), "%s", text);
}

const struct root *roots_find(const struct roots *roots, const char *name)
{
    for (int i = roots->count - 1; i >= 0; i--)
        if (strcmp(roots->at[i].name, name) == 0)
            return &roots->at[i];
    return NULL;
}

void roots_add(struct source *src, struct roots *roots, const char *name, enum root_kind kind)
{
    if (roots_find(roots, name) != NULL)
        source_fail(src, "%s: the name is taken", name);
    if (roots->count == MAX_ROOTS)
        source_fail(src, "too many names");
    snprintf(roots->at[roots->count].name, MAX_NAME, "%s", name);
    roots->at[roots->count++].kind = kind;
}

static void members(struct source *src, bool pointer, char ret[MAX_EXPR])
{
    char name[MAX_NAME];

    while (source_take(src, ".")) {
        if (!source_name(src, name))
            source_fail(src, "expected a member after the dot");
        append(src, ret, pointer ? "->" : ".");
        append(src, ret, name);
        pointer = false;
    }
}

static void path_from(struct source *src, const struct roots *roots, const char *first,
                      char ret[MAX_EXPR])
{
    const struct root *root = roots_find(roots, first);

    if (root == NULL)
        source_fail(src, "%s: unknown name", first);
    append(src, ret, first);
    members(src, root->kind == ROOT_POINTER, ret);
}

void expr_path(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    char first[MAX_NAME];

    ret[0] = '\0';
    if (!source_name(src, first))
        source_fail(src, "expected a name");
    path_from(src, roots, first, ret);
}

static bool is_constant(const char *name)
{
    for (; *name != '\0'; name++)
        if (islower((unsigned char)*name))
            return false;
    return true;
}

/* has(path): not empty. For a message parameter: is there one? */
static void call_has(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    char path[MAX_EXPR];
    const struct root *root;

    source_expect(src, "(");
    expr_path(src, roots, path);
    source_expect(src, ")");
    root = roots_find(roots, path);
    append(src, ret, "(");
    append(src, ret, path);
    append(src, ret, root != NULL && root->kind == ROOT_MESSAGE ? " != MSG_NONE)" : ".len > 0)");
}

static void quoted(struct source *src, char ret[MAX_EXPR])
{
    char c[2] = "";

    source_expect(src, "\"");
    append(src, ret, "\"");
    while (source_peek(src) != '"') {
        c[0] = source_next(src);
        if (c[0] == '\0' || c[0] == '\\' || c[0] == '\n')
            source_fail(src, "expected a plain word in quotes");
        append(src, ret, c);
    }
    source_next(src);
    append(src, ret, "\"");
}

static void call_is(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    char path[MAX_EXPR];

    source_expect(src, "(");
    expr_path(src, roots, path);
    source_expect(src, ",");
    source_space(src);
    append(src, ret, "span_is(");
    append(src, ret, path);
    append(src, ret, ", ");
    quoted(src, ret);
    source_expect(src, ")");
    append(src, ret, ")");
}

/* word(path, "first second"): the word that the number counts to, from nought. */
static void call_word(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    char path[MAX_EXPR];

    source_expect(src, "(");
    expr_path(src, roots, path);
    source_expect(src, ",");
    source_space(src);
    append(src, ret, "html_nth_word((int64_t)");
    append(src, ret, path);
    append(src, ret, ", SPAN(");
    quoted(src, ret);
    source_expect(src, ")");
    append(src, ret, "))");
}

static void operand_name(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    char name[MAX_NAME];

    if (!source_name(src, name))
        source_fail(src, "expected an expression");
    if (strcmp(name, "has") == 0)
        call_has(src, roots, ret);
    else if (strcmp(name, "is") == 0)
        call_is(src, roots, ret);
    else if (strcmp(name, "word") == 0)
        call_word(src, roots, ret);
    else if (is_constant(name))
        append(src, ret, name);
    else
        path_from(src, roots, name, ret);
}

static void number(struct source *src, char ret[MAX_EXPR])
{
    char digit[2] = "";

    while (isdigit((unsigned char)source_peek(src))) {
        digit[0] = source_next(src);
        append(src, ret, digit);
    }
}

static void operand(struct source *src, const struct roots *roots, char ret[MAX_EXPR], int depth);

static void operations(struct source *src, const struct roots *roots, char ret[MAX_EXPR], int depth)
{
    static const char *const operators[] = {"&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-"};

    operand(src, roots, ret, depth);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        source_space(src);
        if (!source_take(src, operators[i]))
            continue;
        append(src, ret, " ");
        append(src, ret, operators[i]);
        append(src, ret, " ");
        operand(src, roots, ret, depth);
        i = (size_t)-1;
    }
}

static void operand(struct source *src, const struct roots *roots, char ret[MAX_EXPR], int depth)
{
    if (depth > MAX_DEPTH)
        source_fail(src, "expression too deep");
    source_space(src);
    if (source_take(src, "!")) {
        append(src, ret, "!");
        operand(src, roots, ret, depth + 1);
    } else if (source_take(src, "(")) {
        append(src, ret, "(");
        operations(src, roots, ret, depth + 1);
        source_expect(src, ")");
        append(src, ret, ")");
    } else if (isdigit((unsigned char)source_peek(src))) {
        number(src, ret);
    } else {
        operand_name(src, roots, ret);
    }
}

void expr_any(struct source *src, const struct roots *roots, char ret[MAX_EXPR])
{
    ret[0] = '\0';
    operations(src, roots, ret, 0);
}
