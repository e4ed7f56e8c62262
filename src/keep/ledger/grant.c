/* keep/ledger/grant.c - new epochs of a client's compartments, and who may read them.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/history.h"

#include <string.h>

static enum status make_epochs(struct keyring *author, struct client_id client,
                               unsigned compartments, struct epoch_statement *statement,
                               struct fault *why)
{
    enum status st = HF_OK;

    for (uint8_t c = COMPARTMENT_PRACTICE; st == HF_OK && c <= COMPARTMENT_BILLING; c++)
        if ((compartments & COMPARTMENT_BIT(c)) != 0)
            st = epoch_make(author, client, c, statement->epoch, &statement->keys[statement->n++],
                            why);
    return st;
}

static uint32_t newest_epoch(const struct keyring *keyring, struct client_id client)
{
    uint32_t newest = 0;

    for (uint8_t c = COMPARTMENT_PRACTICE; c <= COMPARTMENT_BILLING; c++) {
        uint32_t epoch = keyring_epoch(keyring, client, c);

        newest = epoch > newest ? epoch : newest;
    }
    return newest;
}

static enum status append_epochs(struct ledger_tx *ltx, struct keyring *author,
                                 const struct epoch_statement *statement, struct request_id request,
                                 struct fault *why)
{
    uint8_t bytes[STATEMENT_MOST];
    size_t len = epoch_write(statement, bytes);
    enum status st =
        statement_append(ltx, author, statement->client, ACTION_EPOCH_OPENED, statement->client.id,
                         statement->epoch, request, span_at(bytes, len), NULL, why);

    for (size_t i = 0; st == HF_OK && i < statement->n; i++)
        st = epoch_admit(author, &statement->keys[i], why);
    return st;
}

/* The request of what follows from a request: derived, so that a repetition is seen. */
static struct request_id next_request(struct request_id request)
{
    uint8_t hash[32];

