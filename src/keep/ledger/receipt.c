/* keep/ledger/receipt.c - a proof to be taken home, and whether one is of this ledger.
 * Layout: docs/formats.md, Tree, checkpoint, receipt.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/export.h"

#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum { RECEIPT_HEAD = 210, RECEIPT_PATH_MOST = 24, CHECKPOINT_CUT = 8, CHECKPOINT_SIGNED = 92 };

static const char label[] = "holdfast/receipt/v1";
static const char cut_away[] = "holdfast"; /* with which a checkpoint begins */

static enum status covering(struct ledger_tx *ltx, uint64_t seq, uint8_t ret[CHECKPOINT_BYTES],
                            struct fault *why)
{
    struct rows rows;
    enum status st = row_find(ltx->ledger->vault, ltx->tx, TABLE_CHECKPOINT,
                              "practice = $1 AND size >= $2 ORDER BY size LIMIT 1",
                              VALUES(PRACTICE(ltx), value_int((int64_t)seq)), &rows, why);

    if (st != HF_OK)
        return st;
    if (!rows_copy(&rows, 2, ret, CHECKPOINT_BYTES))
        st = fault_set(why, HF_FAILED, "a checkpoint has a wrong shape");
    rows_close(&rows);
    return st;
}

static enum status read_leaves(struct ledger_tx *ltx, uint64_t size, uint8_t (**ret)[32],
                               struct fault *why)
{
    struct rows rows;
    uint8_t(*leaves)[32] = arena_alloc(ltx->arena, size, 32);
    uint64_t n = 0;

    if (leaves == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = rows_open(
        ltx->tx, "SELECT hash FROM ledger_entry WHERE practice = $1 AND seq <= $2 ORDER BY seq",
        VALUES(PRACTICE(ltx), value_int((int64_t)size)), &rows, why);

    if (st != HF_OK)
        return st;
    while (n < size && (st = rows_next(&rows, why)) == HF_OK)
        n += rows_copy(&rows, 0, leaves[n], 32);
    rows_close(&rows);
    *ret = leaves;
    return n == size ? HF_OK : fault_set(why, HF_FAILED, "the ledger has lost an entry");
}

/* 20 digits of base32 in five groups: 100 bits. The id writer's digits come after its first. */
void ledger_reference(const uint8_t hash[32], char ret[RECEIPT_REFERENCE_TEXT])
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char *at = ret;

    for (unsigned i = 0; i < 20; i++) {
        unsigned bit = i * 5;
        unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];

        if (i > 0 && i % 4 == 0)
            *at++ = '-';
        *at++ = digits[pair >> (11 - bit % 8) & 31];
    }
    *at = '\0';
}

void receipt_write(const uint8_t leaf[32], uint64_t seq, const uint8_t checkpoint[CHECKPOINT_BYTES],
                   const uint8_t (*path)[32], size_t n, struct ledger_receipt *ret)
{
    *ret = (struct ledger_receipt){.len = RECEIPT_HEAD + 32 * n};
    memcpy(ret->bytes, label, sizeof label);
    ret->bytes[20] = (uint8_t)n;
    memcpy(ret->bytes + 22, leaf, 32);
    for (int i = 0; i < 8; i++)
        ret->bytes[54 + i] = (uint8_t)(seq >> (8 * i));
    memcpy(ret->bytes + 62, checkpoint + CHECKPOINT_CUT, CHECKPOINT_BYTES - CHECKPOINT_CUT);
    memcpy(ret->bytes + RECEIPT_HEAD, path, 32 * n);
    ledger_reference(leaf, ret->reference);
}

void ledger_receipt_base64(const struct ledger_receipt *receipt, char ret[RECEIPT_BASE64])
{
    vault_base64(span_at(receipt->bytes, receipt->len), ret, RECEIPT_BASE64);
}

static enum status make_receipt(struct ledger_tx *ltx, uint64_t seq,
                                const uint8_t bytes[CHECKPOINT_BYTES], struct ledger_receipt *ret,
                                struct fault *why)
{
    uint8_t(*leaves)[32] = NULL, path[FRONTIER_MOST][32];
    struct checkpoint checkpoint;

    if (!checkpoint_parse(span_at(bytes, CHECKPOINT_BYTES), &checkpoint))
        return fault_set(why, HF_FAILED, "a checkpoint has a wrong shape");
    enum status st = read_leaves(ltx, checkpoint.size, &leaves, why);

    if (st != HF_OK)
        return st;
    size_t n = merkle_path((const uint8_t(*)[32])leaves, checkpoint.size, seq - 1, path);

    if (n > RECEIPT_PATH_MOST)
        return fault_set(why, HF_FAILED, "the ledger is too long for a receipt");
    /* Nobody is handed a proof that would not convince. */
    if (!merkle_path_leads(leaves[seq - 1], seq - 1, checkpoint.size, (const uint8_t(*)[32])path, n,
                           checkpoint.root))
        return fault_set(why, HF_FAILED, "the ledger is not the one of its checkpoint");
    receipt_write(leaves[seq - 1], seq, bytes, (const uint8_t(*)[32])path, n, ret);
    return HF_OK;
}

