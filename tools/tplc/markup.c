/* tools/tplc/markup.c - tags: what may stand in one, and that every one is closed.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <string.h>

/* HTML standard, 13.1.2: elements without content. */
static const char *const void_elements[] = {"area",   "base",  "br",    "col",  "embed",
                                            "hr",     "img",   "input", "link", "meta",
                                            "source", "track", "wbr",   NULL};

static const char *const refused_elements[] = {"style",  "iframe", "object",  "embed", "base",
                                               "applet", "frame",  "marquee", NULL};

static const char *const url_attributes[] = {"href", "src", "action", "formaction", "poster", NULL};

static const char *const spoken_attributes[] = {
    "aria-label", "aria-description", "title", "placeholder", "alt", "label", NULL};

static const char *const url_starts[] = {"/", "#", "?", "https:", "mailto:", "tel:", NULL};

static bool is_in(const char *const list[], const char *name)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

struct tag {
    char name[MAX_NAME];
    char seen[MAX_ROOTS][MAX_NAME]; /* attributes so far */
    int n_seen;
    bool posts; /* method="post" */
};

static bool tag_has(const struct tag *tag, const char *attribute)
{
    for (int i = 0; i < tag->n_seen; i++)
        if (strcmp(tag->seen[i], attribute) == 0)
            return true;
    return false;
}

static void attribute_check(struct template *t, struct tag *tag, const char *name)
{
    if (strncmp(name, "on", 2) == 0)
        source_fail(&t->src, "%s: no handlers in markup; scripts live in assets", name);
    if (strcmp(name, "style") == 0)
        source_fail(&t->src, "no inline style; write a class");
    if (strcmp(name, "srcdoc") == 0)
        source_fail(&t->src, "srcdoc is refused");
    if (tag_has(tag, name))
        source_fail(&t->src, "%s: stands twice in this tag", name);
    if (tag->n_seen == MAX_ROOTS)
        source_fail(&t->src, "too many attributes");
    snprintf(tag->seen[tag->n_seen++], MAX_NAME, "%s", name);
}

static void url_check(struct template *t, const char *value)
{
    if (value[0] == '{' && strchr(value, '}') != NULL) {
        if (strchr(value, '}')[1] != '"')
            source_fail(&t->src, "a whole address stands alone in its attribute");
        return;
    }
    for (const char *const *start = url_starts; *start != NULL; start++)
        if (strncmp(value, *start, strlen(*start)) == 0 && strncmp(value, "//", 2) != 0)
            return;
    source_fail(&t->src, "an address begins with /, #, ?, https:, mailto: or tel:");
}

static const char *value_writer(const char *attribute, bool first)
{
    if (!is_in(url_attributes, attribute))
        return "html_put_attr";
    return first ? "html_url" : "html_put_url_part";
}

static void value_char(struct template *t, const char *attribute)
{
    char c = source_next(&t->src);

    if (c == '\0' || c == '<' || c == '>' || c == '&')
        source_fail(&t->src, "%s: the value is not closed, or holds < > &", attribute);
    if (is_in(spoken_attributes, attribute) && isalpha((unsigned char)c))
        source_fail(&t->src, "%s: words belong in the catalogue", attribute);
    literal_put(t, c);
}

static void attribute_value(struct template *t, const char *attribute)
{
    bool first = true;

    if (is_in(url_attributes, attribute))
        url_check(t, t->src.text + t->src.at);
    literal_put(t, '"');
    while (!source_take(&t->src, "\"")) {
        if (source_peek(&t->src) == '{')
            value_put(t, value_writer(attribute, first));
        else
            value_char(t, attribute);
        first = false;
    }
    literal_put(t, '"');
}

/* ?checked="{v.on}": the bare attribute when it is true. */
static void attribute_when(struct template *t, struct tag *tag)
{
    char name[MAX_NAME], test[MAX_EXPR];

    if (!source_dotted(&t->src, name))
        source_fail(&t->src, "expected an attribute after ?");
    attribute_check(t, tag, name);
    source_expect(&t->src, "=\"{");
    expr_any(&t->src, &t->roots, test);
    source_expect(&t->src, "}\"");
    literal_flush(t);
    fprintf(t->out, "    if (%s)\n        html_lit(w, \" %s\");\n", test, name);
}

static void attribute(struct template *t, struct tag *tag)
{
    char name[MAX_NAME];

    if (source_take(&t->src, "?")) {
        attribute_when(t, tag);
        return;
    }
    if (!source_dotted(&t->src, name))
        source_fail(&t->src, "<%s>: expected an attribute", tag->name);
    attribute_check(t, tag, name);
    literal_put(t, ' ');
    literal_text(t, name);
    if (!source_take(&t->src, "="))
        return;
    literal_put(t, '=');
    if (strcmp(name, "method") == 0)
        tag->posts = strncmp(t->src.text + t->src.at, "\"post\"", 6) == 0;
    if (!source_take(&t->src, "\""))
        source_fail(&t->src, "%s: the value wants double quotes", name);
    attribute_value(t, name);
}

static void need(struct template *t, const struct tag *tag, const char *element,
                 const char *attribute)
{
    if (strcmp(tag->name, element) == 0 && !tag_has(tag, attribute))
        source_fail(&t->src, "<%s> wants %s", element, attribute);
}

static void tag_check(struct template *t, const struct tag *tag)
{
    if (is_in(refused_elements, tag->name))
        source_fail(&t->src, "<%s> is refused", tag->name);
    need(t, tag, "script", "src");
    need(t, tag, "button", "type");
    need(t, tag, "form", "method");
    need(t, tag, "img", "alt");
}

static void tag_open(struct template *t)
{
    struct tag tag = {0};

    if (!source_dotted(&t->src, tag.name))
        source_fail(&t->src, "expected a tag after <; comments are @#");
    literal_put(t, '<');
    literal_text(t, tag.name);
    for (source_space(&t->src); !source_take(&t->src, ">"); source_space(&t->src)) {
        if (source_peek(&t->src) == '/')
            source_fail(&t->src, "<%s/>: close it in full", tag.name);
        attribute(t, &tag);
    }
    literal_put(t, '>');
    tag_check(t, &tag);
    if (is_in(void_elements, tag.name))
        return;
    stack_push(t, tag.name);
    stack_top(t)->needs_keys = strcmp(tag.name, "form") == 0 && tag.posts;
    if (strcmp(tag.name, "script") == 0 && strncmp(t->src.text + t->src.at, "</", 2) != 0)
        source_fail(&t->src, "no script inside a page; scripts live in assets");
}

static void tag_close(struct template *t)
{
    char name[MAX_NAME];
    struct element *top = stack_top(t);

    if (!source_dotted(&t->src, name))
        source_fail(&t->src, "expected a name after </");
    source_expect(&t->src, ">");
    if (top == NULL || strcmp(top->name, name) != 0)
        source_fail(&t->src, "</%s>: open here is <%s> from line %d", name,
                    top == NULL ? "nothing" : top->name, top == NULL ? 0 : top->line);
    if (top->needs_keys)
        source_fail(&t->src, "a form that posts wants @use form_keys(...)");
    t->depth--;
    literal_text(t, "</");
    literal_text(t, name);
    literal_put(t, '>');
}

void markup_tag(struct template *t)
{
    source_expect(&t->src, "<");
    if (source_take(&t->src, "!doctype html>"))
        literal_text(t, "<!doctype html>");
    else if (source_take(&t->src, "/"))
        tag_close(t);
    else
        tag_open(t);
}
