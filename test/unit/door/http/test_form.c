/* The strict readers: forms, percent-encoding, cookies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/form.h"

#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

static alignas(max_align_t) unsigned char block[1 << 20];
static struct arena arena;
static struct fault why;
static struct http_fields fields;

static enum status parse(struct span text)
{
    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    return form_parse(text, 1000, &arena, &fields, &why);
}

static void test_form_parse__duplicates_keep_their_order(void)
{
    CHECK_INT(parse(SPAN("a=1&b=2&a=3")), HF_OK);
    CHECK_INT(fields.count, 3);
    CHECK_TEXT(fields.at[2].name, "a");
    CHECK_TEXT(fields.at[2].value, "3");
    CHECK_TEXT(http_field_value(fields, "a"), "1");
    CHECK_INT(http_field_count(fields, "a"), 2);
    CHECK_TEXT(http_field_value(fields, "c"), "");
}

static void test_form_parse__nothing_is_no_field(void)
{
    CHECK_INT(parse(SPAN("")), HF_OK);
    CHECK_INT(fields.count, 0);
}

static void test_form_parse__plus_and_percent_are_decoded(void)
{
    CHECK_INT(parse(SPAN("a+b%3D=%2B+%c3%A9%0D%0A")), HF_OK);
    CHECK_TEXT(fields.at[0].name, "a b=");
    CHECK_TEXT(fields.at[0].value, "+ \xC3\xA9\r\n");
}

static void test_form_parse__value_may_hold_equals_and_be_empty(void)
{
    CHECK_INT(parse(SPAN("a=b=c&d=&e")), HF_OK);
    CHECK_TEXT(fields.at[0].value, "b=c");
    CHECK_TEXT(fields.at[1].value, "");
    CHECK_TEXT(fields.at[2].name, "e");
}

static const struct {
    const char *name;
    struct span text;
    long at;
} bad_forms[] = {
    {"cut percent", SPAN_INIT("a=1&b=%4"), 6},
    {"percent without digits", SPAN_INIT("a=%xy"), 2},
    {"encoded NUL", SPAN_INIT("ab=%00"), 3},
    {"raw NUL", SPAN_INIT("a=\0"), 2},
    {"raw space", SPAN_INIT("a=b c"), 3},
    {"raw letter beyond ASCII", SPAN_INIT("a=\xC3\xA9"), 2},
    {"not UTF-8", SPAN_INIT("a=1&b=%C3%28"), 6},
    {"overlong UTF-8", SPAN_INIT("a=%C0%AF"), 2},
    {"surrogate", SPAN_INIT("a=%ED%A0%80"), 2},
    {"control character", SPAN_INIT("a=%1B"), 2},
    {"no name", SPAN_INIT("a=1&=2"), 4},
    {"empty pair", SPAN_INIT("a=1&&b=2"), 4},
    {"ampersand at the end", SPAN_INIT("a=1&"), 4},
};

static void run_bad_forms(void)
{
    for (size_t i = 0; i < sizeof bad_forms / sizeof bad_forms[0]; i++) {
        char name[100];
        enum status st = parse(bad_forms[i].text);

        snprintf(name, sizeof name, "bad form says where: %s (%ld)", bad_forms[i].name, why.at);
        tap_case(name, st == HF_INVALID && why.at == bad_forms[i].at);
    }
}

static void test_form_parse__too_many_fields_are_refused(void)
{
    char text[2002];

    for (size_t i = 0; i < sizeof text; i += 2) {
        text[i] = 'a';
        text[i + 1] = '&';
    }
    CHECK_INT(parse(span_at(text, 1999)), HF_OK);
    CHECK_INT(fields.count, 1000);
    CHECK_INT(parse(span_at(text, 2001)), HF_INVALID);
}

static void test_form_parse__long_names_are_refused(void)
{
    char text[FORM_MAX_NAME + 1];

    memset(text, 'n', sizeof text);
    CHECK_INT(parse(span_at(text, FORM_MAX_NAME)), HF_OK);
    CHECK_INT(parse(span_at(text, FORM_MAX_NAME + 1)), HF_INVALID);
}

static void test_form_parse__survives_every_small_arena(void)
{
    enum status st = HF_FAILED;

    for (size_t size = 0; st != HF_OK; size += 8) {
        struct http_fields untouched = {NULL, 77};

        arena_init(&arena, block, size);
        st = form_parse(SPAN("name=v%61lue&x=y"), 10, &arena, &untouched, NULL);
        CHECK(st == HF_OK || (st == HF_FAILED && untouched.count == 77));
        CHECK(size < 4096);
    }
}

static void test_percent_decode__leaves_plus_alone(void)
{
    struct span text = SPAN("");

    arena_init(&arena, block, sizeof block);
    CHECK_INT(percent_decode(SPAN("a+b%2Fc"), &arena, &text, NULL), HF_OK);
    CHECK_TEXT(text, "a+b/c");
}

static void read_cookies(struct span header)
{
    arena_init(&arena, block, sizeof block);
    CHECK_INT(cookie_parse(header, &arena, &fields, NULL), HF_OK);
}

static void test_cookie_parse__reads_pairs(void)
{
    read_cookies(SPAN("a=1; b=x=y;c="));
    CHECK_INT(fields.count, 3);
    CHECK_TEXT(fields.at[1].value, "x=y");
    CHECK_TEXT(fields.at[2].name, "c");
}

static void test_cookie_parse__what_is_no_cookie_is_left_out(void)
{
    read_cookies(SPAN("a b=1; =2; ; q=\"x\"; \x01=3; ok=1; u=\xC3\xA9"));
    CHECK_INT(fields.count, 1);
    CHECK_TEXT(fields.at[0].name, "ok");
}

static void test_cookie_parse__stops_after_its_ceiling(void)
{
    char text[200];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "a=1;"[i % 4];
    read_cookies(span_at(text, sizeof text));
    CHECK_INT(fields.count, COOKIE_MAX);
}

int main(void)
{
    RUN(test_form_parse__duplicates_keep_their_order);
    RUN(test_form_parse__nothing_is_no_field);
    RUN(test_form_parse__plus_and_percent_are_decoded);
    RUN(test_form_parse__value_may_hold_equals_and_be_empty);
    run_bad_forms();
    RUN(test_form_parse__too_many_fields_are_refused);
    RUN(test_form_parse__long_names_are_refused);
    RUN(test_form_parse__survives_every_small_arena);
    RUN(test_percent_decode__leaves_plus_alone);
    RUN(test_cookie_parse__reads_pairs);
    RUN(test_cookie_parse__what_is_no_cookie_is_left_out);
    RUN(test_cookie_parse__stops_after_its_ceiling);
    return tap_end();
}
