/* keep/store/driver.h - the calls that a data base must know; everything else is above them.
 *
 * A driver sees sealed bytes, numbers and SQL in the portable dialect ($1 parameters, no triggers,
 * no sequences). It never retries, never logs and never decides. One handle, one thread at a time.
 * Answers: HF_OK done; HF_BUSY locked by somebody else or disk full, begin again; HF_CONFLICT a
 * constraint;
 * HF_FAILED anything else. `step` answers HF_OK with a row and HF_NOT_FOUND without one.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_STORE_DRIVER_H
#define HF_KEEP_STORE_DRIVER_H

#include "base/fault.h"
#include "base/span.h"

enum value_kind { VALUE_INT = 1, VALUE_BYTES, VALUE_TEXT };

/* One parameter or column; bytes are borrowed. */
struct value {
    enum value_kind kind;
    int64_t number;
    struct span bytes;
};

enum store_mode { STORE_READ, STORE_WRITE };

struct store_driver {
    const char *name;
    enum status (*open)(const char *where, void **ret, struct fault *why);
    void (*close)(void *db);
    enum status (*begin)(void *db, enum store_mode mode, struct fault *why);
    enum status (*commit)(void *db, struct fault *why);
    void (*rollback)(void *db);
    /* Writes to the disk once more whatever has been committed; HF_BUSY: others are at it. */
    enum status (*settle)(void *db, struct fault *why);
    /* No byte of a row that was removed stays in its files, journals included. Outside of any
     * transaction; HF_BUSY: others are at it. */
    enum status (*scour)(void *db, struct fault *why);
    /* Does every index say what its table says? HF_NOT_FOUND: no. */
    enum status (*sound)(void *db, struct fault *why);
    enum status (*prepare)(void *db, const char *sql, void **ret_statement, struct fault *why);
    enum status (*bind)(void *statement, int at, struct value value, struct fault *why);
    enum status (*step)(void *statement, struct fault *why);
    struct value (*column)(void *statement, int at); /* valid until the next step or finish */
    void (*finish)(void *statement);
};

extern const struct store_driver store_sqlite;

#endif
