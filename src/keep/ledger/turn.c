/* keep/ledger/turn.c - newer keys take the place of older ones; records come along by their keys
 * alone, their bodies are never touched.
 *
 * What has been done is told by signed entries and by the wraps that lie there, so whoever comes
 * next goes on where the last transaction ended, whatever became of the process.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/turn.h"

#include <string.h>

static struct request_id new_request(const struct ledger_tx *ltx)
{
    return (struct request_id){world_id(vault_world(ltx->ledger->vault))};
}

/* --- statements ------------------------------------------------------------------------------ */

static enum status say(struct ledger_tx *ltx, struct keyring *author,
                       const struct turn_statement *turn, struct fault *why)
{
    uint8_t bytes[STATEMENT_MOST];
    size_t len = turn_write(turn, bytes);

    return statement_append(ltx, author, turn->client,
                            (uint16_t)(ACTION_EPOCH_CLOSING + (turn->kind - STATEMENT_CLOSING)),
                            turn->client.id, turn->next, new_request(ltx), span_at(bytes, len),
                            NULL, why);
}

/* Every older key of these compartments that is still open, and that the author can take along. */
static void list_open(const struct keyring *author, const struct key_history *h,
                      unsigned compartments, struct turn_statement *ret)
{
    for (size_t i = 0; i < h->n_epochs; i++)
        for (size_t k = 0; k < h->epochs[i].n; k++) {
            const struct epoch_key *key = &h->epochs[i].keys[k];

            if ((compartments & COMPARTMENT_BIT(key->compartment)) != 0 &&
                keyring_holds(author, ret->client, key->compartment, key->epoch) &&
                history_state(h, key->compartment, key->epoch) == EPOCH_OPEN &&
                ret->n < EPOCH_ROWS_MOST)
                ret->rows[ret->n++] = (struct grant_row){key->compartment, key->epoch, key->ck_id};
        }
}

/* --- opening newer ones ---------------------------------------------------------------------- */

static uint32_t next_epoch(const struct key_history *h)
{
    uint32_t newest = 0;

    for (size_t i = 0; i < h->n_epochs; i++)
        if (h->epochs[i].counts != 0 && h->epochs[i].epoch > newest)
            newest = h->epochs[i].epoch;
    return newest + 1;
}

/* The compartments whose newest keys this grant gives: those that its person may keep on reading.
 */
static unsigned gives_newest(const struct key_history *h, const struct granted *grant,
                             unsigned compartments)
{
    unsigned given = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++)
        if ((compartments & COMPARTMENT_BIT(c)) != 0 && grant_gives(grant, c, history_newest(h, c)))
            given |= COMPARTMENT_BIT(c);
    return given;
}

/* Everybody who may read goes on reading: on the same terms, and no longer than before. */
static enum status carry_grants(struct ledger_tx *ltx, struct keyring *author,
                                const struct key_history *h, unsigned compartments, uint32_t epoch,
                                struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < h->n_grants; i++) {
        const struct granted *grant = &h->grants[i];
        unsigned given = gives_newest(h, grant, compartments);

        if (given != 0 && grant_stands(grant, now_of(ltx)) &&
            !id_equal(grant->recipient.id, keyring_who(author)->person.id))
            st = grant_carry(ltx, author, grant, epoch, given, why);
    }
    return st;
}

static enum status renew(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                         const struct key_history *h, unsigned compartments, struct fault *why)
{
    struct turn_statement closing = {.kind = STATEMENT_CLOSING,
                                     .next = next_epoch(h),
                                     .practice = ltx->ledger->practice,
                                     .client = client};

    list_open(author, h, compartments, &closing);
    enum status st =
        epochs_open(ltx, author, client, compartments, closing.next, new_request(ltx), why);

    if (st == HF_OK)
        st = carry_grants(ltx, author, h, compartments, closing.next, why);
    return st == HF_OK ? say(ltx, author, &closing, why) : st;
}

/* --- records come along ---------------------------------------------------------------------- */

