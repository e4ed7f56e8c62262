/* verify/keys.c - certificates that lead to the root, and what they allow.
 * Layouts: docs/formats.md, Statements. Every issuer stands before what it certifies.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { ROLE_CLIENT = 1, ROLE_PRACTITIONER = 2, ROLE_OWNER = 4 };
enum {
    KEY_CERTIFIED = 1,
    DELEGATE_CERTIFIED = 3,
    KEYS_LAST = 31,
    ERASED = 270,
    ERASED_AGAIN = 271,
    OLDER = 275
};
enum { SESSION_FIRST = 200, SESSION_LAST = 229, SESSION_CLOSED = 233, CLIENT_CLOSED = 234 };
enum { STATED_END = 16, STATED_EPOCH = 32, STATED_CLOSING, STATED_REWRAPPED, STATED_RETIRED };
enum { STATED_GRANT = 48, STATED_GRANT_END, STATED_READ = 64, STATED_ERASURE = 80, STATED_OLDER };
enum { CERTIFICATE = 200, ABOUT = 40, EPOCH_HEAD = 40, EPOCH_ROW = 56 };
enum {
    GRANT_HEAD = 208,
    GRANT_ROW = 24,
    ERASURE_HEAD = 96,
    ERASURE_ROW = 16,
    TURN_HEAD = 56,
    OLDER_COPY = 64
};

/* --- finding --- */

static size_t bucket_of(const uint8_t person[ID], uint32_t keygen)
{
    return (number_at(person, 4) ^ keygen) % KEY_BUCKETS;
}

/* The first one certified under that number counts. */
struct key *key_find(const struct exported *export, const uint8_t person[ID], uint32_t keygen)
{
    struct key *found = NULL;

    for (struct key *key = export->keys[bucket_of(person, keygen)]; key != NULL; key = key->next)
        if (key->keygen == keygen && memcmp(key->person, person, ID) == 0)
            found = key;
    return found;
}

void keys_clear(struct exported *export)
{
    for (size_t i = 0; i < KEY_BUCKETS; i++)
        for (struct key *key = export->keys[i], *next; key != NULL; key = next) {
            next = key->next;
            free(key);
        }
    memset(export->keys, 0, sizeof export->keys);
}

/* --- what a key may do --- */

static uint8_t roles_here(const struct key *key, const struct entry *e)
{
    bool own = !is_zero(e->client, ID) && memcmp(e->client, key->person, ID) == 0;

    return own ? key->roles : (uint8_t)(key->roles & ~ROLE_CLIENT);
}

static bool is_of_session(uint16_t action)
{
    return (action >= SESSION_FIRST && action <= SESSION_LAST) || action == SESSION_CLOSED ||
           action == CLIENT_CLOSED;
}

static bool is_in_scope(const struct key *key, const struct rule *rule, const struct entry *e)
{
    return memcmp(e->client, key->client, ID) == 0 && e->proof <= key->most_proof &&
           (rule->delegates >> key->purpose & 1) != 0 &&
           (is_zero(key->session, ID) || !is_of_session(e->action) ||
            memcmp(e->object, key->session, ID) == 0);
}

static bool is_in_time(const struct key *key, const struct entry *e)
{
    return key->seq <= e->seq && (key->ended_seq == 0 || e->seq <= key->ended_seq) &&
           (key->until_us == 0 || e->utc_us < key->until_us);
}

static bool is_on_chain(char chain, const struct entry *e)
{
    return chain == 'e' || is_zero(e->client, ID) == (chain == 'p');
}

const char *key_may(const struct key *key, const struct entry *e)
{
    const struct rule *rule = rule_find(e->action);

    if (rule == NULL)
        return "its action is not in the register";
    if (!is_on_chain(rule->chain, e))
        return "its action does not belong to this chain";
    if (!is_in_time(key, e))
        return "the signer's key does not hold at this time";
    if (key->kind == KEY_DELEGATE && !is_in_scope(key, rule, e))
        return "it is outside of what this pass may sign";
    if (key->kind == KEY_SERVICE && e->proof != 0)
        return "the service is never present as a person";
    if ((rule->signers & roles_here(key, e)) == 0 || e->proof < rule->least_proof)
        return "the signer's role or presence does not allow it";
    return NULL;
}

/* --- certificates --- */

