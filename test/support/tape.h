/* test/support/tape.h - properties on made-up cases: a generator draws every choice from a tape of
 * bytes.
 *
 * A tape is random in a test and comes from the fuzzer in fuzz/. Past its end it gives zeros, and a
 * zero is the simplest choice, so a failing tape shrinks by being cut and by being zeroed.
 * HOLDFAST_SEED=N in the environment begins elsewhere.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_TEST_SUPPORT_TAPE_H
#define HF_TEST_SUPPORT_TAPE_H

#include "tap.h"

#include <stdlib.h>

enum { TAPE_LONGEST = 640 };

struct tape {
    const unsigned char *bytes;
    size_t len, at;
};

static inline unsigned tape_byte(struct tape *tape)
{
    return tape->at < tape->len ? tape->bytes[tape->at++] : 0;
}

/* 0 .. count-1 */
static inline size_t tape_below(struct tape *tape, size_t count)
{
    return tape_byte(tape) % count;
}

/* True `of_256` times in 256; false on zeros. */
static inline bool tape_chance(struct tape *tape, unsigned of_256)
{
    return tape_byte(tape) + of_256 >= 256;
}

/* One of a table; the first is the simplest. */
#define TAPE_PICK(tape, table) ((table)[tape_below((tape), sizeof(table) / sizeof(table)[0])])

/* True if the law holds for the case on this tape. */
typedef bool tape_law_fn(struct tape *tape);

/* Writes the case on this tape for a person to read, each line with "# " before it. */
typedef void tape_show_fn(struct tape *tape);

static inline uint64_t tape_seed(void)
{
    const char *given = getenv("HOLDFAST_SEED");

    return given == NULL ? 1 : strtoull(given, NULL, 10);
}

/* splitmix64 */
static inline uint64_t tape_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline size_t tape_fill(uint64_t *state, unsigned char *bytes)
{
    for (size_t i = 0; i < TAPE_LONGEST; i++)
        bytes[i] = (unsigned char)tape_random(state);
    return TAPE_LONGEST - (size_t)(tape_random(state) % (TAPE_LONGEST / 2));
}

static inline bool tape_holds(tape_law_fn *law, const unsigned char *bytes, size_t len)
{
    struct tape tape = {bytes, len, 0};

    return law(&tape);
}

static inline size_t tape_shorten(tape_law_fn *law, const unsigned char *bytes, size_t len)
{
    for (size_t cut = len / 2; cut > 0;) {
        if (cut <= len && !tape_holds(law, bytes, len - cut))
            len -= cut;
        else
            cut /= 2;
    }
    return len;
}

/* Zeroes what can be zeroed while the law still fails; true if anything could. */
static inline bool tape_flatten(tape_law_fn *law, unsigned char *bytes, size_t len)
{
    bool better = false;

    for (size_t i = 0; i < len; i++) {
        unsigned char old = bytes[i];

        bytes[i] = 0;
        if (old != 0 && tape_holds(law, bytes, len))
            bytes[i] = old;
        else
            better |= old != 0;
    }
    return better;
}

static inline void tape_report(tape_law_fn *law, tape_show_fn *show, unsigned char *bytes,
                               size_t len)
{
    do
        len = tape_shorten(law, bytes, len);
    while (tape_flatten(law, bytes, len));
    printf("# fails on the tape ");
    for (size_t i = 0; i < len; i++)
        printf("%02x", bytes[i]);
    printf("\n");
    show(&(struct tape){bytes, len, 0});
}

/* One line of TAP: the law held on `count` random tapes, or the smallest case found against it. */
static inline void tape_check(const char *name, tape_law_fn *law, tape_show_fn *show, int count)
{
    unsigned char bytes[TAPE_LONGEST];
    uint64_t state = tape_seed();
    bool held = true;

    for (int i = 0; i < count && held; i++) {
        size_t len = tape_fill(&state, bytes);

        held = tape_holds(law, bytes, len);
        if (!held)
            tape_report(law, show, bytes, len);
    }
    tap_case(name, held);
}

#endif
