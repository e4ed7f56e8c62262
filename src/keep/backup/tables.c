/* keep/backup/tables.c - rows out of the store and into it, with their seals as they are.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/backup/tables.h"

static const char tally_out[] = "SELECT name, n, sum, mac FROM tally WHERE practice = $1";
static const char tally_in[] = "INSERT INTO tally (practice, name, n, sum, mac) "
                               "VALUES ($1,$2,$3,$4,$5)";

/* Passes had fewer columns once. None outlives a restore, so those of such a backup are passed by.
 */
enum { PASS_COLUMNS_ONCE = 18 };

enum backup_part table_part(enum row_table_number table)
{
    static const enum backup_part parts[TABLES] = {
        [TABLE_RECORD_WRAP] = PART_KEYS, [TABLE_PERSON_KEY] = PART_KEYS,
        [TABLE_SLOT] = PART_KEYS,        [TABLE_PASS] = PART_KEYS,
        [TABLE_KEY_WRAP] = PART_KEYS,    [TABLE_PASSKEY] = PART_KEYS,
    };

    return parts[table]; /* every other one: PART_DATA */
}

/* --- out ------------------------------------------------------------------------------------- */

static void put(struct archive_out *out, uint8_t tag, const struct rows *rows, int n)
{
    struct value columns[ARCHIVE_COLUMNS_MOST];

    for (int i = 0; i < n; i++)
        columns[i] = rows_value(rows, i);
    archive_put_row(out, tag, columns, n);
}

static enum status write_table(struct ledger_tx *ltx, struct vault *vault,
                               enum row_table_number table, struct archive_out *out,
                               struct fault *why)
{
    struct practice_id practice = vault_practice(vault);
    struct rows rows;
    enum status st = row_open(ltx->tx, table, "practice = $1",
                              VALUES(value_raw(practice.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    while (out->status == HF_OK && (st = row_next(vault, table, &rows, why)) == HF_OK)
        put(out, (uint8_t)(table + TAG_TABLE), &rows, row_tables[table].n + 1);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status write_tallies(struct ledger_tx *ltx, struct vault *vault,
                                 struct archive_out *out, struct fault *why)
{
    struct practice_id practice = vault_practice(vault);
    struct rows rows;
    enum status st =
        rows_open(ltx->tx, tally_out, VALUES(value_raw(practice.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    while (out->status == HF_OK && (st = rows_next(&rows, why)) == HF_OK)
        put(out, TAG_TALLY, &rows, TALLY_COLUMNS);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

enum status tables_write(struct ledger_tx *ltx, struct vault *vault, enum backup_part part,
                         struct archive_out *out, struct fault *why)
{
    enum status st = part == PART_DATA ? write_tallies(ltx, vault, out, why) : HF_OK;

    for (enum row_table_number table = 0; st == HF_OK && table < TABLES; table++)
        if (table_part(table) == part)
            st = write_table(ltx, vault, table, out, why);
    return st == HF_OK ? out->status : st;
}

/* --- in -------------------------------------------------------------------------------------- */

static enum status read_tally(struct tx *tx, struct practice_id practice,
                              const struct archive_in *in, struct fault *why)
{
    if (in->n != TALLY_COLUMNS)
        return fault_set(why, HF_INVALID, "a row of the backup has a wrong shape");
    return store_run(tx, tally_in,
                     VALUES(value_raw(practice.id.bytes, 16), in->columns[0], in->columns[1],
                            in->columns[2], in->columns[3]),
                     why);
}

static enum status read_row(struct tx *tx, enum backup_part part, uint8_t tag,
                            const struct archive_in *in, struct fault *why)
{
    char sql[ROW_SQL_MOST];
    unsigned table = (unsigned)tag - TAG_TABLE;

    if (table == TABLE_PASS && part == PART_KEYS && in->n == PASS_COLUMNS_ONCE)
        return HF_OK;
    if (table >= TABLES || table_part((enum row_table_number)table) != part ||
        in->n != row_tables[table].n + 1)
        return fault_set(why, HF_INVALID, "a row of the backup is of no table of this part");
    row_insert_sql((enum row_table_number)table, sql);
    return store_run(tx, sql, in->columns, in->n, why);
}

enum status tables_read(struct tx *tx, struct practice_id practice, enum backup_part part,
                        struct archive_in *in, struct fault *why)
{
    enum status st = HF_OK;
    uint8_t tag;

    while (st == HF_OK && (tag = archive_next(in)) != 0)
        st = tag == TAG_TALLY && part == PART_DATA ? read_tally(tx, practice, in, why)
                                                   : read_row(tx, part, tag, in, why);
    return st == HF_OK ? in->status : st;
}
