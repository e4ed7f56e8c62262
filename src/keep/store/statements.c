/* keep/store/statements.c - a small table of prepared statements, by their text.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/store/statements.h"

#include <stdlib.h>
#include <string.h>

enum { LOOKS = 8 }; /* places that one text may stand in */

/* FNV-1a. */
static uint32_t sum_of(const char *sql)
{
    uint32_t sum = 2166136261u;

    for (; *sql != '\0'; sql++)
        sum = (sum ^ (uint8_t)*sql) * 16777619u;
    return sum;
}

static bool is_of(const struct statement *statement, uint32_t sum, const char *sql)
{
    return statement->handle != NULL && statement->sum == sum &&
           strcmp(sqlite3_sql(statement->handle), sql) == 0;
}

/* Its own place, else an empty one, else NULL. */
static struct statement *find_place(struct statements *statements, uint32_t sum, const char *sql)
{
    struct statement *empty = NULL;

    for (uint32_t i = 0; i < LOOKS; i++) {
        struct statement *place = &statements->places[(sum + i) % STATEMENTS_MOST];

        if (!place->is_taken && is_of(place, sum, sql))
            return place;
        if (place->handle == NULL && empty == NULL)
            empty = place;
    }
    return empty;
}

/* For this once: its places are full, or it is taken already. */
static struct statement *make_one(void)
{
    return calloc(1, sizeof(struct statement));
}

static bool prepare(struct statement *statement, sqlite3 *db, const char *sql)
{
    unsigned flags = statement->is_kept ? SQLITE_PREPARE_PERSISTENT : 0;

    return sqlite3_prepare_v3(db, sql, -1, flags, &statement->handle, NULL) == SQLITE_OK &&
           statement->handle != NULL;
}

struct statement *statements_take(struct statements *statements, sqlite3 *db, const char *sql)
{
    uint32_t sum = sum_of(sql);
    struct statement *place = find_place(statements, sum, sql);
    bool is_kept = place != NULL;

    if (!is_kept)
        place = make_one();
    if (place == NULL)
        return NULL;
    place->is_kept = is_kept;
    if (place->handle == NULL && !prepare(place, db, sql)) {
        if (!is_kept)
            free(place);
        return NULL;
    }
    place->sum = sum;
    place->is_taken = true;
    return place;
}

void statements_give(struct statement *statement)
{
    statement->is_taken = false;
    if (!statement->is_kept) {
        sqlite3_finalize(statement->handle);
        free(statement);
        return;
    }
    sqlite3_reset(statement->handle); /* repeats the error that step has told */
    sqlite3_clear_bindings(statement->handle);
}

void statements_clear(struct statements *statements)
{
    for (int i = 0; i < STATEMENTS_MOST; i++)
        sqlite3_finalize(statements->places[i].handle);
    *statements = (struct statements){0};
}
