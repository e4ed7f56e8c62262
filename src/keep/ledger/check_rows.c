/* keep/ledger/check_rows.c - is every row the one that this program wrote, and none missing?
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/check.h"

void check_found(struct check *check, const char *table, uint64_t seq, const char *text)
{
    check->report->findings++;
    check->report->finding(check->report->arg, table, seq, text);
}

enum status check_told(struct check *check, const char *table, uint64_t seq, enum status st,
                       const struct fault *inner)
{
    if (st == HF_BUSY)
        return st;
    if (st != HF_OK && st != HF_NOT_FOUND)
        check_found(check, table, seq, inner->text);
    return HF_OK;
}

void check_want(struct check *check, bool holds, const char *table, uint64_t seq, const char *text)
{
    if (!holds)
        check_found(check, table, seq, text);
}

/* --- rows and tallies ------------------------------------------------------------------------ */

static uint64_t seq_of(enum row_table_number table, const struct rows *rows)
{
    bool numbered = table == TABLE_ENTRY || table == TABLE_STATEMENT || table == TABLE_RECORD ||
                    table == TABLE_RECORD_WRAP || table == TABLE_CHECKPOINT;

    return numbered ? (uint64_t)rows_int(rows, 1) : 0;
}

static enum status check_rows(struct check *check, enum row_table_number table, struct rows *rows,
                              struct row_sum *sum, struct fault *why)
{
    enum status st;

    while ((st = rows_next(rows, why)) == HF_OK) {
        check_want(check, row_holds(check->ltx->ledger->vault, table, rows), row_tables[table].name,
                   seq_of(table, rows), "this row is not the one that was written");
        row_sum_add(sum, rows, table);
        check->report->rows++;
    }
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status check_table(struct check *check, enum row_table_number table, struct fault *why)
{
    struct row_sum sum = {0};
    struct rows rows;
    enum status st = row_open(check->ltx->tx, table, "1 = 1", NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    st = check_rows(check, table, &rows, &sum, why);
    rows_close(&rows);
    if (st != HF_OK)
        return st;
    st = row_tally_compare(check->ltx->ledger->vault, check->ltx->tx, table, &sum, why);
    check_want(check, st != HF_NOT_FOUND, row_tables[table].name, 0,
               "rows are missing, or were added, or an older state was put back");
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static bool is_our_tally(const struct check *check, const struct rows *rows)
{
    bool known = span_is(rows_bytes(rows, 1), WAYS_TALLY);

    for (int i = 0; i < TABLES; i++)
        known = known || span_is(rows_bytes(rows, 1), row_tables[i].name);
    return known &&
           span_equal(rows_bytes(rows, 0), span_at(check->ltx->ledger->practice.id.bytes, 16));
}

static enum status check_tallies(struct check *check, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(check->ltx->tx, "SELECT practice, name FROM tally", NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK) {
        check_want(check, is_our_tally(check, &rows), "tally", 0, "a tally of no table of ours");
        check->report->rows++;
    }
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* A row that its index does not know is not found by who looks for it: a no, or somebody's end. */
static enum status check_indexes(struct check *check, struct fault *why)
{
    enum status st = store_is_sound(check->ltx->tx, why);

    check_want(check, st != HF_NOT_FOUND, "the data base", 0,
               "tables and their indexes do not say the same");
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status check_ways(struct check *check, struct fault *why)
{
    enum status st = check->report->by_itself
                         ? HF_OK
                         : row_ways_check(check->ltx->ledger->vault, check->ltx->tx, why);

    check_want(check, st != HF_NOT_FOUND, "tally", 0,
               "passes, passwords or people's keys are of an older state");
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* A table that can't be read at all is a finding as well: the next one is looked at. */
enum status check_all_rows(struct check *check, struct fault *why)
{
    enum status st = HF_OK;

    for (int table = 0; st == HF_OK && table < TABLES; table++) {
        struct fault inner;

        fault_clear(&inner);
        st = check_told(check, row_tables[table].name, 0,
                        check_table(check, (enum row_table_number)table, &inner), &inner);
    }
    if (st == HF_OK)
        st = check_indexes(check, why);
    if (st == HF_OK)
        st = check_ways(check, why);
    return st == HF_OK ? check_tallies(check, why) : st;
}

/* --- what belongs together ------------------------------------------------------------------- */

struct orphan {
    const char *table, *sql, *text; /* sql: the seq of each row that belongs to nothing */
};
static const struct orphan orphans[] = {
    {"record",
     "SELECT r.seq FROM record r LEFT JOIN ledger_entry e ON e.practice = r.practice AND "
     "e.seq = r.seq WHERE e.seq IS NULL",
     "a record without an entry"},
    {"statement",
     "SELECT s.seq FROM statement s LEFT JOIN ledger_entry e ON e.practice = s.practice AND "
     "e.seq = s.seq WHERE e.seq IS NULL",
     "a statement without an entry"},
    {"record_wrap",
     "SELECT w.seq FROM record_wrap w LEFT JOIN record r ON r.practice = w.practice AND "
     "r.seq = w.seq WHERE r.seq IS NULL",
     "a wrapped key without a record"},
    {"record",
     "SELECT r.seq FROM record r LEFT JOIN record_wrap w ON w.practice = r.practice AND "
     "w.seq = r.seq WHERE w.seq IS NULL",
     "a record without any wrapped key"},
    {"key_wrap",
     "SELECT k.grant_seq FROM key_wrap k LEFT JOIN statement s ON s.practice = k.practice AND "
     "s.seq = k.grant_seq AND s.kind = 48 WHERE s.seq IS NULL",
     "a client's key wrapped without a grant"},
};

static enum status check_orphans(struct check *check, const struct orphan *orphan,
                                 struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(check->ltx->tx, orphan->sql, NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        check_found(check, orphan->table, (uint64_t)rows_int(&rows, 0), orphan->text);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status check_clients(struct check *check, struct fault *why)
{
    struct rows rows;
    struct client_id client;
    size_t mark = arena_mark(check->ltx->arena);
    enum status st = rows_open(check->ltx->tx,
                               "SELECT DISTINCT client FROM statement WHERE kind = 32 OR kind = 48",
                               NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    while (st == HF_OK && (st = rows_next(&rows, why)) == HF_OK) {
        struct fault inner;

        fault_clear(&inner);
        if (!rows_copy(&rows, 0, client.id.bytes, 16))
            continue; /* its row's seal has said so */
        arena_rewind(check->ltx->arena, mark);
        st = check_told(check, "statement", 0, keys_check(check->ltx, client, &inner), &inner);
    }
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status check_together(struct check *check, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < sizeof orphans / sizeof orphans[0]; i++)
        st = check_orphans(check, &orphans[i], why);
    return st == HF_OK ? check_clients(check, why) : st;
}
