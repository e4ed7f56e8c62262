/* keep/ledger/access.c - see access.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/access.h"

#include "keep/ledger/history.h"

static unsigned newest_given(const struct key_history *h, const struct granted *grant)
{
    unsigned given = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++)
        if (grant_gives(grant, c, history_newest(h, c)))
            given |= COMPARTMENT_BIT(c);
    return given;
}

/* The same person for the same purpose and time is one line, whatever the number of grants. */
static struct ledger_reader *find_line(struct ledger_reader *at, size_t n,
                                       const struct granted *grant)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(at[i].person.id, grant->recipient.id) && at[i].purpose == grant->purpose &&
            at[i].keygen == grant->recipient_keygen && at[i].until_us == grant->until_us)
            return &at[i];
    return NULL;
}

static size_t add_line(struct ledger_reader *at, size_t n, const struct granted *grant,
                       unsigned given)
{
    struct ledger_reader *line = find_line(at, n, grant);

    if (line != NULL) {
        line->compartments |= given;
        return 0;
    }
    at[n] = (struct ledger_reader){grant->recipient, grant->recipient_keygen, grant->purpose, given,
                                   grant->until_us};
    return 1;
}

static void fill_lines(const struct key_history *h, int64_t now_us, struct ledger_reader *at,
                       size_t *n)
{
    for (size_t i = 0; i < h->n_grants && *n < LEDGER_READERS_MOST; i++) {
        unsigned given = newest_given(h, &h->grants[i]);

        if (given != 0 && grant_stands(&h->grants[i], now_us))
            *n += add_line(at, *n, &h->grants[i], given);
    }
}

/* Only the lines stay in the arena: a question about every client of somebody is asked in a row. */
enum status ledger_readers(struct ledger_tx *ltx, struct client_id client,
                           struct ledger_readers *ret, struct fault *why)
{
    struct ledger_reader *at = arena_array(ltx->arena, struct ledger_reader, LEDGER_READERS_MOST);
    size_t mark = arena_mark(ltx->arena), n = 0;
    struct key_history h;

    if (at == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    enum status st = now_learn(ltx, why);

    if (st == HF_OK)
        st = history_load(ltx, client, &h, why);
    if (st == HF_OK)
        fill_lines(&h, now_of(ltx), at, &n);
    arena_rewind(ltx->arena, mark);
    *ret = (struct ledger_readers){at, st == HF_OK ? n : 0};
    return st;
}

enum status ledger_certified(struct ledger_tx *ltx, struct person_id person,
                             struct keyring_who *ret, struct fault *why)
{
    const struct directory_row *row = NULL;
    struct fault inner = {.status = HF_OK};
    struct keyring_who newest;
    enum status st = user_public(ltx->ledger->vault, ltx->tx, person, &newest, why);

    if (st != HF_OK)
        return st;
    st = directory_get(ltx, person, newest.keygen, &row, &inner);
    if (st == HF_INVALID || (st == HF_OK && (row->ended_seq != 0 || !row->is_vouched)))
        return HF_NOT_FOUND;
    if (st != HF_OK)
        return fault_set(why, st, "%s", inner.text);
    *ret = row->certificate.who;
    return HF_OK;
}
