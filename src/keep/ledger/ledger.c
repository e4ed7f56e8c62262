/* keep/ledger/ledger.c - one ledger for the process: start, transactions, receipts.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIPT_HEAD = 210, RECEIPT_PATH_MOST = 24, CHECKPOINT_CUT = 8 };

static enum status make_locks(struct ledger *ledger, struct fault *why)
{
    if (pthread_mutex_init(&ledger->known_lock, NULL) != 0 ||
        pthread_mutex_init(&ledger->done_lock, NULL) != 0 ||
        pthread_mutex_init(&ledger->waiting_lock, NULL) != 0)
        return fault_set(why, HF_FAILED, "the system has no lock for us");
    return HF_OK;
}

enum status ledger_new(struct vault *vault, struct ledger **ret, struct fault *why)
{
    struct ledger *ledger = calloc(1, sizeof *ledger);

    if (ledger == NULL)
        return fault_set(why, HF_FAILED, "no memory for the ledger");
    enum status st = make_locks(ledger, why);

    if (st == HF_OK)
        st = waiting_new(ledger, why);
    if (st != HF_OK) {
        free(ledger);
        return st;
    }
    ledger->vault = vault;
    ledger->practice = vault_practice(vault);
    *ret = ledger;
    return HF_OK;
}

void ledger_free(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    waiting_free(ledger);
    pthread_mutex_destroy(&ledger->known_lock);
    pthread_mutex_destroy(&ledger->done_lock);
    pthread_mutex_destroy(&ledger->waiting_lock);
    free(ledger);
}

bool ledger_is_narrow_only(const struct ledger *ledger)
{
    return atomic_load(&ledger->narrow_only);
}

/* --- transactions ---------------------------------------------------------------------------- */

struct running {
    struct ledger_tx *ltx;
    size_t mark;
    ledger_work *work;
    void *arg;
};

static enum status run(struct tx *tx, void *arg, struct fault *why)
{
    struct running *running = arg;
    struct ledger_tx *ltx = running->ltx;

    arena_rewind(ltx->arena, running->mark);
    ltx->tx = tx;
    ltx->anchor = (struct vault_anchor){0};
    ltx->directory = NULL;
    ltx->size = 0;
    return running->work(ltx, running->arg, why);
}

/* The act is on the disk already. If its anchor can't follow, the next one will bring it. */
static void write_anchor(struct ledger *ledger, const struct vault_anchor *anchor)
{
    struct fault quiet = {.status = HF_OK};
    enum status st = HF_OK;

    if (anchor->size > 0 && !ledger_is_narrow_only(ledger))
        st = vault_anchor_write(ledger->vault, anchor, &quiet);
    (void)st; /* see above */
}

enum status transact_by(store_way *way, struct ledger_tx *ltx, struct store *store,
                        ledger_work *work, void *arg, struct fault *why)
{
    struct running running = {ltx, arena_mark(ltx->arena), work, arg};
    enum status st = way(store, STORE_WRITE, run, &running, why);
    struct mark mark = {.size = ltx->size};

    if (st != HF_OK)
        return st;
    memcpy(mark.tip, ltx->tip, sizeof mark.tip);
    mark_done(ltx->ledger, &mark);
    write_anchor(ltx->ledger, &ltx->anchor);
    return HF_OK;
}

enum status ledger_transact(struct ledger *ledger, struct store *store, struct arena *arena,
                            ledger_work *work, void *arg, struct fault *why)
{
    struct ledger_tx ltx = {.ledger = ledger, .arena = arena};
    enum status st = ledger_come_back(ledger, store, why);

    if (st != HF_OK)
        return st;
    ledger_write_waiting(ledger, store);
    return transact_by(store_transact, &ltx, store, work, arg, why);
}

enum status ledger_read(struct ledger *ledger, struct store *store, struct arena *arena,
                        ledger_work *work, void *arg, struct fault *why)
{
    struct ledger_tx ltx = {.ledger = ledger, .arena = arena};
    struct running running = {&ltx, arena_mark(arena), work, arg};

    return store_transact(store, STORE_READ, run, &running, why);
}

/* --- start ----------------------------------------------------------------------------------- */

static enum status frontier_at(struct ledger_tx *ltx, uint64_t size, struct frontier *ret,
                               struct fault *why)
{
    struct rows rows;
    uint8_t hash[32];
    enum status st = rows_open(
        ltx->tx, "SELECT hash FROM ledger_entry WHERE practice = $1 AND seq <= $2 ORDER BY seq",
        VALUES(PRACTICE(ltx), value_int((int64_t)size)), &rows, why);

    *ret = (struct frontier){.size = 0};
    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK)
        if (rows_copy(&rows, 0, hash, sizeof hash))
            frontier_add(ret, hash);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status note_head(struct ledger_tx *ltx, struct fault *why)
{
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st != HF_OK)
        return st;
    ltx->size = head.frontier.size;
    memcpy(ltx->tip, head.tip, sizeof ltx->tip);
    return HF_OK;
}

static enum status compare(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct vault_anchor anchor;
    struct frontier frontier;
    uint8_t root[32];
    bool *ret = arg;
    enum status st = vault_anchor_read(ltx->ledger->vault, &anchor, why);

    if (st == HF_OK)
        st = frontier_at(ltx, anchor.size, &frontier, why);
    if (st != HF_OK)
        return st;
    frontier_root(&frontier, root);
    *ret = anchor.size == 0 ||
           (frontier.size == anchor.size && memcmp(root, anchor.root, sizeof root) == 0);
    return note_head(ltx, why);
}

enum status ledger_start(struct ledger *ledger, struct store *store, struct fault *why)
{
    alignas(max_align_t) unsigned char none[1];
    struct arena arena;
    bool is_newest = false;

    arena_init(&arena, none, 0);
    enum status st = ledger_transact(ledger, store, &arena, compare, &is_newest, why);

    if (st == HF_OK)
        atomic_store(&ledger->narrow_only, !is_newest);
    return st;
}

/* --- receipts -------------------------------------------------------------------------------- */

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
static void write_reference(const uint8_t hash[32], char ret[RECEIPT_REFERENCE_TEXT])
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

static void write_receipt(const uint8_t leaf[32], uint64_t seq,
                          const uint8_t checkpoint[CHECKPOINT_BYTES], const uint8_t (*path)[32],
                          size_t n, struct ledger_receipt *ret)
{
    static const char label[20] = "holdfast/receipt/v1";

    *ret = (struct ledger_receipt){.len = RECEIPT_HEAD + 32 * n};
    memcpy(ret->bytes, label, sizeof label);
    ret->bytes[20] = (uint8_t)n;
    memcpy(ret->bytes + 22, leaf, 32);
    for (int i = 0; i < 8; i++)
        ret->bytes[54 + i] = (uint8_t)(seq >> (8 * i));
    memcpy(ret->bytes + 62, checkpoint + CHECKPOINT_CUT, CHECKPOINT_BYTES - CHECKPOINT_CUT);
    memcpy(ret->bytes + RECEIPT_HEAD, path, 32 * n);
    write_reference(leaf, ret->reference);
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
    write_receipt(leaves[seq - 1], seq, bytes, (const uint8_t(*)[32])path, n, ret);
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
