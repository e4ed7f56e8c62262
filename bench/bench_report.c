/* bench/bench_report.c - a practice of a million entries: a start, Today, the whole check, the
 * export, and holdfast-verify over it; each for one entry, beside what libsodium alone takes to
 * verify one signature in the same run, and the most memory.
 *
 * Not a test: nothing fails by being slow. usage: bench_report [CLIENTS [ENTRIES [VERIFY]]],
 * where VERIFY is the path of holdfast-verify.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "keep/ledger/export.h"

#include <sodium.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 250, RAW = 2000, US_PER_S = 1000000 };

static double all; /* entries, of all clients together */

static double now_us(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * US_PER_S + (double)t.tv_nsec / 1000;
}

static double most_mb(int who)
{
    struct rusage used;

    getrusage(who, &used);
    return (double)used.ru_maxrss / 1024;
}

/* --- libsodium alone ------------------------------------------------------------------------- */

static double raw_verify_us(void)
{
    static const unsigned char message[272];
    unsigned char pub[32], secret[64], signature[64];

    crypto_sign_keypair(pub, secret);
    crypto_sign_detached(signature, NULL, message, sizeof message, secret);
    double began = now_us(CLOCK_THREAD_CPUTIME_ID);

    for (int i = 0; i < RAW; i++)
        if (crypto_sign_verify_detached(signature, message, sizeof message, pub) != 0)
            abort();
    return (now_us(CLOCK_THREAD_CPUTIME_ID) - began) / RAW;
}

/* --- a practice ------------------------------------------------------------------------------ */

/* One in ten narrows, and is followed by a checkpoint. */
static const struct signal_content green = {.value = SAID_GREEN,
                                            .given = {.how = GIVEN_SHARED_DEVICE}},
                                   yellow = {.value = SAID_YELLOW,
                                             .given = {.how = GIVEN_SHARED_DEVICE}};

static enum status append_many(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct to_record what = {ACTION_SIGNAL, new_id(), NULL};
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < *(const int *)arg; i++) {
        struct hand hand = hand_of(h.ana, 2);

        what.content = i % 10 == 0 ? &yellow : &green;
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

static void begin_anew(void)
{
    ledger_free(h.practice.ledger);
    need(ledger_new(h.practice.vault, &h.practice.ledger, &h.why), "ledger");
    need(ledger_start(h.practice.ledger, h.practice.store, &h.why), "start");
}

/* --- what is asked of it --------------------------------------------------------------------- */

static void look_at_today(void)
{
    struct client_lines list;

    arena_rewind(&h.arena, 0);
    need(list_clients(&h.practice, &h.arena, h.ana, SPAN(""), &list, &h.why), "list");
}

static void no_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    (void)arg;
    printf("# %s %d: %s\n", table, (int)seq, text);
}

static void verify_all(void)
{
    struct ledger_report report = {.finding = no_finding};

    arena_rewind(&h.arena, 0);
    need(ledger_verify(h.practice.ledger, h.practice.store, &h.arena, &report, &h.why), "verify");
}

static char export_path[100];

static bool begin_again(void *arg)
{
    rewind(arg);
    return true;
}

static bool put(void *arg, struct span bytes)
{
    return fwrite(bytes.at, 1, bytes.len, arg) == bytes.len;
}

static void export_all(void)
{
    FILE *out = fopen(export_path, "wb");
    struct export_sink sink = {begin_again, put, out};

    if (out == NULL)
        abort();
    need(ledger_export(h.practice.ledger, h.practice.store, &sink, &h.why), "export");
    fclose(out);
}

typedef void once(void);

static void measure(const char *name, once *work)
{
    double raw = raw_verify_us(), began = now_us(CLOCK_THREAD_CPUTIME_ID);

    work();
    double took = now_us(CLOCK_THREAD_CPUTIME_ID) - began;

    printf("%-28s %8.2f s  %7.2f us an entry, %5.2f of one Ed25519 verification (%.1f us), "
           "at most %.0f MB\n",
           name, took / US_PER_S, took / all, took / all / raw, raw, most_mb(RUSAGE_SELF));
    fflush(stdout);
}

static double spent_us(void)
{
    struct rusage used;

    getrusage(RUSAGE_CHILDREN, &used);
    return (double)used.ru_utime.tv_sec * US_PER_S + (double)used.ru_utime.tv_usec;
}

static void verify_apart(const char *program)
{
    char command[300];
    double raw = raw_verify_us(), began = spent_us();

    snprintf(command, sizeof command, "%s %s | tail -n 1", program, export_path);
    if (system(command) != 0)
        abort();
    double took = spent_us() - began;

    printf("%-28s %8.2f s  %7.2f us an entry, %5.2f of one Ed25519 verification (%.1f us), "
           "at most %.0f MB\n",
           "holdfast-verify", took / US_PER_S, took / all, took / all / raw, raw,
           most_mb(RUSAGE_CHILDREN));
}

int main(int argc, char **argv)
{
    int clients = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1000;
    int entries = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 1000;
    double began = now_us(CLOCK_MONOTONIC);

    if (sodium_init() < 0)
        return 1;
    house_make();
    visit_begin();
    for (int i = 0; i < clients; i++)
        add_one(entries);
    all = (double)clients * entries;
    printf("%d clients of %d entries, written in %.0f s\n", clients, entries,
           (now_us(CLOCK_MONOTONIC) - began) / US_PER_S);
    fflush(stdout);
    snprintf(export_path, sizeof export_path, "%s/export", h.data);
    measure("a start, the whole walk", begin_anew);
    measure("holdfast verify", verify_all);
    measure("Today, first look", look_at_today);
    measure("Today, next look", look_at_today);
    measure("holdfast export-ledger", export_all);
    if (argc > 3)
        verify_apart(argv[3]);
    unlink(export_path);
    visit_end();
    house_end();
    return 0;
}
