/* What a line of text can't show: memory, plans of many steps, words, the fold of the room alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "world.h"

#include "core/decide/fold.h"
#include "core/decide/line.h"
#include "core/decide/times.h"

static struct world w;

static void make_permit(void)
{
    world_make(&(struct tape){.len = 0}, &w);
    (void)world_decide(&w);
}

static alignas(max_align_t) unsigned char small_block[1 << 16];

/* The least memory that is enough, after every smaller one was refused. */
static size_t sweep(bool (*work)(struct arena *arena))
{
    for (size_t budget = 0; budget < sizeof small_block; budget += 8) {
        struct arena arena;

        arena_init(&arena, small_block, budget);
        if (work(&arena))
            return budget;
        CHECK(arena.spent);
    }
    tap_note(__FILE__, __LINE__, "no budget was enough");
    return 0;
}

static bool make_workspace(struct arena *arena)
{
    return workspace_new(&w.facts, arena) != NULL;
}

static void test_workspace_new__refuses_every_smaller_memory(void)
{
    make_permit();
    CHECK(sweep(make_workspace) > 0);
}

static size_t memory_of_workspace(void)
{
    size_t mark = arena_mark(&world_arena);

    CHECK(workspace_new(&w.facts, &world_arena) != NULL);
    return arena_mark(&world_arena) - mark;
}

static void test_workspace_new__has_room_for_the_practitioners_of_the_facts_only(void)
{
    make_permit();
    w.facts.practitioner_count = 1;
    size_t memory = memory_of_workspace();

    w.practitioners[1].credential_count = 100;
    CHECK_INT(memory_of_workspace(), memory);
    w.facts.practitioner_count = 2;
    CHECK(memory_of_workspace() > memory);
}

enum { STEPS = 48 };

/* Permits, plans and bad acts in turn. */
static bool plan_many(struct arena *arena)
{
    static struct act acts[STEPS];
    static struct decision decisions[STEPS];
    struct fault why;

    fault_clear(&why);
    for (size_t i = 0; i < STEPS; i++) {
        acts[i] = w.act;
        if (i % 3 == 1)
            acts[i].mode = MODE_PLAN;
        if (i % 3 == 2)
            acts[i].pressure = 11;
    }
    enum status st = decide_plan(&w.facts, acts, STEPS, w.now_s, arena, decisions, &why);

    CHECK(st == HF_OK || (st == HF_FAILED && why.status == HF_FAILED));
    return st == HF_OK;
}

/* With a log so long that the workspace is what needs most. */
static void test_decide_plan__refuses_every_smaller_memory(void)
{
    make_permit();
    while (w.facts.event_count < MOST_EVENTS)
        world_append(&(struct tape){.len = 0}, &w, EVENT_REHEARSAL);
    CHECK_INT(world_decide(&w).verdict, VERDICT_PERMIT);
    CHECK(sweep(plan_many) > 0);
}

static void test_decide_plan__answers_each_step_as_decide_does(void)
{
    struct decision decisions[2];
    struct fault why;

    make_permit();
    struct act acts[] = {w.act, w.act};

    acts[1].pressure = 11;
    fault_clear(&why);
    CHECK_INT(decide_plan(&w.facts, acts, 2, w.now_s, &world_arena, decisions, &why), HF_OK);
    CHECK_INT(decisions[0].verdict, VERDICT_PERMIT);
    CHECK(decision_has(&decisions[1], REASON_BAD_ACT));
}

static void test_decision_has__finds_a_reason_among_others(void)
{
    make_permit();
    w.events[w.facts.event_count - 1].kind = EVENT_REHEARSAL;
    w.act.pressure = 10;
    w.facts.adult_at.known = false;
    struct decision d = world_decide(&w);

    CHECK(decision_has(&d, REASON_AGE_UNVERIFIED));
    CHECK(decision_has(&d, REASON_SIGNAL_NONE));
    CHECK(!decision_has(&d, REASON_MINOR));
}

