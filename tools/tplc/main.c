/* tools/tplc/main.c - the template compiler.
 *
 *     tplc ids CATALOGUE OUT.h          the numbers of the messages
 *     tplc table CATALOGUE OUT.c        their texts
 *     tplc header CATALOGUE OUT.h T...  what the templates T declare
 *     tplc page CATALOGUE OUT.c T       one template file as C
 *
 * The same input gives the same output. Faults: "file:line: what" on stderr, exit 1, no output.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tplc.h"

#include <stdlib.h>
#include <string.h>

static FILE *open_out(const char *path)
{
    FILE *out = fopen(path, "wb");

    if (out == NULL) {
        fprintf(stderr, "tplc: %s: can't be written\n", path);
        exit(1);
    }
    return out;
}

static void compile(const struct catalogue *cat, const char *path, FILE *out, FILE *header)
{
    struct template *t = calloc(1, sizeof *t);

    if (t == NULL)
        exit(1);
    *t = (struct template){.cat = cat, .out = out, .header = header, .literal = malloc(MAX_FILE)};
    if (t->literal == NULL)
        exit(1);
    source_read(&t->src, path);
    template_compile(t);
    free(t->src.text);
    free(t->literal);
    free(t);
}

static void write_header(const struct catalogue *cat, FILE *out, char **paths)
{
    FILE *none = open_out("/dev/null");

    fputs("/* Made by tools/tplc; not to be edited. */\n"
          "#ifndef HF_CORE_RENDER_PAGES_H\n#define HF_CORE_RENDER_PAGES_H\n\n"
          "#include \"core/render/message.h\"\n",
          out);
    for (; *paths != NULL; paths++)
        compile(cat, *paths, none, out);
    fputs("\n#endif\n", out);
    fclose(none);
}

static void write_page(const struct catalogue *cat, FILE *out, const char *path)
{
    FILE *none = open_out("/dev/null");

    fputs("/* Made by tools/tplc; not to be edited. */\n#include \"core/render/pages.h\"\n", out);
    compile(cat, path, out, none);
    fclose(none);
}

int main(int argc, char **argv)
{
    struct catalogue cat;

    if (argc < 4) {
        fputs("tplc ids|table|header|page CATALOGUE OUT [TEMPLATE...]\n", stderr);
        return 2;
    }
    catalogue_read(&cat, argv[2]);
    FILE *out = open_out(argv[3]);
    if (strcmp(argv[1], "ids") == 0)
        catalogue_write_ids(&cat, out);
    else if (strcmp(argv[1], "table") == 0)
        catalogue_write_table(&cat, out);
    else if (strcmp(argv[1], "header") == 0)
        write_header(&cat, out, argv + 4);
    else if (strcmp(argv[1], "page") == 0 && argc == 5)
        write_page(&cat, out, argv[4]);
    else
        return 2;
    if (fclose(out) != 0)
        return 1;
    for (int i = 0; i < cat.count; i++)
        free(cat.messages[i].text);
    free(cat.messages);
    return 0;
}
