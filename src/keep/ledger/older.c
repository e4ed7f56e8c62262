/* keep/ledger/older.c - an older copy is taken for the newest, and says what that costs.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/older.h"

#include "keep/ledger/access.h"
#include "keep/ledger/check.h"
#include "keep/ledger/clients.h"
#include "keep/ledger/rest.h"
#include "keep/ledger/statement.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* --- how much is missing --------------------------------------------------------------------- */

/* What the secrets folder knows of each chain; fewer here is missing. */
struct known {
    struct rest rest;
    bool is_there;
};

static enum status length_here(struct ledger_tx *ltx, struct client_id client, uint64_t *ret,
                               struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT coalesce(max(client_seq), 0) FROM ledger_entry WHERE practice = $1 AND "
                  "client = $2",
                  VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    *ret = st == HF_OK ? (uint64_t)rows_int(&rows, 0) : 0;
    rows_close(&rows);
    return st;
}

static enum status missing_of(struct ledger_tx *ltx, const struct known *known,
                              struct client_id client, uint64_t *ret, struct fault *why)
{
    uint64_t here = 0, was = 0;
    enum status st = length_here(ltx, client, &here, why);

    if (known->is_there && known->rest.ends.room > 0)
        was = ends_place(&known->rest.ends, client)->client_seq;
    *ret = was > here ? was - here : 0;
    return st;
}

static enum status count_lost(struct ledger_tx *ltx, const struct known *known, size_t *ret,
                              struct fault *why)
{
    enum status st = HF_OK;

    *ret = 0;
    for (size_t i = 0; st == HF_OK && known->is_there && i < known->rest.ends.room; i++) {
        uint64_t here = 1;

        if (known->rest.ends.at[i].seq != 0)
            st = length_here(ltx, known->rest.ends.at[i].client, &here, why);
        *ret += here == 0;
    }
    return st;
}

/* --- saying it ------------------------------------------------------------------------------- */

struct saying {
    struct ledger_tx *ltx;
    struct keyring *author;
    struct older_statement said;
    struct known known;
};

static enum status say_in(struct saying *s, struct client_id client, struct fault *why)
{
    uint8_t bytes[OLDER_BYTES];
    struct request_id request = {world_id(vault_world(s->ltx->ledger->vault))};
    enum status st = missing_of(s->ltx, &s->known, client, &s->said.missing, why);

    if (st != HF_OK)
        return st;
    s->said.client = client;
    older_write(&s->said, bytes);
    return statement_append(s->ltx, s->author, client, ACTION_OLDER_TAKEN, client.id, 1, request,
                            span_at(bytes, sizeof bytes), NULL, why);
}

/* --- who reads by a yes ---------------------------------------------------------------------- */

static bool is_known_before(const struct ledger_readers *readers, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (id_equal(readers->at[k].person.id, readers->at[i].person.id))
            return true;
    return false;
}

/* Who cares for the client, and the client, go on: somebody has to be asked. */
static bool reads_by_a_yes_alone(const struct ledger_readers *readers, size_t i)
{
    for (size_t k = 0; k < readers->n; k++)
        if (readers->at[k].purpose != GRANT_COVER &&
            id_equal(readers->at[k].person.id, readers->at[i].person.id))
            return false;
    return !is_known_before(readers, i);
}

/* That yes may have been taken back in what is missing. */
static enum status end_sharing(struct saying *s, struct client_id client, struct ledger_older *ret,
                               struct fault *why)
{
    struct ledger_readers readers = {NULL, 0};
    size_t mark = arena_mark(s->ltx->arena);
    enum status st = ledger_readers(s->ltx, client, &readers, why);

    for (size_t i = 0; st == HF_OK && i < readers.n; i++) {
        struct request_id request = {world_id(vault_world(s->ltx->ledger->vault))};

        if (!reads_by_a_yes_alone(&readers, i))
            continue;
        st = ledger_end_grant(s->ltx, s->author, client, readers.at[i].person, request, why);
        ret->ended++;
    }
    arena_rewind(s->ltx->arena, mark);
    return st;
}

/* --- in every record ------------------------------------------------------------------------- */

static enum status say_in_all(struct saying *s, struct ledger_older *ret, struct fault *why)
{
    static const struct client_id practice_chain = {{{0}}};
    struct ledger_clients clients;
    enum status st = ledger_clients_ever(s->ltx, &clients, why);

    if (st == HF_OK)
        st = count_lost(s->ltx, &s->known, &ret->lost, why);
    if (st == HF_OK)
        st = say_in(s, practice_chain, why);
    for (size_t i = 0; st == HF_OK && i < clients.n; i++) {
        st = say_in(s, clients.at[i], why);
        if (st == HF_OK)
            st = end_sharing(s, clients.at[i], ret, why);
    }
    ret->clients = st == HF_OK ? clients.n : 0;
    return st;
}

enum status ledger_say_older(struct ledger_tx *ltx, struct keyring *author,
                             enum older_reason reason, uint64_t confirmed, struct ledger_older *ret,
                             struct fault *why)
{
    struct saying s = {ltx, author, {.reason = (uint8_t)reason}, {.is_there = false}};
    struct vault_anchor where = {.size = 0};
    enum status st = ledger_where(ltx, &where, why);

