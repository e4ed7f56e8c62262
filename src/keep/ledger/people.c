/* keep/ledger/people.c - founding, certificates, delegates.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/access.h"
#include "keep/ledger/ledger_inside.h"

#include <string.h>

enum {
    DELEGATES_FROM = 0x10000,
    RECIPIENTS_MOST = WRAPS_MOST - 1
}; /* a user's own numbers stay below */

static struct request_id new_request(const struct ledger_tx *ltx)
{
    return (struct request_id){world_id(vault_world(ltx->ledger->vault))};
}

/* --- users ----------------------------------------------------------------------------------- */

static enum status certify(struct ledger_tx *ltx, struct keyring *author, uint8_t kind,
                           const struct keyring_who *who, struct request_id request,
                           struct fault *why)
{
    struct certificate certificate = {
        .kind = kind,
        .practice = ltx->ledger->practice,
        .who = *who,
        .from_us = world_now_us(vault_world(ltx->ledger->vault)),
    };
    uint8_t bytes[CERTIFICATE_BYTES];

    certificate_write(&certificate, bytes);
    enum status st = statement_append(ltx, author, (struct client_id){{{0}}}, ACTION_KEY_CERTIFIED,
                                      who->person.id, who->keygen, request,
                                      span_at(bytes, sizeof bytes), NULL, why);

    /* Asked at once: what nobody would believe later must not be written now. */
    return st == HF_OK ? vouch_want(ltx, who->person, who->keygen, why) : st;
}

enum status ledger_certify_user(struct ledger_tx *ltx, struct keyring *author,
                                struct person_id person, struct request_id request,
                                struct fault *why)
{
    struct keyring_who who;
    struct client_id practice = {{{0}}};
    struct stated known;
    enum status st = statement_again(ltx, author, practice, ACTION_KEY_CERTIFIED, person.id,
                                     request, &known, why);

    if (st != HF_NOT_FOUND)
        return st;
    st = user_public(ltx->ledger->vault, ltx->tx, person, &who, why);
    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_INVALID, "this person has no keys to certify");
    return st == HF_OK ? certify(ltx, author, STATEMENT_USER, &who, request, why) : st;
}

static enum status close_ways(struct ledger_tx *ltx, struct person_id person, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    enum status st = pass_end_person(vault, ltx->tx, person, 0, why);

    return st == HF_OK ? slot_end_person(vault, ltx->tx, person, why) : st;
}

enum status ledger_end_user(struct ledger_tx *ltx, struct keyring *author, struct person_id person,
                            struct request_id request, struct fault *why)
{
    const struct directory_row *row = NULL;
    uint8_t bytes[ABOUT_BYTES];
    struct keyring_who who;
    enum status st = user_public(ltx->ledger->vault, ltx->tx, person, &who, why);

    if (st == HF_OK)
        st = directory_get(ltx, person, who.keygen, &row, why);
    if (st != HF_OK)
        return st == HF_INVALID ? HF_NOT_FOUND : st;
    struct about about = {STATEMENT_END_KEY, who.keygen, ltx->ledger->practice, person};

    about_write(&about, bytes);
    st = statement_append(ltx, author, (struct client_id){{{0}}}, ACTION_KEY_ENDED, person.id,
                          who.keygen, request, span_at(bytes, sizeof bytes), NULL, why);
    directory_forget(ltx); /* what was read before this does not know of it */
    return st == HF_OK ? close_ways(ltx, person, why) : st;
}

static enum status certify_service(struct ledger_tx *ltx, struct keyring *owner, struct fault *why)
{
    struct keyring *service = NULL;
    enum status st = vault_service_open(ltx->ledger->vault, &service, why);

    if (st != HF_OK)
        return st;
    struct keyring_who who = *keyring_who(service);

    keyring_close(service);
    return certify(ltx, owner, STATEMENT_SERVICE, &who, new_request(ltx), why);
}

enum status ledger_found(struct ledger_tx *ltx, struct keyring *owner, struct fault *why)
{
    struct client_id practice = {{{0}}};
    struct head head;
    enum status st = head_read(ltx, &head, why);

    if (st == HF_OK && head.frontier.size > 0)
        return fault_set(why, HF_CONFLICT, "the practice is founded already");
    if (st == HF_OK)
        st = vault_pin_root(ltx->ledger->vault, keyring_who(owner)->sign_pub, why);
    if (st == HF_OK)
        st = certify(ltx, owner, STATEMENT_USER, keyring_who(owner), new_request(ltx), why);
    if (st == HF_OK)
        st = certify_service(ltx, owner, why);
    if (st == HF_OK)
        st = ledger_open_epochs(ltx, owner, practice, COMPARTMENT_BIT(COMPARTMENT_PRACTICE),
                                new_request(ltx), why);
    if (st != HF_OK)
        return st;
    struct ledger_grant grant = {.client = practice,
                                 .compartments = COMPARTMENT_BIT(COMPARTMENT_PRACTICE),
                                 .purpose = GRANT_CARE,
                                 .request = new_request(ltx)};

