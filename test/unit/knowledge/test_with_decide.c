/* What the shipped packs say is what decide() answers: rules, house denies, and the dots between.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/decide/decide.h"
#include "core/screen/screen.h"
#include "knowledge/knowledge.h"

#include "tap.h"

#include <stdalign.h>

enum { NOW = 1795392000, DAY = 86400 }; /* 2026-11-23 */

static alignas(max_align_t) unsigned char know_block[KNOWLEDGE_BYTES], block[8 << 20];
static struct arena know_arena, arena;
static struct knowledge know;

/* One answer, everything else silent, as findings on in the log of a client. */
static struct event *findings_of(const char *question, const char *answer, size_t *ret_count)
{
    struct form_answers *answers = form_answers_new(&arena, know.intake);
    struct screen_result result;
    struct fault why = {0};

    CHECK_INT(form_answer_read(answers, span_of(question), span_of(answer), &arena, &why), HF_OK);
    CHECK_INT(screen(know.screening, know.atlas, answers, NOW, &arena, &result, &why), HF_OK);
    struct event *events = arena_array(&arena, struct event, result.n_findings);
    for (uint32_t i = 0; i < result.n_findings; i++)
        events[i] = (struct event){.id = result.findings[i].id,
                                   .at_s = NOW - DAY,
                                   .kind = EVENT_FINDING,
                                   .by = {SPAN("client"), SPAN("c")},
                                   .subject = result.findings[i].id,
                                   .value = SPAN("on"),
                                   .until = result.findings[i].until};
    *ret_count = result.n_findings;
    return events;
}

static struct facts world(struct words served)
{
    struct facts facts = {.regions = know.world,
                          .region_count = know.atlas->n_regions,
                          .rules = know.screening->rules,
                          .rule_count = know.screening->n_rules,
                          .client = SPAN("c")};
    struct fault why = {0};

    CHECK_INT(policy_facts(know.policy, false, served, &arena, &facts.policy, &why), HF_OK);
    return facts;
}

static bool denied_for(struct facts *facts, const char *region, enum intent intent,
                       enum reason_code code, const char *id)
{
    uint32_t at = atlas_find(know.atlas, span_of(region));
    struct act act = {.practitioner = SPAN("p"),
                      .region = span_of(region),
                      .technique = SPAN("still_hold"),
                      .side = SIDE_BOTH,
                      .access =
                          know.atlas->regions[at].internal ? ACCESS_INTERNAL : ACCESS_EXTERNAL,
                      .intent = intent,
                      .mode = MODE_PLAN,
                      .pressure = 2,
                      .duration_s = 60};
    struct decision decision;
    struct fault why = {0};
    bool found = false;

    CHECK_INT(facts_check(facts, &arena, &why), HF_OK);
    decide(facts, &act, NOW, workspace_new(facts, &arena), &decision);
    CHECK_INT(decision.verdict, VERDICT_DENY);
    for (size_t i = 0; i < decision.reason_count; i++)
        found |= decision.reasons[i].code == code && span_is(decision.reasons[i].id, id);
    return found;
}

static void test_packs__a_red_flag_denies_a_hand_on_the_shoulder(void)
{
    struct facts facts = world((struct words){0});

    facts.events = findings_of("rf_leg", "yes", &facts.event_count);
    CHECK(denied_for(&facts, "shoulder", INTENT_THERAPEUTIC, REASON_CONTRA, "RF04/1"));
}

static void test_packs__silence_denies_the_prostate_by_both_routes(void)
{
    struct facts facts = world((struct words){0});

    facts.events = findings_of("now_fever", "no", &facts.event_count);
    CHECK(denied_for(&facts, "prostate", INTENT_THERAPEUTIC, REASON_CONTRA, "CI32/1"));
    CHECK(denied_for(&facts, "prostate_neovaginal", INTENT_THERAPEUTIC, REASON_CONTRA, "CI32/2"));
}

static bool has_rule(struct span finding)
{
    for (uint32_t i = 0; i < know.screening->n_rules; i++)
        if (span_equal(know.screening->rules[i].finding, finding))
            return true;
    return false;
}

/* decide() denies everything for a finding that no rule names (S11). */
static void test_packs__every_finding_has_a_rule(void)
{
    size_t count = 0;
    const struct event *events = findings_of("now_fever", "no", &count);

    CHECK(count > 90);
    for (size_t i = 0; i < count; i++)
        CHECK(has_rule(events[i].subject));
}

static void test_packs__what_is_never_a_target_is_denied_by_the_house(void)
{
    struct facts facts = world((struct words){0});

    CHECK(denied_for(&facts, "cervix", INTENT_THERAPEUTIC, REASON_HOUSE, "never.cervix"));
    CHECK(denied_for(&facts, "stoma", INTENT_THERAPEUTIC, REASON_HOUSE, "never.stoma"));
}

static void test_packs__the_sensual_is_barred_for_whoever_treated(void)
{
    struct span p = SPAN("p"), other = SPAN("q");
    struct facts treated = world((struct words){&p, 1}), not_treated = world((struct words){0});
    struct facts by_other = world((struct words){&other, 1});

    CHECK(denied_for(&treated, "hand", INTENT_SENSUAL, REASON_HOUSE, "therapeutic_to_sensual"));
    CHECK(
        !denied_for(&treated, "hand", INTENT_THERAPEUTIC, REASON_HOUSE, "therapeutic_to_sensual"));
    CHECK(
        !denied_for(&not_treated, "hand", INTENT_SENSUAL, REASON_HOUSE, "therapeutic_to_sensual"));
    CHECK(!denied_for(&by_other, "hand", INTENT_SENSUAL, REASON_HOUSE, "therapeutic_to_sensual"));
}

static void fresh(void)
{
    arena_init(&arena, block, sizeof block);
}

int main(void)
{
    struct fault why = {0};

    arena_init(&know_arena, know_block, sizeof know_block);
    if (knowledge_load(&know_arena, &know, &why) != HF_OK) {
        printf("Bail out! %s\n", why.text);
        return 1;
    }
    fresh();
    RUN(test_packs__a_red_flag_denies_a_hand_on_the_shoulder);
    fresh();
    RUN(test_packs__silence_denies_the_prostate_by_both_routes);
    fresh();
    RUN(test_packs__what_is_never_a_target_is_denied_by_the_house);
    fresh();
    RUN(test_packs__the_sensual_is_barred_for_whoever_treated);
    fresh();
    RUN(test_packs__every_finding_has_a_rule);
    return tap_end();
}
