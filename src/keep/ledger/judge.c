/* keep/ledger/judge.c - which epochs and grants count, and what may be asked of them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/history.h"

#include <string.h>

/* --- what counts ----------------------------------------------------------------------------- */

static bool is_in_time(const struct granted *s, int64_t at_us)
{
    return s->from_us <= at_us && (s->until_us == 0 || at_us < s->until_us);
}

bool grant_stands(const struct granted *grant, int64_t now_us)
{
    return grant->ended_seq == 0 && is_in_time(grant, now_us);
}

bool grant_gives(const struct granted *grant, uint8_t compartment, uint32_t epoch)
{
    for (size_t i = 0; i < grant->n; i++)
        if ((grant->counts >> i & 1) != 0 && grant->rows[i].epoch == epoch &&
            grant->rows[i].compartment == compartment)
            return true;
    return false;
}

/* Of the practice's own chain nobody is the client. */
static bool is_own(struct person_id person, struct client_id client)
{
    return !id_is_zero(client.id) && id_equal(person.id, client.id);
}

/* Who reads for a while, or to remind, gives nothing on. */
static bool may_pass_on(const struct granted *s)
{
    return s->purpose == GRANT_CARE || s->purpose == GRANT_OWN;
}

/* A person with one of her keys: what was given to older ones the newer do not hold, and who gets
 * new keys certified in a client's name holds nothing of hers by it. */
struct holder {
    struct person_id person;
    uint32_t keygen;
};

/* Did `who` hold this key before entry `seq`, which was written at `at_us`? */
static bool held(const struct key_history *h, struct holder who, uint8_t compartment,
                 uint32_t epoch, uint64_t seq, int64_t at_us)
{
    for (size_t i = 0; i < h->n_grants && h->grants[i].seq < seq; i++) {
        const struct granted *grant = &h->grants[i];

        if (id_equal(grant->recipient.id, who.person.id) && grant->recipient_keygen == who.keygen &&
            may_pass_on(grant) && (grant->ended_seq == 0 || grant->ended_seq > seq) &&
            is_in_time(grant, at_us) && grant_gives(grant, compartment, epoch))
            return true;
    }
    return false;
}

static bool opens(const struct opened *opened, uint8_t compartment)
{
    return (opened->counts & COMPARTMENT_BIT(compartment)) != 0;
}

static const struct opened *newest_before(const struct key_history *h, uint8_t compartment,
                                          uint64_t seq)
{
    const struct opened *newest = NULL;

    for (size_t i = 0; i < h->n_epochs && h->epochs[i].seq < seq; i++)
        if (opens(&h->epochs[i], compartment))
            newest = &h->epochs[i];
    return newest;
}

/* Who begins a compartment has to work at a desk here; who renews it has to hold it. */
static bool may_open(const struct key_history *h, const struct opened *opened, uint8_t compartment)
{
    const struct opened *before = newest_before(h, compartment, opened->seq);

    if (before != NULL && opened->epoch <= before->epoch)
        return false;
    if (before == NULL)
        return is_own(opened->opener, opened->client) ||
               (opened->roles & (ROLE_PRACTITIONER | ROLE_OWNER)) != 0;
    return held(h, (struct holder){opened->opener, opened->keygen}, compartment, before->epoch,
                opened->seq, opened->utc_us);
}

static void judge_epoch(const struct key_history *h, struct opened *opened)
{
    for (size_t i = 0; i < opened->n; i++) {
        uint8_t compartment = opened->keys[i].compartment;

        if (compartment <= COMPARTMENT_BILLING && may_open(h, opened, compartment))
            opened->counts |= COMPARTMENT_BIT(compartment);
    }
}

static bool has_key(const struct opened *opened, const struct grant_row *row)
{
    for (size_t i = 0; i < opened->n; i++)
        if (opened->keys[i].compartment == row->compartment)
            return memcmp(opened->keys[i].ck_id.bytes, row->ck_id.bytes, 16) == 0;
    return false;
}

static const struct opened *opened_row(const struct key_history *h, const struct grant_row *row,
                                       uint64_t seq)
{
    for (size_t i = 0; i < h->n_epochs && h->epochs[i].seq < seq; i++)
        if (h->epochs[i].epoch == row->epoch && opens(&h->epochs[i], row->compartment) &&
            has_key(&h->epochs[i], row))
            return &h->epochs[i];
    return NULL;
}

/* Whoever has made the keys gives them, first to herself, until she may read no more. */
static bool made(const struct key_history *h, const struct opened *opened, struct holder who,
                 uint64_t seq)
{
    for (size_t i = 0; i < h->n_ends; i++)
        if (h->ends[i].seq > opened->seq && h->ends[i].seq < seq &&
            id_equal(h->ends[i].person.id, who.person.id))
            return false;
    return id_equal(opened->opener.id, who.person.id) && opened->keygen == who.keygen;
}

