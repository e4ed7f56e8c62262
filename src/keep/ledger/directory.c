/* keep/ledger/directory.c - whom to believe: certificates that lead to the pinned root, and what
 * they allow.
 *
 * An issuer's certificate is always older than what it certifies, so the way to the root ends.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/ledger_inside.h"

#include <stdlib.h>
#include <string.h>

enum { SESSION_FIRST = 200, SESSION_LAST = 229 };

/* --- what a certificate allows --------------------------------------------------------------- */

/* Only on her own chain somebody is the client. */
static uint8_t roles_here(const struct certificate *c, const struct ledger_entry *entry)
{
    bool own = !id_is_zero(entry->client.id) && id_equal(entry->client.id, c->who.person.id);

    return own ? c->who.roles : (uint8_t)(c->who.roles & ~ROLE_CLIENT);
}

static bool is_of_session(uint16_t action)
{
    return (action >= SESSION_FIRST && action <= SESSION_LAST) || action == ACTION_SESSION_CLOSED ||
           action == ACTION_CLIENT_CLOSED;
}

static bool is_in_scope(const struct keyring_who *who, const struct action *action,
                        const struct ledger_entry *entry)
{
    return id_equal(entry->client.id, who->client.id) && entry->proof <= who->most_proof &&
           (action->delegates & (1u << who->purpose)) != 0 &&
           (id_is_zero(who->session.id) || !is_of_session(action->number) ||
            id_equal(entry->object, who->session.id));
}

static bool is_in_time(const struct directory_row *author, const struct ledger_entry *entry)
{
    int64_t until_us = author->certificate.who.until_us;

    return author->seq <= entry->seq &&
           (author->ended_seq == 0 || entry->seq <= author->ended_seq) &&
           (until_us == 0 || entry->utc_us < until_us);
}

static bool is_on_chain(const struct action *action, const struct ledger_entry *entry)
{
    bool practice = id_is_zero(entry->client.id);

    return action->chain == CHAIN_EITHER || practice == (action->chain == CHAIN_PRACTICE);
}

enum status entry_may(const struct directory_row *author, const struct ledger_entry *entry,
                      struct fault *why)
{
    const struct certificate *c = &author->certificate;
    const struct action *action = action_find(entry->action);

    if (action == NULL)
        return fault_set(why, HF_INVALID, "action %d is not in the register", entry->action);
    if (!is_on_chain(action, entry))
        return fault_set(why, HF_INVALID, "%s does not belong to this chain", action->name);
    if (!is_in_time(author, entry))
        return fault_set(why, HF_INVALID, "the signer's key does not hold at this time");
    if (c->kind == STATEMENT_DELEGATE && !is_in_scope(&c->who, action, entry))
        return fault_set(why, HF_INVALID, "%s is outside of what this pass may sign", action->name);
    if (c->kind == STATEMENT_SERVICE && entry->proof != PROOF_MACHINE)
        return fault_set(why, HF_INVALID, "the service is never present as a person");
    if (!action_may_sign(entry->action, roles_here(c, entry), entry->proof))
        return fault_set(why, HF_INVALID, "the signer's role or presence does not allow %s",
                         action->name);
    return HF_OK;
}

/* --- certificates ---------------------------------------------------------------------------- */

static bool is_root(struct ledger_tx *ltx, const struct certificate *c,
                    const struct ledger_entry *entry)
{
    uint8_t root[32];

    return entry->seq == 1 && c->kind == STATEMENT_USER && (c->who.roles & ROLE_OWNER) != 0 &&
           entry->actor_keygen == c->who.keygen && id_equal(entry->actor.id, c->who.person.id) &&
           vault_root(ltx->ledger->vault, root) && memcmp(root, c->who.sign_pub, 32) == 0;
}

static bool may_certify_user(const struct certificate *issuer, const struct certificate *c)
{
    return issuer->kind == STATEMENT_USER &&
           ((issuer->who.roles & ROLE_OWNER) != 0 ||
            (c->kind == STATEMENT_USER && c->who.roles == ROLE_CLIENT &&
             (issuer->who.roles & ROLE_PRACTITIONER) != 0));
}