    vault_sha256(span_at(request.id.bytes, 16), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

/* A grant, of the keys of one epoch alone or of all that open something; `version` 1: given by a
 * person, else the epoch that it was carried over to. */
struct giving {
    const struct ledger_grant *grant;
    const struct keyring_who *recipient;
    uint32_t epoch; /* 0: all */
    uint64_t version;
};
static enum status give(struct ledger_tx *ltx, struct keyring *author, const struct giving *giving,
                        struct fault *why);

/* Opened before under this request: the same compartments? */
static enum status opened_again(const struct stated *stated, unsigned compartments,
                                struct fault *why)
{
    struct epoch_statement statement;
    unsigned opened = 0;

    if (!epoch_parse(stated->bytes, &statement))
        return fault_set(why, HF_FAILED, "an epoch statement has a wrong shape");
    for (size_t i = 0; i < statement.n; i++)
        opened |= COMPARTMENT_BIT(statement.keys[i].compartment);
    return opened == compartments ? HF_OK : request_conflict(why);
}

enum status epochs_open(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                        unsigned compartments, uint32_t epoch, struct request_id request,
                        struct fault *why)
{
    struct epoch_statement statement = {
        .practice = ltx->ledger->practice, .client = client, .epoch = epoch};
    struct person_id self = keyring_who(author)->person;
    struct ledger_grant own = {.client = client,
                               .recipient = self,
                               .compartments = compartments,
                               .purpose = id_equal(self.id, client.id) ? GRANT_OWN : GRANT_CARE,
                               .request = next_request(request)};
    struct giving giving = {&own, keyring_who(author), epoch, epoch};
    enum status st = make_epochs(author, client, compartments, &statement, why);

    if (st == HF_OK)
        st = append_epochs(ltx, author, &statement, request, why);
    return st == HF_OK ? give(ltx, author, &giving, why) : st;
}

/* Nobody has opened it yet, or the author holds it: else it would be planted. */
static enum status may_open(struct ledger_tx *ltx, const struct keyring *author,
                            struct client_id client, unsigned compartments, struct fault *why)
{
    struct key_history h;
    enum status st = history_load(ltx, client, &h, why);

    for (uint8_t c = COMPARTMENT_PRACTICE; st == HF_OK && c <= COMPARTMENT_BILLING; c++)
        if ((compartments & COMPARTMENT_BIT(c)) != 0 && history_newest(&h, c) != 0 &&
            !history_may_renew(&h, keyring_who(author), c, now_of(ltx)))
            st = fault_set(why, HF_INVALID, "this compartment is somebody else's to renew");
    return st;
}

enum status ledger_open_epochs(struct ledger_tx *ltx, struct keyring *author,
                               struct client_id client, unsigned compartments,
                               struct request_id request, struct fault *why)
{
    struct stated known;
    enum status st =
        statement_again(ltx, author, client, ACTION_EPOCH_OPENED, client.id, request, &known, why);

    if (st != HF_NOT_FOUND)
        return st == HF_OK ? opened_again(&known, compartments, why) : st;
    st = keys_admit(ltx, author, client, why);
    if (st == HF_OK)
        st = may_open(ltx, author, client, compartments, why);
    return st == HF_OK ? epochs_open(ltx, author, client, compartments,
                                     newest_epoch(author, client) + 1, request, why)
                       : st;
}

static enum status add_row(struct keyring *author, const struct ledger_grant *grant,
                           const struct epoch_key *key, const uint8_t box_pub[32],
                           struct grant_statement *statement, struct wrap_row *wraps,
                           struct fault *why)
{
    if (statement->n == GRANT_ROWS_MOST)
        return fault_set(why, HF_INVALID, "a grant names at most 64 keys");
    enum status st = epoch_wrap(author, grant->client, key->compartment, key->epoch, box_pub,
                                wraps[statement->n].bytes, why);

    if (st == HF_NOT_FOUND) /* not held by the granter, so not given */
        return HF_OK;
    if (st == HF_OK)
        statement->rows[statement->n++] =
            (struct grant_row){key->compartment, key->epoch, key->ck_id};
    return st;
}

/* What opens something, the granter may give, and is of the one epoch if it is about one. */
static bool is_given(const struct giving *giving, const struct keyring *author, int64_t now_us,
                     const struct key_history *history, const struct epoch_key *key)
{
    return (giving->grant->compartments & COMPARTMENT_BIT(key->compartment)) != 0 &&
           (giving->epoch == 0 || giving->epoch == key->epoch) &&
           history_key(history, key->compartment, key->epoch) == key &&
           history_may_give(history, keyring_who(author), key, now_us) &&
           history_state(history, key->compartment, key->epoch) != EPOCH_RETIRED;
}

/* By epoch, then compartment: the order in which the wraps are hashed and read. */
static enum status fill_rows(struct ledger_tx *ltx, struct keyring *author,
                             const struct giving *giving, struct grant_statement *statement,
                             struct wrap_row *wraps, struct fault *why)
{
    struct key_history history;
    enum status st = history_load(ltx, giving->grant->client, &history, why);

    for (size_t i = 0; st == HF_OK && i < history.n_epochs; i++)
        for (size_t k = 0; st == HF_OK && k < history.epochs[i].n; k++) {
            const struct epoch_key *key = &history.epochs[i].keys[k];

            if (is_given(giving, author, now_of(ltx), &history, key))
                st = add_row(author, giving->grant, key, giving->recipient->box_pub, statement,
                             wraps, why);
        }
    if (st == HF_OK && statement->n == 0)
        return fault_set(why, HF_INVALID, "the granter holds none of these keys");
    return st;
}

static enum status store_wraps(struct ledger_tx *ltx, uint64_t seq,
                               const struct grant_statement *statement,
                               const struct wrap_row *wraps, struct fault *why)
{
    enum status st = HF_OK;

    for (size_t i = 0; st == HF_OK && i < statement->n; i++)
        st = row_add(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                     VALUES(PRACTICE(ltx), value_raw(statement->client.id.bytes, 16),
                            value_raw(statement->recipient_key.bytes, 16),
                            value_int(statement->rows[i].epoch),
                            value_int(statement->rows[i].compartment), value_int((int64_t)seq),
                            value_raw(wraps[i].bytes, WRAP_BYTES)),
                     why);
    return st;
}

static enum status last_client_hash(struct ledger_tx *ltx, struct client_id client, uint8_t ret[32],
                                    struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx,
                               "SELECT hash FROM ledger_entry WHERE practice = $1 AND client = $2 "
                               "ORDER BY client_seq DESC LIMIT 1",
                               VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16)), &rows, why);

    memset(ret, 0, 32);
    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK && !rows_copy(&rows, 0, ret, 32))
        st = fault_set(why, HF_FAILED, "an entry's hash has a wrong length");
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status append_grant(struct ledger_tx *ltx, struct keyring *author,
                                struct grant_statement *statement, const struct wrap_row *wraps,
                                const struct giving *giving, struct fault *why)
{
    uint8_t bytes[STATEMENT_MOST];
    struct ledger_entry entry;
    enum status st = last_client_hash(ltx, statement->client, statement->client_prev, why);

    vault_sha256(span_at(wraps, statement->n * sizeof *wraps), statement->wraps_hash);
    size_t len = grant_write(statement, bytes);

    if (st == HF_OK)
        st = statement_append(ltx, author, statement->client, ACTION_ACCESS_GRANTED,
                              statement->recipient.id, giving->version, giving->grant->request,
                              span_at(bytes, len), &entry, why);
    return st == HF_OK ? store_wraps(ltx, entry.seq, statement, wraps, why) : st;
}

static enum status give(struct ledger_tx *ltx, struct keyring *author, const struct giving *giving,
                        struct fault *why)
{
    const struct ledger_grant *grant = giving->grant;
    struct wrap_row wraps[GRANT_ROWS_MOST];
    struct grant_statement statement = {
        .practice = ltx->ledger->practice,
        .purpose = grant->purpose,
        .compartments = grant->compartments,
        .client = grant->client,
        .granter = keyring_who(author)->person,
        .granter_keygen = keyring_who(author)->keygen,
        .recipient = grant->recipient,
        .recipient_keygen = giving->recipient->keygen,
        .recipient_key = key_id_of(giving->recipient->box_pub),
        .from_us = grant->from_us,
        .until_us = grant->until_us,
    };
    enum status st = fill_rows(ltx, author, giving, &statement, wraps, why);

