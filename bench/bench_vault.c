/* bench/bench_vault.c - what sealing, appending, verifying and reading a long chain cost, each
 * beside what libsodium or SQLite alone take for the same in the same run.
 *
 * Prints medians of this thread's processor time; for what waits for the disk, of the clock. Not a
 * test: nothing fails by being slow. usage: bench_vault [ENTRIES]
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "keep/vault/record.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, EACH = 500, PADDED = 1024, APPENDS = 64, US_PER_S = 1000000 };

static unsigned char plain[PADDED], frame[PADDED + 16], key[32], nonce[24];
static unsigned char signature[64], sign_pub[32], sign_secret[64], message[272];
static size_t entries = 9900; /* facts know at most 10,000 events of one client */

static double now_us(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * US_PER_S + (double)t.tv_nsec / 1000;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

typedef void work(void);

/* Microseconds for one of `each`. */
static double median_by(clockid_t clock, work *one, int rounds, size_t each)
{
    double took[64];

    for (int i = 0; i < rounds; i++) {
        took[i] = -now_us(clock);
        one();
        took[i] += now_us(clock);
    }
    qsort(took, (size_t)rounds, sizeof *took, by_size);
    return took[rounds / 2] / (double)each;
}

static double median(work *one, int rounds, size_t each)
{
    return median_by(CLOCK_THREAD_CPUTIME_ID, one, rounds, each);
}

static void tell(const char *name, double ours, const char *alone, double theirs)
{
    printf("%-34s %9.2f us   %-30s %9.2f us   %5.2f times\n", name, ours, alone, theirs,
           ours / theirs);
}

/* --- libsodium alone ------------------------------------------------------------------------- */

static void raw_seal(void)
{
    for (int i = 0; i < EACH; i++)
        crypto_aead_xchacha20poly1305_ietf_encrypt(frame, NULL, plain, sizeof plain, NULL, 0, NULL,
                                                   nonce, key);
}

static void raw_open(void)
{
    for (int i = 0; i < EACH; i++)
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, frame, sizeof frame, NULL,
                                                       0, nonce, key) != 0)
            abort();
}

static void raw_verify(void)
{
    for (int i = 0; i < EACH; i++)
        if (crypto_sign_verify_detached(signature, message, sizeof message, sign_pub) != 0)
            abort();
}

/* --- seal and open --------------------------------------------------------------------------- */

static struct record_place place;
static struct record_sealed sealed;

static void our_seal(void)
{
    for (int i = 0; i < EACH; i++) {
        arena_rewind(&h.arena, 0);
        need(record_seal(h.ana, &place, span_at((const char *)message, sizeof message), NULL, 0,
                         &h.arena, &sealed, &h.why),
             "seal");
    }
}

static void our_open(void)
{
    size_t mark = arena_mark(&h.arena);
    struct span content;
    uint8_t blind[32];

    for (int i = 0; i < EACH; i++) {
        arena_rewind(&h.arena, mark);
        need(record_open(h.ana, &place, sealed.frame, sealed.wraps, sealed.n, sealed.commitment,
                         &h.arena, &content, blind, &h.why),
             "open");
    }
}

static void bench_seal(void)
{
    place = (struct record_place){.client = h.client,
                                  .compartment = COMPARTMENT_CARE,
                                  .epoch = keyring_epoch(h.ana, h.client, COMPARTMENT_CARE),
                                  .author = keyring_who(h.ana)->person};
    crypto_sign_keypair(sign_pub, sign_secret);
    crypto_sign_detached(signature, NULL, message, sizeof message, sign_secret);
    double seal = median(raw_seal, ROUNDS, EACH), open = median(raw_open, ROUNDS, EACH);

    tell("seal a record of 1 KiB", median(our_seal, ROUNDS, EACH), "XChaCha20-Poly1305", seal);
    tell("open it", median(our_open, ROUNDS, EACH), "XChaCha20-Poly1305", open);
}

/* --- append ---------------------------------------------------------------------------------- */

static sqlite3 *bare;
static struct signal_content said = {.value = SAID_GREEN, .given = {.how = GIVEN_SHARED_DEVICE}};

static void sql(const char *text)
{
    if (sqlite3_exec(bare, text, NULL, NULL, NULL) != SQLITE_OK)
        abort();
}

static void open_bare(void)
{
    char path[100];

    snprintf(path, sizeof path, "%s/bare.db", h.data);
    if (sqlite3_open(path, &bare) != SQLITE_OK)
        abort();
    sql("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "CREATE TABLE t (seq INTEGER PRIMARY KEY, bytes BLOB)");
}

/* As many bytes as one entry brings with its record, in one durable commit. */
static void commit_bare(void)
{
    sql("BEGIN IMMEDIATE; INSERT INTO t (bytes) VALUES (randomblob(2400)); COMMIT");
}

static void append_one(void)
{
    arena_rewind(&h.arena, 0);
    house_write(v.half, ACTION_SIGNAL, v.session.id, &said);
}

static void bench_append(void)
{
    open_bare();
    double ours = median_by(CLOCK_MONOTONIC, append_one, APPENDS - 1, 1);
    double alone = median_by(CLOCK_MONOTONIC, commit_bare, APPENDS - 1, 1);

    tell("append, acknowledged", ours, "a bare durable commit", alone);
    sqlite3_close(bare);
}

/* --- a long chain ---------------------------------------------------------------------------- */

static enum status append_many(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct to_record what = {ACTION_SIGNAL, v.session.id, &said};
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < *(const int *)arg; i++) {
        struct hand hand = hand_of(v.half, 2);

        st = client_append(ltx, &hand, 0, h.client, &what, 1, NULL, why);
    }
    return st;
}

static void grow(void)
{
    int at_once = 250;

    for (size_t n = 0; n < entries; n += (size_t)at_once) {
        arena_rewind(&h.arena, 0);
        need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, append_many, &at_once,
                             &h.why),
             "many entries");
    }
}

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_list list;

    (void)arg;
    return ledger_load(ltx, v.half, h.client, &list, why);
}

static void load_chain(void)
{
    arena_rewind(&h.arena, 0);
    need(ledger_read(h.practice.ledger, h.practice.store, &h.arena, load_inside, NULL, &h.why),
         "load");
}

static enum status fold_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct client_facts facts;

    (void)arg;
    return client_facts_load(ltx, &h.practice, v.half, h.client, keyring_who(h.ana)->person, &facts,
                             why);
}

static void fold_chain(void)
{
    arena_rewind(&h.arena, 0);
    need(ledger_read(h.practice.ledger, h.practice.store, &h.arena, fold_inside, NULL, &h.why),
         "fold");
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

static void bench_chain(void)
{
    double open = median(raw_open, ROUNDS, EACH), check = median(raw_verify, ROUNDS, EACH);
    double first = median(load_chain, 1, entries);

    printf("%zu entries\n", entries);
    tell("read an entry, first time", first, "a signature and an opening", check + open);
    tell("read an entry, again", median(load_chain, 3, entries), "XChaCha20-Poly1305", open);
    tell("read and fold an entry", median(fold_chain, 3, entries), "XChaCha20-Poly1305", open);
    tell("holdfast verify, an entry", median(verify_all, 1, entries), "Ed25519 verification",
         check);
}

int main(int argc, char **argv)
{
    if (sodium_init() < 0)
        return 1;
    if (argc > 1)
        entries = (size_t)strtoul(argv[1], NULL, 10);
    house_make();
    visit_begin();
    get_going();
    said.given.seen = v.reply.now.room.seen;
    bench_seal();
    bench_append();
    grow();
    bench_chain();
    visit_end();
    house_end();
    return 0;
}