static bool key_id_fits(const uint8_t box_pub[32], const uint8_t id[ID])
{
    static const char label[] = "holdfast/key-id/v1";
    uint8_t message[sizeof label + 32], hash[HASH];

    memcpy(message, label, sizeof label);
    memcpy(message + sizeof label, box_pub, 32);
    return sha256(message, sizeof message, hash) && memcmp(hash, id, ID) == 0;
}

/* Byte 1, the version, and the practice were looked at before. */
static bool certificate_parse(const uint8_t *at, size_t len, struct key *ret)
{
    if (len != CERTIFICATE || at[0] > KEY_SERVICE || at[3] != 0 || !is_zero(at + 172, 28) ||
        !key_id_fits(at + 72, at + 104) || at[152] > 7)
        return false;
    *ret = (struct key){.kind = at[0],
                        .roles = at[2],
                        .keygen = (uint32_t)number_at(at + 4, 4),
                        .purpose = at[152],
                        .most_proof = at[153],
                        .until_us = (int64_t)number_at(at + 164, 8)};
    memcpy(ret->person, at + 24, ID);
    memcpy(ret->sign_pub, at + 40, PUBLIC_KEY);
    memcpy(ret->client, at + 120, ID);
    memcpy(ret->session, at + 136, ID);
    return ret->kind != KEY_DELEGATE || ret->until_us != 0;
}

static bool is_root(const struct exported *export, const struct key *key, const struct entry *e)
{
    return e->seq == 1 && key->kind == KEY_USER && (key->roles & ROLE_OWNER) != 0 &&
           e->actor_keygen == key->keygen && memcmp(e->actor, key->person, ID) == 0 &&
           memcmp(key->sign_pub, export->root_key, PUBLIC_KEY) == 0;
}

static bool may_certify(const struct key *issuer, const struct key *key)
{
    return (issuer->roles & ROLE_OWNER) != 0 ||
           (key->kind == KEY_USER && key->roles == ROLE_CLIENT &&
            (issuer->roles & ROLE_PRACTITIONER) != 0);
}

static bool may_delegate(const struct key *issuer, const struct key *key, const struct entry *e)
{
    bool own = memcmp(issuer->person, key->person, ID) == 0;
    bool as_client = key->roles == ROLE_CLIENT && memcmp(key->person, key->client, ID) == 0;

    return memcmp(e->client, key->client, ID) == 0 &&
           ((own && (key->roles & ~issuer->roles) == 0) ||
            (as_client && (issuer->roles & ROLE_PRACTITIONER) != 0));
}

static const char *check_issuer(const struct exported *export, const struct key *key,
                                const struct entry *e)
{
    const struct key *issuer = key_find(export, e->actor, e->actor_keygen);
    bool is_delegate = key->kind == KEY_DELEGATE;

    if (is_root(export, key, e))
        return NULL;
    if (issuer == NULL)
        return "a key is certified by nobody older";
    if (issuer->kind != KEY_USER ||
        !(is_delegate ? may_delegate(issuer, key, e) : may_certify(issuer, key)))
        return "a key is certified by somebody who may not";
    return NULL;
}

static const char *take_certificate(struct exported *export, const struct entry *e)
{
    struct key key, *kept;

    if (!certificate_parse(e->statement, e->statement_len, &key) ||
        memcmp(e->object, key.person, ID) != 0 || e->object_version != key.keygen ||
        (key.kind == KEY_DELEGATE) != (e->action == DELEGATE_CERTIFIED))
        return "a certificate has a wrong shape";
    const char *refused = check_issuer(export, &key, e);

    if (refused != NULL)
        return refused;
    struct key **bucket = &export->keys[bucket_of(key.person, key.keygen)];

    kept = malloc(sizeof *kept);
    if (kept == NULL)
        return "no memory for another key";
    key.seq = e->seq;
    key.next = *bucket;
    *kept = key;
    *bucket = kept;
    return NULL;
}

/* --- other statements --- */

static const char *take_end(struct exported *export, const struct entry *e)
{
    struct key *key = key_find(export, e->statement + 24, (uint32_t)number_at(e->statement + 4, 4));

    if (key != NULL && key->ended_seq == 0)
        key->ended_seq = e->seq;
    return NULL;
}

