/* The words every floor speaks: one fact per test.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/id.h"
#include "base/sort.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdalign.h>

static alignas(max_align_t) unsigned char block[4096];

static void test_span_cut__leaves_the_rest(void)
{
    struct span rest = SPAN("a,b,,c");

    CHECK_TEXT(span_cut(&rest, ','), "a");
    CHECK_TEXT(span_cut(&rest, ','), "b");
    CHECK_TEXT(span_cut(&rest, ','), "");
    CHECK_TEXT(span_cut(&rest, ','), "c");
    CHECK_INT(rest.len, 0);
}

static void test_span_to_int64__takes_both_ends_and_no_more(void)
{
    int64_t n = 7;

    CHECK(span_to_int64(SPAN("-9223372036854775808"), &n));
    CHECK_INT(n, INT64_MIN);
    CHECK(span_to_int64(SPAN("9223372036854775807"), &n));
    CHECK_INT(n, INT64_MAX);
    n = 7;
    CHECK(!span_to_int64(SPAN("9223372036854775808"), &n));
    CHECK(!span_to_int64(SPAN("-9223372036854775809"), &n));
    CHECK(!span_to_int64(SPAN("-"), &n));
    CHECK(!span_to_int64(SPAN(""), &n));
    CHECK(!span_to_int64(SPAN(" 1"), &n));
    CHECK_INT(n, 7);
}

static void test_arena_alloc__never_gives_more_than_its_budget(void)
{
    for (size_t size = 0; size <= 256; size += 8) {
        struct arena arena;

        arena_init(&arena, block, size);
        char *at = arena_alloc(&arena, 8, 16);
        CHECK((at != NULL) == (size >= 128));
        CHECK(arena.spent == (at == NULL));
    }
}

static void test_arena_alloc__product_that_wraps_is_spent(void)
{
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    CHECK(arena_alloc(&arena, SIZE_MAX / 2, 4) == NULL);
    CHECK(arena.spent);
}

static void test_arena_wipe__reaches_what_was_rewound(void)
{
    struct arena arena;

    arena_init(&arena, block, sizeof block);
    size_t mark = arena_mark(&arena);
    struct span copy = arena_copy(&arena, SPAN("canary"));
    arena_rewind(&arena, mark);
    arena_wipe(&arena);
    CHECK(memcmp(block, "canary", 6) != 0);
    CHECK_INT(copy.len, 6);
}

static void test_buf_put__ceiling_is_sticky(void)
{
    struct arena arena;
    struct buf buf;
    struct span text;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    buf_init(&buf, &arena, 5);
    buf_lit(&buf, "abcd");
    buf_lit(&buf, "ef");
    buf_lit(&buf, "g");
    CHECK_TEXT(buf_view(&buf), "abcd");
    CHECK_INT(buf_done(&buf, &text, &why), HF_FAILED);
}

static void test_buf_int__writes_the_smallest(void)
{
    struct arena arena;
    struct buf buf;

    arena_init(&arena, block, sizeof block);
    buf_init(&buf, &arena, 100);
    buf_int(&buf, INT64_MIN);
    CHECK_TEXT(buf_view(&buf), "-9223372036854775808");
}

static void test_fault_set__first_fault_wins(void)
{
    struct fault why;

    fault_clear(&why);
    CHECK_INT(fault_at(&why, HF_INVALID, 12, "bad %s, row %zu of %d%%", "word", (size_t)3, -4),
              HF_INVALID);
    CHECK_INT(fault_set(&why, HF_FAILED, "later"), HF_FAILED);
    CHECK_TEXT(span_of(why.text), "bad word, row 3 of -4%");
    CHECK_INT(why.status, HF_INVALID);
    CHECK_INT(why.at, 12);
}

static void test_fault_set__cuts_long_text(void)
{
    struct fault why;
    char text[1000];

    memset(text, 'x', sizeof text);
    fault_clear(&why);
    fault_set(&why, HF_INVALID, "%.*s", (int)sizeof text, text);
    CHECK_INT(strlen(why.text), HF_FAULT_TEXT - 1);
}

static void test_id_parse__returns_what_was_written(void)
{
    for (int i = 0; i < 256; i++) {
        struct id128 id, back;
        char text[HF_ID_TEXT];

        for (int k = 0; k < 16; k++)
            id.bytes[k] = (uint8_t)(i * 37 + k * 91 + k * i);
        id_write(id, text);
        CHECK(id_parse(span_at(text, sizeof text), &back) && id_equal(id, back));
    }
}

static void test_id_parse__refuses_what_is_no_id(void)
{
    struct id128 id;

    CHECK(!id_parse(SPAN("80000000000000000000000000"), &id)); /* beyond 128 bits */
    CHECK(!id_parse(SPAN("0000000000000000000000000"), &id));
    CHECK(!id_parse(SPAN("0000000000000000000000000u"), &id));
    CHECK(!id_parse(span_at("00000\0"
                            "00000000000000000000",
                            26),
                    &id));
}

static void test_date__every_day_of_800_years_comes_back(void)
{
    int64_t first = date_to_days((struct date){1600, 1, 1});
    bool same = true;

    CHECK_INT(date_to_days((struct date){1970, 1, 1}), 0);
    CHECK_INT(date_to_days((struct date){2000, 3, 1}), 11017);
    for (int64_t day = first; day < first + 800 * 366; day++) {
        struct date d = date_from_days(day);

        same = same && date_is_real(d) && date_to_days(d) == day;
    }
    CHECK(same);
}