struct moving {
    struct ledger_entry entry;
    struct record_place place;
    struct record_wrap wrap;
};

static bool take_moving(const struct rows *rows, struct moving *ret)
{
    struct span bytes = rows_bytes(rows, 2);

    *ret = (struct moving){.wrap.way = (uint8_t)rows_int(rows, 1), .wrap.len = bytes.len};
    if (bytes.len > DEK_WRAP_MOST || !rows_copy(rows, 0, ret->wrap.key_id.bytes, 16) ||
        !entry_parse(rows_bytes(rows, 3), &ret->entry))
        return false;
    memcpy(ret->wrap.bytes, bytes.at, bytes.len);
    ret->place = record_place_of(&ret->entry, rows, 4);
    return true;
}

/* Records whose key lies under this one, or was deposited to it. */
static enum status list_moving(struct ledger_tx *ltx, const struct epoch_key *old,
                               struct moving *ret, size_t room, size_t *ret_n, struct fault *why)
{
    struct key_id box = key_id_of(old->box_pub);
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT w.key_id, w.way, w.bytes, e.bytes, r.record, r.compartment, r.epoch "
        "FROM record_wrap w JOIN record r ON r.practice = w.practice AND r.seq = w.seq "
        "JOIN ledger_entry e ON e.practice = w.practice AND e.seq = w.seq "
        "WHERE w.practice = $1 AND (w.key_id = $2 OR w.key_id = $3) ORDER BY w.seq LIMIT $4",
        VALUES(PRACTICE(ltx), value_raw(old->ck_id.bytes, 16), value_raw(box.bytes, 16),
               value_int((int64_t)room)),
        &rows, why);

    *ret_n = 0;
    if (st != HF_OK)
        return st;
    bool fits = true;

    while (fits && *ret_n < room && (st = rows_next(&rows, why)) == HF_OK)
        fits = take_moving(&rows, &ret[(*ret_n)++]);
    rows_close(&rows);
    if (!fits)
        return fault_set(why, HF_FAILED, "a wrapped key has a wrong shape");
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status move(struct ledger_tx *ltx, struct keyring *author, const struct moving *moving,
                        uint32_t next, struct fault *why)
{
    struct record_wrap wrap;
    enum status st = record_rewrap(author, &moving->place, &moving->wrap, next, &wrap, why);

    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_FAILED, "the key of record %ld opens with none of its wraps",
                         (long)moving->entry.seq);
    if (st == HF_OK)
        st = row_remove(ltx->ledger->vault, ltx->tx, TABLE_RECORD_WRAP,
                        "practice = $1 AND seq = $2 AND key_id = $3",
                        VALUES(PRACTICE(ltx), value_int((int64_t)moving->entry.seq),
                               value_raw(moving->wrap.key_id.bytes, 16)),
                        why);
    return st == HF_OK ? record_wrap_add(ltx, moving->entry.seq, &wrap, why) : st;
}

/* At most `*left` records; what is left of it says whether all came along. */
static enum status move_records(struct ledger_tx *ltx, struct keyring *author,
                                const struct epoch_key *old, uint32_t next, size_t *left,
                                struct fault *why)
{
    size_t mark = arena_mark(ltx->arena), n = 0;
    struct moving *moving = arena_array(ltx->arena, struct moving, *left);

    if (moving == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = list_moving(ltx, old, moving, *left, &n, why);

    for (size_t i = 0; st == HF_OK && i < n; i++)
        st = move(ltx, author, &moving[i], next, why);
    arena_rewind(ltx->arena, mark);
    *left -= n;
    return st;
}

/* --- going on -------------------------------------------------------------------------------- */

static enum status remove_wraps(struct ledger_tx *ltx, const struct turn_statement *turn,
                                struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < turn->n; i++)
        st =
            row_remove(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                       "practice = $1 AND client = $2 AND compartment = $3 AND epoch = $4",
                       VALUES(PRACTICE(ltx), value_raw(turn->client.id.bytes, 16),
                              value_int(turn->rows[i].compartment), value_int(turn->rows[i].epoch)),
                       why);
    return st;
}

