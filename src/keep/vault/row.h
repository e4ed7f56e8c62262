/* keep/vault/row.h - every row of every enduring table under the service's seal, and counted.
 *
 * A row ends with a keyed MAC over its columns; the table `tally` holds number and sum of the macs
 * of each table. Who writes to the data base without the secrets folder is seen: a flipped,
 * dropped, added, swapped or older row does not fit. Contents are authenticated by the ledger;
 * this is for `holdfast verify`, and for slots and passes, which are not in the ledger.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_ROW_H
#define HF_KEEP_VAULT_ROW_H

#include "keep/store/store.h"
#include "keep/vault/vault.h"

struct row_table {
    const char *name;
    const char *columns; /* in order, without mac */
    int n;
};

enum row_table_number {
    TABLE_HEAD,
    TABLE_ENTRY,
    TABLE_STATEMENT,
    TABLE_RECORD,
    TABLE_RECORD_WRAP,
    TABLE_CHECKPOINT,
    TABLE_PERSON_KEY,
    TABLE_SLOT,
    TABLE_PASS,
    TABLE_KEY_WRAP,
    TABLE_PACK,
    TABLE_PASSKEY,
    TABLES,
};
enum { ROW_COLUMNS_MOST = 22 };
extern const struct row_table row_tables[TABLES]; /* KEEP IN ORDER: schema/enduring */

HF_MUST_USE enum status row_add(struct vault *vault, struct tx *tx, enum row_table_number table,
                                const struct value *values, int n, struct fault *why);
/* `rows` rows of all columns each, one after the other: their tally is written once. */
HF_MUST_USE enum status row_add_all(struct vault *vault, struct tx *tx, enum row_table_number table,
                                    const struct value *values, size_t rows, struct fault *why);
/* In place of the practice's one row of this table; added where there is none. Only for tables
 * whose key is the practice, and that no way in is counted by. */
HF_MUST_USE enum status row_put(struct vault *vault, struct tx *tx, enum row_table_number table,
                                const struct value *values, int n, struct fault *why);
/* "INSERT INTO table (columns,mac) VALUES ($1,...)": for rows that come with their seal. */
enum { ROW_SQL_MOST = 768 };
void row_insert_sql(enum row_table_number table, char ret[ROW_SQL_MOST]);
/* All rows of `where` (with $1, $2 ...); none is fine. */
HF_MUST_USE enum status row_remove(struct vault *vault, struct tx *tx, enum row_table_number table,
                                   const char *where, const struct value *values, int n,
                                   struct fault *why);
/* Opens the question "all columns where ..., in `where`'s order". Walk it with row_next. */
HF_MUST_USE enum status row_open(struct tx *tx, enum row_table_number table, const char *where,
                                 const struct value *values, int n, struct rows *ret,
                                 struct fault *why);
/* The next row, its seal checked. HF_NOT_FOUND: no more. HF_FAILED: a row does not hold. */
HF_MUST_USE enum status row_next(const struct vault *vault, enum row_table_number table,
                                 struct rows *rows, struct fault *why);
/* row_open and row_next once; the caller closes `ret` when HF_OK. */
HF_MUST_USE enum status row_find(const struct vault *vault, struct tx *tx,
                                 enum row_table_number table, const char *where,
                                 const struct value *values, int n, struct rows *ret,
                                 struct fault *why);

/* Passes, slots, passkeys and people's keys are not in the ledger. Are they the newest, whole and
 * as this program wrote them? HF_NOT_FOUND: no. From then on vault_is_older(). */
HF_MUST_USE enum status row_ways_check(struct vault *vault, struct tx *tx, struct fault *why);
#define WAYS_TALLY "ways" /* its row in the table `tally` */

/* For the whole check: is this row's seal right? And do all macs add up to the tally? */
bool row_holds(const struct vault *vault, enum row_table_number table, const struct rows *rows);
struct row_sum {
    uint64_t n;
    uint8_t sum[32];
};
void row_sum_add(struct row_sum *sum, const struct rows *rows, enum row_table_number table);
/* HF_NOT_FOUND: the tally is another one, or its own seal is broken. */
HF_MUST_USE enum status row_tally_compare(const struct vault *vault, struct tx *tx,
                                          enum row_table_number table, const struct row_sum *sum,
                                          struct fault *why);

/* 16 bytes that are the same for the same content and text of the same request; only the service
 * can make them. */
void row_same(const struct vault *vault, struct request_id request, struct span content,
              const uint8_t text_hash[32], uint8_t ret[16]);

#endif
