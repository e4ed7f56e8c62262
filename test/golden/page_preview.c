/* test/golden/page_preview.c - writes every page with invented people in it, to look at.
 *
 *     page_preview DIR     DIR/NAME.html for each sample
 *
 * Look at them with any web server that serves pages/assets under /assets/.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "carried/carried.h"
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEMORY = 16 << 20, LONGEST = 1 << 20 };

static struct span carried_bytes(const char *name)
{
    const struct carried *file = carried_find(span_of(name));

    return file == NULL ? SPAN("") : file->bytes;
}

static bool save(const char *dir, const char *name, struct span page)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s.html", dir, name);
    FILE *out = fopen(path, "wb");
    if (out == NULL)
        return false;
    bool whole = fwrite(page.at, 1, page.len, out) == page.len;
    return fclose(out) == 0 && whole;
}

static bool preview(const char *dir, const struct sample *sample, const struct kit *kit)
{
    size_t mark = arena_mark(kit->arena);
    struct buf out;
    struct html w;

    for (; sample->name != NULL; sample++) {
        buf_init(&out, kit->arena, LONGEST);
        html_init(&w, &out, 0);
        sample->write(&w, kit);
        if (out.failed || !save(dir, sample->name, buf_view(&out)))
            return false;
        arena_rewind(kit->arena, mark);
    }
    return true;
}

int main(int argc, char **argv)
{
    void *block = malloc(MEMORY);
    struct arena arena;
    struct fault why = {0};
    struct kit kit = {.arena = &arena, .body = carried_bytes("pages/assets/body.svg")};

    if (argc != 2 || block == NULL)
        return 2;
    arena_init(&arena, block, MEMORY);
    if (atlas_load(carried_bytes("packs/atlas.json"), carried_bytes("packs/organs.json"), &arena,
                   &kit.atlas, &why) != HF_OK) {
        fprintf(stderr, "page_preview: %s\n", why.text);
        return 1;
    }
    bool done = preview(argv[1], samples_desk, &kit) && preview(argv[1], samples_sign, &kit) &&
                preview(argv[1], samples_keys, &kit) && preview(argv[1], samples_gone, &kit) &&
                preview(argv[1], samples_measures, &kit) &&
                preview(argv[1], samples_client, &kit) && preview(argv[1], samples_session, &kit);
    free(block);
    return done ? 0 : 1;
}
