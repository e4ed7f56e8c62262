/* keep/ledger/head.c - where the ledger stands, and checkpoints of it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include "keep/ledger/wire.h"

#include <string.h>

static const char label[] = "holdfast/checkpoint/v1";
static const int64_t hour_us = 3600 * INT64_C(1000000);
enum { CHECKPOINT_SIGNED = 92 };

bool head_parse(const struct rows *rows, struct head *ret)
{
    struct span roots = rows_bytes(rows, 4);
    struct frontier *frontier = &ret->frontier;

    *ret = (struct head){.utc_us = rows_int(rows, 3)};
    frontier->size = (uint64_t)rows_int(rows, 1);
    frontier->n = (size_t)__builtin_popcountll(frontier->size);
    return frontier->n <= FRONTIER_MOST && rows_copy(rows, 2, ret->tip, 32) &&
           rows_copy(rows, 4, frontier->roots, frontier->n * 32) && roots.len == frontier->n * 32;
}

/* Somebody has put an older ledger under us: from now on as after a start with one. */
static void note_older(struct ledger_tx *ltx, const struct head *head)
{
    uint64_t size = head->frontier.size;

    if (size < ltx->floor || (size == ltx->floor && memcmp(head->tip, ltx->floor_tip, 32) != 0))
        atomic_store(&ltx->ledger->narrow_only, true);
}

static void head_keep(struct ledger_tx *ltx, const struct head *head)
{
    ltx->own->head = *head;
    ltx->own->has_head = true;
}

static enum status head_fetch(struct ledger_tx *ltx, struct head *ret, struct fault *why)
{
    struct rows rows;
    enum status st = row_find(ltx->ledger->vault, ltx->tx, TABLE_HEAD, "practice = $1",
                              VALUES(PRACTICE(ltx)), &rows, why);

    *ret = (struct head){.utc_us = 0};
    if (st == HF_NOT_FOUND)
        note_older(ltx, ret);
    if (st != HF_OK)
        return st == HF_NOT_FOUND ? HF_OK : st;
    bool whole = head_parse(&rows, ret);

    rows_close(&rows);
    if (!whole)
        return fault_set(why, HF_FAILED, "the ledger's head has a wrong shape");
    note_older(ltx, ret);
    ltx->own->last_us = ret->utc_us;
    head_keep(ltx, ret);
    return HF_OK;
}

/* A transaction sees no other writer, so that its own word is the newest. */
enum status head_read(struct ledger_tx *ltx, struct head *ret, struct fault *why)
{
    if (!ltx->own->has_head)
        return head_fetch(ltx, ret, why);
    *ret = ltx->own->head;
    return HF_OK;
}

enum status now_learn(struct ledger_tx *ltx, struct fault *why)
{
    struct head head;

    return ltx->own->last_us == 0 ? head_read(ltx, &head, why) : HF_OK;
}

int64_t now_of(const struct ledger_tx *ltx)
{
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));

    return now_us < ltx->own->last_us ? ltx->own->last_us : now_us;
}

enum status head_write(struct ledger_tx *ltx, const struct head *head, struct fault *why)
{
    enum status st = row_put(ltx->ledger->vault, ltx->tx, TABLE_HEAD,
                             VALUES(PRACTICE(ltx), value_int((int64_t)head->frontier.size),
                                    value_raw(head->tip, 32), value_int(head->utc_us),
                                    value_raw(head->frontier.roots, head->frontier.n * 32)),
                             why);

    ltx->own->has_head = false;
    if (st == HF_OK)
        head_keep(ltx, head);
    return st;
}

/* --- checkpoints ----------------------------------------------------------------------------- */

static void checkpoint_fields(struct wire *w, struct checkpoint *c)
{
    wire_fixed(w, label, sizeof label);
    wire_bytes(w, c->practice.id.bytes, 16);
    wire_u64(w, &c->size);
    wire_bytes(w, c->root, 32);
    wire_i64(w, &c->utc_us);
    wire_u32(w, &c->keygen);
    wire_zeros(w, 1);
    wire_bytes(w, c->signature, 64);
}