static void test_date_parse__refuses_days_that_are_not(void)
{
    struct date d;

    CHECK(date_parse(SPAN("2024-02-29"), &d));
    CHECK(!date_parse(SPAN("2023-02-29"), &d));
    CHECK(!date_parse(SPAN("2023-2-29"), &d));
    CHECK(!date_parse(SPAN("2023-13-01"), &d));
    CHECK(!date_parse(SPAN("2023-00-10"), &d));
    CHECK(!date_parse(SPAN("-023-01-10"), &d));
    CHECK(!date_parse(SPAN("1900-02-29"), &d));
}

static void test_date_add_years__leap_day_becomes_march(void)
{
    struct date d = date_add_years((struct date){2008, 2, 29}, 18);

    CHECK_INT(date_to_days(d), date_to_days((struct date){2026, 3, 1}));
}

static void test_time_of__counts_down_before_1970(void)
{
    struct time_of_day t = time_of(-1);

    CHECK_INT(t.hour, 23);
    CHECK_INT(t.second, 59);
    CHECK_INT(date_of(-1).year, 1969);
}

static void test_utf8_check__finds_the_first_bad_byte(void)
{
    CHECK_INT(utf8_check(SPAN("Zo\xc3\xab")), 4);
    CHECK_INT(utf8_check(SPAN("a\xc0\x80")), 1);        /* overlong */
    CHECK_INT(utf8_check(SPAN("ab\xed\xa0\x80")), 2);   /* surrogate */
    CHECK_INT(utf8_check(SPAN("\xf4\x90\x80\x80")), 0); /* above U+10FFFF */
    CHECK_INT(utf8_check(SPAN("\xe2\x82")), 0);         /* cut */
    CHECK(!utf8_is_text(SPAN("a\x01")));
    CHECK_INT(utf8_count(SPAN("Zo\xc3\xab")), 3);
}

static void test_utf8_write__agrees_with_check(void)
{
    bool same = true;

    for (uint32_t c = 0; c <= 0x110000; c++) {
        char text[4];
        size_t n = utf8_write(c, text);
        bool has_form = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);

        same = same && (n > 0) == has_form && utf8_check(span_at(text, n)) == n;
    }
    CHECK(same);
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void test_sort_items__orders_every_length(void)
{
    for (size_t count = 0; count <= 40; count++) {
        int items[40];

        for (size_t i = 0; i < count; i++)
            items[i] = (int)(i * 17 % 23);
        sort_items(items, count, sizeof items[0], compare_ints);
        for (size_t i = 1; i < count; i++)
            CHECK(items[i - 1] <= items[i]);
    }
}

static void test_arena_lend__gives_all_that_is_left_and_is_wiped_with_it(void)
{
    struct arena arena, lent;

    arena_init(&arena, block, 256);
    CHECK(arena_alloc(&arena, 1, 32) != NULL);
    arena_lend(&arena, &lent);
    unsigned char *at = arena_alloc(&lent, 1, 224);

    CHECK(at == block + 32 && arena_alloc(&lent, 1, 16) == NULL);
    memset(at, 1, 224);
    arena_return(&arena, &lent);
    CHECK(!arena.spent && arena_alloc(&arena, 1, 16) != NULL);
    arena_wipe(&arena);
    CHECK(block[255] == 0 && block[100] == 0);
}

static void test_arena_trim__gives_the_rest_of_the_last_back(void)
{
    struct arena arena;

    arena_init(&arena, block, 256);
    unsigned char *at = arena_alloc(&arena, 1, 200);

    arena_trim(&arena, at, 17);
    CHECK(arena_alloc(&arena, 1, 16) == (void *)(block + 32));
    arena_trim(&arena, block + 32, 0);
    CHECK(arena_alloc(&arena, 1, 16) == (void *)(block + 32));
}

int main(void)
{
    RUN(test_sort_items__orders_every_length);
    RUN(test_span_cut__leaves_the_rest);
    RUN(test_span_to_int64__takes_both_ends_and_no_more);
    RUN(test_arena_alloc__never_gives_more_than_its_budget);
    RUN(test_arena_alloc__product_that_wraps_is_spent);
    RUN(test_arena_wipe__reaches_what_was_rewound);
    RUN(test_buf_put__ceiling_is_sticky);
    RUN(test_buf_int__writes_the_smallest);
    RUN(test_fault_set__first_fault_wins);
    RUN(test_fault_set__cuts_long_text);
    RUN(test_id_parse__returns_what_was_written);
    RUN(test_id_parse__refuses_what_is_no_id);
    RUN(test_date__every_day_of_800_years_comes_back);
    RUN(test_date_parse__refuses_days_that_are_not);
    RUN(test_date_add_years__leap_day_becomes_march);
    RUN(test_time_of__counts_down_before_1970);
    RUN(test_utf8_check__finds_the_first_bad_byte);
    RUN(test_utf8_write__agrees_with_check);
    RUN(test_arena_lend__gives_all_that_is_left_and_is_wiped_with_it);
    RUN(test_arena_trim__gives_the_rest_of_the_last_back);
    return tap_end();
}