static bool may_give(const struct key_history *h, struct holder granter,
                     const struct grant_row *row, uint64_t seq, int64_t at_us)
{
    const struct opened *opened = opened_row(h, row, seq);

    return opened != NULL && (made(h, opened, granter, seq) ||
                              held(h, granter, row->compartment, row->epoch, seq, at_us));
}

bool history_may_give(const struct key_history *h, const struct keyring_who *granter,
                      const struct epoch_key *key, int64_t now_us)
{
    struct grant_row row = {key->compartment, key->epoch, key->ck_id};

    return may_give(h, (struct holder){granter->person, granter->keygen}, &row, UINT64_MAX, now_us);
}

static void judge_grant(const struct key_history *h, struct granted *grant)
{
    for (size_t i = 0; i < h->n_ends && grant->ended_seq == 0; i++)
        if (h->ends[i].seq > grant->seq && id_equal(h->ends[i].person.id, grant->recipient.id))
            grant->ended_seq = h->ends[i].seq;
    for (size_t i = 0; i < grant->n; i++)
        if (may_give(h, (struct holder){grant->granter, grant->granter_keygen}, &grant->rows[i],
                     grant->seq, grant->utc_us))
            grant->counts |= UINT64_C(1) << i;
}

/* In the order of the ledger, so that each is held against what was before it alone. */
void history_judge(struct key_history *h)
{
    size_t e = 0, g = 0;

    while (e < h->n_epochs || g < h->n_grants)
        if (g == h->n_grants || (e < h->n_epochs && h->epochs[e].seq < h->grants[g].seq))
            judge_epoch(h, &h->epochs[e++]);
        else
            judge_grant(h, &h->grants[g++]);
}

/* --- asking ---------------------------------------------------------------------------------- */

const struct epoch_key *history_key(const struct key_history *h, uint8_t compartment,
                                    uint32_t epoch)
{
    for (size_t i = 0; i < h->n_epochs; i++)
        for (size_t k = 0; k < h->epochs[i].n; k++)
            if (h->epochs[i].epoch == epoch && h->epochs[i].keys[k].compartment == compartment &&
                opens(&h->epochs[i], compartment))
                return &h->epochs[i].keys[k];
    return NULL;
}

uint32_t history_newest(const struct key_history *h, uint8_t compartment)
{
    const struct opened *newest = newest_before(h, compartment, UINT64_MAX);

    return newest == NULL ? 0 : newest->epoch;
}

/* Only somebody who held the newer keys may say so of the older. */
static bool says(const struct key_history *h, const struct turned *turn, uint8_t compartment,
                 uint32_t epoch)
{
    const struct turn_statement *s = &turn->statement;

    if (!held(h, (struct holder){turn->actor, turn->keygen}, compartment, s->next, turn->seq,
              turn->utc_us))
        return false;
    for (size_t i = 0; i < s->n; i++)
        if (s->rows[i].compartment == compartment && s->rows[i].epoch == epoch)
            return true;
    return false;
}

enum epoch_state history_state(const struct key_history *h, uint8_t compartment, uint32_t epoch)
{
    enum epoch_state state = EPOCH_OPEN;

    if (history_key(h, compartment, epoch) == NULL)
        return EPOCH_NONE;
    for (size_t i = 0; i < h->n_turns; i++) {
        enum epoch_state said =
            (enum epoch_state)(EPOCH_CLOSING + (h->turns[i].statement.kind - STATEMENT_CLOSING));

        if (said > state && says(h, &h->turns[i], compartment, epoch))
            state = said;
    }
    return state;
}

bool history_may_say(const struct key_history *h, const struct keyring_who *who,
                     uint8_t compartment, uint32_t next, int64_t now_us)
{
    return held(h, (struct holder){who->person, who->keygen}, compartment, next, UINT64_MAX,
                now_us);
}

bool history_may_renew(const struct key_history *h, const struct keyring_who *who,
                       uint8_t compartment, int64_t now_us)
{
    uint32_t newest = history_newest(h, compartment);

    return newest != 0 && history_may_say(h, who, compartment, newest, now_us);
}

unsigned history_due(const struct key_history *h, int64_t now_us)
{
    unsigned due = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++)
        for (size_t i = 0; i < h->n_grants; i++)
            if (!grant_stands(&h->grants[i], now_us) && h->grants[i].from_us <= now_us &&
                grant_gives(&h->grants[i], c, history_newest(h, c)))
                due |= COMPARTMENT_BIT(c);
    return due;
}
