/* Every driver, the same facts; and what a store does when its driver fails.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tap.h"

#include "keep/store/faulty.h"
#include "keep/store/store.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/holdfast-store-XXXXXX";
static char path[80];
static struct fault why;

static struct store *fresh(const struct store_driver *driver)
{
    static int n;
    struct store *store = NULL;

    snprintf(path, sizeof path, "%s/%d.db", folder, n++);
    CHECK(store_open(driver, path, &store, &why) == HF_OK);
    return store;
}

static enum status put(struct tx *tx, int64_t size, struct fault *ret_why)
{
    return store_run(
        tx, "INSERT INTO checkpoint VALUES ($1,$2,$3,$4)",
        VALUES(value_raw("p", 1), value_int(size), value_raw("a\0b", 3), value_bytes(SPAN(""))),
        ret_why);
}

static enum status put_two(struct tx *tx, void *arg, struct fault *ret_why)
{
    int64_t *first = arg;
    enum status st = put(tx, *first, ret_why);

    return st == HF_OK ? put(tx, *first + 1, ret_why) : st;
}

static enum status count(struct tx *tx, void *arg, struct fault *ret_why)
{
    struct rows rows;
    enum status st = rows_open(tx, "SELECT count(*) FROM checkpoint", NULL, 0, &rows, ret_why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, ret_why);
    *(int64_t *)arg = rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static int64_t counted(struct store *store)
{
    int64_t n = -1;

    CHECK(store_transact(store, STORE_READ, count, &n, &why) == HF_OK);
    return n;
}

static enum status read_back(struct tx *tx, void *arg, struct fault *ret_why)
{
    struct rows rows;
    enum status st = rows_open(tx, "SELECT size, bytes, mac FROM checkpoint WHERE size = $1",
                               VALUES(value_int(7)), &rows, ret_why);

    (void)arg;
    CHECK(st == HF_OK && rows_next(&rows, ret_why) == HF_OK);
    CHECK_INT(rows_int(&rows, 0), 7);
    CHECK_SPAN(rows_bytes(&rows, 1), SPAN("a\0b"));
    CHECK_INT(rows_bytes(&rows, 2).len, 0);
    CHECK(rows_next(&rows, ret_why) == HF_NOT_FOUND);
    rows_close(&rows);
    return HF_OK;
}

static void every_driver(const struct store_driver *driver)
{
    struct store *store = fresh(driver);
    int64_t size = 7;

    CHECK(store_transact(store, STORE_WRITE, put_two, &size, &why) == HF_OK);
    CHECK(store_transact(store, STORE_READ, read_back, NULL, &why) == HF_OK);
    size = 6; /* 6 is new, 7 is there: neither is kept */
    CHECK(store_transact(store, STORE_WRITE, put_two, &size, &why) == HF_CONFLICT);
    CHECK_INT(counted(store), 2);
    CHECK(!store_is_stopped(store));
    store_free(store);
}

static void test_store__sqlite_conforms(void)
{
    every_driver(&store_sqlite);
}

static void test_store__faulty_unarmed_conforms(void)
{
    faulty_arm(FAULTY_CALL, 0);
    every_driver(&store_faulty);
}

static void test_store_open__file_is_for_its_owner_alone(void)
{
    struct stat info;
    struct store *store = fresh(&store_sqlite);

    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0600);
    store_free(store);
}

static void test_store_open__lost_folder_fails_and_says_where(void)
{
    struct store *store = NULL;

    fault_clear(&why);
    CHECK(store_open(&store_sqlite, "/nowhere/at/all", &store, &why) == HF_FAILED);
    CHECK(store == NULL && strstr(why.text, "/nowhere/at/all") != NULL);
}

