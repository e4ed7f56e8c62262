/* tools/tplc/template.c - text, values and directives of one template file, compiled in one pass.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- what is being written --- */

void literal_put(struct template *t, char c)
{
    if (t->literal_len == MAX_FILE)
        source_fail(&t->src, "too much text in one piece");
    t->literal[t->literal_len++] = c;
    t->space = false;
}

void literal_text(struct template *t, const char *text)
{
    for (; *text != '\0'; text++)
        literal_put(t, *text);
}

void literal_flush(struct template *t)
{
    if (t->literal_len == 0)
        return;
    fputs("    html_lit(w, ", t->out);
    c_string(t->out, t->literal, t->literal_len);
    fputs(");\n", t->out);
    t->literal_len = 0;
}

void stack_push(struct template *t, const char *name)
{
    if (t->depth == MAX_DEPTH)
        source_fail(&t->src, "too deep");
    t->stack[t->depth] = (struct element){.line = t->src.line};
    snprintf(t->stack[t->depth++].name, MAX_NAME, "%s", name);
}

struct element *stack_top(struct template *t)
{
    return t->depth == 0 ? NULL : &t->stack[t->depth - 1];
}

static bool in_block(const struct template *t)
{
    for (int i = 0; i < t->depth; i++)
        if (t->stack[i].name[0] == '@')
            return true;
    return false;
}

/* --- directives: at "@" --- */

static void block_if(struct template *t)
{
    char test[MAX_EXPR];

    expr_any(&t->src, &t->roots, test);
    source_expect(&t->src, ")");
    literal_flush(t);
    fprintf(t->out, "    if (%s) {\n", test);
    stack_push(t, "@if");
}

static void block_else(struct template *t)
{
    struct element *top = stack_top(t);

    if (top == NULL || strcmp(top->name, "@if") != 0 || top->had_else)
        source_fail(&t->src, "@else without @if, or <%s> still open",
                    top == NULL ? "nothing" : top->name);
    char test[MAX_EXPR];
    literal_flush(t);
    if (source_take(&t->src, "if(")) {
        expr_any(&t->src, &t->roots, test);
        source_expect(&t->src, ")");
        fprintf(t->out, "    } else if (%s) {\n", test);
        return;
    }
    top->had_else = true;
    fputs("    } else {\n", t->out);
}

/* v.items is counted by v.n_items. */
static void count_of(struct template *t, const char *list, char ret[MAX_EXPR])
{
    const char *last = strrchr(list, '.');
    const char *arrow = strrchr(list, '>');

    if (arrow > last || last == NULL)
        last = arrow;
    if (last == NULL || strlen(list) + 3 >= MAX_EXPR)
        source_fail(&t->src, "%s: a list is a member of a view", list);
    snprintf(ret, MAX_EXPR, "%.*sn_%s", (int)(last + 1 - list), list, last + 1);
}

static void block_for(struct template *t)
{
    char item[MAX_NAME], list[MAX_EXPR], count[MAX_EXPR];

    if (!source_name(&t->src, item))
        source_fail(&t->src, "expected @for(name in v.list)");
    source_space(&t->src);
    source_expect(&t->src, "in ");
    expr_path(&t->src, &t->roots, list);
    source_expect(&t->src, ")");
    count_of(t, list, count);
    literal_flush(t);
    fprintf(t->out,
            "    for (size_t i_%s = 0; i_%s < %s; i_%s++) {\n"
            "        __auto_type %s = &%s[i_%s];\n",
            item, item, count, item, item, list, item);
    roots_add(&t->src, &t->roots, item, ROOT_POINTER);
    stack_push(t, "@for");
}

static bool ends_with_keys(const char *name)
{
    size_t len = strlen(name);

    return len >= 5 && strcmp(name + len - 5, "_keys") == 0;
}

/* A part named ..._keys hands the keys on: it may use them outside a form, and counts as them. */
static void form_has_keys(struct template *t)
{
    for (int i = t->depth - 1; i >= 0; i--)
        if (strcmp(t->stack[i].name, "form") == 0) {
            t->stack[i].needs_keys = false;
            return;
        }
    if (!ends_with_keys(t->name))
        source_fail(&t->src, "form keys outside a form");
}