/* It takes what stands before it in its own chain. */
static const char *check_erasure(const struct entry *e)
{
    const uint8_t *last = e->statement + e->statement_len - 8;
    bool again = e->statement[5] == 3;

    return memcmp(e->statement + 24, e->client, ID) == 0 && number_at(last, 8) < e->client_seq &&
                   number_at(e->statement + 2, 2) > 0 && again == (e->action == ERASED_AGAIN)
               ? NULL
               : "an erasure has a wrong shape";
}

/* What it keeps stands before it. */
static const char *take_older(struct exported *export, const struct entry *e)
{
    uint64_t confirmed = number_at(e->statement + 40, 8), kept = number_at(e->statement + 48, 8);

    if (memcmp(e->statement + 24, e->client, ID) != 0 || kept == 0 || kept >= e->seq)
        return "an older copy has a wrong shape";
    export->older_from =
        export->older_from == 0 || kept < export->older_from ? kept : export->older_from;
    export->older_to = confirmed > export->older_to ? confirmed : export->older_to;
    return NULL;
}

static size_t length_of(uint8_t kind, uint64_t n)
{
    if (kind >= KEY_USER && kind <= KEY_SERVICE)
        return CERTIFICATE;
    if (kind == STATED_EPOCH)
        return EPOCH_HEAD + EPOCH_ROW * n;
    if (kind == STATED_OLDER)
        return OLDER_COPY;
    if (kind == STATED_ERASURE)
        return ERASURE_HEAD + ERASURE_ROW * n;
    if (kind >= STATED_CLOSING && kind <= STATED_RETIRED)
        return TURN_HEAD + GRANT_ROW * n;
    return kind == STATED_GRANT ? GRANT_HEAD + GRANT_ROW * n : ABOUT;
}

/* Is its content a statement for everybody? */
static bool action_is_open(uint16_t action)
{
    return action <= KEYS_LAST || action == ERASED || action == ERASED_AGAIN || action == OLDER;
}

bool is_erasure(const struct entry *e)
{
    return e->action == ERASED || e->action == ERASED_AGAIN;
}

/* Which statement an action has. */
static bool kind_fits(uint16_t action, uint8_t kind)
{
    static const uint8_t kinds[] = {0,           KEY_USER,       STATED_END,       KEY_DELEGATE,
                                    STATED_END,  STATED_EPOCH,   STATED_GRANT,     STATED_GRANT_END,
                                    STATED_READ, STATED_CLOSING, STATED_REWRAPPED, STATED_RETIRED};

    if (action == KEY_CERTIFIED && kind == KEY_SERVICE)
        return true;
    return kind == (action < sizeof kinds ? kinds[action]
                    : action == OLDER     ? STATED_OLDER
                                          : STATED_ERASURE);
}

const char *statement_take(struct exported *export, const struct entry *e)
{
    const uint8_t *at = e->statement;
    uint8_t commitment[HASH];

    if (!action_is_open(e->action))
        return at == NULL ? NULL : "a sealed act has an open statement";
    if (at == NULL || e->statement_len < ABOUT)
        return "its statement is missing";
    if (!hmac_sha256(e->blind, at, e->statement_len, commitment) ||
        memcmp(commitment, e->commitment, HASH) != 0)
        return "its statement is not the one that was signed";
    if (!kind_fits(e->action, at[0]) || at[1] != 1 || memcmp(at + 8, export->practice, ID) != 0 ||
        e->statement_len != length_of(at[0], number_at(at + 2, 2)))
        return "its statement has a wrong shape";
    if (at[0] <= KEY_SERVICE)
        return take_certificate(export, e);
    if (at[0] == STATED_ERASURE)
        return check_erasure(e);
    if (at[0] == STATED_OLDER)
        return take_older(export, e);
    return at[0] == STATED_END ? take_end(export, e) : NULL;
}

bool is_erased_by(const struct entry *e, const struct entry *erasure)
{
    const uint8_t *end = erasure->statement + erasure->statement_len;

    if (action_is_open(e->action) || memcmp(e->client, erasure->client, ID) != 0)
        return false;
    for (const uint8_t *at = erasure->statement + ERASURE_HEAD; at < end; at += ERASURE_ROW)
        if (number_at(at, 8) <= e->client_seq && e->client_seq <= number_at(at + 8, 8))
            return true;
    return false;
}
