/* Regular expressions within bounds: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/fhirpath/pattern.h"

#include <stdalign.h>

static alignas(max_align_t) unsigned char block[8 << 20];
static struct arena arena;
static struct fault why;

static struct pattern *compiled(const char *text, bool ignore_case)
{
    struct pattern *p = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK_INT(pattern_compile(span_of(text), ignore_case, &arena, &p, &why), HF_OK);
    return p;
}

static bool matches(const char *text, const char *subject, bool whole)
{
    struct pattern *p = compiled(text, false);
    size_t used = arena.used;
    bool found = false;

    CHECK_INT(pattern_match(p, span_of(subject), whole, &arena, &found, &why), HF_OK);
    CHECK_INT(arena.used, used);
    return found;
}

static struct span replaced(const char *text, const char *subject, const char *with)
{
    struct pattern *p = compiled(text, false);
    struct buf out;

    buf_init(&out, &arena, 1 << 16);
    CHECK_INT(pattern_replace(p, span_of(subject), span_of(with), &out, &why), HF_OK);
    return buf_view(&out);
}

static void check_no_replacement(const char *text, const char *subject, const char *with)
{
    struct pattern *p = compiled(text, false);
    struct buf out;

    buf_init(&out, &arena, 64);
    CHECK_INT(pattern_replace(p, span_of(subject), span_of(with), &out, &why), HF_INVALID);
}

static void check_refused(const char *text, long at)
{
    struct pattern *p = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK_INT(pattern_compile(span_of(text), false, &arena, &p, &why), HF_INVALID);
    CHECK_INT(why.at, at);
    CHECK(p == NULL);
}

static void test_pattern_match__finds_a_part_or_the_whole(void)
{
    CHECK(matches("Library", "guides/Library/x", false));
    CHECK(!matches("Library", "guides/Library/x", true));
    CHECK(matches(".*Library.*", "guides/Library/x", true));
    CHECK(!matches("library", "Library", false));
    CHECK(matches("a|ab", "ab", true));
}

static void test_pattern_match__lets_a_dot_be_a_line_end(void)
{
    CHECK(matches("A.*B", "A\n\t\tB", false));
    CHECK(!matches("^B", "A\nB", false));
    CHECK(!matches("A$", "A\n", false));
}

static void test_pattern_match__goes_by_characters(void)
{
    CHECK(matches("^.$", "\u20ac", false));
    CHECK(matches("^[äöü]+$", "üäö", true));
}

static void test_pattern_compile__may_ignore_case(void)
{
    bool found = false;
    struct pattern *p = compiled("zoË", true);

    CHECK_INT(pattern_match(p, SPAN("ZOë"), true, &arena, &found, &why), HF_OK);
    CHECK(found);
}

static void test_pattern_compile__says_where_it_is_wrong(void)
{
    check_refused("a(b", 3);
    check_refused("a[b", 3);
    check_refused("*", 0);
    check_refused("a\\C", 3);
}

static void test_pattern_compile__has_a_limit_of_bytes_and_nesting(void)
{
    static char text[PATTERN_BYTES + 2];

    memset(text, 'a', sizeof text - 1);
    check_refused(text, PATTERN_BYTES);
    memset(text, '(', 200);
    memset(text + 200, ')', 200);
    text[400] = '\0';
    arena_init(&arena, block, sizeof block);
    struct pattern *p = NULL;

    fault_clear(&why);
    CHECK_INT(pattern_compile(span_of(text), false, &arena, &p, &why), HF_INVALID);
}

static void test_pattern_match__refuses_to_run_on(void)
{
    struct pattern *p = compiled("(a+)+$", false);
    bool found = false;

    CHECK_INT(pattern_match(p, SPAN("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), false, &arena,
                            &found, &why),
              HF_INVALID);
    CHECK(!arena.spent);
}

static void test_pattern_replace__names_groups(void)
{
    CHECK_TEXT(replaced("\\b(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{2,4})\\b", "11/30/1972",
                        "${day}-${month}-${year}"),
               "30-11-1972");
    CHECK_TEXT(replaced("(a)(x)?", "aba", "<$1$2>"), "<a>b<a>");
    CHECK_TEXT(replaced("a", "banana", "$$"), "b$n$n$");
    CHECK_TEXT(replaced("x", "banana", "y"), "banana");
    CHECK_TEXT(replaced("a", "aaaa", "a long replacement "),
               "a long replacement a long replacement a long replacement a long replacement ");
}

static void test_pattern_replace__replaces_empty_matches(void)
{
    CHECK_TEXT(replaced("x*", "ab", "-"), "-a-b-");
}

static void test_pattern_replace__refuses_unknown_groups_and_long_results(void)
{
    check_no_replacement("a", "a", "$1");
    check_no_replacement("a", "a", "${name}");
    check_no_replacement("a", "a", "${");
    check_no_replacement("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "1234567890");
}

static void test_pattern__says_when_memory_is_spent(void)
{
    struct pattern *p = NULL;

    for (size_t budget = 0; budget < 2000; budget += 8) {
        arena_init(&arena, block, budget);
        fault_clear(&why);
        enum status st = pattern_compile(SPAN("a(b|c)*d"), false, &arena, &p, &why);

        CHECK(st == HF_FAILED || (st == HF_OK && p != NULL));
    }
    CHECK(p != NULL);
}

int main(void)
{
    RUN(test_pattern_match__finds_a_part_or_the_whole);
    RUN(test_pattern_match__lets_a_dot_be_a_line_end);
    RUN(test_pattern_match__goes_by_characters);
    RUN(test_pattern_compile__may_ignore_case);
    RUN(test_pattern_compile__says_where_it_is_wrong);
    RUN(test_pattern_compile__has_a_limit_of_bytes_and_nesting);
    RUN(test_pattern_match__refuses_to_run_on);
    RUN(test_pattern_replace__names_groups);
    RUN(test_pattern_replace__replaces_empty_matches);
    RUN(test_pattern_replace__refuses_unknown_groups_and_long_results);
    RUN(test_pattern__says_when_memory_is_spent);
    return tap_end();
}