static void use_part(struct template *t)
{
    char name[MAX_NAME], args[MAX_EXPR];

    source_space(&t->src);
    if (!source_name(&t->src, name))
        source_fail(&t->src, "expected @use part(...)");
    arguments_put(t, args);
    literal_flush(t);
    fprintf(t->out, "    part_%s(%s);\n", name, args);
    if (ends_with_keys(name))
        form_has_keys(t);
    t->space = false;
}

static void block_within(struct template *t)
{
    char name[MAX_NAME], args[MAX_EXPR];

    source_space(&t->src);
    if (!source_name(&t->src, name))
        source_fail(&t->src, "expected @within layout(...)");
    arguments_put(t, args);
    literal_flush(t);
    fprintf(t->out, "    layout_%s_open(%s);\n", name, args);
    stack_push(t, "@within");
    snprintf(stack_top(t)->layout, sizeof stack_top(t)->layout, "layout_%s_close(%s);", name, args);
}

static void block_end(struct template *t)
{
    struct element *top = stack_top(t);

    if (top == NULL || top->name[0] != '@')
        source_fail(&t->src, "@end: open here is <%s> from line %d",
                    top == NULL ? "nothing" : top->name, top == NULL ? 0 : top->line);
    literal_flush(t);
    if (strcmp(top->name, "@within") == 0)
        fprintf(t->out, "    %s\n", top->layout);
    else
        fputs("    }\n", t->out);
    if (strcmp(top->name, "@for") == 0)
        t->roots.count--;
    t->depth--;
}

/* --- functions --- */

static void function_head(struct template *t, const char *kind, const char *half)
{
    fprintf(t->header, "void %s_%s%s(struct html *w%s);\n", kind, t->name, half, t->params);
    fprintf(t->out, "\nvoid %s_%s%s(struct html *w%s)\n{\n", kind, t->name, half, t->params);
    for (int i = 0; i < t->roots.count; i++)
        fprintf(t->out, "    (void)%s;\n", t->roots.at[i].name);
}

static void function_end(struct template *t)
{
    if (!t->open)
        return;
    if (t->depth > 0)
        source_fail(&t->src, "%s from line %d is never closed", stack_top(t)->name,
                    stack_top(t)->line);
    if (t->layout && !t->slotted)
        source_fail(&t->src, "a layout wants one @slot");
    literal_flush(t);
    fputs("}\n", t->out);
    t->open = false;
}

static void slot(struct template *t)
{
    if (!t->layout || t->slotted || in_block(t))
        source_fail(&t->src, "one @slot, in a layout, outside @if and @for");
    literal_flush(t);
    fputs("}\n", t->out);
    function_head(t, "layout", "_close");
    t->slotted = true;
}

static void param_add(struct template *t, const char *c_type, const char *name, enum root_kind kind)
{
    size_t used = strlen(t->params);
    int n = snprintf(t->params + used, sizeof t->params - used, ", %s%s", c_type, name);

    if (n < 0 || (size_t)n >= sizeof t->params - used)
        source_fail(&t->src, "too many parameters");
    roots_add(&t->src, &t->roots, name, kind);
}

static void param(struct template *t)
{
    char type[MAX_NAME], name[MAX_NAME], c_type[MAX_EXPR];

    if (source_take(&t->src, "const struct ")) {
        if (!source_name(&t->src, type))
            source_fail(&t->src, "expected: const struct X *v");
        source_expect(&t->src, " *");
        source_name(&t->src, name);
        snprintf(c_type, sizeof c_type, "const struct %s *", type);
        param_add(t, c_type, name, ROOT_POINTER);
        return;
    }
    if (!source_name(&t->src, type))
        source_fail(&t->src, "expected a parameter");
    source_expect(&t->src, " ");
    source_name(&t->src, name);
    if (strcmp(type, "span") == 0)
        param_add(t, "struct span ", name, ROOT_SPAN);
    else if (strcmp(type, "int") == 0)
        param_add(t, "int64_t ", name, ROOT_INT);
    else if (strcmp(type, "message") == 0)
        param_add(t, "enum message_id ", name, ROOT_MESSAGE);
    else
        source_fail(&t->src, "%s: a parameter is a const struct pointer, span, int or message",
                    type);
}

