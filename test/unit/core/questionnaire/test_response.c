/* A response as a tree that is changed by hand: what goes in comes out, and nothing is lost.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/questionnaire/calculate.h"
#include "core/questionnaire/validate.h"

#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[64 << 20];
static struct arena arena;
static struct fault why;

#define HEAD                                                                                       \
    "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"version\":\"1\","                     \
    "\"status\":\"active\",\"item\":["
#define RESPONSE                                                                                   \
    "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:f|1\","                   \
    "\"status\":\"in-progress\""

static const char tree_form[] =
    HEAD "{\"linkId\":\"a\",\"type\":\"integer\",\"repeats\":true},"
         "{\"linkId\":\"g\",\"type\":\"group\",\"repeats\":true,\"item\":["
         "{\"linkId\":\"b\",\"text\":\"B?\",\"type\":\"boolean\",\"item\":["
         "{\"linkId\":\"c\",\"type\":\"string\"}]},"
         "{\"linkId\":\"d\",\"type\":\"decimal\"}]},"
         "{\"linkId\":\"e\",\"type\":\"quantity\",\"extension\":[{\"url\":"
         "\"http://hl7.org/fhir/StructureDefinition/questionnaire-unit\",\"valueCoding\":{"
         "\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\",\"display\":\"kilogram\"}}]},"
         "{\"linkId\":\"o\",\"type\":\"open-choice\",\"answerOption\":[{\"valueCoding\":{"
         "\"system\":\"urn:s\",\"code\":\"x\",\"display\":\"X!\"}}]}]}";

static const struct questionnaire *load(const char *json)
{
    const struct questionnaire *form = NULL;
    struct report report;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    report_init(&report, &arena);
    enum status st =
        questionnaire_load(span_of(json), LOAD_STRICT, NULL, &arena, &report, &form, &why);
    CHECK_INT(st, HF_OK);
    return form;
}

static struct response *start(void)
{
    return response_new(load(tree_form), &arena);
}

static uint32_t id(const struct response *response, const char *link_id)
{
    return questionnaire_find(response->form, span_of(link_id));
}

static void wrote(const struct response *response, const char *want)
{
    struct span got = SPAN("");
    enum status st = response_write(response, &arena, &got, &why);

    CHECK_INT(st, HF_OK);
    CHECK_TEXT(got, want);
}

static struct fhir_value read(const struct response *response, const char *link_id, const char *raw)
{
    struct fhir_value value = {VALUE_NONE, NULL};

    fault_clear(&why);
    if (question_read_value(&response->form->items[id(response, link_id)], span_of(raw), &arena,
                            &value, &why) != HF_OK)
        value.type = VALUE_NONE;
    return value;
}

static void give(struct response *response, struct response_item *item, uint32_t n, const char *raw)
{
    struct fhir_value value = read(response, response->form->items[item->question].link_id.at, raw);

    CHECK(value.type != VALUE_NONE && response_answer_set(response, item, n, value));
}

static void test_response_new__is_a_draft_that_names_its_form_and_version(void)
{
    wrote(start(), "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:f|1\","
                   "\"status\":\"in-progress\"}");
}

static void test_response_item_add__keeps_the_order_of_the_form(void)
{
    struct response *r = start();

    CHECK(response_item_add(r, NULL, id(r, "o")) != NULL);
    CHECK(response_item_add(r, NULL, id(r, "g")) != NULL);
    CHECK(response_item_add(r, NULL, id(r, "a")) != NULL);
    CHECK(response_item_add(r, NULL, id(r, "g")) != NULL);
    wrote(r, RESPONSE ",\"item\":[{\"linkId\":\"a\"},{\"linkId\":\"g\"},{\"linkId\":\"g\"},"
                      "{\"linkId\":\"o\"}]}");
}

static void test_response_item_ensure__makes_what_is_above(void)
{
    struct response *r = start();
    struct response_item *c = response_item_ensure(r, id(r, "c"));

    CHECK(c != NULL);
    CHECK(c == response_item_ensure(r, id(r, "c")));
    wrote(r, RESPONSE ",\"item\":[{\"linkId\":\"g\",\"item\":[{\"linkId\":\"b\",\"text\":\"B?\","
                      "\"answer\":[{\"item\":[{\"linkId\":\"c\"}]}]}]}]}");
    CHECK_TEXT(response_where(c, &arena),
               "QuestionnaireResponse.item[0].item[0].answer[0].item[0]");
}

static void test_response_answer_set__keeps_what_hangs_below_the_answer(void)
{
    struct response *r = start();
    struct response_item *c = response_item_ensure(r, id(r, "c"));

    give(r, c, 0, "words");
    give(r, c->parent, 0, "true");
    wrote(r, RESPONSE ",\"item\":[{\"linkId\":\"g\",\"item\":[{\"linkId\":\"b\",\"text\":\"B?\","
                      "\"answer\":[{\"item\":[{\"linkId\":\"c\",\"answer\":[{\"valueString\":"
                      "\"words\"}]}],\"valueBoolean\":true}]}]}]}");
}

static void test_response_answer_remove__moves_later_answers_up(void)
{
    struct response *r = start();
    struct response_item *a = response_item_ensure(r, id(r, "a"));

    give(r, a, 0, "1");
    give(r, a, 1, "2");
    give(r, a, 2, "3");
    response_answer_remove(r, a, 1);
    wrote(r, RESPONSE ",\"item\":[{\"linkId\":\"a\",\"answer\":[{\"valueInteger\":1},"
                      "{\"valueInteger\":3}]}]}");
    CHECK_INT(r->n_answers, 2);
    response_answer_remove(r, a, 0);
    response_answer_remove(r, a, 0);
    wrote(r, RESPONSE ",\"item\":[{\"linkId\":\"a\"}]}");
}

static void test_response_item_remove__takes_an_answer_that_only_held_it(void)
{
    struct response *r = start();
    struct response_item *c = response_item_ensure(r, id(r, "c"));

    response_item_remove(r, c);
    wrote(r,
          RESPONSE ",\"item\":[{\"linkId\":\"g\",\"item\":[{\"linkId\":\"b\",\"text\":\"B?\"}]}]}");
    CHECK_INT(r->n_items, 2);
    CHECK_INT(r->n_answers, 0);
}

static void comes_back(const char *json)
{
    struct response *r = NULL;
    const struct questionnaire *form = load(tree_form);
    enum status st = response_read(span_of(json), form, &arena, &r, &why);

    CHECK_INT(st, HF_OK);
    if (st == HF_OK)
        wrote(r, json);
}

static void test_response_read__loses_nothing_that_it_does_not_know(void)
{
    comes_back(
        "{\"resourceType\":\"QuestionnaireResponse\",\"id\":\"7\",\"meta\":{\"tag\":[]},"
        "\"item\":[{\"extension\":[{\"url\":\"urn:x\",\"valueDecimal\":0.100}],\"linkId\":"
        "\"a\",\"answer\":[{\"id\":\"q\",\"valueInteger\":1,\"_valueInteger\":{\"id\":\"z\"}}"
        "],\"text\":\"\\u0001\\\"\"},{\"linkId\":\"gone\",\"answer\":[{\"valueNew\":{}}],"
        "\"item\":[{\"linkId\":\"below\"}]}],\"status\":\"completed\",\"author\":null}");
}

static void test_response_read__keeps_numbers_as_they_were_written(void)
{
    comes_back(RESPONSE ",\"item\":[{\"linkId\":\"g\",\"item\":[{\"linkId\":\"d\",\"answer\":[{"
                        "\"valueDecimal\":1.50e-2}]}]}]}");
}

static void refuses(const char *json)
{
    struct response *r = NULL;
    const struct questionnaire *form = load(tree_form);

    CHECK_INT(response_read(span_of(json), form, &arena, &r, &why), HF_INVALID);
    CHECK(r == NULL && why.text[0] != '\0');
}

static void test_response_read__refuses_what_is_no_tree_of_items(void)
{
    refuses("{\"resourceType\":\"Questionnaire\"}");
    refuses(RESPONSE ",\"item\":{}}");
    refuses(RESPONSE ",\"item\":[1]}");
    refuses(RESPONSE ",\"item\":[{\"linkId\":\"a\",\"answer\":[true]}]}");
    refuses(RESPONSE);
}

static void test_question_read_value__takes_numbers_as_people_type_them(void)
{
    struct response *r = start();

    CHECK_TEXT(fhir_value_text(read(r, "d", " 1,50 ")), "1.50");
    CHECK_TEXT(fhir_value_text(read(r, "d", "+007")), "7");
    CHECK_TEXT(fhir_value_text(read(r, "d", ".5")), "0.5");
    CHECK_INT(read(r, "d", "1.2.3").type, VALUE_NONE);
    CHECK_INT(read(r, "a", "1.5").type, VALUE_NONE);
    CHECK_INT(read(r, "a", "99999999999").type, VALUE_NONE);
}

static void test_question_read_value__gives_a_quantity_its_one_unit(void)
{
    struct response *r = start();
    struct fhir_value value = read(r, "e", "70.5");

    CHECK_TEXT(value_code(value), "kg");
    CHECK_TEXT(question_show_value(&r->form->items[id(r, "e")], value, &arena), "70.5 kilogram");
    CHECK_INT(read(r, "e", "70.5 stone").type, VALUE_NONE);
    CHECK_INT(read(r, "e", "70.5 kg").type, VALUE_QUANTITY);
}

static void test_question_read_value__finds_an_option_or_takes_own_words(void)
{
    struct response *r = start();

    CHECK_INT(read(r, "o", "x").type, VALUE_CODING);
    CHECK_INT(read(r, "o", "urn:s|x").type, VALUE_CODING);
    CHECK_INT(read(r, "o", "urn:t|x").type, VALUE_STRING);
}

static void test_question_read_value__takes_blanks_for_no_answer(void)
{
    struct response *r = start();
    struct fhir_value value;

    CHECK_INT(question_read_value(&r->form->items[id(r, "a")], SPAN(" \n"), &arena, &value, &why),
              HF_NOT_FOUND);
}

static void test_response__survives_every_lack_of_memory(void)
{
    for (size_t size = 4096; size < 60000; size += 256) {
        const struct questionnaire *form = NULL;
        struct response *r;
        struct report report;

        arena_init(&arena, block, size);
        report_init(&report, &arena);
        fault_clear(&why);
        if (questionnaire_load(span_of(tree_form), LOAD_STRICT, NULL, &arena, &report, &form,
                               &why) != HF_OK) {
            CHECK_INT(why.status, HF_FAILED);
            continue;
        }
        r = response_new(form, &arena);
        if (r != NULL && response_item_ensure(r, id(r, "c")) != NULL)
            CHECK_INT(r->n_items, 3);
    }
}

/* One answer, and only what reads it is computed again. */
static const char graph_form[] =
    HEAD "{\"linkId\":\"a\",\"type\":\"integer\"},{\"linkId\":\"b\",\"type\":\"integer\"},"
         "{\"linkId\":\"x\",\"type\":\"integer\",\"extension\":[{\"url\":\"http://hl7.org/fhir/uv/"
         "sdc/StructureDefinition/sdc-questionnaire-calculatedExpression\",\"valueExpression\":{"
         "\"language\":\"text/fhirpath\",\"expression\":"
         "\"%resource.item.where(linkId='a').answer.value\"}}]},"
         "{\"linkId\":\"y\",\"type\":\"integer\",\"extension\":[{\"url\":\"http://hl7.org/fhir/uv/"
         "sdc/StructureDefinition/sdc-questionnaire-calculatedExpression\",\"valueExpression\":{"
         "\"language\":\"text/fhirpath\",\"expression\":"
         "\"%resource.item.where(linkId='b').answer.value\"}}]},"
         "{\"linkId\":\"z\",\"type\":\"integer\",\"extension\":[{\"url\":\"http://hl7.org/fhir/uv/"
         "sdc/StructureDefinition/sdc-questionnaire-calculatedExpression\",\"valueExpression\":{"
         "\"language\":\"text/fhirpath\",\"expression\":"
         "\"%resource.item.where(linkId='x' or linkId='y').answer.value.sum()\"}}]}]}";

