/* Plans: every step checked, refusals recorded once.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/visit/plan.h"

static struct step_said step_on(const char *region, uint8_t intent)
{
    return (struct step_said){.region = span_of(region),
                              .technique = SPAN("press"),
                              .side = SIDE_BOTH,
                              .access = ACCESS_EXTERNAL,
                              .intent = intent,
                              .pressure = 4,
                              .duration_s = 600};
}

static struct plan_check check_of(struct step_said a, struct step_said b, size_t count)
{
    struct step_said steps[] = {a, b};
    struct plan_drafted_content plan = {
        .practitioner = ANA, .intent = INTENT_THERAPEUTIC, .steps = {steps, count}};
    struct facts facts = facts_now();
    struct plan_check check = {.count = 99};
    struct fault why;

    fault_clear(&why);
    CHECK(plan_check(&facts, &plan, NOON, &w.arena, &check, &why) == HF_OK);
    return check;
}

static void with_the_back(void)
{
    world_begin();
    grant(GRANT_1, "back", SIDE_BOTH, PROOF_SHARED_DEVICE);
}

static void test_plan__agreed_when_no_step_is_denied(void)
{
    with_the_back();
    struct plan_check check =
        check_of(step_on("low_back", INTENT_THERAPEUTIC), step_on("spine", INTENT_THERAPEUTIC), 2);

    CHECK(check.may_agree);
    CHECK_INT(check.denied, 0);
    CHECK_INT(check.steps[0].verdict, VERDICT_CONDITIONAL);
}

static void test_plan__one_denied_step_holds_all(void)
{
    with_the_back();
    struct plan_check check =
        check_of(step_on("low_back", INTENT_THERAPEUTIC), step_on("anus", INTENT_THERAPEUTIC), 2);

    CHECK(!check.may_agree);
    CHECK_INT(check.denied, 1);
}

static void test_plan__without_steps_is_nothing_to_agree_to(void)
{
    with_the_back();
    struct step_said none = {.pressure = 0};

    CHECK(!check_of(none, none, 0).may_agree);
}

static void test_plan__has_one_intent(void)
{
    with_the_back();
    struct plan_check check =
        check_of(step_on("low_back", INTENT_THERAPEUTIC), step_on("spine", INTENT_SENSUAL), 2);

    CHECK(!check.one_intent && !check.may_agree);
}

static const struct act_refused_content *refusal_on(const char *region)
{
    const struct act_refused_content *refusal = NULL;
    struct step_said step = step_on(region, INTENT_THERAPEUTIC);
    struct plan_check check = check_of(step, step, 1);
    struct fault why;

    fault_clear(&why);
    CHECK(plan_refusal(ATTEMPT_AGREE, ANA, &step, &check.steps[0], &w.arena, &refusal, &why) ==
          HF_OK);
    return refusal;
}

static void test_refusal__says_every_reason(void)
{
    with_the_back();
    const struct act_refused_content *refusal = refusal_on("stoma");

    CHECK_INT(refusal->reasons.count, 2);
    CHECK_TEXT(refusal->reasons.at[0], "HOUSE:never.stoma");
    CHECK_TEXT(refusal->reasons.at[1], "NO_GRANT");
}

static bool is_known(const struct act_refused_content *refusal, struct id128 object)
{
    return plan_refusal_is_known(gathering_now().entries, object, refusal);
}

static void test_refusal__is_recorded_once_for_act_and_reasons(void)
{
    with_the_back();
    const struct act_refused_content *refusal = refusal_on("stoma");

    CHECK(!is_known(refusal, PLAN));
    by_ana(ACTION_ACT_REFUSED, PLAN, refusal);
    CHECK(is_known(refusal_on("stoma"), PLAN));
    CHECK(!is_known(refusal_on("stoma"), SESSION));
    CHECK(!is_known(refusal_on("anus"), PLAN));
}

static void test_refusal__with_a_further_reason_is_another(void)
{
    with_the_back();
    by_ana(ACTION_ACT_REFUSED, PLAN, refusal_on("stoma"));
    by_client(
        PROOF_SHARED_DEVICE, ACTION_LIMIT, LIMIT_1,
        KEEP(limit_content, .scope = {.region = SPAN("stoma"), .side = SIDE_BOTH}, .deny = true));
    CHECK(!is_known(refusal_on("stoma"), PLAN));
}

int main(void)
{
    RUN(test_plan__agreed_when_no_step_is_denied);
    RUN(test_plan__one_denied_step_holds_all);
    RUN(test_plan__without_steps_is_nothing_to_agree_to);
    RUN(test_plan__has_one_intent);
    RUN(test_refusal__says_every_reason);
    RUN(test_refusal__is_recorded_once_for_act_and_reasons);
    RUN(test_refusal__with_a_further_reason_is_another);
    return tap_end();
}
