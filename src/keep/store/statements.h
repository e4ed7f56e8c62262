/* keep/store/statements.h - prepared statements of one SQLite connection, kept for the next time.
 *
 * A transaction asks the same few dozen questions; parsing them cost more than answering. Inside
 * this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_STORE_STATEMENTS_H
#define HF_KEEP_STORE_STATEMENTS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum { STATEMENTS_MOST = 128 }; /* a power of two; more than the program has */

struct statement {
    sqlite3_stmt *handle; /* NULL: an empty place */
    uint32_t sum;         /* of its text */
    bool is_kept, is_taken;
};
struct statements {
    struct statement places[STATEMENTS_MOST];
};

/* The statement of this text, ready to be bound; NULL where SQLite refuses it (or memory does).
 * The same text taken twice at once is prepared twice. */
struct statement *statements_take(struct statements *statements, sqlite3 *db, const char *sql);
/* Back: it holds no row, no lock and no parameter any more. */
void statements_give(struct statement *statement);
/* Ends all; none may be taken. */
void statements_clear(struct statements *statements);

#endif