static void test_decision_has__looks_at_no_reason_beyond_the_list(void)
{
    const struct reason reasons[] = {{.code = REASON_MINOR}, {.code = REASON_VOID}};
    const struct decision d = {.reasons = reasons, .reason_count = 1};

    CHECK(decision_has(&d, REASON_MINOR));
    CHECK(!decision_has(&d, REASON_VOID));
}

static struct event said(enum event_kind kind, struct party by, const char *subject)
{
    return (struct event){.id = event_ids[MOST_EVENTS - 1],
                          .kind = kind,
                          .by = by,
                          .at_s = w.now_s,
                          .subject = span_of(subject),
                          .value = SPAN("on")};
}

/* S11: a rule beyond the list names nothing. */
static void test_decide__a_finding_is_named_by_the_rules_of_the_facts_only(void)
{
    make_permit();
    w.facts.rule_count = 1;
    w.rules[0].finding = SPAN("f1");
    w.rules[1].finding = SPAN("f9");
    w.events[0] = said(EVENT_FINDING, the_practitioner, "f9");
    struct decision d = world_decide(&w);

    CHECK(decision_has(&d, REASON_UNKNOWN_FINDING));
}

static void test_decide__a_practitioner_beyond_the_list_is_unknown(void)
{
    make_permit();
    w.facts.practitioner_count = 1;
    w.act.practitioner = practitioner_ids[1];
    struct decision d = world_decide(&w);

    CHECK(decision_has(&d, REASON_UNKNOWN_PRACTITIONER));
}

/* S11: a clearance beyond the log clears nothing, though the workspace has seen a longer one. */
static void test_decide__a_clearance_beyond_the_log_clears_nothing(void)
{
    struct decision d;

    make_permit();
    size_t count = w.facts.event_count;

    w.rules[0] = (struct rule){.id = rule_ids[0],
                               .finding = SPAN("f1"),
                               .clearable = true,
                               .scope = {.region = region_ids[0], .side = SIDE_BOTH}};
    w.facts.rule_count = 1;
    w.events[count] = said(EVENT_FINDING, the_practitioner, "f1");
    w.events[count + 1] = said(EVENT_CLEARANCE, (struct party){S("clinician"), S("d1")}, "r0");
    w.events[count + 1].id = event_ids[MOST_EVENTS - 2];
    w.facts.event_count = count + 2;
    CHECK_INT(world_decide(&w).verdict, VERDICT_PERMIT);
    struct workspace *space = workspace_new(&w.facts, &world_arena);

    decide(&w.facts, &w.act, w.now_s, space, &d);
    w.facts.event_count = count + 1;
    decide(&w.facts, &w.act, w.now_s, space, &d);
    CHECK(decision_has(&d, REASON_CONTRA));
}

/* S19: lists are sorted by code unit, and reasons by their enum. */
static void test_reason_word__enum_order_is_code_unit_order(void)
{
    for (unsigned code = 1; code < REASON_COUNT; code++) {
        const struct reason before = {.code = (enum reason_code)(code - 1)};
        const struct reason after = {.code = (enum reason_code)code};

        CHECK(span_compare(reason_word(&before), reason_word(&after)) < 0);
    }
}

static void test_verdict_word__names_all_three(void)
{
    CHECK_TEXT(verdict_word(VERDICT_DENY), "deny");
    CHECK_TEXT(verdict_word(VERDICT_CONDITIONAL), "conditional");
    CHECK_TEXT(verdict_word(VERDICT_PERMIT), "permit");
}

static struct live_state live_at(int64_t now_s)
{
    struct live_state live = {.attested_room = 0};
    struct fault why;

    fault_clear(&why);
    enum status st = live_init(&live, &w.facts, 0, &world_arena, &why);

    CHECK_INT(st, HF_OK);
    live_fold(&live, &w.facts, now_s);
    return live;
}

