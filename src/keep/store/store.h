/* keep/store/store.h - rows in and out, and the only place that knows begin, commit and retry.
 *
 * A store is one connection and belongs to one thread at a time. After a commit whose outcome is
 * not known (a failed sync) it stops writing and says so; reading goes on. The way back is
 * store_reopen, a look at what is there, and store_resume.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_STORE_STORE_H
#define HF_KEEP_STORE_STORE_H

#include "base/id.h"
#include "keep/store/driver.h"

struct store;

/* One transaction that is under way; lives on store_transact's stack. */
struct tx {
    struct store *store;
    enum store_mode mode;
    /* Called once what was written is on the disk; NULL: nobody asks. */
    void (*committed)(void *arg, uint64_t number);
    void *committed_arg;
    uint64_t committed_number;
};

/* `where` is the driver's: a file path for sqlite. The schema is laid if it is not there. */
HF_MUST_USE enum status store_open(const struct store_driver *driver, const char *where,
                                   struct store **ret, struct fault *why);
void store_free(struct store *store);

/* True once a commit has failed: no write is accepted by this store until store_resume. */
bool store_is_stopped(const struct store *store);

/* A new connection in place of the old one, and everything that is committed written to the disk
 * once more: after a failed sync pages may be in memory alone. Still no write is accepted. On any
 * other status than HF_OK the old connection stays, for reading. */
HF_MUST_USE enum status store_reopen(struct store *store, struct fault *why);
/* After rows were removed: no byte of them stays in the store's files. Rewrites the whole file, so
 * it is for erasing alone. HF_BUSY: others read or write; again later. */
HF_MUST_USE enum status store_scour(struct store *store, struct fault *why);
/* Writes again. Only for who has found there all that was ever acknowledged. */
void store_resume(struct store *store);

/* The work is run again while the store is busy (so it must be repeatable) and its status is
 * returned. HF_OK is returned only when everything that it wrote is on the disk. Any other status
 * has written nothing. The fault is cleared before each attempt. STORE_WRITE holds the one
 * writer's lock from its beginning, so what the work reads cannot change before it commits. */
typedef enum status store_work(struct tx *tx, void *arg, struct fault *why);
HF_MUST_USE enum status store_transact(struct store *store, enum store_mode mode, store_work *work,
                                       void *arg, struct fault *why);

/* The same, but begun once only: HF_BUSY comes back. */
HF_MUST_USE enum status store_try(struct store *store, enum store_mode mode, store_work *work,
                                  void *arg, struct fault *why);

static inline struct value value_int(int64_t number)
{
    return (struct value){VALUE_INT, number, {0}};
}
static inline struct value value_bytes(struct span bytes)
{
    return (struct value){VALUE_BYTES, 0, bytes};
}
static inline struct value value_raw(const void *at, size_t len)
{
    return (struct value){VALUE_BYTES, 0, span_at(at, len)};
}
static inline struct value value_text(struct span text)
{
    return (struct value){VALUE_TEXT, 0, text};
}

#define VALUES(...)                                                                                \
    (const struct value[]){__VA_ARGS__},                                                           \
        (int)(sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value))

/* A question whose rows are walked with rows_next; always ends with rows_close. */
struct rows {
    const struct store_driver *driver;
    void *statement; /* NULL: closed or never opened */
};

HF_MUST_USE enum status rows_open(struct tx *tx, const char *sql, const struct value *values, int n,
                                  struct rows *ret, struct fault *why);
/* HF_OK: a row is there; HF_NOT_FOUND: no more. */
HF_MUST_USE enum status rows_next(struct rows *rows, struct fault *why);
void rows_close(struct rows *rows); /* twice is harmless */

/* Of the current row, from column 0; borrowed until the next call on `rows`. A column of another
 * kind is 0 or the empty span; row seals find such rows. */
int64_t rows_int(const struct rows *rows, int column);
struct span rows_bytes(const struct rows *rows, int column);
struct value rows_value(const struct rows *rows, int column);
/* False, and `ret` untouched, unless the column has exactly `len` bytes. */
bool rows_copy(const struct rows *rows, int column, void *ret, size_t len);

/* For the whole check: does every index say what its table says? HF_NOT_FOUND: no. */
HF_MUST_USE enum status store_is_sound(struct tx *tx, struct fault *why);

/* A statement without rows. HF_CONFLICT: a constraint refused it. */
HF_MUST_USE enum status store_run(struct tx *tx, const char *sql, const struct value *values, int n,
                                  struct fault *why);

#endif