    return ledger_grant(ltx, owner, &grant, why);
}

/* --- delegates ------------------------------------------------------------------------------- */

static enum status next_keygen(struct ledger_tx *ltx, struct person_id person, uint32_t *ret,
                               struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT max(keygen) FROM statement WHERE practice = $1 AND person = $2 AND kind = $3",
        VALUES(PRACTICE(ltx), value_raw(person.id.bytes, 16), value_int(STATEMENT_DELEGATE)), &rows,
        why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    int64_t last = st == HF_OK ? rows_int(&rows, 0) : 0;

    rows_close(&rows);
    *ret = (uint32_t)(last < DELEGATES_FROM ? DELEGATES_FROM : last) + 1;
    return st;
}

static enum status append_delegate(struct ledger_tx *ltx, struct keyring *author,
                                   struct keyring *delegate, unsigned compartments,
                                   struct request_id request, struct fault *why)
{
    struct certificate certificate = {
        .kind = STATEMENT_DELEGATE,
        .practice = ltx->ledger->practice,
        .who = *keyring_who(delegate),
        .compartments = compartments,
        .from_us = world_now_us(vault_world(ltx->ledger->vault)),
    };
    uint8_t bytes[CERTIFICATE_BYTES];

    if (certificate.who.until_us <= certificate.from_us)
        return fault_set(why, HF_INVALID, "a pass has an end to come");
    certificate_write(&certificate, bytes);
    enum status st = statement_append(
        ltx, author, certificate.who.client, ACTION_DELEGATE_CERTIFIED, certificate.who.person.id,
        certificate.who.keygen, request, span_at(bytes, sizeof bytes), NULL, why);

    return st == HF_OK ? vouch_want(ltx, certificate.who.person, certificate.who.keygen, why) : st;
}

static enum status share_record(struct ledger_tx *ltx, struct keyring *author,
                                const struct rows *rows, const uint8_t box_pub[32],
                                struct fault *why)
{
    struct record_wrap wraps[WRAPS_READ], shared;
    struct ledger_entry entry;
    size_t n;

    if (!entry_parse(rows_bytes(rows, 0), &entry))
        return fault_set(why, HF_FAILED, "an entry has a wrong shape");
    struct record_place place = record_place_of(&entry, rows, 1);
    enum status st = record_wraps(ltx, author, entry.seq, wraps, &n, why);

    if (st == HF_OK)
        st = record_share(author, &place, wraps, n, box_pub, &shared, why);
    if (st == HF_NOT_FOUND) /* the author can't open it, so the delegate need not */
        return HF_OK;
    return st == HF_OK ? record_wrap_add(ltx, entry.seq, &shared, why) : st;
}

static enum status share_records(struct ledger_tx *ltx, struct keyring *author,
                                 const struct keyring_who *delegate, unsigned compartments,
                                 struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT e.bytes, r.record, r.compartment, r.epoch FROM ledger_entry e JOIN record r "
        "ON r.practice = e.practice AND r.seq = e.seq WHERE e.practice = $1 AND e.client = $2",
        VALUES(PRACTICE(ltx), value_raw(delegate->client.id.bytes, 16)), &rows, why);

    if (st != HF_OK)
        return st;
    while ((st = rows_next(&rows, why)) == HF_OK) {
        if ((compartments & COMPARTMENT_BIT((unsigned)rows_int(&rows, 2) & 15)) != 0)
            st = share_record(ltx, author, &rows, delegate->box_pub, why);
        if (st != HF_OK)
            break;
    }
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static enum status end_of(struct ledger_tx *ltx, const struct keyring_who *who, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    struct key_id id = key_id_of(who->box_pub);
    enum status st = row_remove(vault, ltx->tx, TABLE_RECORD_WRAP, "practice = $1 AND key_id = $2",
                                VALUES(PRACTICE(ltx), value_raw(id.bytes, 16)), why);

    return st == HF_OK ? pass_end_person(vault, ltx->tx, who->person, who->keygen, why) : st;
}

enum status ledger_end_delegate(struct ledger_tx *ltx, struct keyring *author,
                                struct client_id client, struct person_id person, uint32_t keygen,
                                struct request_id request, struct fault *why)
{
    struct about about = {STATEMENT_END_KEY, keygen, ltx->ledger->practice, person};
    const struct directory_row *row = NULL;
    uint8_t bytes[ABOUT_BYTES];
    enum status st = directory_get(ltx, person, keygen, &row, why);

    if (st != HF_OK)
        return st == HF_INVALID ? HF_NOT_FOUND : st;
    struct keyring_who who = row->certificate.who;

    if (who.kind != KEYRING_DELEGATE || !id_equal(who.client.id, client.id))
        return HF_NOT_FOUND;
    about_write(&about, bytes);
    st = statement_append(ltx, author, client, ACTION_DELEGATE_ENDED, person.id, keygen, request,
                          span_at(bytes, sizeof bytes), NULL, why);
    return st == HF_OK ? end_of(ltx, &who, why) : st;
}

