/* bench/bench_today.c - a start, and Today of a practice with many clients, each with a chain of
 * some length: without what an earlier life put down, when every signature is computed, and with
 * it.
 *
 * Prints milliseconds of this thread's processor time. Not a test: nothing fails by being slow.
 * usage: bench_today [CLIENTS [ENTRIES]]
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include <time.h>

enum { ROUNDS = 9, AT_ONCE = 250, US_PER_S = 1000000 };

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static const struct signal_content said = {.value = SAID_YELLOW,
                                           .given = {.how = GIVEN_SHARED_DEVICE}};

static enum status append_many(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct to_record what = {ACTION_SIGNAL, new_id(), &said};
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < *(const int *)arg; i++) {
        struct hand hand = hand_of(h.ana, 2);

        st = client_append(ltx, &hand, 0, h.client, &what, 1, NULL, why);
    }
    return st;
}

static void add_one(int entries)
{
    struct add_client in = {.hand = hand_of(h.ana, 1),
                            .name = SPAN("Robin"),
                            .language = SPAN("en"),
                            .contact = {.channel = 1, .address = SPAN("robin at example.org")}};

    arena_rewind(&h.arena, 0);
    need(add_client(&h.practice, &h.arena, &in, &h.client, &h.why), "client");
    for (int n = entries; n > 0; n -= AT_ONCE) {
        int many = n < AT_ONCE ? n : AT_ONCE;

        arena_rewind(&h.arena, 0);
        need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, append_many, &many,
                             &h.why),
             "entries");
    }
}

static double look_at_today(void)
{
    struct client_lines list;
    double began = now_ms();

    arena_rewind(&h.arena, 0);
    need(list_clients(&h.practice, &h.arena, h.ana, SPAN(""), &list, &h.why), "list");
    return now_ms() - began;
}

/* --- a start --------------------------------------------------------------------------------- */

/* As if the process began anew; the file of an earlier life is left where it is. */
static void begin_anew(const char *after)
{
    ledger_free(h.practice.ledger);
    need(ledger_new(h.practice.vault, &h.practice.ledger, &h.why), "ledger");
    double began = now_ms();

    need(ledger_start(h.practice.ledger, h.practice.store, &h.why), "start");
    double started = now_ms();
    double looked = look_at_today();

    printf("%-34s start %6.0f ms, first look at Today %6.0f ms, %d signatures\n", after,
           started - began, looked, (int)ledger_computed(h.practice.ledger));
}

static void bench_start(void)
{
    begin_anew("without a file of an earlier life:");
    double began = now_ms();

    need(ledger_rest(h.practice.ledger, h.practice.store, &h.why), "rest");
    printf("to put that file down: %.0f ms\n", now_ms() - began);
    begin_anew("from that file:");
    began = now_ms();
    need(ledger_tend(h.practice.ledger, h.practice.store, &h.arena, &h.why), "tend");
    printf("the whole walk, in the background: %.0f ms\n", now_ms() - began);
}

int main(int argc, char **argv)
{
    int clients = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 200;
    int entries = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 500;
    double took[ROUNDS];

    house_make();
    visit_begin();
    for (int i = 0; i < clients; i++)
        add_one(entries);
    printf("%d clients of %d entries\n", clients, entries);
    bench_start();
    for (int i = 0; i < ROUNDS; i++)
        took[i] = look_at_today();
    qsort(took, ROUNDS, sizeof *took, by_size);
    printf("Today, the next looks: %.0f ms\n", took[ROUNDS / 2]);
    visit_end();
    house_end();
    return 0;
}
