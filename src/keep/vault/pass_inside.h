/* keep/vault/pass_inside.h - rows of the table `passes`; for the files of passes alone.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_KEEP_VAULT_PASS_INSIDE_H
#define HF_KEEP_VAULT_PASS_INSIDE_H

#include "keep/vault/vault_inside.h"

enum { PASS_SEALED_MOST = DELEGATE_SECRET + SEAL_EXTRA };

struct pass_token {
    struct id128 name, secret;
};

struct pass {
    uint8_t name[32];
    struct keyring_who who; /* without public keys */
    enum pass_kind kind;
    uint8_t proof;
    int64_t idle_us, seen_us, until_us;
    int64_t tries;
    int64_t since_us, proved_us;
    enum pass_lock lock;
    uint8_t device;
    size_t frame_len;
    uint8_t frame[PASS_SEALED_MOST];
};

/* False: not the text of a token. */
bool pass_token_read(struct span text, struct pass_token *ret);
void pass_row_name(const struct pass_token *token, uint8_t ret[32]);

/* Of the current row. False: it has a wrong shape. */
bool pass_take(const struct rows *rows, struct pass *ret);
HF_MUST_USE enum status pass_find(struct vault *vault, struct tx *tx,
                                  const struct pass_token *token, struct pass *ret,
                                  struct fault *why);
HF_MUST_USE enum status pass_remove(struct vault *vault, struct tx *tx, const uint8_t name[32],
                                    struct fault *why);
HF_MUST_USE enum status pass_replace(struct vault *vault, struct tx *tx, const struct pass *pass,
                                     struct fault *why);

bool pass_is_live(struct vault *vault, const struct pass *pass, unsigned kinds, int64_t now_us);
struct pass_state pass_state_of(struct vault *vault, const struct pass *pass, int64_t now_us);

/* Is the clock behind `than_us`, or behind the furthest that this process saw? By more than what a
 * clock is set right by. */
bool pass_clock_is_back(struct vault *vault, int64_t now_us, int64_t than_us);
/* Where it is: every session is shut as an idle one, and from then on the clock counts as it is. */
HF_MUST_USE enum status pass_clock_settle(struct vault *vault, struct tx *tx, struct fault *why);

#endif
