/* Every value comes out as text, wherever it stands.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/format/html.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[1 << 16];
static struct arena arena;
static struct buf out;
static struct html w;

static void begin(void)
{
    arena_init(&arena, block, sizeof block);
    buf_init(&out, &arena, 1 << 14);
    html_init(&w, &out, 0);
}

static void test_html_text__escapes_what_markup_is_made_of(void)
{
    begin();
    html_text(&w, SPAN("<a href=\"x\">'&`</a>"));
    CHECK_TEXT(buf_view(&out), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#96;&lt;/a&gt;");
}

static void test_html_text__keeps_every_language(void)
{
    begin();
    html_text(&w, SPAN("Gesäß, ñ, ぶ, 🙂\n\tx"));
    CHECK_TEXT(buf_view(&out), "Gesäß, ñ, ぶ, 🙂\n\tx");
}

static void test_html_text__bytes_that_are_no_text_become_replacements(void)
{
    begin();
    html_text(&w, SPAN("a\xff"
                       "b\xc3"
                       "c\x01"
                       "d\x7f\xed\xa0\x80"));
    CHECK_TEXT(buf_view(&out), "a\xEF\xBF\xBD"
                               "b\xEF\xBF\xBD"
                               "c\xEF\xBF\xBD"
                               "d\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_html_attr__no_byte_can_end_the_value(void)
{
    for (int c = 0; c < 256; c++) {
        char byte = (char)c;

        begin();
        html_attr(&w, span_at(&byte, 1));
        CHECK(memchr(out.at, '"', out.len) == NULL);
        CHECK(memchr(out.at, '<', out.len) == NULL);
    }
}

static struct span url(struct span address)
{
    begin();
    html_url(&w, address);
    return buf_view(&out);
}

static void test_html_url__lets_paths_and_four_schemes_through(void)
{
    CHECK_TEXT(url(SPAN("/c/1?a=b&c=d#e")), "/c/1?a=b&amp;c=d#e");
    CHECK_TEXT(url(SPAN("#r-low_back.L")), "#r-low_back.L");
    CHECK_TEXT(url(SPAN("?q=1")), "?q=1");
    CHECK_TEXT(url(SPAN("https://example.org/")), "https://example.org/");
    CHECK_TEXT(url(SPAN("mailto:a@example.org")), "mailto:a@example.org");
    CHECK_TEXT(url(SPAN("tel:112")), "tel:112");
}

static void test_html_url__everything_else_leads_nowhere(void)
{
    static const struct span bad[] = {SPAN_INIT("javascript:alert(1)"),
                                      SPAN_INIT("JaVaScRiPt:x"),
                                      SPAN_INIT(" javascript:x"),
                                      SPAN_INIT("java\nscript:x"),
                                      SPAN_INIT("//evil.example"),
                                      SPAN_INIT("/\\evil.example"),
                                      SPAN_INIT("/\t/evil.example"),
                                      SPAN_INIT("data:text/html,x"),
                                      SPAN_INIT("http://x.example"),
                                      SPAN_INIT("x"),
                                      SPAN_INIT(""),
                                      SPAN_INIT("HTTPS:x")};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK_TEXT(url(bad[i]), "#");
}

static void test_html_url_part__cannot_leave_its_segment(void)
{
    begin();
    html_url_part(&w, SPAN("a/../b?c#d%2e&\"ä.L-_~"));
    CHECK_TEXT(buf_view(&out), "a%2F..%2Fb%3Fc%23d%252e%26%22%C3%A4.L-_~");
}

static void test_html_nth_word__is_empty_outside_the_list(void)
{
    CHECK_TEXT(html_nth_word(0, SPAN("a bc d")), "a");
    CHECK_TEXT(html_nth_word(2, SPAN("a bc d")), "d");
    CHECK_TEXT(html_nth_word(3, SPAN("a bc d")), "");
    CHECK_TEXT(html_nth_word(-1, SPAN("a bc d")), "");
}

static void test_html__numbers_and_truth_are_text(void)
{
    begin();
    html_put_text(&w, (int64_t)-42);
    html_put_text(&w, 7);
    html_put_attr(&w, (bool)true);
    CHECK_TEXT(buf_view(&out), "-427true");
}

static void test_html__is_sticky_when_memory_is_spent(void)
{
    for (size_t size = 0; size < 1024; size += 64) {
        struct span done;
        struct fault why = {0};

        arena_init(&arena, block, size);
        buf_init(&out, &arena, 600);
        html_init(&w, &out, 0);
        for (int i = 0; i < 100; i++)
            html_text(&w, SPAN("<<<<\xff"));
        CHECK(buf_done(&out, &done, &why) == HF_FAILED);
    }
}

int main(void)
{
    RUN(test_html_text__escapes_what_markup_is_made_of);
    RUN(test_html_text__keeps_every_language);
    RUN(test_html_text__bytes_that_are_no_text_become_replacements);
    RUN(test_html_attr__no_byte_can_end_the_value);
    RUN(test_html_url__lets_paths_and_four_schemes_through);
    RUN(test_html_url__everything_else_leads_nowhere);
    RUN(test_html_url_part__cannot_leave_its_segment);
    RUN(test_html_nth_word__is_empty_outside_the_list);
    RUN(test_html__numbers_and_truth_are_text);
    RUN(test_html__is_sticky_when_memory_is_spent);
    return tap_end();
}
