/* keep/ledger/proof.c - the ledger for one person to take along: what is theirs whole, of the rest
 * the hashes. Layout: docs/formats.md, Proof.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/export.h"

#include "base/buf.h"
#include "keep/ledger/ledger_inside.h"
#include "keep/ledger/wire.h"

#include <string.h>

enum { ROW_HASH = 0, ROW_WHOLE = 1 };

struct proving {
    struct ledger_tx *ltx;
    enum proof_of of;
    struct id128 whose;
    struct buf out;
};

void proof_head_write(struct practice_id practice, const uint8_t root[32], uint64_t entries,
                      uint64_t checkpoints, struct id128 whose, uint8_t ret[PROOF_HEAD])
{
    static const char label[] = "holdfast/export/v2";
    struct wire w = wire_writer(ret, PROOF_HEAD);
    uint8_t copy[32];

    memcpy(copy, root, sizeof copy);
    wire_fixed(&w, label, sizeof label);
    wire_bytes(&w, practice.id.bytes, 16);
    wire_bytes(&w, copy, sizeof copy);
    wire_u64(&w, &entries);
    wire_u64(&w, &checkpoints);
    wire_bytes(&w, whose.bytes, 16);
}

/* --- what is whole --------------------------------------------------------------------------- */

/* Keys of clients are certified in the practice's chain as well: theirs stay out. */
static bool is_of_work(const struct ledger_entry *entry, struct span statement)
{
    struct certificate certificate;

    return entry->action == ACTION_KEY_CERTIFIED && certificate_parse(statement, &certificate) &&
           certificate.who.roles != ROLE_CLIENT;
}

/* The end of a key says only whose it is: it goes with the certificate. */
static enum status is_end_of_work(struct proving *p, const struct ledger_entry *entry, bool *ret,
                                  struct fault *why)
{
    const struct directory_row *row;
    enum status st = entry->action != ACTION_KEY_ENDED
                         ? HF_NOT_FOUND
                         : directory_get(p->ltx, (struct person_id){entry->object},
                                         (uint32_t)entry->object_version, &row, why);

    *ret = st == HF_OK && row->certificate.who.roles != ROLE_CLIENT;
    return st == HF_FAILED || st == HF_BUSY ? st : HF_OK;
}

static bool is_theirs(const struct proving *p, const struct ledger_entry *entry)
{
    bool about_keys = entry->action == ACTION_KEY_CERTIFIED || entry->action == ACTION_KEY_ENDED;

    if (p->of == PROOF_OF_SIGNER)
        return id_equal(entry->actor.id, p->whose);
    return id_equal(entry->client.id, p->whose) ||
           (about_keys && id_equal(entry->object, p->whose));
}

/* --- rows ------------------------------------------------------------------------------------ */

static void put_number(struct buf *out, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        buf_byte(out, (char)(n >> 8 * i & 0xff));
}

static void put_whole(struct buf *out, struct span entry, struct span blind, struct span statement)
{
    buf_byte(out, ROW_WHOLE);
    buf_put(out, entry);
    put_number(out, (uint32_t)statement.len);
    buf_put(out, statement.len > 0 ? blind : SPAN(""));
    buf_put(out, statement);
}

static enum status put_entry(struct proving *p, const struct rows *rows, struct fault *why)
{
    struct ledger_entry entry;
    bool is_whole = false;

    if (!entry_parse(rows_bytes(rows, 0), &entry))
        return fault_set(why, HF_FAILED, "an entry has a wrong shape");
    enum status st = is_end_of_work(p, &entry, &is_whole, why);

    if (st != HF_OK)
        return st;
    if (is_whole || is_theirs(p, &entry) || is_of_work(&entry, rows_bytes(rows, 2))) {
        put_whole(&p->out, rows_bytes(rows, 0), rows_bytes(rows, 1), rows_bytes(rows, 2));
    } else {
        buf_byte(&p->out, ROW_HASH);
        buf_put(&p->out, span_at(entry.hash, sizeof entry.hash));
    }
    return HF_OK;
}