static void test_calculation_changed__computes_only_what_depends_on_the_answer(void)
{
    static const struct calculation_world world = {.now_us = 0};
    struct response *r = response_new(load(graph_form), &arena);
    struct calculation *c = calculation_new(r, &world, &arena);
    struct report report;
    uint32_t n = 0;

    report_init(&report, &arena);
    give(r, response_item_ensure(r, id(r, "a")), 0, "1");
    give(r, response_item_ensure(r, id(r, "b")), 0, "2");
    CHECK_INT(calculation_run(c, &report, &why), HF_OK);
    give(r, response_item_ensure(r, id(r, "a")), 0, "5");
    CHECK_INT(calculation_changed(c, id(r, "a"), &report, &n, &why), HF_OK);
    CHECK_INT(n, 2);
    CHECK_TEXT(fhir_value_text(response_find(r, id(r, "z"), 0)->answers->value), "7");
    CHECK_INT(calculation_changed(c, id(r, "a"), &report, &n, &why), HF_OK);
    CHECK_INT(n, 1);
    CHECK_INT(report.count, 0);
}

/* --- one answer after the other, beside all at once ------------------------------------------- */

enum { CHAIN = 24, CHANGES = 60 };

/* What stands before the linkId of the question that is read, and behind it. */
static const struct {
    const char *before, *behind;
} patterns[] = {
    {"%resource.item.where(linkId='", "').answer.value + 1"},
    {"%resource.descendants().where(linkId='", "').answer.value * 2"},
    {"(%resource.item.where(linkId='",
     "') | %resource.item.where(linkId='q0')).answer.value.sum()"},
    {"%resource.repeat(item).where(linkId='", "')[0].answer.value - 3"},
    {"iif(%resource.item.where(linkId='", "').answer.value > 10, %v, 7)"},
};

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % below;
}