    return st == HF_OK ? append_grant(ltx, author, &statement, wraps, giving, why) : st;
}

static enum status recipient_of(struct ledger_tx *ltx, struct person_id person,
                                const struct keyring_who **ret, struct fault *why)
{
    struct keyring_who newest = {.keygen = 1};
    const struct directory_row *row = NULL;
    enum status st = HF_OK;

    if (!id_is_zero(person.id)) /* the zero person is the service, with its first keys */
        st = user_public(ltx->ledger->vault, ltx->tx, person, &newest, why);
    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_INVALID, "the recipient has no keys");
    if (st == HF_OK)
        st = directory_get(ltx, person, newest.keygen, &row, why);
    if (st == HF_OK && !row->is_vouched)
        return fault_set(why, HF_INVALID, "nobody vouched for the recipient's keys");
    if (st == HF_OK && row->ended_seq != 0)
        return fault_set(why, HF_INVALID, "the recipient's keys have ended");
    if (st == HF_OK)
        *ret = &row->certificate.who;
    return st;
}

static enum status granted_again(const struct stated *stated, const struct ledger_grant *grant,
                                 struct fault *why)
{
    struct grant_statement s;

    if (!grant_parse(stated->bytes, &s))
        return fault_set(why, HF_FAILED, "a grant statement has a wrong shape");
    return s.purpose == grant->purpose && s.compartments == grant->compartments &&
                   s.from_us == grant->from_us && s.until_us == grant->until_us
               ? HF_OK
               : request_conflict(why);
}

enum status ledger_grant(struct ledger_tx *ltx, struct keyring *author,
                         const struct ledger_grant *grant, struct fault *why)
{
    const struct keyring_who *recipient = NULL;
    struct stated known;
    enum status st = statement_again(ltx, author, grant->client, ACTION_ACCESS_GRANTED,
                                     grant->recipient.id, grant->request, &known, why);

    if (st != HF_NOT_FOUND)
        return st == HF_OK ? granted_again(&known, grant, why) : st;
    st = keys_admit(ltx, author, grant->client, why);
    if (st == HF_OK)
        st = recipient_of(ltx, grant->recipient, &recipient, why);
    struct giving giving = {grant, recipient, 0, 1};

    return st == HF_OK ? give(ltx, author, &giving, why) : st;
}

/* To the same keys as before, if they still are their person's: a lost phone reads nothing new. */
enum status grant_carry(struct ledger_tx *ltx, struct keyring *author, const struct granted *s,
                        uint32_t epoch, unsigned compartments, struct fault *why)
{
    const struct keyring_who *recipient = NULL;
    struct fault quiet = {.status = HF_OK};
    enum status st = recipient_of(ltx, s->recipient, &recipient, &quiet);

    if (st == HF_INVALID || (st == HF_OK && recipient->keygen != s->recipient_keygen))
        return HF_OK;
    if (st != HF_OK)
        return fault_set(why, st, "%s", quiet.text);
    struct ledger_grant grant = {
        .client = s->client,
        .recipient = s->recipient,
        .compartments = compartments,
        .purpose = s->purpose,
        .from_us = s->from_us,
        .until_us = s->until_us,
        .request = {world_id(vault_world(ltx->ledger->vault))},
    };
    struct giving giving = {&grant, recipient, epoch, epoch};

    return give(ltx, author, &giving, why);
}

static enum status remove_wraps(struct ledger_tx *ltx, struct client_id client,
                                struct person_id recipient, struct fault *why)
{
    return row_remove(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                      "practice = $1 AND client = $2 AND grant_seq IN (SELECT seq FROM statement "
                      "WHERE practice = $1 AND client = $2 AND person = $3 AND kind = $4)",
                      VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16),
                             value_raw(recipient.id.bytes, 16), value_int(STATEMENT_GRANT)),
                      why);
}

enum status ledger_end_grant(struct ledger_tx *ltx, struct keyring *author, struct client_id client,
                             struct person_id recipient, struct request_id request,
                             struct fault *why)
{
    struct about about = {STATEMENT_END_GRANT, 0, ltx->ledger->practice, recipient};
    uint8_t bytes[ABOUT_BYTES];
    struct stated known;
    enum status st = statement_again(ltx, author, client, ACTION_ACCESS_ENDED, recipient.id,
                                     request, &known, why);

    if (st != HF_NOT_FOUND) /* it ended what stood then; the wraps of a grant since are not its */
        return st;
    about_write(&about, bytes);
    st = statement_append(ltx, author, client, ACTION_ACCESS_ENDED, recipient.id, 1, request,
                          span_at(bytes, sizeof bytes), NULL, why);

    if (st == HF_OK)
        st = remove_wraps(ltx, client, recipient, why);
    /* Whoever ends it and holds the keys renews them at once; else the next one who holds them. */
    return st == HF_OK ? keys_tend(ltx, author, client, why) : st;
}