static void test_store_transact__nth_call_fails_and_nothing_is_written(void)
{
    struct store *store = fresh(&store_faulty);
    int64_t size = 1;
    int nth = 1;

    for (;; nth++) {
        faulty_arm(FAULTY_CALL, nth);
        enum status st = store_transact(store, STORE_WRITE, put_two, &size, &why);

        bool fired = faulty_fired();

        faulty_arm(FAULTY_CALL, 0);
        if (!fired) {
            CHECK(st == HF_OK);
            break;
        }
        CHECK(st == HF_FAILED);
        CHECK_INT(counted(store), 0);
        if (store_is_stopped(store)) { /* the commit was what failed */
            store_free(store);
            store = fresh(&store_faulty);
        }
    }
    CHECK(nth > 10);
    store_free(store);
}

static void test_store_transact__failed_sync_stops_writing_and_reading_goes_on(void)
{
    struct store *store = fresh(&store_faulty);
    int64_t size = 1;

    faulty_arm(FAULTY_SYNC, 1);
    CHECK(store_transact(store, STORE_WRITE, put_two, &size, &why) == HF_FAILED);
    CHECK(store_is_stopped(store));
    size = 5;
    CHECK(store_transact(store, STORE_WRITE, put_two, &size, &why) == HF_FAILED);
    CHECK_INT(counted(store), 2);
    store_free(store);
}

static void test_store_transact__busy_is_tried_again(void)
{
    struct store *store = fresh(&store_faulty);
    int64_t size = 1;

    faulty_arm(FAULTY_BUSY, 1);
    CHECK(store_transact(store, STORE_WRITE, put_two, &size, &why) == HF_OK);
    CHECK(faulty_fired());
    CHECK_INT(counted(store), 2);
    store_free(store);
}

/* Another program: it waits for a byte, reads, and goes. Made before any of the file is open here,
 * since SQLite's memory of its own locks would come along. */
static pid_t beside(int wait_for)
{
    pid_t child = fork();
    char byte;

    if (child != 0)
        return child;
    struct store *store = NULL;
    int64_t n = 0;

    if (read(wait_for, &byte, 1) != 1 || store_open(&store_sqlite, path, &store, &why) != HF_OK ||
        store_transact(store, STORE_READ, count, &n, &why) != HF_OK)
        _exit(1);
    store_free(store);
    _exit(0);
}

/* A connection more, and then a program beside it, must not take the journal away: what is written
 * into a journal without a name is gone with the process. */
static void test_store__keeps_its_journal_when_another_program_comes_and_goes(void)
{
    struct store *store = NULL, *other = NULL;
    char journal[96];
    struct stat before, after;
    int64_t first = 1;
    int ends[2], ended = -1;

    snprintf(path, sizeof path, "%s/beside.db", folder);
    snprintf(journal, sizeof journal, "%s-wal", path);
    CHECK(pipe(ends) == 0);
    pid_t child = beside(ends[0]);

    CHECK(store_open(&store_sqlite, path, &store, &why) == HF_OK);
    CHECK(store_transact(store, STORE_WRITE, put_two, &first, &why) == HF_OK);
    CHECK(store_open(&store_sqlite, path, &other, &why) == HF_OK);
    CHECK_INT(counted(other), 2);
    CHECK(stat(journal, &before) == 0);
    CHECK(write(ends[1], "x", 1) == 1);
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    CHECK(stat(journal, &after) == 0 && before.st_ino == after.st_ino);
    store_free(other);
    store_free(store);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    RUN(test_store__sqlite_conforms);
    RUN(test_store__faulty_unarmed_conforms);
    RUN(test_store_open__file_is_for_its_owner_alone);
    RUN(test_store_open__lost_folder_fails_and_says_where);
    RUN(test_store_transact__nth_call_fails_and_nothing_is_written);
    RUN(test_store_transact__failed_sync_stops_writing_and_reading_goes_on);
    RUN(test_store_transact__busy_is_tried_again);
    RUN(test_store__keeps_its_journal_when_another_program_comes_and_goes);
    char command[100];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 ? tap_end() : 1;
}
