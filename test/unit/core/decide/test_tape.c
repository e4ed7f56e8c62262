/* The tape itself: what makes a failing case small must work before a case fails.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tape.h"

/* Against this law stands any tape whose first choice of ten is seven or more. */
static bool first_choice_is_low(struct tape *tape)
{
    return tape_below(tape, 10) < 7;
}

static bool third_byte_is_zero(struct tape *tape)
{
    (void)tape_byte(tape);
    (void)tape_byte(tape);
    return tape_byte(tape) == 0;
}

static void test_tape_byte__gives_zeros_past_its_end(void)
{
    const unsigned char bytes[] = {5};
    struct tape tape = {bytes, sizeof bytes, 0};

    CHECK_INT(tape_byte(&tape), 5);
    CHECK_INT(tape_byte(&tape), 0);
    CHECK_INT(tape.at, 1);
}

static void test_tape_chance__is_false_on_zeros_and_sure_at_256(void)
{
    const unsigned char bytes[] = {255};
    struct tape tape = {bytes, sizeof bytes, 0};

    CHECK(tape_chance(&tape, 1));
    CHECK(!tape_chance(&tape, 255));
    CHECK(tape_chance(&tape, 256));
}

static void test_tape_shorten__cuts_what_the_law_never_read(void)
{
    const unsigned char bytes[] = {9, 1, 2, 3, 4, 5, 6};

    CHECK_INT(tape_shorten(first_choice_is_low, bytes, sizeof bytes), 1);
}

static void test_tape_flatten__zeroes_what_does_not_matter(void)
{
    unsigned char bytes[] = {9, 1, 2, 3};
    size_t len = tape_shorten(third_byte_is_zero, bytes, sizeof bytes);

    CHECK_INT(len, 3);
    CHECK(tape_flatten(third_byte_is_zero, bytes, len));
    CHECK(memcmp(bytes, "\0\0\2", 3) == 0);
    CHECK(!tape_flatten(third_byte_is_zero, bytes, len));
}

static void test_tape_fill__the_same_seed_gives_the_same_tape(void)
{
    unsigned char once[TAPE_LONGEST], again[TAPE_LONGEST];
    uint64_t a = 42, b = 42;

    CHECK_INT(tape_fill(&a, once), tape_fill(&b, again));
    CHECK(memcmp(once, again, TAPE_LONGEST) == 0);
    (void)tape_fill(&b, again);
    CHECK(memcmp(once, again, TAPE_LONGEST) != 0);
}

int main(void)
{
    RUN(test_tape_byte__gives_zeros_past_its_end);
    RUN(test_tape_chance__is_false_on_zeros_and_sure_at_256);
    RUN(test_tape_shorten__cuts_what_the_law_never_read);
    RUN(test_tape_flatten__zeroes_what_does_not_matter);
    RUN(test_tape_fill__the_same_seed_gives_the_same_tape);
    return tap_end();
}
