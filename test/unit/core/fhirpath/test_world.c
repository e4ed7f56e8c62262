/* What an expression may read beside its context: variables, value sets, scores, an index, the
 * time; and the budgets that it has to keep.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fhirpath/fhirpath.h"

#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[8 << 20], small_block[1 << 16];
static struct arena arena;
static struct fault why;
static struct fhirpath_options options;
static struct fhirpath_world world;

static const char form_text[] =
    "{\"resourceType\":\"Questionnaire\",\"item\":[{\"linkId\":\"a\",\"answerOption\":["
    "{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\"},\"extension\":[{\"url\":"
    "\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueDecimal\":3}]},"
    "{\"valueCoding\":{\"system\":\"s\",\"code\":\"skip\"}}]},{\"linkId\":\"g\",\"item\":["
    "{\"linkId\":\"b\",\"answerOption\":[{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\","
    "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/itemWeight\","
    "\"valueDecimal\":0}]}}]}]}]}";
static const char answers_text[] =
    "{\"resourceType\":\"QuestionnaireResponse\",\"item\":[{\"linkId\":\"a\",\"answer\":["
    "{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\"}}]},{\"linkId\":\"g\",\"item\":["
    "{\"linkId\":\"b\",\"answer\":[{\"valueCoding\":{\"system\":\"s\",\"code\":\"x\"},\"item\":["
    "{\"linkId\":\"c\",\"answer\":[{\"valueString\":\"deep\"}]}]}]}]},"
    "{\"linkId\":\"a\",\"answer\":[{\"valueCoding\":{\"system\":\"s\",\"code\":\"skip\"}}]}]}";

static const struct json *read_json(const char *text)
{
    const struct json *tree = NULL;
    enum status st = json_parse(span_of(text), &json_limits_default, &arena, &tree, &why);

    CHECK_INT(st, HF_OK);
    return tree;
}

/* A world around the answers, and nothing else. */
static void begin(void)
{
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    options = (struct fhirpath_options){.strict = true,
                                        .context_type = SPAN("QuestionnaireResponse"),
                                        .resource_type = SPAN("QuestionnaireResponse")};
    world = (struct fhirpath_world){.resource = read_json(answers_text)};
    world.context = fhirpath_of_node(world.resource, SPAN(""));
}

static const struct fhirpath_program *compile(const char *expression)
{
    const struct fhirpath_program *program = NULL;
    enum status st = fhirpath_compile(span_of(expression), &options, &arena, &program, &why);

    CHECK((st == HF_OK) == (program != NULL));
    return program;
}

/* The items as text, parted by commas; the fault where there is one. */
static struct span run(const char *expression)
{
    const struct fhirpath_program *program = compile(expression);
    struct fhirpath_list list = {0};
    struct buf out;

    if (program == NULL || fhirpath_evaluate(program, &world, &arena, &list, &why) != HF_OK)
        return span_of(why.text);
    buf_init(&out, &arena, 1 << 16);
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0)
            buf_lit(&out, ",");
        fhirpath_write_text(&out, &list.at[i]);
    }
    return buf_view(&out);
}

static void refused(const char *expression, enum fhirpath_phase phase, long at)
{
    run(expression);
    CHECK_INT(why.status, HF_INVALID);
    CHECK_INT(fhirpath_phase_of(&why), phase);
    CHECK_INT(why.at, at);
}

static void test_compile__says_where_it_stopped(void)
{
    begin();
    refused("item.where(linkId = 'a').answr", FHIRPATH_SEMANTIC, 25);
    begin();
    refused("item.where(linkId = ", FHIRPATH_SYNTAX, 20);
    begin();
    refused("item.single()", FHIRPATH_EXECUTION, 5);
}

static void test_variables__are_read_in_their_order(void)
{
    struct fhirpath_value three = fhirpath_of_integer(3), word = fhirpath_of_string(SPAN("w"));
    const struct fhirpath_variable names[] = {{.name = SPAN("n")}, {.name = SPAN("a word")}};
    const struct fhirpath_list values[] = {{&three, 1}, {&word, 1}};

    begin();
    options.variables = names;
    options.variable_count = 2;
    world.variables = values;
    CHECK_TEXT(run("%n + 1"), "4");
    CHECK_TEXT(run("%`a word`"), "w");
    CHECK_TEXT(run("%'a word'"), "w");
}

static void test_variables__of_a_known_type_are_checked(void)
{
    const struct fhirpath_variable names[] = {{.name = SPAN("p"), .type = SPAN("Patient")}};

    begin();
    options.variables = names;
    options.variable_count = 1;
    refused("%p.nme", FHIRPATH_SEMANTIC, 3);
}