/* Six questions, then calculated ones that each read one before them. */
static size_t write_chain(char *at, size_t room, uint32_t *seed)
{
    size_t n = (size_t)snprintf(
        at, room,
        "{\"resourceType\":\"Questionnaire\",\"url\":\"urn:f\",\"status\":\"active\","
        "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/variable\","
        "\"valueExpression\":{\"name\":\"v\",\"language\":\"text/fhirpath\",\"expression\":"
        "\"%%resource.item.where(linkId='q1').answer.value\"}}],\"item\":["
        "{\"linkId\":\"q0\",\"type\":\"integer\"}");

    for (uint32_t i = 1; i < CHAIN; i++) {
        n += (size_t)snprintf(at + n, room - n, ",{\"linkId\":\"q%u\",\"type\":\"integer\"", i);
        if (i >= 6) {
            n += (size_t)snprintf(at + n, room - n,
                                  ",\"extension\":[{\"url\":\"http://hl7.org/fhir/uv/sdc/"
                                  "StructureDefinition/sdc-questionnaire-calculatedExpression\","
                                  "\"valueExpression\":{\"language\":\"text/fhirpath\","
                                  "\"expression\":\"");
            uint32_t pattern = draw(seed, 5);

            n += (size_t)snprintf(at + n, room - n, "%sq%u%s", patterns[pattern].before,
                                  draw(seed, i), patterns[pattern].behind);
            n += (size_t)snprintf(at + n, room - n, "\"}}]");
        }
        n += (size_t)snprintf(at + n, room - n, "}");
    }
    return n + (size_t)snprintf(at + n, room - n, "]}");
}

