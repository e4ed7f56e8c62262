/* keep/store/sqlite.c - the driver in use: SQLite, with every guard on and read back.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/store/driver.h"

#include "keep/store/statements.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 2000, MOST_BYTES = 8 << 20 };

struct connection {
    sqlite3 *db;
    struct statements statements;
};

static enum status told(sqlite3 *db, const char *what, struct fault *why)
{
    int code = sqlite3_errcode(db) & 0xff;

    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return fault_set(why, HF_BUSY, "the data base is busy");
    if (code == SQLITE_CONSTRAINT)
        return fault_set(why, HF_CONFLICT, "a row like this is there already");
    /* Rolled back whole, and the same again will do once there is room. */
    if (code == SQLITE_FULL)
        return fault_set(why, HF_BUSY, "the disk is full");
    return fault_set(why, HF_FAILED, "%s: data base error %d", what, sqlite3_extended_errcode(db));
}

static enum status run(sqlite3 *db, const char *sql, struct fault *why)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? HF_OK : told(db, sql, why);
}

struct setting {
    const char *set, *ask;
    const char *want; /* as the data base says it back */
};

static const struct setting settings[] = {
    {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
    /* A long chain is read whole; what lies here is sealed. */
    {"PRAGMA cache_size=-32768", "PRAGMA cache_size", "-32768"},
    {"PRAGMA journal_size_limit=16777216", "PRAGMA journal_size_limit", "16777216"},
};

static bool answers(sqlite3 *db, const char *ask, const char *want)
{
    sqlite3_stmt *statement = NULL;
    bool same = sqlite3_prepare_v2(db, ask, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(statement, 0), want) == 0;

    sqlite3_finalize(statement);
    return same;
}

/* Without a value there is nothing to read (mmap_size answers nothing where it is left out). */
static enum status set_pragmas(sqlite3 *db, struct fault *why)
{
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        enum status st = run(db, settings[i].set, why);

        if (st != HF_OK)
            return st;
        if (!answers(db, settings[i].ask, settings[i].want))
            return fault_set(why, HF_FAILED, "the data base does not accept: %s", settings[i].set);
    }
    return run(db, "PRAGMA mmap_size=0", why);
}

static enum status set_guard(sqlite3 *db, int which, int want, struct fault *why)
{
    int now = -1;

    if (sqlite3_db_config(db, which, want, &now) != SQLITE_OK || now != want)
        return fault_set(why, HF_FAILED, "the data base does not accept guard %d", which);
    return HF_OK;
}

static enum status set_guards(sqlite3 *db, struct fault *why)
{
    enum status st = set_guard(db, SQLITE_DBCONFIG_DEFENSIVE, 1, why);

    /* We have neither triggers nor views: one that somebody else has put there does nothing. */
    if (st == HF_OK)
        st = set_guard(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, why);
    if (st == HF_OK)
        st = set_guard(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, why);
    if (st == HF_OK)
        st = set_guard(db, SQLITE_DBCONFIG_DQS_DML, 0, why);
    if (st == HF_OK)
        st = set_guard(db, SQLITE_DBCONFIG_DQS_DDL, 0, why);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MOST_BYTES);
    sqlite3_busy_timeout(db, BUSY_MS);
    return st;
}

/* Is it there, a file of its own, and may we write it? Asked by name: a file that is opened and
 * closed here would take the locks of every connection of this process with it (POSIX), and the
 * next program beside us would take the journal for its own and delete it. */
static bool is_ours(const char *where)
{
    struct stat at;

    return lstat(where, &at) == 0 && S_ISREG(at.st_mode) && access(where, R_OK | W_OK) == 0;
}

/* Made by us first, so that nobody else may read it; its journal takes over the mode. */
static enum status touch(const char *where, struct fault *why)
{
    int fd = open(where, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd >= 0)
        close(fd);
    return fd >= 0 || (errno == EEXIST && is_ours(where))
               ? HF_OK
               : fault_set(why, HF_FAILED, "%s can't be opened for writing", where);
}

static void sqlite_close(void *db)
{
    struct connection *connection = db;

    statements_clear(&connection->statements);
    sqlite3_close(connection->db);
    free(connection);
}

static enum status open_file(const char *where, struct connection *connection, struct fault *why)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

    if (sqlite3_open_v2(where, &connection->db, flags, NULL) != SQLITE_OK)
        return fault_set(why, HF_FAILED, "%s can't be opened", where);
    enum status st = set_guards(connection->db, why);

    return st == HF_OK ? set_pragmas(connection->db, why) : st;
}

static enum status sqlite_open(const char *where, void **ret, struct fault *why)
{
    enum status st = touch(where, why);

    if (st != HF_OK)
        return st;
    struct connection *connection = calloc(1, sizeof *connection);

    if (connection == NULL)
        return fault_set(why, HF_FAILED, "no memory for the data base");
    st = open_file(where, connection, why);
    if (st != HF_OK)
        sqlite_close(connection);
    else
        *ret = connection;
    return st;
}

static sqlite3 *db_of(void *db)
{
    return ((struct connection *)db)->db;
}

/* Of the few words that every transaction says; parsed once. */
static enum status run_kept(struct connection *connection, const char *sql, struct fault *why)
{
    struct statement *statement = statements_take(&connection->statements, connection->db, sql);

    if (statement == NULL)
        return told(connection->db, sql, why);
    enum status st =
        sqlite3_step(statement->handle) == SQLITE_DONE ? HF_OK : told(connection->db, sql, why);

    statements_give(statement);
    return st;
}

