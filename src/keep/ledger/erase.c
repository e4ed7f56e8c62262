/* keep/ledger/erase.c - the signed erasure, and the rows that go with it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/ledger/erase.h"

#include "keep/ledger/erased.h"

#include "keep/ledger/wire.h"

#include <string.h>

enum { RECIPIENTS_MOST = 256 };

/* --- bytes ----------------------------------------------------------------------------------- */

static void head_fields(struct wire *w, struct erasure *e, uint16_t *n)
{
    static const uint8_t kind = STATEMENT_ERASURE, version = 1;

    wire_fixed(w, &kind, 1);
    wire_fixed(w, &version, 1);
    wire_u16(w, n);
    wire_u8(w, &e->scope);
    wire_u8(w, &e->reason);
    wire_zeros(w, 2);
    wire_bytes(w, e->practice.id.bytes, 16);
    wire_bytes(w, e->client.id.bytes, 16);
    wire_u64(w, &e->asked_seq);
    wire_u64(w, &e->count);
    wire_bytes(w, e->rule, ERASE_RULE_MOST);
    wire_zeros(w, 8);
}

static void range_fields(struct wire *w, struct erase_range *range)
{
    wire_u64(w, &range->from);
    wire_u64(w, &range->to);
}

size_t erasure_write(const struct erasure *erasure, uint8_t ret[ERASURE_MOST])
{
    struct erasure copy = *erasure;
    struct wire w = wire_writer(ret, ERASURE_MOST);
    uint16_t n = (uint16_t)erasure->n;

    head_fields(&w, &copy, &n);
    for (size_t i = 0; i < erasure->n; i++) {
        struct erase_range range = erasure->ranges[i];

        range_fields(&w, &range);
    }
    return (size_t)(w.at - ret);
}

/* Printable ASCII, then zeros. */
static bool is_rule(const char rule[ERASE_RULE_MOST])
{
    size_t len = strnlen(rule, ERASE_RULE_MOST);

    for (size_t i = 0; i < ERASE_RULE_MOST; i++)
        if (i < len ? rule[i] < ' ' || rule[i] > '~' : rule[i] != '\0')
            return false;
    return true;
}

static bool is_said(const struct erasure *e)
{
    return e->scope >= ERASE_RECORD && e->scope <= ERASE_CLIENT && e->reason >= ERASE_ASKED &&
           e->reason <= ERASE_RESTORED && e->count > 0 && is_rule(e->rule);
}

static bool are_rising(const struct erase_range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ranges[i].from == 0 || ranges[i].to < ranges[i].from ||
            (i > 0 && ranges[i].from <= ranges[i - 1].to))
            return false;
    return n > 0 && n <= ERASE_RANGES_MOST;
}

bool erasure_parse(struct span bytes, struct arena *arena, struct erasure *ret)
{
    struct wire w = wire_reader((const uint8_t *)bytes.at, bytes.len);
    struct erasure e = {.n = 0};
    uint16_t n = 0;

    head_fields(&w, &e, &n);
    struct erase_range *ranges =
        w.failed || n > ERASE_RANGES_MOST ? NULL : arena_array(arena, struct erase_range, n);

    if (ranges == NULL)
        return false;
    for (; e.n < n && !w.failed; e.n++)
        range_fields(&w, &ranges[e.n]);
    e.ranges = ranges;
    if (!wire_done(&w) || !is_said(&e) || !are_rising(ranges, e.n))
        return false;
    *ret = e;
    return true;
}

/* --- what there is to erase ------------------------------------------------------------------ */

#define IN_RANGE                                                                                   \
    "practice = $1 AND seq IN (SELECT seq FROM ledger_entry WHERE practice = $1 AND client = $2 "  \
    "AND client_seq >= $3 AND client_seq <= $4)"
#define RANGE_VALUES(ltx, client, range)                                                           \
    VALUES(PRACTICE(ltx), value_raw((client).id.bytes, 16), value_int((int64_t)(range).from),      \
           value_int((int64_t)(range).to))

static enum status count_range(struct ledger_tx *ltx, struct client_id client,
                               struct erase_range range, uint64_t *ret, struct fault *why)
{
    struct rows rows;
    enum status st = rows_open(ltx->tx, "SELECT count(*) FROM record WHERE " IN_RANGE,
                               RANGE_VALUES(ltx, client, range), &rows, why);

    if (st != HF_OK)
        return st;
    st = rows_next(&rows, why);
    if (st == HF_OK)
        *ret = (uint64_t)rows_int(&rows, 0);
    rows_close(&rows);
    return st;
}

