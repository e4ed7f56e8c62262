/* tools/tplc/value.c - what stands in braces, and the arguments of parts and layouts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <string.h>

static void message_name(const char *id, char ret[MAX_EXPR])
{
    size_t n = 4;

    memcpy(ret, "MSG_", n);
    for (; *id != '\0'; id++)
        ret[n++] = isalnum((unsigned char)*id) ? *id : '_';
    ret[n] = '\0';
}

static bool is_arg(const struct message *m, const char *name)
{
    for (int i = 0; i < m->n_args; i++)
        if (strcmp(m->args[i], name) == 0)
            return true;
    return false;
}

static int message_args(struct template *t, const struct message *m, char args[4 * MAX_EXPR])
{
    char name[MAX_NAME], value[MAX_EXPR];
    int count = 0;

    args[0] = '\0';
    for (source_space(&t->src); source_name(&t->src, name); source_space(&t->src), count++) {
        if (!is_arg(m, name))
            source_fail(&t->src, "%s has no placeholder {%s}", m->id, name);
        source_expect(&t->src, "=");
        expr_any(&t->src, &t->roots, value);
        size_t used = strlen(args);
        int n =
            snprintf(args + used, 4 * MAX_EXPR - used, "message_arg(\"%s\", %s), ", name, value);
        if (n < 0 || (size_t)n >= 4 * MAX_EXPR - used)
            source_fail(&t->src, "too many arguments");
    }
    if (count != m->n_args)
        source_fail(&t->src, "%s wants %d arguments, not %d", m->id, m->n_args, count);
    return count;
}

static const struct message *message_of(struct template *t, const char *id)
{
    const struct message *m = catalogue_find(t->cat, id);

    if (m == NULL)
        source_fail(&t->src, "%s: no such message in the catalogue", id);
    return m;
}

/* {=id name=value} or {=parameter} */
static void value_message(struct template *t)
{
    char id[MAX_NAME], name[MAX_EXPR], args[4 * MAX_EXPR];

    if (!source_dotted(&t->src, id))
        source_fail(&t->src, "expected a message after {=");
    const struct root *root = roots_find(&t->roots, id);
    if (root != NULL && root->kind == ROOT_MESSAGE) {
        fprintf(t->out, "    html_message(w, %s, NULL, 0);\n", id);
        return;
    }
    int count = message_args(t, message_of(t, id), args);
    message_name(id, name);
    if (count == 0)
        fprintf(t->out, "    html_message(w, %s, NULL, 0);\n", name);
    else
        fprintf(t->out, "    html_message(w, %s, (const struct message_arg[]){%s}, %d);\n", name,
                args, count);
}

void value_put(struct template *t, const char *writer)
{
    char value[MAX_EXPR];
    bool url = strstr(writer, "url") != NULL;

    source_expect(&t->src, "{");
    literal_flush(t);
    if (source_take(&t->src, "=")) {
        if (url)
            source_fail(&t->src, "no message inside an address");
        value_message(t);
    } else if (source_take(&t->src, "raw ")) {
        if (strcmp(writer, "html_put_text") != 0)
            source_fail(&t->src, "raw markup stands only between tags");
        expr_path(&t->src, &t->roots, value);
        fprintf(t->out, "    html_safe_put(w, %s);\n", value);
    } else {
        expr_any(&t->src, &t->roots, value);
        fprintf(t->out, "    %s(w, %s);\n", writer, value);
    }
    source_expect(&t->src, "}");
    t->space = false;
}

/* One argument of @use: =message, none, "word", &embedded.struct or a value. */
static void argument(struct template *t, char ret[MAX_EXPR])
{
    char name[MAX_NAME], value[MAX_EXPR];

    source_space(&t->src);
    if (source_take(&t->src, "=")) {
        if (!source_dotted(&t->src, name))
            source_fail(&t->src, "expected a message after =");
        const struct root *root = roots_find(&t->roots, name);
        if (root != NULL && root->kind == ROOT_MESSAGE)
            snprintf(ret, MAX_EXPR, "%s", name);
        else if (message_of(t, name)->n_args > 0)
            source_fail(&t->src, "%s has placeholders: it can't be handed on", name);
        else
            message_name(name, ret);
    } else if (source_take(&t->src, "none")) {
        snprintf(ret, MAX_EXPR, "MSG_NONE");
    } else if (source_take(&t->src, "\"")) {
        if (!source_dotted(&t->src, name))
            name[0] = '\0';
        source_expect(&t->src, "\"");
        snprintf(ret, MAX_EXPR, "SPAN(\"%s\")", name);
    } else {
        bool pointed = source_take(&t->src, "&");
        expr_any(&t->src, &t->roots, value);
        if (strlen(value) + 2 >= MAX_EXPR)
            source_fail(&t->src, "expression too long");
        snprintf(ret, MAX_EXPR, "%s%.*s", pointed ? "&" : "", MAX_EXPR - 2, value);
    }
}

/* "(view, more...)" -> "w, view, ...". */
void arguments_put(struct template *t, char ret[MAX_EXPR])
{
    char one[MAX_EXPR];

    snprintf(ret, MAX_EXPR, "w");
    source_expect(&t->src, "(");
    while (!source_take(&t->src, ")")) {
        argument(t, one);
        size_t used = strlen(ret);
        int n = snprintf(ret + used, MAX_EXPR - used, ", %s", one);
        if (n < 0 || (size_t)n >= MAX_EXPR - used)
            source_fail(&t->src, "too many arguments");
        source_space(&t->src);
        source_take(&t->src, ",");
        source_space(&t->src);
    }
}