static enum status put_checkpoint(struct proving *p, const struct rows *rows, struct fault *why)
{
    (void)why; /* the buffer is asked at the end */
    buf_put(&p->out, rows_bytes(rows, 0));
    return HF_OK;
}

typedef enum status put_row(struct proving *p, const struct rows *rows, struct fault *why);

static enum status put_rows(struct proving *p, const char *sql, put_row *one, uint64_t *ret_n,
                            struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(p->ltx->tx, sql, VALUES(PRACTICE(p->ltx)), &rows, why);

    *ret_n = 0;
    if (st != HF_OK)
        return st;
    for (; st == HF_OK && (st = rows_next(&rows, why)) == HF_OK; (*ret_n)++)
        st = one(p, &rows, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* The head counts what follows, so it is written over the place that was kept for it. */
enum status ledger_proof(struct ledger_tx *ltx, enum proof_of of, struct id128 whose,
                         struct span *ret, struct fault *why)
{
    struct proving p = {.ltx = ltx, .of = of, .whose = whose};
    uint8_t head[PROOF_HEAD] = {0}, root[32];
    uint64_t entries = 0, checkpoints = 0;

    if (!vault_root(ltx->ledger->vault, root))
        return fault_set(why, HF_INVALID, "nothing is founded here");
    buf_init(&p.out, ltx->arena, PROOF_MOST);
    buf_put(&p.out, span_at(head, sizeof head));
    enum status st =
        put_rows(&p,
                 "SELECT e.bytes, s.blind, s.bytes FROM ledger_entry e LEFT JOIN statement s "
                 "ON s.practice = e.practice AND s.seq = e.seq WHERE e.practice = $1 "
                 "ORDER BY e.seq",
                 put_entry, &entries, why);

    if (st == HF_OK)
        st = put_rows(&p, "SELECT bytes FROM checkpoint WHERE practice = $1 ORDER BY size",
                      put_checkpoint, &checkpoints, why);
    if (st == HF_OK)
        st = buf_done(&p.out, ret, why);
    if (st != HF_OK)
        return st;
    proof_head_write(ltx->ledger->practice, root, entries, checkpoints,
                     of == PROOF_OF_CLIENT ? whose : (struct id128){{0}}, head);
    memcpy(p.out.at, head, sizeof head);
    return HF_OK;
}

/* --- what somebody signed -------------------------------------------------------------------- */

static size_t take_signed(struct rows *rows, struct person_id person, struct ledger_entry *ret,
                          size_t room, enum status *st, struct fault *why)
{
    struct ledger_entry entry;
    size_t n = 0;

    while ((*st = rows_next(rows, why)) == HF_OK)
        if (entry_parse(rows_bytes(rows, 0), &entry) && id_equal(entry.actor.id, person.id)) {
            if (n < room)
                ret[n] = entry;
            n++;
        }
    return n;
}

static enum status pass_signed(struct ledger_tx *ltx, struct person_id person,
                               struct ledger_entry *ret, size_t room, size_t *ret_n,
                               struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx, "SELECT bytes FROM ledger_entry WHERE practice = $1 ORDER BY seq",
                  VALUES(PRACTICE(ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    *ret_n = take_signed(&rows, person, ret, room, &st, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* Once to count, once to take: nothing changes within one transaction. */
enum status ledger_signed_by(struct ledger_tx *ltx, struct person_id person,
                             struct ledger_entry **ret, size_t *ret_n, struct fault *why)
{
    size_t n = 0;
    enum status st = pass_signed(ltx, person, NULL, 0, &n, why);
    struct ledger_entry *at =
        st == HF_OK ? arena_array(ltx->arena, struct ledger_entry, n + 1) : NULL;

    if (st != HF_OK)
        return st;
    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    *ret = at;
    return pass_signed(ltx, person, at, n, ret_n, why);
}