static enum status sqlite_begin(void *db, enum store_mode mode, struct fault *why)
{
    return run_kept(db, mode == STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", why);
}

static enum status sqlite_commit(void *db, struct fault *why)
{
    return run_kept(db, "COMMIT", why);
}

static void sqlite_rollback(void *db)
{
    /* Nothing is left to undo when the engine did it already; there is no other failure. */
    (void)sqlite3_exec(db_of(db), "ROLLBACK", NULL, NULL, NULL);
}

/* Syncs the journal, writes each of its pages to the file anew, and syncs the file. */
static enum status sqlite_settle(void *db, struct fault *why)
{
    int pages = 0, settled = 0;
    int code = sqlite3_wal_checkpoint_v2(db_of(db), NULL, SQLITE_CHECKPOINT_FULL, &pages, &settled);

    if (code != SQLITE_OK)
        return told(db_of(db), "the journal can't be settled", why);
    if (pages != settled)
        return fault_set(why, HF_BUSY, "the journal is in use");
    return HF_OK;
}

/* secure_delete has put zeros where the rows were; what a page was before it was moved or split may
 * still stand beside its cells, and in the journal. So the file is written anew, and the journal
 * emptied. */
static enum status sqlite_scour(void *db, struct fault *why)
{
    int pages = 0, settled = 0;

    statements_clear(&((struct connection *)db)->statements);
    enum status st = run(db_of(db), "VACUUM", why);

    if (st != HF_OK)
        return st;
    if (sqlite3_wal_checkpoint_v2(db_of(db), NULL, SQLITE_CHECKPOINT_TRUNCATE, &pages, &settled) !=
        SQLITE_OK)
        return told(db_of(db), "the journal can't be emptied", why);
    return HF_OK;
}

/* Flipped bytes are for row seals to find; here only that no row hides from its index. */
static enum status sqlite_sound(void *db, struct fault *why)
{
    (void)why; /* an answer, either way */
    return answers(db_of(db), "PRAGMA integrity_check(1)", "ok") ? HF_OK : HF_NOT_FOUND;
}

static enum status sqlite_prepare(void *db, const char *sql, void **ret, struct fault *why)
{
    struct connection *connection = db;
    struct statement *statement = statements_take(&connection->statements, connection->db, sql);

    if (statement == NULL)
        return told(connection->db, sql, why);
    *ret = statement;
    return HF_OK;
}

static sqlite3_stmt *handle_of(void *statement)
{
    return ((struct statement *)statement)->handle;
}

static int bind_one(sqlite3_stmt *statement, int index, struct value value)
{
    const char *at = value.bytes.at == NULL ? "" : value.bytes.at;

    if (value.kind == VALUE_INT)
        return sqlite3_bind_int64(statement, index, value.number);
    if (value.bytes.len > MOST_BYTES)
        return SQLITE_TOOBIG;
    if (value.kind == VALUE_TEXT)
        return sqlite3_bind_text(statement, index, at, (int)value.bytes.len, SQLITE_TRANSIENT);
    return sqlite3_bind_blob(statement, index, at, (int)value.bytes.len, SQLITE_TRANSIENT);
}

/* Places are counted in the order in which a text names them, which is mostly ours. */
static int index_of(sqlite3_stmt *statement, int at)
{
    const char *there = sqlite3_bind_parameter_name(statement, at);
    char name[16];

    if (there != NULL && at < 10 && there[1] == '0' + at && there[2] == '\0')
        return at;
    snprintf(name, sizeof name, "$%d", at);
    return sqlite3_bind_parameter_index(statement, name);
}

static enum status sqlite_bind(void *statement, int at, struct value value, struct fault *why)
{
    int index = index_of(handle_of(statement), at);

    if (index == 0 || bind_one(handle_of(statement), index, value) != SQLITE_OK)
        return fault_set(why, HF_FAILED, "parameter %d can't be bound", at);
    return HF_OK;
}

static enum status sqlite_step(void *statement, struct fault *why)
{
    int code = sqlite3_step(handle_of(statement));

    if (code == SQLITE_ROW)
        return HF_OK;
    if (code == SQLITE_DONE)
        return HF_NOT_FOUND;
    return told(sqlite3_db_handle(handle_of(statement)), "a statement failed", why);
}

/* Asked for once: each of the column calls would look for it anew. One thread at a time has a
 * handle, so that the value may be read where it lies. */
static struct value sqlite_column(void *opaque, int at)
{
    sqlite3_value *found = sqlite3_column_value(handle_of(opaque), at);
    int kind = sqlite3_value_type(found);

    if (kind == SQLITE_INTEGER)
        return (struct value){VALUE_INT, sqlite3_value_int64(found), {0}};
    if (kind != SQLITE_BLOB && kind != SQLITE_TEXT)
        return (struct value){.kind = 0};
    const void *bytes = sqlite3_value_blob(found);
    int len = sqlite3_value_bytes(found);

    return (struct value){kind == SQLITE_TEXT ? VALUE_TEXT : VALUE_BYTES, 0,
                          span_at(bytes, (size_t)len)};
}

static void sqlite_finish(void *statement)
{
    statements_give(statement);
}

const struct store_driver store_sqlite = {
    "sqlite",        sqlite_open,   sqlite_close,  sqlite_begin,  sqlite_commit,
    sqlite_rollback, sqlite_settle, sqlite_scour,  sqlite_sound,  sqlite_prepare,
    sqlite_bind,     sqlite_step,   sqlite_column, sqlite_finish,
};
