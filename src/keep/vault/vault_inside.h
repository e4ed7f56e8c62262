/* keep/vault/vault_inside.h - what the files of this room share; nobody else includes it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_VAULT_INSIDE_H
#define HF_KEEP_VAULT_VAULT_INSIDE_H

#include "keep/vault/keyring.h"
#include "keep/vault/record.h"
#include "keep/vault/row.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>

enum { KEY_BYTES = 32, SALT_BYTES = 16, USER_SECRET = 96, DELEGATE_SECRET = 64 };

/* Locked memory, wiped when freed. */
struct secret {
    unsigned char *at;
    size_t len;
};
HF_MUST_USE enum status secret_new(size_t len, struct secret *ret, struct fault *why);
void secret_free(struct secret *secret); /* twice is harmless */

/* What lies in the secrets folder; in locked memory. */
struct vault_keys {
    unsigned char pepper[KEY_BYTES];
    unsigned char sign_seed[KEY_BYTES], box_secret[KEY_BYTES], row_key[KEY_BYTES];
};

struct vault {
    char path[PATH_MAX];
    struct vault_cost cost, floor;
    const struct world *world;
    struct practice_id practice;
    bool has_root;
    uint8_t root[32];
    struct vault_keys *keys;
    pthread_mutex_t lock; /* anchor, pin, and the two places at Argon2's table */
    pthread_cond_t place_free;
    int running, waiting;
    atomic_bool older;            /* ways.c, as the next */
    atomic_uint_least64_t newest; /* number of the ways in that was committed last */
    _Atomic int64_t furthest_us;  /* the latest that the clock ever was here (pass_clock.c) */
};

/* --- frames ---------------------------------------------------------------------------------- */

enum seal_table { /* KEEP IN ORDER: docs/formats.md, Seal */
                  SEAL_RECORD = 1,
                  SEAL_RECORD_WRAP,
                  SEAL_PERSON_KEY,
                  SEAL_SLOT,
                  SEAL_PASS,
                  SEAL_DRAFT,
                  SEAL_SHELF,
};
struct seal_place {
    struct practice_id practice;
    enum seal_table table;
    struct client_id client;
    uint8_t compartment;
    struct id128 record;
    uint64_t version;
    uint32_t epoch;
    struct person_id author;
};
enum { SEAL_EXTRA = 90, SEAL_AD = 100 };

/* Writes plain.len + SEAL_EXTRA bytes. The nonce is made inside. */
void seal_frame(const uint8_t key[KEY_BYTES], const struct seal_place *place, struct span plain,
                uint8_t *ret_frame);
/* Writes frame.len - SEAL_EXTRA bytes; false leaves them zero: another key, place or byte. */
bool seal_open(const uint8_t key[KEY_BYTES], const struct seal_place *place, struct span frame,
               uint8_t *ret_plain);
/* The same for a key whose id, key_id_of(key), is at hand. */
bool seal_open_by(const uint8_t key[KEY_BYTES], const struct key_id *id,
                  const struct seal_place *place, struct span frame, uint8_t *ret_plain);
struct key_id seal_key_id(struct span frame); /* of a frame of at least SEAL_EXTRA bytes */

/* 1, 2, 4, 8, 16 KiB, then Padme: at most 12 % more, telling O(log log) bits of the length. */
size_t pad_size(size_t len);

/* --- hashes ---------------------------------------------------------------------------------- */

/* BLAKE-`ret_len` keyed, over a label with its NUL and a message. */
void keyed_hash(const uint8_t key[KEY_BYTES], const char *label, struct span message, uint8_t *ret,
                size_t ret_len);
/* Trims white space and folds ASCII case into `ret`; cut at `room`. */
size_t fold_text(struct span text, char *ret, size_t room);

/* Crockford base32 of whole groups of five bits; the NUL is written. */
void base32_write(const uint8_t *bytes, size_t digits, char *ret);
/* Reads the next digit, over dashes and spaces; -1 at the end or at a stranger. */
int base32_next(struct span *text);
/* The next `n` digits into (5 n + 7) / 8 bytes; false leaves them half filled. */
bool base32_read(struct span *text, size_t n, uint8_t *ret);
/* Are these digits, and no more, what is left? */
bool base32_is(struct span text, const char *want);

/* --- files ----------------------------------------------------------------------------------- */

HF_MUST_USE enum status file_read(const char *folder, const char *name, void *ret, size_t len,
                                  struct fault *why);
/* Of whatever length, at most `most`; into the arena. */
HF_MUST_USE enum status file_read_all(const char *folder, const char *name, size_t most,
                                      struct arena *arena, struct span *ret, struct fault *why);
/* By rename and sync, 0600. */
HF_MUST_USE enum status file_write(const char *folder, const char *name, const void *bytes,
                                   size_t len, struct fault *why);