/* --- who receives ---------------------------------------------------------------------------- */

static bool is_recipient(const struct directory_row *row, uint8_t compartment, int64_t now_us)
{
    return row->ended_seq == 0 && row->is_vouched && now_us < row->certificate.who.until_us &&
           (row->certificate.compartments & COMPARTMENT_BIT(compartment)) != 0;
}

struct named {
    struct person_id person;
    uint32_t keygen;
};

/* What its bytes say is not believed yet: only what they say against it. */
static bool may_be_recipient(const struct rows *rows, uint8_t compartment, int64_t now_us,
                             struct named *ret)
{
    struct certificate c;

    if (!certificate_parse(rows_bytes(rows, 0), &c) || now_us >= c.who.until_us ||
        (compartment != COMPARTMENT_OPEN && (c.compartments & COMPARTMENT_BIT(compartment)) == 0))
        return false;
    *ret = (struct named){c.who.person, c.who.keygen};
    return true;
}

/* Those that have not ended; COMPARTMENT_OPEN: of whatever compartment. At most WRAPS_MOST. */
static enum status read_named(struct ledger_tx *ltx, struct client_id client, uint8_t compartment,
                              int64_t now_us, struct named ret[WRAPS_MOST], size_t *ret_n,
                              struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(
        ltx->tx,
        "SELECT s.bytes FROM statement s WHERE s.practice = $1 AND s.client = $2 AND "
        "s.kind = $3 AND NOT EXISTS (SELECT 1 FROM statement e WHERE e.practice = s.practice AND "
        "e.person = s.person AND e.keygen = s.keygen AND e.kind = $4) ORDER BY s.seq DESC",
        VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16), value_int(STATEMENT_DELEGATE),
               value_int(STATEMENT_END_KEY)),
        &rows, why);

    *ret_n = 0;
    if (st != HF_OK)
        return st;
    while (*ret_n < WRAPS_MOST && (st = rows_next(&rows, why)) == HF_OK)
        *ret_n += may_be_recipient(&rows, compartment, now_us, &ret[*ret_n]);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* A certificate that does not hold receives nothing and stops nobody from writing. */
enum status recipients_live(struct ledger_tx *ltx, struct client_id client, uint8_t compartment,
                            int64_t now_us, uint8_t (**ret)[32], size_t *ret_n, struct fault *why)
{
    struct named named[WRAPS_MOST];
    size_t n = 0;
    enum status st = read_named(ltx, client, compartment, now_us, named, &n, why);

    *ret_n = 0;
    *ret = arena_alloc(ltx->arena, WRAPS_MOST, 32);
    if (*ret == NULL)
        return fault_set(why, HF_FAILED, "request memory is spent");
    for (size_t i = 0; st == HF_OK && i < n; i++) {
        const struct directory_row *row = NULL;
        struct fault quiet = {.status = HF_OK};

        st = directory_get(ltx, named[i].person, named[i].keygen, &row, &quiet);
        if (st == HF_OK && is_recipient(row, compartment, now_us))
            memcpy((*ret)[(*ret_n)++], row->certificate.who.box_pub, 32);
        st = st == HF_INVALID ? HF_OK : st;
    }
    return st;
}

enum status ledger_live_delegates(struct ledger_tx *ltx, struct client_id client, size_t *ret,
                                  struct fault *why)
{
    struct named named[WRAPS_MOST];

    return read_named(ltx, client, COMPARTMENT_OPEN, world_now_us(vault_world(ltx->ledger->vault)),
                      named, ret, why);
}

/* One more than can be sealed to would be left without what is new. */
static enum status find_room(struct ledger_tx *ltx, struct client_id client, struct fault *why)
{
    int64_t now_us = world_now_us(vault_world(ltx->ledger->vault));
    struct named named[WRAPS_MOST];
    size_t n = 0;
    enum status st = read_named(ltx, client, COMPARTMENT_OPEN, now_us, named, &n, why);

    if (st == HF_OK && n >= RECIPIENTS_MOST)
        return fault_set(why, HF_INVALID, "this client has as many live passes as there can be");
    return st;
}

enum status ledger_certify_delegate(struct ledger_tx *ltx, struct keyring *author,
                                    struct keyring *delegate, unsigned compartments,
                                    struct request_id request, struct fault *why)
{
    const struct keyring_who *who = keyring_who(delegate);
    uint32_t keygen = 0;
    enum status st = keys_admit(ltx, author, who->client, why);

    if (st == HF_OK)
        st = find_room(ltx, who->client, why);
    if (st == HF_OK)
        st = next_keygen(ltx, who->person, &keygen, why);
    if (st != HF_OK)
        return st;
    keyring_number(delegate, keygen);
    st = append_delegate(ltx, author, delegate, compartments, request, why);
    return st == HF_OK ? share_records(ltx, author, who, compartments, why) : st;
}
