/* keep/ledger/tend.c - what time alone brings: passes and accesses that are over, and a checkpoint
 * each hour.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erase.h"
#include "keep/ledger/ledger_inside.h"

enum { OVER_MOST = 256 }; /* in one go; the next one takes the next */

struct over {
    struct key_id keys[OVER_MOST];
    size_t n;
};

/* A delegate's wraps are of no use after its end; nobody may have ended it in so many words. */
static void note_over(const struct rows *rows, int64_t now_us, struct over *over)
{
    struct certificate c;

    if (!certificate_parse(rows_bytes(rows, 0), &c) || now_us < c.who.until_us)
        return;
    over->keys[over->n++] = key_id_of(c.who.box_pub);
}

/* 105: where the certificate's key id begins, counted from 1. */
static enum status find_over(struct ledger_tx *ltx, struct over *ret, struct fault *why)
{
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT s.bytes FROM statement s WHERE s.practice = $1 AND s.kind = $2 AND EXISTS (SELECT "
        "1 "
        "FROM record_wrap w WHERE w.practice = s.practice AND w.key_id = substr(s.bytes, 105, 16))",
        VALUES(PRACTICE(ltx), value_int(STATEMENT_DELEGATE)), &rows, why);

    if (st != HF_OK)
        return st;
    while (ret->n < OVER_MOST && (st = rows_next(&rows, why)) == HF_OK)
        note_over(&rows, now_us, ret);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status remove_wraps(struct ledger_tx *ltx, const struct over *over, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < over->n; i++)
        st = row_remove(
            ltx->ledger->vault, ltx->tx, TABLE_RECORD_WRAP,
            "practice = $1 AND key_id = $2 AND way = $3",
            VALUES(PRACTICE(ltx), value_raw(over->keys[i].bytes, 16), value_int(KEY_WAY_DELEGATE)),
            why);
    return st;
}

/* --- accesses -------------------------------------------------------------------------------- */

struct over_grants {
    uint64_t at[OVER_MOST];
    size_t n;
};

static enum status take_over(struct rows *rows, int64_t now_us, struct over_grants *ret,
                             struct fault *why)
{
    struct grant_statement grant;
    enum status st = HF_OK;

    while (ret->n < OVER_MOST && (st = rows_next(rows, why)) == HF_OK)
        if (grant_parse(rows_bytes(rows, 1), &grant) && grant.until_us != 0 &&
            grant.until_us <= now_us)
            ret->at[ret->n++] = (uint64_t)rows_int(rows, 0);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* 105: where a grant's end begins, counted from 1; all zero: it has none. */
static enum status find_over_grants(struct ledger_tx *ltx, struct over_grants *ret,
                                    struct fault *why)
{
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));
    static const uint8_t no_end[8];
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT s.seq, s.bytes FROM statement s WHERE s.practice = $1 AND s.kind = $2 AND "
        "substr(s.bytes, 105, 8) <> $3 AND EXISTS (SELECT 1 FROM key_wrap k WHERE "
        "k.practice = s.practice AND k.client = s.client AND k.grant_seq = s.seq)",
        VALUES(PRACTICE(ltx), value_int(STATEMENT_GRANT), value_raw(no_end, sizeof no_end)), &rows,
        why);

    if (st != HF_OK)
        return st;
    st = take_over(&rows, now_us, ret, why);
    rows_close(&rows);
    return st;
}

/* The keys themselves are renewed by the next one who holds them (turn.c). */
static enum status remove_over_grants(struct ledger_tx *ltx, struct fault *why)
{
    struct over_grants over = {.n = 0};
    enum status st = find_over_grants(ltx, &over, why);

    for (size_t i = 0; st == HF_OK && i < over.n; i++)
        st = row_remove(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                        "practice = $1 AND grant_seq = $2",
                        VALUES(PRACTICE(ltx), value_int((int64_t)over.at[i])), why);
    return st;
}

static enum status tend(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct over over = {.n = 0};
    enum status st = row_ways_check(ltx->ledger->vault, ltx->tx, why);

    (void)arg;                             /* a work's signature; nothing to hand over */
    if (st == HF_OK || st == HF_NOT_FOUND) /* found: from now on narrow-only */
        st = pass_sweep(ltx->ledger->vault, ltx->tx, why);
    if (st == HF_OK)
        st = find_over(ltx, &over, why);
    if (st == HF_OK)
        st = remove_wraps(ltx, &over, why);
    if (st == HF_OK)
        st = remove_over_grants(ltx, why);
    /* Of an older copy nothing is signed that an hour alone asks for: it would be a second history.
     */
    return st == HF_OK && !ledger_is_narrow_only(ltx->ledger) ? ledger_checkpoint(ltx, false, why)
                                                              : st;
}

enum status ledger_tend(struct ledger *ledger, struct store *store, struct arena *arena,
                        struct fault *why)
{
    enum status st = ledger_transact(ledger, store, arena, tend, NULL, why);

    if (st == HF_OK)
        st = ledger_scour(ledger, store, arena, why);
    if (st == HF_OK)
        st = ends_walk_whole(ledger, store, why);
    return st == HF_OK ? ledger_rest(ledger, store, why) : st;
}
