/* test/unit/knowledge/test_learn.c - what people can read about this work, and where it lives.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "knowledge/knowledge.h"
#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[4096];
static struct knowledge know;

static void load_shipped(void)
{
    struct arena arena;
    struct fault why = {0};

    arena_init(&arena, know_block, sizeof know_block);
    CHECK_INT(knowledge_load(&arena, &know, &why), HF_OK);
}

static bool speaks_of_senses(const struct learn *learn, struct span id)
{
    for (uint32_t i = 0; i < learn->n_statements; i++)
        if (span_equal(learn->statements[i].id, id))
            return learn->statements[i].bodywork_only;
    return false;
}

static void test_learn__keeps_the_senses_out_of_a_clinical_practice(void)
{
    static const char *const apart[] = {"dearmouring", "sensual", "traditions"};

    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        CHECK(learn_page_find(know.learn, span_of(apart[i]), true) == NULL);
        CHECK(learn_page_find(know.learn, span_of(apart[i]), false) != NULL);
    }
    CHECK(learn_page_find(know.learn, SPAN("risks"), true) != NULL);
    CHECK(speaks_of_senses(know.learn, SPAN("with-prostate.7")));
    CHECK(speaks_of_senses(know.learn, SPAN("without-prostate.1")));
    CHECK(!speaks_of_senses(know.learn, SPAN("with-prostate.5")));
}

static void test_learn__leads_each_place_to_its_address(void)
{
    struct arena scratch;

    arena_init(&scratch, block, sizeof block);
    CHECK_SPAN(knowledge_home_address(SPAN("learn:risks"), &scratch), SPAN("/learn/risks"));
    CHECK_SPAN(knowledge_home_address(SPAN("rule:CI96"), &scratch), SPAN("/rules/CI96"));
    CHECK_SPAN(knowledge_home_address(SPAN("page:/today"), &scratch), SPAN("/today"));
    CHECK_SPAN(knowledge_home_address(SPAN("way:grounding"), &scratch), SPAN("/rules"));
    CHECK_SPAN(knowledge_home_address(SPAN("word:fear"), &scratch), SPAN(""));
    CHECK_SPAN(knowledge_home_address(SPAN("nowhere:at-all"), &scratch), SPAN(""));
    CHECK(knowledge_way(&know, SPAN("grounding")) == know.modalities[0]);
    CHECK(knowledge_way(&know, SPAN("")) == NULL);
}

static void test_learn__says_of_every_statement_how_sure_it_is(void)
{
    for (uint32_t i = 0; i < know.learn->n_statements; i++) {
        const struct learn_statement *said = &know.learn->statements[i];

        CHECK(said->grade.len > 0 && said->sources.count > 0 && said->mark != MARK_UNKNOWN);
        /* What no text was read for is never called good evidence. */
        CHECK(!span_is(said->grade, "good") || said->mark == MARK_READ);
    }
}

int main(void)
{
    RUN(load_shipped);
    if (tap_failed_checks > 0)
        return tap_end();
    RUN(test_learn__keeps_the_senses_out_of_a_clinical_practice);
    RUN(test_learn__leads_each_place_to_its_address);
    RUN(test_learn__says_of_every_statement_how_sure_it_is);
    return tap_end();
}
