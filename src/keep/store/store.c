/* keep/store/store.c - transactions and rows over any driver.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/store/store.h"

#include "carried/carried.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_TRIES = 8, WAIT_MS = 10, SCHEMA_MOST = 16 << 10 };

struct store {
    const struct store_driver *driver;
    void *db;
    char *where;
    bool stopped; /* a commit's outcome is unknown: no write for now */
};

/* KEEP IN ORDER: schema/meson.build */
static const char *const schema[] = {"schema/enduring/1-ledger.sql", "schema/enduring/2-keys.sql",
                                     "schema/enduring/3-packs.sql"};

static enum status run_statement(struct tx *tx, struct span sql, struct fault *why)
{
    char text[SCHEMA_MOST];

    if (sql.len >= sizeof text)
        return fault_set(why, HF_FAILED, "a statement of the schema is too long");
    memcpy(text, sql.at, sql.len);
    text[sql.len] = '\0';
    return store_run(tx, text, NULL, 0, why);
}

/* Statements end with ';' and hold none inside. */
static enum status run_script(struct tx *tx, struct span script, struct fault *why)
{
    enum status st = HF_OK;

    while (st == HF_OK && memchr(script.at, ';', script.len) != NULL)
        st = run_statement(tx, span_cut(&script, ';'), why);
    return st;
}

static enum status lay_schema(struct tx *tx, void *arg, struct fault *why)
{
    enum status st = HF_OK;

    (void)arg; /* a work's signature; nothing to hand over */
    for (size_t i = 0; st == HF_OK && i < sizeof schema / sizeof schema[0]; i++) {
        const struct carried *file = carried_find(span_of(schema[i]));

        st = file == NULL ? fault_set(why, HF_FAILED, "%s is not carried", schema[i])
                          : run_script(tx, file->bytes, why);
    }
    return st;
}

enum status store_open(const struct store_driver *driver, const char *where, struct store **ret,
                       struct fault *why)
{
    struct store *store = calloc(1, sizeof *store);

    if (store == NULL)
        return fault_set(why, HF_FAILED, "no memory for the store");
    store->driver = driver;
    store->where = strdup(where);
    enum status st = store->where == NULL ? fault_set(why, HF_FAILED, "no memory for the store")
                                          : driver->open(where, &store->db, why);

    if (st == HF_OK)
        st = store_transact(store, STORE_WRITE, lay_schema, NULL, why);
    if (st != HF_OK) {
        store_free(store);
        return st;
    }
    *ret = store;
    return HF_OK;
}

void store_free(struct store *store)
{
    if (store != NULL && store->db != NULL)
        store->driver->close(store->db);
    if (store != NULL)
        free(store->where);
    free(store);
}

bool store_is_stopped(const struct store *store)
{
    return store->stopped;
}

enum status store_reopen(struct store *store, struct fault *why)
{
    void *db = NULL;
    enum status st = store->driver->open(store->where, &db, why);

    if (st != HF_OK)
        return st;
    st = store->driver->settle(db, why);
    if (st != HF_OK) {
        store->driver->close(db);
        return st;
    }
    store->driver->close(store->db);
    store->db = db;
    return HF_OK;
}

static void wait_a_little(int tries)
{
    struct timespec pause = {.tv_nsec = (long)(WAIT_MS << tries) % 1000 * 1000000L};

    nanosleep(&pause, NULL);
}

enum status store_scour(struct store *store, struct fault *why)
{
    enum status st = HF_BUSY;

    if (store->stopped)
        return fault_set(why, HF_BUSY, "the store has stopped writing");
    for (int tries = 0; st == HF_BUSY && tries < MAX_TRIES; tries++) {
        if (tries > 0)
            wait_a_little(tries);
        fault_clear(why);
        st = store->driver->scour(store->db, why);
    }
    return st;
}

void store_resume(struct store *store)
{
    store->stopped = false;
}

static enum status commit(struct store *store, enum store_mode mode, struct fault *why)
{
    enum status st = store->driver->commit(store->db, why);

    if (st != HF_OK && st != HF_BUSY && mode == STORE_WRITE)
        store->stopped = true;
    return st;
}

static enum status attempt(struct tx *tx, store_work *work, void *arg, struct fault *why)
{
    struct store *store = tx->store;
    enum status st = store->driver->begin(store->db, tx->mode, why);

    if (st != HF_OK)
        return st;
    st = work(tx, arg, why);
    if (st == HF_OK)
        st = commit(store, tx->mode, why);
    if (st != HF_OK)
        store->driver->rollback(store->db);
    else if (tx->committed != NULL)
        tx->committed(tx->committed_arg, tx->committed_number);
    return st;
}

enum status store_try(struct store *store, enum store_mode mode, store_work *work, void *arg,
                      struct fault *why)
{
    struct tx tx = {.store = store, .mode = mode};

    if (store->stopped && mode == STORE_WRITE)
        return fault_set(why, HF_FAILED,
                         "an earlier write did not reach the disk; nothing is written for now");
    if (why != NULL)
        fault_clear(why);
    return attempt(&tx, work, arg, why);
}

enum status store_transact(struct store *store, enum store_mode mode, store_work *work, void *arg,
                           struct fault *why)
{
    enum status st = HF_BUSY;

    for (int tries = 0; st == HF_BUSY && tries < MAX_TRIES; tries++) {
        if (tries > 0)
            wait_a_little(tries);
        st = store_try(store, mode, work, arg, why);
    }
    return st;
}

enum status rows_open(struct tx *tx, const char *sql, const struct value *values, int n,
                      struct rows *ret, struct fault *why)
{
    struct rows rows = {tx->store->driver, NULL};
    enum status st = rows.driver->prepare(tx->store->db, sql, &rows.statement, why);

    for (int i = 0; st == HF_OK && i < n; i++)
        st = rows.driver->bind(rows.statement, i + 1, values[i], why);
    if (st != HF_OK)
        rows_close(&rows);
    else
        *ret = rows;
    return st;
}

enum status rows_next(struct rows *rows, struct fault *why)
{
    return rows->driver->step(rows->statement, why);
}

void rows_close(struct rows *rows)
{
    if (rows->statement != NULL)
        rows->driver->finish(rows->statement);
    rows->statement = NULL;
}

struct value rows_value(const struct rows *rows, int column)
{
    return rows->driver->column(rows->statement, column);
}

int64_t rows_int(const struct rows *rows, int column)
{
    return rows_value(rows, column).number;
}

struct span rows_bytes(const struct rows *rows, int column)
{
    return rows_value(rows, column).bytes;
}

bool rows_copy(const struct rows *rows, int column, void *ret, size_t len)
{
    struct span bytes = rows_bytes(rows, column);

    if (bytes.len != len)
        return false;
    if (len > 0)
        memcpy(ret, bytes.at, len);
    return true;
}

enum status store_is_sound(struct tx *tx, struct fault *why)
{
    return tx->store->driver->sound(tx->store->db, why);
}

enum status store_run(struct tx *tx, const char *sql, const struct value *values, int n,
                      struct fault *why)
{
    struct rows rows = {0};
    enum status st = rows_open(tx, sql, values, n, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}
