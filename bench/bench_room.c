/* bench/bench_room.c - a day in the room of a client with 2,000 entries: a button, a look, Today.
 *
 * Prints medians, of the clock and of this thread's processor time. Not a test: nothing fails by
 * being slow. usage: bench_room [ENTRIES]
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include <time.h>

enum { ROUNDS = 31, US_PER_S = 1000000, NS_PER_US = 1000 };

static double now_us(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * US_PER_S + (double)t.tv_nsec / NS_PER_US;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

typedef void once(void);

static void measure(const char *name, once *work)
{
    double took[ROUNDS], worked[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        arena_rewind(&h.arena, 0);
        later_s(1);
        took[i] = -now_us(CLOCK_MONOTONIC);
        worked[i] = -now_us(CLOCK_THREAD_CPUTIME_ID);
        work();
        worked[i] += now_us(CLOCK_THREAD_CPUTIME_ID);
        took[i] += now_us(CLOCK_MONOTONIC);
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    qsort(worked, ROUNDS, sizeof *worked, by_size);
    printf("%-44s %9.2f ms %9.2f ms\n", name, took[ROUNDS / 2] / 1000, worked[ROUNDS / 2] / 1000);
}

static void press_one(void)
{
    static bool good;

    need(press_as(good ? v.half : v.desk, good ? BUTTON_GOOD : BUTTON_PAUSE), "press");
    good = !good;
}

static void look_once(void)
{
    need(look(), "look");
}

static void list_once(void)
{
    struct client_lines list;

    need(list_clients(&h.practice, &h.arena, h.ana, SPAN(""), &list, &h.why), "list");
}

static void append_once(void)
{
    struct signal_content said = {
        .value = SAID_GREEN, .given = {.how = GIVEN_SHARED_DEVICE, .seen = v.reply.now.room.seen}};

    house_write(v.half, ACTION_SIGNAL, v.session.id, &said);
}

int main(int argc, char **argv)
{
    int entries = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 2000;

    house_make();
    visit_begin();
    get_going();
    measure("append one entry, short chain", append_once);
    h.arena.peak = 0;
    for (int i = 0; i < entries; i++) {
        arena_rewind(&h.arena, 0);
        append_once();
    }
    printf("%d entries\n", entries);
    measure("append one entry", append_once);
    measure("the room's pulse (look_at_room)", look_once);
    measure("a button (send_signal)", press_one);
    printf("%-44s %9.2f MB\n", "the most memory of one request", (double)h.arena.peak / 1e6);
    measure("Today (list_clients, one client)", list_once);
    visit_end();
    house_end();
    return 0;
}
