/* verify/verify.h - the independent verifier: does an exported ledger hold, and do receipts fit it?
 *
 * Shares no code with the rest of the program and no library of cryptography: what it knows is
 * docs/formats.md and docs/actions.md. No network, no files (main.c reads them), no secrets.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_VERIFY_VERIFY_H
#define HF_VERIFY_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH = 32, ID = 16, PUBLIC_KEY = 32, SIGNATURE = 64 };

/* OpenSSL alone (crypto.c). */
bool sha256(const void *bytes, size_t len, uint8_t ret[HASH]);
bool hmac_sha256(const uint8_t key[HASH], const void *bytes, size_t len, uint8_t ret[HASH]);
/* Ed25519, canonical signatures only (RFC 8032, 5.1.7). */
bool ed25519_holds(const uint8_t key[PUBLIC_KEY], const uint8_t *message, size_t len,
                   const uint8_t signature[SIGNATURE]);

/* Who may sign an action: bits as in docs/actions.md. */
struct rule {
    uint16_t action;
    char chain;                 /* 'p' the practice's, 'c' a client's, 'e' either */
    uint8_t signers, delegates; /* roles; 1 << purpose */
    uint8_t least_proof;
};
const struct rule *rule_find(uint16_t action); /* NULL: not in the register */

/* RFC 6962 (tree.c). */
/* Whole subtrees of `n` leaves, the largest first, as the bits of the count are. */
struct tree {
    uint64_t n;
    size_t depth;
    uint8_t roots[65][HASH]; /* one more while two are joined */
};
/* The root over the first `n` leaves, which are the same each time: the tree goes on from where it
 * stands, so that checkpoints in their order cost each leaf once. */
bool tree_root_on(struct tree *tree, const uint8_t (*leaves)[HASH], uint64_t n, uint8_t ret[HASH]);
/* The same from the first leaf on. */
bool tree_root(const uint8_t (*leaves)[HASH], uint64_t n, uint8_t ret[HASH]);
bool tree_path_leads(const uint8_t leaf[HASH], uint64_t index, uint64_t size, const uint8_t *path,
                     size_t n, const uint8_t root[HASH]);

enum key_kind { KEY_USER = 1, KEY_DELEGATE = 2, KEY_SERVICE = 3 };

/* A certificate that leads to the root. */
struct key {
    uint8_t kind, roles, purpose, most_proof;
    uint32_t keygen;
    uint8_t person[ID], client[ID], session[ID], sign_pub[PUBLIC_KEY];
    int64_t until_us;
    uint64_t seq, ended_seq; /* ended_seq 0: it stands */
    struct key *next;        /* of the same bucket */
};

struct chain_end; /* verify.c */

typedef bool signature_check(const uint8_t key[PUBLIC_KEY], const uint8_t *message, size_t len,
                             const uint8_t signature[SIGNATURE]);

enum { KEY_BUCKETS = 4096 };
struct exported {
    signature_check *holds; /* ed25519_holds */
    void (*say)(void *arg, const char *kind, uint64_t number,
                const char *refused); /* NULL: holds */
    void *arg;
    bool stops_at_first;
    uint64_t entries, checkpoints, refused; /* counted while it goes */
    uint64_t erased;                        /* sealed contents that are gone for good, signed */

    uint8_t practice[ID], root_key[PUBLIC_KEY];
    bool is_proof;                 /* of one person: the rest by its hashes alone */
    uint8_t whose[ID];             /* the client whose chain is whole; zero: nobody's is */
    uint64_t size;                 /* entries, as the head says */
    uint64_t hidden;               /* entries of which only the hash is here */
    uint64_t older_from, older_to; /* what went missing with an older copy; 0: nothing said so */
    uint8_t (*leaves)[HASH];
    struct tree tree;   /* as far as the last checkpoint */
    const uint8_t **at; /* the entries so far; NULL: its hash alone */
    struct chain_end *chains;
    size_t n_chains; /* places: a power of two */
    struct key *keys[KEY_BUCKETS];
    uint8_t tip[HASH];
    int64_t utc_us;
};

/* NULL when the whole export was walked: `refused` says what was found. Else why it is none. Clear
 * it in any case. */
const char *export_verify(struct exported *export, const uint8_t *bytes, size_t len);
void export_clear(struct exported *export);

/* NULL: the receipt is of this ledger. Else what is wrong; a cut tail and a fork are told. */
const char *receipt_verify(const struct exported *export, const uint8_t *bytes, size_t len);

/* NULL: signed by the service of this ledger, as certified in it. */
const char *checkpoint_verify(const struct exported *export, const uint8_t bytes[156]);

struct entry {
    const uint8_t *bytes; /* 336 */
    uint64_t seq, client_seq, object_version;
    int64_t utc_us;
    uint32_t actor_keygen;
    uint16_t action;
    uint8_t proof;
    const uint8_t *client, *actor, *object, *commitment, *signature;
    const uint8_t *blind, *statement; /* NULL: it has none */
    size_t statement_len;
};

struct key *key_find(const struct exported *export, const uint8_t person[ID], uint32_t keygen);
/* Takes in what a key act states. NULL: it holds. */
const char *statement_take(struct exported *export, const struct entry *entry);
/* NULL: the register, the scope and the time of `key` allow this entry. */
const char *key_may(const struct key *key, const struct entry *entry);
bool is_erasure(const struct entry *e);
/* Is `e` one of the sealed contents that this entry says are gone? */
bool is_erased_by(const struct entry *e, const struct entry *erasure);
void keys_clear(struct exported *export);

/* Little-endian. */
uint64_t number_at(const uint8_t *bytes, size_t len);
bool is_zero(const uint8_t *bytes, size_t len);

#endif
