/* keep/ledger/export.c - writes what an independent verifier needs, in one read transaction.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/export.h"

#include "keep/ledger/ledger_inside.h"
#include "keep/ledger/wire.h"

#include <stdalign.h>
#include <string.h>

struct exporting {
    struct ledger *ledger;
    const struct export_sink *sink;
};

static enum status put(const struct exporting *e, struct span bytes, struct fault *why)
{
    return e->sink->put(e->sink->arg, bytes)
               ? HF_OK
               : fault_set(why, HF_FAILED, "the export can't be written");
}

static enum status count(struct ledger_tx *ltx, const char *sql, uint64_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx, sql, VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (uint64_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

void export_head_write(struct practice_id practice, const uint8_t root[32], uint64_t entries,
                       uint64_t checkpoints, uint8_t ret[EXPORT_HEAD])
{
    static const char label[] = "holdfast/export/v1";
    struct wire w = wire_writer(ret, EXPORT_HEAD);
    uint8_t copy[32];

    memcpy(copy, root, sizeof copy);
    wire_fixed(&w, label, sizeof label);
    wire_bytes(&w, practice.id.bytes, 16);
    wire_bytes(&w, copy, sizeof copy);
    wire_u64(&w, &entries);
    wire_u64(&w, &checkpoints);
}

static enum status put_head(const struct exporting *e, struct ledger_tx *ltx, struct fault *why)
{
    uint8_t bytes[EXPORT_HEAD], root[32];
    uint64_t entries = 0, checkpoints = 0;

    if (!vault_root(e->ledger->vault, root))
        return fault_set(why, HF_INVALID, "nothing is founded here");
    enum status st =
        count(ltx, "SELECT count(*) FROM ledger_entry WHERE practice = $1", &entries, why);

    if (st == HF_OK)
        st = count(ltx, "SELECT count(*) FROM checkpoint WHERE practice = $1", &checkpoints, why);
    if (st != HF_OK)
        return st;
    export_head_write(e->ledger->practice, root, entries, checkpoints, bytes);
    return put(e, span_at(bytes, sizeof bytes), why);
}

/* Entry, length of its statement, and, where it has one, blind and statement. */
static enum status put_entry(const struct exporting *e, const struct rows *rows, struct fault *why)
{
    struct span statement = rows_bytes(rows, 2);
    uint32_t len = (uint32_t)statement.len;
    uint8_t number[4];
    struct wire w = wire_writer(number, sizeof number);

    wire_u32(&w, &len);
    enum status st = put(e, rows_bytes(rows, 0), why);

    if (st == HF_OK)
        st = put(e, span_at(number, sizeof number), why);
    if (st == HF_OK && len > 0)
        st = put(e, rows_bytes(rows, 1), why);
    return st == HF_OK && len > 0 ? put(e, statement, why) : st;
}

static enum status put_checkpoint(const struct exporting *e, const struct rows *rows,
                                  struct fault *why)
{
    return put(e, rows_bytes(rows, 0), why);
}

typedef enum status put_row(const struct exporting *e, const struct rows *rows, struct fault *why);

static enum status put_rows(const struct exporting *e, struct ledger_tx *ltx, const char *sql,
                            put_row *one, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx, sql, VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    while (st == HF_OK && (st = rows_next(&rows, why)) == HF_OK)
        st = one(e, &rows, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status write_all(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    const struct exporting *e = arg;

    if (!e->sink->start(e->sink->arg))
        return fault_set(why, HF_FAILED, "the export can't be written");
    enum status st = put_head(e, ltx, why);

    if (st == HF_OK)
        st = put_rows(e, ltx,
                      "SELECT e.bytes, s.blind, s.bytes FROM ledger_entry e LEFT JOIN statement s "
                      "ON s.practice = e.practice AND s.seq = e.seq WHERE e.practice = $1 "
                      "ORDER BY e.seq",
                      put_entry, why);
    if (st == HF_OK)
        st = put_rows(e, ltx, "SELECT bytes FROM checkpoint WHERE practice = $1 ORDER BY size",
                      put_checkpoint, why);
    return st;
}

enum status ledger_export(struct ledger *ledger, struct store *store,
                          const struct export_sink *sink, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct exporting exporting = {ledger, sink};
    struct arena arena;

    arena_init(&arena, none, 0);
    return ledger_read(ledger, store, &arena, write_all, &exporting, why);
}