void checkpoint_write(const struct checkpoint *checkpoint, uint8_t ret[CHECKPOINT_BYTES])
{
    struct checkpoint copy = *checkpoint;
    struct wire w = wire_writer(ret, CHECKPOINT_BYTES);

    checkpoint_fields(&w, &copy);
}

bool checkpoint_parse(struct span bytes, struct checkpoint *ret)
{
    struct checkpoint c = {.size = 0};
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    checkpoint_fields(&w, &c);
    if (!wire_done(&w))
        return false;
    *ret = c;
    return true;
}

enum status checkpoint_last(struct ledger_tx *ltx, struct checkpoint *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        row_find(ltx->ledger->vault, ltx->tx, TABLE_CHECKPOINT,
                 "practice = $1 ORDER BY size DESC LIMIT 1", VALUES(PRACTICE(ltx)), &rows, why);

    *ret = (struct checkpoint){.size = 0};
    if (st != HF_OK)
        return st == HF_NOT_FOUND ? HF_OK : st;
    bool whole = checkpoint_parse(rows_bytes(&rows, 2), ret);

    rows_close(&rows);
    return whole ? HF_OK : fault_set(why, HF_FAILED, "a checkpoint has a wrong shape");
}

static enum status sign(struct ledger_tx *ltx, struct checkpoint *checkpoint,
                        uint8_t bytes[CHECKPOINT_BYTES], struct fault *why)
{
    struct keyring *service = NULL;
    enum status st = vault_service_open(ltx->ledger->vault, &service, why);

    if (st != HF_OK)
        return st;
    checkpoint->keygen = keyring_who(service)->keygen;
    checkpoint_write(checkpoint, bytes);
    keyring_sign(service, span_at(bytes, CHECKPOINT_SIGNED), checkpoint->signature);
    checkpoint_write(checkpoint, bytes);
    keyring_close(service);
    return HF_OK;
}

static enum status add_checkpoint(struct ledger_tx *ltx, const struct head *head, struct fault *why)
{
    struct checkpoint checkpoint = {
        .practice = ltx->ledger->practice, .size = head->frontier.size, .utc_us = head->utc_us};
    uint8_t bytes[CHECKPOINT_BYTES];

    frontier_root(&head->frontier, checkpoint.root);
    enum status st = sign(ltx, &checkpoint, bytes, why);

    if (st == HF_OK)
        st = row_add(ltx->ledger->vault, ltx->tx, TABLE_CHECKPOINT,
                     VALUES(PRACTICE(ltx), value_int((int64_t)checkpoint.size),
                            value_raw(bytes, sizeof bytes)),
                     why);
    if (st != HF_OK)
        return st;
    ltx->anchor.size = checkpoint.size;
    memcpy(ltx->anchor.root, checkpoint.root, sizeof ltx->anchor.root);
    return HF_OK;
}

enum status checkpoint_if_due(struct ledger_tx *ltx, const struct head *head, bool now,
                              struct fault *why)
{
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));
    struct checkpoint last;
    enum status st = checkpoint_last(ltx, &last, why);

    if (st != HF_OK || head->frontier.size == last.size)
        return st;
    now_us = now_us < head->utc_us ? head->utc_us : now_us;
    if (!now && last.size > 0 && now_us - last.utc_us < hour_us)
        return HF_OK;
    return add_checkpoint(ltx, head, why);
}

enum status ledger_checkpoint(struct ledger_tx *ltx, bool now, struct fault *why)
{
    struct head head;
    enum status st = head_read(ltx, &head, why);

    return st == HF_OK && head.frontier.size > 0 ? checkpoint_if_due(ltx, &head, now, why) : st;
}

enum status ledger_where(struct ledger_tx *ltx, struct vault_anchor *ret, struct fault *why)
{
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st != HF_OK)
        return st;
    ret->size = head.frontier.size;
    frontier_root(&head.frontier, ret->root);
    return HF_OK;
}

enum status ledger_newest_us(struct ledger_tx *ltx, int64_t *ret, struct fault *why)
{
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st == HF_OK)
        *ret = head.utc_us;
    return st;
}