/* A delegate acts as the client, or as a part of its issuer. */
static bool may_certify_delegate(const struct certificate *issuer, const struct certificate *c,
                                 const struct ledger_entry *entry)
{
    bool own = id_equal(issuer->who.person.id, c->who.person.id);
    bool as_client = c->who.roles == ROLE_CLIENT && id_equal(c->who.person.id, c->who.client.id);

    return issuer->kind == STATEMENT_USER && id_equal(entry->client.id, c->who.client.id) &&
           ((own && (c->who.roles & ~issuer->who.roles) == 0) ||
            (as_client && (issuer->who.roles & ROLE_PRACTITIONER) != 0));
}

static bool is_about(struct ledger_tx *ltx, const struct certificate *c,
                     const struct ledger_entry *entry)
{
    uint16_t action =
        c->kind == STATEMENT_DELEGATE ? ACTION_DELEGATE_CERTIFIED : ACTION_KEY_CERTIFIED;

    return entry->action == action && id_equal(entry->object, c->who.person.id) &&
           id_equal(c->practice.id, ltx->ledger->practice.id);
}

/* The first statement of these kinds about person and keygen. By min(): a sorted list would be put
 * into a table of its own each time, for one row. */
static enum status find_seq(struct ledger_tx *ltx, struct person_id person, uint32_t keygen,
                            int first_kind, int last_kind, uint64_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT min(seq) FROM statement WHERE practice = $1 AND person = $2 AND "
                  "keygen = $3 AND kind >= $4 AND kind <= $5",
                  VALUES(PRACTICE(ltx), value_raw(person.id.bytes, 16), value_int(keygen),
                         value_int(first_kind), value_int(last_kind)),
                  &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK && rows_value(&rows, 0).kind != VALUE_INT) /* the least of none */
        st = HF_NOT_FOUND;
    if (st == HF_OK)
        *ret = (uint64_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

/* The root's own issuer is nobody: NULL. */
static enum status check_issuer(struct ledger_tx *ltx, const struct certificate *c,
                                const struct ledger_entry *entry, const struct directory_row **ret,
                                struct fault *why)
{
    const struct directory_row *issuer = NULL;
    uint64_t seq = 0;

    *ret = NULL;
    if (is_root(ltx, c, entry))
        return HF_OK;
    enum status st = find_seq(ltx, entry->actor, entry->actor_keygen, STATEMENT_USER,
                              STATEMENT_SERVICE, &seq, why);

    if (st == HF_FAILED)
        return st;
    /* Looked at before the issuer is followed: a ring of certificates would have no end. */
    if (st != HF_OK || seq >= entry->seq)
        return fault_set(why, HF_INVALID, "a key is certified by nobody older");
    st = directory_get(ltx, entry->actor, entry->actor_keygen, &issuer, why);

    if (st != HF_OK)
        return st;
    bool may = c->kind == STATEMENT_DELEGATE ? may_certify_delegate(&issuer->certificate, c, entry)
                                             : may_certify_user(&issuer->certificate, c);

    if (!may)
        return fault_set(why, HF_INVALID, "a key is certified by somebody who may not");
    *ret = issuer;
    return entry_may(issuer, entry, why);
}

static enum status check_certificate(struct ledger_tx *ltx, struct directory_row *row,
                                     struct fault *why)
{
    struct certificate *c = &row->certificate;
    const struct directory_row *issuer;
    uint8_t bytes[LEDGER_ENTRY_BYTES];
    struct stated stated;
    enum status st = stated_read(ltx, row->seq, bytes, &stated, why);

    if (st != HF_OK)
        return st;
    if (!certificate_parse(stated.bytes, c) || !is_about(ltx, c, &stated.entry))
        return fault_set(why, HF_INVALID, "a certificate has a wrong shape");
    st = check_issuer(ltx, c, &stated.entry, &issuer, why);
    if (st != HF_OK)
        return st;
    if (!known_verify(ltx->ledger, (issuer == NULL ? c : &issuer->certificate)->who.sign_pub,
                      &stated.entry, bytes))
        return fault_set(why, HF_INVALID, "a certificate's signature does not hold");
    row->by = stated.entry.actor;
    return vouch_judge(ltx, issuer, &stated.entry, row, why);
}

static enum status look_up(struct ledger_tx *ltx, struct person_id person, uint32_t keygen,
                           struct directory_row *row, struct fault *why)
{
    enum status st =
        find_seq(ltx, person, keygen, STATEMENT_USER, STATEMENT_SERVICE, &row->seq, why);

    if (st == HF_NOT_FOUND)
        return fault_set(why, HF_INVALID, "nobody has certified the signer's key");
    if (st != HF_OK)
        return st;
    st = check_certificate(ltx, row, why);
    if (st != HF_OK)
        return st;
    if (!id_equal(row->certificate.who.person.id, person.id) ||
        row->certificate.who.keygen != keygen)
        return fault_set(why, HF_INVALID, "a certificate stands at another's place");
    st = find_seq(ltx, person, keygen, STATEMENT_END_KEY, STATEMENT_END_KEY, &row->ended_seq, why);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

static struct directory_row **bucket_of(struct directory *directory, struct person_id person,
                                        uint32_t keygen)
{
    return &directory->buckets[(person.id.bytes[0] ^ keygen) % DIRECTORY_BUCKETS];
}

static const struct directory_row *find_row(struct directory_row *const *bucket,
                                            struct person_id person, uint32_t keygen)
{
    for (const struct directory_row *row = *bucket; row != NULL; row = row->next)
        if (row->certificate.who.keygen == keygen &&
            id_equal(row->certificate.who.person.id, person.id))
            return row;
    return NULL;
}

enum status directory_get(struct ledger_tx *ltx, struct person_id person, uint32_t keygen,
                          const struct directory_row **ret, struct fault *why)
{
    struct directory *directory = &ltx->own->directory;
    struct directory_row **bucket = bucket_of(directory, person, keygen), found = {.seq = 0};

    *ret = find_row(bucket, person, keygen);
    if (*ret != NULL)
        return HF_OK;
    enum status st = look_up(ltx, person, keygen, &found, why);

    if (st != HF_OK)
        return st;
    struct directory_row *row = malloc(sizeof *row);

    if (row == NULL)
        return fault_set(why, HF_FAILED, "no memory for a certificate");
    *row = found;
    row->next = *bucket;
    row->older = directory->newest;
    *ret = *bucket = directory->newest = row;
    return HF_OK;
}

void directory_forget(struct ledger_tx *ltx)
{
    struct directory *directory = &ltx->own->directory;

    memset(directory->buckets, 0, sizeof directory->buckets);
    readings_clear(ltx->own);
}

void directory_clear(struct directory *directory)
{
    struct directory_row *row = directory->newest;

    while (row != NULL) {
        struct directory_row *older = row->older;

        free(row);
        row = older;
    }
    *directory = (struct directory){.newest = NULL};
}

enum status entry_check_as(struct ledger_tx *ltx, const struct ledger_entry *entry,
                           const uint8_t bytes[LEDGER_ENTRY_BYTES], bool is_known,
                           const uint8_t **ret_sign_pub, struct fault *why)
{
    const struct directory_row *author = NULL;
    enum status st = directory_get(ltx, entry->actor, entry->actor_keygen, &author, why);

    if (st != HF_OK)
        return st;
    *ret_sign_pub = author->certificate.who.sign_pub;
    if (!is_known && !known_verify(ltx->ledger, *ret_sign_pub, entry, bytes))
        return fault_set(why, HF_INVALID, "an entry's signature does not hold");
    return entry_may(author, entry, why);
}

enum status entry_check(struct ledger_tx *ltx, const struct ledger_entry *entry,
                        const uint8_t bytes[LEDGER_ENTRY_BYTES], struct fault *why)
{
    const uint8_t *sign_pub;

    return entry_check_as(ltx, entry, bytes, false, &sign_pub, why);
}
