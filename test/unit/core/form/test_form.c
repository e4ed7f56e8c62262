/* The questionnaire subset: what it takes, what it refuses, what counts as answered.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/form/answers.h"

#include "tap.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[2 << 20];
static struct arena arena;
static struct fault why;

#define HEAD                                                                                       \
    "{\"resourceType\":\"Questionnaire\",\"id\":\"f\",\"url\":\"urn:f\",\"version\":\"1\","        \
    "\"date\":\"2026-11-23\",\"title\":\"T\",\"status\":\"draft\",\"item\":["
#define CHOICE(id, rest)                                                                           \
    "{\"linkId\":\"" id "\",\"text\":\"?\",\"type\":\"choice\",\"answerOption\":["                 \
    "{\"valueCoding\":{\"code\":\"yes\",\"display\":\"Yes\"}},"                                    \
    "{\"valueCoding\":{\"code\":\"no\",\"display\":\"No\"}},"                                      \
    "{\"valueCoding\":{\"code\":\"skip\",\"display\":\"I'd rather not say\"}}]" rest "}"
#define ITEM(id, type, rest) "{\"linkId\":\"" id "\",\"text\":\"?\",\"type\":\"" type "\"" rest "}"
#define WHEN(id, code)                                                                             \
    ",\"enableWhen\":[{\"question\":\"" id                                                         \
    "\",\"operator\":\"=\",\"answerCoding\":{\"code\":\"" code "\"}}]"

static const struct form *load(const char *json)
{
    const struct form *form = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    enum status st = form_load(span_of(json), &arena, &form, &why);
    CHECK((st == HF_OK) == (form != NULL));
    return form;
}

static void refused(const char *json, const char *because)
{
    CHECK(load(json) == NULL);
    CHECK_INT(why.status, HF_INVALID);
    if (strstr(why.text, because) == NULL)
        CHECK_TEXT(span_of(why.text), because);
}

static struct form_answers *answer(const struct form *form)
{
    return form_answers_new(&arena, form);
}

static enum status give(struct form_answers *answers, const char *id, const char *raw)
{
    fault_clear(&why);
    return form_answer_read(answers, span_of(id), span_of(raw), &arena, &why);
}

static enum form_state state(const struct form_answers *answers, const char *id)
{
    return form_states(answers, &arena)[form_find(answers->form, span_of(id))];
}

static const char gated[] = HEAD CHOICE("gate", "") "," CHOICE("q", WHEN("gate", "yes")) "," CHOICE(
    "r", WHEN("q", "yes")) "]}";
static const char every_kind[] =
    HEAD ITEM("s", "string", ",\"maxLength\":5") "," ITEM("t", "text", "") "," CHOICE(
        "c", ",\"required\":true") "," ITEM("b", "boolean", "") "," ITEM("i", "integer",
                                                                         "") "," ITEM("d", "date",
                                                                                      "") "]"
                                                                                          "}";

static void test_form_load__refuses_a_type_outside_the_subset(void)
{
    refused(HEAD ITEM("a", "attachment", "") "]}", "type");
}

static void test_form_load__refuses_a_member_outside_the_subset(void)
{
    refused(HEAD ITEM("a", "string", ",\"repeats\":true") "]}", "repeats");
}

static void test_form_load__refuses_a_link_id_given_twice(void)
{
    refused(HEAD ITEM("a", "string", "") "," ITEM("a", "text", "") "]}", "stands twice (que-2)");
}

static void test_form_load__refuses_a_choice_without_options(void)
{
    refused(HEAD ITEM("a", "choice", "") "]}", "answerOption");
}

static void test_form_load__refuses_an_option_given_twice(void)
{
    refused(HEAD "{\"linkId\":\"a\",\"text\":\"?\",\"type\":\"choice\",\"answerOption\":["
                 "{\"valueCoding\":{\"code\":\"x\",\"display\":\"X\"}},"
                 "{\"valueCoding\":{\"code\":\"x\",\"display\":\"Y\"}}]}]}",
            "Option 2 stands twice");
}

static void test_form_load__refuses_a_gate_that_stands_later(void)
{
    refused(HEAD CHOICE("q", WHEN("gate", "yes")) "," CHOICE("gate", "") "]}", "stands earlier");
}

static void test_form_load__refuses_a_gate_on_an_answer_not_offered(void)
{
    refused(HEAD CHOICE("gate", "") "," CHOICE("q", WHEN("gate", "maybe")) "]}", "no option");
}

static void test_form_load__refuses_another_operator(void)
{
    refused(HEAD CHOICE("gate",
                        "") ","
                            "{\"linkId\":\"q\",\"text\":\"?\",\"type\":\"string\",\"enableWhen\":[{"
                            "\"question\":"
                            "\"gate\",\"operator\":\"!=\",\"answerCoding\":{\"code\":\"no\"}}]}]}",
            "operator");
}

static void test_form_load__refuses_two_gates_without_a_behaviour(void)
{
    refused(
        HEAD CHOICE(
            "g",
            "") ","
                "{\"linkId\":\"q\",\"text\":\"?\",\"type\":\"string\",\"enableWhen\":["
                "{\"question\":\"g\",\"operator\":\"=\",\"answerCoding\":{\"code\":\"no\"}},"
                "{\"question\":\"g\",\"operator\":\"=\",\"answerCoding\":{\"code\":\"yes\"}}]}]}",
        "enableBehavior");
}

static void test_form_load__refuses_a_length_on_a_date(void)
{
    refused(HEAD ITEM("a", "date", ",\"maxLength\":5") "]}", "maxLength");
}

static void test_form_load__refuses_a_length_beyond_the_limit(void)
{
    refused(HEAD ITEM("a", "text", ",\"maxLength\":4001") "]}", "maxLength");
}

static void test_form_load__refuses_a_question_below_a_question(void)
{
    refused(HEAD ITEM("a", "string", ",\"item\":[" ITEM("b", "string", "") "]") "]}", "display");
}

static void test_form_load__refuses_groups_that_are_too_deep(void)
{
#define GROUP(id, inner) ITEM(id, "group", ",\"item\":[" inner "]")
    refused(
        HEAD GROUP(
            "a",
            GROUP("b", GROUP("c", GROUP("d", GROUP("e", GROUP("f", GROUP("g", ITEM("z", "display",
                                                                                   "")))))))) "]}",
        "too deep");
}

static void test_form_load__refuses_another_resource(void)
{
    refused("{\"resourceType\":\"Patient\"}", "resourceType");
}

static void test_form_load__takes_every_kind_of_the_subset(void)
{
    const struct form *form = load(every_kind);

    CHECK(form != NULL && form->n_items == 6);
    CHECK_INT(form->items[0].max_length, 5);
    CHECK_INT(form->items[1].max_length, 2000);
    CHECK(form->items[2].required && form->items[2].options[2].careful);
    CHECK(form->items[2].options[2].quiet && !form->items[2].options[0].quiet);
}

static void test_form_load__keeps_help_with_its_question(void)
{
    const struct form *form =
        load(HEAD ITEM("a", "string", ",\"item\":[" ITEM("a.help", "display", "") "]") "]}");

    CHECK_INT(form->n_items, 1);
    CHECK_TEXT(form->items[0].help, "?");
}

static void test_form_part__tells_what_it_says_about_itself(void)
{
    const struct form *form = load(HEAD ITEM(
        "p", "group",
        ",\"item\":[{\"linkId\":\"p.why\",\"text\":\"because\",\"type\":\"display\"},{\"linkId\":"
        "\"p.minutes\",\"text\":\"About 12 minutes or 20\",\"type\":\"display\"}," ITEM(
            "q", "string", "") "]") "]}");
    struct form_part part;

    CHECK_INT(form_parts(form), 1);
    CHECK(form_part(form, 0, &part) && !form_part(form, 1, &part));
    CHECK_TEXT(part.why, "because");
    CHECK_INT(part.about_minutes, 12);
    CHECK(part.first == 1 && part.end == 4);
}

static void test_form_answer__names_the_question_and_not_the_answer(void)
{
    struct form_answers *answers = answer(load(every_kind));

    CHECK_INT(give(answers, "d", "2026-02-30"), HF_INVALID);
    CHECK(strstr(why.text, "question d") != NULL && strstr(why.text, "2026") == NULL);
}

static void test_form_answer__is_refused_when_it_does_not_fit(void)
{
    struct form_answers *answers = answer(load(every_kind));

    CHECK_INT(give(answers, "s", "123456"), HF_INVALID);
    CHECK_INT(give(answers, "s", "a\nb"), HF_INVALID);
    CHECK_INT(give(answers, "t", "\xff"), HF_INVALID);
    CHECK_INT(give(answers, "c", "maybe"), HF_INVALID);
    CHECK_INT(give(answers, "b", "yes"), HF_INVALID);
    CHECK_INT(give(answers, "i", "1.5"), HF_INVALID);
    CHECK_INT(give(answers, "nobody", "1"), HF_NOT_FOUND);
}

static void test_form_answer__refused_leaves_the_earlier_one(void)
{
    struct form_answers *answers = answer(load(every_kind));

    CHECK_INT(give(answers, "c", "no"), HF_OK);
    CHECK_INT(give(answers, "c", "maybe"), HF_INVALID);
    CHECK_TEXT(form_answer_text(answers, "c"), "no");
}

static void test_form_answer__blank_takes_it_away(void)
{
    struct form_answers *answers = answer(load(every_kind));

    CHECK_INT(give(answers, "c", "no"), HF_OK);
    CHECK_INT(give(answers, "c", "  "), HF_OK);
    CHECK_INT(state(answers, "c"), FORM_MISSING);
}

static void test_form_answer__counts_characters_not_bytes(void)
{
    CHECK_INT(give(answer(load(every_kind)), "s", "äöüßé"), HF_OK);
}

static void test_form_state__a_plain_no_makes_the_rest_moot(void)
{
    struct form_answers *answers = answer(load(gated));

    CHECK_INT(give(answers, "gate", "no"), HF_OK);
    CHECK_INT(state(answers, "q"), FORM_NOT_ASKED);
    CHECK_INT(state(answers, "r"), FORM_NOT_ASKED);
}

static void test_form_state__a_careful_gate_leaves_the_rest_missing(void)
{
    struct form_answers *answers = answer(load(gated));

    CHECK_INT(give(answers, "gate", "skip"), HF_OK);
    CHECK_INT(state(answers, "q"), FORM_MISSING);
    CHECK_INT(state(answers, "r"), FORM_MISSING);
}

static void test_form_state__silence_at_the_gate_leaves_the_rest_missing(void)
{
    CHECK_INT(state(answer(load(gated)), "r"), FORM_MISSING);
}

static void test_form_state__an_answer_behind_a_closed_gate_does_not_count(void)
{
    struct form_answers *answers = answer(load(gated));

    CHECK_INT(give(answers, "q", "yes"), HF_OK);
    CHECK_INT(give(answers, "gate", "no"), HF_OK);
    CHECK_INT(state(answers, "q"), FORM_NOT_ASKED);
}

static void test_form_check__asks_only_for_what_is_required_and_shown(void)
{
    struct form_answers *answers = answer(load(
        HEAD CHOICE("gate", "") "," CHOICE("q", WHEN("gate", "yes") ",\"required\":true") "]"
                                                                                          "}"));
    const uint32_t *missing;
    uint32_t n = 9;

    CHECK_INT(form_check(answers, &arena, &missing, &n, &why), HF_OK);
    CHECK_INT(n, 0);
    CHECK_INT(give(answers, "gate", "yes"), HF_OK);
    CHECK_INT(form_check(answers, &arena, &missing, &n, &why), HF_OK);
    CHECK(n == 1 && missing[0] == 1);
}

static struct form_answers *all_given(void)
{
    struct form_answers *answers = answer(load(every_kind));

    CHECK_INT(give(answers, "s", "Kim"), HF_OK);
    CHECK_INT(give(answers, "t", "a\nb"), HF_OK);
    CHECK_INT(give(answers, "c", "skip"), HF_OK);
    CHECK_INT(give(answers, "b", "true"), HF_OK);
    CHECK_INT(give(answers, "i", "-42"), HF_OK);
    CHECK_INT(give(answers, "d", "1960-02-29"), HF_OK);
    return answers;
}

static void test_form_answers__come_back_from_their_bytes(void)
{
    struct form_answers *answers = all_given(), *again = NULL;
    struct span bytes, twice;
    uint32_t dropped = 9;

    CHECK_INT(form_answers_encode(answers, &arena, &bytes, &why), HF_OK);
    CHECK_INT(form_answers_decode(bytes, answers->form, &arena, &again, &dropped, &why), HF_OK);
    CHECK_INT(dropped, 0);
    CHECK_INT(form_answers_encode(again, &arena, &twice, &why), HF_OK);
    CHECK_SPAN(twice, bytes);
    CHECK_TEXT(form_answer_show(again, form_find(again->form, SPAN("d")), &arena), "1960-02-29");
    CHECK_TEXT(form_answer_show(again, form_find(again->form, SPAN("i")), &arena), "-42");
}

static void test_form_answers__cut_anywhere_are_refused(void)
{
    struct form_answers *answers = all_given(), *again = NULL;
    struct span bytes = {0};
    uint32_t dropped;

    CHECK_INT(form_answers_encode(answers, &arena, &bytes, &why), HF_OK);
    for (size_t len = 0; len < bytes.len; len++)
        CHECK_INT(form_answers_decode(span_head(bytes, len), answers->form, &arena, &again,
                                      &dropped, &why),
                  HF_INVALID);
    CHECK(again == NULL);
}

static void test_form_answers__of_a_question_that_is_gone_are_dropped(void)
{
    struct form_answers *answers = all_given(), *again = NULL;
    struct span bytes = {0};
    uint32_t dropped = 0;
    const struct form *other = NULL;

    CHECK_INT(form_answers_encode(answers, &arena, &bytes, &why), HF_OK);
    CHECK_INT(form_load(SPAN(HEAD ITEM("s", "string", "") "," ITEM("i", "date", "") "]}"), &arena,
                        &other, &why),
              HF_OK);
    CHECK_INT(form_answers_decode(bytes, other, &arena, &again, &dropped, &why), HF_OK);
    CHECK_INT(dropped, 5);
    CHECK_TEXT(form_answer_text(again, "s"), "Kim");
}

static void test_form_load__survives_every_lack_of_memory(void)
{
    const struct form *form = NULL;
    size_t budget = 0;
    enum status st = HF_FAILED;

    for (; st != HF_OK && budget < sizeof block; budget += 64) {
        arena_init(&arena, block, budget);
        fault_clear(&why);
        st = form_load(span_of(gated), &arena, &form, &why);
        CHECK(st == HF_OK || (st == HF_FAILED && form == NULL));
    }
    CHECK_INT(st, HF_OK);
}

int main(void)
{
    RUN(test_form_load__refuses_a_type_outside_the_subset);
    RUN(test_form_load__refuses_a_member_outside_the_subset);
    RUN(test_form_load__refuses_a_link_id_given_twice);
    RUN(test_form_load__refuses_a_choice_without_options);
    RUN(test_form_load__refuses_an_option_given_twice);
    RUN(test_form_load__refuses_a_gate_that_stands_later);
    RUN(test_form_load__refuses_a_gate_on_an_answer_not_offered);
    RUN(test_form_load__refuses_another_operator);
    RUN(test_form_load__refuses_two_gates_without_a_behaviour);
    RUN(test_form_load__refuses_a_length_on_a_date);
    RUN(test_form_load__refuses_a_length_beyond_the_limit);
    RUN(test_form_load__refuses_a_question_below_a_question);
    RUN(test_form_load__refuses_groups_that_are_too_deep);
    RUN(test_form_load__refuses_another_resource);
    RUN(test_form_load__takes_every_kind_of_the_subset);
    RUN(test_form_load__keeps_help_with_its_question);
    RUN(test_form_part__tells_what_it_says_about_itself);
    RUN(test_form_answer__names_the_question_and_not_the_answer);
    RUN(test_form_answer__is_refused_when_it_does_not_fit);
    RUN(test_form_answer__refused_leaves_the_earlier_one);
    RUN(test_form_answer__blank_takes_it_away);
    RUN(test_form_answer__counts_characters_not_bytes);
    RUN(test_form_state__a_plain_no_makes_the_rest_moot);
    RUN(test_form_state__a_careful_gate_leaves_the_rest_missing);
    RUN(test_form_state__silence_at_the_gate_leaves_the_rest_missing);
    RUN(test_form_state__an_answer_behind_a_closed_gate_does_not_count);
    RUN(test_form_check__asks_only_for_what_is_required_and_shown);
    RUN(test_form_answers__come_back_from_their_bytes);
    RUN(test_form_answers__cut_anywhere_are_refused);
    RUN(test_form_answers__of_a_question_that_is_gone_are_dropped);
    RUN(test_form_load__survives_every_lack_of_memory);
    return tap_end();
}
