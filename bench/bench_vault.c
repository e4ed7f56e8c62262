/* bench/bench_vault.c - what sealing, appending, verifying and reading a long chain cost, each
 * beside what libsodium or SQLite alone take for the same in the same run.
 *
 * Ours and theirs take turns, so that a busy machine slows both; medians of this thread's processor
 * time, and of the clock for what waits for the disk. Not a test: nothing fails by being slow.
 *
 * "The same by libsodium" is the very cryptography that the format asks of an entry, on as many
 * bytes, and nothing else: no rows, no parsing, no rules. usage: bench_vault [ENTRIES]
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visit.h"

#include "keep/vault/record.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

enum {
    ROUNDS = 15,
    EACH = 500,
    PADDED = 1024,
    AD = 100,
    LEAF = 337,
    WARM = 120, /* commits, until the journal begins anew and no longer grows */
    APPENDS = 301,
    US_PER_S = 1000000
};

static unsigned char plain[PADDED], frame[PADDED + 16], key[32], nonce[24];
static unsigned char wrap[48], boxed[32 + crypto_box_SEALBYTES], box_pub[32], box_secret[32];
static const unsigned char ad[AD];
static unsigned char signature[64], sign_pub[32], sign_secret[64], message[272];
static size_t entries = 9900; /* facts know at most 32,768 events of one client */

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

static double took_by(clockid_t clock, work *one)
{
    double began = now_us(clock);

    one();
    return now_us(clock) - began;
}

static double median_of(double *took, int n)
{
    qsort(took, (size_t)n, sizeof *took, by_size);
    return took[n / 2];
}

struct pair {
    const char *name;
    work *ours;
    size_t n; /* of which so many are done at once */
    const char *alone;
    work *theirs;
    size_t n_alone;
};

/* The share is what theirs takes of ours: 100 % would be as fast as the library alone. */
static void compare_by(clockid_t clock, const struct pair *pair, int rounds)
{
    static double ours[APPENDS], theirs[APPENDS];

    for (int i = 0; i < rounds; i++) {
        ours[i] = took_by(clock, pair->ours) / (double)pair->n;
        theirs[i] = took_by(clock, pair->theirs) / (double)pair->n_alone;
    }
    double left = median_of(ours, rounds), right = median_of(theirs, rounds);

    printf("%-33s %9.2f us   %-30s %9.2f us   %6.2f times, %3.0f %%\n", pair->name, left,
           pair->alone, right, left / right, 100 * right / left);
    fflush(stdout);
}

static void compare(const struct pair *pair, int rounds)
{
    compare_by(CLOCK_THREAD_CPUTIME_ID, pair, rounds);
}

/* --- libsodium alone ------------------------------------------------------------------------- */

static void raw_seal(void)
{
    for (int i = 0; i < EACH; i++)
        crypto_aead_xchacha20poly1305_ietf_encrypt(frame, NULL, plain, sizeof plain, ad, AD, NULL,
                                                   nonce, key);
}

static void raw_open(void)
{
    for (int i = 0; i < EACH; i++)
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, frame, sizeof frame, ad,
                                                       AD, nonce, key) != 0)
            abort();
}

/* The sub-key and commitment of one frame. */
static void raw_derive(unsigned char sub[64])
{
    static const unsigned char personal[] = "holdfast-aead-01", salt[16];
    unsigned char ad_hash[24 + 32];

    crypto_generichash(ad_hash + 24, 32, ad, AD, NULL, 0);
    crypto_generichash_blake2b_salt_personal(sub, 64, ad_hash, sizeof ad_hash, key, sizeof key,
                                             salt, personal);
}

static void raw_body(void)
{
    unsigned char sub[64], hash[32];

    crypto_hash_sha256(hash, message, 50); /* which key it is */
    raw_derive(sub);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, frame, sizeof frame, ad, AD,
                                                   nonce, key) != 0)
        abort();
    crypto_auth_hmacsha256(hash, message, 60, key); /* the commitment */
}

static void raw_record(void)
{
    unsigned char sub[64], dek[32];

    raw_derive(sub);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(dek, NULL, NULL, wrap, sizeof wrap, ad, AD,
                                                   nonce, key) != 0)
        abort();
    raw_body();
}

static void raw_open_record(void)
{
    for (int i = 0; i < EACH; i++)
        raw_record();
}

/* The entry's hash, which the chain and the tree are made of, and its record. */
static void raw_read(void)
{
    unsigned char hash[32], leaf[LEAF] = {0};

    for (int i = 0; i < EACH; i++) {
        crypto_hash_sha256(hash, leaf, sizeof leaf);
        raw_record();
    }
}

/* In the room the record's key comes by a box, since a room's pass holds no key of the client. */
static void raw_read_room(void)
{
    unsigned char hash[32], leaf[LEAF] = {0}, dek[32];

    for (int i = 0; i < EACH; i++) {
        crypto_hash_sha256(hash, leaf, sizeof leaf);
        if (crypto_box_seal_open(dek, boxed, sizeof boxed, box_pub, box_secret) != 0)
            abort();
        raw_body();
    }
}

