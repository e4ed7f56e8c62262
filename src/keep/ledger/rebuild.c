/* keep/ledger/rebuild.c - throws away what is derived in the store and makes it again from what was
 * signed.
 *
 * Derived are the head and the columns by which entries and statements are found; the signed bytes
 * are all that it is made of. One transaction: killed at any moment, the store is as before. In the
 * same transaction the whole ledger is then verified, and a single finding takes everything back:
 * what was changed, cut or added is never made to look right.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/check.h"
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum { ENTRY_COLUMNS = 7, STATEMENT_COLUMNS = 8 };

struct rebuilding {
    struct ledger *ledger;
    struct arena *arena;
    struct ledger_report *report;
};

/* What endures of all entries, or of all statements. */
struct kept_row {
    uint64_t seq;
    struct ledger_entry entry;
    struct span bytes, blind, statement;
};
struct kept_rows {
    struct kept_row *at;
    size_t n;
};

static enum status count(struct ledger_tx *ltx, const char *sql, size_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx, sql, VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    *ret = st == HF_OK ? (size_t)rows_int(&rows, 0) : 0;
    rows_close(&rows);
    return st;
}

static enum status keep_row(struct ledger_tx *ltx, const struct rows *rows, struct kept_row *ret,
                            struct fault *why)
{
    ret->seq = (uint64_t)rows_int(rows, 0);
    ret->bytes = arena_copy(ltx->arena, rows_bytes(rows, 1));
    ret->blind = arena_copy(ltx->arena, rows_bytes(rows, 2));
    ret->statement = arena_copy(ltx->arena, rows_bytes(rows, 3));
    if (ltx->arena->spent)
        return fault_set(why, HF_FAILED, "not enough memory for so many entries");
    return entry_parse(ret->bytes, &ret->entry) && ret->entry.seq == ret->seq
               ? HF_OK
               : fault_set(why, HF_INVALID, "entry %ld has a wrong shape or place", (long)ret->seq);
}

static enum status keep_rows(struct ledger_tx *ltx, const char *how_many, const char *sql,
                             struct kept_rows *ret, struct fault *why)
{
    struct rows rows;
    size_t room = 0;
    enum status st = count(ltx, how_many, &room, why);

