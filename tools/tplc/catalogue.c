/* tools/tplc/catalogue.c - pages/text/LANG.msg: "id | version | text", one message a line.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void c_string(FILE *out, const char *text, size_t len)
{
    fputc('"', out);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?')
            fputc(c, out);
        else
            fprintf(out, "\\%03o", c);
    }
    fputc('"', out);
}

static void add_arg(const struct source *src, struct message *m, const char *at, size_t len)
{
    if (len == 0 || len >= MAX_NAME)
        source_fail(src, "%s: empty or long placeholder", m->id);
    for (size_t i = 0; i < len; i++)
        if (!islower((unsigned char)at[i]) && at[i] != '_')
            source_fail(src, "%s: a placeholder is made of a-z and _", m->id);
    for (int i = 0; i < m->n_args; i++)
        if (strlen(m->args[i]) == len && strncmp(m->args[i], at, len) == 0)
            return;
    if (m->n_args == MAX_ARGS)
        source_fail(src, "%s: too many placeholders", m->id);
    memcpy(m->args[m->n_args++], at, len);
}

static void find_args(const struct source *src, struct message *m)
{
    for (const char *at = m->text; *at != '\0'; at++) {
        if (*at == '}')
            source_fail(src, "%s: } without {", m->id);
        if (*at == '<' || *at == '>')
            source_fail(src, "%s: a message holds no markup", m->id);
        if (*at != '{')
            continue;
        const char *end = strchr(at, '}');
        if (end == NULL)
            source_fail(src, "%s: { without }", m->id);
        add_arg(src, m, at + 1, (size_t)(end - at - 1));
        at = end;
    }
}

static char *rest_of_line(struct source *src)
{
    size_t start = src->at;

    while (source_peek(src) != '\n' && source_peek(src) != '\0')
        source_next(src);
    size_t len = src->at - start;
    char *text = calloc(1, len + 1);

    if (text == NULL)
        source_fail(src, "no memory");
    memcpy(text, src->text + start, len);
    while (len > 0 && isspace((unsigned char)text[len - 1]))
        text[--len] = '\0';
    return text;
}

static void read_bar(struct source *src)
{
    while (source_peek(src) == ' ')
        source_next(src);
    source_expect(src, "|");
    while (source_peek(src) == ' ')
        source_next(src);
}

static void read_message(struct source *src, struct message *m)
{
    if (!source_dotted(src, m->id))
        source_fail(src, "expected: id | version | text");
    read_bar(src);
    while (isdigit((unsigned char)source_peek(src)))
        m->version = m->version * 10 + (source_next(src) - '0');
    if (m->version < 1 || m->version > 9999)
        source_fail(src, "%s: the version is a number from 1 to 9999", m->id);
    read_bar(src);
    m->text = rest_of_line(src);
    if (m->text[0] == '\0')
        source_fail(src, "%s: no text", m->id);
    find_args(src, m);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct message *)a)->id, ((const struct message *)b)->id);
}

static void refuse_twins(const struct source *src, const struct catalogue *cat)
{
    for (int i = 1; i < cat->count; i++)
        if (strcmp(cat->messages[i - 1].id, cat->messages[i].id) == 0)
            source_fail(src, "%s: stands twice", cat->messages[i].id);
}

void catalogue_read(struct catalogue *cat, const char *path)
{
    struct source src;

    source_read(&src, path);
    *cat = (struct catalogue){.messages = calloc(MAX_MESSAGES, sizeof(struct message))};
    if (cat->messages == NULL)
        source_fail(&src, "no memory");
    for (source_space(&src); source_peek(&src) != '\0'; source_space(&src)) {
        if (source_peek(&src) == '#') {
            free(rest_of_line(&src));
            continue;
        }
        if (cat->count == MAX_MESSAGES)
            source_fail(&src, "too many messages");
        read_message(&src, &cat->messages[cat->count++]);
    }
    qsort(cat->messages, (size_t)cat->count, sizeof(struct message), by_id);
    refuse_twins(&src, cat);
    free(src.text);
}

const struct message *catalogue_find(const struct catalogue *cat, const char *id)
{
    struct message key = {0};

    snprintf(key.id, sizeof key.id, "%s", id);
    return bsearch(&key, cat->messages, (size_t)cat->count, sizeof key, by_id);
}

static void write_c_name(FILE *out, const char *id)
{
    fputs("MSG_", out);
    for (; *id != '\0'; id++)
        fputc(isalnum((unsigned char)*id) ? *id : '_', out);
}

void catalogue_write_ids(const struct catalogue *cat, FILE *out)
{
    fputs("/* Made by tools/tplc; not to be edited. */\n"
          "#ifndef HF_CORE_RENDER_MESSAGE_IDS_H\n#define HF_CORE_RENDER_MESSAGE_IDS_H\n\n"
          "enum message_id {\n    MSG_NONE,\n",
          out);
    for (int i = 0; i < cat->count; i++) {
        fputs("    ", out);
        write_c_name(out, cat->messages[i].id);
        fputs(",\n", out);
    }
    fputs("    MSG_COUNT,\n};\n\n#endif\n", out);
}

/* KEEP IN ORDER: message ids; the rows stand as the enum counts, and sorted by id. */
void catalogue_write_table(const struct catalogue *cat, FILE *out)
{
    fputs("/* Made by tools/tplc; not to be edited. */\n"
          "#include \"core/render/message_inside.h\"\n\n"
          "const struct message messages_en[MSG_COUNT] = {\n"
          "    {SPAN_INIT(\"\"), 0, SPAN_INIT(\"\")},\n",
          out);
    for (int i = 0; i < cat->count; i++) {
        const struct message *m = &cat->messages[i];

        fprintf(out, "    {SPAN_INIT(\"%s\"), %ld, SPAN_INIT(", m->id, m->version);
        c_string(out, m->text, strlen(m->text));
        fputs(")},\n", out);
    }
    fputs("};\n", out);
}