static void raw_seal_record(void)
{
    unsigned char sub[64], hash[32], dek[32];

    for (int i = 0; i < EACH; i++) {
        randombytes_buf(dek, sizeof dek);
        crypto_hash_sha256(hash, message, 50);
        raw_derive(sub);
        crypto_aead_xchacha20poly1305_ietf_encrypt(wrap, NULL, dek, sizeof dek, ad, AD, NULL, nonce,
                                                   key);
        crypto_auth_hmacsha256(hash, message, sizeof message, key);
        crypto_hash_sha256(hash, message, 50);
        raw_derive(sub);
        crypto_aead_xchacha20poly1305_ietf_encrypt(frame, NULL, plain, sizeof plain, ad, AD, NULL,
                                                   nonce, key);
    }
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

static void make_keys(void)
{
    crypto_sign_keypair(sign_pub, sign_secret);
    crypto_sign_detached(signature, NULL, message, sizeof message, sign_secret);
    crypto_box_keypair(box_pub, box_secret);
    crypto_box_seal(boxed, key, sizeof key, box_pub);
    raw_seal();
    raw_seal_record();
}

static void bench_seal(void)
{
    static const struct pair pairs[] = {
        {"seal a record of 1 KiB", our_seal, EACH, "XChaCha20-Poly1305", raw_seal, EACH},
        {"seal a record of 1 KiB", our_seal, EACH, "the same by libsodium", raw_seal_record, EACH},
        {"open it", our_open, EACH, "XChaCha20-Poly1305", raw_open, EACH},
        {"open it", our_open, EACH, "the same by libsodium", raw_open_record, EACH},
    };

    place = (struct record_place){.client = h.client,
                                  .compartment = COMPARTMENT_CARE,
                                  .epoch = keyring_epoch(h.ana, h.client, COMPARTMENT_CARE),
                                  .author = keyring_who(h.ana)->person};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        compare(&pairs[i], ROUNDS);
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
        "CREATE TABLE IF NOT EXISTS t (seq INTEGER PRIMARY KEY, bytes BLOB)");
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

/* Both their journals have begun anew and no longer grow. */
static void bench_append(const char *by_clock, const char *by_processor, work *one)
{
    const struct pair append = {by_clock, one, 1, "a bare durable commit", commit_bare, 1};
    const struct pair processor = {by_processor, one, 1, "a bare durable commit", commit_bare, 1};

    open_bare();
    for (int i = 0; i < WARM; i++)
        one();
    for (int i = 0; i < 4 * WARM; i++)
        commit_bare();
    compare_by(CLOCK_MONOTONIC, &append, APPENDS);
    compare(&processor, APPENDS);
    sqlite3_close(bare);
}

/* --- a long chain ---------------------------------------------------------------------------- */

static struct keyring *writer;

static enum status append_many(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct to_record what = {ACTION_SIGNAL, v.session.id, &said};
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < *(const int *)arg; i++) {
        struct hand hand = hand_of(writer, 2);

        st = client_append(ltx, &hand, 0, h.client, &what, 1, NULL, why);
    }
    return st;
}

static void grow(size_t most)
{
    int at_once = 250;

    for (size_t n = 0; n < most; n += (size_t)at_once) {
        arena_rewind(&h.arena, 0);
        need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, append_many, &at_once,
                             &h.why),
             "many entries");
    }
}

/* By the practitioner alone: nobody else's pass is open, so that no sealed box is made. */
static void append_alone(void)
{
    int once = 1;

    arena_rewind(&h.arena, 0);
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, append_many, &once, &h.why),
         "an entry");
}

static struct keyring *reader;

static enum status load_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_list list;

    (void)arg;
    return ledger_load(ltx, reader, h.client, &list, why);
}

static void load_chain(void)
{
    arena_rewind(&h.arena, 0);
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, load_inside, NULL, &h.why),
         "load");
}

static enum status fold_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct client_facts facts;

    (void)arg;
    return client_facts_load(ltx, &h.practice, reader, h.client, keyring_who(h.ana)->person, &facts,
                             why);
}

static void fold_chain(void)
{
    arena_rewind(&h.arena, 0);
    need(ledger_transact(h.practice.ledger, h.practice.store, &h.arena, fold_inside, NULL, &h.why),
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

static void raw_first(void)
{
    raw_read();
    raw_verify();
}

/* What a room writes lies in boxes; what the practitioner writes, under the client's own key. */
static void bench_room_chain(void)
{
    const struct pair room = {"read and fold what a room wrote", fold_chain,    entries + APPENDS,
                              "the same by libsodium",           raw_read_room, EACH};

    reader = h.ana;
    fold_chain();
    compare(&room, 3);
}

static void bench_chain(void)
{
    const struct pair first = {"read an entry, first time", load_chain, entries,
                               "the same by libsodium",     raw_first,  EACH};
    const struct pair pairs[] = {
        {"read an entry, again", load_chain, entries, "the same by libsodium", raw_read, EACH},
        {"read and fold an entry", fold_chain, entries, "the same by libsodium", raw_read, EACH},
        {"read and fold an entry", fold_chain, entries, "XChaCha20-Poly1305", raw_open, EACH},
    };

    compare(&first, 1);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        compare(&pairs[i], 5);
}

static void bench_verify(void)
{
    const struct pair verify = {"holdfast verify, an entry", verify_all, 2 * entries,
                                "Ed25519 verification",      raw_verify, EACH};

    compare(&verify, 1);
}

static void next_client(void)
{
    struct add_client in = {.hand = hand_of(h.ana, 1),
                            .name = SPAN("Robin"),
                            .language = SPAN("en"),
                            .contact = {.channel = 1, .address = SPAN("robin at example.org")}};

    arena_rewind(&h.arena, 0);
    need(add_client(&h.practice, &h.arena, &in, &h.client, &h.why), "client");
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
    make_keys();
    bench_seal();
    bench_append("append in the room, acknowledged", "append in the room, processor", append_one);
    printf("chains of %zu entries\n", entries);
    writer = v.half;
    grow(entries);
    bench_room_chain();
    next_client();
    writer = h.ana;
    grow(entries);
    bench_chain();
    bench_verify();
    bench_append("append, acknowledged", "append, processor", append_alone);
    visit_end();
    house_end();
    return 0;
}
