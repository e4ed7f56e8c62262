/* keep/ledger/statement.c - certificates, epochs, grants and their ends as bytes.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/statement.h"

#include "keep/ledger/older.h"
#include "keep/ledger/wire.h"

#include <string.h>

static const uint8_t version = 1;

/* --- certificate ----------------------------------------------------------------------------- */

static void certificate_fields(struct wire *w, struct certificate *c)
{
    struct key_id id = key_id_of(c->who.box_pub), again = id;
    uint16_t compartments = (uint16_t)c->compartments;

    wire_u8(w, &c->kind);
    wire_fixed(w, &version, 1);
    wire_u8(w, &c->who.roles);
    wire_zeros(w, 1);
    wire_u32(w, &c->who.keygen);
    wire_bytes(w, c->practice.id.bytes, 16);
    wire_bytes(w, c->who.person.id.bytes, 16);
    wire_bytes(w, c->who.sign_pub, 32);
    wire_bytes(w, c->who.box_pub, 32);
    wire_bytes(w, again.bytes, 16);
    wire_bytes(w, c->who.client.id.bytes, 16);
    wire_bytes(w, c->who.session.id.bytes, 16);
    wire_u8(w, &c->who.purpose);
    wire_u8(w, &c->who.most_proof);
    wire_u16(w, &compartments);
    wire_i64(w, &c->from_us);
    wire_i64(w, &c->who.until_us);
    wire_zeros(w, 28);
    c->compartments = compartments;
    id = key_id_of(c->who.box_pub);
    w->failed = w->failed || memcmp(id.bytes, again.bytes, 16) != 0;
}

void certificate_write(const struct certificate *certificate, uint8_t ret[CERTIFICATE_BYTES])
{
    struct certificate copy = *certificate;
    struct wire w = wire_writer(ret, CERTIFICATE_BYTES);

    certificate_fields(&w, &copy);
}

bool certificate_parse(struct span bytes, struct certificate *ret)
{
    struct certificate c = {.kind = 0};
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    if (bytes.len != CERTIFICATE_BYTES)
        return false;
    certificate_fields(&w, &c);
    if (!wire_done(&w) || c.kind < STATEMENT_USER || c.kind > STATEMENT_SERVICE ||
        (c.kind == STATEMENT_DELEGATE && c.who.until_us == 0))
        return false;
    c.who.kind = (enum keyring_kind)c.kind; /* KEEP IN ORDER: kinds of certificates */
    *ret = c;
    return true;
}

/* --- about ----------------------------------------------------------------------------------- */

static void about_fields(struct wire *w, struct about *a)
{
    wire_u8(w, &a->kind);
    wire_fixed(w, &version, 1);
    wire_zeros(w, 2);
    wire_u32(w, &a->keygen);
    wire_bytes(w, a->practice.id.bytes, 16);
    wire_bytes(w, a->person.id.bytes, 16);
}

void about_write(const struct about *about, uint8_t ret[ABOUT_BYTES])
{
    struct about copy = *about;
    struct wire w = wire_writer(ret, ABOUT_BYTES);

    about_fields(&w, &copy);
}

bool about_parse(struct span bytes, struct about *ret)
{
    struct about a = {.kind = 0};
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    about_fields(&w, &a);
    if (!wire_done(&w))
        return false;
    *ret = a;
    return true;
}

/* --- epochs ---------------------------------------------------------------------------------- */

static void epoch_row(struct wire *w, const struct epoch_statement *s, struct epoch_key *key)
{
    wire_u8(w, &key->compartment);
    wire_zeros(w, 7);
    wire_bytes(w, key->ck_id.bytes, 16);
    wire_bytes(w, key->box_pub, 32);
    key->client = s->client;
    key->epoch = s->epoch;
}

static void epoch_fields(struct wire *w, struct epoch_statement *s)
{
    static const uint8_t kind = STATEMENT_EPOCH;
    uint16_t n = (uint16_t)s->n;

    wire_fixed(w, &kind, 1);
    wire_fixed(w, &version, 1);
    wire_u16(w, &n);
    wire_u32(w, &s->epoch);
    wire_bytes(w, s->practice.id.bytes, 16);
    wire_bytes(w, s->client.id.bytes, 16);
    w->failed = w->failed || n > EPOCH_ROWS_MOST;
    for (s->n = 0; !w->failed && s->n < n; s->n++)
        epoch_row(w, s, &s->keys[s->n]);
}

size_t epoch_write(const struct epoch_statement *statement, uint8_t ret[STATEMENT_MOST])
{
    struct epoch_statement copy = *statement;
    struct wire w = wire_writer(ret, STATEMENT_MOST);

    epoch_fields(&w, &copy);
    return (size_t)(w.at - ret);
}

bool epoch_parse(struct span bytes, struct epoch_statement *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    *ret = (struct epoch_statement){.n = 0};
    epoch_fields(&w, ret);
    return wire_done(&w);
}