static void test_reads__tells_which_variables(void)
{
    const struct fhirpath_variable names[] = {{.name = SPAN("n")}, {.name = SPAN("m")}};

    begin();
    options.variables = names;
    options.variable_count = 2;
    const struct fhirpath_program *program = compile("item.where(%m = 1)");

    CHECK(program != NULL && !fhirpath_reads(program, 0) && fhirpath_reads(program, 1));
}

static void test_member_of__asks_the_given_expansion(void)
{
    begin();
    world.value_sets = read_json(
        "[{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"version\":\"1\",\"expansion\":{"
        "\"contains\":["
        "{\"system\":\"s\",\"code\":\"group\",\"abstract\":true,\"contains\":[{\"system\":\"s\","
        "\"code\":\"x\"}]}]}}]");
    CHECK_TEXT(run("item.first().answer.value.memberOf('u')"), "true");
    CHECK_TEXT(run("item.first().answer.value.memberOf('u|1')"), "true");
    CHECK_TEXT(run("item.last().answer.value.memberOf('u')"), "false");
    CHECK_TEXT(run("'group'.memberOf('u')"), "false");
    refused("item.first().answer.value.memberOf('u|2')", FHIRPATH_EXECUTION, 26);
}

static void test_weight__is_of_the_item_that_holds_the_answer(void)
{
    char list[2048];

    begin();
    snprintf(list, sizeof list, "[%s]", form_text);
    world.scores = read_json(list);
    CHECK_TEXT(run("item.where(linkId = 'a').answer.value.weight()"), "3");
    CHECK_TEXT(run("item.item.where(linkId = 'b').answer.value.weight()"), "0");
    CHECK_TEXT(run("item.item.where(linkId = 'b').answer.weight()"), "0");
    CHECK_TEXT(run("repeat(item).answer.value.ofType(Coding).weight().sum()"), "3");
}

static void test_weight__asks_the_variable_questionnaire(void)
{
    const struct fhirpath_variable names[] = {{.name = SPAN("questionnaire")}};
    struct fhirpath_value form;
    const struct fhirpath_list values[] = {{&form, 1}};

    begin();
    form = fhirpath_of_node(read_json(form_text), SPAN(""));
    options.variables = names;
    options.variable_count = 1;
    world.variables = values;
    CHECK_TEXT(run("item.first().answer.value.weight()"), "3");
    CHECK_TEXT(run("item.item.answer.value.weight()"), "0");
}

static void test_weight__with_nothing_to_look_in_is_refused(void)
{
    begin();
    refused("item.where(linkId = 'a').answer.value.weight()", FHIRPATH_EXECUTION, 38);
}

static void test_index__gives_what_a_walk_gives(void)
{
    static const char *const expressions[] = {
        "repeat(item).where(linkId = 'a').answer.value.code",
        "repeat(item).where(linkId = 'b').answer.value.code",
        "repeat(item).where(linkId = 'c').answer.value",
        "descendants().where(linkId = 'c').answer.value",
        "%resource.descendants().where(linkId = 'a').count()",
        "repeat(item).where(linkId = 'none').count()",
    };

    for (size_t i = 0; i < sizeof expressions / sizeof expressions[0]; i++) {
        begin();
        struct span walked = run(expressions[i]);

        world.index = fhirpath_index_new(world.resource, &arena);
        CHECK(world.index != NULL);
        CHECK_SPAN(run(expressions[i]), walked);
    }
}

static struct span traced;

static void note(void *arg, struct span name, struct fhirpath_list list)
{
    CHECK(arg == &traced);
    traced = list.count == 2 ? name : SPAN("");
}

static void test_trace__tells_the_world(void)
{
    begin();
    world.trace = note;
    world.trace_arg = &traced;
    CHECK_TEXT(run("item.where(linkId = 'a').trace('here', linkId).count()"), "2");
    CHECK_TEXT(traced, "here");
}

static void test_now__is_the_worlds_with_its_offset(void)
{
    begin();
    world.now_us = 1795474800123456; /* 2026-11-23T23:00:00.123Z */
    world.offset_minutes = 120;
    CHECK_TEXT(run("now()"), "2026-11-24T01:00:00.123+02:00");
    CHECK_TEXT(run("today()"), "2026-11-24");
    CHECK_TEXT(run("timeOfDay()"), "01:00:00.123");
}

static void test_steps__are_counted(void)
{
    begin();
    world.steps = 60;
    refused("descendants().descendants().count()", FHIRPATH_BUDGET, 14);
}