/* All came along: said so, and the older keys end. */
static enum status finish(struct ledger_tx *ltx, struct keyring *author,
                          const struct turned *closing, uint64_t records, struct fault *why)
{
    struct turn_statement turn = closing->statement;

    turn.kind = STATEMENT_REWRAPPED;
    turn.records = records;
    enum status st = say(ltx, author, &turn, why);

    turn.kind = STATEMENT_RETIRED;
    turn.records = 0;
    if (st == HF_OK)
        st = say(ltx, author, &turn, why);
    return st == HF_OK ? remove_wraps(ltx, &turn, why) : st;
}

/* Holds all of it, and what is said about it counts: of a key whose end does not count no wrap may
 * go. Who reads for a while holds the keys and may not say so. */
static bool may_go_on(const struct ledger_tx *ltx, const struct keyring *author,
                      const struct key_history *h, const struct turn_statement *turn)
{
    const struct keyring_who *who = keyring_who(author);
    bool all = true;

    for (size_t i = 0; all && i < turn->n; i++) {
        uint8_t compartment = turn->rows[i].compartment;

        all = keyring_holds(author, turn->client, compartment, turn->rows[i].epoch) &&
              keyring_holds(author, turn->client, compartment, turn->next) &&
              history_may_say(h, who, compartment, turn->next, now_of(ltx));
    }
    return all;
}

/* How many records lie under the newer keys of a turn. */
static enum status count_moved(struct ledger_tx *ltx, const struct key_history *h,
                               const struct turn_statement *turn, uint64_t *ret, struct fault *why)
{
    enum status st = HF_OK;

    *ret = 0;
    for (size_t i = 0; st == HF_OK && i < turn->n; i++) {
        const struct epoch_key *key = history_key(h, turn->rows[i].compartment, turn->next);
        struct rows rows;

        st = rows_open(ltx->tx,
                       "SELECT count(*) FROM record_wrap WHERE practice = $1 AND key_id = $2",
                       VALUES(PRACTICE(ltx), value_raw(key->ck_id.bytes, 16)), &rows, why);
        if (st != HF_OK)
            break;
        st = rows_next(&rows, why);
        *ret += st == HF_OK ? (uint64_t)rows_int(&rows, 0) : 0;
        rows_close(&rows);
    }
    return st;
}

static enum status go_on(struct ledger_tx *ltx, struct keyring *author, const struct key_history *h,
                         const struct turned *closing, struct fault *why)
{
    const struct turn_statement *turn = &closing->statement;
    size_t left = TURN_RECORDS;
    uint64_t records = 0;
    enum status st = HF_OK;

    if (!may_go_on(ltx, author, h, turn))
        return HF_OK;
    for (size_t i = 0; st == HF_OK && left > 0 && i < turn->n; i++)
        st = move_records(ltx, author,
                          history_key(h, turn->rows[i].compartment, turn->rows[i].epoch),
                          turn->next, &left, why);
    if (st == HF_OK && left > 0)
        st = count_moved(ltx, h, turn, &records, why);
    return st == HF_OK && left > 0 ? finish(ltx, author, closing, records, why) : st;
}

/* The first closing that is not at its end and that this author can carry on. */
static const struct turned *find_closing(const struct ledger_tx *ltx, const struct key_history *h,
                                         const struct keyring *author)
{
    for (size_t i = 0; i < h->n_turns; i++) {
        const struct turn_statement *turn = &h->turns[i].statement;

        if (turn->kind != STATEMENT_CLOSING || !may_go_on(ltx, author, h, turn))
            continue;
        for (size_t k = 0; k < turn->n; k++)
            if (history_state(h, turn->rows[k].compartment, turn->rows[k].epoch) == EPOCH_CLOSING)
                return &h->turns[i];
    }
    return NULL;
}

