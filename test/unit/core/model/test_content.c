/* The codec of contents: every action there and back, and everything that must be refused.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/model/content.h"

#include <stdalign.h>

enum { ROUNDS = 40 };

static alignas(max_align_t) unsigned char block[1 << 22];
static alignas(max_align_t) unsigned char other_block[1 << 22];

/* --- made-up contents: a small linear generator, so that every run is the same ---------------- */

static uint32_t dice_state;

static uint32_t dice(uint32_t below)
{
    dice_state = dice_state * 1664525u + 1013904223u;
    return below == 0 ? 0 : (dice_state >> 8) % below;
}

static struct span some_text(struct arena *arena, uint32_t most)
{
    size_t len = dice(most < 40 ? most + 1 : 40);
    char *at = arena_alloc(arena, len + 1, 1);

    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + dice(26));
    return span_at(at, len);
}

static void fill(struct arena *arena, const struct content_layout *layout, char *base);

static void fill_field(struct arena *arena, const struct content_field *f, char *at)
{
    struct words list = {NULL, dice(f->limit < 4 ? f->limit + 1 : 4)};
    struct moment moment = {.known = dice(2) == 1};
    int64_t wide = (int64_t)dice(1u << 24) << dice(39);
    uint32_t narrow = dice(1u << 24);

    if (moment.known)
        moment.utc_s = -wide;
    if (f->kind == CONTENT_U8 || f->kind == CONTENT_WORD) {
        *(uint8_t *)at = (uint8_t)dice(f->limit + 1);
    } else if (f->kind == CONTENT_U32) {
        memcpy(at, &narrow, sizeof narrow);
    } else if (f->kind == CONTENT_I64) {
        memcpy(at, &wide, sizeof wide);
    } else if (f->kind == CONTENT_BOOL) {
        *(bool *)at = dice(2) == 1;
    } else if (f->kind == CONTENT_ID) {
        for (int i = 0; i < 16; i++)
            at[i] = (char)dice(256);
    } else if (f->kind == CONTENT_MOMENT) {
        memcpy(at, &moment, sizeof moment);
    } else if (f->kind == CONTENT_TEXT || f->kind == CONTENT_BYTES) {
        struct span s = some_text(arena, f->limit);

        memcpy(at, &s, sizeof s);
    } else if (f->kind == CONTENT_RECORD) {
        fill(arena, f->row, at);
    } else if (f->kind == CONTENT_TEXTS) {
        struct span *texts = arena_array(arena, struct span, list.count);

        for (size_t i = 0; i < list.count; i++)
            texts[i] = some_text(arena, 64);
        list.at = texts;
        memcpy(at, &list, sizeof list);
    } else {
        char *rows = arena_alloc(arena, list.count, f->row->size);

        for (size_t i = 0; i < list.count; i++)
            fill(arena, f->row, rows + i * f->row->size);
        memcpy(at, &(struct {
                   const void *at;
                   size_t n;
               }){rows, list.count},
               sizeof list);
    }
}

static void fill(struct arena *arena, const struct content_layout *layout, char *base)
{
    for (size_t i = 0; i < layout->count; i++)
        fill_field(arena, &layout->fields[i], base + layout->fields[i].offset);
}

static void *made_up(struct arena *arena, const struct content_layout *layout)
{
    void *content = arena_alloc(arena, 1, layout->size);

    fill(arena, layout, content);
    return content;
}

static struct span encoded(struct arena *arena, const struct content_layout *layout)
{
    struct span bytes = SPAN("");
    struct fault why;

    fault_clear(&why);
    CHECK(content_encode(layout->action, made_up(arena, layout), arena, &bytes, &why) == HF_OK);
    return bytes;
}

/* --- properties ------------------------------------------------------------------------------ */

static void comes_back_as_it_went(const struct content_layout *layout)
{
    struct arena arena;
    struct fault why;
    const void *back = NULL;
    struct span again = SPAN("");

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    struct span bytes = encoded(&arena, layout);

    CHECK(content_decode(layout->action, bytes, &arena, &back, &why) == HF_OK);
    CHECK(back != NULL && content_encode(layout->action, back, &arena, &again, &why) == HF_OK);
    CHECK(span_equal(bytes, again));
}

static void test_content__every_action_there_and_back(void)
{
    dice_state = 1;
    for (size_t i = 0; content_layout_nth(i) != NULL; i++)
        for (int n = 0; n < ROUNDS; n++)
            comes_back_as_it_went(content_layout_nth(i));
}

