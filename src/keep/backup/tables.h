/* keep/backup/tables.h - which rows lie in which archive; in this room.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_BACKUP_TABLES_H
#define HF_KEEP_BACKUP_TABLES_H

#include "keep/backup/archive.h"
#include "keep/ledger/ledger.h"
#include "keep/vault/row.h"

/* Tags of the rows of an archive: a table's number and one; the tallies; KEEP IN ORDER: row.h and
 * docs/formats.md, Backups. */
enum { TAG_TABLE = 1, TAG_TALLY = 200, TALLY_COLUMNS = 4 };

/* What opens records lies apart from the records. */
enum backup_part table_part(enum row_table_number table);

/* Writes every row of one part; each is checked against its seal. */
HF_MUST_USE enum status tables_write(struct ledger_tx *ltx, struct vault *vault,
                                     enum backup_part part, struct archive_out *out,
                                     struct fault *why);
/* Inserts the rows of an archive up to its end. HF_INVALID: a row that is of no table, of the
 * other part, or of another shape. */
HF_MUST_USE enum status tables_read(struct tx *tx, struct practice_id practice,
                                    enum backup_part part, struct archive_in *in,
                                    struct fault *why);

#endif
