/* Strings by code points: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/fhirpath/texts.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[1 << 20];
static struct arena arena;

static struct arena *fresh(void)
{
    arena_init(&arena, block, sizeof block);
    return &arena;
}

static struct span decoded(enum texts_code code, const char *text)
{
    struct span got = {0};
    struct fault why;

    fault_clear(&why);
    CHECK_INT(texts_decode(code, span_of(text), fresh(), &got, &why), HF_OK);
    return got;
}

static void check_no_code(enum texts_code code, const char *text, long at)
{
    struct span got = SPAN("untouched");
    struct fault why;

    fault_clear(&why);
    CHECK_INT(texts_decode(code, span_of(text), fresh(), &got, &why), HF_INVALID);
    CHECK_INT(why.at, at);
    CHECK_TEXT(got, "untouched");
}

static void test_texts_code_find__knows_three(void)
{
    enum texts_code code = TEXTS_HEX;

    CHECK(texts_code_find(SPAN("urlbase64"), &code) && code == TEXTS_URLBASE64);
    CHECK(!texts_code_find(SPAN("Base64"), &code));
}

static void test_texts_encode__pads_to_four(void)
{
    CHECK_TEXT(texts_encode(TEXTS_BASE64, SPAN("test"), fresh()), "dGVzdA==");
    CHECK_TEXT(texts_encode(TEXTS_BASE64, SPAN("subjects?_d"), fresh()), "c3ViamVjdHM/X2Q=");
    CHECK_TEXT(texts_encode(TEXTS_URLBASE64, SPAN("subjects?_d"), fresh()), "c3ViamVjdHM_X2Q=");
    CHECK_TEXT(texts_encode(TEXTS_BASE64, SPAN(""), fresh()), "");
    CHECK_TEXT(texts_encode(TEXTS_HEX, SPAN("test"), fresh()), "74657374");
}

static void test_texts_decode__undoes_it(void)
{
    CHECK_TEXT(decoded(TEXTS_BASE64, "dGVzdA=="), "test");
    CHECK_TEXT(decoded(TEXTS_BASE64, "dGVzdA"), "test");
    CHECK_TEXT(decoded(TEXTS_URLBASE64, "c3ViamVjdHM_X2Q="), "subjects?_d");
    CHECK_TEXT(decoded(TEXTS_HEX, "7A6a"), "zj");
    CHECK_TEXT(decoded(TEXTS_BASE64, ""), "");
}

static void test_texts_decode__says_where_it_is_no_code(void)
{
    check_no_code(TEXTS_BASE64, "dGV*dA==", 3);
    check_no_code(TEXTS_BASE64, "d", 0);
    check_no_code(TEXTS_BASE64, "dGVzdB==", 5);
    check_no_code(TEXTS_BASE64, "dGVzdA=", 6);
    check_no_code(TEXTS_HEX, "7g", 1);
    check_no_code(TEXTS_HEX, "747", 2);
}

static void test_texts_decode__refuses_what_is_no_text(void)
{
    check_no_code(TEXTS_HEX, "ff", 0);
    check_no_code(TEXTS_BASE64, "/w==", 0);
}

static void test_texts_escape_html__and_back(void)
{
    CHECK_TEXT(texts_escape_html(SPAN("\"1<2\" & 'x'"), fresh()),
               "&quot;1&lt;2&quot; &amp; &#39;x&#39;");
    CHECK_TEXT(texts_unescape_html(SPAN("&quot;1&lt;2&quot; &amp;lt; &apos;"), fresh()),
               "\"1<2\" &lt; '");
    CHECK_TEXT(texts_unescape_html(SPAN("&#8364;&#x20AC;"), fresh()), "\u20ac\u20ac");
}

static void test_texts_unescape_html__leaves_what_it_does_not_know(void)
{
    CHECK_TEXT(texts_unescape_html(SPAN("&foo; &#; &#xd800; &#99999999; &"), fresh()),
               "&foo; &#; &#xd800; &#99999999; &");
}

static void test_texts_escape_json__and_back(void)
{
    CHECK_TEXT(texts_escape_json(SPAN("\"1<2\"\\\n\x01/"), fresh()), "\\\"1<2\\\"\\\\\\n\\u0001/");
    CHECK_TEXT(texts_unescape_json(SPAN("\\\"1<2\\\"\\\\\\n\\u0041\\/"), fresh()), "\"1<2\"\\\nA/");
    CHECK_TEXT(texts_unescape_json(SPAN("\\ud83d\\ude00"), fresh()), "\U0001f600");
}

static void test_texts_unescape_json__leaves_what_it_does_not_know(void)
{
    CHECK_TEXT(texts_unescape_json(SPAN("\\ud83d \\q \\u12 \\"), fresh()), "\\ud83d \\q \\u12 \\");
}

static void test_texts_upper__maps_one_code_point_to_one(void)
{
    CHECK_TEXT(texts_upper(SPAN("zoë ångström 1"), fresh()), "ZOË ÅNGSTRÖM 1");
    CHECK_TEXT(texts_upper(SPAN("straße"), fresh()), "STRASSE");
    CHECK_TEXT(texts_lower(SPAN("ΩÀÉ"), fresh()), "ωàé");
}

static void test_texts_is_like__ignores_case_and_white_space(void)
{
    CHECK(texts_is_like(SPAN(" Blue\t\n whale"), SPAN("blue WHALE ")));
    CHECK(texts_is_like(SPAN("ΣΑΣ"), SPAN("σας")));
    CHECK(!texts_is_like(SPAN("bluewhale"), SPAN("blue whale")));
    CHECK(!texts_is_like(SPAN("blue"), SPAN("blue whale")));
}

static void test_texts_trim__takes_unicode_spaces(void)
{
    CHECK_TEXT(texts_trim(SPAN(" \t\u00a0x y\u2003\n")), "x y");
    CHECK_TEXT(texts_trim(SPAN("\u3000")), "");
}

static void test_texts_substring__counts_code_points(void)
{
    CHECK_TEXT(texts_substring(SPAN("äöüß"), 1, 2), "öü");
    CHECK_TEXT(texts_substring(SPAN("abc"), 1, INT64_MAX), "bc");
    CHECK_TEXT(texts_substring(SPAN("abc"), 3, 1), "");
    CHECK_TEXT(texts_substring(SPAN("abc"), -1, 2), "a");
    CHECK_TEXT(texts_substring(SPAN("abc"), INT64_MIN, INT64_MAX), "");
    CHECK_TEXT(texts_substring(SPAN("abc"), 1, -1), "");
}

static void test_texts_index_of__counts_code_points(void)
{
    CHECK_INT(texts_index_of(SPAN("äöü"), SPAN("ü")), 2);
    CHECK_INT(texts_index_of(SPAN("abc"), SPAN("")), 0);
    CHECK_INT(texts_index_of(SPAN("abc"), SPAN("abcd")), -1);
    CHECK_INT(texts_index_of(SPAN(""), SPAN("a")), -1);
    CHECK_INT(texts_last_index_of(SPAN("äaäa"), SPAN("a")), 3);
    CHECK_INT(texts_last_index_of(SPAN("aaa"), SPAN("aa")), 1);
    CHECK_INT(texts_last_index_of(SPAN("abc"), SPAN("")), 3);
    CHECK_INT(texts_last_index_of(SPAN("abc"), SPAN("x")), -1);
}

static void test_texts_index_of__finds_long_parts(void)
{
    char text[3000];

    memset(text, 'a', sizeof text);
    text[2950] = 'b';
    struct span all = span_at(text, sizeof text);

    CHECK_INT(texts_index_of(all, span_at(text + 2900, 60)), 2900);
    CHECK_INT(texts_index_of(all, span_at(text + 2940, 60)), 2940);
    CHECK_INT(texts_index_of(span_head(all, 2900), span_at(text + 2900, 60)), -1);
    CHECK_INT(texts_index_of(all, all), 0);
}

static void test_texts_contains__and_ends(void)
{
    CHECK(texts_contains(SPAN("abc"), SPAN("")));
    CHECK(texts_contains(SPAN("abc"), SPAN("bc")));
    CHECK(!texts_contains(SPAN("abc"), SPAN("cb")));
    CHECK(texts_ends(SPAN("abc"), SPAN("bc")));
    CHECK(!texts_ends(SPAN("bc"), SPAN("abc")));
}

static void test_texts_replace__every_place(void)
{
    CHECK_TEXT(texts_replace(SPAN("abcabc"), SPAN("bc"), SPAN("X"), fresh()), "aXaX");
    CHECK_TEXT(texts_replace(SPAN("äb"), SPAN(""), SPAN("-"), fresh()), "-ä-b-");
    CHECK_TEXT(texts_replace(SPAN("abc"), SPAN("b"), SPAN(""), fresh()), "ac");
}

static void test_texts_split__keeps_empty_pieces(void)
{
    size_t count;
    struct span *pieces = texts_split(SPAN("a,,b,"), SPAN(","), fresh(), &count);

    CHECK_INT(count, 4);
    CHECK_TEXT(pieces[0], "a");
    CHECK_TEXT(pieces[1], "");
    CHECK_TEXT(pieces[2], "b");
    CHECK_TEXT(pieces[3], "");
    pieces = texts_split(SPAN("äb"), SPAN(""), fresh(), &count);
    CHECK_INT(count, 2);
    CHECK_TEXT(pieces[0], "ä");
}

static void test_texts__say_when_memory_is_spent(void)
{
    size_t count = 7;

    arena_init(&arena, block, 8);
    CHECK_TEXT(texts_upper(SPAN("longer than eight bytes"), &arena), "");
    CHECK(arena.spent);
    arena_init(&arena, block, 8);
    CHECK(texts_split(SPAN("a,b,c"), SPAN(","), &arena, &count) == NULL);
    CHECK(arena.spent && count == 0);
}

int main(void)
{
    RUN(test_texts_code_find__knows_three);
    RUN(test_texts_encode__pads_to_four);
    RUN(test_texts_decode__undoes_it);
    RUN(test_texts_decode__says_where_it_is_no_code);
    RUN(test_texts_decode__refuses_what_is_no_text);
    RUN(test_texts_escape_html__and_back);
    RUN(test_texts_unescape_html__leaves_what_it_does_not_know);
    RUN(test_texts_escape_json__and_back);
    RUN(test_texts_unescape_json__leaves_what_it_does_not_know);
    RUN(test_texts_upper__maps_one_code_point_to_one);
    RUN(test_texts_is_like__ignores_case_and_white_space);
    RUN(test_texts_trim__takes_unicode_spaces);
    RUN(test_texts_substring__counts_code_points);
    RUN(test_texts_index_of__counts_code_points);
    RUN(test_texts_index_of__finds_long_parts);
    RUN(test_texts_contains__and_ends);
    RUN(test_texts_replace__every_place);
    RUN(test_texts_split__keeps_empty_pieces);
    RUN(test_texts__say_when_memory_is_spent);
    return tap_end();
}