static unsigned mine(const struct ledger_tx *ltx, const struct keyring *author,
                     struct client_id client, const struct key_history *h, unsigned compartments)
{
    unsigned may = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++)
        if ((compartments & COMPARTMENT_BIT(c)) != 0 &&
            keyring_holds(author, client, c, history_newest(h, c)) &&
            history_may_renew(h, keyring_who(author), c, now_of(ltx)))
            may |= COMPARTMENT_BIT(c);
    return may;
}

/* New statements were written: they count like any others once they are read. */
static enum status begin(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                         const struct key_history *h, unsigned compartments, struct fault *why)
{
    struct key_history again;
    enum status st = renew(ltx, author, client, h, compartments, why);

    if (st == HF_OK)
        st = history_load(ltx, client, &again, why);
    if (st == HF_OK)
        st = keys_open(ltx, author, &again, why);
    if (st != HF_OK)
        return st;
    const struct turned *closing = find_closing(ltx, &again, author);

    return closing == NULL ? HF_OK : go_on(ltx, author, &again, closing, why);
}

/* Not for an act that had to wait: its time is not now. */
static bool may_turn(struct ledger_tx *ltx, const struct keyring *author, struct client_id client)
{
    const struct keyring_who *who = keyring_who(author);

    return who->kind == KEYRING_USER && ltx->happened_us == 0 &&
           (who->roles & (ROLE_PRACTITIONER | ROLE_OWNER | ROLE_CLIENT)) != 0 &&
           who->proof >= PROOF_SHARED_DEVICE && !ledger_is_narrow_only(ltx->ledger) &&
           !waits_for(ltx->ledger, client);
}

bool turn_is_quiet(const struct ledger_tx *ltx, const struct keyring *author,
                   const struct key_history *history)
{
    return find_closing(ltx, history, author) == NULL && history_due(history, now_of(ltx)) == 0;
}

enum status turn_due(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                     const struct key_history *history, struct fault *why)
{
    if (!may_turn(ltx, author, client))
        return HF_OK;
    const struct turned *closing = find_closing(ltx, history, author);

    if (closing != NULL)
        return go_on(ltx, author, history, closing, why);
    unsigned due = mine(ltx, author, client, history, history_due(history, now_of(ltx)));

    return due == 0 ? HF_OK : begin(ltx, author, client, history, due, why);
}

/* --- for the use cases ----------------------------------------------------------------------- */

enum status ledger_renew_keys(struct ledger_tx *ltx, struct keyring *author,
                              struct client_id client, unsigned compartments, struct fault *why)
{
    struct key_history h;
    enum status st = history_load(ltx, client, &h, why);

    if (st == HF_OK)
        st = keys_open(ltx, author, &h, why);
    if (st != HF_OK)
        return st;
    if (!may_turn(ltx, author, client) || compartments == 0 ||
        mine(ltx, author, client, &h, compartments) != compartments)
        return fault_set(why, HF_INVALID, "only who holds these keys may renew them");
    if (find_closing(ltx, &h, author) != NULL)
        return fault_set(why, HF_BUSY, "older keys are being replaced already");
    return begin(ltx, author, client, &h, compartments, why);
}

struct settling {
    struct keyring *author;
    struct client_id client;
    bool more;
};

static enum status settle_inside(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct settling *in = arg;
    struct key_history h;
    enum status st = keys_tend(ltx, in->author, in->client, why);

    if (st == HF_OK)
        st = history_load(ltx, in->client, &h, why);
    in->more = st == HF_OK && may_turn(ltx, in->author, in->client) &&
               find_closing(ltx, &h, in->author) != NULL;
    return st;
}

enum status ledger_settle_keys(struct ledger *ledger, struct store *store, struct arena *arena,
                               struct keyring *author, struct client_id client, struct fault *why)
{
    struct settling in = {author, client, true};
    enum status st = HF_OK;

    while (st == HF_OK && in.more)
        st = ledger_transact(ledger, store, arena, settle_inside, &in, why);
    return st;
}
