/* Strict JSON in, streaming JSON out: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/format/json.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[1 << 20];
static struct arena arena;
static struct fault why;

static enum status parse_with(const char *text, size_t budget, const struct json **ret)
{
    arena_init(&arena, block, budget);
    fault_clear(&why);
    return json_parse(span_of(text), &json_limits_default, &arena, ret, &why);
}

static const struct json *parse(const char *text)
{
    const struct json *tree = NULL;

    return parse_with(text, sizeof block, &tree) == HF_OK ? tree : NULL;
}

/* Each is refused at this offset, and `*ret` stays as it was. */
static void test_json_parse__refuses_bad_input_at_its_offset(void)
{
    static const struct {
        const char *text;
        long at;
    } cases[] = {
        {"", 0},
        {"  ", 2},
        {"{", 1},
        {"[1,]", 3},
        {"[1 2]", 3},
        {"{\"a\"}", 4},
        {"{\"a\":}", 5},
        {"{\"a\":1,}", 7},
        {"{a:1}", 1},
        {"{\"a\":1 \"b\":2}", 7},
        {"{\"a\":1]", 6},
        {"01", 1},
        {"-", 1},
        {"-01", 2},
        {"1.", 2},
        {".5", 0},
        {"1e", 2},
        {"1e+", 3},
        {"+1", 0},
        {"nul", 0},
        {"True", 0},
        {"NaN", 0},
        {"\"", 1},
        {"\"\n\"", 1},
        {"\"\\", 2},
        {"\"\\\"", 3},
        {"\"\\x\"", 2},
        {"\"\\u00g0\"", 5},
        {"\"\\u12\"", 5},
        {"\"\\u0000\"", 7},
        {"\"\\ud800\"", 7},
        {"\"\\ud800\\n\"", 8},
        {"\"\\ud800\\u0041\"", 13},
        {"\"\\udc00\"", 7},
        {"\"\\ud800\\u00x\"", 11},
        {"\xef\xbb\xbf{}", 0},
        {"\"\xc3\"", 1},
        {"\"\xed\xa0\x80\"", 1},
        {"{} x", 3},
        {"1 2", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct json *tree = NULL;

        CHECK(parse_with(cases[i].text, sizeof block, &tree) == HF_INVALID);
        CHECK(tree == NULL);
        CHECK_INT(why.at, cases[i].at);
        if (why.at != cases[i].at)
            printf("#   in %s\n", cases[i].text);
    }
}

static void test_json_parse__refuses_a_member_that_stands_twice(void)
{
    CHECK(parse("{\"a\":1,\"b\":2,\"\\u0061\":3}") == NULL);
    CHECK_INT(why.at, 22);
    CHECK(parse("{\"a\":{\"a\":1},\"b\":{\"a\":2}}") != NULL);
    CHECK(parse("{\"\":1,\"\":2}") == NULL);
    CHECK(parse("[{\"x\":0,\"k\":0,\"c\":0,\"k\":0,\"b\":0,\"a\":0}]") == NULL);
}

static void test_json_parse__keeps_a_number_as_it_was_written(void)
{
    static const char *const same[] = {"0",    "-0",        "0.10",
                                       "1E+2", "-1.5e-300", "99999999999999999999"};

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        CHECK_TEXT(parse(same[i])->text, same[i]);
}

static void test_json_int64__takes_integers_and_nothing_else(void)
{
    int64_t n = 7;

    CHECK(json_int64(parse("-9223372036854775808"), &n));
    CHECK_INT(n, INT64_MIN);
    CHECK(json_int64(parse("9223372036854775807"), &n));
    CHECK_INT(n, INT64_MAX);
    n = 7;
    CHECK(!json_int64(parse("9223372036854775808"), &n));
    CHECK(!json_int64(parse("1.0"), &n));
    CHECK(!json_int64(parse("1e3"), &n));
    CHECK(!json_int64(parse("\"1\""), &n));
    CHECK(!json_int64(parse("true"), &n));
    CHECK(!json_int64(NULL, &n));
    CHECK_INT(n, 7);
}

static void test_json_parse__unescapes_text(void)
{
    CHECK_TEXT(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")->text, "\"\\/\b\f\n\r\t");
    CHECK_TEXT(parse("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"")->text,
               "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    CHECK_TEXT(parse("\"\\u007f \xf0\x9f\x98\x80\"")->text, "\x7f \xf0\x9f\x98\x80");
    CHECK_TEXT(parse("\"\"")->text, "");
}

static void test_json_parse__hangs_children_in_order(void)
{
    const struct json *v = parse(" { \"a\" : [ 1 , true , null ] , \"b\" : { } , \"c\" : [ ] } ");
    const struct json *a = json_member(v, "a");

    CHECK_INT(v->count, 3);
    CHECK_INT(v->at, 1);
    CHECK_INT(a->count, 3);
    CHECK_INT(a->at, 9);
    CHECK(json_is(json_first(a), JSON_NUMBER));
    CHECK(json_bool(json_first(a)->next));
    CHECK(json_is(json_first(a)->next->next, JSON_NULL));
    CHECK(json_first(a)->next->next->next == NULL);
    CHECK(json_is(json_member(v, "b"), JSON_OBJECT) && json_first(json_member(v, "b")) == NULL);
    CHECK(json_is(json_member(v, "c"), JSON_LIST));
    CHECK_TEXT(json_first(v)->name, "a");
}

static void test_json_look_ups__chain_through_nothing(void)
{
    const struct json *v = parse("{\"a\":{\"b\":\"x\"}}");

    CHECK_TEXT(json_text(json_member(json_member(v, "a"), "b")), "x");
    CHECK_TEXT(json_text(json_member(json_member(v, "z"), "b")), "");
    CHECK(json_member(parse("[1]"), "a") == NULL);
    CHECK(json_first(NULL) == NULL);
    CHECK(!json_bool(NULL));
    CHECK(!json_bool(parse("false")));
    CHECK(json_is(parse("false"), JSON_FALSE));
}

static void test_json_parse__refuses_more_bytes_than_its_limit(void)
{
    const struct json_limits limits = {4, 32, 10};
    const struct json *tree = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK(json_parse(SPAN("1234"), &limits, &arena, &tree, &why) == HF_OK);
    tree = NULL;
    CHECK(json_parse(SPAN("12345"), &limits, &arena, &tree, &why) == HF_INVALID);
    CHECK_INT(why.at, 4);
    CHECK(tree == NULL);
}

static void test_json_parse__refuses_what_is_nested_too_deep(void)
{
    char text[67] = {0};

    memset(text, '[', 32);
    memset(text + 32, ']', 32);
    CHECK(parse(text) != NULL);
    memset(text, '[', 33);
    memset(text + 33, ']', 33);
    CHECK(parse(text) == NULL);
    CHECK_INT(why.at, 32);
}

static void test_json_parse__refuses_too_many_values(void)
{
    const struct json_limits limits = {100, 32, 3};
    const struct json *tree = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK(json_parse(SPAN("[1,2]"), &limits, &arena, &tree, &why) == HF_OK);
    CHECK(json_parse(SPAN("[1,2,3]"), &limits, &arena, &tree, &why) == HF_INVALID);
    CHECK_INT(why.at, 5);
}

static void test_json_parse__survives_every_budget(void)
{
    static const char text[] = "{\"a\":[1,\"\\ud83d\\ude00\",{}],\"b\":null,\"c\":{\"d\":-1.5e3}}";
    enum status st = HF_FAILED;
    size_t budget = 0;

    for (; st != HF_OK && budget < 4096; budget += 8) {
        const struct json *tree = NULL;

        st = parse_with(text, budget, &tree);
        CHECK(st == HF_OK || (st == HF_FAILED && tree == NULL && why.status == HF_FAILED));
    }
    CHECK(st == HF_OK && budget > 500);
}

static void test_json_writer__puts_commas_and_no_spaces(void)
{
    struct json_writer w;
    struct buf out;

    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, 1000);
    json_writer_init(&w, &out);
    json_begin_object(&w);
    json_name(&w, SPAN("a"));
    json_begin_list(&w);
    json_put_int(&w, INT64_MIN);
    json_put_bool(&w, true);
    json_put_bool(&w, false);
    json_begin_object(&w);
    json_end_object(&w);
    json_begin_list(&w);
    json_end_list(&w);
    json_put_null(&w);
    json_end_list(&w);
    json_name(&w, SPAN("b"));
    json_put_raw(&w, SPAN("1.50"));
    json_end_object(&w);
    CHECK_TEXT(buf_view(&out), "{\"a\":[-9223372036854775808,true,false,{},[],null],\"b\":1.50}");
}

