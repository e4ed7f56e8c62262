/* keep/ledger/verify.c - the whole check: every entry, every row, without opening content.
 *
 * Two questions. Does the ledger hold by itself: chain, signatures, statements, tree, checkpoints,
 * anchor? And is every row of every enduring table the one that this program wrote, and none
 * missing: row seals and tallies? A finding never stops the walk.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/check.h"

#include <string.h>

enum { PROGRESS_EVERY = 500 };

/* --- entries --------------------------------------------------------------------------------- */

enum {
    SEQ,
    CLIENT,
    CLIENT_SEQ,
    REQUEST,
    HASH,
    BYTES,
    BLIND,
    STATEMENT,
    PERSON,
    RECORD_CLIENT,
    COMPARTMENT,
    BEFORE,
};
static const char walk_sql[] =
    "SELECT e.seq, e.client, e.client_seq, e.request, e.hash, e.bytes, s.blind, s.bytes, s.person, "
    "r.client, r.compartment, b.hash FROM ledger_entry e "
    "LEFT JOIN statement s ON s.practice = e.practice AND s.seq = e.seq "
    "LEFT JOIN record r ON r.practice = e.practice AND r.seq = e.seq "
    "LEFT JOIN ledger_entry b ON b.practice = e.practice AND b.client = e.client AND "
    "b.client_seq = e.client_seq - 1 WHERE e.practice = $1 ORDER BY e.seq";

static bool same_bytes(const struct rows *rows, int column, const void *bytes, size_t len)
{
    return span_equal(rows_bytes(rows, column), span_at(bytes, len));
}

static bool columns_agree(const struct rows *rows, const struct ledger_entry *e)
{
    return (uint64_t)rows_int(rows, SEQ) == e->seq &&
           same_bytes(rows, CLIENT, e->client.id.bytes, 16) &&
           (uint64_t)rows_int(rows, CLIENT_SEQ) == e->client_seq &&
           same_bytes(rows, REQUEST, e->request.id.bytes, 16) &&
           same_bytes(rows, HASH, e->hash, 32);
}

static bool client_chain_holds(const struct rows *rows, const struct ledger_entry *e)
{
    static const uint8_t none[32];

    if (e->client_seq == 1)
        return memcmp(e->client_prev, none, sizeof none) == 0;
    return e->client_seq > 1 && same_bytes(rows, BEFORE, e->client_prev, 32);
}

static void check_chain(struct check *check, const struct rows *rows, const struct ledger_entry *e)
{
    const char *table = row_tables[TABLE_ENTRY].name;

    check_want(check, e->seq == check->frontier.size + 1, table, e->seq,
               "entries before this are missing");
    check_want(check, memcmp(e->prev, check->tip, 32) == 0, table, e->seq,
               "the chain is broken before this entry");
    check_want(check, client_chain_holds(rows, e), table, e->seq,
               "the client's chain is broken before this entry");
    check_want(check, columns_agree(rows, e), table, e->seq, "the columns differ from the entry");
    check_want(check, e->utc_us >= check->utc_us, table, e->seq, "the time runs backwards");
    check_want(check, id_equal(e->practice.id, check->ltx->ledger->practice.id), table, e->seq,
               "this entry is of another practice");
}

static void check_content(struct check *check, const struct rows *rows,
                          const struct ledger_entry *e)
{
    const struct action *action = action_find(e->action);
    bool has_statement = rows_value(rows, STATEMENT).kind == VALUE_BYTES;
    bool has_record = rows_value(rows, RECORD_CLIENT).kind == VALUE_BYTES;
    struct fault inner = {.status = HF_OK};

    if (action == NULL)
        return; /* entry_check has said so */
    bool open = action->compartment == COMPARTMENT_OPEN;

    bool erased = erased_set_by(&check->erased, e) != 0;

    check->report->erased += erased;
    check_want(check, !erased || !has_record, "record", e->seq,
               "the content of this entry was erased and is here again");
    check_want(check, has_statement == open && (erased || has_record == !open),
               open ? "statement" : "record", e->seq,
               "the content of this entry is missing, or stands in another table");
    if (has_statement &&
        stated_commitment(e, rows_bytes(rows, BLIND), rows_bytes(rows, STATEMENT), &inner) != HF_OK)
        check_found(check, "statement", e->seq, inner.text);
    check_want(check, !has_statement || same_bytes(rows, PERSON, e->object.bytes, 16), "statement",
               e->seq, "the statement is about somebody else than its entry");
    check_want(check,
               !has_record || (same_bytes(rows, RECORD_CLIENT, e->client.id.bytes, 16) &&
                               rows_int(rows, COMPARTMENT) == action->compartment),
               "record", e->seq, "the record is of another client or compartment than its entry");
}