enum status ledger_receipt(struct ledger_tx *ltx, uint64_t seq, struct ledger_receipt *ret,
                           struct fault *why)
{
    uint8_t checkpoint[CHECKPOINT_BYTES];
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st == HF_OK && (seq == 0 || seq > head.frontier.size))
        return HF_NOT_FOUND;
    if (st == HF_OK)
        st = covering(ltx, seq, checkpoint, why);
    if (st == HF_NOT_FOUND) {
        st = checkpoint_if_due(ltx, &head, true, why);
        if (st == HF_OK)
            st = covering(ltx, seq, checkpoint, why);
    }
    return st == HF_OK ? make_receipt(ltx, seq, checkpoint, ret, why) : st;
}

/* --- checking -------------------------------------------------------------------------------- */

struct receipt {
    uint64_t seq;
    const uint8_t *leaf;
    uint8_t bytes[CHECKPOINT_BYTES]; /* the checkpoint whole again */
    struct checkpoint checkpoint;
    uint8_t path[RECEIPT_PATH_MOST][32];
    size_t n;
};

static bool receipt_parse(struct span bytes, struct receipt *ret)
{
    const uint8_t *b = (const uint8_t *)bytes.at;

    if (bytes.len < RECEIPT_HEAD || memcmp(b, label, sizeof label) != 0 ||
        b[20] > RECEIPT_PATH_MOST || b[21] != 0 || bytes.len != RECEIPT_HEAD + 32 * (size_t)b[20])
        return false;
    *ret = (struct receipt){.leaf = b + 22, .n = b[20]};
    memcpy(ret->path, b + RECEIPT_HEAD, 32 * ret->n);
    for (int i = 7; i >= 0; i--)
        ret->seq = ret->seq << 8 | b[54 + i];
    memcpy(ret->bytes, cut_away, CHECKPOINT_CUT);
    memcpy(ret->bytes + CHECKPOINT_CUT, b + 62, CHECKPOINT_BYTES - CHECKPOINT_CUT);
    return ret->seq > 0 &&
           checkpoint_parse(span_at(ret->bytes, CHECKPOINT_BYTES), &ret->checkpoint);
}

static enum status check_signature(struct ledger_tx *ltx, const struct receipt *receipt,
                                   struct fault *why)
{
    const struct directory_row *service = NULL;
    struct person_id nobody = {{{0}}};

    if (!id_equal(receipt->checkpoint.practice.id, ltx->ledger->practice.id))
        return fault_set(why, HF_INVALID, "this receipt is of another practice");
    enum status st = directory_get(ltx, nobody, receipt->checkpoint.keygen, &service, why);

    if (st != HF_OK)
        return st;
    if (!vault_verify(service->certificate.who.sign_pub, span_at(receipt->bytes, CHECKPOINT_SIGNED),
                      receipt->checkpoint.signature))
        return fault_set(why, HF_INVALID, "the receipt's signature does not hold");
    if (!merkle_path_leads(receipt->leaf, receipt->seq - 1, receipt->checkpoint.size,
                           (const uint8_t(*)[32])receipt->path, receipt->n,
                           receipt->checkpoint.root))
        return fault_set(why, HF_INVALID, "the receipt's path does not lead to its root");
    return HF_OK;
}

static enum status check_ledger(struct ledger_tx *ltx, const struct receipt *receipt,
                                struct fault *why)
{
    uint64_t size = receipt->checkpoint.size;
    struct frontier frontier = {.size = 0};
    uint8_t(*leaves)[32] = NULL, root[32];
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st == HF_OK && size > head.frontier.size)
        return fault_set(why, HF_INVALID,
                         "the receipt is of entries that are not here any more: the tail is cut");
    if (st == HF_OK)
        st = read_leaves(ltx, size, &leaves, why);
    if (st != HF_OK)
        return st;
    for (uint64_t i = 0; i < size; i++)
        frontier_add(&frontier, leaves[i]);
    frontier_root(&frontier, root);
    if (memcmp(leaves[receipt->seq - 1], receipt->leaf, 32) != 0 ||
        memcmp(root, receipt->checkpoint.root, sizeof root) != 0)
        return fault_set(why, HF_INVALID, "this ledger is not the one that the receipt is of");
    return HF_OK;
}

enum status ledger_receipt_check(struct ledger_tx *ltx, struct span bytes, uint64_t *ret_seq,
                                 struct fault *why)
{
    uint8_t room[RECEIPT_MOST];
    struct receipt receipt;
    size_t len = 0;

    if (!receipt_parse(bytes, &receipt) && !(vault_base64_read(bytes, room, sizeof room, &len) &&
                                             receipt_parse(span_at(room, len), &receipt)))
        return fault_set(why, HF_INVALID, "this is no receipt");
    enum status st = check_signature(ltx, &receipt, why);

    if (st == HF_OK)
        st = check_ledger(ltx, &receipt, why);
    if (st == HF_OK)
        *ret_seq = receipt.seq;
    return st;
}
