/* tools/tplc/source.c - reading one text with its line numbers.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void source_read(struct source *src, const char *path)
{
    FILE *in = fopen(path, "rb");

    *src = (struct source){.path = path, .text = calloc(1, MAX_FILE + 1), .line = 1};
    if (in == NULL || src->text == NULL)
        source_fail(src, "can't be opened");
    size_t len = fread(src->text, 1, MAX_FILE, in);
    if (ferror(in) || len == MAX_FILE)
        source_fail(src, "can't be read, or is above 1 MiB");
    fclose(in);
    if (strlen(src->text) != len)
        source_fail(src, "holds a NUL byte");
}

_Noreturn void source_fail(const struct source *src, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s:%d: ", src->path, src->line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

char source_peek(const struct source *src)
{
    return src->text[src->at];
}

char source_next(struct source *src)
{
    char c = src->text[src->at];

    if (c == '\0')
        return c;
    src->line += c == '\n';
    src->at++;
    return c;
}

bool source_take(struct source *src, const char *text)
{
    size_t len = strlen(text);

    if (strncmp(src->text + src->at, text, len) != 0)
        return false;
    for (size_t i = 0; i < len; i++)
        source_next(src);
    return true;
}

void source_expect(struct source *src, const char *text)
{
    if (!source_take(src, text))
        source_fail(src, "expected %s", text);
}

void source_space(struct source *src)
{
    while (isspace((unsigned char)source_peek(src)))
        source_next(src);
}

static bool take_while(struct source *src, char name[MAX_NAME], const char *extra)
{
    size_t n = 0;
    char c = source_peek(src);

    if (!isalpha((unsigned char)c) && c != '_')
        return false;
    while (isalnum((unsigned char)c) || c == '_' || (c != '\0' && strchr(extra, c) != NULL)) {
        if (n + 1 >= MAX_NAME)
            source_fail(src, "name too long");
        name[n++] = source_next(src);
        c = source_peek(src);
    }
    name[n] = '\0';
    return true;
}

bool source_name(struct source *src, char name[MAX_NAME])
{
    return take_while(src, name, "");
}

bool source_dotted(struct source *src, char name[MAX_NAME])
{
    return take_while(src, name, ".-");
}
