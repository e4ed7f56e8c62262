/* test/unit/usecase/test_house_rules.c - a studio's own rules: each says no to exactly what it
 * names, leaves the rest alone, and is never looser than what came with the program.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "usecase/practice.h"

/* --- asking ---------------------------------------------------------------------------------- */

/* The first step of the plan is long strokes on the lower back, from outside, at 2 of 5. */
static const struct decision *step_one(void)
{
    struct plan_file plan = told_plan();

    return plan.checks[0].decision;
}

static bool is_closed_by_house(void)
{
    const struct decision *d = step_one();

    for (size_t i = 0; i < d->reason_count; i++)
        if (d->reasons[i].code == REASON_HOUSE && span_starts(d->reasons[i].id, SPAN("own.")))
            return true;
    return false;
}

static bool has_condition(const char *condition)
{
    const struct decision *d = step_one();

    for (size_t i = 0; i < d->conditions.count; i++)
        if (span_is(d->conditions.at[i], condition))
            return true;
    return false;
}

static struct set_house_rule rule_for(const char *region)
{
    return (struct set_house_rule){
        .hand = hand_of(h.ana, 1), .region = span_of(region), .reason = SPAN("Not here.")};
}

static enum status set(struct set_house_rule in)
{
    fault_clear(&h.why);
    in.hand = hand_of(h.ana, 1);
    return set_house_rule(&h.practice, &h.arena, &in, &h.why);
}

static bool is_refused_at(struct set_house_rule in, const char *field)
{
    return set(in) == HF_INVALID && span_is(span_of(h.why.text), field);
}

static void lift(struct set_house_rule in)
{
    in.lift = true;
    need(set(in), "lift");
}

/* --- each part of a rule, on both sides ------------------------------------------------------- */

static void test_region(void)
{
    tap_case("without a rule of the house the step stands", !is_closed_by_house());
    need(set(rule_for("mid_back")), "set");
    tap_case("a rule for another place leaves it alone", !is_closed_by_house());
    lift(rule_for("mid_back"));
    need(set(rule_for("low_back")), "set");
    tap_case("a rule for its place closes it", is_closed_by_house());
    lift(rule_for("low_back"));
    tap_case("taken back, it stands again", !is_closed_by_house());
}

static void test_technique(void)
{
    struct set_house_rule in = rule_for("low_back");

    in.technique = SPAN("knead");
    need(set(in), "set");
    tap_case("a rule for another way of touch leaves it alone", !is_closed_by_house());
    lift(in);
    in.technique = SPAN("stroke");
    need(set(in), "set");
    tap_case("a rule for its way of touch closes it", is_closed_by_house());
    lift(rule_for("low_back"));
    tap_case("taking back another rule for the place does not open it", is_closed_by_house());
    lift(in);
    tap_case("taking back this one does", !is_closed_by_house());
}

static void test_route(void)
{
    struct set_house_rule in = rule_for("low_back");

    in.route = SPAN("internal");
    need(set(in), "set");
    tap_case("a rule for inside leaves outside alone", !is_closed_by_house());
    lift(in);
    in.route = SPAN("external");
    need(set(in), "set");
    tap_case("a rule for outside closes it", is_closed_by_house());
    lift(in);
}

static void test_level(void)
{
    struct set_house_rule in = rule_for("low_back");

    in.dots = 3;
    need(set(in), "set");
    tap_case("a ceiling of three dots is that", step_one()->ceiling == 6);
    in.dots = 1;
    need(set(in), "set");
    tap_case("the later word on the same place counts", step_one()->ceiling == 2);
    tap_case("and a planned pressure above it is refused", step_one()->verdict == VERDICT_DENY);
    in.dots = 5;
    need(set(in), "set");
    tap_case("no ceiling of the house raises what the client agreed to", step_one()->ceiling == 6);
    lift(in);
}

static void test_condition(void)
{
    struct set_house_rule in = rule_for("low_back");

    in.condition = SPAN("chaperone");
    tap_case("without a rule nobody else has to be there", !has_condition("chaperone"));
    need(set(in), "set");
    tap_case("a rule with a condition asks for it", has_condition("chaperone"));
    tap_case("and closes nothing by itself", !is_closed_by_house());
    in.condition = SPAN("gloves");
    need(set(in), "set");
    tap_case("a second condition stands beside the first",
             has_condition("gloves") && has_condition("chaperone"));
    lift(in);
    tap_case("and is taken back alone", !has_condition("gloves") && has_condition("chaperone"));
}

static void test_nonsense(void)
{
    struct set_house_rule in = rule_for("low_back");

    tap_case("a place that does not exist", is_refused_at(rule_for("moon"), "region"));
    in.technique = SPAN("squeeze_hard");
    tap_case("a way of touch that nobody knows", is_refused_at(in, "technique"));
    in = rule_for("low_back");
    in.route = SPAN("sideways");
    tap_case("a route that does not exist", is_refused_at(in, "route"));
    in = rule_for("low_back");
    in.condition = SPAN("moonlight");
    tap_case("a condition that nobody can attest", is_refused_at(in, "limit"));
    in.condition = SPAN("live_green");
    tap_case("a condition that holds anyway", is_refused_at(in, "limit"));
    in = rule_for("low_back");
    in.dots = 6;
    tap_case("more than the scale has", is_refused_at(in, "limit"));
    in = rule_for("low_back");
    in.reason = SPAN("");
    tap_case("a rule without a reason", is_refused_at(in, "reason"));
}

int main(void)
{
    house_make();
    visit_prepare();
    test_region();
    test_technique();
    test_route();
    test_level();
    test_condition();
    test_nonsense();
    visit_end();
    house_end();
    return tap_end();
}