static void put_numbers(struct buf *out, int count)
{
    buf_byte(out, '[');
    for (int i = 0; i < count; i++) {
        if (i > 0)
            buf_byte(out, ',');
        buf_int(out, i);
    }
    buf_byte(out, ']');
}

/* Lists inside two objects, in any order: each number is looked for from the start. */
static void test_steps__are_counted_inside_a_comparison(void)
{
    struct buf out;

    begin();
    options = (struct fhirpath_options){0};
    buf_init(&out, &arena, 1 << 20);
    buf_lit(&out, "{\"a\":{\"l\":");
    put_numbers(&out, 2000);
    buf_lit(&out, "},\"b\":{\"l\":");
    put_numbers(&out, 2000);
    buf_lit(&out, "}}");
    buf_byte(&out, '\0');
    world.resource = read_json(buf_view(&out).at);
    world.context = fhirpath_of_node(world.resource, SPAN(""));
    refused("a ~ b", FHIRPATH_BUDGET, 2);
}

static void test_no_context__is_empty(void)
{
    begin();
    options.context_type = SPAN("");
    world.context = (struct fhirpath_value){0};
    CHECK_TEXT(run("$this.count()"), "0");
    CHECK_TEXT(run("1 + 1"), "2");
}

static void test_truth__has_three_values(void)
{
    struct fhirpath_value values[2] = {fhirpath_of_boolean(false), fhirpath_of_integer(0)};
    enum fhirpath_truth truth = FHIRPATH_EMPTY;

    fault_clear(&why);
    CHECK(fhirpath_truth((struct fhirpath_list){values, 1}, &truth, &why) == HF_OK &&
          truth == FHIRPATH_FALSE);
    CHECK(fhirpath_truth((struct fhirpath_list){values + 1, 1}, &truth, &why) == HF_OK &&
          truth == FHIRPATH_TRUE);
    CHECK(fhirpath_truth((struct fhirpath_list){0}, &truth, &why) == HF_OK &&
          truth == FHIRPATH_EMPTY);
    CHECK_INT(fhirpath_truth((struct fhirpath_list){values, 2}, &truth, &why), HF_INVALID);
}

static void test_write_json__has_type_and_exact_text(void)
{
    const struct fhirpath_program *program;
    struct fhirpath_list list;
    struct json_writer w;
    struct buf out;

    begin();
    program = compile("1.50");
    buf_init(&out, &arena, 4096);
    json_writer_init(&w, &out);
    CHECK(program != NULL && fhirpath_evaluate(program, &world, &arena, &list, &why) == HF_OK);
    fhirpath_write_json(&w, list.at);
    CHECK_TEXT(buf_view(&out), "{\"type\":\"System.Decimal\",\"value\":\"1.50\"}");
}

/* With every budget from nothing on: an answer, or HF_FAILED and nothing touched. */
static void test_memory__may_end_anywhere(void)
{
    static const char expression[] =
        "defineVariable('n', 1.5).repeat(item).where(answer.value.code.matches('x')).select(linkId "
        "& '!').distinct().sort(-$this).join(',') & (now() + 1 day).toString()";
    bool done = false;

    begin();
    for (size_t size = 0; size < sizeof small_block && !done; size += 64) {
        const struct fhirpath_program *program = NULL;
        struct fhirpath_list list = {0};
        struct arena small;

        arena_init(&small, small_block, size);
        fault_clear(&why);
        enum status st = fhirpath_compile(span_of(expression), &options, &small, &program, &why);

        if (st == HF_OK)
            st = fhirpath_evaluate(program, &world, &small, &list, &why);
        done = st == HF_OK;
        CHECK(done ? list.count == 1 : st == HF_FAILED && list.count == 0);
    }
    CHECK(done);
}

int main(void)
{
    RUN(test_compile__says_where_it_stopped);
    RUN(test_variables__are_read_in_their_order);
    RUN(test_variables__of_a_known_type_are_checked);
    RUN(test_reads__tells_which_variables);
    RUN(test_member_of__asks_the_given_expansion);
    RUN(test_weight__is_of_the_item_that_holds_the_answer);
    RUN(test_weight__asks_the_variable_questionnaire);
    RUN(test_weight__with_nothing_to_look_in_is_refused);
    RUN(test_index__gives_what_a_walk_gives);
    RUN(test_trace__tells_the_world);
    RUN(test_now__is_the_worlds_with_its_offset);
    RUN(test_steps__are_counted);
    RUN(test_steps__are_counted_inside_a_comparison);
    RUN(test_no_context__is_empty);
    RUN(test_truth__has_three_values);
    RUN(test_write_json__has_type_and_exact_text);
    RUN(test_memory__may_end_anywhere);
    return tap_end();
}