/* One that is not there is removed. */
HF_MUST_USE enum status file_remove(const char *folder, const char *name, struct fault *why);
/* The file "ends" of another history. */
HF_MUST_USE enum status rest_forget(const struct vault *vault, struct fault *why);
/* 0700, ours, not inside `data_path` and not around it. */
HF_MUST_USE enum status folder_check(const char *path, const char *data_path, struct fault *why);

/* --- keyrings -------------------------------------------------------------------------------- */

/* One compartment of one client in one epoch. */
struct client_key {
    struct client_id client;
    uint8_t compartment;
    uint32_t epoch;
    struct key_id ck_id, box_id; /* box_id: of box_pub */
    uint8_t box_pub[32];
    bool admitted; /* stands in a signed epoch entry: only then anything is sealed under it */
    bool open;     /* ck and box_secret are here */
    uint8_t ck[KEY_BYTES], box_secret[KEY_BYTES];
};
enum { KEYS_PER_PAGE = 16 };
struct keyring_page {
    struct client_key keys[KEYS_PER_PAGE];
    size_t n;
    struct keyring_page *next;
};
struct keyring {
    struct keyring_who who;
    struct key_id box_id; /* of who.box_pub */
    struct practice_id practice;
    uint8_t sign_secret[64], box_secret[KEY_BYTES];
    uint8_t urk[KEY_BYTES]; /* users only */
    uint8_t verifier[32];   /* of the slot that opened it; zero: another way in */
    struct pass_state pass;
    bool is_braked;
    struct keyring_page *pages;
};

HF_MUST_USE enum status keyring_new(const struct vault *vault, const struct keyring_who *who,
                                    const uint8_t seed[KEY_BYTES], const uint8_t box[KEY_BYTES],
                                    struct keyring **ret, struct fault *why);
/* The certificate `person`, `keygen` with this URK. HF_NOT_FOUND: no such row, or another key. */
HF_MUST_USE enum status user_open(struct vault *vault, struct tx *tx, struct person_id person,
                                  uint32_t keygen, const uint8_t urk[KEY_BYTES],
                                  struct keyring **ret, struct fault *why);
struct client_key *keyring_find_key(const struct keyring *keyring, struct client_id client,
                                    uint8_t compartment, uint32_t epoch);
/* The admitted, open key of that compartment whose CK or public half has this id, or NULL. */
const struct client_key *keyring_find_id(const struct keyring *keyring, struct client_id client,
                                         uint8_t compartment, const struct key_id *id);

/* Argon2id into 64 bytes; waits for one of two places. HF_BUSY: too many wait already. */
HF_MUST_USE enum status password_stretch(struct vault *vault, struct span password,
                                         const uint8_t salt[SALT_BYTES], struct vault_cost cost,
                                         uint8_t ret[64], struct fault *why);

struct span short_word(unsigned number); /* one of 256 */

/* --- tallies and ways in ---------------------------------------------------------------------- */

struct tally {
    struct row_sum sum;
    bool there, holds; /* a broken one stays broken: only the whole check speaks about it */
};
HF_MUST_USE enum status tally_read(const struct vault *vault, struct tx *tx, const char *name,
                                   struct tally *ret, struct fault *why);
HF_MUST_USE enum status tally_write(const struct vault *vault, struct tx *tx, const char *name,
                                    const struct tally *tally, struct fault *why);

/* Passes, slots, passkeys, people's keys: what a tally alone does not hold to their newest state.
 */
bool ways_guard(enum row_table_number table);
/* After each change of such a table: the next number. */
HF_MUST_USE enum status ways_count(struct vault *vault, struct tx *tx, struct fault *why);
HF_MUST_USE enum status ways_load(struct vault *vault, struct fault *why);
/* Before a way in is tried: an older state makes the vault older (vault_is_older). `ret`: are the
 * rows of this table those that were written? HF_BUSY: a newer state was committed meanwhile. */
HF_MUST_USE enum status ways_look(struct vault *vault, struct tx *tx, enum row_table_number table,
                                  bool *ret, struct fault *why);

/* --- the secrets folder ---------------------------------------------------------------------- */

enum { PRACTICE_FILE = 16 + 1 + 32 };
/* The content of the file "practice": id, is the root pinned, root. */
void practice_file_write(const struct vault *vault, uint8_t ret[PRACTICE_FILE]);
void practice_file_read(struct vault *vault, const uint8_t bytes[PRACTICE_FILE]);

/* As vault_found, with secrets that `fill` puts into vault->keys and vault->practice. HF_CONFLICT:
 * there are secrets already. */
typedef enum status vault_fill(struct vault *vault, void *arg, struct fault *why);
HF_MUST_USE enum status vault_found_with(const struct vault_config *config, vault_fill *fill,
                                         void *arg, struct vault **ret, struct fault *why);

#endif