/* Whoever signed it, and whose keys it certifies. */
static enum status check_vouched(struct check *check, const struct ledger_entry *e,
                                 struct fault *inner)
{
    bool certifies = e->action == ACTION_KEY_CERTIFIED || e->action == ACTION_DELEGATE_CERTIFIED;
    struct person_id person = {e->object};
    enum status st = vouch_want(check->ltx, e->actor, e->actor_keygen, inner);

    return st == HF_OK && certifies
               ? vouch_want(check->ltx, person, (uint32_t)e->object_version, inner)
               : st;
}

static enum status check_signature(struct check *check, const struct rows *rows,
                                   const struct ledger_entry *e)
{
    uint8_t bytes[LEDGER_ENTRY_BYTES];
    struct fault inner;

    fault_clear(&inner);
    memcpy(bytes, rows_bytes(rows, BYTES).at, sizeof bytes);
    enum status st = entry_check(check->ltx, e, bytes, &inner);

    if (st == HF_OK)
        st = check_vouched(check, e, &inner);
    return check_told(check, row_tables[TABLE_ENTRY].name, e->seq, st, &inner);
}

/* --- checkpoints and the anchor -------------------------------------------------------------- */

static enum status next_checkpoint(struct check *check, struct fault *why)
{
    enum status st;

    check->next.size = 0;
    while ((st = rows_next(&check->checkpoints, why)) == HF_OK) {
        if (checkpoint_parse(rows_bytes(&check->checkpoints, 2), &check->next) &&
            check->next.size == (uint64_t)rows_int(&check->checkpoints, 1))
            return HF_OK;
        check_found(check, "checkpoint", (uint64_t)rows_int(&check->checkpoints, 1),
                    "this checkpoint has a wrong shape");
        check->next.size = 0;
    }
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status check_checkpoint(struct check *check, const uint8_t root[32])
{
    const struct directory_row *service = NULL;
    struct person_id nobody = {{{0}}};
    uint8_t bytes[CHECKPOINT_BYTES];
    struct fault inner;

    fault_clear(&inner);
    checkpoint_write(&check->next, bytes);
    enum status st = directory_get(check->ltx, nobody, check->next.keygen, &service, &inner);

    if (st == HF_OK)
        check_want(check,
                   vault_verify(service->certificate.who.sign_pub,
                                span_at(bytes, CHECKPOINT_BYTES - 64), check->next.signature),
                   "checkpoint", check->next.size,
                   "the signature of this checkpoint does not hold");
    check_want(check, memcmp(root, check->next.root, 32) == 0, "checkpoint", check->next.size,
               "the ledger is not the one of this checkpoint");
    return check_told(check, "checkpoint", check->next.size, st, &inner);
}

static enum status check_marks(struct check *check, struct fault *why)
{
    uint64_t size = check->frontier.size;
    uint8_t root[32];
    enum status st = HF_OK;

    if (size != check->next.size && size != check->anchor.size)
        return HF_OK;
    frontier_root(&check->frontier, root);
    check_want(check, size != check->anchor.size || memcmp(root, check->anchor.root, 32) == 0,
               "ledger_entry", size,
               "the ledger is not the one of the anchor in the secrets folder");
    if (size == check->next.size)
        st = check_checkpoint(check, root);
    if (st == HF_OK && size == check->next.size)
        st = next_checkpoint(check, why);
    return st;
}

/* --- the walk -------------------------------------------------------------------------------- */

static void take_entry(struct check *check, const struct ledger_entry *e)
{
    frontier_add(&check->frontier, e->hash);
    memcpy(check->tip, e->hash, sizeof check->tip);
    check->utc_us = e->utc_us;
    check->report->entries++;
    if (check->report->progress != NULL && check->report->entries % PROGRESS_EVERY == 0)
        check->report->progress(check->report->arg, check->report->entries, check->all);
}

static enum status check_entry(struct check *check, const struct rows *rows, struct fault *why)
{
    struct ledger_entry entry;

    if (!entry_parse(rows_bytes(rows, BYTES), &entry)) {
        check_found(check, row_tables[TABLE_ENTRY].name, (uint64_t)rows_int(rows, SEQ),
                    "this entry has a wrong shape");
        return HF_OK;
    }
    check_chain(check, rows, &entry);
    check_content(check, rows, &entry);
    enum status st = check_signature(check, rows, &entry);