static void test_content__every_cut_is_refused_where_it_is_cut(void)
{
    dice_state = 2;
    for (size_t i = 0; content_layout_nth(i) != NULL; i++) {
        struct arena arena;

        arena_init(&arena, block, sizeof block);
        struct span bytes = encoded(&arena, content_layout_nth(i));

        for (size_t len = 0; len < bytes.len; len++) {
            const void *back = NULL;
            struct fault why;
            size_t mark = arena_mark(&arena);

            fault_clear(&why);
            CHECK(content_decode(content_layout_nth(i)->action, span_head(bytes, len), &arena,
                                 &back, &why) == HF_INVALID);
            CHECK(back == NULL && why.at >= 0 && (size_t)why.at <= len);
            arena_rewind(&arena, mark);
        }
    }
}

static void test_content__nothing_may_be_left_over(void)
{
    struct arena arena;

    dice_state = 3;
    arena_init(&arena, block, sizeof block);
    for (size_t i = 0; content_layout_nth(i) != NULL; i++) {
        struct span bytes = encoded(&arena, content_layout_nth(i));
        char *longer = arena_alloc(&arena, bytes.len + 1, 1);
        const void *back = NULL;
        struct fault why;

        fault_clear(&why);
        memcpy(longer, bytes.at, bytes.len);
        CHECK(content_decode(content_layout_nth(i)->action, span_at(longer, bytes.len + 1), &arena,
                             &back, &why) == HF_INVALID);
        CHECK_INT(why.at, bytes.len);
    }
}

static void test_content__every_budget_fails_cleanly_or_is_enough(void)
{
    struct arena made;

    dice_state = 4;
    arena_init(&made, other_block, sizeof other_block);
    for (size_t i = 0; content_layout_nth(i) != NULL; i++) {
        struct span bytes = encoded(&made, content_layout_nth(i));
        enum status st = HF_FAILED;

        for (size_t size = 0; st != HF_OK && size < 65536; size += 8) {
            struct arena arena;
            struct fault why;
            const void *back = NULL;
            struct span text = SPAN("");

            fault_clear(&why);
            arena_init(&arena, block, size);
            st = content_decode(content_layout_nth(i)->action, bytes, &arena, &back, &why);
            CHECK(st == HF_OK || (st == HF_FAILED && back == NULL));
            if (st == HF_OK)
                st = content_text(content_layout_nth(i)->action, back, &arena, &text, &why);
            CHECK(st == HF_OK || st == HF_FAILED);
        }
        CHECK(st == HF_OK);
    }
}

/* --- one thing wrong ------------------------------------------------------------------------- */

static enum status decode_bytes(uint16_t action, struct span bytes, struct fault *why)
{
    static struct arena arena;
    const void *back = NULL;

    arena_init(&arena, block, sizeof block);
    fault_clear(why);
    return content_decode(action, bytes, &arena, &back, why);
}

static void test_content__unknown_version_is_refused(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_SESSION_ENDED, SPAN("\x02\x01"), &why) == HF_INVALID);
    CHECK_INT(why.at, 0);
    CHECK(decode_bytes(ACTION_SESSION_ENDED, SPAN("\x01\x01"), &why) == HF_OK);
}

static void test_content__unknown_action_is_refused(void)
{
    struct fault why;

    CHECK(decode_bytes(0, SPAN("\x01"), &why) == HF_INVALID);
    CHECK(decode_bytes(ACTION_ACCESS_GRANTED, SPAN("\x01"), &why) == HF_INVALID);
}

static void test_content__unknown_word_is_refused(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_SESSION_ENDED, SPAN("\x01\x06"), &why) == HF_INVALID);
    CHECK_INT(why.at, 1);
}

static void test_content__flag_other_than_0_and_1_is_refused(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_REHEARSAL, SPAN("\x01\x01\x02"), &why) == HF_INVALID);
    CHECK_INT(why.at, 2);
}

static void test_content__bad_utf8_is_refused_where_it_stands(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_NOTHING_NEW_SAID, SPAN("\x01\x03\0\0\0ab\xff"), &why) == HF_INVALID);
    CHECK_INT(why.at, 7);
}

static void test_content__text_over_its_limit_is_refused(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_NOTHING_NEW_SAID, SPAN("\x01\x91\x01\0\0"), &why) == HF_INVALID);
    CHECK_INT(why.at, 1);
}

static void test_content__huge_count_is_refused_before_memory_is_asked_for(void)
{
    struct fault why;

    CHECK(decode_bytes(ACTION_ORGANS_SET, SPAN("\x01\xff\xff\xff\xff"), &why) == HF_INVALID);
    CHECK_INT(why.at, 1);
}

