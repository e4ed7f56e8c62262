/* test/support/tap.h - the whole test runner: prints TAP, counts, never stops early.
 *
 *     int main(void)
 *     {
 *         RUN(test_span_cut__stops_at_the_mark);
 *         return tap_end();
 *     }
 *
 * A test is `static void f(void)`; it fails when one CHECK in it fails.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_TAP_H
#define HF_TEST_SUPPORT_TAP_H

#include "base/fault.h"
#include "base/span.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int tap_tests, tap_failed_tests, tap_failed_checks;

static inline void tap_note(const char *file, int line, const char *what)
{
    printf("# %s:%d: %s\n", file, line, what);
    tap_failed_checks++;
}

static inline void tap_same_span(const char *file, int line, struct span got, struct span want)
{
    if (span_equal(got, want))
        return;
    tap_note(file, line, "texts differ");
    printf("#   got  %.*s\n#   want %.*s\n", SPAN_ARGS(got), SPAN_ARGS(want));
}

static inline void tap_same_int(const char *file, int line, int64_t got, int64_t want)
{
    if (got == want)
        return;
    tap_note(file, line, "numbers differ");
    printf("#   got  %" PRId64 "\n#   want %" PRId64 "\n", got, want);
}

static inline void tap_run(const char *name, void (*test)(void))
{
    int before = tap_failed_checks;

    test();
    tap_tests++;
    tap_failed_tests += tap_failed_checks != before;
    printf("%sok %d - %s\n", tap_failed_checks == before ? "" : "not ", tap_tests, name);
    fflush(stdout);
}

/* For cases that come as data: one line of TAP for each. */
static inline void tap_case(const char *name, bool passed)
{
    tap_tests++;
    tap_failed_tests += !passed;
    printf("%sok %d - %s\n", passed ? "" : "not ", tap_tests, name);
}

static inline int tap_end(void)
{
    printf("1..%d\n", tap_tests);
    return tap_failed_tests == 0 ? 0 : 1;
}

#define RUN(test)             tap_run(#test, test)
#define CHECK(condition)      ((condition) ? (void)0 : tap_note(__FILE__, __LINE__, #condition))
#define CHECK_INT(got, want)  tap_same_int(__FILE__, __LINE__, (int64_t)(got), (int64_t)(want))
#define CHECK_SPAN(got, want) tap_same_span(__FILE__, __LINE__, (got), (want))
#define CHECK_TEXT(got, want) tap_same_span(__FILE__, __LINE__, (got), span_of(want))

#endif
