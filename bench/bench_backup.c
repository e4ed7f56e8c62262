/* bench/bench_backup.c - a practice of so many megabytes is backed up and comes back from nothing,
 * every row, entry and signature checked: how long does a burnt machine take?
 *
 * Prints seconds of the clock, and of this thread's processor. Not a test: nothing fails by being
 * slow. usage: bench_backup [MEGABYTES]
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/backup.h"

#include "practice.h"

#include <string.h>
#include <time.h>

enum { AT_ONCE = 500, CONTENT = 900, MEGABYTE = 1 << 20 };

static char out_folder[80], back_data[100], back_secrets[100], back_db[120];
static char key_text[OFFLINE_TEXT], pepper[VAULT_PEPPER_TEXT];
static struct offline_key *key;

static void need(enum status st, const char *what)
{
    if (st == HF_OK)
        return;
    printf("Bail out! %s: %s\n", what, fx.why.text);
    exit(1);
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef void work(void);

static void timed(const char *name, work *one)
{
    double clock = seconds(CLOCK_MONOTONIC), own = seconds(CLOCK_THREAD_CPUTIME_ID);

    one();
    printf("%-44s %6.1f s, %6.1f s of the processor\n", name, seconds(CLOCK_MONOTONIC) - clock,
           seconds(CLOCK_THREAD_CPUTIME_ID) - own);
    fflush(stdout);
}

/* --- a practice of that size ----------------------------------------------------------------- */

static long megabytes(void)
{
    struct stat info;

    return stat(fx.db, &info) == 0 ? (long)(info.st_size / MEGABYTE) : 0;
}

static enum status append_many(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    size_t mark = arena_mark(ltx->arena);
    struct simple_write in = {fx.owner, ACTION_NOTE_WRITTEN, {{{0}}}, arg, {.seq = 0}};
    enum status st = HF_OK;

    for (int i = 0; st == HF_OK && i < AT_ONCE; i++) {
        arena_rewind(ltx->arena, mark);
        in.request = fresh_request();
        st = do_write(ltx, &in, why);
    }
    return st;
}

static void grow(long least)
{
    char content[CONTENT + 1];

    memset(content, 'a', CONTENT);
    content[CONTENT] = '\0';
    while (megabytes() < least)
        need(act(append_many, content), "entries");
}

/* --- out and back ---------------------------------------------------------------------------- */

static enum status do_backup(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return backup_write(ltx, fx.vault, out_folder, BACKUP_KEEP, arg, why);
}

static void back_up(void)
{
    struct backup_done done;

    need(ledger_read(fx.ledger, fx.store, &fx.arena, do_backup, &done, &fx.why), "backup");
    printf("%ld MB, %d entries\n", megabytes(), (int)done.manifest.size);
}

static void bring_back(void)
{
    struct vault_config into = {back_secrets, back_data, CHEAP, CHEAP, &test_world};
    struct backup_restore in = {
        .folder = out_folder, .key = key, .pepper = span_of(pepper), .into = &into, .db = back_db};
    struct manifest manifest;
    struct arena arena;
    void *block = malloc(BACKUP_MEMORY);

    if (block == NULL)
        abort();
    arena_init(&arena, block, BACKUP_MEMORY);
    need(backup_restore(&in, &arena, &manifest, &fx.why), "restore");
    free(block);
}

static void make_places(void)
{
    snprintf(out_folder, sizeof out_folder, "%s/out", fx.folder);
    snprintf(back_data, sizeof back_data, "%s/back", fx.folder);
    snprintf(back_secrets, sizeof back_secrets, "%s/back-secrets", fx.folder);
    snprintf(back_db, sizeof back_db, "%s/practice.db", back_data);
    mkdir(out_folder, 0700);
    mkdir(back_data, 0700);
    need(backup_make_key(fx.vault, key_text, &fx.why), "key");
    need(offline_key_read(span_of(key_text), &key, &fx.why), "key");
    vault_pepper_text(fx.vault, pepper);
}

int main(int argc, char **argv)
{
    fixture_make(&store_sqlite);
    make_places();
    grow(argc > 1 ? strtol(argv[1], NULL, 10) : 200);
    timed("backed up", back_up);
    timed("restored from nothing, and checked whole", bring_back);
    offline_key_free(key);
    fixture_end();
    return 0;
}
