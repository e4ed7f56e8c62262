/* What tells whose note it is, as far as a program can know it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "core/visit/blunt.h"

#include <stdlib.h>

static const struct span names[] = {SPAN_INIT("Robin B. Öst"), SPAN_INIT("robin@example.org")};

static void expect(const char *text, const char *want)
{
    static unsigned char block[256 * 1024];
    struct arena arena;
    struct fault why;
    struct span got;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK_INT(blunt_text(span_of(text), names, 2, &arena, &got, &why), HF_OK);
    CHECK_TEXT(got, want);
    CHECK(blunt_is_clean(got, names, 2));
    CHECK(blunt_is_clean(span_of(text), names, 2) == span_equal(span_of(text), got));
}

static void test_blunt_text__leaves_a_note_without_anybody_as_it_is(void)
{
    expect("They slept well; tension 7 of 10, 45 min.",
           "They slept well; tension 7 of 10, 45 min.");
    expect("", "");
}

static void test_blunt_text__takes_names_out_in_whatever_case(void)
{
    expect("Robin, ROBIN's friend and robin.", "[name], [name]'s friend and [name].");
    expect("Robin-Lou said", "[name] said");
    expect("Frau Öst kam", "Frau [name] kam");
    expect("a robinia is no name", "a robinia is no name");
}

static void test_blunt_text__takes_addresses_days_and_numbers_out(void)
{
    expect("write to r.b@mail.example.", "write to [address].");
    expect("on 12.03.2026 and 2026-03-12, in 2019", "on [number] and [number], in [number]");
    expect("ring +49-171-2345", "ring [number]");
}

/* A word of two letters is a name if it is part of one; a single letter never is. */
static void test_blunt_text__leaves_single_letters(void)
{
    expect("plan B for b", "plan B for b");
}

static void test_blunt_text__says_when_memory_is_spent(void)
{
    unsigned char block[16];
    struct arena arena;
    struct fault why;
    struct span got;

    arena_init(&arena, block, sizeof block);
    fault_clear(&why);
    CHECK_INT(blunt_text(SPAN("They slept well, and long."), names, 2, &arena, &got, &why),
              HF_FAILED);
}

int main(void)
{
    RUN(test_blunt_text__leaves_a_note_without_anybody_as_it_is);
    RUN(test_blunt_text__takes_names_out_in_whatever_case);
    RUN(test_blunt_text__takes_addresses_days_and_numbers_out);
    RUN(test_blunt_text__leaves_single_letters);
    RUN(test_blunt_text__says_when_memory_is_spent);
    return tap_end();
}