/* --- grants ---------------------------------------------------------------------------------- */

static void grant_row(struct wire *w, struct grant_row *row)
{
    wire_u8(w, &row->compartment);
    wire_zeros(w, 3);
    wire_u32(w, &row->epoch);
    wire_bytes(w, row->ck_id.bytes, 16);
}

static void grant_people(struct wire *w, struct grant_statement *s)
{
    wire_bytes(w, s->practice.id.bytes, 16);
    wire_bytes(w, s->client.id.bytes, 16);
    wire_bytes(w, s->granter.id.bytes, 16);
    wire_u32(w, &s->granter_keygen);
    wire_u32(w, &s->recipient_keygen);
    wire_bytes(w, s->recipient.id.bytes, 16);
    wire_bytes(w, s->recipient_key.bytes, 16);
}

static void grant_fields(struct wire *w, struct grant_statement *s)
{
    static const uint8_t kind = STATEMENT_GRANT;
    uint16_t n = (uint16_t)s->n, compartments = (uint16_t)s->compartments;

    wire_fixed(w, &kind, 1);
    wire_fixed(w, &version, 1);
    wire_u16(w, &n);
    wire_u8(w, &s->purpose);
    wire_zeros(w, 1);
    wire_u16(w, &compartments);
    grant_people(w, s);
    wire_i64(w, &s->from_us);
    wire_i64(w, &s->until_us);
    wire_bytes(w, s->wraps_hash, 32);
    wire_bytes(w, s->client_prev, 32);
    wire_zeros(w, 32);
    s->compartments = compartments;
    w->failed = w->failed || n > GRANT_ROWS_MOST;
    for (s->n = 0; !w->failed && s->n < n; s->n++)
        grant_row(w, &s->rows[s->n]);
}

size_t grant_write(const struct grant_statement *statement, uint8_t ret[STATEMENT_MOST])
{
    struct grant_statement copy = *statement;
    struct wire w = wire_writer(ret, STATEMENT_MOST);

    grant_fields(&w, &copy);
    return (size_t)(w.at - ret);
}

bool grant_parse(struct span bytes, struct grant_statement *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    *ret = (struct grant_statement){.n = 0};
    grant_fields(&w, ret);
    return wire_done(&w);
}

/* --- turns ----------------------------------------------------------------------------------- */

static void turn_fields(struct wire *w, struct turn_statement *s)
{
    uint16_t n = (uint16_t)s->n;

    wire_u8(w, &s->kind);
    wire_fixed(w, &version, 1);
    wire_u16(w, &n);
    wire_u32(w, &s->next);
    wire_bytes(w, s->practice.id.bytes, 16);
    wire_bytes(w, s->client.id.bytes, 16);
    wire_u64(w, &s->records);
    wire_zeros(w, 8);
    w->failed = w->failed || n > EPOCH_ROWS_MOST || s->kind < STATEMENT_CLOSING ||
                s->kind > STATEMENT_RETIRED;
    for (s->n = 0; !w->failed && s->n < n; s->n++)
        grant_row(w, &s->rows[s->n]);
}

size_t turn_write(const struct turn_statement *statement, uint8_t ret[STATEMENT_MOST])
{
    struct turn_statement copy = *statement;
    struct wire w = wire_writer(ret, STATEMENT_MOST);

    turn_fields(&w, &copy);
    return (size_t)(w.at - ret);
}

bool turn_parse(struct span bytes, struct turn_statement *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    *ret = (struct turn_statement){.n = 0};
    turn_fields(&w, ret);
    return wire_done(&w);
}

/* --- an older copy --------------------------------------------------------------------------- */

static void older_fields(struct wire *w, struct older_statement *s)
{
    static const uint8_t kind = STATEMENT_OLDER;

    wire_fixed(w, &kind, 1);
    wire_fixed(w, &version, 1);
    wire_zeros(w, 2);
    wire_u8(w, &s->reason);
    wire_zeros(w, 3);
    wire_bytes(w, s->practice.id.bytes, 16);
    wire_bytes(w, s->client.id.bytes, 16);
    wire_u64(w, &s->confirmed);
    wire_u64(w, &s->kept);
    wire_u64(w, &s->missing);
}

void older_write(const struct older_statement *statement, uint8_t ret[OLDER_BYTES])
{
    struct older_statement copy = *statement;
    struct wire w = wire_writer(ret, OLDER_BYTES);

    older_fields(&w, &copy);
}

bool older_parse(struct span bytes, struct older_statement *ret)
{
    struct older_statement s = {.reason = 0};
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);

    older_fields(&w, &s);
    if (!wire_done(&w) || s.reason < OLDER_ACCEPTED || s.reason > OLDER_RESTORED || s.kept == 0)
        return false;
    *ret = s;
    return true;
}
