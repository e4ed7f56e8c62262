/* keep/vault/stream.h - archives that only an offline key opens, chunk by chunk.
 *
 * XChaCha20-Poly1305 as libsodium's secretstream: a chunk that is changed, left out, doubled, moved
 * or of another stream does not open, and only the last one may end. The stream's key is random and
 * lies in a sealed box to the owner's offline key, so that who writes an archive can't read it
 * again. Layout: docs/formats.md, Backups.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_STREAM_H
#define HF_KEEP_VAULT_STREAM_H

#include "base/fault.h"
#include "base/span.h"

enum {
    STREAM_HEAD = 80 + 24, /* sealed box of the key, header of the stream */
    STREAM_CHUNK = 64 << 10,
    STREAM_EXTRA = 17,
};

/* A hash that is taken bit by bit. In the caller's memory; nothing secret. */
struct hasher {
    unsigned char state[128];
};
void hasher_begin(struct hasher *hasher);
void hasher_add(struct hasher *hasher, struct span bytes);
void hasher_end(struct hasher *hasher, uint8_t ret[32]);

/* --- the offline key ------------------------------------------------------------------------- */

/* 32 bytes as 13 groups of four, and a fourteenth that checks them; printed, never stored. */
enum { OFFLINE_TEXT = 70 }; /* with the NUL */

/* `ret_text` is wiped by the caller. */
HF_MUST_USE enum status offline_key_make(char ret_text[OFFLINE_TEXT], uint8_t ret_pub[32],
                                         struct fault *why);

struct offline_key; /* in locked memory */

/* Dashes, spaces and case don't matter. HF_INVALID: a typing error. */
HF_MUST_USE enum status offline_key_read(struct span text, struct offline_key **ret,
                                         struct fault *why);
void offline_key_free(struct offline_key *key); /* wipes; NULL is harmless */
void offline_key_public(const struct offline_key *key, uint8_t ret[32]);

/* --- streams --------------------------------------------------------------------------------- */

struct stream; /* one way: written or read; in locked memory */

/* `about` is bound into the first chunk: who opens the stream must give the same bytes. */
HF_MUST_USE enum status stream_create(const uint8_t recipient[32], struct span about,
                                      uint8_t ret_head[STREAM_HEAD], struct stream **ret,
                                      struct fault *why);
/* HF_INVALID: another key, or a changed head. */
HF_MUST_USE enum status stream_open(const struct offline_key *key, struct span about,
                                    const uint8_t head[STREAM_HEAD], struct stream **ret,
                                    struct fault *why);
void stream_free(struct stream *stream); /* wipes; NULL is harmless */

/* Writes plain.len + STREAM_EXTRA bytes; plain.len at most STREAM_CHUNK. */
void stream_push(struct stream *stream, struct span plain, bool last, uint8_t *ret);
/* Writes chunk.len - STREAM_EXTRA bytes. HF_INVALID: not the chunk that comes next. */
HF_MUST_USE enum status stream_pull(struct stream *stream, struct span chunk, uint8_t *ret,
                                    bool *ret_last, struct fault *why);

#endif
