/* docs/actions.md says what the tables say.
 *
 *     test_register docs/actions.md            compares
 *     test_register docs/actions.md --write    writes it anew
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/model/content.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[1 << 20];
static char file_bytes[1 << 18];

static struct span read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n = f == NULL ? 0 : fread(file_bytes, 1, sizeof file_bytes, f);

    if (f != NULL)
        fclose(f);
    return span_at(file_bytes, n);
}

static bool write_file(const char *path, struct span text)
{
    FILE *f = fopen(path, "wb");

    if (f == NULL)
        return false;
    bool whole = fwrite(text.at, 1, text.len, f) == text.len;

    return fclose(f) == 0 && whole;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct fault why;
    struct span text = SPAN("");

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    if (argc < 2 || content_register_text(&arena, &text, &why) != HF_OK)
        return 1;
    if (argc > 2 && strcmp(argv[2], "--write") == 0)
        return write_file(argv[1], text) ? 0 : 1;
    tap_case("docs/actions.md says what the tables say", span_equal(text, read_file(argv[1])));
    return tap_end();
}