/* @page NAME(const struct X_view *v) and its kin, up to the next one or the end of the file. */
static void function_begin(struct template *t, const char *kind)
{
    function_end(t);
    t->roots.count = 0;
    t->params[0] = '\0';
    t->layout = strcmp(kind, "layout") == 0;
    t->slotted = false;
    source_space(&t->src);
    if (!source_name(&t->src, t->name))
        source_fail(&t->src, "expected a name after @%s", kind);
    source_expect(&t->src, "(");
    while (!source_take(&t->src, ")")) {
        param(t);
        if (source_take(&t->src, ","))
            source_space(&t->src);
    }
    function_head(t, kind, t->layout ? "_open" : "");
    t->open = true;
    source_space(&t->src);
}

static void view_include(struct template *t)
{
    source_space(&t->src);
    source_expect(&t->src, "\"");
    fputs("#include \"", t->header);
    while (source_peek(&t->src) != '"') {
        if (source_peek(&t->src) == '\n' || source_peek(&t->src) == '\0')
            source_fail(&t->src, "the path is not closed");
        fputc(source_next(&t->src), t->header);
    }
    source_next(&t->src);
    fputs("\"\n", t->header);
}

static void comment(struct template *t)
{
    while (source_peek(&t->src) != '\n' && source_peek(&t->src) != '\0')
        source_next(&t->src);
}

static void directive(struct template *t)
{
    if (source_take(&t->src, "@#"))
        comment(t);
    else if (source_take(&t->src, "@view"))
        view_include(t);
    else if (source_take(&t->src, "@page"))
        function_begin(t, "page");
    else if (source_take(&t->src, "@part"))
        function_begin(t, "part");
    else if (source_take(&t->src, "@layout"))
        function_begin(t, "layout");
    else if (!t->open)
        source_fail(&t->src, "nothing stands outside @page, @part and @layout");
    else if (source_take(&t->src, "@if("))
        block_if(t);
    else if (source_take(&t->src, "@else"))
        block_else(t);
    else if (source_take(&t->src, "@for("))
        block_for(t);
    else if (source_take(&t->src, "@use"))
        use_part(t);
    else if (source_take(&t->src, "@within"))
        block_within(t);
    else if (source_take(&t->src, "@slot"))
        slot(t);
    else if (source_take(&t->src, "@end"))
        block_end(t);
    else
        source_fail(&t->src, "unknown directive");
}

/* --- text --- */

/* One blank, or one line end, for any run of white space. */
static void white_space(struct template *t)
{
    bool line = false;

    while (isspace((unsigned char)source_peek(&t->src)))
        line |= source_next(&t->src) == '\n';
    if (!t->open || t->space)
        return;
    literal_put(t, line ? '\n' : ' ');
    t->space = true;
}

static void plain(struct template *t)
{
    unsigned char c = (unsigned char)source_peek(&t->src);

    if (!t->open)
        source_fail(&t->src, "nothing stands outside @page, @part and @layout");
    if (isalpha(c) || c == 0xc3)
        source_fail(&t->src, "words belong in the catalogue: {=message.id}");
    if (c == '&' || c == '>' || c == '}')
        source_fail(&t->src, "%c: write the character as a message, not as an entity", c);
    literal_put(t, source_next(&t->src));
}

void template_compile(struct template *t)
{
    for (char c = source_peek(&t->src); c != '\0'; c = source_peek(&t->src)) {
        if (isspace((unsigned char)c))
            white_space(t);
        else if (c == '@')
            directive(t);
        else if (c == '{' && t->open)
            value_put(t, "html_put_text");
        else if (c == '<' && t->open)
            markup_tag(t);
        else
            plain(t);
    }
    function_end(t);
}