    if (st != HF_OK)
        return st;
    s.known.is_there = rest_recall(ltx, &s.known.rest);
    if (s.known.is_there && s.known.rest.frontier.size > confirmed)
        confirmed = s.known.rest.frontier.size;
    s.said.practice = ltx->ledger->practice;
    ret->ended = 0;
    s.said.kept = ret->kept = where.size;
    s.said.confirmed = ret->confirmed = confirmed;
    st = say_in_all(&s, ret, why);
    ends_clear(&s.known.rest.ends);
    return st;
}

bool ledger_older_read(struct span content, uint64_t *ret_missing)
{
    struct older_statement said;

    if (!older_parse(content, &said))
        return false;
    *ret_missing = said.missing;
    return true;
}

/* --- by the owner's word --------------------------------------------------------------------- */

struct accepting {
    struct ledger_older *ret;
    struct keyring *author;
    struct vault_anchor before, after;
    char first[120]; /* what the check found first */
};

static void take_finding(void *arg, const char *table, uint64_t seq, const char *text)
{
    struct accepting *a = arg;

    if (a->first[0] == '\0')
        snprintf(a->first, sizeof a->first, "%s %" PRIu64 ": %s", table, seq, text);
}

static enum status hold_by_itself(struct ledger_tx *ltx, struct accepting *a, struct fault *why)
{
    struct ledger_report report = {.by_itself = true, .finding = take_finding, .arg = a};
    enum status st = verify_within(ltx->tx, ltx->ledger, ltx->arena, &report, why);

    if (st != HF_OK || report.findings == 0)
        return st;
    return fault_set(why, HF_INVALID, "this copy does not hold by itself, restore a backup (%s)",
                     a->first);
}

static enum status erase_noted(struct ledger_tx *ltx, uint64_t *ret, struct fault *why)
{
    struct erased_list noted;
    enum status st = erased_noted(ltx, &noted, why);

    return st == HF_OK ? ledger_erase_again(ltx, &noted, ret, why) : st;
}

/* Passes last: what a signed-out person left open must not open again. */
static enum status accept(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct accepting *a = arg;
    struct vault *vault = ltx->ledger->vault;
    enum status st = hold_by_itself(ltx, a, why);

    if (st == HF_OK)
        st = ledger_say_older(ltx, a->author, OLDER_ACCEPTED, a->before.size, a->ret, why);
    if (st == HF_OK)
        st = erase_noted(ltx, &a->ret->erased, why);
    if (st == HF_OK)
        st = row_remove(vault, ltx->tx, TABLE_PASS, "practice = $1", VALUES(PRACTICE(ltx)), why);
    if (st == HF_OK)
        st = ledger_where(ltx, &a->after, why);
    return st == HF_OK ? vault_ways_take(vault, ltx->tx, why) : st;
}

/* Until the anchor is written the practice is narrow-only still, and may be accepted again. */
static enum status take_for_newest(struct ledger *ledger, struct store *store,
                                   const struct accepting *a, struct fault *why)
{
    enum status st = a->ret->erased > 0 ? store_scour(store, why) : HF_OK;

    if (st == HF_OK)
        st = vault_anchor_set(ledger->vault, &a->after, why);
    if (st == HF_OK)
        st = ledger_start(ledger, store, why);
    if (st == HF_OK && ledger_is_narrow_only(ledger))
        st = fault_set(why, HF_FAILED, "this copy is still not the newest");
    return st;
}

enum status ledger_accept_older(struct ledger *ledger, struct store *store, struct arena *arena,
                                struct keyring *author, struct ledger_older *ret, struct fault *why)
{
    struct accepting a = {.ret = ret, .author = author};

    *ret = (struct ledger_older){.kept = 0};
    if ((keyring_who(author)->roles & ROLE_OWNER) == 0)
        return fault_set(why, HF_INVALID, "only an owner may say so");
    if (ledger_is_lost(ledger))
        return fault_set(why, HF_FAILED, "the disk lost what was written: start anew first");
    if (!ledger_is_narrow_only(ledger))
        return fault_set(why, HF_NOT_FOUND, "nothing is missing here: this is the newest");
    enum status st = vault_anchor_read(ledger->vault, &a.before, why);

    if (st == HF_OK)
        st = ledger_transact(ledger, store, arena, accept, &a, why);
    return st == HF_OK ? take_for_newest(ledger, store, &a, why) : st;
}

/* --- before it is said ----------------------------------------------------------------------- */

static enum status look(struct ledger_tx *ltx, void *arg, struct fault *why)
{
    struct ledger_older *ret = arg;
    struct known known;
    struct vault_anchor where = {.size = 0}, was = {.size = 0};
    struct ledger_clients clients = {NULL, 0};
    enum status st = vault_anchor_read(ltx->ledger->vault, &was, why);

    if (st == HF_OK)
        st = ledger_where(ltx, &where, why);
    if (st == HF_OK)
        st = ledger_clients_ever(ltx, &clients, why);
    if (st != HF_OK)
        return st;
    known.is_there = rest_recall(ltx, &known.rest);
    *ret = (struct ledger_older){
        .kept = where.size,
        .confirmed = known.rest.frontier.size > was.size ? known.rest.frontier.size : was.size,
        .clients = clients.n};
    st = count_lost(ltx, &known, &ret->lost, why);
    ends_clear(&known.rest.ends);
    return st;
}

enum status ledger_look_older(struct ledger *ledger, struct store *store, struct arena *arena,
                              struct ledger_older *ret, struct fault *why)
{
    if (!ledger_is_narrow_only(ledger))
        return fault_set(why, HF_NOT_FOUND, "nothing is missing here: this is the newest");
    return ledger_read(ledger, store, arena, look, ret, why);
}