static enum status count_all(struct ledger_tx *ltx, const struct ledger_erase *in, uint64_t *ret,
                             struct fault *why)
{
    enum status st = HF_OK;

    *ret = 0;
    for (size_t i = 0; st == HF_OK && i < in->n; i++) {
        uint64_t here = 0;

        st = count_range(ltx, in->client, in->ranges[i], &here, why);
        if (st == HF_OK && here == 0)
            st = fault_set(why, HF_INVALID, "there is nothing to erase from entry %ld to %ld",
                           (long)in->ranges[i].from, (long)in->ranges[i].to);
        *ret += here;
    }
    return st;
}

static enum status remove_range(struct ledger_tx *ltx, struct client_id client,
                                struct erase_range range, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    enum status st = row_remove(vault, ltx->tx, TABLE_RECORD_WRAP, IN_RANGE,
                                RANGE_VALUES(ltx, client, range), why);

    return st == HF_OK ? row_remove(vault, ltx->tx, TABLE_RECORD, IN_RANGE,
                                    RANGE_VALUES(ltx, client, range), why)
                       : st;
}

/* --- when nothing is left -------------------------------------------------------------------- */

static enum status has_records(struct ledger_tx *ltx, struct client_id client, bool *ret,
                               struct fault *why)
{
    struct erase_range all = {1, INT64_MAX};
    uint64_t n = 0;
    enum status st = count_range(ltx, client, all, &n, why);

    *ret = n > 0;
    return st;
}

struct recipients {
    struct person_id at[RECIPIENTS_MOST];
    size_t n;
};

static enum status find_recipients(struct ledger_tx *ltx, struct client_id client,
                                   struct recipients *ret, struct fault *why)
{
    struct rows rows;
    enum status st =
        rows_open(ltx->tx,
                  "SELECT DISTINCT s.person FROM key_wrap k JOIN statement s ON s.practice = "
                  "k.practice AND s.seq = k.grant_seq WHERE k.practice = $1 AND k.client = $2",
                  VALUES(PRACTICE(ltx), value_raw(client.id.bytes, 16)), &rows, why);

    ret->n = 0;
    if (st != HF_OK)
        return st;
    while (ret->n < RECIPIENTS_MOST && (st = rows_next(&rows, why)) == HF_OK)
        ret->n += rows_copy(&rows, 0, ret->at[ret->n].id.bytes, 16);
    rows_close(&rows);
    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* Derived, so that the same erasure sent again meets the same requests. */
static struct request_id request_after(struct request_id request, const uint8_t about[16])
{
    uint8_t message[32], hash[32];

    memcpy(message, request.id.bytes, 16);
    memcpy(message + 16, about, 16);
    vault_sha256(span_at(message, sizeof message), hash);
    memcpy(request.id.bytes, hash, 16);
    return request;
}

/* Said of each; no keys are renewed for who is left, as when one access ends: nobody is. */
static enum status end_accesses(struct ledger_tx *ltx, struct keyring *author,
                                const struct ledger_erase *in, struct fault *why)
{
    struct recipients recipients;
    uint8_t bytes[ABOUT_BYTES];
    enum status st = find_recipients(ltx, in->client, &recipients, why);

    for (size_t i = 0; st == HF_OK && i < recipients.n; i++) {
        struct id128 person = recipients.at[i].id;
        struct about about = {STATEMENT_END_GRANT, 0, ltx->ledger->practice, {person}};

        about_write(&about, bytes);
        st = statement_append(ltx, author, in->client, ACTION_ACCESS_ENDED, person, 1,
                              request_after(in->request, person.bytes),
                              span_at(bytes, sizeof bytes), NULL, why);
    }
    return st == HF_OK ? row_remove(ltx->ledger->vault, ltx->tx, TABLE_KEY_WRAP,
                                    "practice = $1 AND client = $2",
                                    VALUES(PRACTICE(ltx), value_raw(in->client.id.bytes, 16)), why)
                       : st;
}

/* The service signs nothing about users' keys; without their rows they open nothing either. */
static enum status end_keys(struct ledger_tx *ltx, struct keyring *author, struct person_id person,
                            struct request_id request, struct fault *why)
{
    if (keyring_who(author)->kind == KEYRING_SERVICE)
        return HF_OK;
    enum status st = ledger_end_user(ltx, author, person, request, why);

