/* What the table of FHIR R4's types says: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/fhirpath/r4.h"

static struct r4_type type(const char *name)
{
    struct r4_type found = r4_type_find(span_of(name));

    CHECK(!r4_type_is_none(found));
    CHECK_TEXT(r4_type_name(found), name);
    return found;
}

static struct r4_element element(const char *home, const char *name)
{
    struct r4_element found = r4_element_find(type(home), span_of(name));

    CHECK(!r4_element_is_none(found));
    return found;
}

static struct span only_type(const char *home, const char *name)
{
    struct r4_element found = element(home, name);

    CHECK_INT(r4_element_type_count(found), 1);
    return r4_type_name(r4_element_type(found, 0));
}

static void test_r4_type_find__knows_resources_types_and_inner_types(void)
{
    CHECK_INT(r4_type_kind(type("Patient")), R4_RESOURCE);
    CHECK_INT(r4_type_kind(type("HumanName")), R4_COMPLEX);
    CHECK_INT(r4_type_kind(type("code")), R4_PRIMITIVE);
    CHECK_INT(r4_type_kind(type("Patient.contact")), R4_BACKBONE);
}

static void test_r4_type_find__knows_no_others(void)
{
    CHECK(r4_type_is_none(r4_type_find(SPAN(""))));
    CHECK(r4_type_is_none(r4_type_find(SPAN("patient"))));
    CHECK(r4_type_is_none(r4_type_find(SPAN("Patient.name"))));
    CHECK(r4_type_is_none(r4_type_find(SPAN("zzz"))));
    CHECK_INT(r4_type_kind((struct r4_type){0}), R4_NO_KIND);
}

static void test_r4_type_base__leads_to_the_root(void)
{
    CHECK_TEXT(r4_type_name(r4_type_base(type("Patient"))), "DomainResource");
    CHECK_TEXT(r4_type_name(r4_type_base(type("Age"))), "Quantity");
    CHECK_TEXT(r4_type_name(r4_type_base(type("Patient.contact"))), "BackboneElement");
    CHECK_TEXT(r4_type_name(r4_type_base(type("Timing.repeat"))), "Element");
    CHECK(r4_type_is_none(r4_type_base(type("Element"))));
}

static void test_r4_type_is__goes_up_and_not_down(void)
{
    CHECK(r4_type_is(type("code"), type("string")));
    CHECK(r4_type_is(type("code"), type("code")));
    CHECK(!r4_type_is(type("string"), type("code")));
    CHECK(r4_type_is(type("Patient"), type("Resource")));
    CHECK(!r4_type_is(type("Patient"), type("Element")));
    CHECK(!r4_type_is((struct r4_type){0}, type("Element")));
}

static void test_r4_type_is_abstract__tells_the_bases(void)
{
    CHECK(r4_type_is_abstract(type("DomainResource")));
    CHECK(!r4_type_is_abstract(type("Patient")));
}

static void test_r4_type_system__maps_primitives(void)
{
    CHECK_INT(r4_type_system(type("code")), R4_STRING);
    CHECK_INT(r4_type_system(type("instant")), R4_DATE_TIME);
    CHECK_INT(r4_type_system(type("positiveInt")), R4_INTEGER);
    CHECK_INT(r4_type_system(type("xhtml")), R4_STRING);
    CHECK_INT(r4_type_system(type("Quantity")), R4_NOT_PRIMITIVE);
}

static void test_r4_element_find__finds_own_and_inherited(void)
{
    CHECK_TEXT(only_type("Patient", "birthDate"), "date");
    CHECK_TEXT(only_type("Patient", "id"), "id");
    CHECK_TEXT(only_type("Patient", "extension"), "Extension");
    CHECK_TEXT(only_type("Age", "unit"), "string");
    CHECK(r4_element_is_none(r4_element_find(type("Patient"), SPAN("value"))));
    CHECK(r4_element_is_none(r4_element_find(type("Patient"), SPAN("deceasedBoolean"))));
}

static void test_r4_element_is_list__says_how_many(void)
{
    CHECK(r4_element_is_list(element("Patient", "name")));
    CHECK(!r4_element_is_list(element("Patient", "birthDate")));
}

static void test_r4_element_type__of_a_reference_is_what_it_names(void)
{
    CHECK_TEXT(only_type("Questionnaire.item", "item"), "Questionnaire.item");
    CHECK_TEXT(only_type("QuestionnaireResponse.item.answer", "item"),
               "QuestionnaireResponse.item");
    CHECK_TEXT(only_type("Bundle.entry", "resource"), "Resource");
}

static void test_r4_element_type__of_a_choice_has_all_in_order(void)
{
    struct r4_element found = element("Patient", "deceased");

    CHECK(r4_element_is_choice(found));
    CHECK_INT(r4_element_type_count(found), 2);
    CHECK_TEXT(r4_type_name(r4_element_type(found, 0)), "boolean");
    CHECK_TEXT(r4_type_name(r4_element_type(found, 1)), "dateTime");
    CHECK(r4_type_is_none(r4_element_type(found, 2)));
}

static void check_json(const char *home, const char *name, const char *element, const char *of)
{
    struct r4_type got = {0};
    struct r4_element found = r4_element_find_json(type(home), span_of(name), &got);

    CHECK_TEXT(r4_element_name(found), element);
    CHECK_TEXT(r4_type_name(got), of);
}

static void test_r4_element_find_json__reads_the_type_off_a_choice(void)
{
    check_json("Observation", "valueQuantity", "value", "Quantity");
    check_json("Observation", "valueDateTime", "value", "dateTime");
    check_json("Extension", "valueBase64Binary", "value", "base64Binary");
    check_json("Patient", "birthDate", "birthDate", "date");
    check_json("Patient", "language", "language", "code");
}

static void test_r4_element_find_json__refuses_what_json_can_not_hold(void)
{
    check_json("Observation", "value", "", "");
    check_json("Observation", "valueMoney", "", "");
    check_json("Observation", "valuequantity", "", "");
    check_json("Observation", "", "", "");
}

static void test_r4_type_element__walks_the_own_ones_in_order(void)
{
    struct r4_type patient = type("Patient");

    CHECK_INT(r4_type_element_count(patient), 16);
    for (size_t i = 1; i < r4_type_element_count(patient); i++)
        CHECK(span_compare(r4_element_name(r4_type_element(patient, i - 1)),
                           r4_element_name(r4_type_element(patient, i))) < 0);
    CHECK(r4_element_is_none(r4_type_element(patient, 16)));
}

int main(void)
{
    RUN(test_r4_type_find__knows_resources_types_and_inner_types);
    RUN(test_r4_type_find__knows_no_others);
    RUN(test_r4_type_base__leads_to_the_root);
    RUN(test_r4_type_is__goes_up_and_not_down);
    RUN(test_r4_type_is_abstract__tells_the_bases);
    RUN(test_r4_type_system__maps_primitives);
    RUN(test_r4_element_find__finds_own_and_inherited);
    RUN(test_r4_element_is_list__says_how_many);
    RUN(test_r4_element_type__of_a_reference_is_what_it_names);
    RUN(test_r4_element_type__of_a_choice_has_all_in_order);
    RUN(test_r4_element_find_json__reads_the_type_off_a_choice);
    RUN(test_r4_element_find_json__refuses_what_json_can_not_hold);
    RUN(test_r4_type_element__walks_the_own_ones_in_order);
    return tap_end();
}
