/* Holds every way of working to test/cases/packs/ways.txt, step by step, and to what must be true
 * of each: read there by hand, so that a changed place, ceiling, time or condition has to be said
 * twice.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"
#include "knowledge/knowledge.h"
#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_MOST = 64 << 10, WAY_MOST = 8 << 10 };

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[1 << 20];
static struct knowledge know;
static struct arena arena;
static char table[TABLE_MOST];

/* --- as the table has it ---------------------------------------------------------------------- */

static void put_words(struct buf *out, struct words words)
{
    if (words.count == 0)
        buf_lit(out, "-");
    for (size_t i = 0; i < words.count; i++) {
        if (i > 0)
            buf_lit(out, ",");
        buf_put(out, words.at[i]);
    }
}

static void put_number(struct buf *out, int64_t n)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)n);
    buf_put(out, span_of(text));
}

static void put_step(struct buf *out, const struct pack_step *step)
{
    static const char *const sides[] = {"?", "L", "R", "B"};
    const struct act *act = &step->act;

    buf_lit(out, "  ");
    buf_put(out, step->id);
    buf_lit(out, " ");
    buf_put(out, act->region);
    buf_lit(out, " ");
    buf_put(out, span_of(sides[act->side]));
    buf_lit(out, " ");
    buf_put(out, act->technique);
    buf_put(out, act->access == ACCESS_INTERNAL ? SPAN(" inside ") : SPAN(" outside "));
    buf_put(out, act->intent == INTENT_SENSUAL ? SPAN("sensual ") : SPAN("therapeutic "));
    put_number(out, act->pressure);
    buf_lit(out, " ");
    put_number(out, act->duration_s / 60);
    buf_lit(out, " ");
    put_words(out, step->conditions);
    buf_lit(out, "\n");
}

static struct span way_text(const struct modality *way)
{
    struct buf out;

    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, WAY_MOST);
    buf_lit(&out, "way ");
    buf_put(&out, span_skip(way->head.id, sizeof "holdfast-" - 1));
    buf_put(&out, way->first_visit ? SPAN(" first_visit") : SPAN(" later"));
    buf_put(&out, way->bodywork_only ? SPAN(" bodywork ") : SPAN(" any "));
    put_words(&out, way->credentials);
    buf_lit(&out, " ");
    put_words(&out, way->composes);
    buf_lit(&out, "\n");
    for (uint32_t i = 0; i < way->n_steps; i++)
        put_step(&out, &way->steps[i]);
    return buf_view(&out);
}

static void test_table(const struct modality *way)
{
    struct span text = way_text(way);
    char name[80], whole[WAY_MOST + 1];

    snprintf(name, sizeof name, "%.*s is as the table has it", SPAN_ARGS(way->head.id));
    snprintf(whole, sizeof whole, "%.*s", SPAN_ARGS(text));
    bool same = strstr(table, whole) != NULL;

    tap_case(name, same);
    if (!same)
        printf("# it is:\n%s", whole);
}

/* --- what must be true of each ---------------------------------------------------------------- */

static bool is_presupposed(const struct modality *way, const char *credential)
{
    return words_have(way->credentials, span_of(credential));
}

static const struct atlas_region *region_of(struct span id)
{
    return &know.atlas->regions[atlas_find(know.atlas, id)];
}

/* The way in that a region inside lies behind: "anus", "vestibule", "mouth". */
static bool lies_behind(struct span id, const char *way_in)
{
    const struct atlas_region *region = region_of(id);

    while (!span_is(region->id, way_in) && region->parent != ATLAS_NONE)
        region = &know.atlas->regions[region->parent];
    return span_is(region->id, way_in);
}

static bool is_fit(const struct modality *way, const struct pack_step *step)
{
    const struct act *act = &step->act;
    bool inside = act->access == ACCESS_INTERNAL;

    if (inside && (!words_have(step->conditions, SPAN("gloves")) ||
                   !words_have(step->conditions, SPAN("lubricant")) ||
                   !words_have(step->conditions, SPAN("client:asked"))))
        return false;
    if (inside && lies_behind(act->region, "anus") && !is_presupposed(way, "internal_rectal"))
        return false;
    if (inside && lies_behind(act->region, "vestibule") && !is_presupposed(way, "internal_vaginal"))
        return false;
    if (!inside && region_of(act->region)->intimate && way->credentials.count < 2)
        return false;
    return act->intent != INTENT_SENSUAL || (way->bodywork_only && is_presupposed(way, "sensual"));
}

static void test_fit(const struct modality *way)
{
    char name[100];
    bool fit =
        way->n_steps > 0 && (is_presupposed(way, "massage") || is_presupposed(way, "pelvic_floor"));

    for (uint32_t i = 0; i < way->n_steps; i++) {
        bool one = is_fit(way, &way->steps[i]);

        if (!one)
            printf("# %.*s\n", SPAN_ARGS(way->steps[i].id));
        fit = fit && one;
    }
    snprintf(name, sizeof name, "%.*s presupposes what its steps ask for", SPAN_ARGS(way->head.id));
    tap_case(name, fit);
}

static bool read_table(const char *path)
{
    FILE *in = fopen(path, "r");
    size_t n = in == NULL ? 0 : fread(table, 1, sizeof table - 1, in);

    if (in != NULL)
        fclose(in);
    return n > 0;
}

static size_t lines_of(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text = strchr(text, '\n') + 1)
        n += text[0] != '#';
    return n;
}

static void test_nothing_else(void)
{
    size_t n = 0;

    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++)
        n += 1 + know.modalities[i]->n_steps;
    tap_case("the table has no line more", lines_of(table) == n);
}

int main(int argc, char **argv)
{
    struct fault why = {0};
    struct arena packs;

    arena_init(&packs, know_block, sizeof know_block);
    if (argc != 2 || !read_table(argv[1]) || knowledge_load(&packs, &know, &why) != HF_OK) {
        printf("Bail out! %s\n", why.text);
        return 1;
    }
    for (size_t i = 0; i < KNOWLEDGE_MODALITIES; i++) {
        test_table(know.modalities[i]);
        test_fit(know.modalities[i]);
    }
    test_nothing_else();
    return tap_end();
}
