/* keep/ledger/statement.h - the public contents of the key acts, fixed binary.
 * Layouts and offsets: docs/formats.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_LEDGER_STATEMENT_H
#define HF_KEEP_LEDGER_STATEMENT_H

#include "keep/ledger/ledger.h"
#include "keep/vault/record.h"

enum statement_kind {
    STATEMENT_USER = 1,
    STATEMENT_DELEGATE = 2,
    STATEMENT_SERVICE = 3,
    STATEMENT_END_KEY = 16,
    STATEMENT_EPOCH = 32,
    STATEMENT_CLOSING = 33,
    STATEMENT_REWRAPPED = 34,
    STATEMENT_RETIRED = 35,
    STATEMENT_GRANT = 48,
    STATEMENT_END_GRANT = 49,
    STATEMENT_READ = 64,
    STATEMENT_ERASURE = 80,
    STATEMENT_OLDER = 81,
};
enum {
    CERTIFICATE_BYTES = 200,
    ABOUT_BYTES = 40,
    EPOCH_HEAD = 40,
    EPOCH_ROW = 56,
    EPOCH_ROWS_MOST = 16,
    TURN_HEAD = 56,
    GRANT_HEAD = 208,
    GRANT_ROW = 24,
    GRANT_ROWS_MOST = 64,
    OLDER_BYTES = 64,
    STATEMENT_MOST = GRANT_HEAD + GRANT_ROW * GRANT_ROWS_MOST,
};

struct certificate {
    uint8_t kind;
    struct practice_id practice;
    struct keyring_who who; /* kind, person, keygen, roles, scope, public keys */
    unsigned compartments;  /* delegates: what they may read */
    int64_t from_us;
};
void certificate_write(const struct certificate *certificate, uint8_t ret[CERTIFICATE_BYTES]);
bool certificate_parse(struct span bytes, struct certificate *ret);

/* Ends and readings: a kind and a person. */
struct about {
    uint8_t kind;
    uint32_t keygen;
    struct practice_id practice;
    struct person_id person;
};
void about_write(const struct about *about, uint8_t ret[ABOUT_BYTES]);
bool about_parse(struct span bytes, struct about *ret);

struct epoch_statement {
    struct practice_id practice;
    struct client_id client;
    uint32_t epoch;
    size_t n;
    struct epoch_key keys[EPOCH_ROWS_MOST];
};
size_t epoch_write(const struct epoch_statement *statement, uint8_t ret[STATEMENT_MOST]);
bool epoch_parse(struct span bytes, struct epoch_statement *ret);

/* One key: of a compartment, of an epoch. */
struct grant_row {
    uint8_t compartment;
    uint32_t epoch;
    struct key_id ck_id;
};
struct grant_statement {
    struct practice_id practice;
    uint8_t purpose;
    unsigned compartments;
    struct client_id client;
    struct person_id granter, recipient;
    uint32_t granter_keygen, recipient_keygen;
    struct key_id recipient_key;
    int64_t from_us, until_us;
    uint8_t wraps_hash[32], client_prev[32];
    size_t n;
    struct grant_row rows[GRANT_ROWS_MOST];
};
size_t grant_write(const struct grant_statement *statement, uint8_t ret[STATEMENT_MOST]);
bool grant_parse(struct span bytes, struct grant_statement *ret);

/* What becomes of older keys once newer ones are there: closing, rewrapped, retired. */
struct turn_statement {
    uint8_t kind;
    uint32_t next; /* the epoch that takes their place */
    struct practice_id practice;
    struct client_id client;
    uint64_t records; /* rewrapped: how many records came under the newer keys; else zero */
    size_t n;
    struct grant_row rows[EPOCH_ROWS_MOST]; /* the older keys */
};
size_t turn_write(const struct turn_statement *statement, uint8_t ret[STATEMENT_MOST]);
bool turn_parse(struct span bytes, struct turn_statement *ret);

/* That the practice goes on from an older copy; one in each chain. */
struct older_statement {
    uint8_t reason; /* enum older_reason (older.h) */
    struct practice_id practice;
    struct client_id client;
    uint64_t confirmed; /* entries that there were; 0: nobody knows */
    uint64_t kept;      /* entries of the copy */
    uint64_t missing;   /* of this chain, at least */
};
void older_write(const struct older_statement *statement, uint8_t ret[OLDER_BYTES]);
bool older_parse(struct span bytes, struct older_statement *ret);

#endif