static void test_json_put_tree__writes_a_tree_as_it_was_read(void)
{
    static const char text[] =
        "{\"b\":[1.50,-0,1e5,null,true,false],\"a\":{\"\":\"\\n\\\"\",\"e\":{}}}";
    const struct json *tree = NULL;
    struct json_writer w;
    struct fault fault;
    struct buf out;

    fault_clear(&fault);
    arena_init(&arena, block, sizeof block);
    CHECK_INT(json_parse(span_of(text), &json_limits_default, &arena, &tree, &fault), HF_OK);
    buf_init(&out, &arena, 1000);
    json_writer_init(&w, &out);
    json_put_tree(&w, tree);
    CHECK_TEXT(buf_view(&out), text);
}

static void test_json_put_tree__fails_where_it_would_be_too_deep(void)
{
    const struct json *tree = NULL;
    struct json_writer w;
    struct fault fault;
    struct buf out;

    fault_clear(&fault);
    arena_init(&arena, block, sizeof block);
    CHECK_INT(json_parse(SPAN("[[]]"), &json_limits_default, &arena, &tree, &fault), HF_OK);
    buf_init(&out, &arena, 1000);
    json_writer_init(&w, &out);
    for (int i = 0; i < 31; i++)
        json_begin_list(&w);
    json_put_tree(&w, tree);
    CHECK(out.failed);
}

