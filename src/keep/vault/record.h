/* keep/vault/record.h - sealing and opening records and clients' keys; for keep/ledger alone.
 *
 * No function here takes a raw key. What is sealed is sealed under a key that keep/ledger has
 * admitted from a signed epoch entry, or to a certified delegate.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_RECORD_H
#define HF_KEEP_VAULT_RECORD_H

#include "base/arena.h"
#include "keep/vault/keyring.h"

/* WRAPS_MOST: one for the compartment, one for each pass of the client that is alive. No client has
 * more: keep/ledger certifies none beyond it, rather than leave somebody without what is new. */
enum {
    WRAP_BYTES = 112,
    DEK_WRAP_MOST = 122,
    WRAPS_MOST = 64,
    KEY_WAY_CK = 1,
    KEY_WAY_DEPOSIT = 2,
    KEY_WAY_DELEGATE = 3
};

void keyring_sign(const struct keyring *keyring, struct span message, uint8_t ret[64]);

/* A delegate gets its number when its certificate is written. */
void keyring_number(struct keyring *keyring, uint32_t keygen);
/* From now on keyring_is_braked. */
void keyring_brake(struct keyring *keyring);

/* --- a client's keys ------------------------------------------------------------------------- */

struct epoch_key { /* the public part, as it stands in the statement */
    struct client_id client;
    uint8_t compartment;
    uint32_t epoch;
    struct key_id ck_id;
    uint8_t box_pub[32];
};

/* New keys in the ring, of no use until they are admitted. */
HF_MUST_USE enum status epoch_make(struct keyring *keyring, struct client_id client,
                                   uint8_t compartment, uint32_t epoch, struct epoch_key *ret,
                                   struct fault *why);
/* The key stands in a signed epoch entry. HF_INVALID: another one of that place is here. */
HF_MUST_USE enum status epoch_admit(struct keyring *keyring, const struct epoch_key *key,
                                    struct fault *why);
/* Opens a wrap for this ring; HF_INVALID: not for it, or not the admitted keys. */
HF_MUST_USE enum status epoch_unwrap(struct keyring *keyring, struct client_id client,
                                     uint8_t compartment, uint32_t epoch,
                                     const uint8_t wrap[WRAP_BYTES], struct fault *why);
/* HF_NOT_FOUND: this ring does not hold it. HF_INVALID: it was never admitted. */
HF_MUST_USE enum status epoch_wrap(const struct keyring *keyring, struct client_id client,
                                   uint8_t compartment, uint32_t epoch,
                                   const uint8_t recipient_box_pub[32], uint8_t ret[WRAP_BYTES],
                                   struct fault *why);
/* Is it admitted, and open here? */
bool keyring_holds(const struct keyring *keyring, struct client_id client, uint8_t compartment,
                   uint32_t epoch);
/* The newest admitted epoch; 0: none. */
uint32_t keyring_epoch(const struct keyring *keyring, struct client_id client, uint8_t compartment);

/* --- records --------------------------------------------------------------------------------- */

struct record_place { /* all of it is bound into the seal */
    struct client_id client;
    uint8_t compartment;
    uint32_t epoch;
    struct record_id record;
    uint64_t version;
    struct person_id author;
};
struct record_wrap {
    struct key_id key_id; /* of CK, or of the X25519 key */
    uint8_t way;
    size_t len;
    uint8_t bytes[DEK_WRAP_MOST];
};
struct record_sealed {
    struct span frame;                 /* in the arena */
    uint8_t commitment[32], blind[32]; /* the blind is secret: the caller wipes it */
    struct record_wrap wraps[WRAPS_MOST];
    size_t n;
};

/* A new DEK, sealed under the compartment's CK if it is held, else deposited, and to each of `n`
 * certified X25519 keys. HF_INVALID: no admitted epoch, or content too long. */
HF_MUST_USE enum status record_seal(const struct keyring *keyring, const struct record_place *place,
                                    struct span content, const uint8_t (*box_pubs)[32], size_t n,
                                    struct arena *arena, struct record_sealed *ret,
                                    struct fault *why);
/* HF_NOT_FOUND: none of the wraps is for this ring. HF_INVALID: it is not the committed record. */
HF_MUST_USE enum status record_open(const struct keyring *keyring, const struct record_place *place,
                                    struct span frame, const struct record_wrap *wraps, size_t n,
                                    const uint8_t commitment[32], struct arena *arena,
                                    struct span *ret, uint8_t ret_blind[32], struct fault *why);
/* One wrap more, to a certified key, for a ring that can open it. HF_NOT_FOUND: it can't. */
HF_MUST_USE enum status record_share(const struct keyring *keyring,
                                     const struct record_place *place,
                                     const struct record_wrap *wraps, size_t n,
                                     const uint8_t box_pub[32], struct record_wrap *ret,
                                     struct fault *why);

/* The same DEK under the CK of another epoch of its compartment; the body is not touched.
 * HF_NOT_FOUND: this ring can't open the wrap. HF_INVALID: that epoch was never admitted. */
HF_MUST_USE enum status record_rewrap(const struct keyring *keyring,
                                      const struct record_place *place,
                                      const struct record_wrap *wrap, uint32_t epoch,
                                      struct record_wrap *ret, struct fault *why);

/* The commitment of a public statement, and a blind for it. */
void blind_make(uint8_t ret[32]);

#endif