static void test_content__writer_names_the_field_that_is_over_its_limit(void)
{
    struct tension_marked_content marked = {.value = 11};
    struct span bytes = SPAN("x");
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    CHECK(content_encode(ACTION_TENSION_MARKED, &marked, &arena, &bytes, &why) == HF_INVALID);
    CHECK(span_starts(span_of(why.text), SPAN("value:")));
    CHECK_TEXT(bytes, "x");
}

static void test_content__writer_refuses_what_the_reader_would(void)
{
    struct correction_content bad = {.words = SPAN("a\x01z")};
    struct span bytes;
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    CHECK(content_encode(ACTION_CORRECTION, &bad, &arena, &bytes, &why) == HF_INVALID);
}

static void test_content__every_action_but_public_statements_has_a_layout(void)
{
    for (size_t i = 0; i < action_count; i++)
        CHECK((content_layout_of(actions[i].number) != NULL) ==
              !action_is_statement(actions[i].number));
    for (size_t i = 0; content_layout_nth(i) != NULL; i++)
        CHECK(action_find(content_layout_nth(i)->action) != NULL);
}

/* --- bytes that stand for ever --------------------------------------------------------------- */

static void test_content__signal_is_laid_out_as_published(void)
{
    struct signal_content stop = {
        .value = SAID_STOP, .cause = CAUSE_BUTTON, .given = {.seen = 258}, .device_utc_us = -1};
    struct span bytes = SPAN("");
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    CHECK(content_encode(ACTION_SIGNAL, &stop, &arena, &bytes, &why) == HF_OK);
    CHECK_SPAN(bytes, SPAN("\x01\x04\x01\x00\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\x01\0\0\0\0\0\0"
                           "\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"));
}

/* --- text and direction ---------------------------------------------------------------------- */

static void test_content_text__says_what_was_said_and_no_more(void)
{
    struct span techniques[] = {SPAN("stillness"), SPAN("slow_pressure")};
    struct grant_content grant = {
        .scope = {.region = SPAN("low_back"), .side = SIDE_LEFT, .techniques = {techniques, 2}},
        .max_pressure = 6,
        .until = {.known = true, .utc_s = 1800000000}};
    struct span text = SPAN("");
    struct arena arena;
    struct fault why;

    fault_clear(&why);
    arena_init(&arena, block, sizeof block);
    CHECK(content_text(ACTION_GRANT, &grant, &arena, &text, &why) == HF_OK);
    CHECK_TEXT(text, "scope:\n  region: low_back\n  side: L\n"
                     "  techniques: stillness, slow_pressure\nmax pressure: 6\n"
                     "until: 2027-01-15 08:00 UTC\ngiven:\n");
}

static void test_content_direction__green_raises_and_stop_narrows(void)
{
    struct signal_content green = {.value = SAID_GREEN}, stop = {.value = SAID_STOP};

    CHECK_INT(content_direction(ACTION_SIGNAL, &green), DIRECTION_RAISES);
    CHECK_INT(content_direction(ACTION_SIGNAL, &stop), DIRECTION_NARROWS);
}

static void test_content_direction__what_can_not_be_told_raises(void)
{
    CHECK_INT(content_direction(ACTION_SIGNAL, NULL), DIRECTION_RAISES);
    CHECK_INT(content_direction(9999, NULL), DIRECTION_RAISES);
}

int main(void)
{
    RUN(test_content__every_action_there_and_back);
    RUN(test_content__every_cut_is_refused_where_it_is_cut);
    RUN(test_content__nothing_may_be_left_over);
    RUN(test_content__every_budget_fails_cleanly_or_is_enough);
    RUN(test_content__unknown_version_is_refused);
    RUN(test_content__unknown_action_is_refused);
    RUN(test_content__unknown_word_is_refused);
    RUN(test_content__flag_other_than_0_and_1_is_refused);
    RUN(test_content__bad_utf8_is_refused_where_it_stands);
    RUN(test_content__text_over_its_limit_is_refused);
    RUN(test_content__huge_count_is_refused_before_memory_is_asked_for);
    RUN(test_content__writer_names_the_field_that_is_over_its_limit);
    RUN(test_content__writer_refuses_what_the_reader_would);
    RUN(test_content__every_action_but_public_statements_has_a_layout);
    RUN(test_content__signal_is_laid_out_as_published);
    RUN(test_content_text__says_what_was_said_and_no_more);
    RUN(test_content_direction__green_raises_and_stop_narrows);
    RUN(test_content_direction__what_can_not_be_told_raises);
    return tap_end();
}