    return st == HF_NOT_FOUND ? HF_OK : st;
}

/* Clear of those for accesses: the client may have had one. */
static struct request_id keys_request(const struct ledger_erase *in)
{
    return request_after(request_after(in->request, in->client.id.bytes), in->client.id.bytes);
}

/* Somebody who is of the practice as well keeps the keys of that work. */
static enum status end_person(struct ledger_tx *ltx, struct keyring *author,
                              const struct ledger_erase *in, struct fault *why)
{
    struct vault *vault = ltx->ledger->vault;
    struct person_id person = {in->client.id};
    const struct value values[] = {PRACTICE(ltx), value_raw(person.id.bytes, 16)};
    struct keyring_who who;
    enum status st = user_public(vault, ltx->tx, person, &who, why);

    if (st == HF_NOT_FOUND || (st == HF_OK && who.roles != ROLE_CLIENT))
        return HF_OK;
    if (st == HF_OK)
        st = end_keys(ltx, author, person, keys_request(in), why);
    if (st == HF_OK)
        st =
            row_remove(vault, ltx->tx, TABLE_SLOT, "practice = $1 AND person = $2", values, 2, why);
    if (st == HF_OK)
        st = row_remove(vault, ltx->tx, TABLE_PASSKEY, "practice = $1 AND person = $2", values, 2,
                        why);
    return st == HF_OK ? row_remove(vault, ltx->tx, TABLE_PERSON_KEY,
                                    "practice = $1 AND person = $2", values, 2, why)
                       : st;
}

static enum status end_all(struct ledger_tx *ltx, struct keyring *author,
                           const struct ledger_erase *in, struct fault *why)
{
    enum status st = end_accesses(ltx, author, in, why);

    if (st == HF_OK)
        st = end_person(ltx, author, in, why);
    return st == HF_OK ? row_remove(ltx->ledger->vault, ltx->tx, TABLE_PASS,
                                    "practice = $1 AND (client = $2 OR person = $2)",
                                    VALUES(PRACTICE(ltx), value_raw(in->client.id.bytes, 16)), why)
                       : st;
}

/* --- the act --------------------------------------------------------------------------------- */

static enum status append_erasure(struct ledger_tx *ltx, struct keyring *author,
                                  const struct ledger_erase *in, uint64_t count,
                                  struct ledger_entry *ret, struct fault *why)
{
    bool is_again = in->reason == ERASE_RESTORED;
    struct erasure erasure = {
        .practice = ltx->ledger->practice,
        .client = in->client,
        .scope = in->scope,
        .reason = in->reason,
        .asked_seq = in->asked_seq,
        .count = count,
        .n = in->n,
        .ranges = in->ranges,
    };
    uint8_t bytes[ERASURE_MOST];

    memcpy(erasure.rule, in->rule.at, in->rule.len);
    if (!is_said(&erasure))
        return fault_set(why, HF_INVALID, "an erasure says its extent, its reason and its rule");
    size_t len = erasure_write(&erasure, bytes);

    return statement_append(ltx, author, in->client,
                            is_again ? ACTION_ERASED_AGAIN : ACTION_RECORDS_ERASED, in->client.id,
                            1, in->request, span_at(bytes, len), ret, why);
}

static enum status erase(struct ledger_tx *ltx, struct keyring *author,
                         const struct ledger_erase *in, struct ledger_entry *ret, struct fault *why)
{
    uint64_t count = 0;
    bool has_more = true;
    enum status st = count_all(ltx, in, &count, why);

    if (st == HF_OK)
        st = append_erasure(ltx, author, in, count, ret, why);
    for (size_t i = 0; st == HF_OK && i < in->n; i++)
        st = remove_range(ltx, in->client, in->ranges[i], why);
    if (st == HF_OK)
        st = has_records(ltx, in->client, &has_more, why);
    return st == HF_OK && !has_more ? end_all(ltx, author, in, why) : st;
}

enum status ledger_erase(struct ledger_tx *ltx, struct keyring *author,
                         const struct ledger_erase *in, struct ledger_entry *ret, struct fault *why)
{
    uint16_t action = in->reason == ERASE_RESTORED ? ACTION_ERASED_AGAIN : ACTION_RECORDS_ERASED;
    struct ledger_entry entry;
    struct stated known;

    if (id_is_zero(in->client.id) || in->rule.len > ERASE_RULE_MOST ||
        !are_rising(in->ranges, in->n))
        return fault_set(why, HF_INVALID, "an erasure names a client, and ranges that rise");
    enum status st =
        statement_again(ltx, author, in->client, action, in->client.id, in->request, &known, why);

    if (st == HF_NOT_FOUND)
        st = erase(ltx, author, in, &entry, why);
    else if (st == HF_OK)
        entry = known.entry;
    if (st == HF_OK && ret != NULL)
        *ret = entry;
    return st;
}
