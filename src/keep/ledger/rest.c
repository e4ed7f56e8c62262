/* keep/ledger/rest.c - what the ledger knew when it last rested, so that a start need not hash all
 * of it again, nor the first look at a chain compute every signature anew.
 *
 * It lies in the secrets folder under the service's seal: who writes to the data base writes
 * nothing here. It tells where the walk of an earlier life stood, where each chain ended then, and
 * of which bytes all signatures were found good. Whatever does not fit is as if there were none.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/rest.h"

#include "keep/ledger/wire.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static const char label[] = "holdfast/ends/v1";
enum { REST_MOST = 16 << 20, REST_HEAD = sizeof label + 16 + 8 + 32 + 4, REST_ROW = 104 };

/* --- bytes ----------------------------------------------------------------------------------- */

static void head_fields(struct wire *w, struct practice_id practice, struct rest *rest, uint32_t *n)
{
    wire_fixed(w, label, sizeof label);
    wire_fixed(w, practice.id.bytes, 16);
    wire_u64(w, &rest->frontier.size);
    wire_bytes(w, rest->tip, 32);
    rest->frontier.n = (size_t)__builtin_popcountll(rest->frontier.size);
    if (rest->frontier.n > FRONTIER_MOST)
        w->failed = true;
    for (size_t i = 0; !w->failed && i < rest->frontier.n; i++)
        wire_bytes(w, rest->frontier.roots[i], 32);
    wire_u32(w, n);
}

static void row_fields(struct wire *w, struct chain_end *end)
{
    wire_bytes(w, end->client.id.bytes, 16);
    wire_u64(w, &end->seq);
    wire_u64(w, &end->client_seq);
    wire_bytes(w, end->hash, 32);
    wire_u64(w, &end->checked);
    wire_bytes(w, end->proof, 32);
}

/* Each entry belongs to one chain and is counted there from 1, so the ends add up to the whole, or
 * one of them is not the newest. */
static bool adds_up(const struct ends *ends, uint64_t size)
{
    uint64_t all = 0;

    for (size_t i = 0; i < ends->room; i++)
        all += ends->at[i].client_seq;
    return all == size;
}

/* --- writing --------------------------------------------------------------------------------- */

static void write_rows(struct wire *w, const struct ends *ends)
{
    for (size_t i = 0; i < ends->room; i++) {
        struct chain_end end = ends->at[i];

        if (end.seq != 0)
            row_fields(w, &end);
    }
}

static bool write_all(struct ledger *ledger, const struct head *head, uint8_t *bytes, size_t room,
                      size_t *ret_len)
{
    struct rest rest = {.frontier = head->frontier};
    struct wire w = wire_writer(bytes, room - VAULT_REST_EXTRA);
    uint32_t n = (uint32_t)ledger->ends.n;

    memcpy(rest.tip, head->tip, sizeof rest.tip);
    head_fields(&w, ledger->practice, &rest, &n);
    write_rows(&w, &ledger->ends);
    *ret_len = (size_t)(w.at - bytes);
    return !w.failed && adds_up(&ledger->ends, head->frontier.size);
}

/* Ends that somebody is about to make known do not add up yet: then the next time will do. */
static enum status save(struct ledger *ledger, const struct head *head, struct fault *why)
{
    size_t len = 0, room = REST_HEAD + FRONTIER_MOST * 32 + VAULT_REST_EXTRA;

    pthread_mutex_lock(&ledger->done_lock);
    room += ledger->ends.n * REST_ROW;
    uint8_t *bytes = room <= REST_MOST ? malloc(room) : NULL;
    bool fits = bytes != NULL && write_all(ledger, head, bytes, room, &len);

    atomic_store(&ledger->unrested, !fits);
    pthread_mutex_unlock(&ledger->done_lock);
    enum status st = fits ? vault_rest_write(ledger->vault, bytes, len, why) : HF_OK;

    free(bytes);
    return st;
}

static enum status read_head(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    return head_read(ltx, arg, why);
}

enum status ledger_rest(struct ledger *ledger, struct store *store, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    struct head head;

    if (!atomic_load(&ledger->unrested) || ledger_is_narrow_only(ledger) || ledger_is_lost(ledger))
        return HF_OK;
    arena_init(&arena, none, 0);
    enum status st = ledger_read(ledger, store, &arena, read_head, &head, why);

    return st == HF_OK && !ledger_is_narrow_only(ledger) ? save(ledger, &head, why) : st;
}

/* --- reading --------------------------------------------------------------------------------- */

static bool read_rows(struct wire *w, uint32_t n, struct ends *ret)
{
    struct chain_end end;

    for (uint32_t i = 0; !w->failed && i < n; i++) {
        row_fields(w, &end);
        if (w->failed || end.seq == 0 || !ends_set(ret, &end))
            return false;
    }
    return wire_done(w);
}

static bool read_all(struct practice_id practice, struct span bytes, struct rest *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);
    uint32_t n = 0;

    head_fields(&w, practice, ret, &n);
    return !w.failed && read_rows(&w, n, &ret->ends) && ret->ends.n == n &&
           adds_up(&ret->ends, ret->frontier.size);
}

/* Its last entry is there, and is the same. An empty ledger is the beginning of every other. */
static enum status is_there(struct ledger_tx *ltx, const struct rest *rest, bool *ret,
                            struct fault *why)
{
    struct ledger_entry entry;
    struct rows rows;

    *ret = rest->frontier.size == 0;
    if (*ret)
        return HF_OK;
    enum status st =
        rows_open(ltx->tx, "SELECT bytes FROM ledger_entry WHERE practice = $1 AND seq = $2",
                  VALUES(PRACTICE(ltx), value_int((int64_t)rest->frontier.size)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = entry_parse(rows_bytes(&rows, 0), &entry) && entry.seq == rest->frontier.size &&
               memcmp(entry.hash, rest->tip, sizeof rest->tip) == 0;
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static bool read_file(struct ledger_tx *ltx, unsigned char *block, struct rest *ret)
{
    struct fault quiet = {.status = HF_OK};
    struct arena arena;
    struct span bytes;

    arena_init(&arena, block, REST_MOST);
    return vault_rest_read(ltx->ledger->vault, &arena, &bytes, &quiet) == HF_OK &&
           read_all(ltx->ledger->practice, bytes, ret);
}

bool rest_recall(struct ledger_tx *ltx, struct rest *ret)
{
    unsigned char *block = malloc(REST_MOST); /* touched only as far as the file is long */

    *ret = (struct rest){.ends.n = 0};
    if (block == NULL)
        return false;
    bool fits = read_file(ltx, block, ret);

    free(block);
    if (!fits) {
        ends_clear(&ret->ends);
        *ret = (struct rest){.ends.n = 0};
    }
    return fits;
}

enum status rest_load(struct ledger_tx *ltx, struct rest *ret, enum rest_state *ret_state,
                      struct fault *why)
{
    bool there = false, fits = rest_recall(ltx, ret);
    enum status st = fits ? is_there(ltx, ret, &there, why) : HF_OK;

    *ret_state = !fits ? REST_NONE : there ? REST_THERE : REST_GONE;
    if (*ret_state == REST_THERE)
        return st;
    ends_clear(&ret->ends);
    *ret = (struct rest){.ends.n = 0};
    return st;
}
