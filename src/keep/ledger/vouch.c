/* keep/ledger/vouch.c - who may say that these keys are a client's.
 *
 * Every practitioner may certify keys of a client, and whoever holds them signs as that client. So
 * a certificate of a client's keys counts only from who worked with that client then.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/history.h"

#include <stdlib.h>

/* --- who worked with a client ---------------------------------------------------------------- */

struct reading {
    struct person_id person;
    uint32_t keygen;
    uint64_t seq, ended_seq; /* ended_seq 0: not ended */
    int64_t from_us, until_us;
};
/* Of one client, as long as no statement comes. */
struct known_readings {
    struct client_id client;
    uint64_t begun_seq; /* where the client's first keys were opened; 0: there are none */
    struct known_readings *next;
    size_t n;
    struct reading at[];
};

static bool is_of_care(const struct granted *grant)
{
    return grant->counts != 0 && grant->purpose == GRANT_CARE;
}

static struct reading reading_of(const struct granted *grant)
{
    return (struct reading){grant->recipient, grant->recipient_keygen, grant->seq,
                            grant->ended_seq, grant->from_us,          grant->until_us};
}

static uint64_t begun(const struct key_history *h)
{
    for (size_t i = 0; i < h->n_epochs; i++)
        if (h->epochs[i].counts != 0)
            return h->epochs[i].seq;
    return 0;
}

/* NULL: no memory. */
static struct known_readings *readings_of(const struct key_history *h, struct client_id client)
{
    struct known_readings *ret = malloc(sizeof *ret + h->n_grants * sizeof *ret->at);

    if (ret == NULL)
        return NULL;
    *ret = (struct known_readings){.client = client, .begun_seq = begun(h)};
    for (size_t i = 0; i < h->n_grants; i++)
        if (is_of_care(&h->grants[i]))
            ret->at[ret->n++] = reading_of(&h->grants[i]);
    return ret;
}

void readings_clear(struct ledger_own *own)
{
    while (own->readings != NULL) {
        struct known_readings *next = own->readings->next;

        free(own->readings);
        own->readings = next;
    }
}

static const struct known_readings *readings_find(const struct ledger_own *own,
                                                  struct client_id client)
{
    for (const struct known_readings *at = own->readings; at != NULL; at = at->next)
        if (id_equal(at->client.id, client.id))
            return at;
    return NULL;
}

void readings_keep(struct ledger_own *own, struct client_id client, const struct key_history *h)
{
    struct known_readings *known =
        readings_find(own, client) == NULL ? readings_of(h, client) : NULL;

    if (known == NULL) /* without memory it is asked anew each time */
        return;
    known->next = own->readings;
    own->readings = known;
}

static bool stood(const struct reading *reading, const struct ledger_entry *at)
{
    return reading->seq < at->seq && (reading->ended_seq == 0 || reading->ended_seq > at->seq) &&
           reading->from_us <= at->utc_us &&
           (reading->until_us == 0 || at->utc_us < reading->until_us);
}

/* Before a client's keys are opened nobody knows the client's number, and nothing is sealed. */
static bool worked_with(const struct known_readings *known, const struct ledger_entry *at)
{
    if (known->begun_seq == 0 || known->begun_seq > at->seq)
        return true;
    for (size_t i = 0; i < known->n; i++)
        if (id_equal(known->at[i].person.id, at->actor.id) &&
            known->at[i].keygen == at->actor_keygen && stood(&known->at[i], at))
            return true;
    return false;
}

/* --- judging --------------------------------------------------------------------------------- */

/* All of the history where none is being read; else what stands before the certificate, which is
 * less each time, so that it ends. */
static enum status ask_history(struct ledger_tx *ltx, struct client_id client,
                               const struct ledger_entry *at, bool *ret, struct fault *why)
{
    uint64_t before = ltx->own->reads_before == 0 ? UINT64_MAX : at->seq;
    size_t mark = arena_mark(ltx->arena);
    struct known_readings *known = NULL;
    struct key_history h;
    enum status st = history_load_before(ltx, client, before, &h, why);

    if (st == HF_OK && (known = readings_of(&h, client)) == NULL)
        st = fault_set(why, HF_FAILED, "no memory for who worked with a client");
    if (st == HF_OK)
        *ret = worked_with(known, at);
    free(known);
    arena_rewind(ltx->arena, mark);
    return st;
}

static enum status ask(struct ledger_tx *ltx, struct client_id client,
                       const struct ledger_entry *at, bool *ret, struct fault *why)
{
    const struct known_readings *known = readings_find(ltx->own, client);
    struct fault inner = {.status = HF_OK};

    *ret = known != NULL && worked_with(known, at);
    if (known != NULL)
        return HF_OK;
    enum status st = ask_history(ltx, client, at, ret, &inner);

    if (st == HF_OK || st == HF_INVALID) /* a history that does not hold vouches for nobody */
        return HF_OK;
    return fault_set(why, st, "%s", inner.text);
}

static bool is_of_another(const struct certificate *c, const struct ledger_entry *entry)
{
    return (c->who.roles & ROLE_CLIENT) != 0 && !id_equal(c->who.person.id, entry->actor.id);
}

enum status vouch_judge(struct ledger_tx *ltx, const struct directory_row *issuer,
                        const struct ledger_entry *entry, struct directory_row *row,
                        struct fault *why)
{
    struct client_id client = {row->certificate.who.person.id};

    row->is_vouched = issuer == NULL || issuer->is_vouched;
    if (!row->is_vouched || !is_of_another(&row->certificate, entry))
        return HF_OK;
    if (ltx->own->reads_before != 0 && entry->seq >= ltx->own->reads_before)
        return fault_set(why, HF_INVALID, "a key is certified after what it signed");
    return ask(ltx, client, entry, &row->is_vouched, why);
}

bool vouch_counts(const struct directory_row *author, const struct ledger_entry *entry)
{
    const struct action *action = action_find(entry->action);

    return author->is_vouched || (action != NULL && action->direction == DIRECTION_NARROWS);
}

enum status vouch_ask(struct ledger_tx *ltx, const struct ledger_entry *entry, bool *ret,
                      struct fault *why)
{
    const struct directory_row *author = NULL;
    enum status st = directory_get(ltx, entry->actor, entry->actor_keygen, &author, why);

    *ret = st == HF_OK && vouch_counts(author, entry);
    return st;
}

enum status vouch_want(struct ledger_tx *ltx, struct person_id person, uint32_t keygen,
                       struct fault *why)
{
    const struct directory_row *row = NULL;
    enum status st = directory_get(ltx, person, keygen, &row, why);

    if (st == HF_OK && !row->is_vouched)
        return fault_set(why, HF_INVALID,
                         "keys of a client, certified by somebody who does not work with them");
    return st;
}