static void test_live_fold__leaves_out_what_lies_after_now(void)
{
    make_permit();
    w.events[w.facts.event_count - 1].at_s = 9;
    CHECK_INT(live_at(8).signal, SIGNAL_NONE);
    CHECK(live_at(8).open);
    CHECK_INT(live_at(9).signal, SIGNAL_GREEN);
}

static struct event attest(const char *condition, const char *state)
{
    return (struct event){.kind = EVENT_ATTEST,
                          .by = the_practitioner,
                          .subject = span_of(condition),
                          .value = span_of(state)};
}

/* The first event and the last, and none beyond them. */
static void test_live_fold__takes_the_whole_log_and_no_more(void)
{
    make_permit();
    w.facts.event_count = 1;
    w.events[0].kind = EVENT_SESSION_START;
    w.events[1] = (struct event){.kind = EVENT_SIGNAL, .by = the_client, .value = SPAN("stop")};
    CHECK(live_at(w.now_s).open);
    CHECK_INT(live_at(w.now_s).signal, SIGNAL_NONE);
}

/* As a page does that steps a state beyond the facts it was made for. */
static void test_live_step__a_condition_without_room_stays_missing(void)
{
    make_permit();
    struct live_state live = live_at(w.now_s);
    struct event on = attest("gloves", "on");

    CHECK_INT(live.attested_room, 0);
    live_step(&live, &w.facts, &on);
    CHECK(!live_is_attested(&live, SPAN("gloves")));
}

static void test_live_init__has_room_for_the_attests_of_the_log_only(void)
{
    make_permit();
    w.events[0] = attest("gloves", "on");
    w.events[w.facts.event_count] = attest("gloves", "on");
    CHECK_INT(live_at(w.now_s).attested_room, 1);
}

static size_t memory_of_fold(void)
{
    struct fold fold = {.finding_count = 9};
    size_t mark = arena_mark(&world_arena);
    struct fault why;

    fault_clear(&why);
    CHECK_INT(fold_init(&fold, &w.facts, 0, &world_arena, &why), HF_OK);
    CHECK_INT(fold.finding_count, 0);
    return arena_mark(&world_arena) - mark;
}

/* Room for one finding more, and for none that stands beyond the log. */
static void test_fold_init__has_room_for_the_findings_of_the_log_only(void)
{
    make_permit();
    size_t without = memory_of_fold();

    w.events[0].kind = EVENT_FINDING;
    CHECK_INT(memory_of_fold() - without, sizeof(struct finding_state));
    w.events[w.facts.event_count].kind = EVENT_FINDING;
    CHECK_INT(memory_of_fold() - without, sizeof(struct finding_state));
    w.events[0].kind = EVENT_REHEARSAL;
    CHECK_INT(memory_of_fold(), without);
}

static bool begin_fold(struct arena *arena)
{
    struct fold fold;
    struct fault why;

    fault_clear(&why);
    return fold_init(&fold, &w.facts, 0, arena, &why) == HF_OK;
}

static bool begin_live(struct arena *arena)
{
    struct live_state live;
    struct fault why;

    fault_clear(&why);
    return live_init(&live, &w.facts, 0, arena, &why) == HF_OK;
}

static void test_fold_init__refuses_every_smaller_memory(void)
{
    make_permit();
    w.events[0] = attest("gloves", "on");
    CHECK(sweep(begin_live) > 0);
    CHECK(sweep(begin_fold) > 0);
}