static struct span computed_at_once(const struct response *from)
{
    static const struct calculation_world world = {.now_us = 0};
    struct span written = SPAN(""), again = SPAN("");
    struct response *copy = NULL;
    struct report report;

    report_init(&report, &arena);
    if (response_write(from, &arena, &written, &why) != HF_OK ||
        response_read(written, from->form, &arena, &copy, &why) != HF_OK)
        return SPAN("?");
    for (uint32_t i = 6; i < CHAIN; i++) {
        struct response_item *item = response_find(copy, i, 0);

        while (item != NULL && item->n_answers > 0)
            response_answer_remove(copy, item, 0);
    }
    if (calculation_run(calculation_new(copy, &world, &arena), &report, &why) != HF_OK ||
        response_write(copy, &arena, &again, &why) != HF_OK)
        return SPAN("?");
    return again;
}

static void change_one_after_the_other(uint32_t seed)
{
    static const struct calculation_world world = {.now_us = 0};
    static char json[1 << 16];
    struct response *r;
    struct report report;

    json[write_chain(json, sizeof json, &seed)] = '\0';
    r = response_new(load(json), &arena);
    struct calculation *c = calculation_new(r, &world, &arena);

    report_init(&report, &arena);
    CHECK_INT(calculation_run(c, &report, &why), HF_OK);
    for (int i = 0; i < CHANGES; i++) {
        uint32_t question = draw(&seed, 6);
        struct response_item *item = response_item_ensure(r, question);
        char raw[16];

        (void)snprintf(raw, sizeof raw, "%u", draw(&seed, 20));
        if (draw(&seed, 5) == 0)
            response_answer_remove(r, item, 0);
        else
            give(r, item, 0, raw);
        CHECK_INT(calculation_changed(c, question, &report, NULL, &why), HF_OK);
        if (i % 10 == 9) {
            struct span got = SPAN("");

            CHECK_INT(response_write(r, &arena, &got, &why), HF_OK);
            CHECK_SPAN(got, computed_at_once(r));
        }
    }
    CHECK(r->n_answers > 6);
}

static void test_calculation_changed__comes_to_what_all_at_once_comes_to(void)
{
    for (uint32_t seed = 1; seed <= 12; seed++)
        change_one_after_the_other(seed);
}

int main(void)
{
    RUN(test_response_new__is_a_draft_that_names_its_form_and_version);
    RUN(test_response_item_add__keeps_the_order_of_the_form);
    RUN(test_response_item_ensure__makes_what_is_above);
    RUN(test_response_answer_set__keeps_what_hangs_below_the_answer);
    RUN(test_response_answer_remove__moves_later_answers_up);
    RUN(test_response_item_remove__takes_an_answer_that_only_held_it);
    RUN(test_response_read__loses_nothing_that_it_does_not_know);
    RUN(test_response_read__keeps_numbers_as_they_were_written);
    RUN(test_response_read__refuses_what_is_no_tree_of_items);
    RUN(test_question_read_value__takes_numbers_as_people_type_them);
    RUN(test_question_read_value__gives_a_quantity_its_one_unit);
    RUN(test_question_read_value__finds_an_option_or_takes_own_words);
    RUN(test_question_read_value__takes_blanks_for_no_answer);
    RUN(test_response__survives_every_lack_of_memory);
    RUN(test_calculation_changed__computes_only_what_depends_on_the_answer);
    RUN(test_calculation_changed__comes_to_what_all_at_once_comes_to);
    return tap_end();
}