    if (st != HF_OK)
        return st;
    *ret = (struct kept_rows){.at = arena_array(ltx->arena, struct kept_row, room)};
    if (ret->at == NULL)
        return fault_set(why, HF_FAILED, "not enough memory for so many entries");
    st = rows_open(ltx->tx, sql, VALUES(PRACTICE(ltx)), &rows, why);
    if (st != HF_OK)
        return st;
    while (st == HF_OK && ret->n < room && (st = rows_next(&rows, why)) == HF_OK)
        st = keep_row(ltx, &rows, &ret->at[ret->n++], why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* --- again ----------------------------------------------------------------------------------- */

static enum status write_rows(struct ledger_tx *ltx, enum row_table_number table,
                              const struct value *values, size_t n, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    enum status st = row_remove(vault, ltx->tx, table, "practice = $1", VALUES(PRACTICE(ltx)), why);

    return st == HF_OK && n > 0 ? row_add_all(vault, ltx->tx, table, values, n, why) : st;
}

/* KEEP IN ORDER: store_entry, add_statement (append.c). */
static void entry_values(const struct ledger_tx *ltx, const struct kept_row *row, struct value *ret)
{
    const struct value values[ENTRY_COLUMNS] = {
        PRACTICE(ltx),
        value_int((int64_t)row->entry.seq),
        value_raw(row->entry.client.id.bytes, 16),
        value_int((int64_t)row->entry.client_seq),
        value_raw(row->entry.request.id.bytes, 16),
        value_raw(row->entry.hash, 32),
        value_bytes(row->bytes),
    };

    memcpy(ret, values, sizeof values);
}

static void statement_values(const struct ledger_tx *ltx, const struct kept_row *row,
                             struct value *ret)
{
    const struct value values[STATEMENT_COLUMNS] = {
        PRACTICE(ltx),
        value_int((int64_t)row->entry.seq),
        value_int(row->statement.len == 0 ? 0 : (uint8_t)row->statement.at[0]),
        value_raw(row->entry.object.bytes, 16),
        value_int(keygen_about(row->statement)),
        value_raw(row->entry.client.id.bytes, 16),
        value_bytes(row->blind),
        value_bytes(row->statement),
    };

    memcpy(ret, values, sizeof values);
}

static enum status write_again(struct ledger_tx *ltx, enum row_table_number table, size_t columns,
                               const struct kept_rows *kept,
                               void (*fill)(const struct ledger_tx *ltx, const struct kept_row *row,
                                            struct value *ret),
                               struct fault *why)
{
    struct value *values = arena_array(ltx->arena, struct value, kept->n * columns);

    if (values == NULL)
        return fault_set(why, HF_FAILED, "not enough memory for so many entries");
    for (size_t i = 0; i < kept->n; i++)
        fill(ltx, &kept->at[i], values + i * columns);
    return write_rows(ltx, table, values, kept->n, why);
}

static enum status write_head(struct ledger_tx *ltx, const struct kept_rows *entries,
                              struct fault *why)
{
    struct head head = {.utc_us = 0};

    for (size_t i = 0; i < entries->n; i++) {
        const struct ledger_entry *e = &entries->at[i].entry;

        frontier_add(&head.frontier, e->hash);
        memcpy(head.tip, e->hash, sizeof head.tip);
        head.utc_us = e->utc_us;
    }
    enum status st = row_remove(ltx->ledger->vault, ltx->tx, TABLE_HEAD, "practice = $1",
                                VALUES(PRACTICE(ltx)), why);

    return st == HF_OK && entries->n > 0 ? head_write(ltx, &head, why) : st;
}

static enum status replay(struct ledger_tx *ltx, struct fault *why)
{
    struct kept_rows entries, statements;
    enum status st =
        keep_rows(ltx, "SELECT count(*) FROM ledger_entry WHERE practice = $1",
                  "SELECT seq, bytes, '', '' FROM ledger_entry WHERE practice = $1 ORDER BY seq",
                  &entries, why);

    if (st == HF_OK)
        st = keep_rows(ltx,
                       "SELECT count(*) FROM statement s JOIN ledger_entry e ON e.practice = "
                       "s.practice AND e.seq = s.seq WHERE s.practice = $1",
                       "SELECT s.seq, e.bytes, s.blind, s.bytes FROM statement s JOIN ledger_entry "
                       "e ON e.practice = s.practice AND e.seq = s.seq WHERE s.practice = $1 "
                       "ORDER BY s.seq",
                       &statements, why);
    if (st == HF_OK)
        st = write_again(ltx, TABLE_ENTRY, ENTRY_COLUMNS, &entries, entry_values, why);
    if (st == HF_OK)
        st = write_again(ltx, TABLE_STATEMENT, STATEMENT_COLUMNS, &statements, statement_values,
                         why);
    return st == HF_OK ? write_head(ltx, &entries, why) : st;
}

static enum status rebuild(struct tx *tx, void *arg, struct fault *why)
{
    const struct rebuilding *r = arg;
    struct ledger_own own = {.ends.n = 0};
    struct ledger_tx ltx = {.ledger = r->ledger, .tx = tx, .arena = r->arena, .own = &own};
    enum status st = replay(&ltx, why);

    own_clear(&own);
    if (st == HF_OK)
        st = verify_within(tx, r->ledger, r->arena, r->report, why);
    return st == HF_OK && r->report->findings > 0
               ? fault_set(why, HF_INVALID,
                           "the ledger does not hold: nothing was changed, see holdfast verify")
               : st;
}

enum status ledger_rebuild(struct ledger *ledger, struct store *store, struct arena *arena,
                           struct ledger_report *report, struct fault *why)
{
    struct rebuilding rebuilding = {ledger, arena, report};

    return store_transact(store, STORE_WRITE, rebuild, &rebuilding, why);
}