/* a + b against limit, with the answers of `>=` and of `>`. */
static void test_sums__are_right_at_every_end(void)
{
    static const struct {
        int64_t a, b, limit;
        bool reaches, passes;
    } rows[] = {
        {1, 2, 3, true, false},
        {1, 2, 2, true, true},
        {1, 2, 4, false, false},
        {INT64_MAX, 1, INT64_MAX, true, true},
        {INT64_MIN, -1, INT64_MIN, false, false},
        {INT64_MAX, INT64_MIN, -1, true, false},
        {INT64_MAX, 0, INT64_MAX, true, false},
        {INT64_MIN, 0, INT64_MIN, true, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK(sum_reaches(rows[i].a, rows[i].b, rows[i].limit) == rows[i].reaches);
        CHECK(sum_passes(rows[i].a, rows[i].b, rows[i].limit) == rows[i].passes);
    }
}

static enum status answer_by(enum decide_form form, struct span line, size_t budget, size_t room,
                             struct buf *out)
{
    static alignas(max_align_t) unsigned char answers[4096];
    static struct arena arena, answer_arena;

    arena_init(&arena, small_block, budget);
    arena_init(&answer_arena, answers, sizeof answers);
    buf_init(out, &answer_arena, room);
    return decide_line(line, &(struct named_worlds){NULL, 0}, form, &arena, out);
}

static enum status answer_with(struct span line, size_t budget, size_t room, struct buf *out)
{
    return answer_by(DECIDE_PLAIN, line, budget, room, out);
}

static const char small_line[] =
    "{\"id\":\"q\",\"facts\":{\"regions\":[{\"id\":\"b\",\"parent\":null,\"paired\":false,"
    "\"intimate\":false}],\"client\":{\"id\":\"c\"},\"policy\":{\"reflectInternal\":1,"
    "\"reflectSensual\":1,\"stopCooldown\":1,\"checkin\":1,\"checkinSensitive\":1,"
    "\"screeningMaxAge\":1,\"yellowPressure\":1}},\"act\":{\"practitioner\":\"p\",\"region\":\"b\","
    "\"side\":\"B\",\"technique\":\"t\",\"access\":\"external\",\"intent\":\"sensual\","
    "\"pressure\":1,\"duration\":1,\"mode\":\"plan\"},\"now\":1}";

static bool is_error(struct span answer)
{
    struct span rest = answer;

    (void)span_cut(&rest, ',');
    return span_starts(answer, SPAN("{\"error\":")) || span_starts(rest, SPAN("\"error\":"));
}

static void check_every_budget(enum decide_form form)
{
    enum status st = HF_FAILED;
    struct buf out;

    for (size_t budget = 0; budget < sizeof small_block && st == HF_FAILED; budget += 8) {
        st = answer_by(form, span_of(small_line), budget, 4096, &out);
        CHECK(!out.failed);
        CHECK(st != HF_FAILED || is_error(buf_view(&out)));
    }
    CHECK_INT(st, HF_OK);
}

static void test_decide_line__never_answers_half_when_memory_is_short(void)
{
    check_every_budget(DECIDE_PLAIN);
    check_every_budget(DECIDE_FOLDED);
}

static void test_decide_line__says_when_the_answer_has_no_room(void)
{
    struct buf out;

    CHECK_INT(answer_with(span_of(small_line), sizeof small_block, 40, &out), HF_FAILED);
    CHECK_INT(answer_with(SPAN("[]"), sizeof small_block, 4, &out), HF_FAILED);
}

static void test_decide_line__says_where_a_line_is_no_object(void)
{
    struct buf out;

    CHECK_INT(answer_with(SPAN(" []"), sizeof small_block, 4096, &out), HF_INVALID);
    CHECK_TEXT(buf_view(&out), "{\"error\":\"the line is no object, byte 0\"}");
}

static void check_id(const char *line, const char *start)
{
    struct buf out;

    (void)answer_with(span_of(line), sizeof small_block, 4096, &out);
    CHECK(span_starts(buf_view(&out), span_of(start)));
}

static void test_decide_line__gives_an_id_of_any_kind_back_as_it_was(void)
{
    check_id("{\"id\":\"a\\\"\\u00e9\",\"now\":1}", "{\"id\":\"a\\\"\\u00e9\",\"decision\"");
    check_id("{\"id\":-1.50e3}", "{\"id\":-1.50e3,\"decision\"");
    check_id("{\"id\":null}", "{\"id\":null,\"decision\"");
    check_id("{\"id\":true}", "{\"id\":true,\"decision\"");
    check_id("{\"id\":false,\"now\":1}", "{\"id\":false,\"decision\"");
    check_id("{\"id\":[1,{\"a\":\"]\"}]}", "{\"id\":[1,{\"a\":\"]\"}],\"decision\"");
    check_id("{\"id\":{\"a\":[]}}", "{\"id\":{\"a\":[]},\"decision\"");
    check_id("{\"id\":{ \"a b\" :\t[ 1 , null ] } }", "{\"id\":{\"a b\":[1,null]},\"decision\"");
    check_id("{}", "{\"decision\"");
    check_id("[]", "{\"error\"");
    check_id("{\"id\":1,\"id\":1}", "{\"error\"");
}

/* A line that asks nothing, with `count` times `text` as its id. */
static bool is_answered(const char *open, const char *text, size_t count, const char *close)
{
    enum { MOST = 1 << 20 };
    static char line[MOST];
    static alignas(max_align_t) unsigned char block[64 << 20], answers[2 * MOST];
    struct arena arena, answer_arena;
    struct buf out;
    size_t len = (size_t)snprintf(line, MOST, "{\"id\":%s", open);

    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(line + len, MOST - len, "%s", text);
    for (size_t i = 0; i < (*close == ']' ? count : 1); i++)
        len += (size_t)snprintf(line + len, MOST - len, "%s", close);
    len += (size_t)snprintf(line + len, MOST - len, "}");
    arena_init(&arena, block, sizeof block);
    arena_init(&answer_arena, answers, sizeof answers);
    buf_init(&out, &answer_arena, sizeof answers - 16);
    return decide_line(span_at(line, len), &(struct named_worlds){NULL, 0}, DECIDE_PLAIN, &arena,
                       &out) == HF_OK;
}

static void test_decide_line__goes_32_deep_and_no_deeper(void)
{
    CHECK(is_answered("", "[", 31, "]"));
    CHECK(!is_answered("", "[", 32, "]"));
}

static void test_decide_line__takes_so_many_values_and_no_more(void)
{
    enum { MOST_VALUES = 400000 };

    CHECK(is_answered("[0", ",0", MOST_VALUES - 3, " ]"));
    CHECK(!is_answered("[0", ",0", MOST_VALUES - 2, " ]"));
}

int main(void)
{
    RUN(test_workspace_new__refuses_every_smaller_memory);
    RUN(test_workspace_new__has_room_for_the_practitioners_of_the_facts_only);
    RUN(test_decide_plan__refuses_every_smaller_memory);
    RUN(test_decide_plan__answers_each_step_as_decide_does);
    RUN(test_decision_has__finds_a_reason_among_others);
    RUN(test_decision_has__looks_at_no_reason_beyond_the_list);
    RUN(test_decide__a_finding_is_named_by_the_rules_of_the_facts_only);
    RUN(test_decide__a_practitioner_beyond_the_list_is_unknown);
    RUN(test_decide__a_clearance_beyond_the_log_clears_nothing);
    RUN(test_reason_word__enum_order_is_code_unit_order);
    RUN(test_verdict_word__names_all_three);
    RUN(test_live_fold__leaves_out_what_lies_after_now);
    RUN(test_live_step__a_condition_without_room_stays_missing);
    RUN(test_live_fold__takes_the_whole_log_and_no_more);
    RUN(test_live_init__has_room_for_the_attests_of_the_log_only);
    RUN(test_fold_init__has_room_for_the_findings_of_the_log_only);
    RUN(test_fold_init__refuses_every_smaller_memory);
    RUN(test_sums__are_right_at_every_end);
    RUN(test_decide_line__never_answers_half_when_memory_is_short);
    RUN(test_decide_line__says_when_the_answer_has_no_room);
    RUN(test_decide_line__goes_32_deep_and_no_deeper);
    RUN(test_decide_line__takes_so_many_values_and_no_more);
    RUN(test_decide_line__says_where_a_line_is_no_object);
    RUN(test_decide_line__gives_an_id_of_any_kind_back_as_it_was);
    return tap_end();
}