static void test_json_put_text__escapes_only_what_must_be(void)
{
    struct json_writer w;
    struct buf out;

    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, 1000);
    json_writer_init(&w, &out);
    json_put_text(&w, SPAN("a\"b\\c/\n\x01\x1f\x7f\xc3\xa9"));
    CHECK_TEXT(buf_view(&out), "\"a\\\"b\\\\c/\\n\\u0001\\u001f\x7f\xc3\xa9\"");
}

int main(void)
{
    RUN(test_json_parse__refuses_bad_input_at_its_offset);
    RUN(test_json_parse__refuses_a_member_that_stands_twice);
    RUN(test_json_parse__keeps_a_number_as_it_was_written);
    RUN(test_json_int64__takes_integers_and_nothing_else);
    RUN(test_json_parse__unescapes_text);
    RUN(test_json_parse__hangs_children_in_order);
    RUN(test_json_look_ups__chain_through_nothing);
    RUN(test_json_parse__refuses_more_bytes_than_its_limit);
    RUN(test_json_parse__refuses_what_is_nested_too_deep);
    RUN(test_json_parse__refuses_too_many_values);
    RUN(test_json_parse__survives_every_budget);
    RUN(test_json_writer__puts_commas_and_no_spaces);
    RUN(test_json_put_tree__writes_a_tree_as_it_was_read);
    RUN(test_json_put_tree__fails_where_it_would_be_too_deep);
    RUN(test_json_put_text__escapes_only_what_must_be);
    return tap_end();
}