    take_entry(check, &entry);
    return st == HF_OK ? check_marks(check, why) : st;
}

static enum status check_entries(struct check *check, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(check->ltx->tx, walk_sql, VALUES(PRACTICE(check->ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    while (st == HF_OK && (st = rows_next(&rows, why)) == HF_OK)
        st = check_entry(check, &rows, why);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status check_head(struct check *check, struct fault *why)
{
    struct head head = {.utc_us = 0};
    struct rows rows;
    enum status st = row_open(check->ltx->tx, TABLE_HEAD, "practice = $1",
                              VALUES(PRACTICE(check->ltx)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    bool whole = st == HF_OK ? head_parse(&rows, &head) : check->frontier.size == 0;

    rows_close(&rows);
    check_want(check,
               whole && head.frontier.size == check->frontier.size &&
                   head.utc_us == check->utc_us && memcmp(head.tip, check->tip, 32) == 0 &&
                   memcmp(head.frontier.roots, check->frontier.roots, check->frontier.n * 32) == 0,
               "ledger_head", 0, "the head is not where the entries end");
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status walk(struct check *check, struct fault *why)
{
    enum status st = row_open(check->ltx->tx, TABLE_CHECKPOINT, "practice = $1 ORDER BY size",
                              VALUES(PRACTICE(check->ltx)), &check->checkpoints, why);

    if (st != HF_OK)
        return st;
    st = next_checkpoint(check, why);
    if (st == HF_OK)
        st = check_entries(check, why);
    rows_close(&check->checkpoints);
    check_want(check, check->next.size == 0, "checkpoint", check->next.size,
               "a checkpoint goes further than the ledger");
    check_want(check, check->anchor.size <= check->frontier.size, "ledger_entry",
               check->frontier.size, "the ledger ends before the anchor in the secrets folder");
    return st == HF_OK ? check_head(check, why) : st;
}

static enum status count_entries(struct check *check, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(check->ltx->tx, "SELECT count(*) FROM ledger_entry", NULL, 0, &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        check->all = (uint64_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

/* An erasure that does not hold erases nothing: what it took is then found to be missing. */
static enum status read_erased(struct check *check)
{
    struct fault inner;

    fault_clear(&inner);
    enum status st = erased_set_read(check->ltx, NULL, &check->erased, &inner);

    return check_told(check, "statement", 0, st, &inner);
}

enum status verify_within(struct tx *tx, struct ledger *ledger, struct arena *arena,
                          struct ledger_report *report, struct fault *why)
{
    struct ledger_own own = {.ends.n = 0};
    struct ledger_tx ltx = {.ledger = ledger, .tx = tx, .arena = arena, .own = &own};
    struct check check = {.ltx = &ltx, .report = report};
    enum status st =
        report->by_itself ? HF_OK : vault_anchor_read(ledger->vault, &check.anchor, why);

    report->entries = report->rows = report->findings = report->erased = 0;
    if (st == HF_OK)
        st = count_entries(&check, why);
    if (st == HF_OK)
        st = read_erased(&check);
    if (st == HF_OK)
        st = check_all_rows(&check, why);
    if (st == HF_OK)
        st = walk(&check, why);
    if (st == HF_OK)
        st = check_together(&check, why);
    own_clear(&own);
    return st;
}

struct verifying {
    struct ledger *ledger;
    struct arena *arena;
    struct ledger_report *report;
};

static enum status verify(struct tx *tx, void *arg, struct fault *why)
{
    const struct verifying *v = arg;

    return verify_within(tx, v->ledger, v->arena, v->report, why);
}

static enum status look_at_ways(struct tx *tx, void *arg, struct fault *why)
{
    return row_ways_check(arg, tx, why);
}

/* Who only reads takes an older state for one that is being overtaken, and waits; a writer knows at
 * once. A disk that takes no writer leaves it at waiting. */
static void know_the_ways(struct ledger *ledger, struct store *store)
{
    struct fault quiet = {.status = HF_OK};
    enum status st = store_transact(store, STORE_WRITE, look_at_ways, ledger->vault, &quiet);

    (void)st; /* see above */
}

enum status ledger_verify(struct ledger *ledger, struct store *store, struct arena *arena,
                          struct ledger_report *report, struct fault *why)
{
    struct verifying verifying = {ledger, arena, report};

    know_the_ways(ledger, store);
    return store_transact(store, STORE_READ, verify, &verifying, why);
}
