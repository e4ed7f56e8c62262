/* test/golden/test_pages.c - the pages, whole, and what must hold on each of them.
 *
 *     test_pages GOLDEN_DIR
 *
 * To accept a change after looking at it: page_preview DIR, and copy the page into GOLDEN_DIR.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "carried/carried.h"
#include "core/render/map.h"
#include "samples.h"

#include <stdlib.h>

enum { MEMORY = 16 << 20, LONGEST = 1 << 20 };

static struct arena arena;
static struct kit kit;

static struct span carried_bytes(const char *name)
{
    const struct carried *file = carried_find(span_of(name));

    return file == NULL ? SPAN("") : file->bytes;
}

static struct span page_of(const struct sample *sample)
{
    struct buf out;
    struct html w;

    buf_init(&out, &arena, LONGEST);
    html_init(&w, &out, 0);
    sample->write(&w, &kit);
    return out.failed ? SPAN("") : buf_view(&out);
}

static bool holds(struct span text, struct span part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (text.at[i] == part.at[0] && memcmp(text.at + i, part.at, part.len) == 0)
            return true;
    return false;
}

static void name_case(const char *what, const struct sample *sample, bool passed)
{
    char name[120];

    snprintf(name, sizeof name, "%s: %s", sample->name, what);
    tap_case(name, passed);
}

static bool same_as_golden(const char *dir, const struct sample *sample, struct span page)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s.html", dir, sample->name);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return true; /* only some pages are held to a file */
    char *want = arena_alloc(&arena, LONGEST, 1);
    size_t len = fread(want, 1, LONGEST, in);
    fclose(in);
    return span_equal(page, span_at(want, len));
}

static bool is_safe(struct span page)
{
    return !holds(page, SPAN("<script>")) && !holds(page, SPAN("onerror=alert(1)>")) &&
           !holds(page, SPAN("javascript:")) && !holds(page, SPAN("href=\"//")) &&
           !holds(page, SPAN("style=")) && !holds(page, SPAN("<img src=x"));
}

static bool may_be_left(struct span page)
{
    bool client =
        holds(page, SPAN("data-kind=\"client\"")) || holds(page, SPAN("data-kind=\"public\""));

    return client == holds(page, SPAN("id=\"leave\""));
}

static void check_all(const char *dir, const struct sample *sample)
{
    for (; sample->name != NULL; sample++) {
        size_t mark = arena_mark(&arena);
        struct span page = page_of(sample);

        name_case("is written whole", sample, holds(page, SPAN("</html>")));
        name_case("holds no placeholder", sample, !holds(page, SPAN("{")));
        name_case("holds nothing that runs or loads", sample, is_safe(page));
        name_case("has the quick exit just where clients are", sample, may_be_left(page));
        name_case("is as it was accepted", sample, same_as_golden(dir, sample, page));
        arena_rewind(&arena, mark);
    }
}

/* --- the map --- */

static void test_map__a_shape_shows_the_most_careful_state_below_it(void)
{
    static const struct map_mark marks[] = {
        {S("mons_pubis"), SIDE_BOTH, ANSWER_YES, S("a"), S("A")},
        {S("genitals"), SIDE_BOTH, ANSWER_NO, S("b"), S("B")}};
    struct map_view map = {kit.atlas, marks, 1};

    CHECK_INT(map_answer(&map, SPAN("mons_pubis"), SIDE_BOTH), ANSWER_YES);
    CHECK_INT(map_answer(&map, SPAN("pelvis"), SIDE_BOTH), ANSWER_NONE);
    map.n_marks = 2;
    CHECK_INT(map_answer(&map, SPAN("pelvis"), SIDE_BOTH), ANSWER_NO);
}

static void test_map__a_side_stays_on_its_side(void)
{
    static const struct map_mark mark = {S("hip_side"), SIDE_LEFT, ANSWER_ASK, S("h"), S("Hip")};
    struct map_view map = {kit.atlas, &mark, 1};

    CHECK_INT(map_answer(&map, SPAN("hip_side"), SIDE_LEFT), ANSWER_ASK);
    CHECK_INT(map_answer(&map, SPAN("hip_side"), SIDE_RIGHT), ANSWER_NONE);
}

static void test_map__no_wins_over_yes_whatever_comes_last(void)
{
    static const struct map_mark marks[] = {{S("low_back"), SIDE_BOTH, ANSWER_NO, S("x"), S("X")},
                                            {S("low_back"), SIDE_BOTH, ANSWER_YES, S("y"), S("Y")}};
    struct map_view map = {kit.atlas, marks, 2};

    CHECK_INT(map_answer(&map, SPAN("low_back"), SIDE_BOTH), ANSWER_NO);
}

static void test_map__every_shape_has_a_state_and_marked_ones_lead_to_the_list(void)
{
    static const struct map_mark mark = {S("sole"), SIDE_LEFT, ANSWER_YES, S("sole.L"),
                                         S("Sole, \"left\"")};
    struct map_view map = {kit.atlas, &mark, 1};
    struct span svg = map_markup(&arena, 0, kit.body, &map).markup;
    size_t shapes = 0, states = 0;

    for (size_t i = 0; i + 13 < svg.len; i++) {
        shapes += span_starts(span_skip(svg, i), SPAN(" data-region="));
        states += span_starts(span_skip(svg, i), SPAN(" data-state="));
    }
    CHECK(shapes > 80);
    CHECK_INT(states, shapes);
    CHECK(holds(svg, SPAN("<a href=\"#r-sole.L\" data-key=\"sole.L\" aria-label=\"Sole, "
                          "&quot;left&quot;: yes\"><path")));
    CHECK(holds(svg, SPAN("role=\"group\"")));
}

static void test_map__a_broken_drawing_is_copied_and_ends(void)
{
    struct map_view map = {kit.atlas, NULL, 0};

    for (size_t len = 0; len < kit.body.len; len += 397) {
        size_t mark = arena_mark(&arena);
        CHECK(map_markup(&arena, 0, span_head(kit.body, len), &map).markup.len >= len);
        arena_rewind(&arena, mark);
    }
}

int main(int argc, char **argv)
{
    void *block = malloc(MEMORY);
    struct fault why = {0};

    if (argc != 2 || block == NULL)
        return 2;
    arena_init(&arena, block, MEMORY);
    kit = (struct kit){.arena = &arena, .body = carried_bytes("pages/assets/body.svg")};
    if (atlas_load(carried_bytes("packs/atlas.json"), carried_bytes("packs/organs.json"), &arena,
                   &kit.atlas, &why) != HF_OK)
        return 2;
    check_all(argv[1], samples_desk);
    check_all(argv[1], samples_sign);
    check_all(argv[1], samples_keys);
    check_all(argv[1], samples_gone);
    check_all(argv[1], samples_measures);
    check_all(argv[1], samples_client);
    check_all(argv[1], samples_session);
    RUN(test_map__a_shape_shows_the_most_careful_state_below_it);
    RUN(test_map__a_side_stays_on_its_side);
    RUN(test_map__no_wins_over_yes_whatever_comes_last);
    RUN(test_map__every_shape_has_a_state_and_marked_ones_lead_to_the_list);
    RUN(test_map__a_broken_drawing_is_copied_and_ends);
    free(block);
    return tap_end();
}
